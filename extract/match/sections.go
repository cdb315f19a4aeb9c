package match

import (
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/grid"
	"gongkai/record"
)

// line is one line of a paragraph, or the text of a table row that is one cell:
// what may be a heading.
type line struct {
	text  string
	key   string // folded
	pos   grid.Pos
	block int
	para  bool
	head  int // the medium's heading level
}

// heading is a place where a section may begin.
type heading struct {
	key    string
	number string
	text   string // as printed, with its ordinal
	line   int
	from   int // byte offset of the heading in the line
	to     int // … and of what follows
	score  float64
}

// textLines lists the document's lines in order. A row of a table counts where
// all of it is one cell.
func textLines(doc *grid.Doc) (out []line) {
	for i, b := range doc.Blocks {
		if p := b.Para; p != nil {
			for t := range strings.SplitSeq(p.Text, "\n") {
				out = append(out, line{text: t, pos: p.Pos, block: i, para: true, head: p.Heading})
			}
			continue
		}
		for k := range b.Grid.Cells {
			if c := &b.Grid.Cells[k]; c.Col == 0 && c.ColSpan == b.Grid.Cols && len(c.Text) < 2000 {
				out = append(out, line{text: c.Text, pos: c.Pos, block: i})
			}
		}
	}
	foldLines(out)
	return out
}

// foldLines sets the lines' keys, all of them in one string.
func foldLines(lines []line) {
	n := 0
	for i := range lines {
		n += len(lines[i].text)
	}
	b, ends := make([]byte, 0, n), make([]int, len(lines))
	for i := range lines {
		b = fold.AppendLabel(b, lines[i].text)
		ends[i] = len(b)
	}
	all, from := string(b), 0
	for i, to := range ends {
		lines[i].key = all[from:to]
		from = to
	}
}

// title is a section's wording, folded.
type title struct {
	key     string
	ordinal int
	exact   []spelling
	texts   []string   // of exact
	words   [][]string // keywords that stand in this order in freer wordings
}

var titlesOf = sync.OnceValue(func() map[string][]title {
	out := map[string][]title{}
	for _, f := range form.All() {
		var list []title
		for i := range f.Sections {
			s := &f.Sections[i]
			t := title{key: s.Key, ordinal: ordinalOf(fold.Label(s.Ordinal))}
			for _, l := range s.Labels() {
				t.exact = append(t.exact, spell(fold.Label(l)))
			}
			slices.SortStableFunc(t.exact, func(a, b spelling) int { return len(b.runes) - len(a.runes) })
			for _, e := range t.exact {
				t.texts = append(t.texts, string(e.runes))
			}
			for _, w := range s.Words {
				t.words = append(t.words, strings.Fields(w))
			}
			list = append(list, t)
		}
		out[f.Generation] = list
	}
	return out
})

// titleStarts are the first characters of section titles.
var titleStarts = sync.OnceValue(func() map[rune]bool {
	m := map[rune]bool{}
	for _, list := range titlesOf() {
		for _, t := range list {
			for _, e := range t.exact {
				m[e.runes[0]] = true
			}
		}
	}
	return m
})

// findHeadings returns the best place of each section, in document order.
func findHeadings(lines []line, f *form.Form) []heading {
	titles := titlesOf()[f.Generation]
	var all []heading
	for i := range lines {
		if len(lines[i].text) == 0 || isContents(lines[i].text) {
			continue
		}
		all = appendHeadings(all, lines, i, titles)
	}
	return chooseHeadings(all, lines, titles)
}

// appendHeadings adds the headings that one line may hold: the line itself, or,
// in a long line, an ordinal and a title in the middle of it.
func appendHeadings(all []heading, lines []line, i int, titles []title) []heading {
	l := &lines[i]
	if utf8.RuneCountInString(l.text) <= 60 {
		if h, ok := lineHeading(l, titles); ok {
			h.line = i
			return append(all, h)
		}
	}
	if !mayHoldHeading(l.text) || !slices.ContainsFunc(titles, func(t title) bool { return t.in(l.key) }) {
		return all
	}
	t := fold.NewText(l.text)
	for k := range titles {
		s := &titles[k]
		if !s.in(l.key) {
			continue
		}
		for _, sp := range s.exact {
			exact := sp.runes
			if len(exact) < 4 {
				continue
			}
			found := false
			for at := 0; at+len(exact) <= len(t.Runes); {
				k := indexRunes(t.Runes[at:], exact)
				if k < 0 {
					break
				}
				k += at
				at = k + len(exact)
				from, number := ordinalBefore(l.text, int(t.At[k]))
				if number == "" && !(k == 0 && len(exact) > 6) {
					continue
				}
				to := int(t.At[k+len(exact)-1])
				_, n := utf8.DecodeRuneInString(l.text[to:])
				score := 2.0
				if ordinalOf(fold.Label(number)) == s.ordinal {
					score++
				}
				all = append(all, heading{key: s.key, number: number, text: l.text[from : to+n], line: i, from: from, to: to + n, score: score})
				found = true
			}
			if found {
				break
			}
		}
	}
	return all
}

