package match

import (
	"math/bits"
	"strings"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/match/words"
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
		if fold.IndexRunes(l, s) >= 0 {
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
