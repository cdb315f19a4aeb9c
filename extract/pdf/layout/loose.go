package layout

import (
	"strings"

	"gongkai/extract/grid"
)

// tabular says whether a line has a gap that prose does not have, or is a row of
// figures alone.
func tabular(l *Line) bool {
	if l.gap >= .8 {
		return true
	}
	if l.gap < .2 {
		return false
	}
	n := 0
	for f := range strings.FieldsSeq(l.Text) {
		if !isNumber(f) {
			return false
		}
		n++
	}
	return n > 2
}

// region is a stretch of lines, from up to to, that make a table of words.
type region struct{ from, to int }

// Regions finds the tables among lines that no ruling lines bound: stretches in
// which lines with gaps come again, their figures below one another. What stands
// at the left margin over the columns, or in another size, divides tables. It
// is careful: what is no table for sure is left to the paragraphs.
func (b *builder) regions(items []item) (out []region) {
	for i := 0; i < len(items); {
		if !tabular(items[i].line) {
			i++
			continue
		}
		last, j := i, i+1
		for ; j < len(items) && j-last <= 9; j++ {
			if tabular(items[j].line) {
				if b.otherSize(items[j].line, items[last].line) {
					break
				}
				last = j
			} else if b.divides(items, j, i) {
				break
			}
		}
		r := region{b.head(items, i, last), b.tail(items, last, j)}
		if len(out) > 0 {
			r.from = max(r.from, out[len(out)-1].to)
		}
		if b.aligned(items[i : last+1]) {
			out = append(out, r)
			i = r.to
		} else {
			i = last + 1
		}
	}
	return out
}

func (b *builder) otherSize(l, m *Line) bool {
	return min(l.Size, m.Size) < .92*max(l.Size, m.Size)
}

// divides says whether line j, which has no gap, is a heading or prose and not
// a piece of the table that began at line from.
func (b *builder) divides(items []item, j, from int) bool {
	l := items[j].line
	if b.otherSize(l, items[from].line) {
		return true
	}
	wide := l.X1-l.X0 > .6*(l.margin.right-l.margin.left)
	if l.X0-l.margin.left > .5*l.Size && !wide {
		return false
	}
	for _, k := range []int{b.figures(items, j, -1), b.figures(items, j, 1)} {
		if k < 0 {
			continue
		}
		if x, _ := b.firstFigure(items[k].line); l.X1 > x {
			return true
		}
		wide = false // it keeps clear of the figures
	}
	return wide
}

// figures is the nearest line before or after j that holds a figure behind a
// gap; -1 where there is none within ten lines.
func (b *builder) figures(items []item, j, step int) int {
	for k, n := j+step, 0; k >= 0 && k < len(items) && n < 10; k, n = k+step, n+1 {
		if tabular(items[k].line) {
			if _, ok := b.firstFigure(items[k].line); ok {
				return k
			}
		}
	}
	return -1
}

// firstFigure is where the first figure of a line with gaps begins.
func (b *builder) firstFigure(l *Line) (x float64, ok bool) {
	b.words = words(b.words[:0], b.sheets[l.Page].page.Glyphs, l, 0)
	for i := range b.words {
		if w := &b.words[i]; w.Number && len(b.words) > 1 {
			return w.X0, true
		}
	}
	return 0, false
}

// head takes lines above the first with a gap into the table: headings over its
// figures, or centred over all of it, close above.
func (b *builder) head(items []item, from, last int) int {
	x0, x1 := 1e9, -1e9
	figure := 1e9
	for _, it := range items[from : last+1] {
		if tabular(it.line) {
			x0, x1 = min(x0, it.line.X0), max(x1, it.line.X1)
			if x, ok := b.firstFigure(it.line); ok {
				figure = min(figure, x)
			}
		}
	}
	for n := 0; n < 3 && from > 0; n++ {
		l, next := items[from-1].line, items[from].line
		gap := next.Baseline - l.Baseline
		centred := (l.X0+l.X1)/2-(x0+x1)/2 < 1.5*l.Size && (x0+x1)/2-(l.X0+l.X1)/2 < 1.5*l.Size
		if l.Page != next.Page || b.otherSize(l, next) || begins(l.Text) || gap > 3.8*l.Size ||
			l.X0-l.margin.left < l.Size || !centred && l.X0 < figure-2*l.Size {
			break
		}
		from--
	}
	return from
}

// tail takes the last lines of a wrapped label into the table.
func (b *builder) tail(items []item, last, limit int) int {
	to := last + 1
	figure, ok := b.firstFigure(items[last].line)
	for n := 0; n < 3 && ok && to < min(limit, len(items)); n++ {
		l, above := items[to].line, items[to-1].line
		if l.Page != above.Page || l.X1 > figure || begins(l.Text) || l.Baseline-above.Baseline > 2.4*l.Size || l.Baseline-items[last].line.Baseline < .2*l.Size {
			break
		}
		to++
	}
	return to
}

// aligned says whether lines are a table's: two with three words or more, or
// three with two, with figures among them below one another.
func (b *builder) aligned(items []item) bool {
	rich, poor, figures := 0, 0, 0
	last := -1.0
	aligned := 0
	for _, it := range items {
		l := it.line
		if !tabular(l) {
			continue
		}
		b.words = words(b.words[:0], b.sheets[l.Page].page.Glyphs, l, 0)
		numbers := 0
		short := true
		for i := range b.words {
			w := &b.words[i]
			if w.Number {
				numbers++
			}
			short = short && w.X1-w.X0 < 16*w.Size
		}
		end := b.words[len(b.words)-1].centre()
		switch {
		case len(b.words) >= 3 && short:
			rich++
		case short && numbers > 0:
			if d := end - last; last >= 0 && d < l.Size && d > -l.Size {
				aligned++
			}
			poor++
			last = end
		}
		if numbers > 0 && len(b.words) > 1 {
			figures++
		}
	}
	return figures > 0 && (rich >= 2 || poor >= 3 && aligned >= 1)
}

// text adds what stands between two ruled tables: tables made of words, and
// paragraphs.
func (b *builder) text(items []item) {
	from := 0
	for _, r := range b.regions(items) {
		g := b.wordTable(items[r.from:r.to])
		if g == nil {
			continue
		}
		b.paragraphs(items[from:r.from])
		b.add(g, items[r.from].page)
		from = r.to
	}
	b.paragraphs(items[from:])
}

// wordTable makes a grid of a region's words. Every word ends in one cell.
func (b *builder) wordTable(items []item) *grid.Grid {
	var ws []Word
	stack, page := 0.0, -1
	for i, it := range items {
		l := it.line
		if l.Page != page { // pages stand below one another
			if page >= 0 {
				stack += items[i-1].line.Baseline + pageBreak - l.Baseline
			}
			page = l.Page
		}
		n := len(ws)
		ws = words(ws, b.sheets[l.Page].page.Glyphs, l, i)
		for k := n; k < len(ws); k++ {
			ws[k].Y += stack
		}
	}
	t := newWordTable(ws)
	if t == nil {
		return nil
	}
	return t.grid()
}

// pageBreak is how far apart, in points, the last line of a page and the first
// of the next are taken to stand: farther than any two lines of a cell.
const pageBreak = 200
