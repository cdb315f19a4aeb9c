package match

import (
	"context"
	"slices"
	"strings"

	"gongkai/extract/form"
	"gongkai/extract/grid"
	"gongkai/extract/solve"
	"gongkai/internal/message"
	"gongkai/record"
)

// board collects what was printed for each cell of the form, what print leaves
// open, and what there is to say about the reading.
type board struct {
	form     *form.Form
	cells    []record.Cell
	groups   []openGroup
	findings []record.Finding
	places   strings.Builder // see at
	unmapped []record.Unmapped
	disputed [][]reprint  // figures printed again, otherwise
	clearer  []reprint    // figures printed again of cells that print leaves open at first
	second   bool         // another report follows in the same document
	more     map[int]bool // of a list: leaves of sums of which more parts are printed than the form knows
}

// openGroup is a stretch of print whose cells are not certain.
type openGroup struct {
	table *form.Table
	group solve.Group
	rows  [][]int    // form cells of each row of the group
	raw   []string   // each run as printed
	at    []grid.Pos // and its place
}

func newBoard(lex *lexicon) *board {
	return &board{form: lex.form, more: map[int]bool{}, cells: slices.Clone(lex.blank)}
}

// put writes a figure into a cell. A cell that is printed twice with different
// figures is no longer certain: see rule.
func (b *board) put(i int, f figure, raw string, pos grid.Pos, box *[4]float64) {
	c := &b.cells[i]
	raw = strings.TrimSpace(raw)
	if c.State != record.Absent {
		if f.state == record.Blank || f.value == c.Value && (f.state == c.State || !f.value.IsNull()) {
			return // a repeated header row or table says the same
		}
		if t := b.form.Cells[i].Table; c.State != record.Blank || c.Raw != "" || len(t.Blocks) > 1 || t.List { // no sums tell of which copy a figure is
			again := reprint{i, f.value, raw, pos.String()}
			if c.State == record.Unreadable {
				b.clearer = append(b.clearer, again)
			} else {
				b.disputed = append(b.disputed, []reprint{again})
			}
			return
		}
	}
	*c = record.Cell{Path: c.Path, Value: f.value, Raw: raw, State: f.state, At: b.at(pos), Note: f.note}
	if box != nil {
		c.Box = (*record.Box)(box)
	}
	switch f.doubt {
	case "":
	case "R01":
		b.find("R01", record.Warning, []int{i}, nil, b.label(i), raw)
	case "R13", "R20":
		b.find(f.doubt, record.Warning, []int{i}, nil, b.label(i), raw, f.value.String(), f.note)
	default:
		b.find(f.doubt, record.Info, []int{i}, nil, b.label(i), raw, f.value.String(), f.note)
	}
}

// at is a position as text. The texts of many lie in one string.
func (b *board) at(p grid.Pos) string {
	if b.places.Cap()-b.places.Len() < 64 {
		b.places.Reset() // what was handed out keeps its own
		b.places.Grow(4 << 10)
	}
	var buf [64]byte
	from := b.places.Len()
	b.places.Write(p.AppendTo(buf[:0]))
	return b.places.String()[from:]
}

// open leaves cells to arithmetic.
func (b *board) open(g openGroup) {
	for _, row := range g.rows {
		for _, i := range row {
			if b.cells[i].State != record.Absent {
				return // one reading of these cells is enough: the certain one, or the first
			}
		}
	}
	for _, row := range g.rows {
		for _, i := range row {
			b.cells[i].State = record.Unreadable
		}
	}
	b.groups = append(b.groups, g)
}

// find adds a finding about cells, with the places where they stand.
func (b *board) find(rule, severity string, cells []int, at []string, args ...any) {
	b.findAs(rule, rule, severity, cells, at, args...)
}

// findAs is find with the message of another key than the rule's.
func (b *board) findAs(key, rule, severity string, cells []int, at []string, args ...any) {
	f := record.Finding{Rule: rule, Verdict: record.Undecided, Severity: severity, At: at}
	f.Message, f.MessageZH = message.Both(key, args...)
	f.Paths = slices.Grow(f.Paths, len(cells))
	for _, i := range cells {
		f.Paths = append(f.Paths, b.cells[i].Path)
		if at == nil && b.cells[i].At != "" && !slices.Contains(f.At, b.cells[i].At) {
			f.At = append(f.At, b.cells[i].At)
		}
	}
	b.findings = append(b.findings, f)
}

// findAt adds a finding about a table, a section or the report.
func (b *board) findAt(rule, severity, path string, at grid.Pos, args ...any) {
	f := record.Finding{Rule: rule, Verdict: record.Undecided, Severity: severity, Paths: []string{path}}
	if s := at.String(); s != "" {
		f.At = []string{s}
	}
	f.Message, f.MessageZH = message.Both(rule, args...)
	b.findings = append(b.findings, f)
}

// reordered says, once for a table, that its columns were read by their labels.
func (b *board) reordered(t *form.Table, g *grid.Grid) {
	for i := range b.findings {
		if f := &b.findings[i]; f.Rule == "R18" && f.Paths[0] == t.Key && slices.Equal(f.At, []string{g.Pos.String()}) {
			return
		}
	}
	b.findAt("R18", record.Info, t.Key, g.Pos)
}

// label is a cell's row and column as the form prints them.
func (b *board) label(i int) string {
	c := &b.form.Cells[i]
	var parts []string
	if c.Row != nil && c.Row.Label != "" {
		parts = append(parts, c.Row.Label)
	} else if c.Col.Parent != nil {
		parts = append(parts, c.Col.Parent.Label)
	}
	return strings.Join(append(parts, c.Col.Label), " / ")
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
	pieces, _ := digitRuns(g.raw[0])
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

// leftOver notes the rows that hold figures, stand among the rows of the form's
// tables, and were read by none of them.
func (b *board) leftOver(rows []row) {
	lo, hi := -1, -1
	for i := range rows {
		if rows[i].read {
			if lo < 0 {
				lo = i
			}
			hi = i
		}
	}
	for i := lo; i >= 0 && i <= hi; i++ {
		r := &rows[i]
		if !r.read && slices.ContainsFunc(r.cells, func(c *cell) bool { return c.value && c.hasNumber() }) {
			b.dropUnmapped(r.texts(), r.pos())
		}
	}
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

// oneLine is what a message quotes of several lines.
func oneLine(s string) string { return strings.ReplaceAll(s, "\n", " ") }

// dropUnmapped notes a printed row that has no place in the form.
func (b *board) dropUnmapped(texts []string, at grid.Pos) {
	b.unmapped = append(b.unmapped, record.Unmapped{At: at.String(), Text: texts})
	f := record.Finding{Rule: "R03", Verdict: record.Undecided, Severity: record.Info, At: []string{at.String()}}
	f.Message, f.MessageZH = message.Both("R03", oneLine(strings.Join(texts, " | ")))
	b.findings = append(b.findings, f)
}

// bareRow notes a printed row of figures that no label stands beside: whose they
// are is not told, and the labels of the rows next to it, whose cells these are,
// may have moved with it.
func (b *board) bareRow(texts []string, at grid.Pos, beside []int) {
	b.dropUnmapped(texts, at)
	f := &b.findings[len(b.findings)-1]
	for _, i := range beside {
		f.Paths = append(f.Paths, b.cells[i].Path)
	}
	if len(beside) > 0 {
		f.Severity = record.Warning
	}
}
