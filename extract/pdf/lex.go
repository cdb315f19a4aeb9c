package pdf

// token is the kind of a lexical token of content streams, CMaps and trailers.
type token uint8

const (
	tokEOF token = iota
	tokNumber
	tokString // literal or hexadecimal, decoded
	tokName   // without the slash, decoded
	tokWord   // an operator or keyword
	tokArray
	tokArrayEnd
	tokDict
	tokDictEnd
)

// lexer cuts bytes into tokens. It never fails: what it cannot read it skips,
// as every viewer does. It allocates only for strings and names with escapes;
// the bytes it hands out stay valid as long as its input does.
type lexer struct {
	b    []byte
	pos  int
	from int     // where the last token begins
	num  float64 // of the last tokNumber
	raw  []byte  // of the last tokString, tokName or tokWord
	tmp  []byte  // where escaped strings are decoded; only ever appended to
}

const (
	classSpace = 1 << iota
	classDelim
	classDigit
)

// class tells white space, delimiters and digits.
var class = func() (c [256]uint8) {
	for _, b := range "\x00\t\n\f\r " {
		c[b] = classSpace
	}
	for _, b := range "<>()[]{}/%" {
		c[b] = classDelim
	}
	for b := '0'; b <= '9'; b++ {
		c[b] = classDigit
	}
	return c
}()

func isSpace(b byte) bool { return class[b]&classSpace != 0 }

func (l *lexer) next() token {
	b, i := l.b, l.pos
	for i < len(b) {
		c := b[i]
		if class[c]&classSpace != 0 {
			i++
			continue
		}
		l.from = i
		switch c {
		case '%':
			for i < len(b) && b[i] != '\n' && b[i] != '\r' {
				i++
			}
			continue
		case '/':
			l.pos = i + 1
			l.name()
			return tokName
		case '(':
			l.pos = i + 1
			l.literal()
			return tokString
		case '<':
			if i+1 < len(b) && b[i+1] == '<' {
				l.pos = i + 2
				return tokDict
			}
			l.pos = i + 1
			l.hex()
			return tokString
		case '>':
			if i+1 < len(b) && b[i+1] == '>' {
				l.pos = i + 2
				return tokDictEnd
			}
			i++
			continue
		case '[':
			l.pos = i + 1
			return tokArray
		case ']':
			l.pos = i + 1
			return tokArrayEnd
		case '{', '}', ')':
			i++
			continue
		case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '-', '.':
			l.pos = i
			l.number()
			return tokNumber
		}
		j := i + 1
		for j < len(b) && class[b[j]]&(classSpace|classDelim) == 0 {
			j++
		}
		l.raw, l.pos = b[i:j], j
		return tokWord
	}
	l.pos, l.from = i, i
	return tokEOF
}

// number reads a number; a second sign or point, which broken writers leave,
// ends its value but not the token.
func (l *lexer) number() {
	b, i := l.b, l.pos
	neg := false
	for i < len(b) && (b[i] == '-' || b[i] == '+') {
		neg = neg || b[i] == '-'
		i++
	}
	var whole int64
	n := i
	for i < len(b) && class[b[i]] == classDigit {
		if i-n < 18 {
			whole = whole*10 + int64(b[i]-'0')
		}
		i++
	}
	v := float64(whole)
	if i < len(b) && b[i] == '.' {
		i++
		var frac int64
		scale := 0
		for i < len(b) && class[b[i]] == classDigit {
			if scale < len(tenths)-1 {
				frac = frac*10 + int64(b[i]-'0')
				scale++
			}
			i++
		}
		v += float64(frac) * tenths[scale]
	}
	for i < len(b) && (class[b[i]] == classDigit || b[i] == '.' || b[i] == '-') {
		i++
	}
	if neg {
		v = -v
	}
	l.num, l.pos = v, i
}

var tenths = [...]float64{1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12}

