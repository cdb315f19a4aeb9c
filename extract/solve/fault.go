package solve

import "slices"

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
			if whole && thread(rows, func(r *row) (may runSet) {
				for _, i := range r.of {
					may.add(i)
				}
				return may
			}, (*row).dropRun) {
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
