package match

import (
	"slices"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/grid"
	"gongkai/extract/match/figure"
	"gongkai/extract/solve"
	"gongkai/record"
)

// blockRow puts one row's figures into its cells, those of the columns in the
// form's order.
func (b *board) blockRow(t *form.Table, block *form.Block, lab *blockLabels, cells []int, r *row, values, head []*cell) {
	n := len(cells)
	if part := partOf(head, lab.cols); part != nil && len(block.RowLeaves) > 1 { // of one row nothing says that the header lost no cell
		if v := trim(values, len(part)); len(v) == len(part) && numbers(v) == len(part) && v[0] == values[0] {
			for k, c := range part { // the columns that the header lacks are not in the document
				i := cells[c]
				b.put(i, figure.Read(v[k].Text, b.form.Cells[i].Col, headText(head, lab.cols, c)), v[k].Text, v[k].Pos, v[k].Box)
			}
			return
		}
	}
	if order := headOrder(labelCells(head), lab.cols); !slices.IsSorted(order) {
		b.reordered(t, r.grid)
		inForm := cells
		cells = make([]int, n)
		for k, c := range order {
			cells[k] = inForm[c]
		}
	}
	values, certain := besideStrangers(values, head, lab.cols)
	if !certain {
		b.unreadable(cells, joinTexts(values), r.pos())
		return
	}
	placed := placeBlock(r, values, head, n)
	if placed != nil && (crowded(placed) || r.shifted(values, head, n)) {
		b.unreadable(cells, joinTexts(placed), r.pos())
		return
	}
	if placed == nil {
		b.leaveBlock(t, cells, r, values)
		return
	}
	for k, c := range placed {
		col := b.form.Cells[cells[k]].Col
		f := figure.Read(c.Text, col, headText(head, lab.cols, slices.Index(block.ColLeaves, col)))
		if c.Row != r.n || c.RowSpan > 1 && !c.isBlank() {
			f = figure.Figure{State: record.Unreadable, Doubt: "R01"}
		}
		b.put(cells[k], f, c.Text, c.Pos, c.Box)
	}
}

// partOf are the columns that a header prints behind its corner, where these are
// some of the block's and nothing else; nil where they are not, or all.
func partOf(head []*cell, cols []entry) (part []int) {
	labels := labelCells(head)
	if len(labels) < 2 || len(labels) > len(cols) {
		return nil
	}
	for k, c := range labels {
		if n := c.label.holding(cols); k == 0 && n > 0 || n > 1 {
			return nil // a column's label stands in the corner, or in another's cell
		}
	}
	for _, c := range labels[1:] {
		j := slices.IndexFunc(cols, func(e entry) bool { return e.likeness(c.label) >= 0.75 })
		if j < 0 || len(part) > 0 && j <= part[len(part)-1] {
			return nil
		}
		part = append(part, j)
	}
	return part
}

// filled counts the cells that are not empty.
func filled(values []*cell) (n int) {
	for _, c := range values {
		if !c.isBlank() {
			n++
		}
	}
	return n
}

// holding counts the columns whose label stands within a label.
func (l *label) holding(cols []entry) (n int) {
	for i := range cols {
		if slices.ContainsFunc(cols[i].spell, func(sp spelling) bool {
			return len(sp.runes) > 0 && fold.IndexRunes(l.runes, sp.runes) >= 0
		}) {
			n++
		}
	}
	return n
}

// besideStrangers leaves out the figures below columns that the block lacks: last
// year's, or notes. certain is false where they cannot be told from the block's own,
// because the row has other cells than the header has columns.
func besideStrangers(values, head []*cell, cols []entry) (own []*cell, certain bool) {
	known := func(c *cell) bool {
		return slices.ContainsFunc(cols, func(e entry) bool { return e.likeness(c.label) >= 0.75 })
	}
	h := labelCells(head)
	h = h[max(0, slices.IndexFunc(h, known)):] // behind the corner
	if len(h) <= len(cols) || numbers(values) == 0 {
		return values, true
	}
	for k, c := range h {
		if k > 0 && c.Text == h[k-1].Text {
			return values, true // a wide cell's copies
		}
	}
	for _, c := range h[:len(cols)] {
		if !known(c) {
			return values, false
		}
	}
	if len(values) != len(h) {
		return values, false
	}
	return values[:len(cols)], true
}

