package figure

import (
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/record"
)

// PlainInt reads a cell that is nothing but one to nine ASCII digits between
// blanks, as nearly all are.
func PlainInt(s string) (n int64, ok bool) {
	i, j := 0, len(s)
	for i < j && (s[i] == ' ' || s[i] == '\n') {
		i++
	}
	for j > i && (s[j-1] == ' ' || s[j-1] == '\n') {
		j--
	}
	if j-i == 0 || j-i > 9 || j-i > 1 && s[i] == '0' {
		return 0, false
	}
	for ; i < j; i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int64(s[i]-'0')
	}
	return n, true
}

// Leading reads the decimal at the start of s, thousands separated by
// commas or not, and returns what follows.
func Leading(s string) (n record.Number, rest string, ok bool) {
	i := 0
	for i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == '.' || s[i] == ',') {
		i++
	}
	t := strings.TrimRight(s[:i], ".,")
	rest = s[len(t):]
	if strings.Contains(t, ",") {
		whole, frac, point := strings.Cut(t, ".")
		groups := strings.Split(whole, ",")
		for k, g := range groups {
			if k > 0 && len(g) != 3 || k == 0 && (len(g) == 0 || len(g) > 3) {
				return n, s, false
			}
		}
		t = strings.Join(groups, "")
		if point {
			t += "." + frac
		}
	}
	n, err := record.ParseNumber(t)
	return n, rest, err == nil
}

// DigitRuns returns the runs of digits in s, and whether anything but digits
// and space stands there.
func DigitRuns(s string) (runs []string, other bool) {
	for i := 0; i < len(s); {
		if s[i] >= '0' && s[i] <= '9' {
			j := i
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
			runs = append(runs, s[i:j])
			i = j
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		other = other || !fold.IsSpace(r)
		i += n
	}
	return runs, other
}

// unread stands for a character that the medium could not read, or not rely on.
const unread = "\uFFFD"

// lettersTouch reports whether a Latin letter stands right beside a digit: it may
// be one that was misread, as in l0O; or the sign of a character that was not read.
func lettersTouch(s string) bool {
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	letter := func(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
	for i := 1; i < len(s); i++ {
		if digit(s[i-1]) && (letter(s[i]) || strings.HasPrefix(s[i:], unread)) || digit(s[i]) && (letter(s[i-1]) || strings.HasSuffix(s[:i], unread)) {
			return true
		}
	}
	return false
}
