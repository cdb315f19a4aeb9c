package pdf

import (
	"math"
	"slices"

	lib "github.com/ledongthuc/pdf"
)

// readPage draws a page's content and its annotations.
func (d *document) readPage(page *Page, n *leaf) {
	b := d.pageBox(n)
	unit := 1.0
	if u := d.key(n.v, "UserUnit"); u.Float64() > 0 && u.Float64() <= 100 {
		unit = u.Float64()
	}
	page.Width, page.Height = (b.x1-b.x0)*unit, (b.y1-b.y0)*unit
	r := d.in.room
	p := &painter{document: d, budget: d.in.budget, room: r, page: page, unknown: unknownFont(d.in)}
	p.gs = gstate{ctm: matrix{unit, 0, 0, -unit, -b.x0 * unit, b.y1 * unit}, hscale: 1, lineWidth: 1, ink: black}
	base := p.gs
	defer func() { // also when a panic ends the page early
		r.glyphs, r.rules = page.Glyphs, page.Rules
		p.finish()
		page.Glyphs, page.Rules = put(&d.shelf.glyphs, page.Glyphs), put(&d.shelf.rules, page.Rules)
	}()
	r.content = d.contents(r.content[:0], d.key(n.v, "Contents"))
	page.Glyphs, page.Rules = r.glyphs[:0], r.rules[:0]
	r.dirs, r.points, r.subs, r.saved, r.areas = r.dirs[:0], r.points[:0], r.subs[:0], r.saved[:0], r.areas[:0]
	p.run(r.content, &resources{v: n.resources})
	p.endRun()
	p.gs, p.saved, p.marks, p.hiddenContent, p.watermarks = base, nil, nil, 0, 0
	p.over = true
	p.annotations(d.key(n.v, "Annots"))
}

// finish tidies what was drawn.
func (p *painter) finish() {
	p.hide(p.page.Glyphs)
	p.page.Glyphs, p.dirs = p.dropRepeats(p.page.Glyphs, p.dirs)
	p.page.Glyphs, p.dirs = p.dropMarks(p.page.Glyphs, p.dirs)
	turn(p.page, p.dirs)
}

// a4 is the page where the file gives none that can be.
var a4 = box{0, 0, 595, 842}

// pageBox is what is shown of the page.
func (d *document) pageBox(n *leaf) box {
	read := func(v lib.Value) (box, bool) {
		a, ok := d.numbers(v, 4)
		if !ok {
			return box{}, false
		}
		b := box{min(a[0], a[2]), min(a[1], a[3]), max(a[0], a[2]), max(a[1], a[3])}
		return b, b.x1-b.x0 >= 10 && b.y1-b.y0 >= 10 && math.Abs(b.x0) < 1e6 && math.Abs(b.y0) < 1e6 && b.x1-b.x0 < 1e5 && b.y1-b.y0 < 1e5
	}
	media, ok := read(n.media)
	if !ok {
		media = a4
	}
	if crop, ok := read(n.crop); ok {
		c := box{max(crop.x0, media.x0), max(crop.y0, media.y0), min(crop.x1, media.x1), min(crop.y1, media.y1)}
		if c.x1-c.x0 >= 10 && c.y1-c.y0 >= 10 {
			return c
		}
	}
	return media
}

// contents joins the streams of a page, into a buffer that all pages share.
// Tokens may not span them, operators may.
func (d *document) contents(buf []byte, v lib.Value) []byte {
	if id, _ := ident(v); v.Kind() == lib.Stream {
		return d.appendStream(buf, id)
	}
	for i := range v.Len() {
		if s := d.index(v, i); s.Kind() == lib.Stream {
			id, _ := ident(s)
			buf = append(d.appendStream(buf, id), '\n')
		}
	}
	return buf
}

// Flags of annotations that are not shown.
const annotHidden, annotNoView = 1 << 1, 1 << 5

// annotations draws what annotations show: filled-in form fields, typed notes,
// stamps. Pop-ups show only when asked to.
func (p *painter) annotations(list lib.Value) {
	for i := range list.Len() {
		p.tick()
		a := p.index(list, i)
		if a.Kind() != lib.Dict || p.key(a, "F").Int64()&(annotHidden|annotNoView) != 0 || p.key(a, "Subtype").Name() == "Popup" || p.isOff(p.key(a, "OC")) {
			continue
		}
		look := p.key(p.key(a, "AP"), "N")
		if look.Kind() == lib.Dict { // one of several states
			look = p.key(look, p.key(a, "AS").Name())
		}
		rect, ok := p.numbers(p.key(a, "Rect"), 4)
		if !ok {
			continue
		}
		to := box{min(rect[0], rect[2]), min(rect[1], rect[3]), max(rect[0], rect[2]), max(rect[1], rect[3])}
		if look.Kind() != lib.Stream || p.looksOld {
			if p.field(a, to) || look.Kind() != lib.Stream {
				continue
			}
		}
		bbox, ok := p.numbers(p.key(look, "BBox"), 4)
		if !ok {
			continue
		}
		m := identity
		if v, ok := p.numbers(p.key(look, "Matrix"), 6); ok {
			m = matrix(v)
		}
		from := m.bounds(box{bbox[0], bbox[1], bbox[2], bbox[3]})
		fit := identity
		if w, h := from.x1-from.x0, from.y1-from.y0; w > 0 && h > 0 {
			fit[0], fit[3] = (to.x1-to.x0)/w, (to.y1-to.y0)/h
		}
		fit[4], fit[5] = to.x0-from.x0*fit[0], to.y0-from.y0*fit[3]
		p.form(look, &resources{}, fit)
	}
}

