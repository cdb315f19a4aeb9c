package layout

import (
	"cmp"
	"slices"
	"sort"
)

// Component is a set of ruling lines that touch one another: a table, a frame
// or a stray line. Its segments keep their order.
type Component struct {
	Horizontal, Vertical []Segment
	X0, Y0, X1, Y1       float64
}

// forest is a disjoint-set forest.
type forest []int32

func newForest(n int) forest {
	f := make(forest, n)
	for i := range f {
		f[i] = int32(i)
	}
	return f
}

func (f forest) find(a int32) int32 {
	for f[a] != a {
		f[a] = f[f[a]]
		a = f[a]
	}
	return a
}

// join makes the smaller root the root, so that the outcome has one order.
func (f forest) join(a, b int32) {
	a, b = f.find(a), f.find(b)
	if a < b {
		f[b] = a
	} else {
		f[a] = b
	}
}

// touch is how near a line's end must come to another line to meet it.
func touch(em float64) float64 { return min(max(.3*em, 2.5), 4) }

// maxMeetings bounds the search for crossings on one page: some thousand times
// what a page full of tables needs.
const maxMeetings = 20_000_000

// Components groups segments that meet, those with lines of both directions
// first found first, and the level lines that meet none
// or are shorter than a cell's border. ok is false where the page has more lines than can be
// searched; then there are none.
func Components(horizontal, vertical []Segment, em float64) (components []Component, level []Segment, ok bool) {
	if len(horizontal) == 0 || len(vertical) == 0 {
		return nil, horizontal, true
	}
	tol := touch(em)
	f := newForest(len(horizontal) + len(vertical))
	meetings := 0
	for i, h := range horizontal {
		j := sort.Search(len(vertical), func(j int) bool { return vertical[j].At >= h.From-tol })
		for ; j < len(vertical) && vertical[j].At <= h.To+tol; j++ {
			if v := &vertical[j]; h.At >= v.From-tol && h.At <= v.To+tol {
				f.join(int32(i), int32(len(horizontal)+j))
			}
			if meetings++; meetings > maxMeetings {
				return nil, nil, false
			}
		}
	}
	at := make(map[int32]int)
	add := func(i int) *Component {
		root := f.find(int32(i))
		k, seen := at[root]
		if !seen {
			k = len(components)
			at[root] = k
			components = append(components, Component{X0: 1e9, Y0: 1e9, X1: -1e9, Y1: -1e9})
		}
		return &components[k]
	}
	for i, h := range horizontal {
		c := add(i)
		c.Horizontal = append(c.Horizontal, h)
		c.X0, c.X1, c.Y0, c.Y1 = min(c.X0, h.From), max(c.X1, h.To), min(c.Y0, h.At), max(c.Y1, h.At)
	}
	for j, v := range vertical {
		c := add(len(horizontal) + j)
		c.Vertical = append(c.Vertical, v)
		c.X0, c.X1, c.Y0, c.Y1 = min(c.X0, v.At), max(c.X1, v.At), min(c.Y0, v.From), max(c.Y1, v.To)
	}
	tables := components[:0]
	var lone []Segment
	for _, c := range components {
		if len(c.Horizontal) > 0 && len(c.Vertical) > 0 {
			for _, h := range c.Horizontal {
				if h.To-h.From < 4*em {
					level = append(level, h)
				}
			}
			tables = append(tables, c)
		} else if len(c.Vertical) == 1 {
			lone = append(lone, c.Vertical[0])
		} else if len(c.Horizontal) == 1 {
			level = append(level, c.Horizontal[0])
		}
	}
	for i := range tables {
		tables[i].border(lone, tol)
	}
	return tables, level, true
}

// bySize lists components, those that others may enclose before these.
func bySize(components []Component) []int32 {
	order := make([]int32, len(components))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(components[a].area(), components[b].area()) })
	return order
}

func (c *Component) area() float64 { return (c.X1 - c.X0) * (c.Y1 - c.Y0) }

// enclosing is the smallest component around component k, -1 where there is none,
// or where a page has more of them than any table has cells with borders of their own.
func enclosing(components []Component, k int32) int32 {
	in, best := &components[k], int32(-1)
	if len(components) > 1000 {
		return best
	}
	for i := range components {
		c := &components[i]
		if int32(i) != k && c.X0 <= in.X0 && c.Y0 <= in.Y0 && c.X1 >= in.X1 && c.Y1 >= in.Y1 && c.area() > in.area() && (best < 0 || c.area() < components[best].area()) {
			best = int32(i)
		}
	}
	return best
}

// border adds the outer border of merged cells that run over the whole page: a
// line beside the table, as high as the table, that none of its lines meets.
func (c *Component) border(lone []Segment, tol float64) {
	room := (c.X1 - c.X0) / 3
	for _, v := range lone {
		if near(v.From, c.Y0, 2*tol) && near(v.To, c.Y1, 2*tol) && v.At > c.X0-room && v.At < c.X1+room {
			c.Vertical = append(c.Vertical, v)
			c.X0, c.X1 = min(c.X0, v.At), max(c.X1, v.At)
		}
	}
	slices.SortStableFunc(c.Vertical, func(a, b Segment) int { return cmp.Compare(a.At, b.At) })
}
