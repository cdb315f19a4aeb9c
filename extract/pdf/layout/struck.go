package layout

import (
	"slices"

	"gongkai/extract/pdf"
)

// unread stands in a cell of which all is struck out: something is printed there.
const unread = "\uFFFD"

// struck takes glyphs that a line strikes out off those to be read, as in a file
// that was printed with its revisions. lines are level ones that meet no other;
// what they underline stands above them.
func (s *Sheet) struck(glyphs []pdf.Glyph, shown []int32, lines []Segment) (left, out []int32) {
	if len(lines) > 500 {
		return shown, nil
	}
	through := func(g *pdf.Glyph) bool {
		return slices.ContainsFunc(lines, func(l Segment) bool {
			up := (g.Baseline - l.At) / g.Size
			return up > .15 && up < .55 && l.From <= g.X0+.2*g.Size && l.To >= g.X1-.2*g.Size
		})
	}
	for k, i := range shown {
		g := &glyphs[i]
		if g.Vertical || blank(g.Text) || !through(g) {
			if out != nil {
				left = append(left, i)
			}
			continue
		}
		if out == nil {
			left = append(make([]int32, 0, len(shown)), shown[:k]...)
		}
		out = append(out, i)
	}
	if out == nil {
		return shown, nil
	}
	var text []byte
	for k, i := range out {
		if k > 0 && !runOn(&glyphs[out[k-1]], &glyphs[i]) {
			text = append(text, ' ')
		}
		text = append(text, glyphs[i].Text...)
	}
	s.Struck = string(text)
	return left, out
}

// strike marks the cells of which nothing is left but what is struck out.
func (s *Sheet) strike(glyphs []pdf.Glyph, out []int32) {
	for _, i := range out {
		x, y := (glyphs[i].X0+glyphs[i].X1)/2, middle(&glyphs[i])
		for _, t := range s.Tables {
			for k := range t.Cells {
				if c := &t.Cells[k]; c.Text == "" && x >= c.Box[0] && x <= c.Box[2] && y >= c.Box[1] && y <= c.Box[3] {
					c.Text = unread
				}
			}
		}
	}
}
