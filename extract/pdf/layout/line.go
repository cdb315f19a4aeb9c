package layout

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/extract/pdf"
)

// lines groups glyphs by baseline, top to bottom, each line left to right. It
// sorts the indexes in place and returns where each line ends. What it returns
// does not depend on the order of the glyphs.
func lines(glyphs []pdf.Glyph, of []int32, ends []int) []int {
	slices.SortFunc(of, func(a, b int32) int { return cmp.Compare(glyphs[a].Baseline, glyphs[b].Baseline) })
	ends = ends[:0]
	for i := 0; i < len(of); {
		first := &glyphs[of[i]]
		size := first.Size
		j := i + 1
		for ; j < len(of); j++ {
			g := &glyphs[of[j]]
			// A note mark hangs with the text below it, so the smaller of the two rules.
			if g.Baseline-first.Baseline > .45*max(min(size, g.Size), 1) {
				break
			}
		}
		slices.SortFunc(of[i:j], func(a, b int32) int {
			p, q := &glyphs[a], &glyphs[b]
			return cmp.Or(cmp.Compare(p.X0, q.X0), cmp.Compare(p.X1, q.X1), cmp.Compare(p.Baseline, q.Baseline), cmp.Compare(p.Text, q.Text))
		})
		ends = append(ends, j)
		i = j
	}
	return ends
}

// appendLine appends the text of one line, its glyphs sorted. Twice-drawn
// glyphs count once. Spaces are printed ones that show, and gaps that set two
// numbers or words apart. Texts drawn over one another are kept apart: one that
// nobody can read must not come out as one that is not there.
func appendLine(dst []byte, glyphs []pdf.Glyph, line []int32) []byte {
	var last *pdf.Glyph
	space := false
	start := len(dst)
	for _, i := range line {
		g := &glyphs[i]
		if blank(g.Text) {
			space = last != nil
			continue
		}
		if last != nil {
			if twice(last, g) {
				continue
			}
			if overdrawn(last, g) {
				return appendLayers(dst[:start], glyphs, line)
			}
			if noteMark(last, g) {
				dst = append(dst, " / "...)
			} else if apart(last, g, space) {
				dst = append(dst, ' ')
			}
		}
		dst = append(dst, g.Text...)
		last, space = g, false
	}
	return dst
}

// noteMark says whether one of two digits is set much smaller than the other, or
// hardly shows: it is no digit of its number.
func noteMark(a, b *pdf.Glyph) bool {
	return (a.Size < .75*b.Size || b.Size < .75*a.Size || a.Pale != b.Pale) && digit(a.Text) && digit(b.Text)
}

// overdrawn says whether b, right of a, is drawn over it: it begins within a's first
// quarter em, where no writing sets two characters side by side.
func overdrawn(a, b *pdf.Glyph) bool {
	return b.X0 < a.X0+.5*min(a.X1-a.X0, b.X1-b.X0, .5*a.Size, .5*b.Size)
}

// appendLayers appends texts that are drawn over one another, one after another
// as they were drawn, a slash between them: sums must not make a number of both.
func appendLayers(dst []byte, glyphs []pdf.Glyph, line []int32) []byte {
	line = slices.Clone(line)
	slices.Sort(line)
	for from := 0; from < len(line); {
		var last *pdf.Glyph
		to := from
		for ; to < len(line); to++ {
			g := &glyphs[line[to]]
			if blank(g.Text) || last != nil && g.X0 >= last.X0 && twice(last, g) {
				continue
			}
			if last != nil && (g.X0 < last.X0 || overdrawn(last, g)) {
				break
			}
			last = g
		}
		if from > 0 {
			dst = append(dst, " / "...)
		}
		dst = appendLine(dst, glyphs, line[from:to])
		from = to
	}
	return dst
}

// twice says whether b is a drawn again, a little aside, to look bold.
func twice(a, b *pdf.Glyph) bool {
	return a.Text == b.Text && min(a.X1, b.X1)-b.X0 > .5*(b.X1-b.X0)
}

// apart says whether print sets two neighbours apart.
func apart(a, b *pdf.Glyph, space bool) bool {
	gap, em := b.X0-a.X1, min(a.Size, b.Size)
	p, _ := utf8.DecodeLastRuneInString(a.Text)
	q, _ := utf8.DecodeRuneInString(b.Text)
	switch {
	case space && gap > .12*em:
		return true
	case wide(p) && wide(q):
		return gap > .8*em
	case wide(p) || wide(q):
		return gap > .6*em
	}
	return gap > .22*em
}

// wide says whether a rune fills a square, as Chinese characters and their
// punctuation do.
func wide(r rune) bool { return r >= 0x2E80 || r >= 0x2014 && r <= 0x2027 }

