package check

import (
	"fmt"
	"strings"

	"gongkai/extract/form"
	"gongkai/record"
)

// comma is the mark between an ordinal and its text, and between the items of a list.
const comma = "\u3001"

// label is a row's or column's words as the form prints them, with its ordinal
// and without what it explains in brackets.
func label(n *form.Node) string {
	text := n.Label
	if i := strings.Index(text, "（"); i > 0 {
		text = text[:i]
	}
	switch {
	case n.Ordinal == "" || strings.HasSuffix(n.Ordinal, "）"):
		return n.Ordinal + text
	case n.Ordinal[0] < 0x80:
		return n.Ordinal + "." + text
	}
	return n.Ordinal + comma + text
}

// chain is a column's label under those of its parents, outermost first. A
// heading over all columns of the block says nothing and is left out.
func chain(b *form.Block, n *form.Node) string {
	if n.Parent == nil || n.Parent.Parent == nil && len(b.Columns) == 1 {
		return label(n)
	}
	return chain(b, n.Parent) + " / " + label(n)
}

// rowLabel names a row under its group. The outermost heading, over the groups
// themselves, is left out.
func rowLabel(n *form.Node) string {
	if n.Parent == nil || n.Parent.Parent == nil {
		return label(n)
	}
	return label(n.Parent) + " / " + label(n)
}

// Label names a cell by its row and column.
func Label(c *form.Cell) string {
	if c.Row.Key == "" {
		return chain(c.Block, c.Col)
	}
	return rowLabel(c.Row) + " / " + chain(c.Block, c.Col)
}

// operands is what an equation's cells have in common, and how to call each.
func operands(f *form.Form, cells []int) (common string, name func(i int) string) {
	first := &f.Cells[cells[0]]
	sameRow, sameCol := true, true
	for _, i := range cells {
		sameRow = sameRow && f.Cells[i].Row == first.Row
		sameCol = sameCol && f.Cells[i].Col == first.Col
	}
	switch {
	case sameRow && first.Row.Key != "":
		return rowLabel(first.Row), func(i int) string { return label(f.Cells[i].Col) }
	case sameCol:
		return chain(first.Block, first.Col), func(i int) string { return label(f.Cells[i].Row) }
	case sameRow && first.Col.Parent != nil:
		return chain(first.Block, first.Col.Parent), func(i int) string { return label(f.Cells[i].Col) }
	}
	return first.Table.Key, func(i int) string { return Label(&f.Cells[i]) }
}

// arithmetic writes a side of an equation: A 21 + B 2 + 4×0 = 23. Of
// more than three operands the zeros are counted, not named. A missing one
// stands as □.
func arithmetic(cells []int, name func(int) string, value func(int) record.Number, sum record.Number) string {
	var parts []string
	zeros := 0
	for _, i := range cells {
		switch v := value(i); {
		case v.IsNull():
			parts = append(parts, name(i)+" □")
		case len(cells) > 3 && v.Sign() == 0:
			zeros++
		default:
			parts = append(parts, name(i)+" "+v.String())
		}
	}
	if zeros > 0 {
		parts = append(parts, fmt.Sprintf("%d×0", zeros))
	}
	out := strings.Join(parts, " + ")
	if len(cells) > 1 && !sum.IsNull() {
		out += " = " + sum.String()
	}
	return out
}
