package solve

import "slices"

// component is a set of rows that equations, or the order of a group's runs,
// bind together; it is solved for itself.
type component struct {
	s      *table
	rows   []*row
	chains [][]*row // groups whose runs may fall into several rows
	eqs    []*equation
	zeros  bool // blanks are read as zeros

	links   []link
	linksOf [][]int   // by row
	classes [][][]int // by row: placements that no equation tells apart
}

// link is an equation over the classes of a component's rows.
type link struct {
	sum  int64
	rows []int
	c    [][]int64 // by rows: what each class adds, empty if it leaves the equation undecided
}

// components groups the rows of s.
func (s *table) components(use func(*equation) bool) []*component {
	parent := make([]int, len(s.rows))
	for i, r := range s.rows {
		parent[i], r.comp = i, i
	}
	var root func(i int) int
	root = func(i int) int {
		if parent[i] != i {
			parent[i] = root(parent[i])
		}
		return parent[i]
	}
	join := func(a, b *row) {
		if i, j := root(a.comp), root(b.comp); i != j {
			parent[max(i, j)] = min(i, j)
		}
	}
	for i := range s.eqs {
		for _, t := range s.eqs[i].terms {
			if use(&s.eqs[i]) {
				join(s.eqs[i].terms[0].row, t.row)
			}
		}
	}
	for _, rows := range s.chain {
		if g := rows[0].group; slices.Contains(s.rows, rows[0]) && (len(g.Runs) != len(g.Rows) || len(g.Ways) > 0) {
			for _, r := range rows {
				join(rows[0], r)
			}
		}
	}
	var out []*component
	of := make([]*component, len(s.rows)) // by root
	for i, r := range s.rows {
		at := root(i)
		if of[at] == nil {
			of[at] = &component{s: s}
			out = append(out, of[at])
		}
		c := of[at]
		r.node = len(c.rows)
		c.rows = append(c.rows, r)
		if r.index == 0 && len(r.group.Runs) != len(r.group.Rows) {
			c.chains = append(c.chains, s.chain[slices.IndexFunc(s.chain, func(rows []*row) bool { return rows[0] == r })])
		}
	}
	for i := range s.eqs {
		if e := &s.eqs[i]; use(e) && len(e.terms) > 0 {
			c := of[root(e.terms[0].row.comp)]
			c.eqs = append(c.eqs, e)
		}
	}
	return out
}

// solve tallies the values that the cells of the component have in the
// placements that satisfy all its equations.
func (c *component) solve() {
	c.link()
	live := c.live(c.domain())
	if live == nil {
		return
	}
	by := []string{}
	for _, e := range c.eqs {
		if !slices.Contains(by, e.id) {
			by = append(by, e.id)
		}
	}
	for i, r := range c.rows {
		for j, cell := range r.cells {
			t := c.s.tally.at[cell]
			t.by = by
			t.weak = t.weak || !r.level || !c.s.confirmed(r, cell)
			for k, ok := range live[i] {
				if !ok {
					continue
				}
				for _, m := range c.classes[i][k] {
					t.live = insert(t.live, r.val(m, j))
					t.weak = t.weak || r.outer[m]
				}
			}
		}
	}
}

// domain returns all classes of all rows.
func (c *component) domain() domain {
	dom := make(domain, len(c.rows))
	for i := range c.rows {
		for k := range c.classes[i] {
			dom[i] = append(dom[i], k)
		}
	}
	return dom
}

// balance says of the component's rows whether its equations can hold with all
// blanks read as zeros. A placement that needs a blank to stand for a number is
// not taken: that the equation there is undecided would then hide a fault.
func (c *component) balance() {
	c.zeros = true
	c.link()
	dom := c.domain()
	if slices.ContainsFunc(dom, func(ks []int) bool { return len(ks) == 0 }) {
		return
	}
	for i := range c.links {
		if len(c.chains) > 0 && !c.reachable(&c.links[i]) {
			return
		}
	}
	found, _ := c.find(dom, -1)
	for _, r := range c.rows {
		r.level = found != nil
	}
}

// reachable says whether a link, with blanks read as zeros, may hold if each run
// of a chain stands in one row. bound looks at each row for itself, so that the
// search would learn only by trying all rows that no run stands in two.
func (c *component) reachable(l *link) bool {
	lo, hi := l.sum, l.sum
	for at, i := range l.rows {
		if c.chainOf(i) < 0 {
			c.s.w.spend(len(l.c[at]))
			lo, hi = lo+slices.Min(l.c[at]), hi+slices.Max(l.c[at])
		}
	}
	for _, rows := range c.chains {
		adds := make([][]int64, len(rows[0].group.Runs)) // by run: what it adds in each row that it may fall into
		for _, r := range rows {
			c.s.w.spend(len(c.classes[r.node]))
			at := slices.Index(l.rows, r.node)
			for k, members := range c.classes[r.node] {
				run, v := r.of[members[0]], int64(0)
				if at >= 0 {
					v = l.c[at][k]
				}
				if run >= 0 {
					adds[run] = append(adds[run], v)
				}
			}
		}
		for _, vs := range adds {
			if len(adds) > len(rows) { // it may be passed over
				vs = append(vs, 0)
			}
			if len(vs) == 0 {
				return false
			}
			lo, hi = lo+slices.Min(vs), hi+slices.Max(vs)
		}
	}
	return lo <= 0 && hi >= 0
}

