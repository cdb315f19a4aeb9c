package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/extract/fold"
)

// usable tells a real meaning from what writers put where they know none.
func usable(s string) bool {
	for _, r := range s {
		if r == 0 || r == utf8.RuneError || r == 0xffff {
			return false
		}
	}
	return true
}

// clean folds a character to the one that it looks like, and drops joiners and
// other marks that show nothing. A soft hyphen that is drawn is a hyphen; a
// control code that is drawn is a writer's number for a glyph, and unknown.
func clean(s string) string {
	plain := true
	for _, r := range s {
		plain = plain && (r >= ' ' && r < 0x7f || r >= 0xa0 && r < 0xad || r > 0xad && r < 0x200b || r > 0x3000 && r < 0xf900)
	}
	if plain {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == 0xad:
			return '-'
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r >= 0xfb00 && r <= 0xfb06:
			return r
		case r < ' ', r >= 0x7f && r < 0xa0:
			return utf8.RuneError // it is drawn, so it is not nothing
		case r >= 0xfe00 && r <= 0xfe0f, r == 0xfffe, r == 0xffff, unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
	for _, l := range ligatures {
		s = strings.ReplaceAll(s, l[0], l[1])
	}
	return fold.Radicals(s)
}

var ligatures = [...][2]string{{"\ufb00", "ff"}, {"\ufb01", "fi"}, {"\ufb02", "fl"}, {"\ufb03", "ffi"}, {"\ufb04", "ffl"}, {"\ufb05", "st"}, {"\ufb06", "st"}}
