package layout

import (
	"cmp"
	"slices"
	"sort"

	"gongkai/extract/grid"
	"gongkai/extract/pdf"
)

// Table is a table on one page, or the part of it that the page shows.
type Table struct {
	Xs, Ys  []float64   // column and row edges, ascending
	Cells   []grid.Cell // rectangles with their spans, in reading order; Box and Text set
	OpenTop bool        // no line closes it at the top: it goes on from the page before
	OpenEnd bool        // none at the bottom: it goes on on the next page
	glyphs  []int32     // of the page, inside the table
}

// maxCells bounds the elementary cells of one table: some 300 are usual.
const maxCells = 100_000

// Edges finds a component's column and row edges: the positions of its lines,
// near ones taken together, and its outer ends where the outer border is
// missing. Bands too thin for text, as between double borders or where a page
// break has cut a merged cell, close unless a glyph has its centre there.
func Edges(c *Component, glyphs []pdf.Glyph, inside []int32, em float64) (xs, ys []float64, openTop, openEnd bool) {
	tol := touch(em)
	x, y := positions(c.Vertical, tol), positions(c.Horizontal, tol)
	before, after := beyond(c.Horizontal, x, max(em, 6))
	x = extend(x, before, after)
	before, after = beyond(c.Vertical, y, max(.6*em, tol))
	openTop, openEnd = before < y[0].at, after > y[len(y)-1].at
	y = extend(y, before, after)
	x = closeThin(x, .7*em, 1.15, func(g *pdf.Glyph) (float64, float64) { return g.X0, g.X1 }, glyphs, inside)
	y = closeThin(y, 1.2*em, 2.2, func(g *pdf.Glyph) (float64, float64) { return g.Y0, g.Y1 }, glyphs, inside)
	return plain(x), plain(y), openTop, openEnd
}

// edge is a column or row edge and the length of the lines on it.
type edge struct{ at, drawn float64 }

func plain(edges []edge) []float64 {
	out := make([]float64, len(edges))
	for i, e := range edges {
		out[i] = e.at
	}
	return out
}

// positions clusters the segments' positions; they are sorted.
func positions(s []Segment, tol float64) []edge {
	var out []edge
	for i := 0; i < len(s); {
		j, sum, drawn := i, 0.0, 0.0
		for ; j < len(s) && s[j].At-s[i].At <= tol; j++ {
			sum += s[j].At
			drawn += s[j].To - s[j].From
		}
		out = append(out, edge{sum / float64(j-i), drawn})
		i = j
	}
	return out
}

// beyond tells how far lines of one direction run past the first and last edge
// that the lines of the other direction make: as far as two of them do. One
// alone is a stray, unless there are no others.
func beyond(s []Segment, edges []edge, least float64) (before, after float64) {
	first, last := edges[0].at, edges[len(edges)-1].at
	before, after = first, last
	farthest, second := first, first
	farther, next := last, last
	for _, x := range s {
		if x.From < first-least {
			second = min(second, max(farthest, x.From))
			farthest = min(farthest, x.From)
		}
		if x.To > last+least {
			next = max(next, min(farther, x.To))
			farther = max(farther, x.To)
		}
	}
	if len(s) == 1 {
		return farthest, farther
	}
	if second < first-least {
		before = second
	}
	if next > last+least {
		after = next
	}
	return before, after
}

func extend(edges []edge, before, after float64) []edge {
	if before < edges[0].at {
		edges = slices.Insert(edges, 0, edge{at: before})
	}
	if after > edges[len(edges)-1].at {
		edges = append(edges, edge{at: after})
	}
	return edges
}

// closeThin drops one edge of each band thinner than least that holds no glyph:
// the one that less is drawn on. A glyph more than fits times as large as the
// band that its centre is in stands in a merged cell across it.
func closeThin(edges []edge, least, fits float64, extent func(*pdf.Glyph) (from, to float64), glyphs []pdf.Glyph, inside []int32) []edge {
	thin := false
	for i := 1; i < len(edges); i++ {
		thin = thin || edges[i].at-edges[i-1].at < least
	}
	if !thin {
		return edges
	}
	held := make([]bool, len(edges)+1)
	for _, i := range inside {
		if g := &glyphs[i]; !blank(g.Text) {
			from, to := extent(g)
			k := search(edges, (from+to)/2) // band k lies between edges k-1 and k
			held[k] = held[k] || k == 0 || k == len(edges) || to-from <= fits*(edges[k].at-edges[k-1].at)
		}
	}
	out := edges[:1:1]
	for i := 1; i < len(edges); i++ {
		last := &out[len(out)-1]
		if edges[i].at-last.at >= least || held[i] {
			out = append(out, edges[i])
		} else if edges[i].drawn > last.drawn {
			*last = edges[i]
		}
	}
	return out
}

