package narrative

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// text is a section's text made ready for reading: full-width forms folded,
// spaces and the breaks inside phrases left out, the place of each rune kept.
type text struct {
	src   string
	runes []rune  // '\n' is the end of a paragraph
	at    []int32 // byte offset of each rune in src; one more for the end
	space []bool  // white space stood before the rune
}

// fold maps full-width forms and the marks that reports use alike.
func fold(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	case r == 0x3000 || r == 0xA0 || r == '\t' || r == '\r' || r == 0x2003 || r == 0x2002 || r == 0x2009:
		return ' '
	case r == 0x2014 || r == 0x2013 || r == 0x2015 || r == 0x2212: // dashes
		return '-'
	case r == 0xFE50:
		return ','
	case r == 0x3014 || r == 0x3010:
		return '['
	case r == 0x3015 || r == 0x3011:
		return ']'
	}
	return r
}

const (
	ideographicStop  = 0x3002
	ideographicComma = 0x3001
)

// ready fills t from src. A line end closes a paragraph where the line before
// it is finished or the next line begins something new; elsewhere it only broke
// a phrase. Lines that hold a form's label are tables that lost their borders:
// they and what follows are left out until a line of prose.
func (t *text) ready(src string, x *lexicon) {
	t.src, t.runes, t.at, t.space = src, t.runes[:0], t.at[:0], t.space[:0]
	room := 2*len(src) + 2 // a rune is a byte at least; each line may add a break
	t.runes, t.at, t.space = slices.Grow(t.runes, room), slices.Grow(t.at, room), slices.Grow(t.space, room)
	inTable := false
	for start := 0; start < len(src); {
		end := start
		for end < len(src) && src[end] != '\n' {
			end++
		}
		from := len(t.runes)
		fresh, label := t.line(src, start, end, x)
		line := t.runes[from:]
		switch {
		case inTable && !has(line, ideographicStop):
			t.cut(from)
		case len(line) > 0 && line[0] == '|':
			t.cut(from)
			t.close()
		default:
			inTable = false
			if k := formLabelAt(line, label, x); k >= 0 {
				inTable = true
				t.cut(from + k)
				t.close()
				break
			}
			if from > 0 && len(line) > 0 && t.runes[from-1] != '\n' && (fresh || t.finished(from)) {
				t.insertBreak(from)
			}
			if len(line) == 0 {
				t.close()
			}
		}
		start = end + 1
	}
	t.at = append(t.at, int32(len(src)))
}

// line appends one line without its spaces. It reports whether the line begins
// something new: a heading, a numbered item; and whether a form's label may
// stand in it.
func (t *text) line(src string, start, end int, x *lexicon) (fresh, label bool) {
	from := len(t.runes)
	n := from
	runes, at, spaces := t.runes[:from+end-start], t.at[:from+end-start], t.space[:from+end-start] // ready made room
	space, labels := true, class(0)
	for i := start; i < end; {
		r, size := rune(src[i]), 1
		switch {
		case r < utf8.RuneSelf:
			if r == ' ' || r == '\t' || r == '\r' {
				space = true
				i++
				continue
			}
		case r >= 0xE4 && r <= 0xE9 && i+2 < end && src[i+1]&0xC0 == 0x80 && src[i+2]&0xC0 == 0x80: // most of the text
			r, size = r&0x0F<<12|rune(src[i+1]&0x3F)<<6|rune(src[i+2]&0x3F), 3
			labels |= x.class(r)
		default:
			r, size = utf8.DecodeRuneInString(src[i:])
			if r = fold(r); r == ' ' {
				space = true
				i += size
				continue
			}
			if r == 0x200B || r == 0xFEFF || r == 0x200C || r == 0x200D { // of no width
				i += size
				continue
			}
		}
		runes[n], at[n], spaces[n] = r, int32(i), space
		n++
		space = false
		i += size
	}
	t.runes, t.at, t.space = runes[:n], at[:n], spaces[:n]
	return startsItem(t.runes[from:]), labels&startsLabel != 0
}

// startsItem reports whether a line begins with an ordinal, a bullet or #.
func startsItem(line []rune) bool {
	x := vocabulary()
	if len(line) == 0 {
		return false
	}
	if line[0] == '#' || line[0] == '*' {
		return true
	}
	i := 0
	if line[0] == '(' {
		i = 1
	}
	digits := i
	for digits < len(line) && digits < i+3 {
		if x.class(line[digits])&isNumeral == 0 && !isDigit(line[digits]) {
			break
		}
		digits++
	}
	if digits == i || digits == len(line) {
		return false
	}
	switch line[digits] {
	case ')':
		return true
	case ideographicComma:
		return true
	case '.':
		return digits+1 < len(line) && !isDigit(line[digits+1])
	}
	return false
}

// finished reports whether the paragraph that ends before rune n is complete:
// closed by a mark, or a heading that stands alone on its line.
func (t *text) finished(n int) bool {
	switch t.runes[n-1] {
	case ideographicStop, ';', '!', '?':
		return true
	}
	p := t.begun(n)
	return startsItem(p) && len(p) <= longHeading && !has(p, ',') && !has(p, ideographicStop) && !has(p, ';')
}

// longHeading is the length of a heading at most.
const longHeading = 20

// begun is the paragraph that ends before rune n, or where it is longer than a
// heading its end: thousands of lines without a mark are one paragraph.
func (t *text) begun(n int) []rune {
	i := n - 1
	for i > 0 && n-i <= longHeading && t.runes[i-1] != '\n' {
		i--
	}
	return t.runes[i:n]
}

func (t *text) cut(n int) { t.runes, t.at, t.space = t.runes[:n], t.at[:n], t.space[:n] }

// close ends the paragraph.
func (t *text) close() {
	if n := len(t.runes); n > 0 && t.runes[n-1] != '\n' {
		t.runes = append(t.runes, '\n')
		t.at = append(t.at, t.at[n-1]+int32(utf8.RuneLen(t.srcRune(n-1))))
		t.space = append(t.space, false)
	}
}

// srcRune is the rune of src that rune i was folded from.
func (t *text) srcRune(i int) rune {
	r, _ := utf8.DecodeRuneInString(t.src[t.at[i]:])
	if r == utf8.RuneError {
		return 'x' // one byte wide
	}
	return r
}

// insertBreak ends a paragraph before rune n.
func (t *text) insertBreak(n int) {
	t.runes = append(t.runes, 0)
	copy(t.runes[n+1:], t.runes[n:])
	t.runes[n] = '\n'
	t.at = append(t.at, 0)
	copy(t.at[n+1:], t.at[n:])
	t.space = append(t.space, false)
	copy(t.space[n+1:], t.space[n:])
	t.space[n] = false
}

// end is the byte offset in src after rune i.
func (t *text) end(i int) int {
	at := int(t.at[i])
	_, size := utf8.DecodeRuneInString(t.src[at:])
	return at + size
}

// formLabelAt returns where a form's label begins in the line, or -1.
func formLabelAt(line []rune, may bool, x *lexicon) int {
	if !may {
		return -1
	}
	for i := range line {
		if x.class(line[i])&startsLabel != 0 {
			if w, n := x.match(line[i:]); w != nil && w.kind == formLabel && (w.name == "" || n == len(line)) {
				return i
			}
		}
	}
	return -1
}

func has(rs []rune, r rune) bool {
	for _, q := range rs {
		if q == r {
			return true
		}
	}
	return false
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

func isHan(r rune) bool {
	return r >= 0x3400 && r < 0xA000 || r > 0x20000 && unicode.Is(unicode.Han, r)
}
