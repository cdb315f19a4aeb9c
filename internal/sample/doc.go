package sample

import (
	"encoding/binary"
	"math/rand/v2"
	"strings"
	"unicode/utf16"
)

// DOC returns the report as a file of Word 97 to 2003. Spans are edges of cells,
// a little off from row to row, and merges down; for some seeds the text lies in
// many pieces, some of a byte a character, as after quick saves, rows are defined
// in the data stream, the sectors of a stream lie backwards, and headings are
// numbered by Word.
func (r *Report) DOC() []byte {
	d := &binaryDoc{r: r, rng: r.fork("doc"), at: fibSize}
	d.auto = d.rng.IntN(3) == 0 && !r.has(WrongOrdinals) && !r.has(MissingSection)
	d.pieces, d.far, d.backwards = d.rng.IntN(3) == 0, d.rng.IntN(3) == 0, d.rng.IntN(3) == 0
	for i := range r.blocks {
		b := &r.blocks[i]
		switch {
		case b.table != nil:
			d.tableRows(b.table)
		case b.kind == heading && d.auto:
			d.paragraph(b.auto, '\r', 1, change(0x2640, 0), change(0x260A, 0), change(0x460B, 1, 0))
		default:
			d.paragraph(b.text, '\r', 0)
		}
	}
	return d.file()
}

const (
	fibSize  = 2048
	fibParts = 93
	fkpSize  = 512
)

var le = binary.LittleEndian

// binaryDoc is a file in the making: its text, and where properties change.
type binaryDoc struct {
	r                            *Report
	rng                          *rand.Rand
	auto, pieces, far, backwards bool
	text                         []byte
	chars                        uint32 // so far
	at                           uint32 // place in the stream
	table                        []pieceOf
	looks, paras                 []changed
	data                         []byte // stream
}

type pieceOf struct {
	from, at uint32
	wide     bool
	change   uint16 // what is changed in all of it
}

// Changes of a whole piece: in itself, and the first of a list.
const (
	shortDeleted = 0x41<<1 | 1<<8
	longDeleted  = 1
)

// changed is a stretch of the stream with its list of changes.
type changed struct {
	end  uint32
	list []byte
}

// change is one operation on properties.
func change(op uint16, operand ...byte) []byte { return append(le.AppendUint16(nil, op), operand...) }

// paragraph writes one with its mark, style and changes.
func (d *binaryDoc) paragraph(text string, mark byte, style uint16, changes ...[]byte) {
	text = strings.ReplaceAll(text, "\n", "\v")
	c := []rune(text)
	if cut := len(c) / 2; cut > 0 && d.rng.IntN(16) == 0 {
		d.run(string(c[:cut]), nil, 0)
		switch {
		case !d.pieces:
			d.run("99", change(0x0800, 1), 0) // deleted
		case cut%2 == 0:
			d.run("99", nil, shortDeleted)
		default:
			d.run("99", nil, longDeleted)
		}
		d.run(string(c[cut:])+string(rune(mark)), nil, 0)
	} else {
		d.run(text+string(rune(mark)), nil, 0)
	}
	list := le.AppendUint16(nil, style)
	for _, c := range changes {
		list = append(list, c...)
	}
	d.paras = append(d.paras, changed{d.at, list})
}

func (d *binaryDoc) run(text string, list []byte, whole uint16) {
	wide := !d.pieces || strings.IndexFunc(text, func(r rune) bool { return r >= 0x80 }) >= 0
	if n := len(d.table); n == 0 || d.table[n-1].wide != wide || d.table[n-1].change != whole {
		d.table = append(d.table, pieceOf{d.chars, d.at, wide, whole})
	}
	for _, u := range utf16.Encode([]rune(text)) {
		d.text = append(d.text, byte(u))
		if wide {
			d.text = append(d.text, byte(u>>8))
		}
		d.chars++
	}
	d.at = fibSize + uint32(len(d.text))
	d.looks = append(d.looks, changed{d.at, list})
}

