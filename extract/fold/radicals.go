package fold

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:embed unified.txt
var unified string

type mapping struct{ from, to rune }

// unifiedRunes lists the radicals of unified.txt and the compatibility
// ideographs with a canonical equivalent.
var unifiedRunes = sync.OnceValue(func() []mapping {
	var out []mapping
	for line := range strings.Lines(unified) {
		f := strings.Fields(line)
		if len(f) != 2 || f[0] == "#" {
			continue
		}
		from, err1 := strconv.ParseUint(f[0], 16, 32)
		to, err2 := strconv.ParseUint(f[1], 16, 32)
		if err1 == nil && err2 == nil {
			out = append(out, mapping{rune(from), rune(to)})
		}
	}
	for r := rune(0xF900); r < 0xFB00; r++ {
		if to, _ := utf8.DecodeRuneInString(norm.NFC.String(string(r))); to != r {
			out = append(out, mapping{r, to})
		}
	}
	return out
})

var radicals = sync.OnceValue(func() map[rune]rune {
	m := map[rune]rune{}
	for _, u := range unifiedRunes() {
		m[u.from] = u.to
	}
	return m
})

// Radicals replaces radicals and compatibility ideographs, which PDF fonts often
// stand in for common characters, by the ideographs that they look like.
func Radicals(s string) string {
	for _, r := range s {
		if isRadical(r) {
			return strings.Map(func(r rune) rune {
				if isRadical(r) {
					if to, ok := radicals()[r]; ok {
						return to
					}
				}
				return r
			}, s)
		}
	}
	return s
}

func isRadical(r rune) bool {
	return r >= 0x2E80 && r <= 0x2FDF || r >= 0x31C0 && r <= 0x31EF || r >= 0xF900 && r < 0xFB00
}
