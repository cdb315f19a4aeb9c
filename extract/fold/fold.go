// Package fold brings printed Chinese labels to one spelling, so that they can
// be compared: "（七）总 计", "(七)總計" and "⑺总计" differ in print only.
//
// It works on single characters: width, traditional forms, radicals and
// compatibility code points, and what is only spacing or punctuation. The
// character data are facts of Unicode and of the script, in the text files here.
package fold

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed simplified.txt
var simplifiedPairs string

// tables say of each code point below their length what becomes of it.
type tables struct {
	rune  [0x10000]rune // as Rune returns it; 0 means unchanged
	label [0x10000]rune // as a label's spelling has it; 0 means that it is no part of one
}

var table = sync.OnceValue(func() *tables {
	t := new(tables)
	for _, pair := range strings.Fields(simplifiedPairs) {
		r := []rune(pair)
		if len(r) == 2 && r[0] != r[1] {
			t.rune[r[0]] = r[1]
		}
	}
	for r := rune(0xFF01); r <= 0xFF5E; r++ {
		t.rune[r] = r - 0xFEE0
	}
	for r := rune(0x2460); r <= 0x2468; r++ { // circled, bracketed and dotted digits 1–9
		t.rune[r], t.rune[r+0x14], t.rune[r+0x28] = '1'+r-0x2460, '1'+r-0x2460, '1'+r-0x2460
	}
	for _, r := range unifiedRunes() {
		to := r.to
		if to < 0x10000 && t.rune[to] != 0 {
			to = t.rune[to]
		}
		if r.from < 0x10000 {
			t.rune[r.from] = to
		}
	}
	for r := range rune(len(t.label)) {
		to := r
		if t.rune[r] != 0 {
			to = t.rune[r]
		}
		if Keep(to) {
			t.label[r] = to
		}
	}
	return t
})

// Rune folds one character: full width to ASCII, traditional to simplified,
// radicals and compatibility ideographs to the ideograph that they look like.
func Rune(r rune) rune {
	if r < 0x80 {
		return r
	}
	if t := table(); int(r) < len(t.rune) && t.rune[r] != 0 {
		return t.rune[r]
	}
	return r
}

// spelled is the character that a label's spelling has for r, 0 for none.
func (t *tables) spelled(r rune) rune {
	if int(r) < len(t.label) {
		return t.label[r]
	}
	if Keep(r) {
		return r
	}
	return 0
}

// IsSpace reports whether a folded character is spacing of any kind, or invisible.
func IsSpace(r rune) bool {
	if r < 0x80 {
		return r == ' ' || r >= '\t' && r <= '\r'
	}
	if r > 0x3000 && r < 0xFEFF {
		return false
	}
	return unicode.IsSpace(r) || r == 0x3000 || invisible(r)
}

// invisible reports characters that take no room on a page: 1 and 2 with one
// between them are 12 to every reader.
func invisible(r rune) bool {
	return r >= 0x200B && r <= 0x200F || r == 0x2060 || r == 0xFEFF || r == 0xAD || r == 0x180E || r >= 0x202A && r <= 0x202E
}

// Keep reports whether a folded character is part of a label's spelling:
// letters and digits are, spacing and punctuation are not.
func Keep(r rune) bool {
	switch {
	case r < 0x80:
		return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	case r >= 0x4E00 && r < 0xA000:
		return true
	case r < 0x3000 || r >= 0xFE30 && r < 0xFF00:
		return unicode.IsLetter(r) || unicode.IsDigit(r)
	}
	return unicode.IsLetter(r) || r == 0x3007
}

// Label returns the spelling of a label: folded, without spacing and punctuation.
func Label(s string) string {
	var room [96]byte // most labels are short
	b := room[:0]
	if len(s) > len(room) {
		b = make([]byte, 0, len(s))
	}
	b = AppendLabel(b, s)
	if string(b) == s {
		return s
	}
	return string(b)
}

// AppendLabel appends the spelling of a label to b. It decodes ideographs on the
// spot, as Runes does: over its loop, which does not tell where a character ends, pages take 2 to 6 % longer.
func AppendLabel(b []byte, s string) []byte {
	t := table()
	start := 0 // of what is still to be copied as it stands
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		switch {
		case r < utf8.RuneSelf:
		case isIdeograph(s, i):
			r, size = three(s, i), 3
		default:
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if to := t.spelled(r); to != r || r == 0 {
			b = append(b, s[start:i]...)
			if to != 0 {
				b = utf8.AppendRune(b, to)
			}
			start = i + size
		}
		i += size
	}
	return append(b, s[start:]...)
}

// Text is a string in its folded spelling that knows where each character came from.
type Text struct {
	Runes []rune
	At    []int32 // byte offset in the original of each rune; one more for the end
}

// NewText folds s as Label does, keeping offsets.
func NewText(s string) Text {
	t := Text{Runes: make([]rune, 0, len(s)/3+1), At: make([]int32, 0, len(s)/3+2)}
	table := table()
	for i, r := range Runes(s) {
		if r = table.spelled(r); r != 0 {
			t.Runes = append(t.Runes, r)
			t.At = append(t.At, int32(i))
		}
	}
	t.At = append(t.At, int32(len(s)))
	return t
}

// Width folds full-width ASCII and spaces, drops invisible characters, and does
// nothing else, for reading numbers.
func Width(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return width(s)
		}
	}
	return s
}

func width(s string) string {
	var b []byte
	start := 0 // of what is still to be copied as it stands
	for i := 0; i < len(s); {
		if isIdeograph(s, i) {
			i += 3
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		bad := r == utf8.RuneError && size == 1
		if wide := r >= 0xFF01 && r <= 0xFF5E; wide || bad || r != ' ' && IsSpace(r) {
			if b == nil {
				b = make([]byte, 0, len(s)+utf8.UTFMax)
			}
			b = append(b, s[start:i]...)
			switch {
			case wide:
				b = append(b, byte(r-0xFEE0))
			case bad:
				b = utf8.AppendRune(b, r)
			case !invisible(r):
				b = append(b, ' ')
			}
			start = i + size
		}
		i += size
	}
	if b == nil {
		return s
	}
	return string(append(b, s[start:]...))
}
