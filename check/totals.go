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
	var open []form.Identity
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
func (p *Pass) identities() []form.Identity {
	if p.equations == nil {
		p.equations = p.Form.IdentitiesFor(p.Printed)
	}
	return p.equations
}

// weigh sums both sides up. A list of indicators that leaves a row out is not
// bound by a sum with it: provinces have lists of their own.
func (p *Pass) weigh(id form.Identity) (left, right record.Number, state weighed) {
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
// that could not be read.
func (p *Pass) tellOpen(open []form.Identity) {
	var paths, at, examples []string
	seen := make([]bool, len(p.cells))
	states := map[record.State]int{}
	wouldHold, wouldBreak := 0, 0
	for _, id := range open {
		unread := false
		for _, side := range [2][]int{id.Left, id.Right} {
			for _, i := range side {
				state := record.Absent
				if p.cells[i] != nil {
					state = p.cells[i].State
				}
				unread = unread || state == record.Unreadable
				if seen[i] {
					continue
				}
				seen[i] = true
				paths = append(paths, p.Form.Cells[i].Path)
				if p.Value(i).IsNull() {
					states[state]++
					at = append(at, p.At(i)...)
				}
			}
		}
		if unread {
			continue
		}
		orZero := func(i int) record.Number {
			if v := p.Value(i); !v.IsNull() {
				return v
			}
			return record.Int(0)
		}
		left, right := record.Int(0), record.Int(0)
		for _, i := range id.Left {
			left = left.Add(orZero(i))
		}
		for _, i := range id.Right {
			right = right.Add(orZero(i))
		}
		if left.Equal(right) {
			wouldHold++
			continue
		}
		wouldBreak++
		if len(examples) < 3 {
			where, name := operands(p.Form, slices.Concat(id.Left, id.Right))
			examples = append(examples, where+": "+arithmetic(id.Left, name, orZero, left)+" ≠ "+arithmetic(id.Right, name, orZero, right))
		}
	}
	key, args := "T.open", []any{len(open), counts(states), wouldHold, wouldBreak}
	switch {
	case wouldHold+wouldBreak == 0:
		key, args = "T.unread", args[:2]
	case len(examples) > 0:
		key, args = "T.open_examples", append(args, strings.Join(examples, "; "))
	}
	f := record.Finding{Severity: record.Info, Paths: paths, At: at}
	if len(open) == 1 {
		f.Left, f.Right = p.sum(open[0].Left), p.sum(open[0].Right)
	}
	p.Undecided(len(open), f, key, args...)
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
