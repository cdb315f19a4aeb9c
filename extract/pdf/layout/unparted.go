package layout

import (
	"slices"
	"strings"

	"gongkai/extract/grid"
	"gongkai/extract/pdf"
)

// part cuts cells that lack a border: one over several columns that holds just as
// many figures, set well apart, each within a column of its own, is as many
// cells. Word and its like leave such a border out where somebody drew the table
// by hand. It runs right after fill, whose order it reads.
func (w *work) part(t *Table, glyphs []pdf.Glyph) {
	var out []grid.Cell
	from := int32(0)
	n := len(t.Cells)
	for i := range n {
		c, of := t.Cells[i], w.sorted[from:w.count[i]]
		from = w.count[i]
		var figures []figureAt
		if c.ColSpan > 1 && c.RowSpan == 1 && isSpaced(c.Text) && len(of) < 256 {
			figures = w.figures(t, &c, glyphs, of)
		}
		if figures == nil {
			if out != nil {
				out = append(out, c)
			}
			continue
		}
		if out == nil {
			out = slices.Clone(t.Cells[:i])
		}
		for k, f := range figures {
			one := c
			one.Col, one.ColSpan, one.Text = c.Col+k, 1, f.text
			one.Box = &[4]float64{tenth(t.Xs[one.Col]), c.Box[1], tenth(t.Xs[one.Col+1]), c.Box[3]}
			out = append(out, one)
		}
	}
	if out != nil {
		t.Cells = out
	}
}

// isSpaced says whether a text begins with a sign of a figure and has a space.
func isSpaced(s string) bool { return s != "" && s[0] < 0x80 && strings.Contains(s, " ") }

// figureAt is a figure and how far it reaches.
type figureAt struct {
	text   string
	x0, x1 float64
}

// figures are those of a cell's one line, if each column has one; else nil.
func (w *work) figures(t *Table, c *grid.Cell, glyphs []pdf.Glyph, of []int32) []figureAt {
	if strings.Contains(c.Text, "\n") {
		return nil
	}
	var out []figureAt
	for _, i := range of {
		g := &glyphs[i]
		if blank(g.Text) {
			continue
		}
		if k := len(out) - 1; k < 0 || g.X0-out[k].x1 > g.Size {
			out = append(out, figureAt{g.Text, g.X0, g.X1})
		} else {
			out[k].text, out[k].x1 = out[k].text+g.Text, max(out[k].x1, g.X1)
		}
	}
	if len(out) != c.ColSpan {
		return nil
	}
	var all []string
	for k, f := range out {
		all = append(all, f.text)
		if !isNumber(f.text) || f.x0 < t.Xs[c.Col+k] || f.x1 > t.Xs[c.Col+k+1] {
			return nil
		}
	}
	if strings.Join(all, " ") != c.Text { // drawn over one another, or twice
		return nil
	}
	return out
}
