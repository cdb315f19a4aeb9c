package layout

import (
	"cmp"
	"slices"

	"gongkai/extract/pdf"
)

// work is room used again from page to page.
type work struct {
	text1  []byte
	ends   []int
	owner  []int32 // per glyph: the component it lies in, or -1
	count  []int32
	sorted []int32
	sizes  [201]int32
}

// Inside gives each glyph to the smallest component whose box holds its centre;
// -1 where none does.
func (w *work) inside(p *pdf.Page, components []Component) []int32 {
	w.owner = slices.Grow(w.owner[:0], len(p.Glyphs))[:len(p.Glyphs)]
	for i := range w.owner {
		w.owner[i] = -1
	}
	if len(components) == 0 {
		return w.owner
	}
	order := make([]int32, len(components))
	for i := range order {
		order[i] = int32(i)
	}
	area := func(i int32) float64 {
		c := &components[i]
		return (c.X1 - c.X0) * (c.Y1 - c.Y0)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(area(a), area(b)) })
	// Where there are many, each of 64×64 fields of the page knows its components.
	const side = 64
	field := func(x, size float64) int { return min(max(int(x/size*side), 0), side-1) }
	var fields [][]int32
	if len(components) > 8 {
		fields = make([][]int32, side*side)
		entries := 0
		for _, k := range order {
			c := &components[k]
			for y := field(c.Y0, p.Height); y <= field(c.Y1, p.Height); y++ {
				for x := field(c.X0, p.Width); x <= field(c.X1, p.Width) && entries < 1<<22; x++ {
					fields[y*side+x] = append(fields[y*side+x], k)
					entries++
				}
			}
		}
	}
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		x, y := (g.X0+g.X1)/2, middle(g)
		near := order
		if fields != nil {
			near = fields[field(y, p.Height)*side+field(x, p.Width)]
			near = near[:min(len(near), 256)]
		}
		for _, k := range near {
			if c := &components[k]; x >= c.X0 && x <= c.X1 && y >= c.Y0 && y <= c.Y1 {
				w.owner[i] = k
				break
			}
		}
	}
	return w.owner
}

// Fill puts each glyph of the table into the cell of its centre and makes the
// cells' texts. A number that a border cuts through stays whole, in the cell of
// its own centre.
func (w *work) fill(t *Table, glyphs []pdf.Glyph, owner []int32) {
	cols := len(t.Xs) - 1
	n := len(t.Cells)
	w.count = slices.Grow(w.count[:0], n+1)[:n+1]
	clear(w.count)
	place := make([]int32, len(t.glyphs))
	touching := false
	for i, k := range t.glyphs {
		g := &glyphs[k]
		r, c := max(band(t.Ys, middle(g)), 0), max(band(t.Xs, (g.X0+g.X1)/2), 0)
		place[i] = owner[r*cols+c]
		touching = touching || digit(g.Text) && (g.X0 < t.Xs[c] || g.X1 > t.Xs[min(c+1, cols)])
	}
	if touching {
		whole(t, glyphs, owner, place)
	}
	for _, c := range place {
		w.count[c+1]++
	}
	for i := range n {
		w.count[i+1] += w.count[i]
	}
	w.sorted = slices.Grow(w.sorted[:0], len(place))[:len(place)]
	for i, c := range place {
		w.sorted[w.count[c]] = t.glyphs[i]
		w.count[c]++
	}
	from := int32(0)
	for i := range n { // count[i] is now where cell i ends
		t.Cells[i].Text = w.text(glyphs, w.sorted[from:w.count[i]])
		from = w.count[i]
	}
}

// whole mends numbers that run over a border. Digits side by side on a baseline
// without a gap, in two cells, are one number too wide for its cell if a border
// cuts through a digit or if the run is centred in one cell; otherwise they are
// two numbers that touch the border from both sides.
func whole(t *Table, glyphs []pdf.Glyph, owner, place []int32) {
	var digits []int32 // indexes in place
	for i, k := range t.glyphs {
		if digit(glyphs[k].Text) {
			digits = append(digits, int32(i))
		}
	}
	at := func(i int) *pdf.Glyph { return &glyphs[t.glyphs[digits[i]]] }
	slices.SortFunc(digits, func(a, b int32) int {
		p, q := &glyphs[t.glyphs[a]], &glyphs[t.glyphs[b]]
		return cmp.Or(cmp.Compare(p.Baseline, q.Baseline), cmp.Compare(p.X0, q.X0), cmp.Compare(p.Text, q.Text))
	})
	cols := len(t.Xs) - 1
	for i := 0; i < len(digits); {
		first, last := at(i), at(i)
		differ, cut := false, false
		j := i + 1
		for ; j < len(digits); j++ {
			g := at(j)
			if g.Baseline-last.Baseline > .01*g.Size || g.X0-last.X1 > .1*g.Size {
				break
			}
			differ = differ || place[digits[j]] != place[digits[i]]
			last = g
		}
		for k := i; k < j && differ; k++ {
			g := at(k)
			slack := .15 * (g.X1 - g.X0)
			edge := t.Xs[nearest(t.Xs, (g.X0+g.X1)/2)]
			cut = cut || edge > g.X0+slack && edge < g.X1-slack
		}
		if differ {
			x := (first.X0 + last.X1) / 2
			r, c := max(band(t.Ys, middle(first)), 0), max(band(t.Xs, x), 0)
			home := owner[r*cols+c]
			box := t.Cells[home].Box
			if off := x - (box[0]+box[2])/2; cut || off < .25*first.Size && off > -.25*first.Size {
				for k := i; k < j; k++ {
					place[digits[k]] = home
				}
			}
		}
		i = j
	}
}
