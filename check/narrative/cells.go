package narrative

import (
	"sync"

	"gongkai/record"
)

// cells are a record's figures by path, and what its sums prove of blank ones.
type cells struct {
	rec    *record.Record
	hint   *hints
	proven []record.Number // by cell; nil until a blank one is asked for
}

// hints say where cells stood in the last record: nearly always where they stand
// in the next. They are kept for speed, and never believed.
type hints struct {
	at           map[string]int
	plain, other [][]int // of plainEquations and otherEquations
}

// index is where a cell stands in the record, or -1.
func (c *cells) index(path string) int {
	if i, ok := c.hint.at[path]; ok && i < len(c.rec.Cells) && c.rec.Cells[i].Path == path {
		return i
	}
	for i := range c.rec.Cells {
		if c.rec.Cells[i].Path == path {
			if len(c.hint.at) < 2000 {
				c.hint.at[path] = i
			}
			return i
		}
	}
	return -1
}

func (c *cells) at(path string) *record.Cell {
	if i := c.index(path); i >= 0 {
		return &c.rec.Cells[i]
	}
	return nil
}

// value is the figure of a cell; null where the document does not settle it.
func (c *cells) value(path string) record.Number {
	i := c.index(path)
	if i < 0 {
		return record.Number{}
	}
	if k := &c.rec.Cells[i]; !k.Value.IsNull() || !empty(k.State) {
		return k.Value
	}
	if c.proven == nil {
		c.prove()
	}
	return c.proven[i]
}

// empty reports whether nothing stands in a cell that could be a number.
func empty(s record.State) bool {
	return s == record.Blank || s == record.Dash || s == record.Slash || s == record.Word
}

// total is the value of a sum; null if one of its cells has none.
func (c *cells) total(s sum) record.Number {
	n := record.Int(0)
	for _, t := range s {
		v := c.value(t.path)
		if t.minus {
			v = v.Neg()
		}
		if n = n.Add(v); n.IsNull() {
			return n
		}
	}
	return n
}

// prove finds what the printed figures say of the blank cells. Counts are never
// negative, so where the printed parts of a printed total already sum to it,
// its blank parts are 0; and a blank total of parts that are all known is their
// sum. A blank that this does not settle stays unknown: it is not taken as 0.
func (c *cells) prove() {
	c.proven = make([]record.Number, len(c.rec.Cells))
	named, last := plainEquations(), &c.hint.plain
	if hasOtherRow(c) {
		named, last = otherEquations(), &c.hint.other
	}
	equations := c.places(named, *last)
	*last = equations
	for changed := true; changed; {
		changed = false
		for _, e := range equations {
			changed = c.settle(e) || changed
		}
	}
}

// places is where the cells of equations stand; last is where they stood, or nil.
func (c *cells) places(named [][]string, last [][]int) [][]int {
	if last == nil {
		last = make([][]int, len(named))
		for i, e := range named {
			last[i] = make([]int, len(e))
		}
	}
	for i, e := range named {
		for k, path := range e {
			if at := &last[i][k]; *at < 0 || *at >= len(c.rec.Cells) || c.rec.Cells[*at].Path != path {
				*at = c.index(path)
			}
		}
	}
	return last
}

// The equations of forms without and with a row for other outcomes.
var (
	plainEquations = sync.OnceValue(func() [][]string { return equationsOf(edition{}) })
	otherEquations = sync.OnceValue(func() [][]string { return equationsOf(edition{otherRow: true}) })
)

// equationsOf lists for each sum its parts, then their total.
func equationsOf(f edition) (equations [][]string) {
	d := readingsData()
	outcomes := []string{"granted", "partial"}
	for _, g := range []string{"refused", "unable", "unprocessed", "other"} {
		outcomes = append(outcomes, f.rows(g)...)
	}
	columns := append([]string{"natural_person"}, d.Columns["organisations"][0]...)
	for _, row := range append([]string{"new_received", "carried_in", "processed_total", "carried_out"}, outcomes...) {
		var e []string
		for _, col := range append(columns[:len(columns):len(columns)], "total") {
			e = append(e, "requests."+row+"."+col)
		}
		equations = append(equations, e)
	}
	for _, col := range append(columns, "total") {
		var e []string
		for _, row := range append(outcomes[:len(outcomes):len(outcomes)], "processed_total") {
			e = append(e, "requests."+row+"."+col)
		}
		equations = append(equations, e)
	}
	for _, kind := range []string{"reconsideration", "litigation_direct", "litigation_after_reconsideration"} {
		var e []string
		for _, r := range []string{"upheld", "corrected", "other", "pending", "total"} {
			e = append(e, "disputes."+kind+"."+r)
		}
		equations = append(equations, e)
	}
	return equations
}

// settle draws what follows from one equation, and reports whether anything did.
func (c *cells) settle(e []int) bool {
	known := func(i int) (v record.Number, blank bool) {
		if i < 0 {
			return v, false
		}
		if k := &c.rec.Cells[i]; !k.Value.IsNull() || !empty(k.State) {
			return k.Value, false
		}
		return c.proven[i], true
	}
	sum, open := record.Int(0), 0
	for _, p := range e[:len(e)-1] {
		switch v, blank := known(p); {
		case !v.IsNull():
			sum = sum.Add(v)
		case !blank:
			return false // something unread stands there
		default:
			open++
		}
	}
	last := e[len(e)-1]
	total, blank := known(last)
	switch {
	case total.IsNull() && open == 0:
		if !blank || sum.IsNull() {
			return false
		}
		c.proven[last] = sum
		return true
	case total.IsNull() || open == 0 || !total.Equal(sum):
		return false
	}
	for _, p := range e[:len(e)-1] {
		if v, _ := known(p); v.IsNull() {
			c.proven[p] = record.Int(0)
		}
	}
	return true
}

func hasOtherRow(c *cells) bool {
	k := c.at("requests.other.total")
	return k != nil && k.State != record.Absent
}
