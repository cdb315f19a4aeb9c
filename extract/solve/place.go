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

// thread keeps of each row the runs that some assignment in order uses: list
// calls may with each run (-1: none) that is still possible in a row, drop takes
// one out. It returns false if no assignment is left.
func thread(rows []*row, list func(r *row, may func(i int)), drop func(r *row, i int)) bool {
	if len(rows) == 0 {
		return false
	}
	n, m := len(rows), len(rows[0].group.Runs)
	w := m + 1
	flags := make([]bool, w*(2*n+4))
	take := func(k int) []bool {
		f := flags[:k:k]
		flags = flags[k:]
		return f
	}
	can := take(n * w)       // row j, run i; m for none
	fwd := take((n + 1) * w) // before row j, runs < i are used or passed over
	for j, r := range rows {
		list(r, func(i int) {
			if i < 0 {
				i = m
			}
			can[j*w+i] = true
		})
	}
	fwd[0] = true
	skip := m > n
	for j := range rows {
		can, from, to := can[j*w:(j+1)*w], fwd[j*w:(j+1)*w], fwd[(j+1)*w:(j+2)*w]
		for i := range w {
			if !from[i] {
				continue
			}
			if can[m] {
				to[i] = true
			}
			for k := i; k < m && (k == i || skip); k++ {
				if can[k] {
					to[k+1] = true
				}
			}
		}
	}
	back, prev, used := take(w), take(w), take(w) // back: states after row j from which the end is reached
	ok := false
	for i := range back {
		back[i] = skip || i == m
		ok = ok || back[i] && fwd[n*w+i]
	}
	if !ok {
		return false
	}
	for j := n - 1; j >= 0; j-- {
		can, from := can[j*w:(j+1)*w], fwd[j*w:(j+1)*w]
		clear(prev)
		clear(used)
		for i := range w {
			if !from[i] {
				continue
			}
			if can[m] && back[i] {
				prev[i], used[m] = true, true
			}
			for k := i; k < m && (k == i || skip); k++ {
				if can[k] && back[k+1] {
					prev[i], used[k] = true, true
				}
			}
		}
		for i := range m {
			if can[i] && !used[i] {
				drop(rows[j], i)
			}
		}
		if can[m] && !used[m] {
			drop(rows[j], -1)
		}
		back, prev = prev, back
	}
	return true
}