// search is the index of the first edge at or behind x.
func search(edges []edge, x float64) int {
	return sort.Search(len(edges), func(i int) bool { return edges[i].at >= x })
}

// middle is the height at which a glyph counts as lying: half way up its body.
func middle(g *pdf.Glyph) float64 { return (g.Y0 + g.Y1) / 2 }

// cells cuts the table into its cells: elementary cells without a line between
// them are one, and what is then not rectangular is cut into rectangles, the
// topmost and widest first. It returns the cell that covers each elementary cell.
func (w *work) cells(t *Table, c *Component, em float64) []int32 {
	rows, cols := len(t.Ys)-1, len(t.Xs)-1
	below := covered(c.Horizontal, t.Ys, t.Xs, em) // below[r*cols+c]: line on edge r over column c
	right := covered(c.Vertical, t.Xs, t.Ys, em)   // right[k*rows+r]: line on edge k beside row r
	f := newForest(rows * cols)
	for r := range rows {
		for k := range cols {
			at := int32(r*cols + k)
			if k+1 < cols && !right[(k+1)*rows+r] {
				f.join(at, at+1)
			}
			if r+1 < rows && !below[(r+1)*cols+k] {
				f.join(at, at+int32(cols))
			}
		}
	}
	owner := make([]int32, rows*cols)
	for i := range owner {
		owner[i] = -1
	}
	w.rects = w.rects[:0]
	for r := range rows {
		for k := range cols {
			if owner[r*cols+k] >= 0 {
				continue
			}
			root := f.find(int32(r*cols + k))
			free := func(r, k int) bool { return owner[r*cols+k] < 0 && f.find(int32(r*cols+k)) == root }
			wide, high := 1, 1
			for k+wide < cols && free(r, k+wide) {
				wide++
			}
		down:
			for ; r+high < rows; high++ {
				for i := range wide {
					if !free(r+high, k+i) {
						break down
					}
				}
			}
			for i := range high {
				for j := range wide {
					owner[(r+i)*cols+k+j] = int32(len(w.rects))
				}
			}
			w.rects = append(w.rects, [4]int{r, k, high, wide})
		}
	}
	t.Cells = make([]grid.Cell, len(w.rects))
	boxes := make([][4]float64, len(w.rects))
	for i, r := range w.rects {
		c := &t.Cells[i]
		c.Row, c.Col, c.RowSpan, c.ColSpan = r[0], r[1], r[2], r[3]
		boxes[i] = [4]float64{tenth(t.Xs[c.Col]), tenth(t.Ys[c.Row]), tenth(t.Xs[c.Col+c.ColSpan]), tenth(t.Ys[c.Row+c.RowSpan])}
		c.Box = &boxes[i]
	}
	return owner
}

// covered tells for each edge, and each band across it, whether lines on that
// edge cover the band. Lines belong to the nearest edge.
func covered(lines []Segment, edges, bands []float64, em float64) []bool {
	type run struct {
		edge     int
		from, to float64
	}
	runs := make([]run, len(lines))
	for i, s := range lines {
		runs[i] = run{nearest(edges, s.At), s.From, s.To}
	}
	slices.SortFunc(runs, func(a, b run) int { return cmp.Or(a.edge-b.edge, cmp.Compare(a.from, b.from)) })
	n, bridge := len(bands)-1, bridgeOf(em)
	length := make([]float64, len(edges)*n)
	for i := 0; i < len(runs); {
		r := runs[i]
		for i++; i < len(runs) && runs[i].edge == r.edge && runs[i].from <= r.to+bridge; i++ {
			r.to = max(r.to, runs[i].to)
		}
		for b := max(sort.SearchFloat64s(bands, r.from)-1, 0); b < n && bands[b] < r.to; b++ {
			length[r.edge*n+b] += max(0, min(r.to, bands[b+1])-max(r.from, bands[b]))
		}
	}
	out := make([]bool, len(length))
	for i, l := range length {
		b := i % n
		out[i] = l >= .55*(bands[b+1]-bands[b])
	}
	return out
}

func nearest(sorted []float64, x float64) int {
	i := sort.SearchFloat64s(sorted, x)
	if i == len(sorted) || i > 0 && x-sorted[i-1] <= sorted[i]-x {
		i--
	}
	return i
}

// band is the index of the band that holds x, or of the nearest.
func band(edges []float64, x float64) int {
	return min(max(sort.SearchFloat64s(edges, x)-1, 0), len(edges)-2)
}
