package match

import (
	"math/bits"
	"slices"
	"strings"
	"sync"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/match/words"
	"gongkai/record"
)

// spelling is a label ready for comparison.
type spelling struct {
	runes []rune
	mask  uint64 // which of 64 classes of characters occur, to rule pairs out cheaply
}

func spell(s string) spelling { return spellRunes([]rune(s)) }

func spellRunes(r []rune) spelling {
	var m uint64
	for _, c := range r {
		m |= 1 << (c % 64)
	}
	return spelling{r, m}
}

// label is a printed label, folded, ready for comparison.
type label struct {
	text string
	spelling
	ordinal int      // the numeral before its words, 0: none
	bare    spelling // the words behind it
	known   bool     // its words are those of a row of the form
}

func newLabel(text string) *label {
	l := &label{text: text, spelling: spell(withoutTranslation(text))}
	n, bare := leadingOrdinal(l.runes)
	if l.ordinal = n; n > 0 {
		l.bare = spellRunes(bare)
	}
	return l
}

// withoutTranslation takes the words in Latin letters off that stand behind a
// label's own: pages in two languages print them there.
func withoutTranslation(text string) string {
	own := strings.TrimRightFunc(text, func(r rune) bool { return r < 0x80 && (r < '0' || r > '9') })
	if len(text)-len(own) < 3 || len(own) < 6 {
		return text
	}
	return own
}

// len is the number of the label's characters; 0 for no label.
func (l *label) len() int {
	if l == nil {
		return 0
	}
	return len(l.runes)
}

// entry is a node of a form with its spellings.
type entry struct {
	node    *form.Node
	ordinal int // 0: none
	spell   []spelling
	exact   []string
}

func newEntry(n *form.Node) entry {
	e := entry{node: n, ordinal: ordinalOf(fold.Label(n.Ordinal))}
	for _, l := range n.Labels() {
		k := fold.Label(l)
		e.exact = append(e.exact, k)
		e.spell = append(e.spell, spell(k))
	}
	return e
}

// ordinalOf reads a numeral, Chinese or ASCII, up to 99; 0 if s is none.
func ordinalOf(s string) int {
	n, rest := leadingOrdinal([]rune(s))
	if len(rest) > 0 {
		return 0
	}
	return n
}

// leadingOrdinal reads the numeral at the start of a folded label and returns
// what follows. A label that is only a numeral, or has none, gives n = 0.
func leadingOrdinal(r []rune) (n int, rest []rune) {
	w := words.All()
	i := 0
	for i < len(r) && i < 2 && r[i] >= '0' && r[i] <= '9' {
		n = n*10 + int(r[i]-'0')
		i++
	}
	if i > 0 {
		return n, r[i:]
	}
	tens := false
	for i < len(r) && i < 3 {
		d, ok := w.Digit(r[i])
		switch {
		case r[i] == w.TenSign:
			n, tens = max(1, n)*10, true
		case ok && (tens || i == 0):
			n += d
		default:
			return n, r[i:]
		}
		i++
	}
	return n, r[i:]
}

// likeness says how well a printed label fits an entry, from 0 to 1. The printed
// ordinal counts a little: typos in it are common.
func (e *entry) likeness(l *label) float64 {
	if l == nil {
		return 0
	}
	best := 0.0
	for i := range e.spell {
		best = max(best, alike(&l.spelling, &e.spell[i]))
		if l.ordinal > 0 {
			best = max(best, alike(&l.bare, &e.spell[i]))
		}
	}
	if best == 0 {
		return 0
	}
	if l.ordinal > 0 && e.ordinal > 0 {
		if l.ordinal == e.ordinal {
			best = min(1, best+0.04)
		} else {
			best -= 0.12
		}
	}
	return best
}

// alike compares two spellings: 1 if equal, 0 if they have little in common.
func alike(a, b *spelling) float64 {
	la, lb := len(a.runes), len(b.runes)
	if la == 0 || lb == 0 {
		return 0
	}
	if la == lb && equalRunes(a.runes, b.runes) {
		return 1
	}
	short, long := min(la, lb), max(la, lb)
	// Two labels of which neither holds the other are alike only if half of the
	// characters of each stand in both.
	common := bits.OnesCount64(a.mask & b.mask)
	ca, cb := bits.OnesCount64(a.mask), bits.OnesCount64(b.mask)
	within := common == min(ca, cb)
	if !within && common*20 < max(ca, cb)*9 {
		return 0
	}
	if short >= 4 && within {
		s, l := a.runes, b.runes
		if la > lb {
			s, l = l, s
		}
		if indexRunes(l, s) >= 0 {
			return 0.6 + 0.35*float64(short)/float64(long)
		}
	}
	if long > 64 || short*2 < long {
		return 0
	}
	d := distance(a.runes, b.runes)
	if sim := 1 - float64(d)/float64(long); sim >= 0.5 {
		return 0.95 * sim
	}
	return 0
}

func equalRunes(a, b []rune) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func indexRunes(s, sub []rune) int {
	for i := 0; i+len(sub) <= len(s); i++ {
		if s[i] == sub[0] && equalRunes(s[i:i+len(sub)], sub) {
			return i
		}
	}
	return -1
}

// distance is the edit distance of two labels of at most 64 characters.
func distance(a, b []rune) int {
	var row [65]int
	for j := range b {
		row[j+1] = j + 1
	}
	for i, x := range a {
		prev := row[0]
		row[0] = i + 1
		for j, y := range b {
			cur := row[j+1]
			if x == y {
				row[j+1] = prev
			} else {
				row[j+1] = 1 + min(prev, min(cur, row[j]))
			}
			prev = cur
		}
	}
	return row[len(b)]
}

