package identity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/match/line"
	"gongkai/extract/match/words"
	"gongkai/record"
)

// yearIn reads the year in s: 2023, ２０２３, 2 023, with Chinese digits too. It must
// be followed by the sign for year, or, where that is lost, by what a title speaks
// of. Of several the first counts, but before it the one that stands right before
// what a title speaks of: the other is when the report was made.
func yearIn(s string) int {
	var buf [64]rune
	_, y := yearAt(foldTitle(buf[:0], s))
	return y
}

// A circle stands for the Chinese zero in many a printed year.
const circle, zero = 0x25CB, 0x3007

// foldTitle appends the folded characters of a title.
func foldTitle(key []rune, s string) []rune {
	for _, r := range fold.Runes(s) {
		if r == circle {
			r = zero
		}
		if r = fold.Rune(r); fold.Keep(r) {
			key = append(key, r)
		}
	}
	return key
}

// yearAt is yearIn for folded characters, and says where the year begins.
func yearAt(key []rune) (at, year int) {
	at, year = nextYear(key, 0)
	for i, y := at, year; y != 0; i, y = nextYear(key, i+4) {
		rest := key[i+4:]
		if len(rest) > 0 && rest[0] == words.All().YearSign {
			rest = rest[1:]
		}
		if isPeriodBehind(string(rest[:min(1, len(rest))])) {
			rest = rest[1:]
		}
		if phrases().isSubject(rest) {
			return i, y
		}
	}
	return at, year
}

// nextYear is the first year from a place on.
func nextYear(key []rune, from int) (at, year int) {
	w := words.All()
	for i := from; i+4 < len(key); i++ {
		y, ok := 0, key[i+4] == w.YearSign || key[i+4] >= 0x4E00 && key[i] == '2' && phrases().isSubject(key[i+4:])
		for k := range 4 {
			if !ok {
				break
			}
			r := key[i+k]
			d, isDigit := w.Digit(r)
			if r >= '0' && r <= '9' {
				d, isDigit = int(r-'0'), true
			} else if r == 'O' || r == 'o' {
				d, isDigit = 0, true
			}
			ok = isDigit
			y = y*10 + d
		}
		if ok && y >= 2008 && y <= 2099 && (i == 0 || key[i-1] < '0' || key[i-1] > '9') {
			return i, y
		}
	}
	return 0, 0
}

// yearOfPeriod reads the year of the reporting period from the introduction.
func yearOfPeriod(lines []line.Line) int {
	for i := range lines {
		key := lines[i].Key
		for _, p := range phrases().Period {
			if k := strings.Index(key, p); k >= 0 {
				if y := yearIn(key[k:]); y != 0 {
					return y
				}
			}
		}
	}
	return 0
}

// TellsPeriod reports whether a text names an annual report and its period.
func TellsPeriod(lines []line.Line) bool {
	return yearOfPeriod(lines) != 0 && slices.ContainsFunc(lines, func(l line.Line) bool { return isTitle(l.Key) })
}

// YearOfText is the year that section one begins with, if its text names no
// other year more often; else the year that it names most, more than once, or
// the only one that it names, as the year of a period.
func YearOfText(sections []record.Section) int {
	for _, s := range sections {
		if s.Key != "overview" {
			continue
		}
		first := yearIn(line.First(s.Text, 12))
		count := map[int]int{}
		whole := false // a year stands there as such: "2023年度", "2023年，", "2023年12月31日"
		for rest := s.Text; ; {
			i := strings.IndexRune(rest, words.All().YearSign)
			if i < 0 {
				break
			}
			end := i + utf8.RuneLen(words.All().YearSign)
			y := yearIn(rest[:end])
			count[y]++
			rest = rest[end:]
			whole = whole || y != 0 && isPeriodBehind(rest)
		}
		delete(count, 0)
		if first == 0 && len(count) == 1 && whole {
			for y := range count {
				return y
			}
		}
		if first == 0 {
			for y, n := range count {
				if n > max(1, count[first]) {
					first = y
				}
			}
		}
		for y, n := range count {
			if y != first && n >= count[first] {
				return 0
			}
		}
		return first
	}
	return 0
}

// isPeriodBehind reports whether what stands behind a year makes it a period's.
func isPeriodBehind(s string) bool {
	return slices.ContainsFunc(phrases().YearEnds, func(p string) bool { return strings.HasPrefix(s, p) })
}
