package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/record"
)

// squeeze takes the spaces and line ends out of a text, which print puts
// anywhere, and makes full-width letters and digits half-width. Full-width
// punctuation stays.
func squeeze(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		switch {
		case r == utf8.RuneError || unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
		case r >= '０' && r <= '９', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ':
			b.WriteRune(r - '０' + '0')
		default:
			_, n := utf8.DecodeRuneInString(s[i:])
			b.WriteString(s[i : i+n])
		}
	}
	return b.String()
}

// Text returns the squeezed text of the record's section i.
func (p *Pass) Text(i int) string {
	if p.texts == nil {
		p.texts = make([]string, len(p.Record.Sections))
		for k := range p.Record.Sections {
			p.texts[k] = squeeze(p.Record.Sections[k].Text)
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
