package pdf

import (
	"bytes"
	"math"
	"slices"

	lib "github.com/ledongthuc/pdf"
)

// resources is a resource dictionary, with what was looked up in it.
type resources struct {
	v      lib.Value
	parent *resources // for forms that leave theirs out, wholly or in part
	fonts  map[string]*font
	states map[string]*extState
	kinds  map[string]lib.Value
	spaces map[string]colours
}

// extState is what a graphics state dictionary sets.
type extState struct {
	hasWidth    bool
	width, size float64
	font        *font
	hasAlpha    bool
	alpha       float32
	hasMix      bool
	mixes       bool // blends, or has a soft mask
}

// resource is one category of a resource dictionary.
func (d *document) resource(r *resources, kind string) lib.Value {
	if v, ok := r.kinds[kind]; ok {
		return v
	}
	v := d.key(r.v, kind)
	if r.kinds == nil {
		r.kinds = map[string]lib.Value{}
	}
	r.kinds[kind] = v
	return v
}

// lookup finds a named resource here or, where a form lacks it, in what
// surrounds the form.
func (d *document) lookup(r *resources, kind, name string) lib.Value {
	for depth := 0; r != nil && depth < 64; r, depth = r.parent, depth+1 {
		if v := d.key(d.resource(r, kind), name); !v.IsNull() {
			return v
		}
	}
	return lib.Value{}
}

func (p *painter) font(r *resources, name []byte) *font {
	if f, ok := r.fonts[string(name)]; ok {
		return f
	}
	f := p.findFont(r, string(name))
	if r.fonts == nil {
		r.fonts = map[string]*font{}
	}
	r.fonts[string(name)] = f
	return f
}

// findFont looks a font up by its object first: reading one again on every page
// takes longer than the page.
func (p *painter) findFont(r *resources, name string) *font {
	for depth := 0; r != nil && depth < 64; r, depth = r.parent, depth+1 {
		within := p.resource(r, "Font")
		id := refTo(within, name)
		if f := p.fonts[id]; f != nil {
			return f
		}
		if id != 0 {
			if v := p.dictOf(p.raw(id)); v != nil {
				return p.newFont(v, id)
			}
		} else if v := p.key(within, name); v.Kind() == lib.Dict {
			return p.newFont(rawOf(v), 0)
		}
	}
	return p.unknown
}

func (p *painter) extState(r *resources, name []byte) *extState {
	if s, ok := r.states[string(name)]; ok {
		return s
	}
	id := refTo(p.resource(r, "ExtGState"), string(name))
	s := p.states[id]
	if s == nil {
		s = p.readExtState(p.lookup(r, "ExtGState", string(name)))
		if id != 0 {
			p.states[id] = s
		}
	}
	if r.states == nil {
		r.states = map[string]*extState{}
	}
	r.states[string(name)] = s
	return s
}

func (p *painter) readExtState(v lib.Value) *extState {
	s := &extState{}
	if w := p.key(v, "LW"); w.Kind() == lib.Integer || w.Kind() == lib.Real {
		s.hasWidth, s.width = true, w.Float64()
	}
	if a := p.key(v, "ca"); a.Kind() == lib.Integer || a.Kind() == lib.Real {
		s.hasAlpha, s.alpha = true, float32(max(0, min(a.Float64(), 1)))
	}
	blend, mask := p.key(v, "BM"), p.key(v, "SMask")
	if blend.Kind() == lib.Array {
		blend = p.index(blend, 0)
	}
	s.hasMix = !blend.IsNull() || !mask.IsNull()
	s.mixes = mask.Kind() == lib.Dict || !blend.IsNull() && blend.Name() != "Normal" && blend.Name() != "Compatible"
	if f := p.key(v, "Font"); f.Len() == 2 {
		if id, _ := ident(p.index(f, 0)); id != 0 {
			if s.font = p.fonts[id]; s.font == nil {
				s.font = p.newFont(p.dictOf(p.raw(id)), id)
			}
			s.size = p.index(f, 1).Float64()
		}
	}
	return s
}

// do draws a named form or picture.
func (p *painter) do(r *resources, name []byte) {
	v := p.lookup(r, "XObject", string(name))
	if v.Kind() != lib.Stream || p.isOff(p.key(v, "OC")) {
		return
	}
	switch p.key(v, "Subtype").Name() {
	case "Image":
		p.image(p.key(v, "SMask").IsNull() && p.key(v, "Mask").IsNull() && !p.key(v, "ImageMask").Bool())
	case "Form":
		p.form(v, r, identity)
	}
}

