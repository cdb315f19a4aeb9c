package match

import (
	_ "embed"
	"slices"
	"sync"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/internal/strict"
)

//go:embed words.yaml
var wordsYAML []byte

// moneyUnit is a unit of money and the power of ten that turns it into the
// first of the list, the one that records use.
type moneyUnit struct {
	Unit  string
	Shift int
}

// vocabulary is words.yaml, folded.
type vocabulary struct {
	None   []string
	More   []string
	Less   []string
	Units  []string
	Money  []moneyUnit
	Digits string
	Ten    string
	Parts  []string
	Year   string
	List   listWords

	numerals numerals
	tenSign  rune
	yearSign rune
}

// numerals are the Chinese digits by code point, each one more than its value.
type numerals [0x10000]int8

// value returns the value of a Chinese digit.
func (n *numerals) value(r rune) (int, bool) {
	if int(r) >= len(n) || n[r] == 0 {
		return 0, false
	}
	return int(n[r]) - 1, true
}

var words = sync.OnceValue(func() *vocabulary {
	w := new(vocabulary)
	if err := strict.YAML(wordsYAML, w); err != nil {
		panic("words.yaml: " + err.Error())
	}
	lists := [][]string{w.None, w.Units, w.Parts, w.List.Label, w.List.Unit, w.List.Code, w.List.Year, w.List.Sums, w.List.Total, w.List.Units}
	for _, l := range lists {
		for i := range l {
			l[i] = fold.Label(l[i])
		}
	}
	slices.SortStableFunc(w.List.Units, func(a, b string) int { return len(b) - len(a) })
	for i, r := range []rune(w.Digits) {
		w.numerals[r] = int8(max(0, i-1) + 1) // two spellings of zero come first
	}
	for i := range w.Money {
		w.Money[i].Unit = fold.Label(w.Money[i].Unit)
	}
	w.tenSign, w.yearSign = []rune(w.Ten)[0], []rune(w.Year)[0]
	return w
})

// money returns the power of ten of a unit of money.
func (w *vocabulary) money(unit string) (shift int, ok bool) {
	for _, m := range w.Money {
		if m.Unit == unit {
			return m.Shift, true
		}
	}
	return 0, false
}

// isNumeral reports whether a folded character is a Chinese numeral up to ten.
func (w *vocabulary) isNumeral(r rune) bool {
	return int(r) < len(w.numerals) && w.numerals[r] != 0 || r == w.tenSign
}

// isPart reports whether a character counts parts, in front or behind.
func (w *vocabulary) isPart(r rune) bool {
	for _, p := range w.Parts {
		if first, _ := utf8.DecodeRuneInString(p); first == r {
			return true
		}
	}
	return false
}

// listWords are the words of words.yaml around a list of indicators.
type listWords struct {
	Label, Unit, Code, Year, Sums, Total, Letters, Units, Counts []string
	Cumulative, Among, Myriad                                    string
}
