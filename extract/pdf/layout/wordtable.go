package layout

import (
	"slices"
)

// wordTable is a table of words on its way to a grid: its columns, its rows, and
// what stands in them.
type wordTable struct {
	words    []Word
	figures  []column  // the columns of figures
	labels   []float64 // where the label columns end and the next begins; the last is where the figures begin
	wrap     float64   // the distance of lines within a cell
	even     bool      // rows stand no farther apart than that
	top      bool      // cells are set from their top: a label's first line stands beside its figures
	rows     []wordRow // top to bottom
	labelled []bool    // rows that a label reaches
	cells    []wordCell
}

// maxWords bounds a table of words: section three has some 300, and what is found
// here grows with the square.
const maxWords = 5000

// wordRow is a row of the grid by its baseline.
type wordRow struct {
	y      float64
	number bool // it holds figures
}

// wordCell is a cell with its words.
type wordCell struct {
	row, col, rows, cols int
	words                []*Word
}

func newWordTable(ws []Word) *wordTable {
	if len(ws) > maxWords {
		return nil
	}
	t := &wordTable{words: ws, figures: Columns(ws)}
	if len(t.figures) == 0 {
		return nil
	}
	var label, field []*Word
	edge := t.figures[0].x0
	end := labelEnd(ws, edge)
	for i := range ws {
		if w := &ws[i]; w.X1 > edge && (w.Number || w.X0 > end) || w.centre() > edge-.5*w.Size {
			field = append(field, w)
		} else {
			label = append(label, w)
		}
	}
	t.wrap = wrapPitch(ws)
	t.labels = labelColumns(label, edge)
	t.placeFigures(field, label)
	t.even = t.wrap > .9*t.pitch()
	t.placeHeads(field)
	t.placeLabels(label)
	return t
}

// labelEnd is where the labels end that stand on a line with figures, which begin
// at edge: what begins farther right and reaches over the figures is a heading,
// even if it stands wider to the left than they.
func labelEnd(ws []Word, edge float64) float64 {
	end := 1e9
	for i := range ws {
		w := &ws[i]
		if w.Number || w.X1 > edge || i+1 == len(ws) || ws[i+1].line != w.line || !ws[i+1].Number {
			continue
		}
		if end == 1e9 || w.X1 > end {
			end = w.X1
		}
	}
	return end
}

// pitch is the distance of rows of figures that follow closest.
func (t *wordTable) pitch() float64 {
	var gaps []float64
	for i := 1; i < len(t.rows); i++ {
		gaps = append(gaps, t.rows[i].y-t.rows[i-1].y)
	}
	if len(gaps) == 0 {
		return t.wrap
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/5]
}

// wrapPitch is the distance of lines within a cell: the small ones among the
// distances of words that stand below one another.
func wrapPitch(ws []Word) float64 {
	var gaps []float64
	for i := range ws {
		a := &ws[i]
		if a.Number {
			continue
		}
		for j := i + 1; j < len(ws) && j < i+40; j++ {
			w := &ws[j]
			if d := w.Y - a.Y; !w.Number && d > .7*a.Size && min(a.X1, w.X1)-max(a.X0, w.X0) > .6*min(a.X1-a.X0, w.X1-w.X0) {
				gaps = append(gaps, d)
				break
			}
		}
	}
	if len(gaps) == 0 {
		return 1.5 * ws[0].Size
	}
	slices.Sort(gaps)
	return min(gaps[len(gaps)/5], 2.6*ws[0].Size)
}
