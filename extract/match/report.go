package match

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/grid"
	"gongkai/record"
)

// reportOf reads whose report it is, and for which year, from what is printed
// before section one, from the file's description, and from the last lines.
func reportOf(doc *grid.Doc, lines []line, heads []heading) record.Report {
	w := words()
	before := len(lines)
	if len(heads) > 0 {
		before = heads[0].line + 1
	}
	known := factsOf(doc, lines)
	var r record.Report
	printed := titleLine(lines[:min(before, len(lines))])
	r.Title = printed
	if r.Title == "" {
		for _, m := range w.Meta.Title {
			if t := known.line(m); t != "" && isTitle(fold.Label(t)) {
				r.Title = strings.TrimSpace(firstPart(t))
				break
			}
		}
	}
	if r.Title == "" {
		r.Title = titleAtStart(lines)
	}
	r.Year = yearIn(r.Title)
	r.Organ = organIn(r.Title)
	year := 0 // of a sentence
	if r.Title == "" || r.Year == 0 || r.Organ == "" {
		year = readProse(&r, lines[:min(before+3, len(lines))])
	}
	if r.Year == 0 {
		r.Year = cmp.Or(yearOfPeriod(lines[:min(before+3, len(lines))]), year)
	}
	if r.Year == 0 {
		for _, m := range w.Meta.Title {
			if r.Year = yearIn(metaValue(doc, m)); r.Year != 0 {
				break
			}
		}
	}
	for _, m := range w.Meta.Title {
		if r.Organ == "" {
			if t := known.line(m); isTitle(fold.Label(t)) {
				r.Organ = organIn(firstPart(t))
			}
		}
	}
	if r.Organ == "" {
		for _, m := range w.Meta.Organ {
			if v := known.value(m); v != "" && utf8.RuneCountInString(v) <= 40 {
				r.Organ = v
				break
			}
		}
	}
	for _, m := range w.Meta.Published {
		if r.Published = dateIn(known.value(m)); r.Published != "" {
			break
		}
	}
	if r.Published == "" {
		r.Published = dateLine(lines[:min(before, len(lines))], r.Year)
	}
	if r.Published == "" || r.Organ == "" {
		signature(&r, lines)
	}
	if r.Organ == "" {
		r.Organ = organInProse(lines[:min(before+2, len(lines))])
	}
	r.Scope = scopeOf(r.Organ, lines)
	return r
}

// notInTitle reports the signs that no title holds.
func notInTitle(r rune) bool {
	return r == '\u3002' || r == '\uFF0C' || r == '\u300A' || r == ':' || r == '\uFF1A'
}

// isTitle reports whether a folded line reads as a report's title.
func isTitle(key string) bool {
	w := words()
	has := func(list []string) bool {
		return slices.ContainsFunc(list, func(s string) bool { return strings.Contains(key, s) })
	}
	return has(w.Title.Subject) && has(w.Title.Kind)
}

// titleLine finds the title, which may stand on two or three lines: of all that
// read as one, the first that names the year, on the fewest lines.
func titleLine(lines []line) string {
	best, title := 0, ""
	for i := range lines {
		joined, key := "", ""
		for k := i; k < min(i+3, len(lines)); k++ {
			if len(lines[k].text) > 500 {
				break
			}
			next := strings.TrimFunc(lines[k].text, fold.IsSpace)
			if n := utf8.RuneCountInString(next); n > 60 || n == 0 && k == i || strings.ContainsFunc(next, notInTitle) {
				break
			}
			joined += next
			key += lines[k].key
			if utf8.RuneCountInString(key) > 80 || !isTitle(key) {
				continue
			}
			score := 1
			if yearIn(joined) != 0 {
				score += 6 - (k - i)
			}
			if endsAsTitle(key) {
				score += 3
			}
			if lines[i].head > 0 {
				score++
			}
			if o := organIn(joined); slices.ContainsFunc(words().OrganEnds, func(e string) bool { return strings.HasSuffix(o, e) }) {
				score += 3
				if slices.ContainsFunc(words().RegionOrgans, func(g string) bool { return strings.HasPrefix(o, g) }) {
					score -= 4 // of what place? the line before says
				}
			}
			if score > best && score >= 4 {
				best, title = score, joined
			}
		}
	}
	return strings.TrimSpace(strings.TrimLeft(title, "#* "))
}

