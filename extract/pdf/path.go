package pdf

import "math"

// thin is how thick a fill may be to count as a ruling line, in points; a
// stroke may be a little thicker before it is an area.
const (
	thin        = 3.0
	thinStroke  = 5.0
	axisSlope   = .02 // lines this little aslant count as straight
	axisWander  = .6  // or that end this little off, in points
	shortestRun = .05
)

type point struct{ x, y float64 }

// subpath is a run of p.points.
type subpath struct {
	from, to      int
	closed, curve bool
}

func (p *painter) moveTo(x, y float64) {
	x, y = p.gs.ctm.apply(x, y)
	p.subs = append(p.subs, subpath{from: len(p.points), to: len(p.points) + 1})
	p.points = append(p.points, point{x, y})
}

func (p *painter) lineTo(x, y float64, curve bool) {
	if len(p.subs) == 0 {
		p.moveTo(x, y)
		return
	}
	if len(p.points) > 1<<20 { // no ruling line has a million corners
		return
	}
	s := &p.subs[len(p.subs)-1]
	if s.closed { // a path goes on from where it was closed
		p.subs = append(p.subs, subpath{from: len(p.points), to: len(p.points) + 1})
		p.points = append(p.points, p.points[s.from])
		s = &p.subs[len(p.subs)-1]
	}
	x, y = p.gs.ctm.apply(x, y)
	p.points = append(p.points, point{x, y})
	s.to = len(p.points)
	s.curve = s.curve || curve
}

func (p *painter) closePath() {
	if n := len(p.subs); n > 0 {
		p.subs[n-1].closed = true
	}
}

func (p *painter) rectangle(x, y, w, h float64) {
	p.moveTo(x, y)
	p.lineTo(x+w, y, false)
	p.lineTo(x+w, y+h, false)
	p.lineTo(x, y+h, false)
	p.closePath()
}

// paint turns the path into rules and forgets it.
func (p *painter) paint(stroke, fill bool) {
	if p.clipping {
		p.clipPath()
	}
	if p.hiddenContent == 0 && p.gs.ctm.finite() {
		width := math.Max(p.gs.lineWidth*p.gs.ctm.scale(), .1)
		for i := range p.subs {
			s := &p.subs[i]
			if stroke && !s.curve {
				p.strokePath(s, width)
			}
			if fill {
				b := p.bounds(s)
				if b.x1-b.x0 > thin && b.y1-b.y0 > thin {
					p.fillArea(s, &b, len(p.subs) == 1)
				} else if !stroke {
					p.thinFill(s, &b)
				}
			}
			if fill && !stroke {
				if i > 0 {
					p.frame(&p.subs[i-1], s)
				}
			}
		}
	}
	p.points, p.subs = p.points[:0], p.subs[:0]
}

func (p *painter) strokePath(s *subpath, width float64) {
	pts := p.points[s.from:s.to]
	for i := 1; i < len(pts); i++ {
		p.segment(pts[i-1], pts[i], width)
	}
	if s.closed && len(pts) > 2 {
		p.segment(pts[len(pts)-1], pts[0], width)
	}
}

// segment is one straight stroke.
func (p *painter) segment(a, b point, width float64) {
	dx, dy := math.Abs(a.x-b.x), math.Abs(a.y-b.y)
	switch {
	case dy <= axisWander && dy <= dx || dy <= dx*axisSlope:
		if width > thinStroke {
			p.area(box{min(a.x, b.x), a.y - width/2, max(a.x, b.x), a.y + width/2}, false, false)
			if dx <= thin { // a short, fat stroke is a line across it
				p.rule((a.x+b.x)/2, a.y-width/2, (a.x+b.x)/2, a.y+width/2, dx)
			}
			return
		}
		p.rule(a.x, (a.y+b.y)/2, b.x, (a.y+b.y)/2, width)
	case dx <= axisWander && dx <= dy || dx <= dy*axisSlope:
		if width > thinStroke {
			p.area(box{a.x - width/2, min(a.y, b.y), a.x + width/2, max(a.y, b.y)}, false, false)
			if dy <= thin {
				p.rule(a.x-width/2, (a.y+b.y)/2, a.x+width/2, (a.y+b.y)/2, dy)
			}
			return
		}
		p.rule((a.x+b.x)/2, a.y, (a.x+b.x)/2, b.y, width)
	}
}

func (p *painter) bounds(s *subpath) box {
	b := emptyBox
	for _, q := range p.points[s.from:s.to] {
		b.add(q.x, q.y)
	}
	return b
}

// thinFill takes thin filled shapes for lines. A dot, thin both ways, is a bit of
// a dotted line of either direction.
func (p *painter) thinFill(s *subpath, b *box) {
	w, h := b.x1-b.x0, b.y1-b.y0
	switch {
	case w <= thin && h <= thin:
		if !s.curve && math.Max(w, h) >= .2 {
			p.rule(b.x0, (b.y0+b.y1)/2, b.x1, (b.y0+b.y1)/2, h)
			p.rule((b.x0+b.x1)/2, b.y0, (b.x0+b.x1)/2, b.y1, w)
		}
	case h <= thin:
		p.rule(b.x0, (b.y0+b.y1)/2, b.x1, (b.y0+b.y1)/2, h)
	case w <= thin:
		p.rule((b.x0+b.x1)/2, b.y0, (b.x0+b.x1)/2, b.y1, w)
	}
}

// frame finds a border that is filled between two nested rectangles.
func (p *painter) frame(a, b *subpath) {
	if a.curve || b.curve || a.to-a.from > 5 || b.to-b.from > 5 {
		return
	}
	o, i := p.bounds(a), p.bounds(b)
	if o.x0 > i.x0 {
		o, i = i, o
	}
	l, r, t, u := i.x0-o.x0, o.x1-i.x1, i.y0-o.y0, o.y1-i.y1
	if min(l, r, t, u) <= 0 || max(l, r, t, u) > thin || i.x1-i.x0 <= thin || i.y1-i.y0 <= thin {
		return
	}
	p.rule(o.x0, (o.y0+i.y0)/2, o.x1, (o.y0+i.y0)/2, t)
	p.rule(o.x0, (o.y1+i.y1)/2, o.x1, (o.y1+i.y1)/2, u)
	p.rule((o.x0+i.x0)/2, o.y0, (o.x0+i.x0)/2, o.y1, l)
	p.rule((o.x1+i.x1)/2, o.y0, (o.x1+i.x1)/2, o.y1, r)
}

// rule adds a line, cut to the page.
func (p *painter) rule(x0, y0, x1, y1, width float64) {
	x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
	x0, y0 = max(x0, 0), max(y0, 0)
	x1, y1 = min(x1, p.page.Width), min(y1, p.page.Height)
	if c := &p.gs.clip; c.on {
		c.within(&x0, &y0, &x1, &y1)
	}
	if !(x1 >= x0 && y1 >= y0) || x1-x0+y1-y0 < shortestRun {
		return
	}
	p.take(&p.lim.Rules, "lines")
	p.page.Rules = append(p.page.Rules, Rule{x0, y0, x1, y1, width})
}
