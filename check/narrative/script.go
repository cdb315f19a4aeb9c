package narrative

import (
	"slices"
	"strings"
	"unicode/utf8"

	spelling "gongkai/extract/fold"
	"gongkai/record"
)

// simplified is a text of traditional characters in simplified ones, each in as
// many bytes as before, so that places in one are places in the other.
func simplified(src string) string {
	return strings.Map(func(r rune) rune {
		if f := spelling.Rune(r); ideograph(r) && utf8.RuneLen(f) == utf8.RuneLen(r) {
			return f
		}
		return r
	}, src)
}

// openingBytes is how much of a text tells its script.
const openingBytes = 240

// isTraditional reports whether a report is written in traditional characters, as
// its first long text is: more than a stray one.
func isTraditional(sections []record.Section) bool {
	i := slices.IndexFunc(sections, func(s record.Section) bool { return len(s.Text) >= openingBytes/4 })
	if i < 0 {
		return false
	}
	n, all := 0, 0
	for _, r := range sections[i].Text[:min(len(sections[i].Text), openingBytes)] {
		if ideograph(r) {
			all++
			if spelling.Rune(r) != r {
				n++
			}
		}
	}
	return n*10 > all
}

func ideograph(r rune) bool { return r >= 0x4E00 && r < 0xA000 }
