package identity

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/match/line"
	"gongkai/extract/match/words"
)

// behind reports whether a date, as dateIn returns it, is later than a year, if
// that is known: no report is out before its year is over.
func behind(date string, year int) bool { return year == 0 || date[:4] > strconv.Itoa(year) }

// isDateAlone reports whether a line with a date holds hardly anything else.
func isDateAlone(s string) bool {
	n := 0 // other characters than numerals: the signs for year, month and day
	for _, r := range fold.Label(s) {
		if !words.All().IsNumeral(r) && !words.IsDigit(r) {
			n++
		}
	}
	return n <= 3
}

// dateIn reads a date written with digits, ASCII or Chinese, as yyyy-mm-dd. Its year,
// month and day have only their signs between them.
func dateIn(s string) string {
	w := words.All()
	var parts []int
	n, digits := 0, 0
	flush := func() {
		if digits > 0 {
			parts = append(parts, n)
		}
		n, digits = 0, 0
	}
	for _, r := range s {
		r = fold.Rune(r)
		d, chinese := w.Digit(r)
		switch {
		case r >= '0' && r <= '9':
			n, digits = n*10+int(r-'0'), digits+1
			if digits > 8 {
				return ""
			}
		case r == circle || r == 'O':
			n, digits = n*10, digits+1
		case r == w.TenSign && len(parts) > 0:
			n, digits = max(1, n)*10, digits+1
		case chinese && len(parts) > 0 && n >= 10 && n%10 == 0:
			n, digits = n+d, digits+1
		case chinese:
			n, digits = n*10+d, digits+1
		case fold.IsSpace(r) && len(parts) < 2:
		default:
			if flush(); len(parts) < 3 && r != w.YearSign && r != w.MonthSign && !partsDate(r) {
				parts = parts[:0]
			}
		}
		if len(parts) == 3 {
			break
		}
	}
	flush()
	if len(parts) == 1 && parts[0] > 20000000 {
		parts = []int{parts[0] / 10000, parts[0] / 100 % 100, parts[0] % 100}
	}
	if len(parts) < 3 || parts[0] < 2008 || parts[0] > 2099 || parts[1] < 1 || parts[1] > 12 || parts[2] < 1 || parts[2] > 31 {
		return ""
	}
	return fmt.Sprintf("%d-%02d-%02d", parts[0], parts[1], parts[2])
}

// partsDate reports whether a character, not of Chinese, may stand between the parts
// of a date.
func partsDate(r rune) bool { return words.IsDash(r) || r == '.' || r == '/' || fold.IsSpace(r) }

// dateAt reads the date that a text begins with: from so many characters, and on to
// where a date among them ends.
func dateAt(s string, n int) string { return dateIn(s[:wholeDate(s, len(line.First(s, n)))]) }

// wholeDate moves a place in a text behind the date that it stands in.
func wholeDate(s string, at int) int {
	for at < len(s) && !utf8.RuneStart(s[at]) {
		at++
	}
	for at < len(s) {
		r, size := utf8.DecodeRuneInString(s[at:])
		r = fold.Rune(r)
		if _, chinese := words.All().Digit(r); !chinese && r != words.All().TenSign && !words.IsDigit(r) && !partsDate(r) {
			break
		}
		at += size
	}
	return at
}
