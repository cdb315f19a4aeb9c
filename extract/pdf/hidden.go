package pdf

import (
	"math"
	"slices"
)

// area is a filled shape or a picture, too large for a line.
type area struct {
	box
	at    int  // how many glyphs were drawn before it
	solid bool // it covers all of its box
	white bool
	small bool // a picture that is no page's
}

// maxAreas bounds what is kept of one page's areas.
const maxAreas = 1 << 14

// fillArea notes a fill that may hide what is under it, or show white text.
func (p *painter) fillArea(s *subpath, b *box, alone bool) {
	k := &p.gs.ink
	p.area(*b, alone && k.opaque() && p.rectangular(s, b), k.shows() < unseen)
}

func (p *painter) area(b box, solid, white bool) {
	if c := &p.gs.clip; c.on {
		b = box{max(b.x0, c.x0), max(b.y0, c.y0), min(b.x1, c.x1), min(b.y1, c.y1)}
		solid = solid && !c.rough
	}
	solid = solid && !p.over
	if b.x1 > b.x0 && b.y1 > b.y0 && len(p.areas) < maxAreas {
		p.areas = append(p.areas, area{box: b, at: len(p.page.Glyphs), solid: solid, white: white})
	}
}

// hide marks the glyphs that do not show: those that something solid was painted
// over later, and white ones on nothing but white.
func (p *painter) hide(glyphs []Glyph) {
	steps := 4_000_000 // a page of ten thousand glyphs takes some thousands
	p.cover(glyphs, &steps)
	if !p.marked {
		return
	}
	for i := range glyphs {
		g := &glyphs[i]
		if g.faint != faintWhite || g.Hidden {
			continue
		}
		x, y := (g.X0+g.X1)/2, (g.Y0+g.Y1)/2
		g.Hidden = true
		for j := range p.areas {
			if a := &p.areas[j]; a.at <= i && !a.white && x >= a.x0 && x <= a.x1 && y >= a.y0 && y <= a.y1 {
				g.Hidden = false
				break
			}
		}
		if steps -= len(p.areas); steps < 0 {
			return
		}
	}
}

// cover marks the glyphs under solid areas. Most areas lie where nothing was
// drawn yet: for each strip of the page, how far its glyphs reach tells that.
func (p *painter) cover(glyphs []Glyph, steps *int) {
	const strips = 256
	var reach [strips][2]float64
	strip := func(y float64) int {
		return max(0, min(int(y/p.page.Height*strips), strips-1))
	}
	drawn, found := 0, false
	for j := range p.areas {
		a := &p.areas[j]
		if !a.solid || a.at == 0 {
			continue
		}
		if drawn == 0 {
			for i := range reach {
				reach[i] = [2]float64{math.Inf(1), math.Inf(-1)}
			}
		}
		for ; drawn < min(a.at, len(glyphs)); drawn++ {
			g := &glyphs[drawn]
			r := &reach[strip((g.Y0+g.Y1)/2)]
			r[0], r[1] = min(r[0], g.X0), max(r[1], g.X1)
		}
		touched := false
		for y := strip(a.y0); y <= strip(a.y1) && !touched; y++ {
			touched = reach[y][0] < a.x1 && reach[y][1] > a.x0
		}
		if !touched {
			continue
		}
		if *steps -= drawn; *steps < 0 {
			return
		}
		for i := range glyphs[:drawn] {
			g := &glyphs[i]
			dx, dy := .2*(g.X1-g.X0), .2*(g.Y1-g.Y0)
			if g.X0+dx >= a.x0 && g.X1-dx <= a.x1 && g.Y0+dy >= a.y0 && g.Y1-dy <= a.y1 {
				if !a.small {
					g.covered, found = true, true
				} else if digit(g) {
					g.Text = unknownText // a seal or a photograph stands on it
				}
			}
		}
	}
	if found {
		cutShort(glyphs)
	}
}

// cutShort hides the glyphs that are covered. Where only a part of a word or
// number is, words stay as they were, and a figure's digit is one that nobody can
// read.
func cutShort(glyphs []Glyph) {
	for i := 0; i < len(glyphs); {
		j, covered := i, 0
		for ; j < len(glyphs) && (j == i || glyphs[j-1].next(&glyphs[j])); j++ {
			if glyphs[j].covered {
				covered++
			}
		}
		for k := i; k < j && covered > 0; k++ {
			g := &glyphs[k]
			switch {
			case covered == j-i:
				g.Hidden = true
			case g.covered && digit(g):
				g.Text = unknownText
			}
		}
		i = j
	}
}

func digit(g *Glyph) bool { return len(g.Text) == 1 && g.Text[0] >= '0' && g.Text[0] <= '9' }

// Kinds of ink, by how little it shows.
const (
	faintPale  = 1
	faintWhite = 2
)

// dropMarks takes watermarks off the page: glyphs set a little aslant among level
// ones, and faint ones, if any of their size and ink overprints what is not faint.
func (p *painter) dropMarks(glyphs []Glyph, dirs []direction) ([]Glyph, []direction) {
	if !p.marked {
		return glyphs, dirs
	}
	slanted, faint := 0, 0
	for i := range glyphs {
		if g := &glyphs[i]; g.slanted {
			slanted++
		} else if g.faint == faintPale && !g.Hidden {
			faint++
		}
	}
	if 2*slanted >= len(glyphs) { // the page itself is set so
		slanted = 0
	}
	var sizes []float64
	if faint > 0 && 2*faint < len(glyphs) {
		sizes = p.overprints(glyphs, faint)
	}
	if slanted == 0 && len(sizes) == 0 {
		return glyphs, dirs
	}
	n := 0
	for i := range glyphs {
		g := &glyphs[i]
		if slanted > 0 && g.slanted || g.faint == faintPale && slices.Contains(sizes, g.Size) {
			if !blank(g.Text) {
				p.page.Askew = append(p.page.Askew, *g)
			}
			continue
		}
		glyphs[n], dirs[n] = *g, dirs[i]
		n++
	}
	return glyphs[:n], dirs[:n]
}

func blank(s string) bool { return s == " " || s == "\u00a0" || s == "\u3000" }

// overprints lists the sizes of faint glyphs of which one has the middle of a
// glyph that is not faint inside its box, or its own middle inside such a one's.
func (p *painter) overprints(glyphs []Glyph, faint int) (sizes []float64) {
	if faint > 400 { // enough to tell
		faint = 400
	}
	holds := func(a, b *Glyph) bool {
		x, y := (b.X0+b.X1)/2, (b.Y0+b.Y1)/2
		return x > a.X0 && x < a.X1 && y > a.Y0 && y < a.Y1
	}
	for i := range glyphs {
		a := &glyphs[i]
		if a.faint != faintPale || a.Hidden || blank(a.Text) || slices.Contains(sizes, a.Size) {
			continue
		}
		for j := range glyphs {
			if b := &glyphs[j]; b.faint == 0 && !b.Hidden && !blank(b.Text) && (holds(a, b) || holds(b, a)) {
				sizes = append(sizes, a.Size)
				break
			}
		}
		if faint--; faint == 0 {
			break
		}
	}
	return sizes
}
