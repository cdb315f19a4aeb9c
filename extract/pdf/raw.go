package pdf

// rawDict is a dictionary read without the object layer: the bytes of each
// value by key. It serves what must be read before the object layer can be
// trusted with a file: trailers, cross-reference streams, object streams.
type rawDict map[string][]byte

// value passes over one object, references included, and returns its first
// token and its bytes.
func (l *lexer) value() (token, []byte) {
	tok := l.next()
	if tok == tokEOF || tok == tokArrayEnd || tok == tokDictEnd {
		return tok, nil
	}
	start := l.from
	l.skip(tok)
	end := l.pos
	if tok == tokNumber {
		num := l.num
		if l.next() == tokNumber && l.next() == tokWord && string(l.raw) == "R" {
			end = l.pos
		}
		l.pos, l.num = end, num
	}
	return tok, l.b[start:end]
}

// dict reads the rest of a dictionary whose << was just read.
func (l *lexer) dict() rawDict {
	d := rawDict{}
	for {
		switch l.next() {
		case tokName:
			key := string(l.raw)
			tok, raw := l.value()
			if raw == nil {
				if tok == tokEOF || tok == tokDictEnd {
					return d
				}
				continue
			}
			d[key] = raw
		case tokDictEnd, tokEOF:
			return d
		}
	}
}

// object reads the head of an indirect object: its number and generation.
func (l *lexer) object() (id uint32, gen uint16, ok bool) {
	if l.next() != tokNumber {
		return 0, 0, false
	}
	n := l.num
	if l.next() != tokNumber {
		return 0, 0, false
	}
	g := l.num
	if l.next() != tokWord || string(l.raw) != "obj" || n < 0 || n > 1<<31 || g < 0 || g > 65535 {
		return 0, 0, false
	}
	return uint32(n), uint16(g), true
}

// body passes the line end after the word "stream" and returns where the data begins.
func (l *lexer) body() int {
	i := l.pos
	if i < len(l.b) && l.b[i] == '\r' {
		i++
	}
	if i < len(l.b) && l.b[i] == '\n' {
		i++
	}
	return i
}

func (d rawDict) int(key string, or int) int { return asInt(d[key], or) }

func asInt(raw []byte, or int) int {
	l := lexer{b: raw}
	if l.next() != tokNumber || l.num < -1<<31 || l.num > 1<<52 {
		return or
	}
	return int(l.num)
}

func (d rawDict) name(key string) string { return asName(d[key]) }

func asName(raw []byte) string {
	l := lexer{b: raw}
	if l.next() != tokName {
		return ""
	}
	return string(l.raw)
}

func (d rawDict) ints(key string) (out []int) {
	l := lexer{b: d[key]}
	if l.next() != tokArray {
		return nil
	}
	for l.next() == tokNumber && l.num > -1<<31 && l.num < 1<<52 {
		out = append(out, int(l.num))
	}
	return out
}

func (d rawDict) ref(key string) (id uint32, ok bool) { return asRef(d[key]) }

// asRef reads "12 0 R".
func asRef(raw []byte) (id uint32, ok bool) {
	l := lexer{b: raw}
	if l.next() != tokNumber || l.num < 1 || l.num > 1<<31 {
		return 0, false
	}
	id = uint32(l.num)
	return id, l.next() == tokNumber && l.next() == tokWord && string(l.raw) == "R"
}

// list reads a value that may stand alone or in an array.
func (d rawDict) list(key string) (out [][]byte) {
	l := lexer{b: d[key]}
	tok, raw := l.value()
	if tok != tokArray {
		if raw != nil {
			out = append(out, raw)
		}
		return out
	}
	l.pos = 0
	l.next()
	for {
		if _, raw = l.value(); raw == nil {
			return out
		}
		out = append(out, raw)
	}
}

// filters reads Filter and DecodeParms.
func (d rawDict) filters() (out []filter) {
	parms := d.list("DecodeParms")
	for i, raw := range d.list("Filter") {
		l := lexer{b: raw}
		if l.next() != tokName {
			continue
		}
		f := filter{name: string(l.raw), columns: 1, colors: 1, bpc: 8, early: true}
		if i < len(parms) {
			if l := (lexer{b: parms[i]}); l.next() == tokDict {
				p := l.dict()
				f.predictor, f.columns, f.colors = p.int("Predictor", 1), p.int("Columns", 1), p.int("Colors", 1)
				f.bpc, f.early = p.int("BitsPerComponent", 8), p.int("EarlyChange", 1) != 0
			}
		}
		out = append(out, f)
	}
	return out
}
