// Package words holds the words that matching looks for beside the labels of the
// forms (words.yaml), and the signs that figures are written with.
package words

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

// MoneyUnit is a unit of money and the power of ten that turns it into the
// first of the list, the one that records use.
type MoneyUnit struct {
	Unit  string
	Shift int
}

// Vocabulary is words.yaml, folded.
type Vocabulary struct {
	None        []string
	More        []string
	Less        []string
	Units       []string
	Money       []MoneyUnit
	Digits      string
	Ten         string
	Parts       []string
	Year, Month string
	List        ListWords

	TenSign   rune          `yaml:"-"`
	YearSign  rune          `yaml:"-"`
	MonthSign rune          `yaml:"-"`
	digits    [0x10000]int8 // Chinese digits by code point, each one more than its value
}

// ListWords are the words of words.yaml around a list of indicators.
type ListWords struct {
	Label, Unit, Code, Year, Sums, Total, Letters, Units, Counts []string
	Cumulative, Among, Myriad                                    string
}

// All is the vocabulary.
func All() *Vocabulary { return all() }

var all = sync.OnceValue(func() *Vocabulary {
	w := new(Vocabulary)
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
		w.digits[r] = int8(max(0, i-1) + 1) // two spellings of zero come first
	}
	for i := range w.Money {
		w.Money[i].Unit = fold.Label(w.Money[i].Unit)
	}
	w.TenSign, w.YearSign, w.MonthSign = []rune(w.Ten)[0], []rune(w.Year)[0], []rune(w.Month)[0]
	return w
})

// MoneyShift returns the power of ten of a unit of money.
func (w *Vocabulary) MoneyShift(unit string) (shift int, ok bool) {
	for _, m := range w.Money {
		if m.Unit == unit {
			return m.Shift, true
		}
	}
	return 0, false
}

// Digit returns the value of a Chinese digit.
func (w *Vocabulary) Digit(r rune) (int, bool) {
	if int(r) >= len(w.digits) || w.digits[r] == 0 {
		return 0, false
	}
	return int(w.digits[r]) - 1, true
}

// IsNumeral reports whether a folded character is a Chinese numeral up to ten.
func (w *Vocabulary) IsNumeral(r rune) bool {
	return int(r) < len(w.digits) && w.digits[r] != 0 || r == w.TenSign
}

// IsPart reports whether a character counts parts, in front or behind.
func (w *Vocabulary) IsPart(r rune) bool {
	for _, p := range w.Parts {
		if first, _ := utf8.DecodeRuneInString(p); first == r {
			return true
		}
	}
	return false
}
