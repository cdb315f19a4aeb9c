package pdf

import (
	"bytes"
)

// place is where an object stands.
type place struct {
	at, end int64  // in the file; in an object stream: the object's index in it
	stream  uint32 // the object stream's number, or 0
	gen     uint16
	known   bool
}

// objects is where all objects of a file stand, and what its trailer says.
type objects struct {
	in      *inflater
	data    []byte
	places  []place
	trailer rawDict
	crypt   *decrypter
	rebuilt bool              // by scanning, since the file's own tables are broken
	streams map[uint32][]body // unpacked object streams
	broken  int               // objects that could not be read
}

// body is an object within an object stream.
type body struct {
	id  uint32
	raw []byte
}

func (o *objects) set(id uint32, p place) {
	if id == 0 || int64(id) > int64(o.in.lim.Objects) {
		return
	}
	for int(id) >= len(o.places) {
		o.places = append(o.places, place{})
	}
	p.known = true
	o.places[id] = p
}

func (o *objects) has(id uint32) bool { return int(id) < len(o.places) && o.places[id].known }

// readTables follows the file's cross-reference tables from the last startxref.
// It reports false where anything is amiss; the file is then to be scanned.
func (o *objects) readTables() bool {
	tail := o.data[max(0, len(o.data)-2048):]
	i := bytes.LastIndex(tail, []byte("startxref"))
	if i < 0 {
		return false
	}
	// Objects after the last table are of an update that was cut off.
	if bytes.Contains(tail[i:], []byte(" obj")) {
		return false
	}
	l := lexer{b: tail, pos: i + len("startxref")}
	if l.next() != tokNumber {
		return false
	}
	next := []int{int(l.num)}
	seen := map[int]bool{}
	for len(next) > 0 {
		at := next[0]
		next = next[1:]
		if at <= 0 || at >= len(o.data) || seen[at] {
			// Offset 0 is what some writers leave in Prev for "none".
			if at == 0 && o.trailer != nil {
				continue
			}
			return false
		}
		seen[at] = true
		o.in.check()
		l := &lexer{b: o.data, pos: at}
		var d rawDict
		switch l.next() {
		case tokWord:
			if string(l.raw) != "xref" {
				return false
			}
			if d = o.readTable(l); d == nil {
				return false
			}
			// A hybrid file's stream counts before older tables.
			if n := d.int("XRefStm", 0); n > 0 {
				next = append(next, n)
			}
		case tokNumber:
			l.pos = at
			if d = o.readTableStream(l); d == nil {
				return false
			}
		default:
			return false
		}
		if o.trailer == nil {
			o.trailer = d
		}
		if _, ok := d["Prev"]; ok {
			next = append(next, d.int("Prev", -1))
		}
	}
	root, ok := o.trailer.ref("Root")
	return ok && o.has(root)
}

// add is set for tables, where the newest entry, read first, counts. Freed
// objects are remembered as such.
func (o *objects) add(id int, p place, free bool) {
	if id <= 0 || id > o.in.lim.Objects {
		return
	}
	if id < len(o.places) && o.places[id].known {
		return
	}
	if free {
		p = place{at: -1}
	}
	o.set(uint32(id), p)
}

func (o *objects) readTable(l *lexer) rawDict {
	for {
		switch l.next() {
		case tokWord:
			if string(l.raw) != "trailer" || l.next() != tokDict {
				return nil
			}
			return l.dict()
		case tokNumber:
		default:
			return nil
		}
		start := int(l.num)
		if l.next() != tokNumber {
			return nil
		}
		for i, n := 0, int(l.num); i < n; i++ {
			if l.next() != tokNumber {
				return nil
			}
			at := int64(l.num)
			if l.next() != tokNumber {
				return nil
			}
			gen := l.num
			if l.next() != tokWord || len(l.raw) != 1 {
				return nil
			}
			o.add(start+i, place{at: at, gen: uint16(gen)}, l.raw[0] != 'n' || at == 0)
			o.in.tick()
		}
	}
}

