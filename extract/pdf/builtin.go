package pdf

import "bytes"

// builtIn reads which glyphs a Type 1 font program gives its codes by itself. That
// part of it is plain text, the only part that is read:
//
//	/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for
//	dup 49 /one put
//	readonly def
//
// A program may also say that it has Adobe's standard encoding.
func builtIn(program []byte) (names *[256][]byte, standard, ok bool) {
	at := bytes.Index(program, []byte("/Encoding"))
	if at < 0 {
		return nil, false, false
	}
	l := lexer{b: program, pos: at + len("/Encoding")}
	names = new([256][]byte)
	code, name := -1, []byte(nil) // what stands before a put
	for first := true; ; first = false {
		switch l.next() {
		case tokEOF:
			return nil, false, false
		case tokNumber:
			code, name = int(clampCode(l.num)), nil
		case tokName:
			name = bytes.Clone(l.raw)
		case tokWord:
			switch string(l.raw) {
			case "StandardEncoding":
				if first {
					return nil, true, true
				}
			case "put":
				if code >= 0 && code < 256 && name != nil {
					names[code] = name
				}
			case "def", "eexec":
				return names, false, true
			}
			code, name = -1, nil
		default:
			code, name = -1, nil
		}
	}
}