// blank says whether a glyph shows nothing.
func blank(s string) bool {
	if len(s) > 0 {
		if c := s[0]; c > ' ' && c < 0x7F || c >= 0xE4 && c < 0xEF { // nearly all
			return false
		}
	}
	for _, r := range s {
		if r > ' ' && !unicode.IsSpace(r) && !unicode.Is(unicode.Cc, r) && r != 0xAD && r != 0xFEFF && !(r >= 0x200B && r <= 0x200F) {
			return false
		}
	}
	return true
}

// text is what a set of glyphs reads as: its lines joined with \n, or, set from
// top to bottom, its columns from right to left. It sorts the indexes.
func (w *work) text(glyphs []pdf.Glyph, of []int32) string {
	shown, upright := 0, 0
	for _, i := range of {
		if !blank(glyphs[i].Text) {
			shown++
			if glyphs[i].Vertical {
				upright++
			}
		}
	}
	switch {
	case shown == 0:
		return ""
	case len(of) == 1:
		return glyphs[of[0]].Text
	case upright*2 > shown:
		w.text1, w.ends = appendColumns(w.text1[:0], glyphs, of, w.ends)
		return string(w.text1)
	}
	w.ends = lines(glyphs, of, w.ends)
	if len(w.ends) == 1 {
		w.text1 = appendLine(w.text1[:0], glyphs, of)
		return string(w.text1)
	}
	if stacked(glyphs, of, w.ends) {
		w.text1, w.ends = appendColumns(w.text1[:0], glyphs, of, w.ends)
		return string(w.text1)
	}
	w.text1 = w.text1[:0]
	from := 0
	for _, to := range w.ends {
		n := len(w.text1)
		if n > 0 && noteMark(&glyphs[of[from-1]], &glyphs[of[from]]) {
			w.text1 = append(w.text1, " / "...)
		} else if n > 0 {
			w.text1 = append(w.text1, '\n')
		}
		m := len(w.text1)
		if w.text1 = appendLine(w.text1, glyphs, of[from:to]); len(w.text1) == m {
			w.text1 = w.text1[:n]
		}
		from = to
	}
	return string(w.text1)
}

// stacked says whether lines are really columns of single characters, one or
// several side by side: each has a character or none, they stand below one
// another, and closer so than side by side.
func stacked(glyphs []pdf.Glyph, of []int32, ends []int) bool {
	if len(ends) < 3 {
		return false
	}
	var xs []float64 // of the columns seen
	count, from := 0, 0
	pitch := (glyphs[of[len(of)-1]].Baseline - glyphs[of[0]].Baseline) / float64(len(ends)-1)
	for _, to := range ends {
		for _, i := range of[from:to] {
			g := &glyphs[i]
			if blank(g.Text) {
				continue
			}
			if r, _ := utf8.DecodeRuneInString(g.Text); !wide(r) {
				return false
			}
			x := (g.X0 + g.X1) / 2
			known := false
			for _, c := range xs {
				known = known || x-c < .4*g.Size && c-x < .4*g.Size
			}
			if !known {
				xs = append(xs, x)
			}
			count++
		}
		from = to
	}
	if len(xs) > 3 || count < 2*len(xs) {
		return false
	}
	slices.Sort(xs)
	for i := 1; i < len(xs); i++ {
		if xs[i]-xs[i-1] < 1.15*pitch {
			return false
		}
	}
	return true
}

// appendColumns appends text set from top to bottom, columns right to left.
func appendColumns(dst []byte, glyphs []pdf.Glyph, of []int32, ends []int) ([]byte, []int) {
	centre := func(i int32) float64 { return (glyphs[i].X0 + glyphs[i].X1) / 2 }
	slices.SortFunc(of, func(a, b int32) int { return cmp.Compare(centre(b), centre(a)) })
	for i := 0; i < len(of); {
		j := i + 1
		for j < len(of) && centre(of[i])-centre(of[j]) <= .6*glyphs[of[i]].Size {
			j++
		}
		slices.SortFunc(of[i:j], func(a, b int32) int {
			return cmp.Or(cmp.Compare(glyphs[a].Y0, glyphs[b].Y0), cmp.Compare(glyphs[a].X0, glyphs[b].X0), cmp.Compare(glyphs[a].Text, glyphs[b].Text))
		})
		start := len(dst)
		var last *pdf.Glyph
		for _, k := range of[i:j] {
			g := &glyphs[k]
			if blank(g.Text) || last != nil && last.Text == g.Text && g.Y0-last.Y0 < .4*g.Size {
				continue
			}
			if last == nil && start > 0 {
				dst = append(dst, '\n')
			}
			dst = append(dst, g.Text...)
			last = g
		}
		i = j
	}
	return dst, ends
}

// digits says whether a glyph is part of a number as print sets it.
func digit(s string) bool {
	return len(s) == 1 && (s[0] >= '0' && s[0] <= '9' || s[0] == '.' || s[0] == ',')
}

// squeeze drops white space.
func squeeze(s string) string {
	if !strings.ContainsFunc(s, unicode.IsSpace) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