// placeBlock says which cells are the row's n figures, in order.
func placeBlock(r *row, values, head []*cell, n int) []*cell {
	values = withoutCopies(values, head)
	v := trim(values, n)
	// Where rows were filled up at their end, a blank last cell may be one that was
	// lost before it.
	filled := n > 1 && r.grid.Ragged && (r.grid.Full == nil || !r.grid.Full[r.n]) && numbers(values) > 0 && values[len(values)-1].isBlank()
	if len(v) == n {
		if len(values) == n && !filled || numbers(v) == n || n == 1 {
			return v
		}
	}
	if r.grid.Ragged && len(values) > n && !values[n-1].isBlank() && allBlank(values[n:]) {
		return values[:n]
	}
	if n == 1 && numbers(values) == 1 {
		for _, c := range values {
			if !c.isBlank() && !c.hasNumber() {
				return nil
			}
		}
		for _, c := range values {
			if c.hasNumber() {
				return []*cell{c}
			}
		}
	}
	// A header in the same grid may show where the columns are.
	h := labelCells(head)
	if len(h) == n+1 {
		h = h[1:]
	}
	if len(h) != n || r.grid.Loose || filled {
		return nil
	}
	out := make([]*cell, 0, n)
	used := 0
	for _, hc := range h {
		k := slices.IndexFunc(values, func(c *cell) bool { return c.Col <= hc.Col && hc.Col < c.Col+c.ColSpan })
		if k < 0 || slices.Contains(out, values[k]) {
			return nil
		}
		if !values[k].isBlank() {
			used++
		}
		out = append(out, values[k])
	}
	for _, c := range values {
		if !c.isBlank() {
			used--
		}
	}
	if used != 0 {
		return nil
	}
	return out
}

// withoutCopies leaves out the copies of a wide cell that a converter wrote into
// each column that it covers: they say the same as the cell before, and so does
// the header over them.
func withoutCopies(values, head []*cell) []*cell {
	h := labelCells(head)
	skip := len(h) - len(values) // the header's corner
	if skip < 0 || len(values) < 2 {
		return values
	}
	var out []*cell
	for k, c := range values {
		if k > 0 && c.Text == values[k-1].Text && h[skip+k].Text == h[skip+k-1].Text {
			if out == nil {
				out = slices.Clone(values[:k])
			}
			continue
		}
		if out != nil {
			out = append(out, c)
		}
	}
	if out == nil {
		return values
	}
	return out
}

// leaveBlock marks a row whose columns print does not tell.
func (b *board) leaveBlock(t *form.Table, cells []int, r *row, values []*cell) {
	text := joinTexts(values)
	run, ok := runOf(values, len(cells))
	if ok && len(run.Digits) > 0 && numbers(values) <= len(cells) { // no sum says that two figures are one
		b.open(openGroup{table: t, rows: [][]int{cells}, raw: []string{text}, at: []grid.Pos{r.pos()},
			group: solve.Group{Runs: []solve.Run{run}, Blanks: numbers(values) < len(cells)}})
		return
	}
	if text != "" {
		b.unreadable(cells, text, r.pos())
		return
	}
	for _, i := range cells {
		b.put(i, figure.Figure{State: record.Blank}, "", r.pos(), nil)
	}
}

// labelCells are the cells that hold words.
func labelCells(cells []*cell) (out []*cell) {
	for _, c := range cells {
		if c.label != nil && !c.value {
			out = append(out, c)
		}
	}
	return out
}

// headText is the printed header of a column, for the unit in it.
func headText(head []*cell, cols []entry, col int) string {
	if col < 0 {
		return ""
	}
	for _, c := range head {
		if cols[col].likeness(c.label) >= 0.7 {
			return c.Text
		}
	}
	return ""
}