// lexicon is a form's labels, spelled once.
type lexicon struct {
	form   *form.Form
	blank  []record.Cell // the form's cells, none of them printed
	blocks map[*form.Block]*blockLabels
	labels map[string]*label // every label of the form to the letter, rows' with and without ordinal
	heads  []string          // labels of headings over rows, with their ordinals
}

type blockLabels struct {
	rows   []entry // rows and their headings, in printed order (a heading before its rows)
	row    []int   // for each entry its row leaf, or -1 for a heading
	cols   []entry // column leaves
	label  spelling
	groups []group          // of a table of one row: the headings over its columns
	exact  map[string][]int // entries of rows by their spelling, with and without ordinal
}

var lexicons = sync.OnceValue(func() map[string]*lexicon {
	m := map[string]*lexicon{}
	for _, f := range form.All() {
		l := &lexicon{form: f, blank: make([]record.Cell, len(f.Cells)), blocks: map[*form.Block]*blockLabels{}, labels: map[string]*label{}}
		for i := range f.Tables {
			for j := range f.Tables[i].Blocks {
				b := &f.Tables[i].Blocks[j]
				l.blocks[b] = labelsOf(b, l.labels)
				l.heads = appendHeads(l.heads, b.Rows)
			}
		}
		for i := range l.blank {
			l.blank[i] = record.Cell{Path: f.Cells[i].Path, State: record.Absent}
		}
		m[f.Generation] = l
	}
	return m
})

func appendHeads(to []string, list []form.Node) []string {
	for i := range list {
		if n := &list[i]; len(n.Children) > 0 {
			for _, l := range n.Labels() {
				to = append(to, fold.Label(n.Ordinal)+fold.Label(l))
			}
			to = appendHeads(to, n.Children)
		}
	}
	return to
}

func labelsOf(b *form.Block, labels map[string]*label) *blockLabels {
	l := &blockLabels{label: spell(fold.Label(b.Label)), exact: map[string][]int{}}
	note := func(text string, row bool) {
		if labels[text] == nil && text != "" {
			labels[text] = newLabel(text)
		}
		if row {
			labels[text].known = true
		}
	}
	note(string(l.label.runes), false)
	leaf := map[*form.Node]int{}
	for i, n := range b.RowLeaves {
		leaf[n] = i
	}
	var walk func(list []form.Node)
	walk = func(list []form.Node) {
		for i := range list {
			n := &list[i]
			e := newEntry(n)
			at, ok := leaf[n]
			if !ok {
				at = -1
			}
			l.rows, l.row = append(l.rows, e), append(l.row, at)
			for _, x := range e.exact {
				for _, k := range [...]string{x, fold.Label(n.Ordinal) + x} {
					note(k, true)
					if at := l.exact[k]; len(at) == 0 || at[len(at)-1] != len(l.rows)-1 {
						l.exact[k] = append(at, len(l.rows)-1)
					}
				}
			}
			walk(n.Children)
		}
	}
	walk(b.Rows)
	for _, n := range b.ColLeaves {
		e := newEntry(n)
		l.cols = append(l.cols, e)
		for _, x := range e.exact {
			note(x, false)
		}
	}
	if len(b.Rows) == 0 {
		l.groups = groupsOf(b)
	}
	return l
}

// exactly returns the row leaf whose label is printed to the letter, or -1.
func (l *blockLabels) exactly(label *label) int {
	for j := range l.rows {
		if l.row[j] >= 0 && l.rows[j].likeness(label) >= 0.99 {
			return l.row[j]
		}
	}
	return -1
}

// begins reports whether a printed label is an entry's or the beginning of it: its
// ordinal, behind that of a heading or not, and two characters at least.
func (l *blockLabels) begins(entry int, printed *label) bool {
	if printed == nil || printed.ordinal == 0 || l.row[entry] < 0 {
		return false
	}
	e := &l.rows[entry]
	n, bare := printed.ordinal, printed.bare.runes
	for {
		if n == e.ordinal && len(bare) >= 2 {
			for i := range e.spell {
				if s := e.spell[i].runes; len(bare) <= len(s) && equalRunes(bare, s[:len(bare)]) {
					return true
				}
			}
		}
		if n, bare = leadingOrdinal(bare); n == 0 {
			return false
		}
	}
}

// torn reports whether a printed label is the beginning of some row's.
func (l *blockLabels) torn(printed *label) bool {
	for j := range l.rows {
		if l.begins(j, printed) {
			return true
		}
	}
	return false
}

// overRows reports whether a label is a heading's that has no figures itself.
func (l *blockLabels) overRows(printed *label) bool {
	return slices.ContainsFunc(l.rows, func(e entry) bool {
		return len(e.node.Children) > 0 && !e.node.Value && e.likeness(printed) > 0.9
	})
}

// holds reports whether words are a piece of an entry's label, or of a heading
// of the table.
func (l *blockLabels) holds(entry int, words []rune) bool {
	if len(words) == 0 {
		return true
	}
	for j := range l.rows {
		if (j == entry || len(l.rows[j].node.Children) > 0) && slices.ContainsFunc(l.rows[j].spell, func(s spelling) bool { return indexRunes(s.runes, words) >= 0 }) {
			return true
		}
	}
	return false
}

// others is what is left of the text behind a row when the pieces of its label
// and of headings are taken off its start.
func (l *blockLabels) others(entry int, text string) string {
	for text != "" {
		end := strings.IndexFunc(text, fold.IsSpace)
		if end < 0 {
			end = len(text)
		}
		if !l.holds(entry, []rune(fold.Label(text[:end]))) {
			return text
		}
		text = strings.TrimLeftFunc(text[end:], fold.IsSpace)
	}
	return ""
}
