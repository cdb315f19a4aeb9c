package pdf

import (
	"encoding/binary"
	"slices"
)

// program is what a TrueType or OpenType font program says of its glyphs: which
// character each draws, by the tables that viewers look characters up in, read
// backwards, and by the glyphs' names.
type program struct {
	runes []rune         // by glyph; 0 where nothing tells, or two things disagree
	codes map[byte]int32 // the glyphs of one-byte codes, for a font of symbols
	told  bool           // names, or characters beyond Latin: codes that a writer deals out do not look so
}

// readProgram reads the program of a font whose text nothing else tells; nil where
// the program tells nothing either. A table that calls every glyph by its number
// says nothing.
func readProgram(b []byte) *program {
	if len(b) < 12 || string(b[:4]) != "\x00\x01\x00\x00" && string(b[:4]) != "true" && string(b[:4]) != "OTTO" {
		return nil
	}
	p := &program{codes: map[byte]int32{}}
	numbered := true // every character is its glyph's number
	add := func(r rune, glyph int) {
		if glyph <= 0 || glyph > maxCID || rank(r) == 0 {
			return
		}
		numbered = numbered && int(r) == glyph
		p.told = p.told || r > 0xFF
		if glyph >= len(p.runes) {
			p.runes = append(p.runes, make([]rune, glyph+1-len(p.runes))...)
		}
		if old := p.runes[glyph]; rank(r) > rank(old) || rank(r) == rank(old) && r < old {
			p.runes[glyph] = r
		}
	}
	cmap := sfntTable(b, "cmap")
	left := 1 << 17 // characters that are looked at
	for i := range min(int(u16(cmap, 2)), 64) {
		platform, encoding, at := u16(cmap, 4+8*i), u16(cmap, 6+8*i), int(u32(cmap, 8+8*i))
		if at <= 0 || at >= len(cmap) || 12+8*i > len(cmap) {
			break
		}
		switch sub := cmap[at:]; {
		case platform == 0 && encoding != 5, platform == 3 && (encoding == 1 || encoding == 10):
			subtable(sub, &left, add)
		case platform == 3 && encoding == 0, platform == 1 && encoding == 0:
			subtable(sub, &left, func(r rune, glyph int) {
				if c := byte(r); r < 0x100 || r >= 0xF000 && r < 0xF100 {
					if _, known := p.codes[c]; !known || platform == 3 {
						p.codes[c] = int32(glyph)
					}
				}
			})
		}
	}
	if numbered {
		p.runes = nil
	}
	p.named(sfntTable(b, "post"))
	if p.runes == nil {
		return nil
	}
	return p
}

// rank orders the characters that share a glyph: those that texts are written with
// go before signs that only look like them. 0 is none that a text is written with.
func rank(r rune) int {
	switch {
	case r > ' ' && r < 0x7F:
		return 4
	case r >= 0x4E00 && r <= 0x9FFF, r == 0x3007:
		return 3
	case r < ' ' || r >= 0x7F && r < 0xA0 || r >= 0xE000 && r < 0xF900 || r >= 0xF0000:
		return 0
	case r >= 0x2E80 && r < 0x2FE0 || r >= 0xF900 && r < 0xFB00:
		return 1
	}
	return 2
}

// named takes in the glyphs' names. A glyph that its name calls otherwise than the
// table of characters is unknown.
func (p *program) named(post []byte) {
	if u32(post, 0) != 0x20000 {
		return
	}
	n := int(u16(post, 32))
	var names [][]byte
	for at := 34 + 2*n; at < len(post) && len(names) < n; {
		end := at + 1 + int(post[at])
		if end > len(post) {
			break
		}
		names = append(names, post[at+1:end])
		at = end
	}
	for glyph := 1; glyph < n && glyph <= maxCID; glyph++ {
		text := ""
		switch k := int(u16(post, 34+2*glyph)); {
		case k >= 3 && k <= 97: // of Apple's standard order, ASCII
			text = string(rune(' ' + k - 3))
		case k >= 258 && k-258 < len(names):
			text = nameText(string(names[k-258]))
		}
		r := []rune(text)
		if len(r) != 1 || rank(r[0]) == 0 {
			continue
		}
		if glyph >= len(p.runes) {
			p.runes = append(p.runes, make([]rune, glyph+1-len(p.runes))...)
		}
		switch own := &p.runes[glyph]; {
		case *own == 0:
			*own, p.told = r[0], true
		case *own != r[0] && clean(string(*own)) != clean(text) && rank(*own) == rank(r[0]):
			*own = 0
		}
	}
}

