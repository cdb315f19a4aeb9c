package narrative

import (
	"strings"

	"gongkai/extract/form"
	"gongkai/record"
)

// arithmetic writes out a sum in the words of the printed form: each cell that
// is not 0 with its figure, and what they come to.
func (j *judge) arithmetic(s sum, v record.Number) string {
	f := form.Get(j.rec.Generation)
	var b strings.Builder
	zeros := true
	for _, t := range s {
		n := j.cells.value(t.path)
		if n.Sign() == 0 && len(s) > 1 {
			continue
		}
		if t.minus {
			b.WriteString(" - ")
		} else if !zeros {
			b.WriteString(" + ")
		}
		zeros = false
		b.WriteString(label(f, t.path))
		b.WriteByte(' ')
		b.WriteString(n.String())
	}
	switch {
	case zeros:
		return label(f, s[0].path) + " … = 0"
	case len(s) > 1:
		b.WriteString(" = ")
		b.WriteString(v.String())
	}
	return b.String()
}

// label names a cell as the form prints it: its row, and its column where that
// is not the total; or the path, where the form has no such cell.
func label(f *form.Form, path string) string {
	i := -1
	if f != nil {
		i = f.Index(path)
	}
	if i < 0 {
		return path
	}
	c := &f.Cells[i]
	if c.Row == nil || c.Row.Key == "" {
		return chain(c.Col)
	}
	if c.Col.Key == "total" {
		return plainLabel(c.Row)
	}
	return plainLabel(c.Row) + "/" + plainLabel(c.Col)
}

// chain is a column under its headings.
func chain(n *form.Node) string {
	if n.Parent == nil {
		return plainLabel(n)
	}
	return chain(n.Parent) + "/" + plainLabel(n)
}

// plainLabel is a label without what it explains in brackets.
func plainLabel(n *form.Node) string {
	for _, bracket := range []string{"\uFF08", "("} {
		if i := strings.Index(n.Label, bracket); i > 0 {
			return n.Label[:i]
		}
	}
	return n.Label
}
