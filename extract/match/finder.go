package match

import (
	"strings"
	"unicode/utf8"
)

// runeSet is a set of characters of the first plane.
type runeSet [0x10000 / 64]uint64

func (s *runeSet) add(r rune) {
	if r < 0x10000 {
		s[r/64] |= 1 << (r % 64)
	}
}

func (s *runeSet) has(r rune) bool { return r < 0x10000 && s[r/64]&(1<<(r%64)) != 0 }

// finder looks for many words in one pass: words by their first character.
type finder struct {
	begins runeSet
	words  map[rune][]string
}

func newFinder(lists ...[]string) *finder {
	f := &finder{words: map[rune][]string{}}
	for _, list := range lists {
		for _, s := range list {
			r, _ := utf8.DecodeRuneInString(s)
			f.begins.add(r)
			f.words[r] = append(f.words[r], s)
		}
	}
	return f
}

// in returns the words that stand in a text.
func (f *finder) in(text string) map[string]bool {
	found := map[string]bool{}
	for i, r := range text {
		if !f.begins.has(r) {
			continue
		}
		for _, w := range f.words[r] {
			if strings.HasPrefix(text[i:], w) {
				found[w] = true
			}
		}
	}
	return found
}

// any reports whether one of the words stands in a text.
func (f *finder) any(text string) bool {
	for i, r := range text {
		if !f.begins.has(r) {
			continue
		}
		for _, w := range f.words[r] {
			if strings.HasPrefix(text[i:], w) {
				return true
			}
		}
	}
	return false
}
