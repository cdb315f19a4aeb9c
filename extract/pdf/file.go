package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"reflect"
	"strconv"

	lib "github.com/ledongthuc/pdf"
)

// file is an open PDF: the object layer of the library, over a picture of the
// file that the library can read whatever the file itself is like.
//
// The library is strict about headers, trusts sizes and offsets, follows loops,
// and unpacks an object stream at each look. So it is shown a made-up file: a
// plain header, one cross-reference stream, and each object in an address range
// of its own (its number × 2³²), decrypted and taken out of object streams at
// the moment it is read. Stream data is read here, from the file's own bytes.
type file struct {
	*objects
	lib  *lib.Reader
	tail []byte // the cross-reference stream and what follows it
	base int64  // address of tail
}

const header = "%PDF-1.7\n"

// open finds the file's objects and its trailer: by its own tables, or, when
// rebuild is set, by looking through the whole file.
func open(b *budget, r *room, data []byte, rebuild bool) (*file, error) {
	f := &file{objects: &objects{in: &inflater{b, r}, data: data}}
	if rebuild || !f.readTables() {
		if err := f.scan(); err != nil {
			return nil, err
		}
	}
	if err := f.unlock(); err != nil {
		return nil, err
	}
	f.base = int64(len(f.places)+1) << 32
	f.tail = f.table()
	objects, err := lib.NewReader(f, f.base+int64(len(f.tail)))
	if err != nil {
		return nil, damaged()
	}
	f.lib = objects
	return f, nil
}

func appendRef(b []byte, id uint32, gen uint16) []byte {
	return fmt.Appendf(b, "%d %d R", id, gen)
}

// table writes the made-up cross-reference stream.
func (f *file) table() []byte {
	const width = 10 // kind, address, generation
	b := fmt.Appendf(nil, "%d 0 obj\n<</Type/XRef/Size %d/W[1 7 2]/Length %d", len(f.places), len(f.places), len(f.places)*width)
	for _, k := range []string{"Root", "Info"} {
		if id, ok := f.trailer.ref(k); ok && f.has(id) {
			b = append(append(b, '/'), k...)
			b = appendRef(append(b, ' '), id, f.places[id].gen)
		}
	}
	if f.rebuilt { // so that object can reach what nothing refers to
		b = append(b, "/All["...)
		for id, p := range f.places {
			b = append(appendRef(b, uint32(id), p.gen), ' ')
		}
		b = append(b, ']')
	}
	b = append(b, ">>\nstream\n"...)
	for id, p := range f.places {
		var e [width]byte
		if p.known && p.at >= 0 {
			binary.BigEndian.PutUint64(e[0:], uint64(id)<<32)
			e[0] = 1
			binary.BigEndian.PutUint16(e[8:], p.gen)
		}
		b = append(b, e[:]...)
	}
	b = append(b, "\nendstream\nendobj\nstartxref\n"...)
	b = strconv.AppendInt(b, f.base, 10)
	return append(b, "\n%%EOF\n"...)
}

// ReadAt shows the library the made-up file.
func (f *file) ReadAt(p []byte, at int64) (int, error) {
	f.in.tick()
	switch {
	case at < 1<<32:
		return copyAt(p, []byte(header), at)
	case at >= f.base-100:
		if at < f.base {
			return 0, io.EOF
		}
		return copyAt(p, f.tail, at-f.base)
	}
	id, rel := uint32(at>>32), at&(1<<32-1)
	if !f.has(id) {
		return 0, io.EOF
	}
	pl := f.places[id]
	if pl.stream == 0 {
		end := int64(len(f.data))
		if pl.end > 0 {
			end = pl.end
		}
		if pl.at < 0 || pl.at >= end {
			return 0, io.EOF
		}
		return copyAt(p, f.data[pl.at:end], rel)
	}
	raw := f.member(id, pl)
	b := make([]byte, 0, len(raw)+40)
	b = fmt.Appendf(b, "%d 0 obj\n", id)
	b = append(b, raw...)
	return copyAt(p, append(b, "\nendobj\n"...), rel)
}

