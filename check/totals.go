package check

import (
	"slices"
	"strings"

	"gongkai/extract/form"
	"gongkai/internal/message"
	"gongkai/record"
)

// totalRules are the sums that the form itself prints or implies; the
// equations stand in the form data under these IDs.
var totalRules = []Rule{
	{ID: "T01", Since: "0.1.0", Severity: record.Error, Needs: One, Should: Left, Run: identity},
	{ID: "T02", Since: "0.1.0", Severity: record.Error, Needs: One, Run: identity},
	{ID: "T03", Since: "0.1.0", Severity: record.Error, Needs: One, Should: Left, Run: identity},
	{ID: "T04", Since: "0.1.0", Severity: record.Error, Needs: One, Should: Left, Run: identity},
	{ID: "T05", Since: "0.1.0", Severity: record.Info, Needs: One, Should: Right, Run: oneCell},
	{ID: "T06", Since: "0.1.0", Severity: record.Error, Needs: One, Should: Left, Run: identity},
	{ID: "T07", Since: "0.1.0", Severity: record.Error, Needs: One, Should: Left, Run: identity},
	{ID: "T08", Since: "0.1.0", Severity: record.Error, Needs: One, Should: Left, Run: identity},
	{ID: "T09", Since: "0.1.0", Severity: record.Error, Needs: One, Should: Left, Run: identity},
	{ID: "T10", Since: "0.1.0", Severity: record.Error, Needs: One, Should: Left, Run: identity},
	{ID: "T11", Since: "0.1.0", Severity: record.Error, Needs: One, Should: Left, Run: identity},
}

// identity runs the form's equations of the rule's ID. Those that lack an
// operand are told in one finding.
func identity(p *Pass) {
	if p.Form == nil {
		p.Count(0, 1)
		return
	}
	var open []*form.Identity
	for _, id := range p.identities() {
		if id.ID != p.rule.ID {
			continue
		}
		left, right, state := p.weigh(id)
		switch {
		case state == absent:
			p.Count(0, 1)
		case state == lacking:
			open = append(open, id)
		case left.Equal(right):
			p.Count(1, 0)
		default:
			cells := slices.Concat(id.Left, id.Right)
			where, name := operands(p.Form, cells)
			f := record.Finding{Paths: p.Paths(cells...), At: p.At(cells...), Left: left, Right: right}
			args := []any{where, arithmetic(id.Left, name, p.Value, left), arithmetic(id.Right, name, p.Value, right), abs(left.Sub(right)).String()}
			if left.Cmp(right) < 0 && p.hasMore(id.Right[0]) {
				f.Severity = record.Info
				p.Undecided(1, f, "T.more", args...)
				continue
			}
			p.Broken(f, "T.broken", args...)
		}
	}
	if len(open) > 0 {
		p.tellOpen(open)
	}
}

type weighed int

const (
	decided weighed = iota
	lacking         // an operand is printed without a number, or missing
	absent          // the document has none of the cells
)

// identities are the equations over what the document prints.
func (p *Pass) identities() []*form.Identity {
	if p.equations == nil {
		p.equations = p.Form.IdentitiesFor(p.Printed)
	}
	return p.equations
}

// weigh sums both sides up. A list of indicators that leaves a row out is not
// bound by a sum with it: provinces have lists of their own.
func (p *Pass) weigh(id *form.Identity) (left, right record.Number, state weighed) {
	if p.Form.Cells[id.Right[0]].Table.List && (slices.ContainsFunc(id.Left, p.lacks) || slices.ContainsFunc(id.Right, p.lacks)) {
		return left, right, absent
	}
	left, right = p.sum(id.Left), p.sum(id.Right)
	if !left.IsNull() && !right.IsNull() {
		return left, right, decided
	}
	if !slices.ContainsFunc(id.Left, p.Printed) && !slices.ContainsFunc(id.Right, p.Printed) {
		return left, right, absent
	}
	return left, right, lacking
}

func (p *Pass) lacks(cell int) bool { return !p.Printed(cell) }

// hasMore reports whether reading found rows among the parts of a list's sum
// that are none of the form's.
func (p *Pass) hasMore(cell int) bool {
	c := &p.Form.Cells[cell]
	if !c.Table.List {
		return false
	}
	row := c.Row.Key
	return slices.ContainsFunc(p.Record.Findings, func(f record.Finding) bool {
		return f.Rule == "R03" && slices.ContainsFunc(f.Paths, func(path string) bool { return strings.HasSuffix(path, "."+row) })
	})
}

func (p *Pass) sum(cells []int) record.Number {
	s := record.Int(0)
	for _, i := range cells {
		s = s.Add(p.Value(i))
	}
	return s
}

func abs(n record.Number) record.Number {
	if n.Sign() < 0 {
		return n.Neg()
	}
	return n
}

