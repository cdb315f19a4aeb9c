package solve

import (
	"math"
	"slices"
)

// domain holds, by row, the classes that are still possible. Slices are shared
// between domains and never written to.
type domain [][]int

// live says of each class whether some placement of the whole component has
// it; nil if there is no placement, or none was proven within the budget. A
// class whose values are all known to be possible need not be tried.
func (c *component) live(dom domain) [][]bool {
	dom, ok := c.propagate(dom, nil)
	if !ok {
		return nil
	}
	live := make([][]bool, len(c.rows))
	for i := range c.rows {
		live[i] = make([]bool, len(c.classes[i]))
	}
	if !slices.ContainsFunc(dom, func(ks []int) bool { return len(ks) > 1 }) { // nothing is left to choose
		for i, ks := range dom {
			live[i][ks[0]] = true
		}
		return live
	}
	seen := make([][][]int64, len(c.rows)) // by row and cell: values in placements found
	for i := range c.rows {
		seen[i] = make([][]int64, len(c.rows[i].cells))
	}
	mark := func(found domain) {
		for i, ks := range found {
			if live[i][ks[0]] {
				continue
			}
			live[i][ks[0]] = true
			for _, m := range c.classes[i][ks[0]] {
				for j := range seen[i] {
					seen[i][j] = insert(seen[i][j], c.rows[i].val(m, j))
				}
			}
		}
	}
	for i := range c.rows {
		for _, k := range slices.Clone(dom[i]) {
			if live[i][k] || !slices.Contains(dom[i], k) || !c.news(i, k, seen[i]) {
				continue
			}
			try := slices.Clone(dom)
			try[i] = []int{k}
			found, sure := c.find(try, i)
			if !sure {
				return nil
			}
			if found != nil {
				mark(found)
				continue
			}
			dom = slices.Clone(dom)
			dom[i] = slices.DeleteFunc(slices.Clone(dom[i]), func(x int) bool { return x == k })
			if len(dom[i]) == 0 {
				return nil
			}
			if dom, ok = c.propagate(dom, []int{i}); !ok {
				return nil
			}
		}
	}
	return live
}

// news says whether class k of row i would add a value to a cell that has
// fewer than are reported.
func (c *component) news(i, k int, seen [][]int64) bool {
	for _, m := range c.classes[i][k] {
		for j, s := range seen {
			if _, ok := slices.BinarySearch(s, c.rows[i].val(m, j)); !ok && len(s) <= maxCandidates {
				return true
			}
		}
	}
	return false
}

// find returns a placement within dom, of which row changed (-1: any) was narrowed;
// nil if there is none. It is not sure where the budget was met.
func (c *component) find(dom domain, changed int) (found domain, sure bool) {
	var from []int
	if changed >= 0 {
		from = []int{changed}
	}
	dom, ok := c.propagate(dom, from)
	if !ok {
		return nil, !c.s.w.out()
	}
	pick := -1
	for i, ks := range dom {
		if len(ks) > 1 && (pick < 0 || len(ks) < len(dom[pick])) {
			pick = i
		}
	}
	if pick < 0 {
		return dom, true
	}
	for _, k := range dom[pick] {
		try := slices.Clone(dom)
		try[pick] = []int{k}
		if found, sure = c.find(try, pick); found != nil || !sure {
			return found, sure
		}
	}
	return nil, true
}

// propagate takes out classes that cannot satisfy an equation whatever the
// other rows hold, until nothing changes; false if a row has none left (or the
// budget is met). changed lists the rows to begin with; nil means all.
func (c *component) propagate(dom domain, changed []int) (domain, bool) {
	dirty := make([]bool, len(c.links)+len(c.chains)) // links, then chains
	var queue []int                                   // links that are dirty
	touch := func(i int) {
		if at := c.chainOf(i); at >= 0 {
			dirty[len(c.links)+at] = true
		}
		for _, l := range c.linksOf[i] {
			if !dirty[l] {
				dirty[l] = true
				queue = append(queue, l)
			}
		}
	}
	if changed == nil {
		for i := range c.rows {
			touch(i)
		}
	}
	for _, i := range changed {
		touch(i)
	}
	own, moved := false, false // dom is ours to write to; it changed
	set := func(i int, ks []int) {
		if !own {
			dom, own = slices.Clone(dom), true
		}
		dom[i], moved = ks, true
		touch(i)
	}
	for moved = true; moved; {
		moved = false
		if !c.order(&dom, dirty[len(c.links):], set) {
			return nil, false
		}
		for len(queue) > 0 {
			l := queue[0]
			queue = queue[1:]
			dirty[l] = false
			if !c.bound(&c.links[l], dom, set) {
				return nil, false
			}
		}
	}
	return dom, true
}

// bound narrows the rows of one link.
func (c *component) bound(l *link, dom domain, set func(int, []int)) bool {
	type span struct {
		lo, hi int64
		void   bool
	}
	var room [16]span
	spans := room[:0]
	lo, hi, voids := l.sum, l.sum, 0
	for at, i := range l.rows {
		if !c.s.w.spend(len(dom[i])) {
			return false
		}
		sp := span{lo: math.MaxInt64, hi: math.MinInt64}
		for _, k := range dom[i] {
			if v := l.c[at][k]; v == empty {
				sp.void = true
			} else {
				sp.lo, sp.hi = min(sp.lo, v), max(sp.hi, v)
			}
		}
		if sp.lo > sp.hi {
			return true // undecided whatever happens
		}
		if sp.void {
			voids++
		}
		lo, hi = lo+sp.lo, hi+sp.hi
		spans = append(spans, sp)
	}
	for at, i := range l.rows {
		sp := spans[at]
		if voids > 1 || voids == 1 && !sp.void {
			continue
		}
		bad := func(k int) bool {
			v := l.c[at][k]
			return v != empty && (lo-sp.lo+v > 0 || hi-sp.hi+v < 0)
		}
		if !slices.ContainsFunc(dom[i], bad) {
			continue
		}
		ks := slices.DeleteFunc(slices.Clone(dom[i]), bad)
		if len(ks) == 0 {
			return false
		}
		set(i, ks)
	}
	return true
}

// chainOf returns the chain that a row stands in, or -1.
func (c *component) chainOf(i int) int {
	return slices.IndexFunc(c.chains, func(rows []*row) bool { return rows[0].group == c.rows[i].group })
}

// order keeps the runs of each group in order. dirty says of which chains a row
// has changed.
func (c *component) order(dom *domain, dirty []bool, set func(int, []int)) bool {
	for at, rows := range c.chains {
		if !dirty[at] {
			continue
		}
		of := func(r *row, k int) int { return r.of[c.classes[r.node][k][0]] }
		if !c.s.w.spend(len(rows) * (len(rows[0].group.Runs) + 1)) {
			return false
		}
		ok := thread(rows,
			func(r *row) (may runSet) {
				for _, k := range (*dom)[r.node] {
					may.add(of(r, k))
				}
				return may
			},
			func(r *row, i int) {
				set(r.node, slices.DeleteFunc(slices.Clone((*dom)[r.node]), func(k int) bool { return of(r, k) == i }))
			})
		if !ok {
			return false
		}
		dirty[at] = false // what is left is in order: asking again changes nothing
	}
	return true
}
