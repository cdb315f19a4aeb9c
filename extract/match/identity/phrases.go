package identity

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/internal/strict"
)

//go:embed phrases.yaml
var phrasesYAML []byte

// phraseBook is phrases.yaml, folded.
type phraseBook struct {
	Title struct {
		Subject, Kind, Strip, Noise, Before, Work, Bare, Behind, Opens, Own, Whose, Halved, District, Places []string
		Short, Committee                                                                                     string
	}
	YearEnds []string `yaml:"year_ends"`
	Period   []string
	Maker    []struct {
		From            string
		To, Strip, Ends []string
		Place           bool // a name of a place must be in it, and not begin it
	}
	OrganEnds []string `yaml:"organ_ends"`
	Meta      struct{ Title, Published, Organ, Source []string }
	Scope     []struct {
		Scope string
		Of    string // only of an organ whose name has this in it
		Words []string
	}
	FormWords    []string `yaml:"form_words"`
	RegionWords  []string `yaml:"region_words"`
	OurRegion    []string `yaml:"our_region"`
	RegionOrgans []string `yaml:"region_organs"`
	NotRegion    []string `yaml:"not_region"`
	ForOthers    []string `yaml:"for_others"`
	Below        []string
	Places       []string

	strip     [][]rune        // Title.Strip, the longest first
	ends      [][]rune        // … and behind them Title.Work: what ends the organ's name in a title
	named     [][]rune        // Title.Strip, Title.Work and Title.Bare: what ends a report's name
	noise     [][]rune        // Title.Noise
	factNames map[string]bool // all names of Meta, folded
}

var phrases = sync.OnceValue(func() *phraseBook {
	w := new(phraseBook)
	if err := strict.YAML(phrasesYAML, w); err != nil {
		panic("phrases.yaml: " + err.Error())
	}
	lists := [][]string{w.Title.Subject, w.Title.Kind, w.Title.Strip, w.Title.Noise, w.Title.Before, w.Title.Work, w.Title.Bare, w.Title.Behind, w.Title.Opens, w.Title.Own, w.Period, w.OrganEnds, w.FormWords, w.RegionWords, w.OurRegion, w.RegionOrgans, w.NotRegion, w.ForOthers, w.Below, w.Places}
	for i := range w.Scope {
		lists = append(lists, w.Scope[i].Words)
	}
	for _, l := range lists {
		for i := range l {
			l[i] = fold.Label(l[i])
		}
	}
	slices.SortFunc(w.Title.Strip, func(a, b string) int { return len(b) - len(a) })
	for _, s := range w.Title.Strip {
		w.strip = append(w.strip, []rune(s))
	}
	w.ends = w.strip[:len(w.strip):len(w.strip)]
	for _, s := range w.Title.Work {
		w.ends = append(w.ends, []rune(s))
	}
	w.named = w.ends[:len(w.ends):len(w.ends)]
	for _, s := range w.Title.Bare {
		w.named = append(w.named, []rune(s))
	}
	for _, s := range w.Title.Noise {
		w.noise = append(w.noise, []rune(s))
	}
	w.factNames = map[string]bool{}
	for _, list := range [][]string{w.Meta.Title, w.Meta.Published, w.Meta.Organ} {
		for _, name := range list {
			w.factNames[fold.Label(name)] = true
		}
	}
	return w
})

// isSubject reports whether words begin as a title names what it reports on.
func (w *phraseBook) isSubject(words []rune) bool {
	return slices.ContainsFunc(w.Title.Subject, func(s string) bool {
		return len(words) >= utf8.RuneCountInString(s) && strings.HasPrefix(string(words[:utf8.RuneCountInString(s)]), s)
	})
}
