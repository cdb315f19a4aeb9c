package layout

import (
	"cmp"
	"math"
	"slices"

	"gongkai/extract/pdf"
)

// Sheet is what was made of one page.
type Sheet struct {
	Horizontal, Vertical []Segment
	Tables               []*Table // top to bottom
	Lines                []Line   // outside the tables, top to bottom
	TooMany              bool     // lines or cells: no table was looked for, or one was let go
	HiddenText           bool     // the text is a layer under a picture
	Struck               string   // text that is struck out
	page                 *pdf.Page
	em                   float64 // of the text outside tables
}

// Line is a line of text outside tables.
type Line struct {
	Page           int // from 0
	X0, Y0, X1, Y1 float64
	Baseline, Size float64
	Text           string
	Dropped        string  // why it is no part of the text; empty if it is
	order          float64 // where it comes in reading order
	margin         margins // of the text block or column it stands in
	gap            float64 // the widest between two glyphs, in ems
	glyphs         []int32
}

// sheet reads one page: its tables from ruling lines, then the lines between.
func (w *work) sheet(p *pdf.Page, number int) Sheet {
	s := Sheet{page: p}
	shown := w.visible(p, &s)
	small, common := w.measure(p, shown)
	s.em = common
	s.Horizontal, s.Vertical = Segments(p.Rules, small)
	components, level, ok := Components(s.Horizontal, s.Vertical, small)
	s.TooMany = !ok
	var struck []int32
	if len(level) > 0 {
		shown, struck = s.struck(p.Glyphs, shown, level)
	}
	owner := w.inside(p, components)
	if len(components) > 0 {
		stickOut(p.Glyphs, shown, owner)
	}
	members := make([][]int32, len(components))
	for _, i := range shown {
		if k := owner[i]; k >= 0 {
			members[k] = append(members[k], i)
		}
	}
	for _, k := range bySize(components) {
		if t := w.table(&components[k], p, members[k], small, &s); t != nil {
			s.Tables = append(s.Tables, t)
			continue
		}
		around := enclosing(components, k)
		for _, i := range members[k] {
			owner[i] = around
		}
		if around >= 0 { // a cell whose double border touches no other's
			members[around] = append(members[around], members[k]...)
			slices.Sort(members[around])
		}
	}
	slices.SortStableFunc(s.Tables, func(a, b *Table) int {
		return cmp.Or(cmp.Compare(a.Ys[0], b.Ys[0]), cmp.Compare(a.Xs[0], b.Xs[0]))
	})
	s.strike(p.Glyphs, struck)
	var outside []int32
	for _, i := range shown {
		if owner[i] < 0 {
			outside = append(outside, i)
		}
	}
	s.Lines = w.outside(p, outside, number)
	return s
}

// visible lists the glyphs to read. Text that is drawn invisibly counts only
// over a picture or where nothing else is on the page, and not where visible
// text stands.
func (w *work) visible(p *pdf.Page, s *Sheet) []int32 {
	hidden, seen := 0, 0
	out := make([]int32, 0, len(p.Glyphs))
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		switch {
		case !finite(g.X0+g.X1+g.Y0+g.Y1+g.Baseline+g.Size) || g.Size <= 0:
		case g.Hidden:
			if !blank(g.Text) {
				hidden++
			}
		default:
			if !blank(g.Text) {
				seen++
			}
			out = append(out, int32(i))
		}
	}
	if hidden == 0 || seen > 0 && p.ImageArea < .3 {
		return out
	}
	const side = 4 // points
	taken := make(map[[2]int32]bool)
	for _, i := range out {
		g := &p.Glyphs[i]
		if blank(g.Text) {
			continue
		}
		for y := math.Floor(g.Y0 / side); y <= min(g.Y1/side, g.Y0/side+64); y++ {
			for x := math.Floor(g.X0 / side); x <= min(g.X1/side, g.X0/side+64); x++ {
				taken[[2]int32{int32(x), int32(y)}] = true
			}
		}
	}
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		if !g.Hidden || !finite(g.X0+g.X1+g.Y0+g.Y1+g.Baseline+g.Size) || g.Size <= 0 {
			continue
		}
		if !taken[[2]int32{int32((g.X0 + g.X1) / 2 / side), int32(middle(g) / side)}] {
			out = append(out, int32(i))
			s.HiddenText = s.HiddenText || !blank(g.Text)
		}
	}
	slices.Sort(out)
	return out
}

