package medium

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"gongkai/extract/fold"
)

// The ways to count the columns that a character takes: each takes one; what all
// fonts make wide takes two; and what only the fonts of East Asia make wide, but
// for the rules of tables, takes two as well.
const (
	oneColumn = iota
	narrow
	wide
	widths
)

// single and double say of most characters of a report that they take one column in
// each way, or two in all but one.
func single(r rune) bool { return r < 0x80 || r >= 0x2500 && r < 0x2580 }
func double(r rune) bool { return r >= 0x4E00 && r < 0xA000 }

// columns is how many a character takes in each way.
func columns(r rune) [widths]uint8 {
	switch {
	case single(r):
		return [...]uint8{1, 1, 1}
	case double(r):
		return [...]uint8{1, 2, 2}
	case r >= 0x200B && r <= 0x200F, r == 0xFEFF, unicode.Is(unicode.Mn, r):
		return [...]uint8{1, 0, 0}
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return [...]uint8{1, 2, 2}
	case width.EastAsianAmbiguous:
		return [...]uint8{1, 1, 2}
	}
	return [...]uint8{1, 1, 1}
}

// screen lays a line out, a rune a column; 0 is the second half of a wide one.
func screen(dst []rune, s string, way int) []rune {
	dst = slices.Grow(dst, len(s)) // no character takes more columns than bytes
	for _, r := range fold.Runes(s) {
		n := uint8(1)
		if double(r) {
			n = min(2, uint8(way)+1)
		} else if !single(r) {
			n = columns(r)[way]
		}
		if n > 0 {
			dst = append(dst, r)
		}
		if n == 2 {
			dst = append(dst, 0)
		}
	}
	return dst
}

// text is a piece of the screen as a line. The texts of a table lie in one string.
func text(all *strings.Builder, row []rune) string {
	from := all.Len()
	for _, r := range row {
		switch {
		case r >= utf8.RuneSelf:
			all.WriteRune(r)
		case r != 0:
			all.WriteByte(byte(r))
		}
	}
	return all.String()[from:]
}

// Arms of a rule's characters.
const (
	armUp = 1 << iota
	armDown
	armLeft
	armRight
)

// arms are the directions into which a box drawing character reaches, by its
// code point from U+2500 on: light, heavy and double ones alike.
var arms = func() (t [0x80]uint8) {
	set := func(from, to int, a uint8) {
		for r := from; r <= to; r++ {
			t[r] = a
		}
	}
	set(0x00, 0x01, armLeft|armRight)
	set(0x02, 0x03, armUp|armDown)
	set(0x04, 0x05, armLeft|armRight)
	set(0x06, 0x07, armUp|armDown)
	set(0x08, 0x09, armLeft|armRight)
	set(0x0A, 0x0B, armUp|armDown)
	set(0x0C, 0x0F, armDown|armRight)
	set(0x10, 0x13, armDown|armLeft)
	set(0x14, 0x17, armUp|armRight)
	set(0x18, 0x1B, armUp|armLeft)
	set(0x1C, 0x23, armUp|armDown|armRight)
	set(0x24, 0x2B, armUp|armDown|armLeft)
	set(0x2C, 0x33, armDown|armLeft|armRight)
	set(0x34, 0x3B, armUp|armLeft|armRight)
	set(0x3C, 0x4B, armUp|armDown|armLeft|armRight)
	set(0x4C, 0x4D, armLeft|armRight)
	set(0x4E, 0x4F, armUp|armDown)
	t[0x50], t[0x51] = armLeft|armRight, armUp|armDown
	set(0x52, 0x54, armDown|armRight)
	set(0x55, 0x57, armDown|armLeft)
	set(0x58, 0x5A, armUp|armRight)
	set(0x5B, 0x5D, armUp|armLeft)
	set(0x5E, 0x60, armUp|armDown|armRight)
	set(0x61, 0x63, armUp|armDown|armLeft)
	set(0x64, 0x66, armDown|armLeft|armRight)
	set(0x67, 0x69, armUp|armLeft|armRight)
	set(0x6A, 0x6C, armUp|armDown|armLeft|armRight)
	t[0x6D], t[0x6E], t[0x6F], t[0x70] = armDown|armRight, armDown|armLeft, armUp|armLeft, armUp|armRight
	return t
}()

func armsOf(r rune) uint8 {
	switch {
	case r >= 0x2500 && r <= 0x257F:
		return arms[r-0x2500]
	case r == '+':
		return armUp | armDown | armLeft | armRight
	case r == '|':
		return armUp | armDown
	case r == '-' || r == '=' || r == ':':
		return armLeft | armRight
	}
	return 0
}
