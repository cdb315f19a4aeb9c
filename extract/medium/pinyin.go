package medium

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Mirrors of pages write the reading of a character behind it, in traditional
// characters as a rule: "準(zhǔn)確", in labels of tables too. It is no part of the
// page.

// leastPinyin is the number of readings with a tone from which on a text is taken
// to be such a page.
const leastPinyin = 8

// withoutPinyin takes readings behind characters out of a text, and counts them.
func withoutPinyin(s string) (string, int) {
	toned := 0
	for i := 0; toned < leastPinyin; {
		from, to, tone := nextPinyin(s, i)
		if from < 0 {
			return s, 0
		}
		if tone {
			toned++
		}
		i = to
	}
	var b strings.Builder
	b.Grow(len(s))
	n, i := 0, 0
	for {
		from, to, _ := nextPinyin(s, i)
		if from < 0 {
			break
		}
		b.WriteString(s[i:from])
		n, i = n+1, to
	}
	b.WriteString(s[i:])
	return b.String(), n
}

// nextPinyin finds the next reading in brackets that touches the ideograph before
// it, and whether it marks a tone; from is below 0 where there is none.
func nextPinyin(s string, at int) (from, to int, toned bool) {
	for {
		k := strings.IndexByte(s[at:], '(')
		if k < 0 {
			return -1, 0, false
		}
		from = at + k
		at = from + 1
		if before, _ := utf8.DecodeLastRuneInString(s[:from]); before < 0x3400 || before > 0x9FFF {
			continue
		}
		letters := 0
		toned = false
		for i, r := range s[at:min(len(s), at+16)] {
			switch {
			case r == ')' && letters > 0:
				return from, at + i + 1, toned
			case r >= 'a' && r <= 'z':
			case r >= 0xE0 && r <= 0x1DC || r == 0x251: // vowels with a mark
				toned = true
			default:
				letters = -100
			}
			if letters++; letters < 0 || letters > 6 {
				break
			}
		}
	}
}

// unspell takes readings behind characters out of the text.
func (d *decoded) unspell() {
	if s, n := withoutPinyin(d.text); n > 0 {
		d.text, d.shared, d.spelled = s, false, n
	}
}

func pinyinNote(n int) string {
	return "the readings of " + strconv.Itoa(n) + " characters, in brackets behind them, were left out: a mirror of the page wrote them there"
}