// measure finds the size of the page's small print (a tenth is smaller) and the
// commonest size, in points.
func (w *work) measure(p *pdf.Page, shown []int32) (small, common float64) {
	clear(w.sizes[:])
	n := int32(0)
	for _, i := range shown {
		if g := &p.Glyphs[i]; !blank(g.Text) {
			w.sizes[min(int(g.Size*2+.5), len(w.sizes)-1)]++
			n++
		}
	}
	if n == 0 {
		return 10, 10
	}
	sum, best := int32(0), 0
	for i, c := range w.sizes {
		if sum <= n/10 && sum+c > n/10 {
			small = float64(i) / 2
		}
		if sum += c; c > w.sizes[best] {
			best = i
		}
	}
	return max(small, 1), max(float64(best)/2, 1)
}

// table makes a table of a component, or returns nil where it is none: a frame
// around text, a stray cross of lines.
func (w *work) table(c *Component, p *pdf.Page, inside []int32, em float64, s *Sheet) *Table {
	if h, v := len(c.Horizontal), len(c.Vertical); h+v < 4 || h == 1 && v < 3 || v == 1 && h < 3 {
		return nil // two lines that cross on a page, say
	}
	t := &Table{glyphs: inside}
	t.Xs, t.Ys, t.OpenTop, t.OpenEnd = Edges(c, p.Glyphs, inside, em)
	rows, cols := len(t.Ys)-1, len(t.Xs)-1
	if rows < 1 || cols < 2 { // a frame; without inner columns its text reads better as paragraphs
		return nil
	}
	if rows*cols > maxCells {
		s.TooMany = true
		return nil
	}
	owner := w.cells(t, c, em)
	if len(t.Cells) < 2 {
		return nil
	}
	w.fill(t, p.Glyphs, owner)
	filled := 0
	for i := range t.Cells {
		if t.Cells[i].Text != "" {
			filled++
		}
	}
	if filled < 2 {
		return nil
	}
	return t
}

// outside makes lines of the glyphs that are in no table, in reading order.
func (w *work) outside(p *pdf.Page, of []int32, number int) []Line {
	var upright []int32
	if slices.ContainsFunc(of, func(i int32) bool { return p.Glyphs[i].Vertical }) {
		level := of[:0]
		for _, i := range of {
			if p.Glyphs[i].Vertical {
				upright = append(upright, i)
			} else {
				level = append(level, i)
			}
		}
		of = level
	}
	w.ends = lines(p.Glyphs, of, w.ends)
	out := make([]Line, 0, len(w.ends))
	from := 0
	for _, to := range w.ends {
		if line := trimBlanks(p, of[from:to:to]); len(line) > 0 {
			out = append(out, w.line(p, line, number))
		}
		from = to
	}
	out = w.splitColumns(p, out)
	if len(upright) > 0 {
		out = append(out, w.upright(p, upright, number)...)
		slices.SortStableFunc(out, func(a, b Line) int { return cmp.Compare(a.order, b.order) })
	}
	return out
}

// line measures one line and reads it.
func (w *work) line(p *pdf.Page, of []int32, number int) Line {
	first := &p.Glyphs[of[0]]
	l := Line{Page: number, X0: first.X0, Y0: first.Y0, X1: first.X1, Y1: first.Y1, Baseline: first.Baseline, Size: first.Size, glyphs: of}
	end := first.X1
	for _, i := range of[1:] {
		g := &p.Glyphs[i]
		if blank(g.Text) {
			continue
		}
		l.Y0, l.Y1, l.X1 = min(l.Y0, g.Y0), max(l.Y1, g.Y1), max(l.X1, g.X1)
		l.gap = max(l.gap, (g.X0-end)/max(min(g.Size, l.Size), 1))
		end = max(end, g.X1)
		l.Size, l.Baseline = max(l.Size, g.Size), max(l.Baseline, g.Baseline)
	}
	w.text1 = appendLine(w.text1[:0], p.Glyphs, of)
	l.Text, l.order = string(w.text1), l.Baseline
	return l
}

// tenth rounds to a tenth of a point.
func tenth(x float64) float64 { return math.Round(x*10) / 10 }