func (l *lexer) name() {
	b, i := l.b, l.pos
	for i < len(b) && class[b[i]]&(classSpace|classDelim) == 0 && b[i] != '#' {
		i++
	}
	if i == len(b) || b[i] != '#' {
		l.raw, l.pos = b[l.pos:i], i
		return
	}
	start := len(l.tmp)
	for i = l.pos; i < len(b) && class[b[i]]&(classSpace|classDelim) == 0; i++ {
		c := b[i]
		if c == '#' && i+2 < len(b) && unhex[b[i+1]] < 16 && unhex[b[i+2]] < 16 {
			c = unhex[b[i+1]]<<4 | unhex[b[i+2]]
			i += 2
		}
		l.tmp = append(l.tmp, c)
	}
	l.raw, l.pos = l.tmp[start:len(l.tmp):len(l.tmp)], i
}

func (l *lexer) literal() {
	b, i := l.b, l.pos
	depth := 1
	// Most strings have neither escapes nor line ends: those need no copy.
	for i < len(b) {
		switch b[i] {
		case '\\', '\r':
			l.escaped(i, depth)
			return
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.raw, l.pos = b[l.pos:i], i+1
				return
			}
		}
		i++
	}
	l.raw, l.pos = b[l.pos:i], i
}

// escaped goes on with a literal string at its first backslash or carriage return.
func (l *lexer) escaped(i, depth int) {
	b, start := l.b, len(l.tmp)
	l.tmp = append(l.tmp, b[l.pos:i]...)
	for ; i < len(b); i++ {
		c := b[i]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.raw, l.pos = l.tmp[start:len(l.tmp):len(l.tmp)], i+1
				return
			}
		case '\r': // any line end in a string means \n
			c = '\n'
			if i+1 < len(b) && b[i+1] == '\n' {
				i++
			}
		case '\\':
			if i++; i == len(b) {
				continue
			}
			switch c = b[i]; c {
			case 'n':
				c = '\n'
			case 'r':
				c = '\r'
			case 't':
				c = '\t'
			case 'b':
				c = '\b'
			case 'f':
				c = '\f'
			case '\r':
				if i+1 < len(b) && b[i+1] == '\n' {
					i++
				}
				continue
			case '\n':
				continue
			case '0', '1', '2', '3', '4', '5', '6', '7':
				v := int(c - '0')
				for k := 0; k < 2 && i+1 < len(b) && b[i+1] >= '0' && b[i+1] <= '7'; k++ {
					i++
					v = v<<3 | int(b[i]-'0')
				}
				c = byte(v)
			}
		}
		l.tmp = append(l.tmp, c)
	}
	l.raw, l.pos = l.tmp[start:len(l.tmp):len(l.tmp)], len(b)
}

func (l *lexer) hex() {
	b, start := l.b, len(l.tmp)
	hi, i := byte(0xff), l.pos
	for ; i < len(b) && b[i] != '>'; i++ {
		d := unhex[b[i]]
		switch {
		case d > 15:
		case hi > 15:
			hi = d
		default:
			l.tmp = append(l.tmp, hi<<4|d)
			hi = 0xff
		}
	}
	if hi < 16 { // an odd last digit counts as followed by 0
		l.tmp = append(l.tmp, hi<<4)
	}
	l.raw, l.pos = l.tmp[start:len(l.tmp):len(l.tmp)], min(i+1, len(b))
}

// unhex is the value of a hexadecimal digit; 0xff for other bytes.
var unhex = func() (t [256]byte) {
	for i := range t {
		t[i] = 0xff
	}
	for i := range byte(10) {
		t['0'+i] = i
	}
	for i := range byte(6) {
		t['a'+i], t['A'+i] = 10+i, 10+i
	}
	return t
}()

// skip passes over one whole object that begins with tok: an array or
// dictionary to its end, anything else not at all.
func (l *lexer) skip(tok token) {
	if tok != tokArray && tok != tokDict {
		return
	}
	for depth := 1; depth > 0; {
		switch l.next() {
		case tokArray, tokDict:
			depth++
		case tokArrayEnd, tokDictEnd:
			depth--
		case tokEOF:
			return
		}
	}
}
