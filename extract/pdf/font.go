package pdf

import (
	"math"
	"strings"
)

// font turns the codes of a string into characters and their extents. Fonts
// are read once a document; what a code means is worked out at its first use.
// What font programs draw is not needed. What it means is asked of them only where
// nothing else tells: see builtIn and program.
type font struct {
	in        *inflater
	cut       cut
	vertical  bool
	unicode   *cmap // ToUnicode
	isUnicode bool  // ToUnicode is Identity: codes are UTF-16
	codes     *cmap // an embedded Encoding
	known     *predefined
	differ    []byte       // Differences, as it stands; read only where a name is asked for
	names     *[256][]byte // of the codes that it names
	base      string       // the simple encoding under them; "" where nothing is known
	widths    []widthRun   // by code or CID, in order once read
	width     float32      // where none is given, in ems
	vert      map[uint32][3]float32
	vertY, w1 float32 // DW2
	program   *program
	glyphs    []byte  // CIDToGIDMap, where the program is asked
	curable   bool    // its identifiers are of a public collection, which another engine may know
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

// newFont reads a font and keeps it under its object's number, if it has one.
func (d *document) newFont(v rawDict, id uint32) *font {
	f := &font{in: d.in, em: 1}
	if id != 0 {
		d.fonts[id] = f
	}
	if u, ok := v.ref("ToUnicode"); ok {
		f.unicode = readCMap(d.in, d.stream(u))
	}
	f.isUnicode = strings.HasPrefix(asName(d.follow(v["ToUnicode"])), "Identity")
	switch asName(d.follow(v["Subtype"])) {
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
func (d *document) composite(f *font, v rawDict) {
	desc := rawDict{}
	if l := (lexer{b: d.follow(v["DescendantFonts"])}); l.next() == tokArray {
		_, raw := l.value()
		desc = d.dictOf(raw)
	}
	enc := d.follow(v["Encoding"])
	if name := asName(enc); name != "" {
		p, vertical, ok := predefinedCMap(name)
		if !ok {
			p = predefined{cut: cutTwo, identity: true}
			vertical, f.curable = strings.HasSuffix(name, "V"), true
		}
		f.known, f.cut, f.vertical = &p, p.cut, vertical
	} else if id, ok := v.ref("Encoding"); ok {
		d.embedded(f, d.dictOf(enc), id)
	} else {
		f.known, f.cut = &predefined{cut: cutTwo, identity: true}, cutTwo
	}
	f.curable = f.curable || d.crypt == nil && publicCollection(d.dictOf(desc["CIDSystemInfo"])["Ordering"])
	if f.known != nil && f.known.identity && f.unicode == nil && !f.isUnicode && !f.curable {
		if f.program = d.programOf(d.dictOf(desc["FontDescriptor"])); f.program != nil {
			f.glyphs = d.glyphsOf(desc)
		}
	}
	f.width = 1
	if w, ok := d.numbersOf(desc["DW"], 1); ok {
		f.width = ems(w[0])
	}
	d.cidWidths(f, d.follow(desc["W"]))
	if f.vertical {
		f.vertY, f.w1 = .88, -1
		if a, ok := d.numbersOf(desc["DW2"], 2); ok {
			f.vertY, f.w1 = ems(a[0]), ems(a[1])
		}
		d.cidVertical(f, d.follow(desc["W2"]))
	}
}

// publicCollection tells the character collections whose identifiers have
// meanings that are published.
func publicCollection(ordering []byte) bool {
	l := lexer{b: ordering}
	if l.next() != tokString {
		return false
	}
	switch string(l.raw) {
	case "GB1", "CNS1", "Japan1", "Korea1":
		return true
	}
	return false
}

// embedded reads an Encoding that is a stream.
func (d *document) embedded(f *font, enc rawDict, id uint32) {
	f.codes = readCMap(d.in, d.stream(id))
	f.cut, f.vertical = cutMap, f.codes.vertical
	base := f.codes.base
	if u := enc.name("UseCMap"); u != "" {
		base = u
	}
	if p, _, ok := predefinedCMap(base); ok {
		f.known = &p
		if len(f.codes.spaces) == 0 {
			f.cut = p.cut
		}
	}
	if w := enc.int("WMode", -1); w >= 0 {
		f.vertical = w == 1
	}
}

// numbersOf reads one number, or an array of at least n.
func (d *document) numbersOf(raw []byte, n int) ([]float64, bool) {
	l := lexer{b: d.follow(raw)}
	tok := l.next()
	if tok == tokNumber && n == 1 {
		return []float64{l.num}, true
	}
	var out []float64
	for tok == tokArray && len(out) < n && l.next() == tokNumber {
		out = append(out, l.num)
	}
	return out, len(out) == n
}

// simple reads a font of one-byte codes.
func (d *document) simple(f *font, v rawDict) {
	desc := d.dictOf(v["FontDescriptor"])
	first := asInt(d.follow(v["FirstChar"]), 0)
	widths := lexer{b: d.follow(v["Widths"])}
	given := widths.next() == tokArray
	if given && first >= 0 && first < 256 {
		if each := d.floats(&widths, 256); len(each) > 0 {
			f.addWidths(widthRun{first: uint32(first), last: uint32(first + len(each) - 1), each: each})
		}
	}
	name := asName(d.follow(v["BaseFont"]))
	embedded := desc["FontFile"] != nil || desc["FontFile2"] != nil || desc["FontFile3"] != nil
	if w, ok := d.numbersOf(desc["MissingWidth"], 1); ok {
		f.width = ems(w[0])
	}
	if !given && !embedded {
		f.width = .5
		f.addWidths(widthRun{first: 32, last: 126, each: standardWidths(name)})
	}
	enc := d.follow(v["Encoding"])
	if f.base = asName(enc); f.base == "" {
		if e := d.dictOf(enc); e != nil {
			f.base = asName(d.follow(e["BaseEncoding"]))
			if raw := d.follow(e["Differences"]); isArray(raw) {
				f.differ = raw
			}
		}
	}
	symbolic := asInt(d.follow(desc["Flags"]), 0)&4 != 0
	if program, ok := desc.ref("FontFile"); ok && f.base == "" && f.unicode == nil && !f.isUnicode {
		names, standard, ok := builtIn(d.stream(program))
		switch {
		case standard:
			f.base = "StandardEncoding"
			return
		case ok:
			f.names = names
			f.readNames()
			return
		}
	}
	switch {
	case embedded && symbolic && first < 32 && f.differ == nil:
		// Codes dealt out as they came, beginning at 0 or 1: whatever the
		// encoding says, they mean nothing.
		f.base = ""
	case f.base == "" && !embedded && !strings.Contains(name, "Symbol") && !strings.Contains(name, "Dingbats"):
		f.base = "StandardEncoding"
	case f.base == "" && embedded && !symbolic:
		f.base = "StandardEncoding"
	}
	if f.base == "" && f.unicode == nil && !f.isUnicode && f.differ == nil {
		f.program = d.programOf(desc)
	}
}

func isArray(raw []byte) bool {
	l := lexer{b: raw}
	return l.next() == tokArray
}

// name is what Differences call a code's glyph; nil where they leave it out.
// Most fonts tell the meaning of their codes otherwise, so that nobody asks.
func (f *font) name(code byte) []byte {
	if f.names == nil && f.differ != nil {
		f.names = new([256][]byte)
		f.readNames()
	}
	if f.names == nil {
		return nil
	}
	return f.names[code]
}

func (f *font) readNames() {
	l := lexer{b: f.differ}
	if l.next() != tokArray {
		return
	}
	c := uint32(256)
	for {
		switch l.next() {
		case tokNumber:
			c = clampCode(l.num)
		case tokName:
			if c < 256 {
				f.names[c] = l.raw
			}
			c++
		default:
			return
		}
	}
}

// type3 scales widths, which are in the font's own units, and tells the size
// that its glyphs are drawn in: it need not be that of the text state.
func (d *document) type3(f *font, v rawDict) {
	m, ok := d.numbersOf(v["FontMatrix"], 6)
	if !ok || m[0] == 0 {
		return
	}
	k := float32(math.Abs(m[0]) * 1000)
	for i := range f.widths {
		for j := range f.widths[i].each {
			f.widths[i].each[j] *= k
		}
	}
	f.width *= k
	if up := math.Abs(m[3]) * 1000; up > 4 || up < .25 {
		if b, ok := d.numbersOf(v["FontBBox"], 4); ok && b[3] != b[1] {
			f.em = math.Abs((b[3] - b[1]) * m[3])
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
	c, found := f.chars.find(f.in.room, codeKey(code, n))
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
		c.w, _ = f.given(id)
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
	w, _ := f.given(f.known.ascii + code - 0x20)
	return w
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
		if name := f.name(byte(code)); name != nil {
			if s := nameText(string(name)); s != "" {
				return s
			}
			if string(name) == ".notdef" {
				return ""
			}
			return unknownText
		}
		if f.base != "" {
			if r := byteText(f.base, byte(code)); r >= ' ' {
				return string(r)
			}
		}
		return f.program.ofCode(byte(code))
	}
	if f.known != nil && !f.known.identity {
		return f.known.text(code, n)
	}
	if f.program != nil && f.codes == nil {
		if f.glyphs != nil {
			return f.program.text(int(u16(f.glyphs, 2*int(code))))
		}
		return f.program.text(int(code))
	}
	return unknownText
}
