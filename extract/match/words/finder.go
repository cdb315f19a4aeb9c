package words

import (
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
)

// Finder looks for many words in one pass: words by their first character.
type Finder struct {
	words *fold.Map[[]string]
}

// NewFinder looks for the words of all lists.
func NewFinder(lists ...[]string) *Finder {
	words := map[rune][]string{}
	for _, list := range lists {
		for _, s := range list {
			r, _ := utf8.DecodeRuneInString(s)
			words[r] = append(words[r], s)
		}
	}
	return &Finder{fold.NewMap(words)}
}

// In returns the words that stand in a text.
func (f *Finder) In(text string) map[string]bool {
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