// in reports whether a folded text holds one of the title's wordings.
func (t *title) in(key string) bool {
	return slices.ContainsFunc(t.texts, func(s string) bool { return strings.Contains(key, s) })
}

// isContents reports whether a line is one of a table of contents: dots or
// dashes, and the number of a page at its end.
func isContents(text string) bool {
	t := strings.TrimRight(text, " 0123456789\u3000\t)\uFF09")
	return len(t) < len(text) && (strings.HasSuffix(t, "\u2026") || strings.HasSuffix(t, "...") || strings.HasSuffix(t, "\u00B7\u00B7") || strings.HasSuffix(t, "---") || strings.HasSuffix(t, "\u2014\u2014"))
}

// mayHoldHeading reports whether a long line holds an ordinal with a stop behind
// it, or begins as a section title does.
func mayHoldHeading(text string) bool {
	numeral := false
	for i, r := range text {
		switch {
		case words().isNumeral(r) || numeral && fold.IsSpace(r):
			numeral = true
			continue
		case numeral && (r == '\u3001' || r == '.' || r == '\uFF0E' || r == ',' || r == '\uFF0C'):
			return true
		case i == 0 && titleStarts()[r]:
			return true
		}
		numeral = false
	}
	return false
}

// mayBeHeading reports whether a line begins as a heading may: with an ordinal, a
// stray stroke before it, or as a section title does.
func (l *line) mayBeHeading() bool {
	r, _ := utf8.DecodeRuneInString(l.key)
	w := words()
	return l.head > 0 || r >= '0' && r <= '9' || r == 'l' || r == 'I' || w.isNumeral(r) || w.isPart(r) || titleStarts()[r]
}

// lineHeading reads a short line as a heading.
func lineHeading(l *line, titles []title) (heading, bool) {
	if !l.mayBeHeading() {
		return heading{}, false
	}
	text := strings.TrimFunc(l.text, func(r rune) bool { return fold.IsSpace(r) || r == '#' || r == '*' || r == '|' })
	if isBracketed(text) {
		return heading{}, false
	}
	folded := l.key
	if i := strings.IndexFunc(text, isHeadingEnd); i > 0 && !isPartMark(text[:i]) { // the section's text begins on the heading's line
		text = text[:i]
		folded = fold.Label(text)
	}
	var buf [64]rune
	key := appendRunes(buf[:0], folded)
	for len(key) > 1 && (key[0] == 'l' || key[0] == 'I') && words().isNumeral(key[1]) { // a stray stroke before the ordinal
		key = key[1:]
	}
	n, bare := leadingOrdinal(stripParts(key))
	if n == 0 {
		bare = key
	}
	if len(bare) > 0 && words().isPart(bare[0]) {
		bare = bare[1:]
	}
	if n == 0 && l.head == 0 && (len(bare) == 0 || len(bare) > 30 || !titleStarts()[bare[0]]) {
		return heading{}, false // without an ordinal only the form's own wording is a heading
	}
	h := heading{text: text, score: -1}
	h.to = strings.Index(l.text, text) + len(text)
	for i := range titles {
		t := &titles[i]
		if len(bare) <= 2 && n != t.ordinal {
			continue // so short a title is one only behind its own ordinal
		}
		s := t.fit(bare)
		if s == 0 || s < 3 && n == 0 && l.head == 0 {
			continue
		}
		switch {
		case n == t.ordinal:
			s += 1.5
		case n > 0:
			s += 0.5
		}
		if l.head > 0 {
			s += 0.5
		}
		if s > h.score {
			h.score, h.key = s, t.key
		}
	}
	if h.score < 0 {
		return h, false
	}
	if n > 0 {
		if at := strings.IndexFunc(text, func(r rune) bool { return words().isNumeral(fold.Rune(r)) }); at >= 0 {
			end := at
			for end < len(text) {
				r, k := utf8.DecodeRuneInString(text[end:])
				if !words().isNumeral(fold.Rune(r)) {
					break
				}
				end += k
			}
			h.number = text[at:end]
		}
	}
	return h, true
}

// isHeadingEnd reports the signs that part a heading from the text on its line.
func isHeadingEnd(r rune) bool { return r == ':' || r == '\uFF1A' || r == '\u3002' }

