// Package draw shows what was seen of a PDF page: glyph boxes, ruling lines and
// the cells made of them, as a picture for people to look at when a table was
// misread.
//
// Glyphs are blue boxes, red where the font does not tell their text, grey where
// they are invisible, orange where they stand at an angle; digits and Latin
// letters are written into theirs. Ruling lines are black, cells green with
// their row and column.
package draw

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"

	"gongkai/extract/pdf"
)

// Cell is a cell to draw: its box in points from the page's top left, and its
// first row and column, counted from 1.
type Cell struct {
	Row, Col int
	Box      [4]float64
}

// scale is pixels a point: 144 dots an inch, unless the page is very large.
const (
	scale     = 2.0
	maxPixels = 4000.0
)

var (
	known   = color.RGBA{120, 170, 230, 255}
	unknown = color.RGBA{230, 60, 60, 255}
	hidden  = color.RGBA{190, 190, 190, 255}
	askew   = color.RGBA{240, 170, 60, 255}
	inside  = color.RGBA{225, 245, 225, 255}
	edge    = color.RGBA{60, 150, 60, 255}
)

type canvas struct {
	*image.RGBA
	k float64
}

// Page draws one page.
func Page(p *pdf.Page, cells []Cell) image.Image {
	k := math.Min(scale, maxPixels/math.Max(1, math.Max(p.Width, p.Height)))
	c := canvas{image.NewRGBA(image.Rect(0, 0, int(p.Width*k)+1, int(p.Height*k)+1)), k}
	draw.Draw(c, c.Bounds(), image.White, image.Point{}, draw.Src)
	for _, cell := range cells {
		c.fill(cell.Box, inside)
	}
	for i := range p.Glyphs {
		c.glyph(&p.Glyphs[i], known)
	}
	for i := range p.Askew {
		c.glyph(&p.Askew[i], askew)
	}
	for _, r := range p.Rules {
		half := math.Max(r.Width, 1/k) / 2
		c.fill([4]float64{r.X0 - half, r.Y0 - half, r.X1 + half, r.Y1 + half}, color.Black)
	}
	for _, cell := range cells {
		c.frame([4]float64{cell.Box[0] + 1, cell.Box[1] + 1, cell.Box[2] - 1, cell.Box[3] - 1}, edge)
		c.write(fmt.Sprintf("%d,%d", cell.Row, cell.Col), cell.Box[0]+2, cell.Box[1]+7, edge)
	}
	return c
}

func (c canvas) glyph(g *pdf.Glyph, tone color.Color) {
	switch {
	case g.Text == "\uFFFD":
		tone = unknown
	case g.Hidden:
		tone = hidden
	case g.Text == " ":
		return
	}
	c.frame([4]float64{g.X0, g.Y0, g.X1, g.Y1}, tone)
	if len(g.Text) == 1 {
		c.write(g.Text, (g.X0+g.X1)/2-1.6, g.Baseline, color.Black)
	}
}

func (c canvas) pixels(b [4]float64) image.Rectangle {
	at := func(v float64) int { return int(math.Round(math.Max(-1e6, math.Min(v*c.k, 1e6)))) }
	r := image.Rect(at(b[0]), at(b[1]), at(b[2]), at(b[3]))
	r.Max = r.Max.Add(image.Pt(1, 1))
	return r
}

func (c canvas) fill(b [4]float64, tone color.Color) {
	draw.Draw(c, c.pixels(b), image.NewUniform(tone), image.Point{}, draw.Src)
}

func (c canvas) frame(b [4]float64, tone color.Color) {
	r, u := c.pixels(b), image.NewUniform(tone)
	for _, line := range []image.Rectangle{
		{r.Min, image.Pt(r.Max.X, r.Min.Y+1)}, {image.Pt(r.Min.X, r.Max.Y-1), r.Max},
		{r.Min, image.Pt(r.Min.X+1, r.Max.Y)}, {image.Pt(r.Max.X-1, r.Min.Y), r.Max},
	} {
		draw.Draw(c, line, u, image.Point{}, draw.Src)
	}
}

// write sets text with its baseline at a point, in a small fixed face.
func (c canvas) write(s string, x, y float64, tone color.Color) {
	d := font.Drawer{Dst: c, Src: image.NewUniform(tone), Face: basicfont.Face7x13,
		Dot: fixed.P(int(math.Round(x*c.k)), int(math.Round(y*c.k)))}
	d.DrawString(s)
}
