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
	twice := claims(groups)
	for g := range groups {
		if !slices.ContainsFunc(slices.Concat(groups[g].Rows...), func(c int) bool { return twice[c] > 1 }) {
			s.readGroup(&groups[g])
		}
	}
	s.bind()
	s.suspect()
	s.place()
	for _, c := range s.components(func(e *equation) bool { return !e.mute }) {
		c.balance()
	}
	for _, c := range s.components(func(e *equation) bool { return !e.off }) {
		c.solve()
	}
}

// claims counts the groups that claim a cell: two cannot both have it, and
// neither is believed.
func claims(groups []Group) map[int]int {
	n := map[int]int{}
	for _, g := range groups {
		own := map[int]bool{}
		for _, rows := range append([][][]int{g.Rows}, g.Ways...) {
			for _, c := range slices.Concat(rows...) {
				own[c] = true
			}
		}
		for c := range own {
			n[c]++
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
	if rows == nil || !thread(rows, func(r *row, i int) bool { return i < 0 && r.none || i >= 0 && r.runs[i] != nil },
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
	seen := map[int]bool{}
	for _, c := range slices.Concat(g.Rows...) {
		if c < 0 || c >= len(s.cells) || s.p.Cells[c].Kind != Open || seen[c] {
			return false
		}
		seen[c] = true
	}
	for _, way := range g.Ways {
		for _, c := range slices.Concat(way...) {
			if c < 0 || c >= len(s.cells) || s.p.Cells[c].Kind != Open {
				return false
			}
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

// thread keeps of each row the runs that some assignment in order uses:
// may says whether run i (-1: none) is still possible in a row, drop takes it
// out. It returns false if no assignment is left.
func thread(rows []*row, may func(r *row, i int) bool, drop func(r *row, i int)) bool {
	if len(rows) == 0 {
		return false
	}
	n, m := len(rows), len(rows[0].group.Runs)
	fwd := make([][]bool, n+1) // before row j, runs < i are used or passed over
	for j := range fwd {
		fwd[j] = make([]bool, m+1)
	}
	fwd[0][0] = true
	skip := m > n
	for j, r := range rows {
		for i := range m + 1 {
			if !fwd[j][i] {
				continue
			}
			if may(r, -1) {
				fwd[j+1][i] = true
			}
			for k := i; k < m && (k == i || skip); k++ {
				if may(r, k) {
					fwd[j+1][k+1] = true
				}
			}
		}
	}
	back := make([]bool, m+1) // states after row j from which the end is reached
	back[m] = true
	if skip {
		for i := range back {
			back[i] = true
		}
	}
	ok := false
	for i := range back {
		ok = ok || back[i] && fwd[n][i]
	}
	if !ok {
		return false
	}
	for j := n - 1; j >= 0; j-- {
		r, prev := rows[j], make([]bool, m+1)
		used := make([]bool, m+1) // by run; m for none
		for i := range m + 1 {
			if !fwd[j][i] {
				continue
			}
			if may(r, -1) && back[i] {
				prev[i], used[m] = true, true
			}
			for k := i; k < m && (k == i || skip); k++ {
				if may(r, k) && back[k+1] {
					prev[i], used[k] = true, true
				}
			}
		}
		for i := range m {
			if !used[i] && may(r, i) {
				drop(r, i)
			}
		}
		if !used[m] && may(r, -1) {
			drop(r, -1)
		}
		back = prev
	}
	return true
}

// bind writes the equations over what is certain and what is free.
func (s *table) bind() {
	s.eqs = make([]equation, 0, len(s.p.Equations))
	for _, q := range s.p.Equations {
		e := equation{id: q.ID}
		for side, ops := range [][]int{q.Left, q.Right} {
			sign := int64(1 - 2*side)
			for _, c := range ops {
				if c < 0 || c >= len(s.cells) {
					e.off, e.mute = true, true
					continue
				}
				e.cells = append(e.cells, c)
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
		s.eqs = append(s.eqs, e)
	}
}

// suspect sets aside what a printed fault makes doubtful. An equation over
// certain numbers that does not hold shows a fault in one of its cells; the
// true number is another, so that cell's other equations say nothing about
// open cells. Where several broken equations meet in common cells, the fault is
// taken to be there, otherwise anywhere in them.
func (s *table) suspect() {
	var broken []*equation
	for i := range s.eqs {
		if e := &s.eqs[i]; !e.off && len(e.terms) == 0 && e.sum != 0 {
			broken = append(broken, e)
		}
	}
	doubt := map[int]bool{}
	for len(broken) > 0 {
		cluster := []*equation{broken[0]}
		broken = broken[1:]
		for k := 0; k < len(cluster); k++ {
			broken = slices.DeleteFunc(broken, func(e *equation) bool {
				if !slices.ContainsFunc(e.cells, func(c int) bool { return slices.Contains(cluster[k].cells, c) }) {
					return false
				}
				cluster = append(cluster, e)
				return true
			})
		}
		common := slices.Clone(cluster[0].cells)
		for _, e := range cluster[1:] {
			common = slices.DeleteFunc(common, func(c int) bool { return !slices.Contains(e.cells, c) })
		}
		if len(common) == 0 {
			for _, e := range cluster {
				common = append(common, e.cells...)
			}
		}
		for _, c := range common {
			doubt[c] = true
		}
	}
	s.mute(doubt)
}

// place lists the placements of each row that its own equations allow. A group
// without any is given up: one of these equations meets a printed fault, in the
// group or beside it, so that what else speaks about their cells is set aside,
// and the other rows are listed anew without it.
func (s *table) place() {
	left := s.chain
	for again := true; again; {
		again = false
		own := map[*row][]*equation{}
		for i := range s.eqs {
			if e := &s.eqs[i]; !e.off && e.local() {
				own[e.terms[0].row] = append(own[e.terms[0].row], e)
			}
		}
		s.rows = s.rows[:0]
		doubt := map[int]bool{}
		var kept [][]*row
		for _, rows := range left {
			whole := true
			for _, r := range rows {
				whole = whole && s.listRow(r, own[r])
			}
			if whole && thread(rows, func(r *row, i int) bool { return slices.Contains(r.of, i) }, (*row).dropRun) {
				kept = append(kept, rows)
				s.rows = append(s.rows, rows...)
				continue
			}
			again = true
			for _, r := range rows {
				for _, c := range r.cells {
					doubt[c] = true
				}
				for _, e := range own[r] {
					for _, c := range e.cells {
						doubt[c] = whole || doubt[c]
					}
				}
			}
		}
		left = kept
		s.mute(doubt)
	}
}

// mute sets aside the equations with a cell in doubt.
func (s *table) mute(doubt map[int]bool) {
	for i := range s.eqs {
		if e := &s.eqs[i]; slices.ContainsFunc(e.cells, func(c int) bool { return doubt[c] }) {
			e.off, e.mute = true, true
		}
	}
}

// local says that all open operands lie in one row.
func (e *equation) local() bool {
	return len(e.terms) > 0 && !slices.ContainsFunc(e.terms, func(t term) bool { return t.row != e.terms[0].row })
}

// listRow fills in the row's placements; false if the search gave up.
func (s *table) listRow(r *row, eqs []*equation) bool {
	r.vals, r.of, r.outer = r.vals[:0], r.of[:0], r.outer[:0]
	var own []rowEquation
	for _, e := range eqs {
		q := rowEquation{coef: make([]int64, len(r.cells)), goal: -e.sum}
		for _, t := range e.terms {
			q.coef[t.i] += t.coef
		}
		own = append(own, q)
	}
	for i, rd := range r.runs {
		if rd == nil {
			continue
		}
		if !rd.list(own, s.w, func(vals []int64, outer bool) {
			r.vals, r.of, r.outer = append(r.vals, vals...), append(r.of, i), append(r.outer, outer)
		}) || r.size() > maxOptions {
			s.w.spent = true
			return false
		}
	}
	if r.none {
		for range r.cells {
			r.vals = append(r.vals, empty)
		}
		r.of, r.outer = append(r.of, -1), append(r.outer, false)
	}
	return true
}

// dropRun takes out the placements of run i.
func (r *row) dropRun(i int) {
	w, n := len(r.cells), 0
	for k, of := range r.of {
		if of != i {
			copy(r.vals[n*w:], r.vals[k*w:(k+1)*w])
			r.of[n], r.outer[n] = of, r.outer[k]
			n++
		}
	}
	r.vals, r.of, r.outer = r.vals[:n*w], r.of[:n], r.outer[:n]
}
