package sample

import (
	"slices"
	"strings"

	"gongkai/extract/form"
)

// What a report is made of before a writer gives it a medium.
type (
	block struct {
		kind  kind
		text  string
		auto  string // the text without its ordinal, for media that number headings themselves
		table *table
	}
	kind  int
	table struct {
		key  string
		cols int
		head int // header rows of the first block
		rows [][]cell
	}
	// cell begins in the row that holds it; slots that it covers further down
	// have no cell of their own.
	cell struct {
		col, rowSpan, colSpan int
		text                  string
		path                  string // of the form's cell; empty for labels
	}
)

const (
	title kind = iota
	date
	heading
	subheading
	para
	tableBlock
	pageNumber
)

// layTable makes the printed table of a form's table: its blocks one below the
// other, over one set of columns.
func (r *Report) layTable(t *form.Table) *table {
	out := &table{key: t.Key}
	type dims struct{ labels, header int }
	size := make([]dims, len(t.Blocks))
	for i := range t.Blocks {
		b := &t.Blocks[i]
		size[i] = dims{r.depth(b.Rows), r.depth(b.Columns)}
		out.cols = max(out.cols, size[i].labels+len(b.ColLeaves))
	}
	for i := range t.Blocks {
		b, d := &t.Blocks[i], size[i]
		if b.Label != "" {
			out.rows = append(out.rows, []cell{{colSpan: out.cols, rowSpan: 1, text: b.Label}})
		}
		top := len(out.rows)
		for range d.header {
			out.rows = append(out.rows, nil)
		}
		if d.labels > 0 {
			out.rows[top] = append(out.rows[top], cell{rowSpan: d.header, colSpan: d.labels, text: b.Corner})
		}
		spare := out.cols - d.labels - len(b.ColLeaves) // the last column takes what a wider block leaves
		col := d.labels
		for k := range b.Columns {
			col += r.layColumn(out, &b.Columns[k], top, d.header, col, spare*btoi(k == len(b.Columns)-1))
		}
		if i == 0 {
			out.head = len(out.rows)
		}
		if len(b.Rows) == 0 {
			out.rows = append(out.rows, r.values(b, 0, 0, spare))
			continue
		}
		for k := range b.Rows {
			r.layRow(out, b, &b.Rows[k], 0, d.labels, spare)
		}
	}
	for i := range out.rows {
		slices.SortStableFunc(out.rows[i], func(a, b cell) int { return a.col - b.col })
	}
	return out
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// leaf reports whether a node is printed with figures and without children.
func (r *Report) leaf(n *form.Node) bool {
	return len(n.Children) == 0 || n.Value && !r.printsChildren(n)
}

func (r *Report) printsChildren(n *form.Node) bool {
	_, ok := r.Values["requests."+n.Children[0].Key+".total"]
	return ok
}

func (r *Report) depth(list []form.Node) int {
	d := 0
	for i := range list {
		k := 1
		if !r.leaf(&list[i]) {
			k += r.depth(list[i].Children)
		}
		d = max(d, k)
	}
	return d
}

// layColumn lays a column's header cell and those below it, and returns its width.
func (r *Report) layColumn(t *table, n *form.Node, row, rows, col, spare int) int {
	width := 0
	if len(n.Children) == 0 {
		width = 1 + spare
	}
	for i := range n.Children {
		width += r.layColumn(t, &n.Children[i], row+1, rows-1, col+width, 0)
	}
	span := 1
	if len(n.Children) == 0 {
		span = rows
	}
	t.rows[row] = append(t.rows[row], cell{col: col, rowSpan: span, colSpan: width, text: n.Label})
	return width
}

// layRow lays a row's label and figures, or its label beside its children, and
// returns how many rows that took.
func (r *Report) layRow(t *table, b *form.Block, n *form.Node, depth, labels, spare int) int {
	at, index := len(t.rows), len(t.rows)
	label := cell{col: depth, rowSpan: 1, colSpan: 1, text: ordinal(n) + n.Label}
	if r.leaf(n) {
		label.colSpan = labels - depth
		t.rows = append(t.rows, append([]cell{label}, r.values(b, slices.Index(b.RowLeaves, n), labels, spare)...))
		return 1
	}
	for i := range n.Children {
		r.layRow(t, b, &n.Children[i], depth+1, labels, spare)
	}
	label.rowSpan = len(t.rows) - at
	t.rows[index] = append([]cell{label}, t.rows[index]...)
	return label.rowSpan
}

func (r *Report) values(b *form.Block, row, labels, spare int) []cell {
	var out []cell
	for k := range b.ColLeaves {
		path := r.form.Cells[b.At(row, k)].Path
		c := cell{col: labels + k, rowSpan: 1, colSpan: 1, path: path, text: r.Raw[path]}
		if k == len(b.ColLeaves)-1 {
			c.colSpan += spare
		}
		out = append(out, c)
	}
	return out
}

// ordinal prints a node's ordinal as the form does: with an ideographic comma
// after a numeral, a point after a digit, nothing after a bracket.
func ordinal(n *form.Node) string {
	mark := words().Mark
	switch {
	case n.Ordinal == "":
		return ""
	case n.Ordinal[0] >= '0' && n.Ordinal[0] <= '9':
		return n.Ordinal + mark["digit"]
	case strings.HasPrefix(n.Ordinal, "\uff08"):
		return n.Ordinal + mark["none"]
	}
	return n.Ordinal + mark["cjk"]
}

// figures returns the numbers of the rows that hold figures.
func (t *table) figures() []int {
	var out []int
	for i := range t.rows {
		if slices.ContainsFunc(t.rows[i], func(c cell) bool { return c.path != "" }) {
			out = append(out, i)
		}
	}
	return out
}

// cut splits the table before row i; spans that cross the cut go on below it,
// their text printed again if again is set.
func (t *table) cut(i int, again bool) (above, below *table) {
	above = &table{key: t.key, cols: t.cols, head: t.head}
	below = &table{key: t.key, cols: t.cols}
	for k, row := range t.rows {
		if k >= i {
			below.rows = append(below.rows, slices.Clone(row))
			continue
		}
		row = slices.Clone(row)
		for j := range row {
			if c := &row[j]; k+c.rowSpan > i {
				rest := *c
				rest.rowSpan = k + c.rowSpan - i
				c.rowSpan = i - k
				if !again {
					rest.text = ""
				}
				t.rows[i] = slices.Insert(slices.Clone(t.rows[i]), len(beforeCol(t.rows[i], rest.col)), rest)
			}
		}
		above.rows = append(above.rows, row)
	}
	return above, below
}

func beforeCol(row []cell, col int) []cell {
	n := 0
	for n < len(row) && row[n].col < col {
		n++
	}
	return row[:n]
}
