package layout

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"
)

// margins are where a page's text begins and where its full lines end.
type margins struct{ left, right float64 }

// Margins measures each page's text block for its lines. A page with few lines
// takes its left edge and its width from the others of its size.
func Margins(sheets []Sheet) {
	type block struct {
		xs, ends []float64 // of its wide lines; ends negative
		width    float64
		left     float64
	}
	blocks := map[int]*block{} // by page width
	pages := make([]margins, len(sheets))
	for i := range sheets {
		s := &sheets[i]
		k := int(s.page.Width + .5)
		b := blocks[k]
		if b == nil {
			b = &block{}
			blocks[k] = b
		}
		var own block
		m := margins{left: 1e9, right: -1e9}
		for j := range s.Lines {
			l := &s.Lines[j]
			if l.Dropped != "" {
				continue
			}
			m.right = max(m.right, l.X1)
			m.left = min(m.left, l.X0)
			if l.X1-l.X0 > .4*s.page.Width {
				own.xs, own.ends = append(own.xs, l.X0), append(own.ends, -l.X1)
			}
		}
		if len(own.xs) > 3 {
			m.left, m.right = common(own.xs, s.em), -common(own.ends, s.em)
		}
		b.xs, b.ends = append(b.xs, own.xs...), append(b.ends, own.ends...)
		b.width = max(b.width, m.right-m.left)
		pages[i] = m
	}
	for _, b := range blocks {
		if b.left = 1e9; len(b.xs) > 0 {
			b.left = common(b.xs, 10)
		}
	}
	for i := range sheets {
		s := &sheets[i]
		b, m := blocks[int(s.page.Width+.5)], &pages[i]
		if m.left-b.left < 3*s.em {
			m.left = min(m.left, b.left)
		}
		m.right = max(m.right, min(m.left+b.width, s.page.Width))
		for j := range s.Lines {
			if l := &s.Lines[j]; l.margin == (margins{}) {
				l.margin = *m
			}
		}
	}
}

// common is the least x at which a seventh of the lines begin: a stray line that
// sticks out does not count where there are many.
func common(xs []float64, em float64) float64 {
	slices.Sort(xs)
	for i := 0; i < len(xs); {
		j := i
		for j < len(xs) && xs[j]-xs[i] < .5*em {
			j++
		}
		if (j-i)*7 >= len(xs) && (j-i > 1 || len(xs) < 4) {
			return xs[i]
		}
		i = j
	}
	return xs[0]
}

// Pitch is the distance of lines within paragraphs, in ems of their size: the
// median over pairs where the first line is full and the second begins at the
// margin. 0 where there are none.
func Pitch(sheets []Sheet) float64 {
	var all []float64
	for i := range sheets {
		s := &sheets[i]
		for j := 1; j < len(s.Lines); j++ {
			a, b := &s.Lines[j-1], &s.Lines[j]
			if a.Dropped == "" && b.Dropped == "" && a.margin.right-a.X1 < 1.2*a.Size && b.X0-b.margin.left < .5*b.Size && a.Size == b.Size {
				if d := (b.Baseline - a.Baseline) / a.Size; d > .9 && d < 3.2 {
					all = append(all, d)
				}
			}
		}
	}
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// breaks says whether line b begins a paragraph of its own after line a, which
// stands right before it.
func breaks(a, b *Line, pitch float64, sheets []Sheet) bool {
	size := max(a.Size, b.Size)
	if min(a.Size, b.Size) < .88*size {
		return true
	}
	if a.Page == b.Page {
		gap := b.Baseline - a.Baseline
		if pitch > 0 && gap > (pitch+.3)*size || pitch == 0 && gap > 2.6*size {
			return true
		}
		if gap <= 0 { // beside it; or the head of the next column
			if b.margin.left < a.margin.right {
				return true
			}
		}
	}
	if room := a.margin.right - a.X1; room > max(1.4*a.Size, firstWord(b, sheets)+.6*a.Size) {
		return true // the next word would have fitted
	}
	return b.X0-b.margin.left > 1.2*b.Size || b.margin.left-b.X0 > 1.5*b.Size
}

// firstWord is the width of a line's first word, which a line break keeps
// whole: a Chinese character, or a run of letters and digits.
func firstWord(l *Line, sheets []Sheet) float64 {
	glyphs := sheets[l.Page].page.Glyphs
	first := &glyphs[l.glyphs[0]]
	end := first.X1
	if r, _ := utf8.DecodeRuneInString(first.Text); !wide(r) {
		for _, i := range l.glyphs[1:] {
			g := &glyphs[i]
			if r, _ := utf8.DecodeRuneInString(g.Text); blank(g.Text) || wide(r) || g.X0-end > .3*g.Size {
				break
			}
			end = g.X1
		}
	}
	return end - first.X0
}

// appendText joins a paragraph's next line: without a space where either side
// is Chinese.
func appendText(dst []byte, line string) []byte {
	if len(dst) == 0 {
		return append(dst, line...)
	}
	p, _ := utf8.DecodeLastRune(dst)
	q, _ := utf8.DecodeRuneInString(line)
	if !wide(p) && !wide(q) && !unicode.IsSpace(p) {
		dst = append(dst, ' ')
	}
	return append(dst, line...)
}

// headings gives paragraphs that are set clearly larger than the body their
// level: the largest size is 1. sizes are the paragraphs' own.
func headings(sizes []float64, body float64) map[float64]int {
	var larger []float64
	for _, s := range sizes {
		if s >= 1.15*body {
			larger = append(larger, s)
		}
	}
	slices.SortFunc(larger, func(a, b float64) int { return cmp.Compare(b, a) })
	out := map[float64]int{}
	level := 0
	last := 0.0
	for _, s := range larger {
		if level == 0 || s < .95*last {
			level++
			last = s
		}
		out[s] = min(level, 6)
	}
	return out
}
