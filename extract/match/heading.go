package match

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/match/line"
	"gongkai/extract/match/words"
)

// title is a section's wording, folded.
type title struct {
	key     string
	ordinal int
	exact   []spelling
	words   []keywords // of freer wordings
}

// keywords stand in a title in this order.
type keywords struct {
	list []string
	mask uint64 // of all their characters, as a spelling's
}

// titles are the titles of a form's sections.
type titles struct {
	list     []title
	wordings *fold.Map[[]wording] // by their first characters
}

// wording is one of title.exact.
type wording struct {
	text         string
	title, exact int
}

// in adds the wordings that stand in a text, in the order of the titles.
func (t *titles) in(text string, found []wording) []wording {
	for i, r := range fold.Runes(text) {
		if !t.wordings.Keys.Has(r) {
			continue
		}
		for _, w := range t.wordings.Get(r) {
			if strings.HasPrefix(text[i:], w.text) && !slices.Contains(found, w) {
				found = append(found, w)
			}
		}
	}
	slices.SortFunc(found, func(a, b wording) int { return cmp.Or(a.title-b.title, a.exact-b.exact) })
	return found
}

var titlesOf = sync.OnceValue(func() map[string]*titles {
	out := map[string]*titles{}
	for _, f := range form.All() {
		var list []title
		wordings := map[rune][]wording{}
		for i := range f.Sections {
			s := &f.Sections[i]
			t := title{key: s.Key, ordinal: ordinalOf(fold.Label(s.Ordinal))}
			for _, l := range s.Labels() {
				t.exact = append(t.exact, spell(fold.Label(l)))
			}
			slices.SortStableFunc(t.exact, func(a, b spelling) int { return len(b.runes) - len(a.runes) })
			for k, e := range t.exact {
				wordings[e.runes[0]] = append(wordings[e.runes[0]], wording{string(e.runes), len(list), k})
			}
			for _, w := range s.Words {
				k := keywords{list: strings.Fields(w)}
				k.mask = spell(strings.Join(k.list, "")).mask
				t.words = append(t.words, k)
			}
			list = append(list, t)
		}
		out[f.Generation] = &titles{list, fold.NewMap(wordings)}
	}
	return out
})

// titleStarts are the first characters of section titles.
var titleStarts = sync.OnceValue(func() *fold.Set {
	s := new(fold.Set)
	for _, t := range titlesOf() {
		for i := range s {
			s[i] |= t.wordings.Keys[i]
		}
	}
	return s
})

// mayBeHeading reports whether a line begins as a heading may: with an ordinal, a
// stray stroke before it, or as a section title does.
func mayBeHeading(l *line.Line) bool {
	r, _ := utf8.DecodeRuneInString(l.Key)
	w := words.All()
	return l.Head > 0 || r >= '0' && r <= '9' || r == 'l' || r == 'I' || w.IsNumeral(r) || w.IsPart(r) || titleStarts().Has(r)
}

// lineHeading reads a short line as a heading.
func lineHeading(l *line.Line, titles *titles) (heading, bool) {
	if !mayBeHeading(l) {
		return heading{}, false
	}
	text := strings.TrimFunc(l.Text, func(r rune) bool { return fold.IsSpace(r) || strings.ContainsRune("#*|='", r) })
	if isBracketed(text) {
		return heading{}, false
	}
	folded := l.Key
	if i := strings.IndexFunc(text, isHeadingEnd); i > 0 && !isPartMark(text[:i]) { // the section's text begins on the heading's line
		text = text[:i]
		folded = fold.Label(text)
	}
	var buf [64]rune
	key := appendRunes(buf[:0], folded)
	for len(key) > 1 && (key[0] == 'l' || key[0] == 'I') && words.All().IsNumeral(key[1]) { // a stray stroke before the ordinal
		key = key[1:]
	}
	n, bare := leadingOrdinal(stripParts(key))
	if n == 0 {
		bare = key
	}
	if len(bare) > 0 && words.All().IsPart(bare[0]) {
		bare = bare[1:]
	}
	if n == 0 && l.Head == 0 && (len(bare) == 0 || len(bare) > 30 || !titleStarts().Has(bare[0])) {
		return heading{}, false // without an ordinal only the form's own wording is a heading
	}
	h := heading{text: text, score: -1}
	h.to = strings.Index(l.Text, text) + len(text)
	spelled, free := spellRunes(bare), ""
	if len(bare) <= 40 { // no heading in free wording is longer
		free = string(bare)
	}
	for i := range titles.list {
		t := &titles.list[i]
		if len(bare) <= 2 && n != t.ordinal {
			continue // so short a title is one only behind its own ordinal
		}
		fit := t.fit(&spelled, free)
		if fit == 0 || fit < 3 && n == 0 && l.Head == 0 {
			continue
		}
		s := fit
		switch {
		case n == t.ordinal:
			s += 1.5
		case n > 0:
			s += 0.5
		}
		if l.Head > 0 {
			s += 0.5
		}
		if s > h.score {
			h.score, h.key, h.free = s, t.key, fit == 2
		}
	}
	if h.score < 0 {
		return h, false
	}
	if h.free {
		if to := titles.endIn(text, h.key); to > 0 && beginsText(text[to:]) {
			h.to += to - len(text)
			text = text[:to]
			h.text, h.free = text, false
		}
	}
	h.digits = n > 0 && !words.All().IsNumeral(stripParts(key)[0])
	if n > 0 && !h.digits {
		if at := strings.IndexFunc(text, func(r rune) bool { return words.All().IsNumeral(fold.Rune(r)) }); at >= 0 {
			end := at
			for end < len(text) {
				r, k := utf8.DecodeRuneInString(text[end:])
				if !words.All().IsNumeral(fold.Rune(r)) {
					break
				}
				end += k
			}
			h.number = text[at:end]
		}
	}
	return h, true
}