// flat drops the placements of a row that break one of its own equations if
// their blanks are zeros.
func (c *component) flat(r *row, ks []int) []int {
	for _, e := range c.eqs {
		if e.terms[0].row != r || !e.local() {
			continue
		}
		ks = slices.DeleteFunc(ks, func(k int) bool {
			sum := e.sum
			for _, t := range e.terms {
				if v := r.val(k, t.i); v != empty {
					sum += t.coef * v
				}
			}
			return sum != 0
		})
	}
	return ks
}

// confirmed says whether enough speaks for a placement of a row's cell that
// the equations leave alone. Two equations make an accident very rare. One does
// where print allows few placements, because each of them may satisfy it by
// accident when a number is misprinted. A number adrift must be asked for by
// two, and have no rival.
func (s *table) confirmed(r *row, cell int) bool {
	n := s.asked[cell]
	if r.group.Adrift {
		return n > 1 && len(r.group.Runs) <= len(r.group.Rows)
	}
	return n > 1 || r.count <= maxAlone && !r.group.Blanks
}

// ask counts for each cell the equations that it stands in and that are not mute.
func (s *table) ask() {
	s.asked = make([]int, len(s.p.Cells))
	seen := make([]int, len(s.p.Cells)) // the equation that was counted last, from 1
	for i := range s.eqs {
		if s.eqs[i].mute {
			continue
		}
		for _, c := range s.eqs[i].cells {
			if seen[c] != i+1 {
				seen[c] = i + 1
				s.asked[c]++
			}
		}
	}
}

// link writes the equations over more than one row as links, and sorts each
// row's placements into classes.
func (c *component) link() {
	c.linksOf = make([][]int, len(c.rows))
	room := make([]int64, 0, c.terms())
	adds := make([][][]int64, len(c.rows)) // by row, by its links: what each placement adds
	for _, e := range c.eqs {
		if e.local() {
			continue
		}
		l := link{sum: e.sum}
		for _, t := range e.terms {
			at := slices.Index(l.rows, t.row.node)
			if at < 0 {
				at = len(l.rows)
				l.rows = append(l.rows, t.row.node)
				room = room[:len(room)+t.row.size()]
				l.c = append(l.c, room[len(room)-t.row.size():len(room):len(room)])
			}
			for k := range t.row.size() {
				v := t.row.val(k, t.i)
				if c.zeros && v == empty {
					v = 0
				}
				if v == empty || l.c[at][k] == empty {
					l.c[at][k] = empty
				} else {
					l.c[at][k] += t.coef * v
				}
			}
		}
		for at, i := range l.rows {
			c.linksOf[i] = append(c.linksOf[i], len(c.links))
			adds[i] = append(adds[i], l.c[at])
		}
		c.links = append(c.links, l)
	}
	for i, r := range c.rows {
		c.s.w.spend(r.size() * (1 + len(adds[i])))
		ks := make([]int, r.size())
		for k := range ks {
			ks[k] = k
		}
		if c.zeros {
			ks = c.flat(r, ks)
		}
		if len(r.group.Runs) != len(r.group.Rows) {
			of := make([]int64, len(r.of))
			for k, run := range r.of {
				of[k] = int64(run)
			}
			adds[i] = append(adds[i], of)
		}
		c.classes = append(c.classes, classify(ks, adds[i]))
	}
	for li := range c.links {
		l := &c.links[li]
		for at, i := range l.rows {
			of := l.c[at][:len(c.classes[i])] // no class comes before its first member
			for k, members := range c.classes[i] {
				of[k] = l.c[at][members[0]]
			}
			l.c[at] = of
		}
	}
}

// terms is how many placements the equations over more than one row have to do
// with, each row's once for each of its terms.
func (c *component) terms() (n int) {
	for _, e := range c.eqs {
		if e.local() {
			continue
		}
		for _, t := range e.terms {
			n += t.row.size()
		}
	}
	return n
}

// classify sorts placements by what they add.
func classify(ks []int, adds [][]int64) (classes [][]int) {
	if len(ks) > 0 && (len(ks) == 1 || len(adds) == 0) {
		return [][]int{ks}
	}
	seen := make(map[uint64]int, len(ks))
	for _, k := range ks {
		h := uint64(14695981039346656037)
		for _, a := range adds {
			h = (h ^ uint64(a[k])) * 1099511628211
			h ^= h >> 32
		}
		for ; ; h++ { // two kinds may share a hash
			at, ok := seen[h]
			if !ok {
				seen[h] = len(classes)
				classes = append(classes, []int{k})
				break
			}
			if !slices.ContainsFunc(adds, func(a []int64) bool { return a[k] != a[classes[at][0]] }) {
				classes[at] = append(classes[at], k)
				break
			}
		}
	}
	return classes
}
