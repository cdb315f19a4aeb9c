package pdf

import (
	"context"
)

// Drawing makes a Page of what another engine saw of one: the same rules turn
// its shapes into ruling lines, drop what is drawn twice and turn the page.
// Coordinates are the file's own: points, y upwards.
//
// Its methods panic with a *record.CodedError when a limit is crossed; Guard
// turns that into an error.
type Drawing struct {
	p    *painter
	page Page
}

// Matrix is a PDF transformation [a b c d e f].
type Matrix = [6]float64

// NewDrawing begins a page that shows the box x0, y0, x1, y1.
func NewDrawing(ctx context.Context, lim Limits, x0, y0, x1, y1 float64) *Drawing {
	d := &Drawing{page: Page{Width: x1 - x0, Height: y1 - y0}}
	d.p = &painter{budget: newBudget(ctx, lim), room: new(room), page: &d.page}
	d.p.gs = gstate{ctm: matrix{1, 0, 0, -1, -x0, y1}, hscale: 1, lineWidth: 1, ink: black}
	return d
}

// Guard runs f and returns the limit that it crossed. Any other panic means
// that the file is damaged.
func Guard(f func() error) (err error) {
	defer func() {
		if x := recover(); x != nil {
			if err = spent(x); err == nil {
				err = damaged()
			}
		}
	}()
	return f()
}

// Glyph adds a character with its origin at x, y. m is the matrix of its text,
// size its font's, advance its width on the page.
func (d *Drawing) Glyph(text string, x, y float64, m Matrix, size, advance float64, hidden bool) {
	p := d.p
	p.tick()
	text = clean(text)
	if text == "" {
		return
	}
	t := matrix(m)
	t[4], t[5] = 0, 0
	flat := p.gs.ctm
	flat[4], flat[5] = 0, 0
	t = t.mul(&flat)
	ux, uy := t[0], t[1]
	if n := hypot(ux, uy); n > 0 {
		ux, uy = ux/n*advance, uy/n*advance
	}
	vx, vy := t[2]*size, t[3]*size
	em := hypot(vx, vy)
	if !t.finite() || !(em > 0 && em < 1e4) {
		return
	}
	x, y = p.gs.ctm.apply(x, y)
	b := spread(x, y, ux, uy, vx, vy)
	p.emit(&Glyph{Text: text, Size: em, Hidden: hidden}, &b, directionOf(t[0], t[1]), x, y)
}

// Within runs f with m applied first to all that it draws.
func (d *Drawing) Within(m Matrix, f func()) {
	old := d.p.gs.ctm
	mm := matrix(m)
	d.p.gs.ctm = mm.mul(&old)
	f()
	d.p.gs.ctm = old
}

// MoveTo, LineTo, CurveTo and Close draw the path that Paint paints.
func (d *Drawing) MoveTo(x, y float64)  { d.p.tick(); d.p.moveTo(x, y) }
func (d *Drawing) LineTo(x, y float64)  { d.p.tick(); d.p.lineTo(x, y, false) }
func (d *Drawing) CurveTo(x, y float64) { d.p.tick(); d.p.lineTo(x, y, true) }
func (d *Drawing) Close()               { d.p.closePath() }

// Paint ends a path.
func (d *Drawing) Paint(stroke, fill bool, width float64) {
	d.p.gs.lineWidth = width
	d.p.paint(stroke, fill)
}

// Image notes a picture on the unit square.
func (d *Drawing) Image() { d.p.image(false) }

// Page finishes the page.
func (d *Drawing) Page() Page {
	d.p.finish()
	return d.page
}

// Unknown is how many of the visible characters have no known meaning, and how
// many there are. Space counts as nothing.
func (d *Document) Unknown() (unknown, visible int) {
	for i := range d.Pages {
		for j := range d.Pages[i].Glyphs {
			g := &d.Pages[i].Glyphs[j]
			if g.Hidden || g.Text == " " {
				continue
			}
			visible++
			if g.unknown() {
				unknown++
			}
		}
	}
	return unknown, visible
}

// unknown tells characters without a meaning: none given, or one that only the
// font's maker knows.
func (g *Glyph) unknown() bool {
	for _, r := range g.Text {
		if r == '\uFFFD' || r >= 0xe000 && r < 0xf000 || r >= 0xf0000 {
			return true
		}
	}
	return false
}

// Curable is how many characters are unknown but in fonts that follow a
// published collection, so that another engine may know them.
func (d *Document) Curable() (n int) {
	for i := range d.Pages {
		for j := range d.Pages[i].Glyphs {
			if d.Pages[i].Glyphs[j].curable {
				n++
			}
		}
	}
	return n
}

// Heal takes the meaning of curable characters from another reading of the
// same file, by their place. Where that reading guesses at fonts that tell
// nothing, its guesses are not taken. It returns how many were healed.
func (d *Document) Heal(from *Document) (n int) {
	type place struct{ x, y int }
	for i := range min(len(d.Pages), len(from.Pages)) {
		at := map[place]string{}
		for j := range from.Pages[i].Glyphs {
			g := &from.Pages[i].Glyphs[j]
			at[place{int(g.X0 * 2), int(g.Baseline * 2)}] = g.Text
		}
		for j := range d.Pages[i].Glyphs {
			g := &d.Pages[i].Glyphs[j]
			if !g.curable {
				continue
			}
			x, y := int(g.X0*2), int(g.Baseline*2)
		near:
			for _, dx := range [...]int{0, -1, 1} {
				for _, dy := range [...]int{0, -1, 1} {
					if text, ok := at[place{x + dx, y + dy}]; ok && text != unknownText {
						g.Text, g.curable = text, false
						n++
						break near
					}
				}
			}
		}
	}
	if n > 0 {
		d.Engine = from.Engine
	}
	return n
}