// titleAtStart finds the title that the first line begins with, where a page has
// lost its line ends.
func titleAtStart(lines []line) string {
	for i := range lines {
		head := firstRunes(strings.TrimFunc(lines[i].text, fold.IsSpace), 60)
		if head == "" {
			continue
		}
		t := fold.NewText(head)
		for _, s := range words().strip {
			k := indexRunes(t.Runes, s)
			if k < 0 {
				continue
			}
			end := k + len(s)
			title := head[:t.At[end]]
			if leadsOn(t.Runes, end) {
				continue
			}
			if yearIn(title) != 0 && !strings.ContainsFunc(title, notInTitle) {
				return strings.TrimFunc(title, fold.IsSpace)
			}
		}
		return ""
	}
	return ""
}

// leadsOn reports whether words that read like a title up to end are only the
// beginning of a sentence, or a part of another name.
func leadsOn(key []rune, end int) bool {
	w := words()
	begins := func(s []rune) func(string) bool {
		return func(p string) bool { return strings.HasPrefix(string(s), p) }
	}
	return slices.ContainsFunc(w.Title.Opens, begins(key)) || slices.ContainsFunc(w.Title.Behind, begins(key[end:]))
}

func endsAsTitle(key string) bool {
	return slices.ContainsFunc(words().Title.Kind, func(k string) bool { return strings.HasSuffix(key, k) })
}

// firstPart is a page's title without the names of column and site behind it.
func firstPart(t string) string {
	if i := strings.IndexAny(t, "_|"); i > 0 {
		t = t[:i]
	}
	if i := strings.Index(t, "-"); i > 12 {
		t = t[:i]
	}
	return t
}

// yearIn reads the first year in s: 2023, ２０２３, 2 023, with Chinese digits too.
// It must be followed by the sign for year, or stand where a title has it.
func yearIn(s string) int {
	var buf [64]rune
	_, y := yearAt(foldTitle(buf[:0], s))
	return y
}

// A circle stands for the Chinese zero in many a printed year.
const circle, zero = 0x25CB, 0x3007

// foldTitle appends the folded characters of a title.
func foldTitle(key []rune, s string) []rune {
	for _, r := range s {
		if r == circle {
			r = zero
		}
		if r = fold.Rune(r); fold.Keep(r) {
			key = append(key, r)
		}
	}
	return key
}

// yearAt is yearIn for folded characters, and says where the year begins.
func yearAt(key []rune) (at, year int) {
	w := words()
	for i := 0; i+4 < len(key); i++ {
		y, ok := 0, key[i+4] == w.year
		for k := range 4 {
			if !ok {
				break
			}
			r := key[i+k]
			d, isDigit := w.digits.value(r)
			if r >= '0' && r <= '9' {
				d, isDigit = int(r-'0'), true
			} else if r == 'O' || r == 'o' {
				d, isDigit = 0, true
			}
			ok = isDigit
			y = y*10 + d
		}
		if ok && y >= 2008 && y <= 2099 && (i == 0 || key[i-1] < '0' || key[i-1] > '9') {
			return i, y
		}
	}
	return 0, 0
}

// yearOfPeriod reads the year of the reporting period from the introduction.
func yearOfPeriod(lines []line) int {
	for i := range lines {
		key := lines[i].key
		for _, p := range words().Period {
			if k := strings.Index(key, p); k >= 0 {
				if y := yearIn(key[k:]); y != 0 {
					return y
				}
			}
		}
	}
	return 0
}

