package narrative

import (
	"slices"

	"gongkai/record"
)

// token is a word, a number or a mark of punctuation, and its place.
type token struct {
	*word            // of the vocabulary; empty for numbers and punctuation
	from, to   int32 // runes of the text
	unitFrom   int32 // where the unit begins; the number stands before it
	gap        int16 // characters of no known word before it
	kind       kind
	unit       unitKind
	shaky      bool // a number whose digits white space parts
	numeralOne bool // the Chinese numeral 1, which may only mean "a"
	value      record.Number
}

// Words that stand for none of the vocabulary.
var (
	noWord   = &word{}
	thisYear = &word{kind: mark, name: "this_year", id: mThisYear}
	carry    = &word{kind: verb, name: "carry", id: vCarry}
)

// lex cuts the text into tokens. What no group of the vocabulary knows is not a
// token: it widens the gap before the next one. Of a paragraph that can state no
// figure only the beginning is read, which may be a heading.
func lex(t *text, x *lexicon, out []token) []token {
	rs := t.runes
	for from := 0; from < len(rs); {
		end := from
		for end < len(rs) && rs[end] != '\n' {
			end++
		}
		if states(rs[from:end], x) {
			out = lexRange(t, x, from, min(end+1, len(rs)), out)
		} else {
			out = lexRange(t, x, from, min(from+headingRunes, end), out)
			if end < len(rs) {
				out = append(out, token{word: noWord, kind: stop, from: int32(end), to: int32(end + 1)})
			}
		}
		from = end + 1
	}
	return out
}

// headingRunes is how much of a paragraph is read to see what it is about.
const headingRunes = 24

// states reports whether a paragraph may state a figure: it holds a digit, a
// Chinese numeral before a unit, or a word for none.
func states(p []rune, x *lexicon) bool {
	for i, r := range p {
		switch c := x.class(r); {
		case isDigit(r):
			return true
		case c&isNumeral != 0 && i+1 < len(p) && x.class(p[i+1])&startsCount != 0:
			return true
		case c&startsNone != 0:
			if w, _ := x.match(p[i:]); w != nil && w.none() {
				return true
			}
		}
	}
	return false
}

// lexRange is lex for the runes from start to end.
func lexRange(t *text, x *lexicon, start, end int, out []token) []token {
	rs := t.runes[:end]
	gap := int16(0)
	for i := start; i < len(rs); {
		r := rs[i]
		if k := punctuation(r); k != none {
			if k == colon && i+1 < len(rs) && isDigit(rs[i+1]) && i > 0 && isDigit(rs[i-1]) {
				i++ // a time of day
				continue
			}
			out = append(out, token{word: noWord, kind: k, gap: gap, from: int32(i), to: int32(i + 1)})
			gap = 0
			i++
			continue
		}
		class := x.class(r)
		var w *word
		size := 0
		if class&startsWord != 0 {
			w, size = x.match(rs[i:])
		}
		if isDigit(r) {
			if size < digitsAt(rs, i) {
				tok := digits(t, x, i, out)
				if n := x.carriesInto(rs[start:i], int(gap)); n > 0 && tok.kind == year {
					out = append(out, token{word: carry, kind: verb, from: int32(i - n), to: int32(i)})
					gap = 0
				}
				tok.gap, gap = gap, 0
				out = append(out, tok)
				i = int(tok.to)
				continue
			}
		} else if class&isNumeral != 0 {
			if tok, ok := numeral(t, x, i); ok && int(tok.unitFrom)-i >= size {
				tok.gap, gap = gap, 0
				out = append(out, tok)
				i = int(tok.to)
				continue
			}
		}
		if w != nil {
			out = append(out, token{word: w, kind: w.kind, gap: gap, from: int32(i), to: int32(i + size)})
			gap = 0
			i += size
			continue
		}
		if isHan(r) {
			gap = min(gap+1, 1<<14)
		} else if isLetter(r) {
			for i+1 < len(rs) && (isLetter(rs[i+1]) || isDigit(rs[i+1])) {
				i++
			}
			gap = min(gap+1, 1<<14)
		}
		i++
	}
	return out
}

// carriesInto is the length of a word before a year that says that something is
// carried into it; the gap characters before it, of no known word, are that word.
func (x *lexicon) carriesInto(before []rune, gap int) int {
	for _, w := range x.carries {
		if n := len(w); n == gap && n <= len(before) && slices.Equal(before[len(before)-n:], w) {
			return n
		}
	}
	return 0
}

// none reports whether a word may say that there was none of something.
func (w *word) none() bool {
	return w.kind == mark && (w.id == mNone || w.id == mNoneIssued || w.id == mNoneRepealed || w.id == mZero || w.id == mUnrelated)
}

func punctuation(r rune) kind {
	switch r {
	case ideographicStop, '\n', '!', '?':
		return stop
	case ';':
		return semicolon
	case ',':
		return comma
	case ideographicComma:
		return pause
	case ':':
		return colon
	case '(':
		return opening
	case ')':
		return closing
	}
	return none
}

func digitsAt(rs []rune, i int) int {
	n := 0
	for i+n < len(rs) && isDigit(rs[i+n]) {
		n++
	}
	return n
}