// fit says how well a heading without its ordinal fits a section: 4 for its
// wording, 3 nearly, 2 for its keywords, 0 not at all.
func (t *title) fit(bare []rune) float64 {
	s := spellRunes(bare)
	best := 0.0
	for i := range t.exact {
		e := &t.exact[i]
		if n, k := len(e.runes), len(s.runes); n*10 < k*6 || k*10 < n*6 || bits.OnesCount64(e.mask&s.mask)*10 < bits.OnesCount64(s.mask)*7 {
			continue // too far apart to be the same wording
		}
		switch a := alike(&s, e); {
		case a == 1:
			return 4
		case a >= 0.85 && len(e.runes) >= 6:
			best = max(best, 3)
		}
	}
	if best > 0 || len(bare) > 40 {
		return best
	}
	text := string(bare)
	for _, w := range t.words {
		rest, ok := text, true
		for _, k := range w {
			at := strings.Index(rest, k)
			if at < 0 {
				ok = false
				break
			}
			rest = rest[at+len(k):]
		}
		if ok {
			return 2
		}
	}
	return 0
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
	return words().isNumeral(next) || next >= '0' && next <= '9'
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
		if !words().isNumeral(fold.Rune(r)) {
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
	for _, r := range s {
		to = append(to, r)
	}
	return to
}

// isPartMark reports whether words only count a part: its title stands behind the
// colon.
func isPartMark(s string) bool {
	key := []rune(fold.Label(s))
	if len(key) < 3 || len(key) > 5 || !words().isPart(key[0]) {
		return false
	}
	_, rest := leadingOrdinal(key[1:])
	return len(rest) > 0 && words().isPart(rest[0])
}

// stripParts takes the sign of counting parts ("part one") off.
func stripParts(key []rune) []rune {
	if len(key) > 1 && words().isPart(key[0]) && words().isNumeral(key[1]) {
		return key[1:]
	}
	return key
}

// chooseHeadings takes for each section the place that fits best. A contents
// page loses against headings with text behind them.
func chooseHeadings(all []heading, lines []line, titles []title) []heading {
	for i := range all {
		h := &all[i]
		crowded := 0
		for _, o := range []int{i - 1, i + 1} {
			if o >= 0 && o < len(all) && all[o].key != h.key && near(&all[o], h, lines) {
				crowded++
			}
		}
		if crowded > 0 {
			h.score -= 1.2 * float64(crowded)
		}
	}
	var out []heading
	for _, t := range titles {
		best := -1
		for i := range all {
			if all[i].key == t.key && (best < 0 || all[i].score > all[best].score) {
				best = i
			}
		}
		if best >= 0 {
			out = append(out, all[best])
		}
	}
	slices.SortFunc(out, func(a, b heading) int {
		if a.line != b.line {
			return a.line - b.line
		}
		return a.from - b.from
	})
	return out
}

// near reports whether hardly anything stands between two headings: no table,
// and less than a sentence.
func near(a, b *heading, lines []line) bool {
	if a.line > b.line || a.line == b.line && a.from > b.from {
		a, b = b, a
	}
	if lines[a.line].block != lines[b.line].block && lines[b.line].block-lines[a.line].block > b.line-a.line {
		return false // a table stands between
	}
	gap := 0
	for i := a.line; i <= b.line; i++ {
		n := len(lines[i].text)
		if i == b.line {
			n = b.from
		}
		if i == a.line {
			n -= a.to
		}
		gap += n
	}
	return gap < 12
}

// cutSections makes the sections from their headings: each holds the text up to
// the next. What stands before the first is the preamble; where no heading of
// section one is printed, the preamble stands for it.
func cutSections(lines []line, heads []heading, skip func(line int) bool) (out []record.Section) {
	text := func(fromLine, from, toLine, to int) string {
		var b strings.Builder
		for i := fromLine; i <= toLine && i < len(lines); i++ {
			if !lines[i].para || skip(i) && i != fromLine || isContents(lines[i].text) {
				continue
			}
			t := lines[i].text
			if i == toLine {
				t = t[:to]
			}
			if i == fromLine {
				t = t[min(from, len(t)):]
			}
			if i == fromLine {
				t = strings.TrimLeft(t, ":\uFF1A\u3002")
			}
			if t = strings.TrimFunc(t, fold.IsSpace); t != "" {
				if b.Len() > 0 {
					b.WriteByte('\n')
				}
				b.WriteString(t)
			}
		}
		return b.String()
	}
	if len(lines) == 0 {
		return nil
	}
	endLine, endAt := len(lines)-1, len(lines[len(lines)-1].text)
	if len(heads) > 0 {
		endLine, endAt = heads[0].line, heads[0].from
	}
	if pre := text(0, 0, endLine, endAt); pre != "" {
		key := Preamble
		if !slices.ContainsFunc(heads, func(h heading) bool { return h.key == "overview" }) {
			key = "overview"
		}
		out = append(out, record.Section{Key: key, At: lines[0].pos.String(), Text: pre})
	}
	for i, h := range heads {
		toLine, to := len(lines)-1, len(lines[len(lines)-1].text)
		if i+1 < len(heads) {
			toLine, to = heads[i+1].line, heads[i+1].from
		}
		out = append(out, record.Section{Key: h.key, Number: h.number, Heading: h.text, At: lines[h.line].pos.String(), Text: text(h.line, h.to, toLine, to)})
	}
	return out
}

// Preamble is the key of the text before section one.
const Preamble = "preamble"