// endIn is where the longest wording of a section's title that stands in a text ends;
// 0 where none does.
func (t *titles) endIn(text, key string) (end int) {
	folded := fold.NewText(text)
	for i := range t.list {
		if t.list[i].key != key {
			continue
		}
		for _, e := range t.list[i].exact {
			if k := fold.IndexRunes(folded.Runes, e.runes); k >= 0 && len(e.runes) >= 6 {
				last := int(folded.At[k+len(e.runes)-1])
				_, n := utf8.DecodeRuneInString(text[last:])
				end = max(end, last+n)
			}
		}
	}
	return end
}

// beginsText reports whether what follows a title on its line is no part of it: text
// behind a space, that begins with a figure, or that says that there is nothing to tell.
func beginsText(s string) bool {
	if line.AtMost(s, 3) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s)
	return fold.IsSpace(r) || words.IsDigit(r) || slices.ContainsFunc(words.All().None, func(w string) bool { return strings.HasPrefix(s, w) })
}

// isHeadingEnd reports the signs that part a heading from the text on its line.
func isHeadingEnd(r rune) bool { return r == ':' || r == '\uFF1A' || r == '\u3002' }

// fit says how well a heading without its ordinal fits a section: 4 for its
// wording, 3 nearly, 2 for its keywords in text, 0 not at all.
func (t *title) fit(s *spelling, text string) float64 {
	if slices.ContainsFunc(t.exact, s.equals) {
		return 4
	}
	for i := range t.exact {
		if e := &t.exact[i]; len(e.runes) >= 6 && !e.differs(s) && alike(s, e) >= closely {
			return 3
		}
	}
	for _, w := range t.words {
		rest, ok := text, w.mask&^s.mask == 0 // else one of its characters is missing
		for _, k := range w.list {
			if !ok {
				break
			}
			at := strings.Index(rest, k)
			if ok = at >= 0; ok {
				rest = rest[at+len(k):]
			}
		}
		if ok {
			return 2
		}
	}
	return 0
}

// closely is how alike two wordings of one title are.
const closely = 0.85

func (a *spelling) equals(b spelling) bool { return a.mask == b.mask && slices.Equal(a.runes, b.runes) }

// differs tells at a glance two spellings that are not closely alike: each
// class of characters that only one of them has is an edit, and in a long one
// there may be one for ten characters (see alike).
func (a *spelling) differs(b *spelling) bool {
	n, k := len(a.runes), len(b.runes)
	if n*10 < k*6 || k*10 < n*6 {
		return true
	}
	both, onlyA, onlyB := bits.OnesCount64(a.mask&b.mask), bits.OnesCount64(a.mask&^b.mask), bits.OnesCount64(b.mask&^a.mask)
	return both*10 < (both+onlyB)*7 || onlyA > 0 && onlyB > 0 && max(onlyA, onlyB)*19 > max(n, k)*2
}

// isBracketed reports whether a line begins with a numeral in brackets, as
// sub-headings do.
func isBracketed(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	if r = fold.Rune(r); r != '(' && r != '\u3014' && r != '[' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(s[n:], fold.IsSpace))
	next = fold.Rune(next)
	return words.All().IsNumeral(next) || next >= '0' && next <= '9'
}

// ordinalBefore reads the ordinal that stands right before offset at, and
// returns where it begins.
func ordinalBefore(s string, at int) (from int, number string) {
	i := at
	marked := false
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if fold.IsSpace(r) {
			i -= n
			continue
		}
		if r == '\u3001' || r == '.' || r == '\uFF0E' || r == ',' || r == '\uFF0C' {
			marked = true
			i -= n
			continue
		}
		break
	}
	end := i
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if !words.All().IsNumeral(fold.Rune(r)) {
			break
		}
		i -= n
	}
	if i == end || !marked {
		return at, ""
	}
	return i, s[i:end]
}

func appendRunes(to []rune, s string) []rune {
	for _, r := range fold.Runes(s) {
		to = append(to, r)
	}
	return to
}

// isPartMark reports whether words only count a part: its title stands behind the
// colon.
func isPartMark(s string) bool {
	key := []rune(fold.Label(s))
	if len(key) < 3 || len(key) > 5 || !words.All().IsPart(key[0]) {
		return false
	}
	_, rest := leadingOrdinal(key[1:])
	return len(rest) > 0 && words.All().IsPart(rest[0])
}

// stripParts takes the sign of counting parts ("part one") off.
func stripParts(key []rune) []rune {
	if len(key) > 1 && words.All().IsPart(key[0]) && words.All().IsNumeral(key[1]) {
		return key[1:]
	}
	return key
}