// digits reads a number printed in digits at rune i, and what it is.
func digits(t *text, x *lexicon, i int, before []token) token {
	rs := t.runes
	buf := make([]byte, 0, 24)
	tok := token{word: noWord, kind: number, from: int32(i)}
	j, point := i, false
	for j < len(rs) && len(buf) < 24 {
		r := rs[j]
		switch {
		case isDigit(r):
			if t.space[j] && j > i && isDigit(rs[j-1]) {
				tok.shaky = true
			}
			buf = append(buf, byte(r))
		case r == ',' && !point && j > i && !t.space[j] && digitsAt(rs, j+1) == 3 && !t.space[j+1] && len(buf) <= 12 && (len(buf) <= 3 || rs[j-4] == ','):
		case r == '.' && !point && j+1 < len(rs) && isDigit(rs[j+1]):
			point = true
			buf = append(buf, '.')
		default:
			goto done
		}
		j++
	}
done:
	for j < len(rs) && isDigit(rs[j]) { // more digits than any figure has
		j++
		tok.kind = noise
	}
	v, err := record.ParseNumber(string(buf))
	if err != nil {
		tok.kind = noise
	}
	tok.value, tok.to, tok.unitFrom = v, int32(j), int32(j)
	if i > 0 && (isLetter(rs[i-1]) || rs[i-1] == '-' || rs[i-1] == '/' || rs[i-1] == '.' || rs[i-1] == '[' || rs[i-1] == '+' || rs[i-1] == '~' || rs[i-1] == '@') {
		tok.kind = noise
	}
	if n := len(before); n > 0 && before[n-1].to == int32(i) && before[n-1].kind == mark && before[n-1].name == "ordinal" {
		tok.kind = noise
	}
	if j == len(rs) {
		return tok
	}
	switch r := rs[j]; {
	case r == '%' || r == 0x2030:
		tok.to++
		if tok.kind == number {
			tok.kind = percent
		}
		if r == 0x2030 {
			tok.kind = noise
		}
		return tok
	case isLetter(r) || r == '-' || r == '/' || r == ']' || r == '~' || r == '@' || r == '.' && j+1 < len(rs) && isDigit(rs[j+1]):
		tok.kind = noise
		return tok
	}
	if k := x.calendar[rs[j]]; k != none {
		n, whole := v.Int64()
		switch {
		case k == year && whole && n >= 1990 && n <= 2100:
			if tok.kind == noise { // the end of a span of years
				tok.value = record.Int(0)
			}
			tok.kind = year
		case k == month && whole && n >= 1 && n <= 12:
			tok.kind = month
		default:
			tok.kind = noise
		}
		tok.to++
		return tok
	}
	if n, whole := v.Int64(); whole && n >= 1990 && n <= 2100 { // "2023" before "the whole year"
		if w, _ := x.match(rs[j:]); w != nil && w.kind == mark && w.id == mThisYear {
			tok.kind = year
			return tok
		}
	}
	x.unit(rs, &tok)
	return tok
}

// ofDocuments reports a unit that counts regulations and normative documents.
func (u unitKind) ofDocuments() bool { return u == documentUnit || u == postUnit }

// unit reads the unit after a number.
func (x *lexicon) unit(rs []rune, tok *token) {
	j := int(tok.to)
	if k, n := x.units.longest(rs[j:]); k != 0 {
		tok.unit = unitKind(k)
		tok.to = int32(j + n)
	}
	if w, _ := x.match(rs[min(j, len(rs)-1):]); w != nil && w.kind == mark && w.name == "approximate_after" && j < len(rs) {
		tok.kind = noise
	}
	if e := int(tok.to); e > j && e < len(rs) {
		if w, _ := x.match(rs[e:]); w != nil && w.kind == mark && w.name == "approximate_after" {
			tok.kind = noise
		}
	}
	switch {
	case tok.unit.ofDocuments() && tok.kind == noise:
		tok.unit = otherUnit
	case tok.unit == otherUnit || tok.unit.ofDocuments():
		tok.kind = noise
	}
}

// numeral reads a number in Chinese numerals at rune i, if a unit of counting
// follows; without one the characters are as often no number.
func numeral(t *text, x *lexicon, i int) (token, bool) {
	rs := t.runes
	var total, section, digit int64
	j, seen := i, false
	for ; j < len(rs) && j-i < 12; j++ {
		v, ok := x.numerals[rs[j]]
		if !ok {
			break
		}
		switch {
		case v < 10:
			if digit != 0 && v != 0 {
				return token{}, false // figure by figure, or two numbers
			}
			digit = v
		case v == 10000:
			total, section, digit = (section+digit)*v, 0, 0
		default:
			if digit == 0 {
				digit = 1
			}
			section += digit * v
			digit = 0
		}
		seen = true
	}
	if !seen || j >= len(rs) {
		return token{}, false
	}
	tok := token{word: noWord, kind: number, from: int32(i), to: int32(j), unitFrom: int32(j), value: record.Int(total + section + digit), numeralOne: total+section+digit == 1}
	x.unit(rs, &tok)
	if tok.unit == noUnit {
		return token{}, false
	}
	if i > 0 {
		if w, n := x.match(rs[i-1:]); x.class(rs[i-1])&isRough != 0 && x.numerals[rs[i]] >= 10 || w != nil && n == 1 && w.kind == mark && (w.name == "ordinal" || w.name == "every") {
			tok.kind = noise
		}
	}
	return tok, true
}
