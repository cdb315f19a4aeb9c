package match

import (
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
)

// finder looks for many words in one pass: words by their first character.
type finder struct{ words *fold.Map[[]string] }

func newFinder(lists ...[]string) *finder {
	words := map[rune][]string{}
	for _, list := range lists {
		for _, s := range list {
			r, _ := utf8.DecodeRuneInString(s)
			words[r] = append(words[r], s)
		}
	}
	return &finder{fold.NewMap(words)}
}

// in returns the words that stand in a text.
func (f *finder) in(text string) map[string]bool {
	var found map[string]bool
	for i, r := range fold.Runes(text) {
		if !f.words.Keys.Has(r) {
			continue
		}
		for _, w := range f.words.Get(r) {
			if strings.HasPrefix(text[i:], w) {
				if found == nil {
					found = map[string]bool{}
				}
				found[w] = true
			}
		}
	}
	return found
}

// any reports whether one of the words stands in a text.
func (f *finder) any(text string) bool {
	for i, r := range fold.Runes(text) {
		if !f.words.Keys.Has(r) {
			continue
		}
		for _, w := range f.words.Get(r) {
			if strings.HasPrefix(text[i:], w) {
				return true
			}
		}
	}
	return false
}
