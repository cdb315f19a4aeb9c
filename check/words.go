package check

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/internal/strict"
)

//go:embed words.yaml
var wordsFile []byte

// pattern is a regular expression and plain words, one of which stands in every
// text that it matches: they tell quickly that a text does not.
type pattern struct {
	Has        []string
	RE         string
	Generation string // of the form, for a notice
	re         *regexp.Regexp
	has        wordSet // of Has
}

// find returns the first match and its groups, or nil.
func (p *pattern) find(t *passage) []string {
	if len(p.Has) > 0 && !t.holds.any(&p.has) {
		return nil
	}
	return p.re.FindStringSubmatch(t.text)
}

// findAll returns every match and its groups.
func (p *pattern) findAll(t *passage) [][]string {
	if len(p.Has) > 0 && !t.holds.any(&p.has) {
		return nil
	}
	return p.re.FindAllStringSubmatch(t.text, -1)
}

// wordList is words.yaml; what each list is for stands there.
type wordList struct {
	Ordinals []string
	Year     pattern
	Period   []pattern
	Parts    struct {
		Word         string
		Measures, Of []string
	}
	Template  []pattern
	Nothing   pattern
	Few, Long int
	Fees      []string
	Notices   []pattern
	Kinds     []struct {
		Kind    string
		Endings []string
	}
	NoRegulations struct{ Endings, But []string } `yaml:"no_regulations"`
	Supervision   []struct {
		What  string
		Words []string
	}
	Huge              pattern
	Cleanup           []string
	NotFigures        struct{ Before, After []string } `yaml:"not_figures"`
	Numerals, Counted string
	Wordy             int
	Ends              string

	// Of every word that texts are asked for: its number, and the words by their
	// first character.
	number map[string]int
	from   *fold.Map[[]numbered]
}

// wordSet is a set of the lexicon's words, by number.
type wordSet [4]uint64

func (s *wordSet) add(n int)      { s[n/64] |= 1 << (n % 64) }
func (s *wordSet) has(n int) bool { return s[n/64]&(1<<(n%64)) != 0 }

func (s *wordSet) any(of *wordSet) bool {
	return s[0]&of[0]|s[1]&of[1]|s[2]&of[2]|s[3]&of[3] != 0
}

type numbered struct {
	text   string
	number int
}

// add takes words into the lexicon, and into the words by their first character.
func (w *wordList) add(from map[rune][]numbered, words ...string) {
	for _, s := range words {
		if _, known := w.number[s]; known {
			continue
		}
		n := len(w.number)
		w.number[s] = n
		first, _ := utf8.DecodeRuneInString(s)
		from[first] = append(from[first], numbered{s, n})
	}
}

// lexicon is words.yaml, read once. It is part of the program and checked by
// its tests, so a fault in it panics.
var lexicon = sync.OnceValue(func() *wordList {
	w := new(wordList)
	if err := strict.YAML(wordsFile, w); err != nil {
		panic("words.yaml: " + err.Error())
	}
	all := []*pattern{&w.Year, &w.Nothing, &w.Huge}
	for i := range w.Period {
		all = append(all, &w.Period[i])
	}
	for i := range w.Template {
		all = append(all, &w.Template[i])
	}
	for i := range w.Notices {
		all = append(all, &w.Notices[i])
	}
	w.number = map[string]int{}
	from := map[rune][]numbered{}
	for _, p := range all {
		p.re = regexp.MustCompile(p.RE)
		w.add(from, p.Has...)
		for _, s := range p.Has {
			p.has.add(w.number[s])
		}
	}
	w.add(from, w.Parts.Word)
	w.add(from, w.Fees...)
	w.add(from, w.Cleanup...)
	for _, s := range w.Supervision {
		w.add(from, s.Words...)
	}
	w.from = fold.NewMap(from)
	return w
})

func containsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

func hasEnding(text string, endings []string) bool {
	for _, e := range endings {
		if strings.HasSuffix(text, e) {
			return true
		}
	}
	return false
}

func hasBeginning(text string, beginnings []string) bool {
	for _, b := range beginnings {
		if strings.HasPrefix(text, b) {
			return true
		}
	}
	return false
}