func (o *objects) readTableStream(l *lexer) rawDict {
	if _, _, ok := l.object(); !ok || l.next() != tokDict {
		return nil
	}
	d := l.dict()
	if d.name("Type") != "XRef" || l.next() != tokWord || string(l.raw) != "stream" {
		return nil
	}
	data, ok := o.in.decode(o.extent(l.body(), d.int("Length", -1)), d.filters())
	w := d.ints("W")
	if !ok || len(w) < 3 || min(w[0], w[1], w[2]) < 0 || max(w[0], w[1], w[2]) > 8 {
		return nil
	}
	index := d.ints("Index")
	if index == nil {
		index = []int{0, d.int("Size", 0)}
	}
	size := w[0] + w[1] + w[2]
	if size == 0 {
		return nil
	}
	for ; len(index) >= 2; index = index[2:] {
		for i := 0; i < index[1] && len(data) >= size; i++ {
			kind, a, b := 1, bigEndian(data[w[0]:w[0]+w[1]]), bigEndian(data[w[0]+w[1]:size])
			if w[0] > 0 {
				kind = int(bigEndian(data[:w[0]]))
			}
			data = data[size:]
			switch kind {
			case 0:
				o.add(index[0]+i, place{}, true)
			case 1:
				o.add(index[0]+i, place{at: a, gen: uint16(b)}, a <= 0)
			case 2:
				o.add(index[0]+i, place{at: b, stream: uint32(a)}, a <= 0 || a > int64(o.in.lim.Objects))
			}
		}
	}
	return d
}

func bigEndian(b []byte) (n int64) {
	for _, c := range b {
		n = n<<8 | int64(c)
	}
	return n
}

// extent is the data of a stream that begins at an offset. A length that does
// not end at "endstream" is not believed.
func (o *objects) extent(at, length int) []byte {
	rest := o.data[min(at, len(o.data)):]
	if length >= 0 && length <= len(rest) {
		after := rest[length:min(len(rest), length+20)]
		if bytes.HasPrefix(bytes.TrimLeft(after, "\r\n \t"), []byte("endstream")) {
			return rest[:length]
		}
	}
	// The search is against the budget: many streams without an end would each
	// look through the whole file.
	n := bytes.Index(rest, []byte("endstream"))
	if n < 0 {
		n = len(rest)
	}
	o.in.unpacked(n / 16)
	data := rest[:n]
	data = bytes.TrimSuffix(data, []byte("\n"))
	return bytes.TrimSuffix(data, []byte("\r"))
}

// unlock makes the decrypter that the trailer asks for.
func (o *objects) unlock() error {
	if o.crypt != nil || o.trailer["Encrypt"] == nil {
		return nil
	}
	d := o.direct("Encrypt")
	if d == nil {
		return damaged()
	}
	var id []byte
	if ids := o.trailer.list("ID"); len(ids) > 0 {
		l := lexer{b: ids[0]}
		if l.next() == tokString {
			id = l.raw
		}
	}
	c, err := newDecrypter(d, id)
	o.crypt = c
	return err
}

// direct reads a dictionary of the trailer, following one reference.
func (o *objects) direct(key string) rawDict {
	l := &lexer{b: o.trailer[key]}
	if id, ok := o.trailer.ref(key); ok {
		if !o.has(id) || o.places[id].stream != 0 || o.places[id].at < 0 || o.places[id].at >= int64(len(o.data)) {
			return nil
		}
		l = &lexer{b: o.data, pos: int(o.places[id].at)}
		if _, _, ok := l.object(); !ok {
			return nil
		}
	}
	if l.next() != tokDict {
		return nil
	}
	return l.dict()
}

// unpack returns the objects of an object stream, each time the same.
func (o *objects) unpack(id uint32) []body {
	if b, ok := o.streams[id]; ok {
		return b
	}
	if o.streams == nil {
		o.streams = map[uint32][]body{}
	}
	o.streams[id] = nil
	if !o.has(id) || o.places[id].stream != 0 || o.places[id].at < 0 || o.places[id].at >= int64(len(o.data)) {
		o.broken++
		return nil
	}
	p := o.places[id]
	l := &lexer{b: o.data, pos: int(p.at)}
	got, gen, ok := l.object()
	if !ok || got != id || l.next() != tokDict {
		o.broken++
		return nil
	}
	d := l.dict()
	if d.name("Type") != "ObjStm" || l.next() != tokWord || string(l.raw) != "stream" {
		o.broken++
		return nil
	}
	raw := o.crypt.decrypt(id, gen, o.extent(l.body(), d.int("Length", -1)))
	data, ok := o.in.decode(raw, d.filters())
	if !ok {
		o.broken++
	}
	first := d.int("First", 0)
	if first <= 0 || first > len(data) {
		o.broken++
		return nil
	}
	var list []body
	var offs []int
	h := lexer{b: data[:first]}
	for h.next() == tokNumber && h.num > 0 && h.num < 1<<31 {
		n := h.num
		if h.next() != tokNumber || h.num < 0 || h.num > float64(len(data)-first) {
			break
		}
		list, offs = append(list, body{id: uint32(n)}), append(offs, first+int(h.num))
		if len(list) > o.in.lim.Objects {
			panic(tooMuch("objects"))
		}
	}
	for i := range list {
		end := len(data)
		if i+1 < len(offs) && offs[i+1] > offs[i] {
			end = offs[i+1]
		}
		list[i].raw = data[offs[i]:end]
	}
	o.streams[id] = list
	return list
}
