package layout

import (
	"cmp"
	"slices"

	"gongkai/extract/grid"
)

// grid makes the grid. Where two cells claim a slot, the words go to the one
// that was there; slots without a cell get a blank one.
func (t *wordTable) grid() *grid.Grid {
	rows, cols := len(t.rows), len(t.labels)+len(t.figures)
	if rows*cols > maxCells {
		return nil
	}
	taken := make([]int, rows*cols)
	var cells []wordCell
	for _, c := range t.cells {
		at := c.row*cols + c.col
		if k := taken[at]; k > 0 {
			cells[k-1].words = append(cells[k-1].words, c.words...)
			continue
		}
		for wide := 1; wide < c.cols; wide++ {
			if taken[at+wide] > 0 {
				c.cols = wide
			}
		}
		for high := 1; high < c.rows; high++ {
			for wide := range c.cols {
				if taken[at+high*cols+wide] > 0 {
					c.rows = high
					break
				}
			}
		}
		cells = append(cells, c)
		for i := range c.rows {
			for j := range c.cols {
				taken[at+i*cols+j] = len(cells)
			}
		}
	}
	out := make([]grid.Cell, 0, rows*cols)
	for i, c := range cells {
		out = append(out, c.cell())
		for r := c.row; r < c.row+c.rows; r++ { // what a later cell could not claim
			for k := c.col; k < c.col+c.cols; k++ {
				taken[r*cols+k] = i + 1
			}
		}
	}
	for at, k := range taken {
		if k == 0 {
			out = append(out, grid.Cell{Row: at / cols, Col: at % cols, RowSpan: 1, ColSpan: 1, Pos: grid.Pos{Page: t.pageOf(at / cols)}})
		}
	}
	g := build(rows, cols, out)
	g.Loose = true
	return g
}

// pageOf is the page of the word nearest to a row.
func (t *wordTable) pageOf(row int) int {
	y, page, least := t.rows[row].y, 1, 1e18
	for i := range t.words {
		w := &t.words[i]
		if d := max(w.Y-y, y-w.Y); d < least {
			page, least = w.Page+1, d
		}
	}
	return page
}

// cell reads the words: top to bottom, on a line left to right.
func (c *wordCell) cell() grid.Cell {
	slices.SortStableFunc(c.words, func(a, b *Word) int { return cmp.Compare(a.Y, b.Y) })
	for i := 0; i < len(c.words); {
		j := i + 1
		for j < len(c.words) && c.words[j].Y-c.words[i].Y < .45*c.words[i].Size {
			j++
		}
		slices.SortStableFunc(c.words[i:j], func(a, b *Word) int { return cmp.Compare(a.X0, b.X0) })
		i = j
	}
	first := c.words[0]
	text := first.Text
	box := [4]float64{first.X0, first.Y0, first.X1, first.Y1}
	for i, w := range c.words[1:] {
		if w.Y-c.words[i].Y < .45*w.Size {
			text += " " + w.Text
		} else {
			text += "\n" + w.Text
		}
		if w.Page == first.Page {
			box = [4]float64{min(box[0], w.X0), min(box[1], w.Y0), max(box[2], w.X1), max(box[3], w.Y1)}
		}
	}
	for i := range box {
		box[i] = tenth(box[i])
	}
	return grid.Cell{Row: c.row, Col: c.col, RowSpan: c.rows, ColSpan: c.cols, Text: text, Pos: grid.Pos{Page: first.Page + 1}, Box: &box}
}
