package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	lib "github.com/ledongthuc/pdf"

	"gongkai/extract/fold"
)

// font turns the codes of a string into characters and their extents. Fonts
// are read once a document; what a code means is worked out at its first use.
// Font programs are never opened: what they draw is not needed, and what it
// means is not in them.
type font struct {
	in        *inflater
	cut       cut
	vertical  bool
	unicode   *cmap // ToUnicode
	isUnicode bool  // ToUnicode is Identity: codes are UTF-16
	codes     *cmap // an embedded Encoding
	known     *predefined
	names     map[byte]string // Differences
	base      string          // the simple encoding under them; "" where nothing is known
	widths    []float32       // by code or CID, in ems; NaN where none is given
	width     float32         // for those
	vert      map[uint32][3]float32
	vertY, w1 float32 // DW2
	em        float64 // what a size of 1 means, 1 but for Type 3
	chars     charTable
}

// char is what one code draws.
type char struct {
	text   string  // "" for what takes room but shows nothing
	w      float32 // advance, in ems
	vx, vy float32 // where the vertical origin is, from the horizontal one
	w1     float32 // vertical advance
	space  bool    // a single byte 32, which word spacing widens
}

// unknownFont stands in for a font that is missing: text that cannot be told.
func unknownFont(in *inflater) *font { return &font{in: in, em: 1, width: .5} }

func (d *document) newFont(v lib.Value) *font {
	f := &font{in: d.in, em: 1}
	switch u := d.key(v, "ToUnicode"); u.Kind() {
	case lib.Stream:
		f.unicode = readCMap(d.in, d.stream(u))
	case lib.Name:
		f.isUnicode = strings.HasPrefix(u.Name(), "Identity")
	}
	switch d.key(v, "Subtype").Name() {
	case "Type0":
		d.composite(f, v)
	case "Type3":
		d.simple(f, v)
		d.type3(f, v)
	default:
		d.simple(f, v)
	}
	return f
}

// composite reads a Type 0 font.
func (d *document) composite(f *font, v lib.Value) {
	desc := d.index(d.key(v, "DescendantFonts"), 0)
	switch e := d.key(v, "Encoding"); e.Kind() {
	case lib.Stream:
		f.codes = readCMap(d.in, d.stream(e))
		f.cut, f.vertical = cutMap, f.codes.vertical
		base := f.codes.base
		if u := d.key(e, "UseCMap"); u.Kind() == lib.Name {
			base = u.Name()
		}
		if p, _, ok := predefinedCMap(base); ok {
			f.known = &p
			if len(f.codes.spaces) == 0 {
				f.cut = p.cut
			}
		}
		if w := d.key(e, "WMode"); w.Kind() == lib.Integer {
			f.vertical = w.Int64() == 1
		}
	case lib.Name:
		p, vertical, ok := predefinedCMap(e.Name())
		if !ok {
			p = predefined{cut: cutTwo, identity: true}
			vertical = strings.HasSuffix(e.Name(), "V")
		}
		f.known, f.cut, f.vertical = &p, p.cut, vertical
	default:
		f.known, f.cut = &predefined{cut: cutTwo, identity: true}, cutTwo
	}
	f.width = 1
	if w := d.key(desc, "DW"); !w.IsNull() {
		f.width = ems(w.Float64())
	}
	d.cidWidths(f, d.key(desc, "W"))
	if f.vertical {
		f.vertY, f.w1 = .88, -1
		if a, ok := d.numbers(d.key(desc, "DW2"), 2); ok {
			f.vertY, f.w1 = ems(a[0]), ems(a[1])
		}
		d.cidVertical(f, d.key(desc, "W2"))
	}
}

// ems turns thousandths into ems, and what no font has into nothing.
func ems(v float64) float32 {
	if !(math.Abs(v) < 1e6) {
		return 0
	}
	return float32(v / 1000)
}

const maxCID = 1<<16 - 1

// setWidth notes a width by code or CID.
func (f *font) setWidth(c int, w float32) {
	if c < 0 || c > maxCID {
		return
	}
	if c >= len(f.widths) {
		grown := make([]float32, max(c+1, min(2*len(f.widths), maxCID+1)))
		for i := copy(grown, f.widths); i < len(grown); i++ {
			grown[i] = float32(math.NaN())
		}
		f.widths = grown
	}
	f.widths[c] = w
}

func (f *font) widthOf(c uint32) float32 {
	if int64(c) < int64(len(f.widths)) {
		if w := f.widths[c]; w == w {
			return w
		}
	}
	return f.width
}

