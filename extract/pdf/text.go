package pdf

import "math"

// Where a glyph's box lies about its baseline, in ems: the body of a Chinese
// character. Latin letters get the same, so that all boxes of a line agree.
const (
	ascent  = .88
	descent = .12
)

// direction is which way a glyph's text runs on the unturned page.
type direction uint8

const (
	rightwards direction = iota
	downwards
	leftwards
	upwards
	askew  // at an angle: a watermark
	aslant // a little: a watermark among level text, and rightwards
)

func directionOf(x, y float64) direction {
	ax, ay := math.Abs(x), math.Abs(y)
	switch {
	case ay <= ax*slant && x >= 0:
		return rightwards
	case ay <= ax*.1 && x >= 0:
		return aslant
	case ay <= ax*.1:
		return leftwards
	case ax <= ay*.1 && y > 0:
		return downwards
	case ax <= ay*.1:
		return upwards
	}
	return askew
}

// slant is from where on a line counts as set at an angle, among level ones.
const slant = .012

// unknownText stands for a character that is drawn, and whose meaning the file
// does not tell.
const unknownText = "\uFFFD"

// show draws a string.
func (p *painter) show(s []byte) {
	g := &p.gs
	f := g.font
	if f == nil {
		f = p.unknown
	}
	m := p.tm.mul(&g.ctm) // text space to page
	if !m.finite() {
		return
	}
	size, wide := g.size*f.em, g.size*g.hscale
	ux, uy := m[0]*wide, m[1]*wide // one em along
	vx, vy := m[2]*size, m[3]*size // one em up
	dir := directionOf(ux, uy)
	em := hypot(vx, vy)
	x, y := m.apply(0, g.rise)
	visible := p.hiddenContent == 0 && em > 0 && em < 1e4
	faint := g.ink.faint(g.mode)
	like := Glyph{Size: em, Vertical: f.vertical, Hidden: g.mode == 3 || g.mode == 7 || g.ink.clear(), slanted: dir == aslant, faint: faint, Pale: faint == faintPale}
	if like.slanted || faint != 0 {
		p.marked = true
	}
	for len(s) > 0 {
		code, n := f.next(s)
		s = s[n:]
		c := f.char(code, n)
		w := float64(c.w)
		if visible && c.text != "" {
			gl := like
			gl.Text, gl.curable = c.text, f.curable && c.text == unknownText
			var b box
			if f.vertical {
				// The origin hangs above the middle of the glyph.
				x0, y0 := x-float64(c.vx)*ux-float64(c.vy)*vx, y-float64(c.vx)*uy-float64(c.vy)*vy
				b = spread(x0, y0, w*ux, w*uy, vx, vy)
				p.emit(&gl, &b, dir, x0, y0)
			} else {
				b = spread(x, y, w*ux, w*uy, vx, vy)
				p.emit(&gl, &b, dir, x, y)
			}
		}
		var tx, ty float64
		if f.vertical {
			ty = float64(c.w1)*g.size + g.charSpace
			if c.space {
				ty += g.wordSpace
			}
		} else {
			tx = w*g.size + g.charSpace
			if c.space {
				tx += g.wordSpace
			}
			tx *= g.hscale
		}
		p.tm.move(tx, ty)
		x += tx*m[0] + ty*m[2]
		y += tx*m[1] + ty*m[3]
	}
}

// spread is the box of a glyph from its origin, its advance and its em upwards.
func spread(x, y, ax, ay, vx, vy float64) box {
	lx, ly := x-descent*vx, y-descent*vy
	hx, hy := x+ascent*vx, y+ascent*vy
	b := box{min(lx, hx), min(ly, hy), max(lx, hx), max(ly, hy)}
	if ax < 0 {
		b.x0 += ax
	} else {
		b.x1 += ax
	}
	if ay < 0 {
		b.y0 += ay
	} else {
		b.y1 += ay
	}
	return b
}

// emit adds a glyph, unless it lies off the page. x, y is its origin.
func (p *painter) emit(g *Glyph, b *box, dir direction, x, y float64) {
	const margin = 2
	w, h := p.page.Width, p.page.Height
	if !(b.x1 > -margin && b.y1 > -margin && b.x0 < w+margin && b.y0 < h+margin) || b.x1-b.x0 > 1e4 {
		return
	}
	hidden := p.gs.clip.hides(b)
	if hidden && (dir == askew || p.watermarks > 0) {
		return
	}
	p.take(&p.lim.Glyphs, "characters")
	g.X0, g.Y0, g.X1, g.Y1 = b.x0, b.y0, b.x1, b.y1
	switch dir { // the baseline in the page as that direction would turn it
	case rightwards, aslant:
		g.Baseline, dir = y, rightwards
	case downwards:
		g.Baseline = w - x
	case leftwards:
		g.Baseline = h - y
	case upwards:
		g.Baseline = x
	}
	if dir == askew || p.watermarks > 0 {
		p.page.Askew = append(p.page.Askew, *g)
		return
	}
	if hidden {
		p.cut++
	}
	p.page.Glyphs = append(p.page.Glyphs, *g)
	p.dirs = append(p.dirs, dir)
}

// adjust moves on by a number of a TJ array.
func (p *painter) adjust(n float64) {
	d := -n / 1000 * p.gs.size
	if f := p.gs.font; f != nil && f.vertical {
		p.tm.move(0, d)
		return
	}
	p.tm.move(d*p.gs.hscale, 0)
}
