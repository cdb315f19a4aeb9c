// Package form holds the printed forms as data: for each generation its
// sections, its tables with their rows and columns as labels, the cells that
// these make, and the sums that bind them.
//
// A form is one YAML file, shaped like the printed report; All returns them
// loaded and checked. To add a generation, write its file: nothing else names it.
package form

import (
	"slices"
	"strings"
)

// Form is one generation of the report.
type Form struct {
	Generation string
	Source     string   // the document that issued it
	Years      [2]int   // report years it was made for; 0 is open
	Notices    []string // names by which reports cite it
	Sections   []Node
	// Free says that no chapters are prescribed: the sections' titles only help
	// to part the text.
	Free   bool
	Tables []Table

	Cells      []Cell // every cell, in form order
	Identities []Identity
	byPath     map[string]int
}

// Table is one of the form's tables.
type Table struct {
	Key     string
	Section string
	Blocks  []Block
	// List says that the table is a list of indicators: one figure a row, rows
	// that a province may leave out, add or reorder.
	List bool
	// Repeats is the list of which this one is a further column, or nil.
	Repeats *Table
}

// Block is a part of a table with columns of its own.
type Block struct {
	Label   string // printed above its header; may be empty
	Corner  string // the header's top left cell
	Columns []Node
	Rows    []Node // none: one row without label
	// Leaf rows and columns, in printed order. RowLeaves holds one nil-keyed
	// row where the block has none.
	RowLeaves, ColLeaves []*Node
	FirstCell            int // index in Form.Cells of row leaf 0, column leaf 0; the rest follow row by row
	identities           []identity
}

// Node is a printed row, column or section.
type Node struct {
	Key      string // name in the record; empty for a heading over its children
	Ordinal  string // printed before the label
	Label    string
	Aliases  []string // other wordings, as seen in reports
	Words    []string // for a section: keywords, in order, by which freer wordings are known
	Children []Node
	Parent   *Node
	Unit     string // 件 unless said
	Signed   bool   // a minus sign is a number here
	Optional bool   // in the record only where a report prints it
	Value    bool   // a heading that may be printed with numbers of its own
	Mark     bool   // tells the generation
}

// Labels returns the label and its aliases.
func (n *Node) Labels() []string { return append([]string{n.Label}, n.Aliases...) }

// Cell is one cell of the form.
type Cell struct {
	Path     string // table.row.column
	Table    *Table
	Block    *Block
	Row, Col *Node
	Unit     string
	Optional bool
	parts    []int // where the row may stand for its children: their cells
}

// Identity is one equation between cells: the sum of Left equals the sum of
// Right. Operands are indexes into Form.Cells.
type Identity struct {
	ID          string
	Left, Right []int
	Maybe       []int // operands of Left that count only where they are printed
	fixed       bool  // its operands are the same in all reports
}

// Index returns the index in Cells of a path, or -1.
func (f *Form) Index(path string) int {
	if i, ok := f.byPath[path]; ok {
		return i
	}
	return -1
}

// Table returns the table with the given key, or nil.
func (f *Form) Table(key string) *Table {
	i := slices.IndexFunc(f.Tables, func(t Table) bool { return t.Key == key })
	if i < 0 {
		return nil
	}
	return &f.Tables[i]
}

// Section returns the section with the given key, or nil.
func (f *Form) Section(key string) *Node {
	i := slices.IndexFunc(f.Sections, func(n Node) bool { return n.Key == key })
	if i < 0 {
		return nil
	}
	return &f.Sections[i]
}

// Span returns the first cell of a table and how many it has, those of lists
// that repeat it included.
func (f *Form) Span(t *Table) (first, n int) {
	first = t.Blocks[0].FirstCell
	for i := first; i < len(f.Cells) && (f.Cells[i].Table == t || f.Cells[i].Table.Repeats == t); i++ {
		n++
	}
	return first, n
}

// At returns the index in Form.Cells of the cell in the block's row leaf r and
// column leaf c.
func (b *Block) At(r, c int) int { return b.FirstCell + r*len(b.ColLeaves) + c }

// IdentitiesFor returns the form's identities over the cells that a report
// prints. A heading with numbers of its own (（六）其他处理 as one row) stands
// for its children where it is printed, and they for it where it is not.
func (f *Form) IdentitiesFor(printed func(cell int) bool) []*Identity {
	out := make([]*Identity, len(f.Identities))
	for i := range f.Identities {
		id := &f.Identities[i]
		if id.fixed {
			out[i] = id
			continue
		}
		if len(id.Maybe) > 0 {
			out[i] = &Identity{ID: id.ID, Right: id.Right, Left: slices.DeleteFunc(slices.Clone(id.Left), func(c int) bool { return slices.Contains(id.Maybe, c) && !printed(c) })}
			continue
		}
		out[i] = &Identity{ID: id.ID, Left: f.resolve(id.Left, printed), Right: f.resolve(id.Right, printed)}
	}
	return out
}

// resolve replaces an operand whose row may stand for children by these where
// the row itself is not printed. It returns ops itself where nothing changes.
func (f *Form) resolve(ops []int, printed func(int) bool) []int {
	k := slices.IndexFunc(ops, func(i int) bool { return f.mayStandForOthers(i) && !printed(i) })
	if k < 0 {
		return ops
	}
	parts := f.Cells[ops[k]].parts
	if !slices.ContainsFunc(parts, func(i int) bool { return printed(i) || !f.Cells[i].Optional }) {
		return ops // neither is printed: the operand is the row that the form has
	}
	return slices.Concat(ops[:k], ops[k+1:], parts)
}

func (f *Form) mayStandForOthers(cell int) bool {
	r := f.Cells[cell].Row
	return r != nil && r.Value
}

// partsOf finds the cells of the rows that a cell's row may stand for.
func (f *Form) partsOf(cell int) (parts []int) {
	if !f.mayStandForOthers(cell) {
		return nil
	}
	c := &f.Cells[cell]
	for i := range c.Row.Children {
		p := c.Table.Key + "." + c.Row.Children[i].Key + strings.TrimPrefix(c.Path, c.Table.Key+"."+c.Row.Key)
		parts = append(parts, f.byPath[p])
	}
	return parts
}

// isFixed reports whether an identity has the same operands in all reports.
func (f *Form) isFixed(id *Identity) bool {
	if len(id.Maybe) > 0 {
		return false
	}
	return f.Cells[id.Left[0]].Row == f.Cells[id.Right[0]].Row || // within one row nothing stands for another
		!slices.ContainsFunc(id.Left, f.mayStandForOthers) && !slices.ContainsFunc(id.Right, f.mayStandForOthers)
}