// text is the character that a glyph draws, U+FFFD where nothing tells.
func (p *program) text(glyph int) string {
	if p == nil || glyph <= 0 || glyph >= len(p.runes) || p.runes[glyph] == 0 {
		return unknownText
	}
	return string(p.runes[glyph])
}

// ofCode is text for a one-byte code. A table of Latin characters alone may be one
// of codes that a writer dealt out.
func (p *program) ofCode(code byte) string {
	if p == nil || !p.told {
		return unknownText
	}
	return p.text(int(p.codes[code]))
}

// subtable lists the characters, or codes, of a table in the formats in use.
func subtable(t []byte, left *int, add func(r rune, glyph int)) {
	switch u16(t, 0) {
	case 0:
		for c := range min(256, max(0, len(t)-6)) {
			add(rune(c), int(t[6+c]))
		}
	case 4:
		n := int(u16(t, 6)) / 2
		for i := range n {
			last, first := int(u16(t, 14+2*i)), int(u16(t, 16+2*n+2*i))
			delta, at := int(u16(t, 16+4*n+2*i)), 16+6*n+2*i
			offset := int(u16(t, at))
			for c := first; c <= last && c < 0xFFFF && at < len(t); c++ {
				if *left--; *left < 0 {
					return
				}
				glyph := c + delta
				if offset != 0 {
					if glyph = int(u16(t, at+offset+2*(c-first))); glyph != 0 {
						glyph += delta
					}
				}
				add(rune(c), glyph&0xFFFF)
			}
		}
	case 6:
		first := int(u16(t, 6))
		for i := range int(u16(t, 8)) {
			add(rune(first+i), int(u16(t, 10+2*i)))
		}
	case 12:
		for i := range min(int(u32(t, 12)), len(t)/12) {
			first, last, glyph := u32(t, 16+12*i), u32(t, 20+12*i), u32(t, 24+12*i)
			for c := first; c <= last && c <= 0x10FFFF; c++ {
				if *left--; *left < 0 {
					return
				}
				add(rune(c), int(min(glyph+c-first, maxCID+1)))
			}
		}
	}
}

// sfntTable is one of a font program's tables; nil if it is not there.
func sfntTable(b []byte, name string) []byte {
	for i := range int(u16(b, 4)) {
		at := 12 + 16*i
		if at+16 > len(b) {
			return nil
		}
		if string(b[at:at+4]) == name {
			from, n := int(u32(b, at+8)), int(u32(b, at+12))
			if from > len(b) {
				return nil
			}
			return b[from:min(len(b), from+n)]
		}
	}
	return nil
}

// u16 and u32 read big-endian numbers, 0 beyond the end.
func u16(b []byte, at int) uint16 {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return binary.BigEndian.Uint16(b[at:])
}

func u32(b []byte, at int) uint32 {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return binary.BigEndian.Uint32(b[at:])
}

// programOf reads the program of a font, if it is embedded as TrueType or OpenType.
func (d *document) programOf(desc rawDict) *program {
	for _, key := range [...]string{"FontFile2", "FontFile3"} {
		if id, ok := desc.ref(key); ok {
			if data := d.stream(id); len(data) > 0 {
				return readProgram(data)
			}
		}
	}
	return nil
}

// glyphsOf reads CIDToGIDMap; nil where identifiers are the glyphs' numbers.
func (d *document) glyphsOf(desc rawDict) []byte {
	if id, ok := desc.ref("CIDToGIDMap"); ok {
		return slices.Clone(d.stream(id))
	}
	return nil
}