// cidWidths reads W: "c [w …]" and "first last w".
func (d *document) cidWidths(f *font, w lib.Value) {
	for i, n := 0, w.Len(); i+1 < n; {
		d.in.tick()
		first := int(d.index(w, i).Int64())
		next := d.index(w, i+1)
		if next.Kind() == lib.Array {
			for k := range next.Len() {
				f.setWidth(first+k, ems(d.index(next, k).Float64()))
			}
			i += 2
			continue
		}
		last, width := min(int(next.Int64()), maxCID), ems(d.index(w, i+2).Float64())
		for c := max(first, 0); c <= last; c++ {
			f.setWidth(c, width)
		}
		i += 3
	}
}

// cidVertical reads W2: "c [w1 vx vy …]" and "first last w1 vx vy".
func (d *document) cidVertical(f *font, w lib.Value) {
	f.vert = map[uint32][3]float32{}
	for i, n := 0, w.Len(); i+1 < n; {
		d.in.tick()
		first := int(d.index(w, i).Int64())
		next := d.index(w, i+1)
		at := func(a lib.Value, k int) float32 { return ems(d.index(a, k).Float64()) }
		if next.Kind() == lib.Array {
			for k := 0; k+2 < next.Len(); k += 3 {
				f.vert[uint32(first+k/3)] = [3]float32{at(next, k), at(next, k+1), at(next, k+2)}
			}
			i += 2
			continue
		}
		m := [3]float32{at(w, i+2), at(w, i+3), at(w, i+4)}
		for c := max(first, 0); c <= min(int(next.Int64()), maxCID); c++ {
			f.vert[uint32(c)] = m
		}
		i += 5
	}
}

// simple reads a font of one-byte codes.
func (d *document) simple(f *font, v lib.Value) {
	desc := d.key(v, "FontDescriptor")
	first, widths := int(d.key(v, "FirstChar").Int64()), d.key(v, "Widths")
	for i := range min(widths.Len(), 256) {
		f.setWidth(first+i, ems(d.index(widths, i).Float64()))
	}
	name := d.key(v, "BaseFont").Name()
	embedded := false
	for _, k := range [...]string{"FontFile", "FontFile2", "FontFile3"} {
		embedded = embedded || d.key(desc, k).Kind() == lib.Stream
	}
	f.width = ems(d.key(desc, "MissingWidth").Float64())
	if widths.Len() == 0 && !embedded {
		f.width = .5
		for c, w := range standardWidths(name) {
			f.setWidth(32+c, w)
		}
	}
	enc := d.key(v, "Encoding")
	switch enc.Kind() {
	case lib.Name:
		f.base = enc.Name()
	case lib.Dict:
		f.base = d.key(enc, "BaseEncoding").Name()
		d.differences(f, d.key(enc, "Differences"))
	}
	symbolic := d.key(desc, "Flags").Int64()&4 != 0
	switch {
	case embedded && symbolic && first < 32 && f.names == nil:
		// Codes dealt out as they came, beginning at 0 or 1: whatever the
		// encoding says, they mean nothing.
		f.base = ""
	case f.base == "" && !embedded && !strings.Contains(name, "Symbol") && !strings.Contains(name, "Dingbats"):
		f.base = "StandardEncoding"
	case f.base == "" && embedded && !symbolic:
		f.base = "StandardEncoding"
	}
}

func (d *document) differences(f *font, v lib.Value) {
	c := -1
	f.names = make(map[byte]string, v.Len())
	for i := range min(v.Len(), 1024) {
		switch x := d.index(v, i); x.Kind() {
		case lib.Integer:
			c = int(max(-1, min(x.Int64(), 256)))
		case lib.Name:
			if c >= 0 && c < 256 {
				f.names[byte(c)] = x.Name()
			}
			c++
		}
	}
}

// type3 scales widths, which are in the font's own units, and tells the size
// that its glyphs are drawn in: it need not be that of the text state.
func (d *document) type3(f *font, v lib.Value) {
	m, ok := d.numbers(d.key(v, "FontMatrix"), 6)
	if !ok || m[0] == 0 {
		return
	}
	k := float32(math.Abs(m[0]) * 1000)
	for i := range f.widths {
		f.widths[i] *= k
	}
	f.width *= k
	if up := math.Abs(m[3]) * 1000; up > 4 || up < .25 {
		if b, ok := d.numbers(d.key(v, "FontBBox"), 4); ok && b[3] > b[1] {
			f.em = (b[3] - b[1]) * math.Abs(m[3])
		}
	}
}

