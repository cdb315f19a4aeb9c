package match

import (
	"context"
	"slices"
	"strings"

	"gongkai/extract/form"
	"gongkai/extract/grid"
	"gongkai/extract/match/figure"
	"gongkai/extract/solve"
	"gongkai/record"
)

// openGroup is a stretch of print whose cells are not certain.
type openGroup struct {
	table *form.Table
	group solve.Group
	rows  [][]int    // form cells of each row of the group
	raw   []string   // each run as printed
	at    []grid.Pos // and its place
}

// settle lets arithmetic decide what print left open, table by table.
func (b *board) settle(ctx context.Context) {
	for t := range b.form.Tables {
		table := &b.form.Tables[t]
		mine := func(g openGroup) bool { return g.table == table }
		from := slices.IndexFunc(b.groups, mine)
		if from < 0 {
			continue
		}
		groups := make([]openGroup, 0, len(b.groups)-from)
		for _, g := range b.groups[from:] {
			if mine(g) {
				groups = append(groups, g)
			}
		}
		b.solve(ctx, table, groups)
	}
}

func (b *board) solve(ctx context.Context, table *form.Table, groups []openGroup) {
	first, n := b.form.Span(table)
	p := solve.Problem{Cells: make([]solve.Cell, n), Groups: make([]solve.Group, 0, len(groups))}
	owner := make([]int, n) // group of each open cell, from 1
	for g := range groups {
		sg := groups[g].group
		sg.Rows = make([][]int, len(groups[g].rows))
		for r, row := range groups[g].rows {
			sg.Rows[r] = make([]int, len(row))
			for k, i := range row {
				sg.Rows[r][k] = i - first
				p.Cells[i-first].Kind = solve.Open
				owner[i-first] = g + 1
			}
		}
		p.Groups = append(p.Groups, sg)
	}
	for i := range p.Cells {
		if v, ok := b.cells[first+i].Value.Int64(); ok && owner[i] == 0 {
			p.Cells[i] = solve.Cell{Kind: solve.Known, Value: v}
		}
	}
	printed := func(i int) bool { return b.cells[i].State != record.Absent }
	ids := b.form.IdentitiesFor(printed)
	p.Equations = make([]solve.Equation, 0, len(ids))
	operands := make([]int, 0, 3*n) // of all equations: a cell stands in two or three
	shifted := func(ops []int) []int {
		from := len(operands)
		for _, i := range ops {
			operands = append(operands, i-first)
		}
		return operands[from:len(operands):len(operands)]
	}
	for _, id := range ids {
		if id.Left[0] < first || id.Left[0] >= first+n || !b.binds(id) {
			continue
		}
		p.Equations = append(p.Equations, solve.Equation{ID: id.ID, Left: shifted(id.Left), Right: shifted(id.Right)})
	}
	b.decide(groups, owner, first, ids, solve.Solve(ctx, p))
}

// decide writes the answer into the cells, with one finding for the decided and
// one for the undecided cells of each group.
func (b *board) decide(groups []openGroup, owner []int, first int, ids []*form.Identity, a solve.Answer) {
	type outcome struct {
		inferred, open []int
		by, candidates []string
		barren         bool // no placement of an open cell satisfies the sums
	}
	out := make([]outcome, len(groups))
	for _, d := range a.Cells {
		i := first + d.Cell
		k := owner[d.Cell] - 1
		g, c, o := &groups[k], &b.cells[i], &out[k]
		raw, at := g.print(i)
		c.Raw, c.At = raw, b.at(at)
		switch {
		case d.Decided && d.Blank:
			c.State, c.Raw = record.Blank, ""
			o.inferred = append(o.inferred, i)
		case d.Decided:
			c.State, c.Value = record.Inferred, record.Int(d.Value)
			c.Raw = c.Value.String()
			o.inferred = append(o.inferred, i)
		default:
			o.open = append(o.open, i)
			if len(d.Candidates) > 0 {
				o.candidates = append(o.candidates, b.candidates(i, len(g.rows) > 1, d.Candidates))
			} else {
				o.barren = true
			}
		}
		for _, id := range d.By {
			if !slices.Contains(o.by, id) {
				o.by = append(o.by, id)
			}
		}
	}
	for k, o := range out {
		print := oneLine(strings.Join(groups[k].raw, " … "))
		if len(o.by) == 0 && (o.barren || b.unsound(o.inferred, ids) && !b.whole(o.inferred, groups[k], ids)) {
			for _, i := range o.inferred {
				b.cells[i].State, b.cells[i].Value, b.cells[i].Raw = record.Unreadable, record.Number{}, print
			}
			o.inferred, o.open = nil, append(o.inferred, o.open...)
		}
		if len(o.inferred) > 0 {
			if len(o.by) > 0 {
				b.findAs("R02.sums", "R02", record.Info, o.inferred, nil, print, strings.Join(o.by, ", "))
			} else {
				b.find("R02", record.Info, o.inferred, nil, print)
			}
		}
		if len(o.open) > 0 {
			b.doubt(o.open, print, o.candidates)
		}
	}
}

