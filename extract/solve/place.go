package solve

import "slices"

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
