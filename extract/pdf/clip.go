package pdf

import "math"

// clip is what of the page is shown: a rectangle, for what clips a report's text
// and lines is one. A path of another shape counts as the rectangle around it,
// so that nothing is taken for hidden that may show.
type clip struct {
	box
	on    bool
	rough bool // some part of the rectangle may not be shown
}

// cut leaves what of the clip lies in b.
func (c *clip) cut(b box, exact bool) {
	if !(b.x1-b.x0 >= 0 && b.y1-b.y0 >= 0) {
		return
	}
	if c.on {
		b = box{max(b.x0, c.x0), max(b.y0, c.y0), min(b.x1, c.x1), min(b.y1, c.y1)}
	}
	c.box, c.on, c.rough = b, true, c.rough || !exact
}

// shown is how much of a glyph's box must lie within the clip, either way, for
// it to be read: a sliver tells nobody what it is cut from.
const shown = .25

// hides tells whether the clip leaves a glyph's box unseen.
func (c *clip) hides(b *box) bool {
	return c.on && c.cuts(b)
}

func (c *clip) cuts(b *box) bool {
	if b.x0 >= c.x0 && b.y0 >= c.y0 && b.x1 <= c.x1 && b.y1 <= c.y1 { // nearly all
		return false
	}
	part := func(lo, hi, from, to float64) bool {
		if hi-lo < .01 {
			return lo >= from-.01 && hi <= to+.01
		}
		return min(hi, to)-max(lo, from) >= shown*(hi-lo)
	}
	return !part(b.x0, b.x1, c.x0, c.x1) || !part(b.y0, b.y1, c.y0, c.y1)
}

// endRun lets go of the glyphs just shown if the clip hides all of them. A number
// whose end alone is clipped, as in a cell too narrow for it, stays whole.
func (p *painter) endRun() {
	if p.cut > 0 {
		p.dropRun()
	}
	p.runFrom = len(p.page.Glyphs)
}

func (p *painter) dropRun() {
	from := p.runFrom
	if p.cut == len(p.page.Glyphs)-from && !(from > 0 && p.page.Glyphs[from-1].next(&p.page.Glyphs[from])) {
		p.page.Glyphs, p.dirs = p.page.Glyphs[:from], p.dirs[:from]
	}
	p.cut = 0
}

// next tells whether b goes on where a ends: letters of one word.
func (a *Glyph) next(b *Glyph) bool {
	gap := b.X0 - a.X1
	return gap < .1*b.Size && gap > -.1*b.Size && a.Baseline == b.Baseline
}

// clipPath cuts the clip to the path that W or W* stands behind. It runs before
// the path is painted and forgotten.
func (p *painter) clipPath() {
	p.clipping = false
	if len(p.subs) == 0 {
		return
	}
	if len(p.subs) == 1 {
		if b, ok := p.drawnRectangle(&p.subs[0]); ok { // nearly all
			p.gs.clip.cut(b, true)
			return
		}
	}
	all, exact := emptyBox, len(p.subs) == 1
	for i := range p.subs {
		b := p.bounds(&p.subs[i])
		all.add(b.x0, b.y0)
		all.add(b.x1, b.y1)
		exact = exact && p.rectangular(&p.subs[i], &b)
	}
	p.gs.clip.cut(all, exact)
}

// drawnRectangle is the box of a subpath that "re" drew upright.
func (p *painter) drawnRectangle(s *subpath) (box, bool) {
	if s.to-s.from != 4 {
		return box{}, false
	}
	q := p.points[s.from:s.to]
	a, b, c, d := &q[0], &q[1], &q[2], &q[3]
	if s.curve || !(a.x == d.x && b.x == c.x && a.y == b.y && c.y == d.y || a.y == d.y && b.y == c.y && a.x == b.x && c.x == d.x) {
		return box{}, false
	}
	return box{min(a.x, c.x), min(a.y, c.y), max(a.x, c.x), max(a.y, c.y)}, true
}

// rectangular tells whether a subpath runs along the edges of its bounds.
func (p *painter) rectangular(s *subpath, b *box) bool {
	if _, ok := p.drawnRectangle(s); ok {
		return true
	}
	n := s.to - s.from
	if s.curve || n < 4 || n > 5 {
		return false
	}
	for _, q := range p.points[s.from:s.to] {
		if min(math.Abs(q.x-b.x0), math.Abs(q.x-b.x1)) > .5 || min(math.Abs(q.y-b.y0), math.Abs(q.y-b.y1)) > .5 {
			return false
		}
	}
	return true
}

// within cuts a rule to the clip, whose edge a border may stand on.
func (c *clip) within(x0, y0, x1, y1 *float64) {
	const edge = 1.5
	*x0, *y0 = max(*x0, c.x0-edge), max(*y0, c.y0-edge)
	*x1, *y1 = min(*x1, c.x1+edge), min(*y1, c.y1+edge)
}
