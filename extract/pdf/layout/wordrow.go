package layout

import (
	"cmp"
	"slices"
)

// placeFigures makes a row of each line of figures. Lines that are but the second
// part of figures too long for their cells have none.
func (t *wordTable) placeFigures(field, label []*Word) {
	var lines [][]*Word
	for _, w := range field { // top to bottom, by lines
		if !w.Number {
			continue
		}
		if n := len(lines); n > 0 && w.Y-lines[n-1][0].Y < .5*w.Size {
			lines[n-1] = append(lines[n-1], w)
		} else {
			lines = append(lines, []*Word{w})
		}
	}
	widest := make([]float64, len(t.figures))
	full := 0.0
	for _, w := range field {
		if w.Number {
			c := columnOf(t.figures, w)
			widest[c] = max(widest[c], w.X1-w.X0)
		}
	}
	for _, w := range label {
		full = max(full, w.X1)
	}
	var above []*Word
	for _, l := range lines {
		if above != nil && t.goesOn(above, l, label, widest, full) {
			for _, w := range l {
				w.row = above[0].Y
			}
			continue
		}
		t.rows = append(t.rows, wordRow{l[0].Y, true})
		above = l
	}
}

// goesOn says whether the figures of line b are the rest of those of line a,
// which had no more room in their cells: each stands close below one of three
// digits or more than which its column has none wider, and is no longer; and b
// has no label, or one that goes on with a label that fills its cell too.
func (t *wordTable) goesOn(a, b, label []*Word, widest []float64, full float64) bool {
	if len(b) > len(a) || b[0].Y-a[0].Y > 1.5*a[0].Size {
		return false
	}
	for _, w := range b {
		c := columnOf(t.figures, w)
		k := slices.IndexFunc(a, func(v *Word) bool { return columnOf(t.figures, v) == c })
		if k < 0 || len(a[k].Text) < 3 || len(w.Text) > len(a[k].Text) || a[k].X1-a[k].X0 < widest[c]-.3*w.Size {
			return false
		}
	}
	filled := false
	for _, l := range label {
		filled = filled || l.X1 > full-.9*l.Size && l.Y-a[0].Y < .5*l.Size && a[0].Y-l.Y < .5*l.Size
	}
	for _, l := range label {
		if d := l.Y - b[0].Y; d < .5*l.Size && d > -.5*l.Size && (begins(l.Text) || !filled) {
			return false
		}
	}
	return true
}

// rowAt is the row whose baseline is nearest to y, within tol; or -1.
func (t *wordTable) rowAt(y, tol float64) int {
	best := -1
	for i, r := range t.rows {
		if d := max(r.y-y, y-r.y); d <= tol {
			best, tol = i, d
		}
	}
	return best
}

// block is text over one or more lines of a cell that is not a figure.
type block struct {
	from, to int // columns
	words    []*Word
}

func (b *block) first() float64 { return b.words[0].Y }

func (b *block) last() float64 { return b.words[len(b.words)-1].Y }

func (b *block) centre() float64 { return (b.first() + b.last()) / 2 }

// stackWords gathers words of the same columns that follow at the distance of
// wrapped lines. They come top to bottom. Where rows are as close as lines (even),
// a heading over several columns is one line.
func stackWords(ws []*Word, wrap float64, even bool, span func(*Word) (int, int)) []*block {
	var out []*block
	for _, w := range ws {
		from, to := span(w)
		joined := false
		for i := len(out) - 1; i >= 0 && i >= len(out)-40; i-- {
			b := out[i]
			d := w.Y - b.last()
			if d < 1.15*wrap+.5 && from <= b.to && to >= b.from && (!even || d < .5*w.Size || from == to && b.from == b.to) && (d < .5*w.Size || from == b.from && to == b.to || overlap(w, b) > .5) {
				b.words = append(b.words, w)
				b.from, b.to = min(b.from, from), max(b.to, to)
				joined = true
				break
			}
		}
		if !joined {
			out = append(out, &block{from, to, []*Word{w}})
		}
	}
	return out
}

// overlap is the share of the narrower of a word and a block's last word that
// lies above the other.
func overlap(w *Word, b *block) float64 {
	a := b.words[len(b.words)-1]
	return (min(a.X1, w.X1) - max(a.X0, w.X0)) / max(min(a.X1-a.X0, w.X1-w.X0), .1)
}

// placeHeads puts the words over and between the figures: on a row of figures
// into it, otherwise, wrapped lines together, into rows of their own.
func (t *wordTable) placeHeads(field []*Word) {
	first := len(t.labels)
	var heads []*Word
	for _, w := range field {
		y := w.Y
		if w.row > 0 {
			y = w.row
		}
		r := t.rowAt(y, .5*w.Size)
		if r < 0 || !w.Number && !t.rows[r].number {
			heads = append(heads, w)
			continue
		}
		t.cells = append(t.cells, wordCell{row: r, col: first + columnOf(t.figures, w), rows: 1, cols: 1, words: []*Word{w}})
	}
	spans := func(w *Word) (int, int) {
		var line []*Word
		for _, o := range heads {
			if d := o.Y - w.Y; d < .5*w.Size && d > -.5*w.Size {
				line = append(line, o)
			}
		}
		return spanOf(t.figures, w, line)
	}
	blocks := stackWords(heads, t.wrap, t.even, spans)
	slices.SortStableFunc(blocks, func(a, b *block) int { return cmp.Compare(a.centre(), b.centre()) })
	var rows []float64
	last := -1e9
	for _, b := range blocks {
		if b.centre()-last > .75*t.wrap {
			rows = append(rows, b.centre())
		}
		last = b.centre()
	}
	// A block belongs to the last row that does not begin below it.
	for _, y := range rows {
		t.rows = append(t.rows, wordRow{y, false})
	}
	old := slices.Clone(t.rows)
	slices.SortStableFunc(t.rows, func(a, b wordRow) int { return cmp.Compare(a.y, b.y) })
	for i := range t.cells {
		y := old[t.cells[i].row].y
		t.cells[i].row = slices.IndexFunc(t.rows, func(r wordRow) bool { return r.number && r.y == y })
	}
	for _, b := range blocks {
		r := -1
		for i, row := range t.rows {
			if !row.number && row.y <= b.centre()+.01 {
				r = i
			}
		}
		t.cells = append(t.cells, wordCell{row: r, col: first + b.from, rows: 1, cols: b.to - b.from + 1, words: b.words})
	}
	t.widenFigures(len(t.cells) - len(blocks))
}

// widenFigures gives a figure that is alone on its row the columns of the heading
// above it. The cells from heads on are headings.
func (t *wordTable) widenFigures(heads int) {
	count := map[int]int{}
	for _, c := range t.cells[:heads] {
		count[c.row]++
	}
	for i := range t.cells[:heads] {
		c := &t.cells[i]
		if count[c.row] > 1 || !c.words[0].Number {
			continue
		}
		var over *wordCell
		for j := heads; j < len(t.cells); j++ {
			if h := &t.cells[j]; h.row < c.row && h.col <= c.col && c.col < h.col+h.cols && (over == nil || h.row > over.row) {
				over = h
			}
		}
		if over != nil {
			c.col, c.cols = over.col, over.cols
		}
	}
}
