package pdf

import (
	"bytes"

	"gongkai/record"
)

// scan finds the objects of a file whose tables are broken, by looking for
// "12 0 obj". Later ones replace earlier ones.
func (o *objects) scan() error {
	o.rebuilt = true
	o.places, o.trailer, o.streams = nil, nil, nil
	var found []uint32
	var starts []int64
	data := o.data
	for i := 0; ; {
		n := bytes.Index(data[i:], []byte("obj"))
		if n < 0 {
			break
		}
		at := i + n
		i = at + 3
		start, id, gen, ok := head(data, at)
		if !ok {
			continue
		}
		if len(found) >= o.in.lim.Objects {
			return tooMuch("objects")
		}
		found, starts = append(found, id), append(starts, int64(start))
		o.set(id, place{at: int64(start), gen: gen})
		o.in.tick()
	}
	o.scanTrailers()
	var catalog uint32
	for k, id := range found {
		end := int64(len(data))
		if k+1 < len(starts) {
			end = starts[k+1]
		}
		if p := &o.places[min(int(id), len(o.places)-1)]; p.at == starts[k] {
			p.end = end
		}
		o.in.tick()
		l := &lexer{b: data[:end], pos: int(starts[k])}
		if _, _, ok := l.object(); !ok || l.next() != tokDict {
			continue
		}
		d := l.dict()
		switch d.name("Type") {
		case "Catalog":
			catalog = id
		case "XRef":
			if _, ok := d["Root"]; ok && (o.trailer == nil || o.trailer["Root"] == nil) {
				o.trailer = d
			}
		case "ObjStm":
			o.scanStream(id)
		}
	}
	if o.trailer == nil {
		o.trailer = rawDict{}
	}
	if root, ok := o.trailer.ref("Root"); !ok || !o.has(root) {
		delete(o.trailer, "Root")
		if catalog != 0 {
			o.trailer["Root"] = appendRef(nil, catalog, o.places[catalog].gen)
		}
	}
	return nil
}

func damaged() error {
	return record.Fail(record.Damaged, "the file's structure is broken and no page could be found; fetch it again, or open it in a viewer and print it to a new PDF")
}

// head reads backwards from the word "obj" the number and generation before it.
func head(data []byte, at int) (start int, id uint32, gen uint16, ok bool) {
	i := at
	back := func() (n int, ok bool) {
		j := i
		for j > 0 && isSpace(data[j-1]) {
			j--
		}
		if j == i && i != at {
			return 0, false
		}
		end := j
		for j > 0 && class[data[j-1]] == classDigit && end-j < 10 {
			j--
		}
		for _, c := range data[j:end] {
			n = n*10 + int(c-'0')
		}
		i = j
		return n, j < end
	}
	g, ok1 := back()
	n, ok2 := back()
	if !ok1 || !ok2 || n < 1 || n > 1<<31 || g > 65535 {
		return 0, 0, 0, false
	}
	return i, uint32(n), uint16(g), true
}

// scanTrailers takes the last trailer that names a root; what it lacks of
// encryption and identity comes from the others.
func (o *objects) scanTrailers() {
	for i := 0; ; {
		n := bytes.Index(o.data[i:], []byte("trailer"))
		if n < 0 {
			return
		}
		i += n + len("trailer")
		end := len(o.data)
		if n := bytes.Index(o.data[i:], []byte("startxref")); n >= 0 {
			end = i + n
		}
		o.in.unpacked((end - i) / 16)
		l := &lexer{b: o.data[:end], pos: i}
		if l.next() != tokDict {
			continue
		}
		d := l.dict()
		if d["Root"] == nil {
			continue
		}
		if o.trailer != nil {
			for _, k := range []string{"Encrypt", "ID", "Info"} {
				if d[k] == nil && o.trailer[k] != nil {
					d[k] = o.trailer[k]
				}
			}
		}
		o.trailer = d
	}
}

// scanStream lists the objects of an object stream. Objects that stand plainly
// in the file are kept.
func (o *objects) scanStream(id uint32) {
	if o.trailer["Encrypt"] != nil && o.crypt == nil {
		o.unlock()
	}
	for i, b := range o.unpack(id) {
		if !o.has(b.id) || o.places[b.id].stream != 0 {
			o.set(b.id, place{at: int64(i), stream: id})
		}
	}
}