func (d *binaryDoc) tableRows(t *table) {
	width := make([]int, t.cols+2)
	for i := range width {
		width[i] = 500 + d.rng.IntN(400)
	}
	in := change(0x2416, 1)
	for _, row := range d.r.wordRows(t) {
		x, edges := -108, []int{-108}
		var bits []byte
		col := 0
		for _, c := range row {
			d.paragraph(d.r.wordText(c.cell), '\a', 0, in)
			for range c.colSpan {
				x += width[min(col, len(width)-1)]
				col++
			}
			edges = append(edges, x+d.rng.IntN(4))
			bits = append(bits, [...]byte{0, 0x60, 0x20}[c.merge])
		}
		n := len(row)
		def := []byte{0, 0, byte(n)}
		for _, e := range edges {
			def = le.AppendUint16(def, uint16(int16(e)))
		}
		for _, b := range bits {
			def = append(def, append([]byte{b}, make([]byte, 19)...)...)
		}
		le.PutUint16(def, uint16(len(def)-1))
		end := [][]byte{in, change(0x2417, 1), change(0xD608, def...)}
		if d.far {
			end = [][]byte{d.elsewhere(0x6646, d.elsewhere(0x646B, in, change(0x2417, 1), d.inserted(edges, bits)), change(0x3403, 1))}
		}
		d.paragraph("", '\a', 0, end...)
	}
}

// inserted is a row as Word writes it with sprmTInsert: cells of one width, which
// are widened, and merged down.
func (d *binaryDoc) inserted(edges []int, bits []byte) []byte {
	n := byte(len(bits))
	out := append(change(0x9601, 0xAC, 0xFF), change(0x7621, 0, n, 0x68, 1)...) // at -84, before that the gap of 24
	for i, b := range bits {
		out = append(out, change(0x7623, le.AppendUint16([]byte{byte(i), byte(i + 1)}, uint16(edges[i+1]-edges[i]))...)...)
		if b != 0 {
			out = append(out, change(0xD62B, 2, byte(i), b>>5)...)
		}
	}
	return append(out, change(0x9602, 24, 0)...)
}

// elsewhere puts changes into the data stream; what is left says where.
func (d *binaryDoc) elsewhere(op uint16, changes ...[]byte) []byte {
	var list []byte
	for _, c := range changes {
		list = append(list, c...)
	}
	at := uint32(len(d.data))
	d.data = append(le.AppendUint16(d.data, uint16(len(list))), list...)
	return change(op, le.AppendUint32(nil, at)...)
}

// file puts the streams together.
func (d *binaryDoc) file() []byte {
	main := append(make([]byte, fibSize), d.text...)
	var table []byte
	var parts [fibParts][2]uint32
	part := func(i int, b []byte) {
		parts[i] = [2]uint32{uint32(len(table)), uint32(len(b))}
		table = append(table, b...)
	}
	for _, p := range []struct {
		part, entry int
		list        []changed
	}{{12, 1, d.looks}, {13, 13, d.paras}} {
		var plc []byte
		main, plc = formatted(main, p.list, p.entry)
		part(p.part, plc)
	}
	part(1, styles())
	clx := append([]byte{1, 3, 0}, change(0x0800, 1)...) // which longDeleted names
	head := len(clx) + 5
	clx = append(clx, 2, 0, 0, 0, 0)
	for _, p := range d.table {
		clx = le.AppendUint32(clx, p.from)
	}
	clx = le.AppendUint32(clx, d.chars)
	for _, p := range d.table {
		fc := p.at
		if !p.wide {
			fc = fc*2 | 1<<30
		}
		clx = le.AppendUint16(le.AppendUint32(append(clx, 0, 0), fc), p.change)
	}
	le.PutUint32(clx[head-4:], uint32(len(clx)-head))
	part(33, clx)
	if d.auto {
		list := le.AppendUint32([]byte{1, 0}, 7) // one list, its number
		list = append(list, make([]byte, 22)...)
		list = append(list, 1, 0) // of one level
		part(73, list)
		level := append([]byte{1, 0, 0, 0, 37}, make([]byte, 23)...)
		name := "\x00" + words().Mark["cjk"]
		level = le.AppendUint16(level, uint16(len([]rune(name))))
		for _, u := range utf16.Encode([]rune(name)) {
			level = le.AppendUint16(level, u)
		}
		table = append(table, level...)
		use := le.AppendUint32([]byte{1, 0, 0, 0}, 7)
		part(74, append(append(use, make([]byte, 12)...), 0xFF, 0xFF, 0xFF, 0xFF))
	}
	f := append([]byte{0xEC, 0xA5, 0xC1, 0, 0, 0, 0, 0, 0, 0, 0, 0x12, 0xBF, 0}, make([]byte, 18)...) // 1Table
	f = append(append(f, 14, 0), make([]byte, 28)...)
	longs := make([]byte, 88)
	le.PutUint32(longs[12:], d.chars)
	f = append(append(f, 22, 0), longs...)
	f = append(f, fibParts, 0)
	for _, p := range parts {
		f = le.AppendUint32(le.AppendUint32(f, p[0]), p[1])
	}
	copy(main, f)
	return compound(d.backwards, main, table, d.data)
}
