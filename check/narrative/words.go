package narrative

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
)

//go:embed words.yaml
var wordsYAML []byte

// kind is what a token is: a mark of punctuation, a number, or a word of one
// of the vocabulary's groups.
type kind uint8

const (
	none kind = iota
	// punctuation and numbers
	stop
	semicolon
	comma
	pause
	colon
	opening
	closing
	number
	percent
	year
	month
	noise // digits that count nothing: dates, document numbers, rough numbers
	// words
	noun
	verb
	outcome
	result
	applicant
	channel
	mark
	formLabel
)

// word is one entry of the vocabulary. A word may also name a dispute's result;
// that is what it means where a dispute is spoken of.
type word struct {
	kind   kind
	name   string
	id     uint8 // of a verb or mark
	result string
}

// lexicon is the vocabulary, ready to be matched.
type lexicon struct {
	root     []uint16 // node by first rune
	nodes    []node
	words    []word
	units    map[string]unitKind
	longest  int // runes of the longest unit
	numerals map[rune]int64
	calendar map[rune]kind // what a number before this rune is
	rough    map[rune]bool // a numeral after this rune is rough
	form     []bool        // a label of the forms may begin with this rune
}

type node struct {
	word int32 // index+1 into words; 0: no word ends here
	kids []edge
}

type edge struct {
	r    rune
	node uint16
}

type unitKind uint8

const (
	noUnit unitKind = iota
	countUnit
	moneyUnit
	otherUnit
)

type wordsFile struct {
	Nouns, Verbs, Outcomes, Results, Applicants, Channels, Marks map[string]string
	Units                                                        map[string]string
	Numerals                                                     map[string]int64
	NumeralBefore                                                string `yaml:"numeral_before"`
	Calendar                                                     map[string]string
	Form                                                         string
}

var vocabulary = sync.OnceValue(func() *lexicon {
	var f wordsFile
	if err := yaml.UnmarshalWithOptions(wordsYAML, &f, yaml.Strict()); err != nil {
		panic("words.yaml: " + err.Error())
	}
	x := &lexicon{root: make([]uint16, 0xA000), nodes: make([]node, 1), units: map[string]unitKind{},
		form: make([]bool, 0xA000), numerals: map[rune]int64{}, calendar: map[rune]kind{}, rough: map[rune]bool{}}
	for _, g := range []struct {
		kind  kind
		words map[string]string
	}{{noun, f.Nouns}, {verb, f.Verbs}, {outcome, f.Outcomes}, {applicant, f.Applicants}, {channel, f.Channels}, {mark, f.Marks},
		{formLabel, map[string]string{"": f.Form}}, {result, f.Results}} {
		for name, list := range g.words {
			for _, w := range strings.Fields(list) {
				x.add(w, g.kind, name)
			}
		}
	}
	for _, w := range strings.Fields(f.Form) {
		r, _ := utf8.DecodeRuneInString(w)
		x.form[r] = true
	}
	for name, list := range f.Units {
		for _, u := range strings.Fields(list) {
			k, ok := map[string]unitKind{"count": countUnit, "money": moneyUnit, "none": otherUnit}[name]
			if _, twice := x.units[u]; !ok || twice {
				panic("words.yaml: unit " + u + ": stands twice, or in an unknown group")
			}
			x.units[u] = k
			x.longest = max(x.longest, utf8.RuneCountInString(u))
		}
	}
	for n, v := range f.Numerals {
		r, _ := utf8.DecodeRuneInString(n)
		x.numerals[r] = v
	}
	for name, list := range f.Calendar {
		for _, w := range strings.Fields(list) {
			r, _ := utf8.DecodeRuneInString(w)
			x.calendar[r] = map[string]kind{"year": year, "month": month, "day": noise}[name]
		}
	}
	for _, w := range strings.Fields(f.NumeralBefore) {
		r, _ := utf8.DecodeRuneInString(w)
		x.rough[r] = true
	}
	return x
})

// add enters a word. Two groups may not share one, but for the results, which
// are read only where a dispute is spoken of.
func (x *lexicon) add(w string, k kind, name string) {
	at := uint16(0)
	for i, r := range []rune(w) {
		r = fold(r)
		if i == 0 {
			if int(r) >= len(x.root) {
				panic("words.yaml: " + w + ": begins with a character outside the table")
			}
			if x.root[r] == 0 {
				x.root[r] = x.newNode()
			}
			at = x.root[r]
			continue
		}
		kids := x.nodes[at].kids
		j := slices.IndexFunc(kids, func(e edge) bool { return e.r == r })
		if j < 0 {
			n := x.newNode()
			x.nodes[at].kids = append(kids, edge{r, n})
			at = n
			continue
		}
		at = kids[j].node
	}
	switch old := x.nodes[at].word; {
	case old == 0:
		e := word{kind: k, name: name}
		if names := map[kind]map[string]uint8{verb: verbNames, mark: markNames}[k]; names != nil {
			id, ok := names[name]
			if !ok {
				panic("words.yaml: " + name + ": no such verb or mark")
			}
			e.id = id
		}
		if k == result {
			e.result = name
		}
		x.words = append(x.words, e)
		x.nodes[at].word = int32(len(x.words))
	case k == result && x.words[old-1].result == "":
		x.words[old-1].result = name
	case x.words[old-1].kind != k || x.words[old-1].name != name:
		panic(fmt.Sprintf("words.yaml: %s: stands in %s and in %s", w, x.words[old-1].name, name))
	}
}

func (x *lexicon) newNode() uint16 {
	x.nodes = append(x.nodes, node{})
	return uint16(len(x.nodes) - 1)
}

// match returns the longest word at the start of rs and its length, or nil.
func (x *lexicon) match(rs []rune) (*word, int) {
	r := rs[0]
	if int(r) >= len(x.root) || r < 0 {
		return nil, 0
	}
	at := x.root[r]
	if at == 0 {
		return nil, 0
	}
	best, size := int32(0), 0
	for i := 1; ; i++ {
		n := &x.nodes[at]
		if n.word != 0 {
			best, size = n.word, i
		}
		if i == len(rs) {
			break
		}
		next := uint16(0)
		for _, e := range n.kids {
			if e.r == rs[i] {
				next = e.node
				break
			}
		}
		if next == 0 {
			break
		}
		at = next
	}
	if best == 0 {
		return nil, 0
	}
	return &x.words[best-1], size
}