// repeat is how near the same character must stand to be the same glyph drawn
// twice, in ems: fake bold moves it by a thirtieth or so, and no writing sets
// equal characters closer than a fifth.
const repeat = .12

// dropRepeats removes glyphs drawn twice at nearly the same place. Where one of
// the two is invisible, the visible one stays.
func (r *room) dropRepeats(glyphs []Glyph, dirs []direction) ([]Glyph, []direction) {
	const cell = 8.0
	n := 64
	for n < 2*len(glyphs) {
		n *= 2
	}
	r.heads, r.next = slices.Grow(r.heads[:0], n)[:n], slices.Grow(r.next[:0], len(glyphs))[:len(glyphs)]
	heads, next := r.heads, r.next // next is written before it is read
	clear(heads)
	slot := func(x, y int) int { return (x*73856093 ^ y*19349663) & (n - 1) }
	out, keptDirs := glyphs[:0], dirs[:0]
	for i := range glyphs {
		g := &glyphs[i]
		tol := repeat * g.Size
		double := false
		x0, x1 := floor((g.X0-tol)/cell), floor((g.X0+tol)/cell)
		y0, y1 := floor((g.Y0-tol)/cell), floor((g.Y0+tol)/cell)
		for x := x0; x <= x1 && x <= x0+2 && !double; x++ {
			for y := y0; y <= y1 && y <= y0+2 && !double; y++ {
				for k, steps := heads[slot(x, y)], 0; k > 0 && steps < 64; k, steps = next[k-1], steps+1 {
					o := &out[k-1]
					if o.Text == g.Text && g.Text != unknownText && math.Abs(o.X0-g.X0) <= tol && math.Abs(o.Y0-g.Y0) <= tol && math.Abs(o.Size-g.Size) <= tol {
						double = true
						o.Hidden = o.Hidden && g.Hidden
						break
					}
				}
			}
		}
		if double {
			continue
		}
		s := slot(floor(g.X0/cell), floor(g.Y0/cell))
		next[len(out)] = heads[s]
		heads[s] = int32(len(out) + 1)
		out, keptDirs = append(out, *g), append(keptDirs, dirs[i])
	}
	return out, keptDirs
}

// floor is math.Floor of what lies about a page.
func floor(x float64) int {
	n := int(x)
	if float64(n) > x {
		n--
	}
	return n
}

// turn turns the page so that most of its text runs left to right. What the
// page's Rotate says is for viewers; writers set it as often wrong as right.
func turn(page *Page, dirs []direction) {
	var count [4]int
	for _, d := range dirs {
		count[d]++
	}
	most := rightwards
	for d := range count {
		if count[d] > count[most] {
			most = direction(d)
		}
	}
	w, h := page.Width, page.Height
	at := func(x, y float64) (float64, float64) {
		switch most {
		case downwards:
			return y, w - x
		case leftwards:
			return w - x, h - y
		case upwards:
			return h - y, x
		}
		return x, y
	}
	for i := range page.Glyphs {
		g := &page.Glyphs[i]
		if most != rightwards {
			turnBox(at, &g.X0, &g.Y0, &g.X1, &g.Y1)
		}
		if dirs[i] != most {
			g.Baseline = g.Y1 - descent*(g.Y1-g.Y0)
			g.Vertical = (dirs[i]+4-most)%4 == downwards
		}
	}
	if most == rightwards {
		return
	}
	for i := range page.Askew {
		g := &page.Askew[i]
		turnBox(at, &g.X0, &g.Y0, &g.X1, &g.Y1)
	}
	for i := range page.Rules {
		r := &page.Rules[i]
		turnBox(at, &r.X0, &r.Y0, &r.X1, &r.Y1)
	}
	if most == downwards || most == upwards {
		page.Width, page.Height = h, w
	}
}

func turnBox(at func(x, y float64) (float64, float64), x0, y0, x1, y1 *float64) {
	b := emptyBox
	b.add(at(*x0, *y0))
	b.add(at(*x1, *y1))
	*x0, *y0, *x1, *y1 = b.x0, b.y0, b.x1, b.y1
}