// yearOfText is the year that section one begins with, if its text names no
// other year more often; else the year that it names most, more than once.
func yearOfText(sections []record.Section) int {
	for _, s := range sections {
		if s.Key != "overview" {
			continue
		}
		first := yearIn(firstRunes(s.Text, 12))
		count := map[int]int{}
		for rest := s.Text; ; {
			i := strings.IndexRune(rest, words().year)
			if i < 0 {
				break
			}
			end := i + utf8.RuneLen(words().year)
			count[yearIn(rest[:end])]++
			rest = rest[end:]
		}
		delete(count, 0)
		if first == 0 {
			for y, n := range count {
				if n > max(1, count[first]) {
					first = y
				}
			}
		}
		for y, n := range count {
			if y != first && n >= count[first] {
				return 0
			}
		}
		return first
	}
	return 0
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

// organIn is what a title leaves, as printed, when the year and the words for
// the report are taken off.
func organIn(title string) string {
	w := words()
	if i := strings.IndexRune(title, 0x3011); i > 0 && i < 20 && strings.HasPrefix(title, "\u3010") { // the name of a column in brackets
		title = title[i+len("\u3011"):]
	}
	var key, print []rune // folded and printed, side by side
	for _, r := range title {
		if r == circle {
			r = zero
		}
		if f := fold.Rune(r); fold.Keep(f) {
			key, print = append(key, f), append(print, r)
		}
	}
	if i, y := yearAt(key); y != 0 {
		key, print = slices.Delete(key, i, i+5), slices.Delete(print, i, i+5)
	}
	for _, s := range w.strip {
		if i := indexRunes(key, s); i >= 0 {
			key, print = key[:i], print[:i]
			break
		}
	}
	for changed := true; changed; {
		changed = false
		for _, noise := range w.noise {
			k := len(noise)
			for len(key) >= k && equalRunes(noise, key[:k]) {
				key, print, changed = key[k:], print[k:], true
			}
			for len(key) >= k && equalRunes(noise, key[len(key)-k:]) {
				key, print, changed = key[:len(key)-k], print[:len(print)-k], true
			}
		}
	}
	return string(print)
}

// facts is what a page says of itself as name and value.
type facts struct {
	doc   *grid.Doc
	cells map[string]string // of small tables: folded name, value in the cell beside it
	lines []string          // short lines with a colon
}

func factsOf(doc *grid.Doc, lines []line) *facts {
	f := &facts{doc: doc, cells: map[string]string{}}
	var buf []byte
	for _, b := range doc.Blocks {
		if b.Grid == nil || b.Grid.Rows > 12 {
			continue
		}
		for k := range b.Grid.Cells {
			c := &b.Grid.Cells[k]
			if len(c.Text) < 6 || len(c.Text) > 40 {
				continue
			}
			if buf = fold.AppendLabel(buf[:0], c.Text); !words().factNames[string(buf)] || f.cells[string(buf)] != "" {
				continue
			}
			if v := b.Grid.At(c.Row, c.Col+c.ColSpan); v != nil {
				f.cells[string(buf)] = strings.TrimFunc(v.Text, fold.IsSpace)
			}
		}
	}
	for i := range lines {
		if t := lines[i].text; len(t) < 600 && (strings.IndexByte(t, ':') >= 0 || strings.Contains(t, "\uFF1A")) {
			f.lines = append(f.lines, t)
		}
	}
	return f
}

// value returns what the page gives for a name: in its description, in a table
// of facts above the text, or after a colon.
func (f *facts) value(name string) string {
	if v := metaValue(f.doc, name); v != "" {
		return v
	}
	if v := f.cells[fold.Label(name)]; v != "" {
		return v
	}
	for _, t := range f.lines {
		if at := strings.Index(t, name); at >= 0 {
			rest := strings.TrimLeftFunc(t[at+len(name):], fold.IsSpace)
			for _, colon := range []string{":", "\uFF1A"} {
				if v, ok := strings.CutPrefix(rest, colon); ok {
					v = strings.TrimFunc(v, fold.IsSpace)
					if w := strings.Fields(v); len(w) > 0 {
						return w[0]
					}
				}
			}
		}
	}
	return ""
}

// line is value, but takes all of the line behind the colon.
func (f *facts) line(name string) string {
	if v := metaValue(f.doc, name); v != "" {
		return v
	}
	for _, t := range f.lines {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(t), name); ok && len(rest) < 300 {
			if v := strings.TrimLeft(rest, " :\uFF1A"); v != rest {
				return v
			}
		}
	}
	return ""
}

func metaValue(doc *grid.Doc, name string) string {
	for _, m := range doc.Meta {
		if strings.EqualFold(m.Name, name) && m.Value != "" {
			return m.Value
		}
	}
	return ""
}

