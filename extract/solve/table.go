package solve

import "slices"

// table is a problem under one reading of its groups.
type table struct {
	p     *Problem
	tally *tally
	w     *work
	cells []spot
	eqs   []equation
	rows  []*row
	chain [][]*row // by group: its rows in order
	asked []int    // by cell: the equations that ask for it; see ask
}

// spot is what is certain of a cell.
type spot struct {
	kind spotKind
	v    int64 // of a fixed spot
	row  *row  // of a free spot
	i    int   // its index in row.cells
}

type spotKind uint8

const (
	nothing spotKind = iota // nothing is known of it
	blank                   // certainly no number
	fixed
	free
)

// equation is an Equation with what is certain taken together:
// the terms and sum add up to zero.
type equation struct {
	id    string
	cells []int
	terms []term
	sum   int64
	off   bool // undecided, or suspect of a printed fault: it rules nothing out
	mute  bool // not even with blanks read as zeros
}

type term struct {
	row  *row
	i    int // index in row.cells
	coef int64
}

// row is a row of a group and the placements that it may have.
type row struct {
	group *Group
	index int
	cells []int
	runs  []*reading // by run; nil where the run cannot fall here
	none  bool       // it may get no run
	vals  []int64    // of each placement, len(cells) together
	of    []int      // run of each placement; -1 for none
	outer []bool     // of each placement: it uses digits that may belong to the text around
	count int        // placements that print alone allows, at most many
	level bool       // with the blanks read as zeros, the equations can hold
	node  int        // its index in its component
	comp  int
}

func (r *row) size() int          { return len(r.of) }
func (r *row) val(k, i int) int64 { return r.vals[k*len(r.cells)+i] }

// solveReading tallies the placements of one reading of the groups.
func solveReading(p *Problem, groups []Group, t *tally, w *work) {
	s := &table{p: p, tally: t, w: w}
	s.certain()
	twice := claims(groups, len(p.Cells))
	for g := range groups {
		if !anyCell(groups[g].Rows, func(c int) bool { return c >= 0 && c < len(twice) && twice[c] > 1 }) {
			s.readGroup(&groups[g])
		}
	}
	s.bind()
	s.suspect()
	s.place()
	s.ask()
	for _, c := range s.components(func(e *equation) bool { return !e.mute }) {
		c.balance()
	}
	for _, c := range s.components(func(e *equation) bool { return !e.off }) {
		c.solve()
	}
}

// anyCell reports whether one of the rows' cells is as f says.
func anyCell(rows [][]int, f func(cell int) bool) bool {
	return slices.ContainsFunc(rows, func(row []int) bool { return slices.ContainsFunc(row, f) })
}

// claims counts the groups that claim a cell: two cannot both have it, and
// neither is believed.
func claims(groups []Group, cells int) []int {
	n, last := make([]int, cells), make([]int, cells) // last: the group that was counted last, from 1
	claim := func(g int, rows [][]int) {
		for _, row := range rows {
			for _, c := range row {
				if c >= 0 && c < cells && last[c] != g {
					last[c] = g
					n[c]++
				}
			}
		}
	}
	for g := range groups {
		claim(g+1, groups[g].Rows)
		for _, rows := range groups[g].Ways {
			claim(g+1, rows)
		}
	}
	return n
}

// certain fills in the cells that are known before any group is read.
func (s *table) certain() {
	s.cells = make([]spot, len(s.p.Cells))
	for i, c := range s.p.Cells {
		if c.Kind == Blank {
			s.cells[i].kind = blank
		} else if c.Kind == Known && -maxValue < c.Value && c.Value < maxValue {
			s.cells[i] = spot{kind: fixed, v: c.Value}
		}
	}
}

// maxValue bounds what equations reckon with, so that no sum overflows.
const maxValue = 1e15