// candidates names a cell and the figures that it may have; a blank one is "□".
func (b *board) candidates(cell int, several bool, figures []string) string {
	name := b.form.Cells[cell].Col.Label
	if several {
		name = b.label(cell)
	}
	figures = slices.Clone(figures)
	for i, f := range figures {
		if f == "" {
			figures[i] = "□"
		}
	}
	return name + " " + strings.Join(figures, "|")
}

// A message names this many of the cells that are open; the finding has the paths of all.
const maxTold = 8

// unsound reports whether a sum contradicts cells that only the order of figures
// has placed: a column that the form lacks may stand among them.
func (b *board) unsound(cells []int, ids []*form.Identity) bool {
	if len(cells) == 0 {
		return false
	}
	among := make([]bool, len(b.cells))
	for _, i := range cells {
		among[i] = true
	}
	isAmong := func(i int) bool { return among[i] }
	for _, id := range ids {
		if !slices.ContainsFunc(id.Left, isAmong) && !slices.ContainsFunc(id.Right, isAmong) {
			continue
		}
		sum, whole := int64(0), true
		for side, ops := range [...][]int{id.Left, id.Right} {
			for _, i := range ops {
				v, ok := b.cells[i].Value.Int64()
				whole = whole && ok
				sum += v * int64(1-2*side)
			}
		}
		if whole && sum != 0 {
			return true
		}
	}
	return false
}

// whole reports whether a number that a narrow cell breaks over lines is one,
// though a sum contradicts it: none of its pieces would mend the sums, so that
// the fault stands elsewhere.
func (b *board) whole(cells []int, g openGroup, ids []*form.Identity) bool {
	if len(cells) != 1 || len(g.rows) != 1 || len(g.rows[0]) != 1 || len(g.raw) != 1 {
		return false
	}
	c := &b.cells[cells[0]]
	joined := c.Value
	defer func() { c.Value = joined }()
	pieces, _ := figure.DigitRuns(g.raw[0])
	for _, p := range pieces {
		v, err := record.ParseNumber(p)
		if err != nil {
			return false
		}
		if c.Value = v; !b.unsound(cells, ids) {
			return false
		}
	}
	return true
}

// doubt says of cells that neither print nor the sums tell their figures.
func (b *board) doubt(cells []int, print string, candidates []string) {
	print = oneLine(print)
	if len(candidates) == 0 {
		b.find("R15", record.Warning, cells, nil, print)
		return
	}
	if len(candidates) > maxTold {
		candidates = append(candidates[:maxTold:maxTold], "…")
	}
	b.findAs("R15.several", "R15", record.Warning, cells, nil, print, strings.Join(candidates, "; "))
}

// print returns the run that a cell of the group may have come from: the only
// one, or all of them.
func (g *openGroup) print(cell int) (string, grid.Pos) {
	if len(g.rows) == len(g.raw) {
		for r, row := range g.rows {
			if slices.Contains(row, cell) {
				return g.raw[r], g.at[r]
			}
		}
	}
	if len(g.raw) == 1 {
		return g.raw[0], g.at[0]
	}
	if len(g.raw) == 0 {
		return "", grid.Pos{}
	}
	return strings.Join(g.raw, " … "), g.at[0]
}
