package sample

import (
	_ "embed"
	"strings"
	"sync"

	"gongkai/internal/strict"
)

//go:embed words.yaml
var wordsYAML []byte

type vocabulary struct {
	Places      []string
	Offices     map[string][]string
	We          map[string]string
	Titles      []string
	TitleTwo    string `yaml:"title_two_lines"`
	Intro       []string
	Subheadings []string
	Filler      struct {
		Overview                   [][]string
		Proactive, Problems, Other []string
	}
	Figures   map[string]string
	Sentences []sentence
	Date      string
	Published string
	Mark      map[string]string `yaml:"ordinal_mark"`
	Chrome    chrome
	Typos     map[string]string
	Dirty     []string
	Page      string `yaml:"page_number"`
	Annotated string `yaml:"annotation"`

	Traditional, Radicals string
}

type sentence struct {
	Topic          string
	Positive, Zero []string
	Text           string
}

type chrome struct {
	Home, Column, Here, Source string
	Nav, Print, Footer         []string
	Meta                       map[string]string
	OldYear                    string `yaml:"old_year"`
}

// words returns the vocabulary. It is part of the program, so a fault in it panics.
var words = sync.OnceValue(func() *vocabulary {
	v := new(vocabulary)
	if err := strict.YAML(wordsYAML, v); err != nil {
		panic("words.yaml: " + err.Error())
	}
	return v
})

// replacer turns a list of character pairs ("ab cd") into a replacer.
func replacer(pairs string) *strings.Replacer {
	var list []string
	for _, p := range strings.Fields(pairs) {
		r := []rune(p)
		list = append(list, string(r[0]), string(r[1]))
	}
	return strings.NewReplacer(list...)
}