// form draws a form, its own matrix first and then the one given.
func (p *painter) form(v lib.Value, around *resources, then matrix) {
	id, _ := ident(v)
	if slices.Contains(p.active, id) || len(p.active) >= p.lim.Nesting || p.hiddenContent > 0 {
		return
	}
	content, ok := p.forms[id]
	if !ok {
		content = p.stream(id)
		p.forms[id] = content
	}
	res := p.formRes[id]
	if res == nil || res.parent != around {
		res = &resources{v: p.key(v, "Resources"), parent: around}
		p.formRes[id] = res
	}
	p.active = append(p.active, id)
	gs, tm, tlm, op := p.gs, p.tm, p.tlm, p.op
	p.op.array = nil
	m := identity
	if a, ok := p.numbers(p.key(v, "Matrix"), 6); ok {
		m = matrix(a)
	}
	m = m.mul(&then)
	p.gs.ctm = m.mul(&p.gs.ctm)
	if a, ok := p.numbers(p.key(v, "BBox"), 4); ok && a[0] != a[2] && a[1] != a[3] {
		p.gs.clip.cut(p.gs.ctm.bounds(box{min(a[0], a[2]), min(a[1], a[3]), max(a[0], a[2]), max(a[1], a[3])}), p.gs.ctm.upright())
	}
	if k := &p.gs.ink; !p.key(v, "Group").IsNull() { // what is drawn in it begins anew
		k.group, k.within = k.opacity(), k.within || k.mixes
		k.alpha, k.mixes = 1, false
	}
	saved := p.saved
	p.saved = nil // a form cannot undo what surrounds it
	p.run(content, res)
	p.saved, p.gs, p.tm, p.tlm, p.op = saved, gs, tm, tlm, op
	p.active = p.active[:len(p.active)-1]
}

// image notes a picture on the unit square; opaque is one that covers all of it.
func (p *painter) image(opaque bool) {
	if p.hiddenContent > 0 || !p.gs.ctm.finite() {
		return
	}
	b := p.gs.ctm.bounds(box{0, 0, 1, 1})
	b = box{max(b.x0, 0), max(b.y0, 0), min(b.x1, p.page.Width), min(b.y1, p.page.Height)}
	if c := &p.gs.clip; c.on {
		b = box{max(b.x0, c.x0), max(b.y0, c.y0), min(b.x1, c.x1), min(b.y1, c.y1)}
	}
	w, h := b.x1-b.x0, b.y1-b.y0
	if !(w > 0 && h > 0) {
		return
	}
	switch {
	case h <= thin && w > h:
		p.rule(b.x0, (b.y0+b.y1)/2, b.x1, (b.y0+b.y1)/2, h)
	case w <= thin:
		p.rule((b.x0+b.x1)/2, b.y0, (b.x0+b.x1)/2, b.y1, w)
	default:
		p.page.Images++
		n := len(p.areas)
		p.area(b, opaque && p.gs.ctm.upright() && p.gs.ink.opaque(), false)
		if len(p.areas) > n {
			p.areas[n].small = w*h < .3*p.page.Width*p.page.Height
		}
		p.page.ImageArea = math.Min(1, p.page.ImageArea+w*h/(p.page.Width*p.page.Height))
	}
}

// inlineImage passes over BI … ID … EI. Its bytes may hold anything, "EI" too,
// so its length is worked out where its dictionary allows that.
func (p *painter) inlineImage(l *lexer) {
	var width, height, bits, comps, length int
	filtered, mask := false, false
	key := ""
	comps, bits = 0, 8
loop:
	for {
		switch tok := l.next(); tok {
		case tokEOF:
			return
		case tokWord:
			if string(l.raw) == "ID" {
				break loop
			}
			if key == "IM" || key == "ImageMask" {
				mask = string(l.raw) == "true"
			}
			key = ""
		case tokName:
			if key == "" {
				key = string(l.raw)
				continue
			}
			switch string(l.raw) {
			case "G", "DeviceGray", "CalGray":
				comps = 1
			case "RGB", "DeviceRGB", "CalRGB":
				comps = 3
			case "CMYK", "DeviceCMYK":
				comps = 4
			}
			filtered = filtered || key == "F" || key == "Filter"
			key = ""
		case tokNumber:
			n := int(max(0, min(l.num, 1<<24)))
			switch key {
			case "W", "Width":
				width = n
			case "H", "Height":
				height = n
			case "BPC", "BitsPerComponent":
				bits = n
			case "L", "Length":
				length = n
			}
			key = ""
		case tokArray, tokDict:
			filtered = filtered || key == "F" || key == "Filter"
			if key == "CS" || key == "ColorSpace" {
				comps = 1 // indexed
			}
			l.skip(tok)
			key = ""
		default:
			key = ""
		}
	}
	p.image(!mask)
	if l.pos < len(l.b) && isSpace(l.b[l.pos]) {
		l.pos++
	}
	if mask {
		bits, comps = 1, 1
	}
	if !filtered && comps > 0 && bits <= 16 && width <= 1<<16 && height <= 1<<16 {
		length = (width*bits*comps + 7) / 8 * height
	}
	if length > 0 && length <= len(l.b)-l.pos && endsImage(l.b, l.pos+length) {
		l.pos += length
	}
	for i := l.pos; ; i++ {
		n := bytes.Index(l.b[i:], []byte("EI"))
		if n < 0 {
			l.pos = len(l.b)
			return
		}
		i += n
		if (i == l.pos || isSpace(l.b[i-1])) && endsImage(l.b, i) && plain(l.b[i+2:min(len(l.b), i+18)]) {
			l.pos = i + 2
			return
		}
	}
}

// endsImage reports whether "EI" stands at i, but for space.
func endsImage(b []byte, i int) bool {
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	return i+2 <= len(b) && b[i] == 'E' && b[i+1] == 'I' && (i+2 == len(b) || class[b[i+2]]&(classSpace|classDelim) != 0)
}

// plain reports whether bytes can be operators: text, no binary data.
func plain(b []byte) bool {
	for _, c := range b {
		if c >= 0x7f || c < ' ' && !isSpace(c) || c == 0 {
			return false
		}
	}
	return true
}