// readGroup finds what print alone decides in a group, and sets its other
// cells free.
func (s *table) readGroup(g *Group) {
	rows := s.groupRows(g)
	if rows == nil || !thread(rows,
		func(r *row) (may runSet) {
			may.none = r.none
			for i, rd := range r.runs {
				if rd != nil {
					may.add(i)
				}
			}
			return may
		},
		func(r *row, i int) {
			if i < 0 {
				r.none = false
			} else {
				r.runs[i] = nil
			}
		}) {
		return
	}
	s.chain = append(s.chain, rows)
	for _, r := range rows {
		for i, cell := range r.cells {
			v, open := r.print(i)
			c := s.tally.at[cell]
			c.printOpen = c.printOpen || open || g.Adrift
			c.print = insert(c.print, v)
			switch {
			case open || g.Adrift || len(g.Ways) > 0:
				s.cells[cell] = spot{kind: free, row: r, i: i}
			case v == empty:
				s.cells[cell].kind = blank
			default:
				s.cells[cell] = spot{kind: fixed, v: v}
			}
		}
		s.rows = append(s.rows, r)
	}
	if len(g.Ways) == 0 {
		return
	}
	for _, way := range g.Ways { // what this reading leaves out is blank
		for _, cell := range slices.Concat(way...) {
			if s.cells[cell].kind == nothing {
				c := s.tally.at[cell]
				c.print, c.live = insert(c.print, empty), insert(c.live, empty)
				s.cells[cell].kind = blank
			}
		}
	}
}

// print returns the value that print alone allows in the row's cell i, or says
// that it leaves several.
func (r *row) print(i int) (v int64, open bool) {
	seen := false
	if r.none {
		v, seen = empty, true
	}
	for _, rd := range r.runs {
		if rd == nil {
			continue
		}
		if rd.open[i] || seen && v != rd.only[i] {
			return 0, true
		}
		v, seen = rd.only[i], true
	}
	return v, false
}

// groupRows reads each run of a group in each row that it may fall into. It
// returns nil for a group that says nothing that can be used.
func (s *table) groupRows(g *Group) []*row {
	n, m := len(g.Rows), len(g.Runs)
	if !s.sound(g) || m > n && !g.Adrift {
		return nil
	}
	var rows []*row
	for j, cells := range g.Rows {
		r := &row{group: g, index: j, cells: cells, runs: make([]*reading, m), none: m < n}
		for i := range g.Runs {
			if lo, hi := min(j, j+m-n), max(j, j+m-n); i < lo || i > hi {
				continue
			}
			if !s.w.spend(len(cells) * len(g.Runs[i].Digits)) {
				return nil
			}
			if rd := read(&g.Runs[i], len(cells), g.Blanks); rd.fits {
				r.runs[i] = rd
				r.count = min(many, r.count+rd.count)
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// sound says whether a group is well formed: its cells are open and in no row
// twice, its runs hold digits.
func (s *table) sound(g *Group) bool {
	closed := func(c int) bool { return c < 0 || c >= len(s.cells) || s.p.Cells[c].Kind != Open }
	for r, row := range g.Rows {
		for i, c := range row {
			if closed(c) || slices.Contains(row[:i], c) || anyCell(g.Rows[:r], func(x int) bool { return x == c }) {
				return false
			}
		}
	}
	for _, way := range g.Ways {
		if anyCell(way, closed) {
			return false
		}
	}
	for _, run := range g.Runs {
		if len(run.Digits) == 0 || len(run.Gaps) != len(run.Digits)-1 || run.Head < 0 || run.Tail < 0 {
			return false
		}
		for _, d := range []byte(run.Digits) {
			if d < '0' || d > '9' {
				return false
			}
		}
		if len(run.Digits) > maxRun {
			s.w.spent = true
			return false
		}
	}
	return true
}

// bind writes the equations over what is certain and what is free.
func (s *table) bind() {
	s.eqs = make([]equation, 0, len(s.p.Equations))
	operands := 0
	for i := range s.p.Equations {
		operands += len(s.p.Equations[i].Left) + len(s.p.Equations[i].Right)
	}
	cells := make([]int, 0, operands) // of all equations
	for _, q := range s.p.Equations {
		e := equation{id: q.ID}
		from := len(cells)
		if slices.ContainsFunc(q.Left, func(c int) bool { return slices.Contains(q.Right, c) }) {
			e.off, e.mute = true, true // a cell on both sides is no sum of the form's, and it may be blank
		}
		for side, ops := range [][]int{q.Left, q.Right} {
			sign := int64(1 - 2*side)
			for _, c := range ops {
				if c < 0 || c >= len(s.cells) {
					e.off, e.mute = true, true
					continue
				}
				cells = append(cells, c)
				switch sp := s.cells[c]; sp.kind {
				case nothing:
					e.off, e.mute = true, true
				case blank:
					e.off = true
				case fixed:
					e.sum += sign * sp.v
				case free:
					e.terms = append(e.terms, term{sp.row, sp.i, sign})
				}
			}
		}
		e.cells = cells[from:len(cells):len(cells)]
		s.w.spend(len(e.cells))
		s.eqs = append(s.eqs, e)
	}
}
