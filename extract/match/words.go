package match

import (
	_ "embed"
	"slices"
	"strings"
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
	Title  struct {
		Subject, Kind, Strip, Noise, Before, Work, Bare, Behind, Opens, Own, Whose []string
		Short                                                                      string
	}
	Year   string
	Period []string
	Maker  []struct {
		From, Strip string
		To, Ends    []string
	}
	OrganEnds []string `yaml:"organ_ends"`
	Meta      struct{ Title, Published, Organ, Source []string }
	Scope     []struct {
		Scope string
		Words []string
	}
	RegionWords  []string `yaml:"region_words"`
	RegionOrgans []string `yaml:"region_organs"`
	NotRegion    []string `yaml:"not_region"`
	ForOthers    []string `yaml:"for_others"`
	Below        []string
	Places       []string
	List         listWords

	strip     [][]rune // Title.Strip, the longest first
	ends      [][]rune // … and behind them Title.Work: what ends the organ's name in a title
	noise     [][]rune // Title.Noise
	digits    numerals
	factNames map[string]bool // all names of Meta, folded
	ten       rune
	year      rune
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
	lists := [][]string{w.None, w.Units, w.Parts, w.Title.Subject, w.Title.Kind, w.Title.Strip, w.Title.Noise, w.Title.Before, w.Title.Work, w.Title.Bare, w.Title.Behind, w.Title.Opens, w.Title.Own, w.Period, w.OrganEnds, w.RegionWords, w.RegionOrgans, w.NotRegion, w.ForOthers, w.Below, w.Places,
		w.List.Label, w.List.Unit, w.List.Code, w.List.Year, w.List.Sums, w.List.Total, w.List.Units}
	for i := range w.Scope {
		lists = append(lists, w.Scope[i].Words)
	}
	for _, l := range lists {
		for i := range l {
			l[i] = fold.Label(l[i])
		}
	}
	slices.SortStableFunc(w.List.Units, func(a, b string) int { return len(b) - len(a) })
	slices.SortFunc(w.Title.Strip, func(a, b string) int { return len(b) - len(a) })
	for _, s := range w.Title.Strip {
		w.strip = append(w.strip, []rune(s))
	}
	w.ends = w.strip[:len(w.strip):len(w.strip)]
	for _, s := range w.Title.Work {
		w.ends = append(w.ends, []rune(s))
	}
	for _, s := range w.Title.Noise {
		w.noise = append(w.noise, []rune(s))
	}
	for i, r := range []rune(w.Digits) {
		w.digits[r] = int8(max(0, i-1) + 1) // two spellings of zero come first
	}
	for i := range w.Money {
		w.Money[i].Unit = fold.Label(w.Money[i].Unit)
	}
	w.factNames = map[string]bool{}
	for _, list := range [][]string{w.Meta.Title, w.Meta.Published, w.Meta.Organ} {
		for _, name := range list {
			w.factNames[fold.Label(name)] = true
		}
	}
	w.ten, w.year = []rune(w.Ten)[0], []rune(w.Year)[0]
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
	return int(r) < len(w.digits) && w.digits[r] != 0 || r == w.ten
}

// isSubject reports whether words begin as a title names what it reports on.
func (w *vocabulary) isSubject(words []rune) bool {
	return slices.ContainsFunc(w.Title.Subject, func(s string) bool {
		return len(words) >= utf8.RuneCountInString(s) && strings.HasPrefix(string(words[:utf8.RuneCountInString(s)]), s)
	})
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