// missing says how a cell without a number stands there, for counting.
var missing = []record.State{record.Blank, record.Dash, record.Slash, record.Word, record.Unreadable, record.Absent}

// tellOpen reports the equations that lack an operand, and what they would be
// if what is missing were 0. It says nothing of that where a number was printed
// that could not be read. Those that 0 would not make hold are told apart, as a
// warning: who leaves zeros blank prints the rest, so a figure was left out,
// printed a cell further or lost in reading.
func (p *Pass) tellOpen(open []*form.Identity) {
	var doubtful, rest openSums
	for _, id := range open {
		switch p.orZero(id) {
		case unequal:
			doubtful.ids = append(doubtful.ids, id)
		case equal:
			rest.equal++
			rest.ids = append(rest.ids, id)
		default:
			rest.ids = append(rest.ids, id)
		}
	}
	p.listCells(&doubtful)
	p.listCells(&rest)
	if len(doubtful.ids) > 0 {
		var examples []string
		for _, id := range doubtful.ids[:min(3, len(doubtful.ids))] {
			where, name := operands(p.Form, slices.Concat(id.Left, id.Right))
			examples = append(examples, where+": "+arithmetic(id.Left, name, p.orNought, p.sumOrNought(id.Left))+" ≠ "+arithmetic(id.Right, name, p.orNought, p.sumOrNought(id.Right)))
		}
		severity := record.Warning
		if p.Form.Cells[doubtful.ids[0].Right[0]].Table.List { // provinces leave rows of it out
			severity = record.Info
		}
		p.tellSums(&doubtful, severity, "T.open_examples", len(doubtful.ids), counts(doubtful.states), 0, len(doubtful.ids), strings.Join(examples, "; "))
	}
	switch {
	case rest.equal > 0:
		p.tellSums(&rest, record.Info, "T.open", len(rest.ids), counts(rest.states), rest.equal, 0)
	case len(rest.ids) > 0:
		p.tellSums(&rest, record.Info, "T.unread", len(rest.ids), counts(rest.states))
	}
}

// openSums are equations that lack operands, with their cells.
type openSums struct {
	ids       []*form.Identity
	equal     int      // would hold
	paths, at []string // of their cells, and of those that lack a number
	states    map[record.State]int
}

// listCells lists the cells of the equations, each once.
func (p *Pass) listCells(o *openSums) {
	if len(o.ids) == 0 {
		return
	}
	o.states = map[record.State]int{}
	seen := make([]bool, len(p.cells))
	var cells, lacking []int
	for _, id := range o.ids {
		for _, side := range [2][]int{id.Left, id.Right} {
			for _, i := range side {
				if seen[i] {
					continue
				}
				seen[i] = true
				cells = append(cells, i)
				if p.Value(i).IsNull() {
					o.states[p.state(i)]++
					lacking = append(lacking, i)
				}
			}
		}
	}
	o.paths, o.at = p.Paths(cells...), p.At(lacking...)
}

func (p *Pass) tellSums(o *openSums, severity, key string, args ...any) {
	f := record.Finding{Severity: severity, Paths: o.paths, At: o.at}
	if len(o.ids) == 1 {
		f.Left, f.Right = p.sum(o.ids[0].Left), p.sum(o.ids[0].Right)
	}
	p.Undecided(len(o.ids), f, key, args...)
}

type comparison int

const (
	unread  comparison = iota // a number was printed that could not be read
	equal                     // what is missing taken as 0, the sides are equal
	unequal                   // … or not
)

func (p *Pass) orZero(id *form.Identity) comparison {
	unreadable := func(i int) bool { return p.state(i) == record.Unreadable }
	switch {
	case slices.ContainsFunc(id.Left, unreadable) || slices.ContainsFunc(id.Right, unreadable):
		return unread
	case p.sumOrNought(id.Left).Equal(p.sumOrNought(id.Right)):
		return equal
	}
	return unequal
}

func (p *Pass) state(i int) record.State {
	if p.cells[i] == nil {
		return record.Absent
	}
	return p.cells[i].State
}

// orNought is a cell's number, 0 where there is none.
func (p *Pass) orNought(i int) record.Number {
	if v := p.Value(i); !v.IsNull() {
		return v
	}
	return record.Int(0)
}

func (p *Pass) sumOrNought(cells []int) record.Number {
	s := record.Int(0)
	for _, i := range cells {
		s = s.Add(p.orNought(i))
	}
	return s
}

// counts writes states with their numbers: 20 blank, 3 dash.
func counts(states map[record.State]int) words {
	var en, zh []string
	for _, s := range missing {
		if n := states[s]; n > 0 {
			e, z := message.Both("state."+string(s), n)
			en, zh = append(en, e), append(zh, z)
		}
	}
	return words{strings.Join(en, ", "), strings.Join(zh, comma)}
}