// next cuts the next code from s, which is not empty.
func (f *font) next(s []byte) (code uint32, n int) {
	switch f.cut {
	case cutOne:
		return uint32(s[0]), 1
	case cutTwo:
		if len(s) > 1 {
			return uint32(s[0])<<8 | uint32(s[1]), 2
		}
		return uint32(s[0]), 1
	case cutMap:
		return f.codes.next(s)
	}
	n = f.cut.length(s)
	return uint32(bigEndian(s[:n])), n
}

// char is what a code of n bytes draws.
func (f *font) char(code uint32, n int) *char {
	c, found := f.chars.find(codeKey(code, n))
	if !found {
		f.in.unpacked(128) // against fonts that use every code there is
		f.fill(c, code, n)
	}
	return c
}

func (f *font) fill(c *char, code uint32, n int) {
	c.space = n == 1 && code == 32
	id, haveID := code, f.known == nil || f.known.identity
	if f.codes != nil {
		id, haveID = f.codes.cid(code, n)
	}
	c.text = clean(f.meaning(code, n))
	switch {
	case haveID:
		c.w = f.widthOf(id)
	case f.known != nil && f.known.ascii > 0 && n == 1 || f.known != nil && f.known.charset == nil && code < 0x80:
		c.w = f.asciiWidth(code)
	default:
		c.w = f.width
	}
	if !f.vertical {
		return
	}
	c.vx, c.vy, c.w1 = c.w/2, f.vertY, f.w1
	if m, ok := f.vert[id]; ok && haveID {
		c.w1, c.vx, c.vy = m[0], m[1], m[2]
	}
}

// asciiWidth is the width of an ASCII code of a predefined map: the only ones
// whose identifiers follow from their codes, and that are not an em wide.
func (f *font) asciiWidth(code uint32) float32 {
	if code < 0x20 || code > 0x7e {
		return f.width
	}
	if id := f.known.ascii + code - 0x20; int64(id) < int64(len(f.widths)) {
		if w := f.widths[id]; w == w {
			return w
		}
	}
	return f.width / 2
}

// meaning is the text that a code stands for, U+FFFD where nothing tells.
func (f *font) meaning(code uint32, n int) string {
	if s, ok := f.unicode.text(code, n); ok && usable(s) {
		return s
	}
	if f.isUnicode {
		return string(rune(code))
	}
	if f.cut == cutOne && f.known == nil && f.codes == nil {
		if name, ok := f.names[byte(code)]; ok {
			if s := nameText(name); s != "" {
				return s
			}
			if name == ".notdef" {
				return ""
			}
			return "\uFFFD"
		}
		if f.base != "" {
			if r := byteText(f.base, byte(code)); r >= ' ' {
				return string(r)
			}
		}
		return "\uFFFD"
	}
	if f.known != nil && !f.known.identity {
		return f.known.text(code, n)
	}
	return "\uFFFD"
}

// usable tells a real meaning from what writers put where they know none.
func usable(s string) bool {
	for _, r := range s {
		if r == 0 || r == utf8.RuneError || r == 0xffff {
			return false
		}
	}
	return true
}

// clean folds a character to the one that it looks like, and drops what shows
// nothing. A soft hyphen that is drawn is a hyphen.
func clean(s string) string {
	plain := true
	for _, r := range s {
		plain = plain && (r >= ' ' && r < 0xad || r > 0xad && r < 0x200b || r > 0x3000 && r < 0xf900)
	}
	if plain {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == 0xad:
			return '-'
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r >= 0xfb00 && r <= 0xfb06:
			return r
		case r < ' ', r >= 0x7f && r < 0xa0, r >= 0xfe00 && r <= 0xfe0f, r == 0xfffe, r == 0xffff, unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
	for _, l := range ligatures {
		s = strings.ReplaceAll(s, l[0], l[1])
	}
	return fold.Radicals(s)
}

var ligatures = [...][2]string{{"\ufb00", "ff"}, {"\ufb01", "fi"}, {"\ufb02", "fl"}, {"\ufb03", "ffi"}, {"\ufb04", "ffl"}, {"\ufb05", "st"}, {"\ufb06", "st"}}

// standardWidths are the widths of ASCII from the space on, in ems, of the
// fonts that a file need not describe: Courier, Times and Helvetica (Adobe's
// metrics of their plain cuts; the bold ones differ little).
func standardWidths(name string) []float32 {
	var table string
	switch {
	case strings.Contains(name, "Courier"):
		out := make([]float32, 95)
		for i := range out {
			out[i] = .6
		}
		return out
	case strings.Contains(name, "Times"):
		table = "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541"
	default:
		table = "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
	}
	l := lexer{b: []byte(table)}
	var out []float32
	for l.next() == tokNumber {
		out = append(out, ems(l.num))
	}
	return out
}
