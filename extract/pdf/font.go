package pdf

import (
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

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
	names     map[byte][]byte // Differences
	base      string          // the simple encoding under them; "" where nothing is known
	widths    []widthRun      // by code or CID, in order once read
	width     float32         // where none is given, in ems
	vert      map[uint32][3]float32
	vertY, w1 float32 // DW2
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

// ems turns thousandths into ems, and what no font has into nothing.
func ems(v float64) float32 {
	if !(math.Abs(v) < 1e6) {
		return 0
	}
	return float32(v / 1000)
}

const maxCID = 1<<16 - 1

// widthRun is the widths of the codes first…last: one each, or one for all.
type widthRun struct {
	first, last uint32
	each        []float32
	all         float32
}

func (f *font) addWidths(r widthRun) {
	if r.first <= r.last && r.first <= maxCID {
		f.widths = append(f.widths, r)
	}
}

func (f *font) sortWidths() {
	slices.SortStableFunc(f.widths, func(a, b widthRun) int { return int(a.first) - int(b.first) })
}

// given is the width that the file gives for a code.
func (f *font) given(c uint32) (float32, bool) {
	i := sort.Search(len(f.widths), func(i int) bool { return f.widths[i].first > c })
	// Runs that hold others are rare: a short walk back finds them.
	for k := i - 1; k >= 0 && k >= i-256; k-- {
		if r := &f.widths[k]; c <= r.last {
			if r.each != nil {
				return r.each[c-r.first], true
			}
			return r.all, true
		}
	}
	return f.width, false
}

// floats reads the rest of an array of numbers, in ems.
func (d *document) floats(l *lexer, limit int) (out []float32) {
	for {
		switch tok := l.next(); tok {
		case tokNumber:
			if len(out) < limit {
				out = append(out, ems(l.num))
			}
		case tokWord: // a reference, which hardly any writer puts here
			if n := len(out); string(l.raw) == "R" && n >= 2 {
				v, _ := d.numbersOf(appendRef(nil, uint32(max(0, out[n-2]*1000+.5)), 0), 1)
				out = append(out[:n-2], 0)
				if len(v) == 1 {
					out[n-2] = ems(v[0])
				}
			}
		case tokArrayEnd, tokEOF:
			return out
		default:
			l.skip(tok)
		}
	}
}

// clampCode keeps a code or identifier within what a font can have, and one
// beyond.
func clampCode(v float64) uint32 { return uint32(max(0, min(v, maxCID+1))) }

// cidWidths reads W: "c [w …]" and "first last w".
func (d *document) cidWidths(f *font, raw []byte) {
	l := &lexer{b: raw}
	if l.next() != tokArray {
		return
	}
	for l.next() == tokNumber {
		d.in.tick()
		first := clampCode(l.num)
		switch l.next() {
		case tokArray:
			if each := d.floats(l, maxCID+1); len(each) > 0 {
				f.addWidths(widthRun{first: first, last: first + uint32(len(each)) - 1, each: each})
			}
		case tokNumber:
			last := min(clampCode(l.num), maxCID)
			if l.next() != tokNumber {
				return
			}
			f.addWidths(widthRun{first: first, last: last, all: ems(l.num)})
		default:
			return
		}
	}
	f.sortWidths()
}

// cidVertical reads W2: "c [w1 vx vy …]" and "first last w1 vx vy".
func (d *document) cidVertical(f *font, raw []byte) {
	l := &lexer{b: raw}
	if l.next() != tokArray {
		return
	}
	f.vert = map[uint32][3]float32{}
	for l.next() == tokNumber {
		d.in.tick()
		first := clampCode(l.num)
		switch l.next() {
		case tokArray:
			m := d.floats(l, 3*maxCID)
			for k := 0; k+2 < len(m); k += 3 {
				f.vert[first+uint32(k/3)] = [3]float32(m[k:])
			}
		case tokNumber:
			last := min(clampCode(l.num), maxCID)
			var m [3]float32
			for i := range m {
				if l.next() != tokNumber {
					return
				}
				m[i] = ems(l.num)
			}
			d.in.unpacked(int(max(last, first)-first) * 16)
			for c := first; c <= last; c++ {
				f.vert[c] = m
			}
		default:
			return
		}
	}
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
			d.differences(f, d.follow(e["Differences"]))
		}
	}
	symbolic := asInt(d.follow(desc["Flags"]), 0)&4 != 0
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

func (d *document) differences(f *font, raw []byte) {
	l := lexer{b: raw}
	if l.next() != tokArray {
		return
	}
	f.names = map[byte][]byte{}
	c := uint32(256)
	for {
		switch l.next() {
		case tokNumber:
			c = clampCode(l.num)
		case tokName:
			if c < 256 {
				f.names[byte(c)] = l.raw
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
		if name, ok := f.names[byte(code)]; ok {
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
		return unknownText
	}
	if f.known != nil && !f.known.identity {
		return f.known.text(code, n)
	}
	return unknownText
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

// clean folds a character to the one that it looks like, and drops joiners and
// other marks that show nothing. A soft hyphen that is drawn is a hyphen; a
// control code that is drawn is a writer's number for a glyph, and unknown.
func clean(s string) string {
	plain := true
	for _, r := range s {
		plain = plain && (r >= ' ' && r < 0x7f || r >= 0xa0 && r < 0xad || r > 0xad && r < 0x200b || r > 0x3000 && r < 0xf900)
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
		case r < ' ', r >= 0x7f && r < 0xa0:
			return utf8.RuneError // it is drawn, so it is not nothing
		case r >= 0xfe00 && r <= 0xfe0f, r == 0xfffe, r == 0xffff, unicode.Is(unicode.Cf, r):
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
