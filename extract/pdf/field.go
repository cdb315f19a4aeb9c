package pdf

import (
	"strings"

	lib "github.com/ledongthuc/pdf"
)

// Bits of a form field's flags.
const (
	fieldPassword = 1 << 13
	fieldCombo    = 1 << 17
)

// inherited is an entry of a form field, or of the fields that it belongs to.
func (p *painter) inherited(field lib.Value, key string) lib.Value {
	for range 8 {
		if v := p.key(field, key); !v.IsNull() {
			return v
		}
		field = p.key(field, "Parent")
	}
	return lib.Value{}
}

// fieldText is what viewers show of an annotation that has no look of its own: the
// text filled into a form's field, the item picked of a list, a note's text.
func (p *painter) fieldText(field lib.Value) string {
	if p.key(field, "Subtype").Name() == "FreeText" {
		return p.text(p.key(field, "Contents"))
	}
	flags := p.inherited(field, "Ff").Int64()
	switch p.inherited(field, "FT").Name() {
	case "Tx":
		if flags&fieldPassword != 0 {
			return ""
		}
	case "Ch":
		if flags&fieldCombo == 0 {
			return ""
		}
	default:
		return ""
	}
	v := p.inherited(field, "V")
	if v.Kind() != lib.String {
		return ""
	}
	text := p.text(v)
	if options := p.inherited(field, "Opt"); options.Kind() == lib.Array { // some have a value, and another text to show
		for i := range options.Len() {
			p.tick()
			if o := p.index(options, i); o.Kind() == lib.Array && p.text(p.index(o, 0)) == text {
				return p.text(p.index(o, 1))
			}
		}
	}
	return text
}

// field draws such a text as viewers do: within its box, in the middle of its height.
// It reports whether there is any.
func (p *painter) field(a lib.Value, rect box) bool {
	text := strings.Trim(strings.ReplaceAll(p.fieldText(a), "\r\n", "\n"), "\r\n")
	if text == "" {
		return false
	}
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })
	h := rect.y1 - rect.y0
	size := p.fieldSize(a)
	if size <= 0 { // as fits
		size = min(12, .7*h/float64(len(lines)))
	}
	y := rect.y0 + h/2 + (float64(len(lines))*1.2/2-.9)*size
	for _, line := range lines {
		width := 0.
		for _, r := range line {
			width += fieldAdvance(r) * size
		}
		x := rect.x0 + 2
		switch p.inherited(a, "Q").Int64() {
		case 1:
			x = (rect.x0 + rect.x1 - width) / 2
		case 2:
			x = rect.x1 - 2 - width
		}
		for _, r := range line {
			w := fieldAdvance(r) * size
			m := &p.gs.ctm
			px, py := m.apply(x, y)
			b := spread(px, py, w*m[0], w*m[1], size*m[2], size*m[3])
			p.emit(&Glyph{Text: string(r), Size: hypot(size*m[2], size*m[3])}, &b, directionOf(m[0], m[1]), px, py)
			x += w
		}
		y -= 1.2 * size
	}
	return true
}

// fieldSize is the size of a field's font; 0 where viewers choose one.
func (p *painter) fieldSize(a lib.Value) (size float64) {
	l := lexer{b: []byte(p.inherited(a, "DA").RawString())}
	for t := l.next(); t != tokEOF; t = l.next() {
		if t == tokNumber {
			size = l.num
		} else if t == tokWord && string(l.raw) == "Tf" {
			return size
		}
	}
	return 0
}

// fieldAdvance is about how wide a character is, in ems.
func fieldAdvance(r rune) float64 {
	if r < 0x2E80 {
		return .5
	}
	return 1
}