// dateIn reads a date written with digits, ASCII or Chinese, as yyyy-mm-dd.
func dateIn(s string) string {
	w := words()
	var parts []int
	n, digits := 0, 0
	flush := func() {
		if digits > 0 {
			parts = append(parts, n)
		}
		n, digits = 0, 0
	}
	for _, r := range s {
		r = fold.Rune(r)
		d, chinese := w.digits.value(r)
		switch {
		case r >= '0' && r <= '9':
			n, digits = n*10+int(r-'0'), digits+1
			if digits > 8 {
				return ""
			}
		case r == circle || r == 'O':
			n, digits = n*10, digits+1
		case r == w.ten && len(parts) > 0:
			n, digits = max(1, n)*10, digits+1
		case chinese && len(parts) > 0 && n >= 10 && n%10 == 0:
			n, digits = n+d, digits+1
		case chinese:
			n, digits = n*10+d, digits+1
		case fold.IsSpace(r) && len(parts) < 2:
		default:
			flush()
		}
		if len(parts) == 3 {
			break
		}
	}
	flush()
	if len(parts) == 1 && parts[0] > 20000000 {
		parts = []int{parts[0] / 10000, parts[0] / 100 % 100, parts[0] % 100}
	}
	if len(parts) < 3 || parts[0] < 2008 || parts[0] > 2099 || parts[1] < 1 || parts[1] > 12 || parts[2] < 1 || parts[2] > 31 {
		return ""
	}
	return fmt.Sprintf("%d-%02d-%02d", parts[0], parts[1], parts[2])
}

// signature reads organ and date from the last lines, where a report is signed.
func signature(r *record.Report, lines []line) {
	for i := len(lines) - 1; i >= max(0, len(lines)-12); i-- {
		t := strings.TrimFunc(lines[i].text, fold.IsSpace)
		if n := utf8.RuneCountInString(t); n == 0 || n > 24 {
			continue
		}
		if d := dateIn(t); d != "" && strings.ContainsRune(t, words().year) {
			if r.Published == "" {
				r.Published = d
			}
			if r.Organ == "" && i > 0 {
				o := strings.TrimFunc(lines[i-1].text, fold.IsSpace)
				if n := utf8.RuneCountInString(o); n >= 3 && n <= 30 && !strings.ContainsAny(o, "\u3002\uFF0C") {
					r.Organ = fold.Label(o)
				}
			}
			return
		}
	}
}

// finder looks for many words in one pass: words by their first character.
type finder map[rune][]string

func (f finder) in(text string) map[string]bool {
	found := map[string]bool{}
	for i, r := range text {
		for _, w := range f[r] {
			if strings.HasPrefix(text[i:], w) {
				found[w] = true
			}
		}
	}
	return found
}

var scopeWords = sync.OnceValue(func() finder {
	f := finder{}
	w := words()
	lists := [][]string{w.RegionWords}
	for _, s := range w.Scope {
		lists = append(lists, s.Words)
	}
	for _, list := range lists {
		for _, s := range list {
			r, _ := utf8.DecodeRuneInString(s)
			f[r] = append(f[r], s)
		}
	}
	return f
})

// scopeOf says whose figures they are, from the words of the first pages.
func scopeOf(organ string, lines []line) string {
	w := words()
	var b strings.Builder
	for i, n := 0, 0; i < len(lines) && n <= 5000; i++ {
		if lines[i].para {
			b.WriteString(lines[i].key)
			n += len(lines[i].text)
		}
	}
	said := scopeWords().in(b.String())
	has := func(list []string) bool {
		return slices.ContainsFunc(list, func(s string) bool { return said[s] })
	}
	for _, s := range w.Scope {
		if s.Scope != "organ" && has(s.Words) {
			return s.Scope
		}
	}
	ends := func(list []string) bool {
		return slices.ContainsFunc(list, func(s string) bool { return strings.HasSuffix(organ, s) })
	}
	switch {
	case organ == "":
	case ends(w.RegionOrgans):
		if slices.ContainsFunc(w.Below, func(s string) bool { return strings.Contains(organ, s) }) {
			return "organ"
		}
		if has(w.RegionWords) {
			return "region"
		}
	case ends(w.NotRegion):
		return "organ"
	}
	if has(w.Scope[len(w.Scope)-1].Words) {
		return "organ"
	}
	if has(w.RegionWords) && !ends(w.NotRegion) || ends(w.Places) {
		return "region"
	}
	return ""
}
