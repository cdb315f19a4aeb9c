package check

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed words.yaml
var wordsFile []byte

// pattern is a regular expression and a plain word that tells quickly that a
// text does not hold it.
type pattern struct {
	Has, RE    string
	Generation string // of the form, for a notice
	re         *regexp.Regexp
}

// find returns the first match and its groups, or nil.
func (p *pattern) find(text string) []string {
	if !strings.Contains(text, p.Has) {
		return nil
	}
	return p.re.FindStringSubmatch(text)
}

// findAll returns every match and its groups.
func (p *pattern) findAll(text string) [][]string {
	if !strings.Contains(text, p.Has) {
		return nil
	}
	return p.re.FindAllStringSubmatch(text, -1)
}

// expression is a regular expression without a plain word to try first.
type expression struct{ *regexp.Regexp }

func (e *expression) UnmarshalYAML(text []byte) (err error) {
	var s string
	if err := yaml.Unmarshal(text, &s); err != nil {
		return err
	}
	e.Regexp, err = regexp.Compile(s)
	return err
}

// wordList is words.yaml; what each list is for stands there.
type wordList struct {
	Ordinals  []string
	Year      pattern
	Period    []pattern
	Parts     pattern
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
	Huge    pattern
	Cleanup []string
	Dates   expression
	Figure  expression
	Wordy   int
	Ends    string
}

// lexicon is words.yaml, read once. It is part of the program and checked by
// its tests, so a fault in it panics.
var lexicon = sync.OnceValue(func() *wordList {
	w := new(wordList)
	if err := yaml.UnmarshalWithOptions(wordsFile, w, yaml.Strict()); err != nil {
		panic("words.yaml: " + err.Error())
	}
	all := []*pattern{&w.Year, &w.Parts, &w.Nothing, &w.Huge}
	for i := range w.Period {
		all = append(all, &w.Period[i])
	}
	for i := range w.Template {
		all = append(all, &w.Template[i])
	}
	for i := range w.Notices {
		all = append(all, &w.Notices[i])
	}
	for _, p := range all {
		p.re = regexp.MustCompile(p.RE)
	}
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
