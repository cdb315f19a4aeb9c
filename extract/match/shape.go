package match

import (
	"slices"
	"strings"

	"gongkai/extract/fold"
	"gongkai/extract/grid"
)

// shape is how the full rows of a grid lie: the columns that their numbers
// begin in, where the row ends, and whether each of them holds its figures and
// nothing else behind the label.
type shape struct {
	at    []int
	end   int
	exact bool
}

// shapesOf finds for each grid the commonest shape of the rows that hold
// exactly n numbers side by side.
func shapesOf(items []item, n int) map[*grid.Grid]*shape {
	type tally struct {
		shape
		count int
	}
	all := map[*grid.Grid][]tally{}
	loose := map[*grid.Grid]bool{}
	for i := range items {
		v := trim(items[i].values, n)
		if len(v) != n || numbers(v) != n {
			continue
		}
		if len(items[i].values) != n {
			loose[items[i].row.grid] = true
		}
		g := items[i].row.grid
		k := slices.IndexFunc(all[g], func(t tally) bool {
			return slices.EqualFunc(t.at, v, func(at int, c *cell) bool { return at == c.Col })
		})
		if k < 0 {
			s := shape{at: make([]int, n), end: end(items[i].values)}
			for j, c := range v {
				s.at[j] = c.Col
			}
			all[g] = append(all[g], tally{s, 0})
			k = len(all[g]) - 1
		}
		all[g][k].count++
	}
	out := map[*grid.Grid]*shape{}
	for g, list := range all {
		best := &list[0]
		for i := range list {
			if list[i].count > best.count {
				best = &list[i]
			}
		}
		best.exact = !loose[g]
		out[g] = &best.shape
	}
	return out
}

// headShape is the shape that a header shows, for a grid of which no row is
// full: a column for each of its labels, which hold all figures below them and
// make the sums of the rows right. Nil if it does not.
func headShape(head []*cell, cols []entry, columns []int, items []item, g *grid.Grid) *shape {
	if order := headOrder(head, cols); !slices.Equal(order, columns) {
		return nil
	}
	s := &shape{end: g.Cols, at: make([]int, len(cols))}
	seen := make([]bool, len(cols))
	for _, c := range head {
		for j := range cols {
			if !seen[j] && cols[j].likeness(c.label) >= 0.75 {
				seen[j] = true
				s.at[slices.Index(columns, j)] = c.Col
				break
			}
		}
	}
	sums, wrong := 0, 0
	for i := range items {
		if items[i].row.grid != g {
			continue
		}
		var parts, total int64
		for _, c := range items[i].values {
			if c.isBlank() {
				continue
			}
			k := slices.IndexFunc(s.at, func(at int) bool { return c.Col <= at && at < c.Col+c.ColSpan })
			x, whole := c.number.Int64()
			switch {
			case k < 0 || c.hasNumber() && !whole:
				return nil
			case columns[k] == len(cols)-1:
				total = x
			default:
				parts += x
			}
		}
		switch {
		case total == 0:
		case parts == total:
			sums++
		default:
			wrong++
		}
	}
	if sums == 0 || wrong*4 > sums { // a sum may be wrong in print; a header that does not line up makes most of them so
		return nil
	}
	return s
}

// cellShape is the shape of a grid of which no row is full, and the header does not
// show it: the columns in which the rows that hold exactly n cells behind their
// label hold these, if there are several such rows and all agree. A row that begins
// under a cell from above shows that such cells kept their place. Nil if not.
func cellShape(items []item, g *grid.Grid, n int) *shape {
	var s *shape
	agree, under := 0, false
	for i := range items {
		it := &items[i]
		if it.row.grid != g {
			continue
		}
		c := g.At(it.row.n, 0)
		under = under || c == nil || c.Row < it.row.n || strings.TrimFunc(c.Text, fold.IsSpace) == ""
		if len(it.values) != n || it.label == nil || it.underLabel() {
			continue
		}
		if s == nil {
			s = &shape{at: make([]int, n), end: end(it.values)}
			for k, c := range it.values {
				s.at[k] = c.Col
			}
		}
		if !slices.EqualFunc(s.at, it.values, func(at int, c *cell) bool { return at == c.Col }) {
			return nil
		}
		agree++
	}
	if agree < 3 || !under {
		return nil
	}
	return s
}

func end(values []*cell) int {
	if len(values) == 0 {
		return 0
	}
	c := values[len(values)-1]
	return c.Col + c.ColSpan
}

// trim takes blank cells off both ends while more than n cells are left.
func trim(values []*cell, n int) []*cell {
	for len(values) > n && values[len(values)-1].isBlank() {
		values = values[:len(values)-1]
	}
	for len(values) > n && values[0].isBlank() {
		values = values[1:]
	}
	return values
}

// slides reports whether trim could have taken other blank cells off: which of
// those at both ends are the row's own, print does not say.
func slides(values []*cell, n int) bool {
	lead, tail := 0, 0
	for lead < len(values) && values[lead].isBlank() {
		lead++
	}
	for tail < len(values) && values[len(values)-1-tail].isBlank() {
		tail++
	}
	return len(values) > n && lead > 0 && tail > 0 && lead < len(values) && lead+tail > len(values)-n
}

// placeRagged takes the first n cells of a row of a ragged grid, if these are
// certain to be its figures: where the last is blank, a cell may be lost and the
// blank one only fill the row up.
func placeRagged(it *item, n int) []*cell {
	g := it.row.grid
	for _, c := range it.values[n:] {
		if !c.isBlank() {
			return nil
		}
	}
	switch {
	case !it.values[n-1].isBlank():
	case len(it.values) == n && (numbers(it.values) == 0 || g.Full != nil && g.Full[it.row.n]):
	case len(it.values) == n+1 && g.Full != nil: // one blank cell fills the row up: two would have been left out
	default:
		return nil
	}
	return it.values[:n]
}

// place says which of an item's cells belongs to which column, if print does.
func place(it *item, s *shape, n int) []*cell {
	v := trim(it.values, n)
	if len(v) == n && numbers(v) == n {
		return v
	}
	if it.row.grid.Ragged && len(it.values) >= n {
		return placeRagged(it, n)
	}
	if s == nil {
		if len(it.values) == n && !it.underLabel() {
			return it.values
		}
		return nil
	}
	if s.exact && len(it.values) == n && !it.row.grid.Loose {
		return it.values
	}
	if it.row.grid.Loose && numbers(it.values) < n && len(it.values) != n {
		return nil
	}
	// The other rows tell where the columns are: every figure must stand in one.
	out := make([]*cell, 0, n)
	used := 0
	for _, at := range s.at {
		k := slices.IndexFunc(it.values, func(c *cell) bool { return c.Col <= at && at < c.Col+c.ColSpan })
		if k < 0 {
			return nil
		}
		c := it.values[k]
		if len(out) > 0 && out[len(out)-1] == c && !c.isBlank() {
			return nil // one figure over two columns
		}
		if !c.isBlank() && !slices.Contains(out, c) {
			used++
		}
		out = append(out, c)
	}
	for _, c := range it.values {
		if !c.isBlank() {
			used--
		}
	}
	if used != 0 || end(it.values) != s.end && numbers(it.values) < n {
		return nil
	}
	return out
}
