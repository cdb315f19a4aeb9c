package layout

import (
	_ "embed"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pageWords are words that stand beside page numbers, one a line.
//
//go:embed pagewords.txt
var pageWords string

// Running marks the lines that belong to the page and not to the text: page
// numbers, and headers and footers that come again on other pages. Only the
// outer two lines at a page's top and foot are asked, outside all tables.
func Running(sheets []Sheet) {
	type place struct {
		shape string
		top   bool
		y     int // in steps of some points
	}
	type edge struct {
		line   *Line
		key    place
		number int // the first in it, or -1
		bare   bool
		far    bool // from the page's edge
	}
	words := strings.Fields(pageWords)
	var edges []edge
	shapes := map[place]int{} // on how many pages a line of that shape stands there
	offsets := map[int]int{}  // page number minus page index: how often
	seen := map[place]int{}   // the last page counted
	for i := range sheets {
		s := &sheets[i]
		for _, top := range []bool{true, false} {
			for _, l := range outer(s, top) {
				e := edge{line: l, far: min(l.Baseline, s.page.Height-l.Baseline) > nearEdge*s.page.Height}
				shape, number, count := shapeOf(l.Text)
				if count > 2 || utf8.RuneCountInString(shape) > 60 || rowOfFigures(l.Text) {
					continue
				}
				e.number, e.bare = number, bare(shape, words)
				e.key = place{shape, top, int(math.Round(l.Baseline / 6))}
				for d := -1; d <= 1; d++ {
					k := e.key
					if k.y += d; seen[k] != i+1 {
						shapes[k]++
						seen[k] = i + 1
					}
				}
				if e.bare && number >= 0 {
					offsets[number-i]++
				}
				edges = append(edges, e)
			}
		}
	}
	often := max(2, (len(sheets)+2)/3)
	for _, e := range edges {
		l := e.line
		switch {
		case e.far && shapes[e.key] < max(3, often) && (!e.bare || !decorated(l.Text) || offsets[e.number-l.Page] < 2):
		case e.bare && e.number >= 0 && (offsets[e.number-l.Page] > 1 || decorated(l.Text)):
			l.Dropped = "page number"
		case e.bare && e.number == l.Page+1 && alone(&sheets[l.Page], l):
			l.Dropped = "page number"
		case shapes[e.key] >= often && len(sheets) > 1 && l.Size <= 1.1*sheets[l.Page].em && !e.bare:
			l.Dropped = "header or footer"
		}
	}
}

// Shares of a page's height: where its headers and footers stand, and how far in
// they may on a low page with wide margins, where more must speak for them.
const (
	nearEdge = .125
	farEdge  = .2
)

// outer lists up to two lines at the page's top or foot, beyond every table.
func outer(s *Sheet, top bool) []*Line {
	var out []*Line
	n := len(s.Lines)
	for k := range min(2, n) {
		l := &s.Lines[k]
		if !top {
			l = &s.Lines[n-1-k]
		}
		if top && l.Baseline > s.page.Height*farEdge || !top && l.Baseline < s.page.Height*(1-farEdge) {
			break
		}
		for _, t := range s.Tables {
			if top && l.Baseline > t.Ys[0] || !top && l.Y0 < t.Ys[len(t.Ys)-1]-1 {
				return out
			}
		}
		out = append(out, l)
	}
	return out
}

// alone says whether a line at the foot keeps clear of the text above it.
func alone(s *Sheet, l *Line) bool {
	for i := range s.Lines {
		if m := &s.Lines[i]; m != l && m.Baseline < l.Baseline && m.Y1 > l.Y0-l.Size*.8 || m.Baseline > l.Baseline {
			return false
		}
	}
	return true
}

// shapeOf is a line without spaces and with # for each number, the first
// number, and how many there are.
func shapeOf(text string) (shape string, number, count int) {
	var b strings.Builder
	number = -1
	value, within := 0, false
	end := func() {
		if within && count == 1 {
			number = value
		}
		within = false
	}
	for _, r := range text {
		if r >= 0xFF10 && r <= 0xFF19 { // full-width
			r -= 0xFF10 - '0'
		}
		switch {
		case r >= '0' && r <= '9':
			if !within {
				within, value = true, 0
				count++
				b.WriteByte('#')
			}
			value = min(value*10+int(r-'0'), 1e6)
		case unicode.IsSpace(r):
		default:
			end()
			b.WriteRune(r)
		}
	}
	end()
	return b.String(), number, count
}

// rowOfFigures says whether a line is three numbers or more with spaces between
// them: a row of a table without rules, whose label stands above and below.
func rowOfFigures(text string) bool {
	n := 0
	for f := range strings.FieldsSeq(text) {
		if !isNumber(f) {
			return false
		}
		if strings.ContainsFunc(f, unicode.IsDigit) {
			n++
		}
	}
	return n > 2
}

// bare says whether a shape is one or two numbers among signs and page words.
func bare(shape string, words []string) bool {
	shape = strings.ToLower(shape)
	for _, w := range words {
		shape = strings.ReplaceAll(shape, w, "")
	}
	return strings.Contains(shape, "#") && !strings.ContainsFunc(shape, func(r rune) bool {
		return r != '#' && (unicode.IsLetter(r) || r == '.' || r == '%')
	})
}

// decorated says whether a page number is dressed as one: dashes about it, or
// words.
func decorated(text string) bool {
	text = squeeze(text)
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	return !unicode.IsDigit(first) && !unicode.IsDigit(last)
}
