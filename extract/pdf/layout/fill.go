package layout

import (
	"math"
	"slices"
	"strings"

	"gongkai/extract/grid"
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
	rects  [][4]int // row, column, height, width of cells
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
	order := bySize(components)
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

// runOn says whether b goes on where a ends, drawn right after it: letters of
// one word. Words of neighbouring cells never meet so exactly.
func runOn(a, b *pdf.Glyph) bool {
	gap := b.X0 - a.X1
	return gap < .03*b.Size && gap > -.03*b.Size && a.Baseline == b.Baseline && !blank(a.Text) && !blank(b.Text)
}

// stickOut gives words that run over a table's edge to the side where most of
// them stands. shown is in content order.
func stickOut(glyphs []pdf.Glyph, shown, owner []int32) {
	for i := 0; i < len(shown); {
		j, mixed := i+1, false
		for ; j < len(shown) && runOn(&glyphs[shown[j-1]], &glyphs[shown[j]]); j++ {
			mixed = mixed || owner[shown[j]] != owner[shown[i]]
		}
		if mixed {
			first, last := owner[shown[i]], owner[shown[j-1]]
			split := i
			for owner[shown[split]] == first {
				split++
			}
			if split-i < j-split || split-i == j-split && first < 0 {
				first = last
			}
			for _, k := range shown[i:j] {
				owner[k] = first
			}
		}
		i = j
	}
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
		r, c := band(t.Ys, middle(g)), band(t.Xs, (g.X0+g.X1)/2)
		place[i] = owner[r*cols+c]
		touching = touching || g.X0 < t.Xs[c] || g.X1 > t.Xs[c+1]
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
	wrapped, spaced, parted := false, false, false
	most, least := 0.0, math.Inf(1) // sizes: of figures, and of those that may be notes' marks
	from := int32(0)
	for i := range n { // count[i] is now where cell i ends
		c := &t.Cells[i]
		c.Text = w.text(glyphs, w.sorted[from:w.count[i]])
		if c.Text != "" && digit(c.Text[:1]) {
			size := glyphs[w.sorted[from]].Size
			if most = max(most, size); mark(c.Text) {
				least = min(least, size)
			}
		}
		from = w.count[i]
		wrapped = wrapped || stackedDigits(c.Text)
		if isSpaced(c.Text) {
			spaced, parted = true, parted || c.ColSpan > 1
		}
	}
	if wrapped {
		w.unwrap(t, glyphs)
	}
	if least < markSize*most {
		w.raised(t, glyphs, markSize*most)
	}
	if spaced {
		w.unspace(t, glyphs)
	}
	if parted {
		w.part(t, glyphs)
	}
}

// stackedDigits says whether a text is two or more lines of digits, as many on
// each, but perhaps fewer on the last.
func stackedDigits(s string) bool {
	line, wide, lines := 0, -1, 0
	for i := 0; i <= len(s); i++ {
		switch {
		case i == len(s) || s[i] == '\n':
			if line == 0 || wide >= 0 && (line > wide || line < wide && i < len(s)) {
				return false
			}
			if wide < 0 {
				wide = line
			}
			line = 0
			lines++
		case digit(s[i : i+1]):
			line++
		default:
			return false
		}
	}
	return lines > 1
}

// unwrap joins numbers that are wrapped because their cell is too narrow: the
// cell has no room for one digit more, given the least room that any line of
// the table leaves beside it. It runs right after fill, whose order it reads.
func (w *work) unwrap(t *Table, glyphs []pdf.Glyph) {
	extent := func(of []int32) (wide, digit float64) {
		x0, x1 := glyphs[of[0]].X0, glyphs[of[0]].X1
		for _, i := range of {
			x0, x1 = min(x0, glyphs[i].X0), max(x1, glyphs[i].X1)
		}
		return x1 - x0, (x1 - x0) / float64(len(of))
	}
	room := func(c *grid.Cell, wide float64) float64 { return c.Box[2] - c.Box[0] - wide }
	least := 1e9
	from := int32(0)
	for i := range t.Cells {
		c, of := &t.Cells[i], w.sorted[from:w.count[i]]
		from = w.count[i]
		if len(of) > 0 && c.Text != "" {
			wide, _ := extent(of)
			least = min(least, max(room(c, wide), 0))
		}
	}
	from = 0
	for i := range t.Cells {
		c, of := &t.Cells[i], w.sorted[from:w.count[i]]
		from = w.count[i]
		if !stackedDigits(c.Text) {
			continue
		}
		wide, digit := extent(of[:strings.IndexByte(c.Text, '\n')])
		if r := room(c, wide); r < least+digit+1 && r < 12+1.2*digit {
			c.Text = strings.ReplaceAll(c.Text, "\n", "")
		}
	}
}

// whole mends words and numbers that run over a border: letters drawn one right
// after another belong to the cell where the middle of their run is. Here alone
// the order of drawing counts: it tells overlapping texts apart.
func whole(t *Table, glyphs []pdf.Glyph, owner, place []int32) {
	cols := len(t.Xs) - 1
	for i := 0; i < len(place); {
		first := &glyphs[t.glyphs[i]]
		j, differ := i+1, false
		for ; j < len(place) && runOn(&glyphs[t.glyphs[j-1]], &glyphs[t.glyphs[j]]); j++ {
			differ = differ || place[j] != place[i]
		}
		if differ {
			x := (first.X0 + glyphs[t.glyphs[j-1]].X1) / 2
			home := owner[band(t.Ys, middle(first))*cols+band(t.Xs, x)]
			for k := i; k < j; k++ {
				place[k] = home
			}
		}
		i = j
	}
}