func copyAt(p, b []byte, at int64) (int, error) {
	if at >= int64(len(b)) {
		return 0, io.EOF
	}
	n := copy(p, b[at:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// key is v.Key; an object that the library cannot read is null, and counted.
func (f *file) key(v lib.Value, key string) (out lib.Value) {
	defer f.caught()
	return v.Key(key)
}

func (f *file) index(v lib.Value, i int) (out lib.Value) {
	defer f.caught()
	return v.Index(i)
}

// caught recovers from a panic of the object layer, unless a budget is spent.
func (f *file) caught() {
	if x := recover(); x != nil {
		if spent(x) != nil {
			panic(x)
		}
		f.broken++
	}
}

// object reads the object with a number.
func (f *file) object(id uint32) lib.Value {
	// The library hands out objects only where a reference leads to them: the
	// table of contents of the made-up file has one to each.
	return f.index(f.key(f.lib.Trailer(), "All"), int(id))
}

// ident is the object that v is, or is part of; 0 for the trailer. The library
// keeps this to itself, but fonts must be known again on every page.
func ident(v lib.Value) (id uint32, gen uint16) {
	p := reflect.ValueOf(v).FieldByName("ptr")
	return uint32(p.Field(0).Uint()), uint16(p.Field(1).Uint())
}

// refTo is the object that an entry of a dictionary refers to, without reading
// it; 0 where the entry is no reference.
func refTo(dict lib.Value, key string) uint32 {
	m := reflect.ValueOf(dict).FieldByName("data").Elem()
	if m.Kind() != reflect.Map {
		return 0
	}
	k := reflect.New(m.Type().Key()).Elem()
	k.SetString(key)
	e := m.MapIndex(k)
	if !e.IsValid() || e.Elem().Kind() != reflect.Struct || e.Elem().NumField() != 2 {
		return 0
	}
	if id := e.Elem().Field(0); id.Kind() == reflect.Uint32 {
		return uint32(id.Uint())
	}
	return 0
}

// raw is an object as it stands in the file or its object stream, from where it
// begins. It is for what the library would take apart at length, fonts, and for
// what it has no part in, streams.
func (f *file) raw(id uint32) []byte {
	if !f.has(id) {
		return nil
	}
	p := f.places[id]
	if p.stream != 0 {
		return f.member(id, p)
	}
	if p.at < 0 || p.at >= int64(len(f.data)) {
		return nil
	}
	l := lexer{b: f.data, pos: int(p.at)}
	if got, _, ok := l.object(); !ok || got != id {
		f.broken++
		return nil
	}
	return f.data[l.pos:]
}

// member is an object of an object stream. The index is only a hint.
func (f *file) member(id uint32, p place) []byte {
	list := f.unpack(p.stream)
	if i := int(p.at); i < len(list) && list[i].id == id {
		return list[i].raw
	}
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].id == id {
			return list[i].raw
		}
	}
	return nil
}

// follow replaces a reference by what it refers to.
func (f *file) follow(raw []byte) []byte {
	for range 8 {
		id, ok := asRef(raw)
		if !ok {
			return raw
		}
		raw = f.raw(id)
	}
	return nil
}

// dictOf reads the dictionary that raw is or refers to; nil where it is none.
func (f *file) dictOf(raw []byte) rawDict {
	l := lexer{b: f.follow(raw)}
	if l.next() != tokDict {
		return nil
	}
	return l.dict()
}

// rawOf spells out a dictionary that the library read.
func rawOf(v lib.Value) rawDict {
	d := rawDict{}
	for _, k := range v.Keys() {
		if id := refTo(v, k); id != 0 {
			d[k] = appendRef(nil, id, 0)
		} else {
			d[k] = []byte(v.Key(k).String())
		}
	}
	return d
}

// stream returns a stream's data with all filters undone. Pictures have none.
func (f *file) stream(id uint32) []byte {
	raw, filters := f.packed(id)
	data, ok := f.in.decode(raw, filters)
	if !ok {
		f.broken++
	}
	return data
}

// appendStream is stream into a buffer of the caller's.
func (f *file) appendStream(buf []byte, id uint32) []byte {
	raw, filters := f.packed(id)
	if len(filters) != 1 || filters[0].name != "FlateDecode" || filters[0].predictor > 1 {
		data, ok := f.in.decode(raw, filters)
		if !ok {
			f.broken++
		}
		f.in.unpacked(len(data))
		return append(buf, data...)
	}
	buf, ok := f.in.inflate(buf, raw)
	if !ok {
		f.broken++
	}
	return buf
}

// packed is a stream's data, decrypted, and the filters to undo.
func (f *file) packed(id uint32) ([]byte, []filter) {
	b := f.raw(id)
	if b == nil || f.places[id].stream != 0 {
		return nil, nil
	}
	l := lexer{b: b}
	if l.next() != tokDict {
		return nil, nil
	}
	d := l.dict()
	if l.next() != tokWord || string(l.raw) != "stream" {
		return nil, nil
	}
	for _, k := range [...]string{"Length", "Filter", "DecodeParms"} {
		if v, ok := d[k]; ok {
			d[k] = f.follow(v)
		}
	}
	at := len(f.data) - len(b) + l.body()
	return f.crypt.decrypt(id, f.places[id].gen, f.extent(at, d.int("Length", -1))), d.filters()
}

// text decrypts and decodes a text string that is part of v.
func (f *file) text(v lib.Value) string {
	raw := []byte(v.RawString())
	if id, gen := ident(v); id != 0 && f.has(id) && f.places[id].stream == 0 {
		raw = f.crypt.decrypt(id, gen, raw)
	}
	return textString(raw)
}

// numbers reads an array of exactly n numbers.
func (f *file) numbers(v lib.Value, n int) ([]float64, bool) {
	if v.Kind() != lib.Array || v.Len() < n {
		return nil, false
	}
	out := make([]float64, n)
	for i := range out {
		x := f.index(v, i)
		if k := x.Kind(); k != lib.Integer && k != lib.Real {
			return nil, false
		}
		out[i] = x.Float64()
	}
	return out, true
}

// start finds the header; what stands before it shifts every offset.
func start(data []byte) []byte {
	if i := bytes.Index(data[:min(len(data), maxJunk)], []byte(fileMark)); i > 0 {
		return data[i:]
	}
	return data
}
