package match

import (
	"slices"

	"gongkai/extract/grid"
	"gongkai/record"
)

// What a conversion does to rows: it cuts them in two, joins them, leaves empty
// rows among them, moves their cells. The functions here tell that it did, so
// that no figure is taken for that of a cell where it does not stand.

// halved is the row of figures beside item i, whose label stands alone, where no
// label of the form stands beside those: the row was cut in two. Without any
// label it is found by its place.
func halved(items []item, i int, lab *blockLabels) *item {
	if !allBlank(items[i].values) {
		return nil
	}
	for _, k := range [...]int{i + 1, i - 1} {
		if k < 0 || k >= len(items) || numbers(items[k].values) == 0 {
			continue
		}
		if n := &items[k]; n.label == nil || n.entry < 0 || lab.row[n.entry] < 0 {
			return n
		}
	}
	return nil
}

// labelEnds sets where the labels end in the grids that have no full row of n
// figures. Where a row of n cells begins with a figure right behind a label that
// ends before others do, no label is filled up with empty cells.
func labelEnds(items []item, shapes map[*grid.Grid]*shape, n int) {
	from := 0
	for i := 1; i <= len(items); i++ {
		g := items[from].row.grid
		if i < len(items) && items[i].row.grid == g {
			continue
		}
		if shapes[g] == nil && !g.Loose {
			end := 0
			for k := from; k < i; k++ {
				if r := items[k].row; r.words > 0 && items[k].entry >= 0 {
					end = max(end, r.cells[r.words-1].Col+1)
				}
			}
			for k := from; k < i; k++ {
				if v := items[k].values; items[k].row.words > 0 && len(v) == n && v[0].hasNumber() && v[0].Col < end {
					end = 0
					break
				}
			}
			for k := from; k < i; k++ {
				items[k].labelEnd = end
			}
		}
		from = i
	}
}

// besideBlank reports whether a cell that holds two numbers stands beside the
// row's only empty cells: one of them belongs there.
func besideBlank(placed []*cell) bool {
	k := slices.IndexFunc(placed, func(c *cell) bool { return len(c.runs()) > 1 })
	lo, hi := k, k+1
	for lo > 0 && placed[lo-1].isBlank() {
		lo--
	}
	for hi < len(placed) && placed[hi].isBlank() {
		hi++
	}
	return !slices.ContainsFunc(placed[:lo], (*cell).isBlank) && !slices.ContainsFunc(placed[hi:], (*cell).isBlank)
}

// crowded reports whether a cell of a row holds two numbers while another is
// empty: the figures after it may stand a cell too far to the left.
func crowded(placed []*cell) bool {
	return slices.ContainsFunc(placed, func(c *cell) bool { return len(c.runs()) > 1 }) &&
		slices.ContainsFunc(placed, (*cell).isBlank)
}

// isSeveral reports whether a label is those of two rows in one cell: it begins
// with one and ends with another. Whose the figures beside it are it does not say.
func (l *label) isSeveral(labs ...*blockLabels) bool {
	if l == nil || l.known || l.len() < 4 {
		return false
	}
	first, last := ends{at: -1}, ends{at: -1}
	n := 0
	for _, lab := range labs {
		for j := range lab.rows {
			e := &lab.rows[j]
			if lab.row[j] < 0 || len(e.node.Children) > 0 {
				continue
			}
			n++
			for k := range e.spell {
				sp := e.spell[k].runes
				if startsRunes(l.runes, sp) || l.ordinal > 0 && startsRunes(l.bare.runes, sp) {
					first.take(n, len(sp))
				}
				if len(sp) < len(l.runes) && equalRunes(l.runes[len(l.runes)-len(sp):], sp) {
					last.take(n, len(sp))
				}
			}
		}
	}
	return first.at >= 0 && last.at >= 0 && first.at != last.at &&
		first.len+last.len <= len(l.runes) && len(l.runes)-first.len-last.len <= 4
}

// ends is the longest label found at an end of another.
type ends struct{ at, len int }

func (e *ends) take(at, n int) {
	if n > e.len {
		e.at, e.len = at, n
	}
}

func startsRunes(r, start []rune) bool {
	return len(start) < len(r) && equalRunes(r[:len(start)], start)
}

// underLabel reports whether the first of an item's cells is empty and stands in
// a column of labels: its own label is only wider in print.
func (it *item) underLabel() bool {
	c := it.values[0]
	return c.isBlank() && c.Col < it.labelEnd
}

// shifted reports whether a row of a ragged grid has its n figures behind more empty
// cells than a label takes that reaches over several, as the header over it shows:
// the empty ones are the row's own then, and the figures those of a row whose label
// is lost.
func (r *row) shifted(values, head []*cell, n int) bool {
	if !r.grid.Ragged || len(values) <= n || !values[0].isBlank() || numbers(values) != n {
		return false
	}
	for len(values) > n && values[len(values)-1].isBlank() {
		values = values[:len(values)-1]
	}
	return len(values) > n && len(head) != r.words+len(values) && !slices.ContainsFunc(head, (*cell).isBlank)
}

// hollow reports whether a row is empty and the next, in the same grid, is its
// figures.
func hollow(r, next *row) bool {
	_, values := next.split()
	return r.words == 0 && r.grid == next.grid && next.words == 0 && numbers(values) > 0 &&
		allBlank(r.cells)
}

// unread takes the figures of cells back, as far as they were read as printed.
func (b *board) unread(cells []int) {
	for _, i := range cells {
		if b.cells[i].State != record.Unreadable {
			b.cells[i] = record.Cell{Path: b.cells[i].Path, State: record.Absent}
		}
	}
}

// takeBack makes the blank cells of a row unreadable, for figures that may be theirs.
func (b *board) takeBack(cells []int, text string, at grid.Pos) {
	for _, i := range cells {
		if b.cells[i].State == record.Blank {
			b.cells[i] = record.Cell{Path: b.cells[i].Path, State: record.Absent}
		}
	}
	b.unreadable(cells, text, at)
}
