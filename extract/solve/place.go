package solve

import (
	"math/bits"
	"slices"
)

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

// thread keeps of each row the runs that some assignment in order uses: may says
// which are still possible in a row, drop takes one out (-1: none). It returns
// false if no assignment is left.
func thread(rows []*row, may func(r *row) runSet, drop func(r *row, i int)) bool {
	if len(rows) == 0 || len(rows[0].group.Runs) > maxRuns {
		return false
	}
	n, m := len(rows), len(rows[0].group.Runs)
	skip := m > n // runs may be passed over
	type step struct {
		can runSet // of row j
		fwd uint64 // before row j, the runs that may come next
	}
	var few [4]step // nearly all groups are one row
	steps := append(few[:0], make([]step, n+1)...)
	steps[0].fwd = 1
	for j, r := range rows {
		s := &steps[j]
		if s.can = may(r); s.can.none {
			steps[j+1].fwd = s.fwd
		}
		steps[j+1].fwd |= s.can.runs & onward(s.fwd, skip) << 1
	}
	back := uint64(1) << m // the runs that may come next behind row j, so that the end is reached
	if skip {
		back |= back - 1
	}
	if steps[n].fwd&back == 0 {
		return false
	}
	for j := n - 1; j >= 0; j-- {
		can, fwd := steps[j].can, steps[j].fwd
		ends := can.runs & (back >> 1) // taking one of these reaches the end
		used := ends & onward(fwd, skip)
		for left := can.runs &^ used; left != 0; left &= left - 1 {
			drop(rows[j], bits.TrailingZeros64(left))
		}
		var prev uint64
		if can.none {
			if prev = fwd & back; prev == 0 {
				drop(rows[j], -1)
			}
		}
		if skip {
			ends = 1<<bits.Len64(ends) - 1
		}
		back = prev | fwd&ends
	}
	return true
}

// runSet is a set of runs, as bits, since no form has a table of maxRuns rows; none
// stands for no run among them.
type runSet struct {
	runs uint64
	none bool
}

// add takes a run into the set, or -1 for none.
func (s *runSet) add(i int) {
	if i < 0 {
		s.none = true
	} else {
		s.runs |= 1 << i
	}
}

const maxRuns = 63

// onward are the runs that a row may take where one of next comes next: with skip,
// any from the first of them on.
func onward(next uint64, skip bool) uint64 {
	if skip {
		return -(next & -next)
	}
	return next
}
