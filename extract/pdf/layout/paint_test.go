package layout

import (
	"strings"

	"gongkai/extract/grid"
	"gongkai/extract/pdf"
)

// canvas draws a page for tests.
type canvas struct{ pdf.Page }

func newPage() *canvas { return &canvas{pdf.Page{Width: 595, Height: 842}} }

func document(pages ...*canvas) *pdf.Document {
	d := &pdf.Document{Engine: "native"}
	for _, p := range pages {
		d.Pages = append(d.Pages, p.Page)
	}
	return d
}

// width is what a text takes up: Chinese a full em, the rest half.
func width(size float64, s string) (w float64) {
	for _, r := range s {
		if r >= 0x2E80 {
			w += size
		} else {
			w += size / 2
		}
	}
	return w
}

// text draws s with its baseline at y, from x.
func (c *canvas) text(x, y, size float64, s string) {
	for _, r := range s {
		w := width(size, string(r))
		c.Glyphs = append(c.Glyphs, pdf.Glyph{Text: string(r), X0: x, X1: x + w, Y0: y - .88*size, Y1: y + .12*size, Size: size, Baseline: y})
		x += w
	}
}

func (c *canvas) centred(x, y, size float64, s string) { c.text(x-width(size, s)/2, y, size, s) }

func (c *canvas) h(y, x0, x1 float64) {
	c.Rules = append(c.Rules, pdf.Rule{X0: x0, Y0: y, X1: x1, Y1: y, Width: .5})
}

func (c *canvas) v(x, y0, y1 float64) {
	c.Rules = append(c.Rules, pdf.Rule{X0: x, Y0: y0, X1: x, Y1: y1, Width: .5})
}

func (c *canvas) box(x0, y0, x1, y1 float64) {
	c.h(y0, x0, x1)
	c.h(y1, x0, x1)
	c.v(x0, y0, y1)
	c.v(x1, y0, y1)
}

// grid draws a full table, a text in the middle of each cell. An empty row of
// rows ends the table early.
func (c *canvas) grid(xs []float64, top, pitch, size float64, rows ...[]string) {
	for r, row := range rows {
		y := top + float64(r)*pitch
		for i, s := range row {
			c.box(xs[i], y, xs[i+1], y+pitch)
			for k, line := range strings.Split(s, "\n") {
				c.centred((xs[i]+xs[i+1])/2, y+pitch*.5+size*.4+float64(k)*size*1.2, size, line)
			}
		}
	}
}

func paras(d *grid.Doc) (out []string) {
	for _, b := range d.Blocks {
		if b.Para != nil {
			out = append(out, b.Para.Text)
		}
	}
	return out
}

func grids(d *grid.Doc) (out []*grid.Grid) {
	for _, b := range d.Blocks {
		if b.Grid != nil {
			out = append(out, b.Grid)
		}
	}
	return out
}

// texts is a grid's cells as rows of texts; a cell that spans stands where it
// begins.
func texts(g *grid.Grid) [][]string {
	out := make([][]string, g.Rows)
	for _, c := range g.Cells {
		out[c.Row] = append(out[c.Row], c.Text)
	}
	return out
}
