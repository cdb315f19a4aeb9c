package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/record"
)

// squeeze takes the spaces and line ends out of a text, which print puts
// anywhere, and makes full-width letters and digits half-width. Full-width
// punctuation stays.
func squeeze(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	start := 0 // of what is still to be copied as it stands
	for i, r := range fold.Runes(s) {
		switch {
		case r > 0x3000 && r < 0xff00 && r != '\ufeff', r > ' ' && r < utf8.RuneSelf: // most of the text
		case r == utf8.RuneError || unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
			_, n := utf8.DecodeRuneInString(s[i:])
			b.WriteString(s[start:i])
			start = i + n
		case r >= '０' && r <= '９', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ':
			b.WriteString(s[start:i])
			b.WriteByte(byte(r - '０' + '0'))
			start = i + utf8.RuneLen(r)
		}
	}
	b.WriteString(s[start:])
	return b.String()
}

// passage is a text, squeezed, with what the rules ask of it first: which of the
// lexicon's words it holds, and how many letters. All of it is found in one
// pass; a text is asked for some fifty words.
type passage struct {
	text    string
	holds   wordSet
	letters int
}

func newPassage(s string) *passage {
	w := lexicon()
	t := &passage{text: squeeze(s)}
	for i, r := range fold.Runes(t.text) {
		if r >= 0x4e00 && r < 0xa000 || isLetter(r) {
			t.letters++
		}
		if !w.from.Keys.Has(r) {
			continue
		}
		for _, word := range w.from.Get(r) {
			if !t.holds.has(word.number) && strings.HasPrefix(t.text[i:], word.text) {
				t.holds.add(word.number)
			}
		}
	}
	return t
}

// isLetter reports whether a character is neither punctuation nor a sign.
func isLetter(r rune) bool {
	switch {
	case r >= 0x4e00 && r < 0xa000:
		return true
	case r < utf8.RuneSelf:
		return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
	}
	return !unicode.IsPunct(r) && !unicode.IsSpace(r) && !unicode.IsSymbol(r)
}

// says reports whether the text holds one of the words, all of them the lexicon's.
func (t *passage) says(words []string) bool {
	w := lexicon()
	for _, word := range words {
		if t.holds.has(w.number[word]) {
			return true
		}
	}
	return false
}

// Text returns the text of the record's section i.
func (p *Pass) Text(i int) *passage {
	if p.texts == nil {
		p.texts = make([]*passage, len(p.Record.Sections))
		for k := range p.Record.Sections {
			p.texts[k] = newPassage(p.Record.Sections[k].Text)
		}
	}
	return p.texts[i]
}

// section returns the index of the first section with the key, or -1.
func (p *Pass) section(key string) int {
	for i := range p.Record.Sections {
		if p.Record.Sections[i].Key == key {
			return i
		}
	}
	return -1
}

// at is the place of a section as a finding names it.
func at(s *record.Section) []string {
	if s.At == "" {
		return nil
	}
	return []string{s.At}
}

// around returns at most n runes on each side of the first occurrence of part.
func around(text, part string, n int) string {
	i := strings.Index(text, part)
	if i < 0 {
		return part
	}
	from, to := i, i+len(part)
	for k := 0; k < n && from > 0; k++ {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
	}
	for k := 0; k < n && to < len(text); k++ {
		_, size := utf8.DecodeRuneInString(text[to:])
		to += size
	}
	return text[from:to]
}
