package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/match/figure"
	"gongkai/extract/match/line"
	"gongkai/extract/match/words"
	"gongkai/record"
)

// cellLines are the figures that stand behind a label a line each, in texts that
// print a table a cell a line. Page numbers between them are none.
func (z *zone) cellLines(from, to int) (cells []string) {
	first, rest, _ := strings.Cut(z.text[from:to], "\n")
	if strings.TrimFunc(first, func(r rune) bool { return fold.IsSpace(r) || isPunct(r) }) != "" {
		return nil
	}
	for l := range strings.SplitSeq(rest, "\n") {
		t := strings.TrimFunc(l, fold.IsSpace)
		switch {
		case t == "" || line.IsPageNumber(t):
		case isCell(t) && !wordsFirst(t) && !isOrdinal(t):
			cells = append(cells, t)
		default:
			return cells
		}
	}
	return cells
}

// wordsFirst reports whether words stand before the figure of a line: of a label
// that goes on behind it, as it seems.
func wordsFirst(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 0x2E80 && !isPunct(r) && !isWideDigit(r) && strings.ContainsAny(fold.Width(s), "0123456789")
}

// isOrdinal reports whether a line is the numeral of a row whose label goes on
// below: "8." or "8、".
func isOrdinal(s string) bool {
	d := strings.TrimLeft(fold.Width(s), "0123456789")
	return len(d) < len(s) && len(s)-len(d) <= 2 && (d == "." || d == "\u3001")
}

// figuresBefore reports whether figures stand on the lines that end at a place:
// then the text gives figures before the labels that they stand beside in print.
func (z *zone) figuresBefore(from, at int) bool {
	text := z.text[from:at]
	for {
		k := strings.LastIndexByte(text, '\n')
		if k < 0 {
			return false
		}
		l := strings.TrimFunc(text[k:], fold.IsSpace)
		text = text[:k]
		switch {
		case l == "" || line.IsPageNumber(l):
		case !isCell(l) || wordsFirst(l):
			return false
		case len(l) <= len("\u2014\u2014") || strings.ContainsAny(fold.Width(l), "0123456789"): // no line drawn with dashes
			return true
		}
	}
}

// numbered reports whether a number stands right before a place on its line, apart
// from the words before it: a column of numbers goes before the labels.
func (z *zone) numbered(from, at int) bool {
	fields := strings.FieldsFunc(z.text[max(from, strings.LastIndexByte(z.text[:at], '\n')+1):at], fold.IsSpace)
	if len(fields) == 0 {
		return false
	}
	_, ok := figure.PlainInt(fields[len(fields)-1])
	return ok
}

// figureLine is the first line behind a label that ends with n figures, where
// all that stands between is what a page prints there: the label's other lines,
// and pieces of the headings that span the row. A line of words ends the row:
// running heads of a page may stand behind it.
func (z *zone) figureLine(from, to int, lab *blockLabels, entry, n int) (p print, rest string, ok bool) {
	at := from
	for range 4 {
		end := strings.IndexByte(z.text[at:to], '\n')
		if end < 0 {
			end = to - at
		}
		line := z.text[at : at+end]
		fields := strings.FieldsFunc(line, fold.IsSpace)
		before := fields
		if len(fields) >= n && !slices.ContainsFunc(fields[len(fields)-n:], func(s string) bool { return !isCell(s) }) {
			before = fields[:len(fields)-n]
			ok = true
		}
		for _, w := range before {
			if !lab.holds(entry, []rune(fold.Label(w))) {
				return p, "", false
			}
		}
		if ok {
			p = print{text: strings.Join(fields[len(before):], " "), pos: z.pos(at), tokens: fields[len(before):], plain: true}
			rest = strings.TrimSpace(z.text[min(to, at+end):to])
			next, _ := utf8.DecodeRuneInString(rest)
			return p, lab.others(entry, rest), rest == "" || !words.IsDash(next) && (next < '0' || next > '9')
		}
		if at += end + 1; at >= to {
			break
		}
	}
	return p, "", false
}

// isCell reports whether a line reads as one figure, or as a sign or word for none.
func isCell(s string) bool {
	if isWords(s) { // as most lines are: the same, sooner
		return slices.Contains(words.All().None, fold.Label(s))
	}
	if f := figure.Read(s, nil, ""); f.State != record.Unreadable {
		return !strings.HasSuffix(s, string(words.All().YearSign)) // the caption of a year's table
	}
	_, rest, ok := figure.Leading(strings.TrimLeft(fold.Width(s), "+-"))
	return ok && rest == ""
}

func isWideDigit(r rune) bool { return r >= 0xFF10 && r <= 0xFF19 }

// cellRun is the only run of n lines in the zone that each hold one figure; where
// there is none, the longest run, and not ok.
func (z *zone) cellRun(n int) (p print, ok bool) {
	var run []string
	first, found := 0, 0
	for k := 0; k <= len(z.starts); k++ {
		t := ""
		if k < len(z.starts) {
			t = z.line(k)
		}
		switch {
		case t != "" && line.IsPageNumber(t):
			continue
		case t != "" && isCell(t):
			if len(run) == 0 {
				first = k
			}
			run = append(run, t)
			continue
		}
		if len(run) == n {
			found++
		}
		if len(run) == n || found == 0 && len(run) > len(p.tokens) {
			p = print{text: strings.Join(run, "\n"), pos: z.pos(z.starts[first]), tokens: run, plain: true}
		}
		run = nil
	}
	return p, found == 1
}
