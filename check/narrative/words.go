package narrative

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/internal/strict"
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
	// Of an outcome: the word is none of the form's, and may be said of requests
	// that the form counts under another row.
	paraphrase bool
}

// lexicon is the vocabulary, ready to be matched.
type lexicon struct {
	trie             // of words
	words    []word  // by the trie's value-1
	units    trie    // of units, by kind
	about    []class // what a rune can begin or be
	numerals map[rune]int64
	calendar map[rune]kind // what a number before this rune is
	carries  [][]rune      // what carries into a year that stands right behind it, the longest first
}

// class says what a rune can begin or be, for a first look at it.
type class uint8

const (
	startsWord class = 1 << iota
	startsLabel
	isNumeral
	isRough     // a numeral after it is rough
	startsNone  // a word for none may begin with it
	startsCount // a unit may
)

// class of a rune; those outside the table are nothing.
func (x *lexicon) class(r rune) class {
	if uint32(r) < uint32(len(x.about)) {
		return x.about[r]
	}
	return 0
}

// trie finds the longest of its words at a place.
type trie struct {
	root  []uint16 // node by first rune
	nodes []node
	pairs []uint64 // a bit by the hash of a word's first two runes: most places in a text begin no word
}

type node struct {
	value int32 // of the word that ends here; 0: none does
	kids  []edge
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
	documentUnit
	postUnit
	otherUnit
)

type wordsFile struct {
	Nouns, Verbs, Outcomes, Results, Applicants, Channels, Marks map[string]string
	Units                                                        map[string]string
	Numerals                                                     map[string]int64
	NumeralBefore                                                string `yaml:"numeral_before"`
	CarryBeforeYear                                              string `yaml:"carry_before_year"`
	Calendar                                                     map[string]string
	Form                                                         string
	FormLines                                                    string `yaml:"form_lines"`
	Paraphrases                                                  string
}

var vocabulary = sync.OnceValue(func() *lexicon {
	var f wordsFile
	if err := strict.YAML(wordsYAML, &f); err != nil {
		panic("words.yaml: " + err.Error())
	}
	x := &lexicon{trie: newTrie(), units: newTrie(), about: make([]class, runes), numerals: map[rune]int64{}, calendar: map[rune]kind{}}
	for _, g := range []struct {
		kind  kind
		words map[string]string
	}{{noun, f.Nouns}, {verb, f.Verbs}, {outcome, f.Outcomes}, {applicant, f.Applicants}, {channel, f.Channels}, {mark, f.Marks},
		{formLabel, map[string]string{"": f.Form, "line": f.FormLines}}, {result, f.Results}} {
		for name, list := range g.words {
			for _, w := range strings.Fields(list) {
				x.add(w, g.kind, name)
			}
		}
	}
	for _, w := range strings.Fields(f.Paraphrases) {
		k, n := x.match([]rune(w))
		if k == nil || n != utf8.RuneCountInString(w) || k.kind != outcome {
			panic("words.yaml: paraphrase " + w + ": is no outcome")
		}
		k.paraphrase = true
	}
	for _, w := range strings.Fields(f.Form + " " + f.FormLines) {
		r, _ := utf8.DecodeRuneInString(w)
		x.about[fold(r)] |= startsLabel
	}
	for name, list := range f.Units {
		for _, u := range strings.Fields(list) {
			v := x.units.put(u)
			k, ok := map[string]unitKind{"count": countUnit, "money": moneyUnit, "document": documentUnit, "post": postUnit, "none": otherUnit}[name]
			if !ok || *v != 0 {
				panic("words.yaml: unit " + u + ": stands twice, or in an unknown group")
			}
			*v = int32(k)
		}
	}
	for n, v := range f.Numerals {
		r, _ := utf8.DecodeRuneInString(n)
		x.numerals[r] = v
		x.about[r] |= isNumeral
	}
	for name, list := range f.Calendar {
		for _, w := range strings.Fields(list) {
			r, _ := utf8.DecodeRuneInString(w)
			x.calendar[r] = map[string]kind{"year": year, "month": month, "day": noise}[name]
		}
	}
	for _, w := range strings.Fields(f.NumeralBefore) {
		r, _ := utf8.DecodeRuneInString(w)
		x.about[r] |= isRough
	}
	for _, w := range strings.Fields(f.CarryBeforeYear) {
		x.carries = append(x.carries, []rune(w))
	}
	slices.SortFunc(x.carries, func(a, b []rune) int { return len(b) - len(a) })
	for _, name := range []string{"none", "none_issued", "none_repealed", "zero", "unrelated"} {
		for _, w := range strings.Fields(f.Marks[name]) {
			r, _ := utf8.DecodeRuneInString(w)
			x.about[r] |= startsNone
		}
	}
	for r, n := range x.units.root {
		if n != 0 {
			x.about[r] |= startsCount
		}
	}
	for r, n := range x.root {
		if n != 0 {
			x.about[r] |= startsWord
		}
	}
	return x
})

// runes is how many code points the tables cover: Chinese characters and all before them.
const runes = 0xA000

func newTrie() trie {
	return trie{root: make([]uint16, runes), nodes: make([]node, 1), pairs: make([]uint64, 1<<10)}
}

// put returns the place for a word's value.
func (x *trie) put(w string) *int32 {
	at, first := uint16(0), rune(0)
	for i, r := range []rune(w) {
		r = fold(r)
		if i == 1 {
			h := pair(first, r)
			x.pairs[h>>6] |= 1 << (h & 63)
		}
		if i == 0 {
			first = r
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
	return &x.nodes[at].value
}

// add enters a word. Two groups may not share one, but for the results, which
// are read only where a dispute is spoken of.
func (x *lexicon) add(w string, k kind, name string) {
	v := x.put(w)
	switch old := *v; {
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
		*v = int32(len(x.words))
	case k == result && x.words[old-1].result == "":
		x.words[old-1].result = name
	case x.words[old-1].kind != k || x.words[old-1].name != name:
		panic(fmt.Sprintf("words.yaml: %s: stands in %s and in %s", w, x.words[old-1].name, name))
	}
}

func (x *trie) newNode() uint16 {
	x.nodes = append(x.nodes, node{})
	return uint16(len(x.nodes) - 1)
}

// match returns the longest word at the start of rs and its length, or nil.
func (x *lexicon) match(rs []rune) (*word, int) {
	if v, n := x.longest(rs); v != 0 {
		return &x.words[v-1], n
	}
	return nil, 0
}

func pair(a, b rune) uint32 { return (uint32(a)*40503 + uint32(b)) & 0xFFFF }

// longest returns the value of the longest word at the start of rs and its
// length; 0 where there is none.
func (x *trie) longest(rs []rune) (value int32, size int) {
	if len(rs) == 0 || uint32(rs[0]) >= uint32(len(x.root)) {
		return 0, 0
	}
	at := x.root[rs[0]]
	if len(rs) > 1 {
		if h := pair(rs[0], rs[1]); x.pairs[h>>6]&(1<<(h&63)) == 0 {
			if value = x.nodes[at].value; value != 0 { // of node 0 too: no word
				size = 1
			}
			return value, size
		}
	}
	for i := 1; at != 0; i++ {
		n := &x.nodes[at]
		if n.value != 0 {
			value, size = n.value, i
		}
		if i == len(rs) {
			break
		}
		at = 0
		for _, e := range n.kids {
			if e.r == rs[i] {
				at = e.node
				break
			}
		}
	}
	return value, size
}
