package narrative

import (
	"strings"
	"sync"
	"unicode/utf8"

	spelling "gongkai/extract/fold"
)

// openingBytes is how much of a text tells its script.
const openingBytes = 240

// simplified is a text of traditional characters in simplified ones, each in as
// many bytes as before, so that places in one are places in the other; any other
// text as it is.
func simplified(src string) string {
	if !traditional(src[:min(len(src), openingBytes)]) {
		return src
	}
	return strings.Map(func(r rune) rune {
		if f := spelling.Rune(r); ideograph(r) && utf8.RuneLen(f) == utf8.RuneLen(r) {
			return f
		}
		return r
	}, src)
}

// traditional reports whether a text is written in traditional characters: more
// than a stray one is.
func traditional(s string) bool {
	set := traditionals()
	n, all := 0, 0
	for _, r := range spelling.Runes(s) {
		if ideograph(r) {
			all++
			if set.Has(r) {
				n++
			}
		}
	}
	return n*10 > all
}

// traditionals are the characters that are simplified.
var traditionals = sync.OnceValue(func() *spelling.Set {
	set := new(spelling.Set)
	for r := rune(0x4E00); ideograph(r); r++ {
		if spelling.Rune(r) != r {
			set.Add(r)
		}
	}
	return set
})

func ideograph(r rune) bool { return r >= 0x4E00 && r < 0xA000 }
