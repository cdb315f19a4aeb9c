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

// thread keeps of each row the runs that some assignment in order uses: list
// calls may with each run (-1: none) that is still possible in a row, drop takes
// one out. It returns false if no assignment is left. Sets of runs are bits: no
// form has a table of maxRuns rows.
func thread(rows []*row, list func(r *row, may func(i int)), drop func(r *row, i int)) bool {
	if len(rows) == 0 || len(rows[0].group.Runs) > maxRuns {
		return false
	}
	n, m := len(rows), len(rows[0].group.Runs)
	skip := m > n                                      // runs may be passed over
	can, fwd := make([]uint64, n), make([]uint64, n+1) // the runs of row j; before row j, the runs that may come next
	none := make([]bool, n)
	fwd[0] = 1
	for j, r := range rows {
		list(r, func(i int) {
			if i < 0 {
				none[j] = true
			} else {
				can[j] |= 1 << i
			}
		})
		if none[j] {
			fwd[j+1] = fwd[j]
		}
		fwd[j+1] |= can[j] & onward(fwd[j], skip) << 1
	}
	back := uint64(1) << m // the runs that may come next behind row j, so that the end is reached
	if skip {
		back |= back - 1
	}
	if fwd[n]&back == 0 {
		return false
	}
	for j := n - 1; j >= 0; j-- {
		ends := can[j] & (back >> 1) // taking one of these reaches the end
		used := ends & onward(fwd[j], skip)
		for left := can[j] &^ used; left != 0; left &= left - 1 {
			drop(rows[j], bits.TrailingZeros64(left))
		}
		var prev uint64
		if none[j] {
			if prev = fwd[j] & back; prev == 0 {
				drop(rows[j], -1)
			}
		}
		if skip {
			ends = 1<<bits.Len64(ends) - 1
		}
		back = prev | fwd[j]&ends
	}
	return true
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
