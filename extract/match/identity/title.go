package identity

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/match/line"
	"gongkai/extract/match/words"
)

// notInTitle reports the signs that no title holds.
func notInTitle(r rune) bool {
	return r == '\u3002' || r == '\uFF0C' || r == '\u300A' || r == ':' || r == '\uFF1A'
}

// isTitle reports whether a folded line reads as a report's title.
func isTitle(key string) bool {
	w := phrases()
	has := func(list []string) bool {
		return slices.ContainsFunc(list, func(s string) bool { return strings.Contains(key, s) })
	}
	return has(w.Title.Subject) && has(w.Title.Kind)
}

// TitleOf reads a line as the title of a report: its organ, folded, and its year.
func TitleOf(l *line.Line) (organ string, year int, ok bool) {
	if !isTitle(l.Key) || !endsAsTitle(l.Key) {
		return "", 0, false
	}
	if year = yearIn(l.Text); year == 0 {
		return "", 0, false
	}
	return fold.Label(organIn(l.Text)), year, true
}

// titleLine finds the title, which may stand on two or three lines: of all that
// read as one, the first that names the year, on the fewest lines. Pages list
// other reports beside the one that they show: named, the page's own name for
// itself, and where titles differ in their year the period that is printed, say
// which it is. rival is another year's title of the same organ, where these two do
// not say.
func titleLine(lines []line.Line, named string) (title, rival string) {
	var all []candidate
	parts := titleParts(lines)
	for i := range lines {
		joined, key := "", ""
		for k := i; k < min(i+3, len(lines)); k++ {
			next := parts[k]
			if !next.fits || next.text == "" && k == i {
				break
			}
			joined += next.text
			key += lines[k].Key
			if !line.AtMost(key, 80) || !isTitle(key) {
				continue
			}
			c := candidate{score: 1, year: yearIn(joined), text: joined}
			if c.year != 0 {
				c.score += 6 - (k - i)
				if strings.Contains(named, key) {
					c.score += 4
				}
			}
			if endsAsTitle(key) {
				c.score += 3
			}
			if lines[i].Head > 0 {
				c.score++
			}
			if o := organIn(joined); endsAsOrgan(o) {
				c.score += 3
				if slices.ContainsFunc(phrases().RegionOrgans, func(g string) bool { return strings.HasPrefix(o, g) }) {
					c.score -= 4 // of what place? the line before says
				}
			}
			if c.score >= 4 {
				all = append(all, c)
			}
		}
	}
	best := candidate{}
	if slices.ContainsFunc(all, func(c candidate) bool { return c.year != all[0].year }) {
		if y := yearOfPeriod(lines); y != 0 {
			for i := range all {
				if all[i].year == y {
					all[i].score += 4
				}
			}
		}
	}
	for _, c := range all {
		// Of a list of organs' reports and the title under it, that which the
		// text speaks of, else the title; of a name and its end, the whole name, if
		// they are of one year.
		if c.score > best.score || c.score == best.score && c.text != best.text && named == "" && mentions(lines, c.text) >= mentions(lines, best.text) && !(c.year == best.year && endsOther(organIn(best.text), organIn(c.text))) {
			best = c
		}
	}
	if best.year != 0 {
		rival = best.rival(all, named)
	}
	return behindMenu(strings.TrimSpace(behindPageNumber(withoutFile(strings.TrimRight(strings.TrimLeft(best.text, "#*= \u2022\u00B7"), bars))))), rival
}

// candidate is what may be the report's title.
type candidate struct {
	score, year int
	text        string
}

// rival is the title of another year that may as well be the report's: that which
// the page gives itself, else one on it, of the same organ or of none.
func (c *candidate) rival(all []candidate, named string) string {
	of := func(title string, year int) bool {
		if year == 0 || year == c.year {
			return false
		}
		own, other := fold.Label(organIn(c.text)), fold.Label(organIn(title))
		return strings.HasSuffix(own, other) || strings.HasSuffix(other, own)
	}
	switch y := yearIn(named); {
	case y == c.year:
		return ""
	case of(named, y):
		return named
	}
	for _, other := range all {
		if of(other.text, other.year) {
			return other.text
		}
	}
	return ""
}

// bars stand behind a title that was a row of one cell, marked up, or one part of a
// page's name.
const bars = "|=_ "

// withoutFile takes the ending of a file's name off a title.
func withoutFile(title string) string {
	if i := strings.LastIndexByte(title, '.'); i > 0 && len(title)-i <= 5 && !strings.ContainsFunc(title[i:], func(r rune) bool { return r >= 0x80 || r >= '0' && r <= '9' }) {
		return title[:i]
	}
	return title
}

// behindPageNumber takes a page's number between dashes off a title that it
// touches.
func behindPageNumber(title string) string {
	for i, r := range title {
		if i > 0 && words.IsDash(r) {
			if to := i + utf8.RuneLen(r); line.IsPageNumber(title[:to]) {
				return title[to:]
			}
			break
		}
	}
	return title
}

// titlePart is a line without the space around it, and whether it may be a part
// of a title.
type titlePart struct {
	text string
	fits bool
}

func titleParts(lines []line.Line) []titlePart {
	parts := make([]titlePart, len(lines))
	for i := range lines {
		if len(lines[i].Text) > 500 {
			continue
		}
		text := behindName(strings.TrimFunc(lines[i].Text, fold.IsSpace))
		parts[i] = titlePart{text, line.AtMost(text, 60) && !strings.ContainsFunc(text, notInTitle)}
	}
	return parts
}

// behindName takes the page's word for a title off a line, with the space behind it.
func behindName(text string) string {
	for _, m := range phrases().Meta.Title {
		if rest, ok := strings.CutPrefix(text, m); ok {
			if t := strings.TrimLeftFunc(rest, fold.IsSpace); t != rest {
				return t
			}
		}
	}
	return text
}

// endsOther reports whether a name is the end of a longer one.
func endsOther(name, end string) bool {
	return end != "" && len(end) < len(name) && strings.HasSuffix(name, end)
}

// mentions counts the lines that name the organ of a title.
func mentions(lines []line.Line, title string) (n int) {
	organ := fold.Label(organIn(title))
	if organ == "" {
		return -1
	}
	for i := range lines {
		if strings.Contains(lines[i].Key, organ) {
			n++
		}
	}
	return n
}

// titleAtStart finds the title that the first line begins with, where a page has
// lost its line ends.
func titleAtStart(lines []line.Line) string {
	for i := range lines {
		head := line.First(strings.TrimFunc(lines[i].Text, fold.IsSpace), 60)
		if head == "" {
			continue
		}
		t := fold.NewText(head)
		for _, s := range phrases().strip {
			k := fold.IndexRunes(t.Runes, s)
			if k < 0 {
				continue
			}
			end := k + len(s)
			title := strings.TrimRight(head[:t.At[end]], bars)
			if leadsOn(t.Runes, end) {
				continue
			}
			if yearIn(title) != 0 && !strings.ContainsFunc(title, notInTitle) {
				return behindMenu(strings.TrimFunc(title, fold.IsSpace))
			}
		}
		return ""
	}
	return ""
}

// leadsOn reports whether words that read like a title up to end are only the
// beginning of a sentence, or a part of another name.
func leadsOn(key []rune, end int) bool {
	w := phrases()
	begins := func(s []rune) func(string) bool {
		return func(p string) bool { return strings.HasPrefix(string(s), p) }
	}
	return slices.ContainsFunc(w.Title.Opens, begins(key)) || slices.ContainsFunc(w.Title.Behind, begins(key[end:]))
}

func endsAsTitle(key string) bool {
	return slices.ContainsFunc(phrases().Title.Kind, func(k string) bool { return strings.HasSuffix(key, k) })
}

// endsAsOrgan reports whether a folded name ends in a word for an organ.
func endsAsOrgan(key string) bool {
	return slices.ContainsFunc(phrases().OrganEnds, func(e string) bool { return strings.HasSuffix(key, e) })
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

// organIn is what a title leaves, as printed, when the year and the words for
// the report are taken off.
func organIn(title string) string {
	w := phrases()
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
	year, y := yearAt(key)
	if y != 0 {
		n := 4
		if key[year+4] == words.All().YearSign {
			n = 5
		}
		key, print = slices.Delete(key, year, year+n), slices.Delete(print, year, year+n)
	}
	for _, s := range w.ends {
		if i := fold.IndexRunes(key, s); i >= 0 {
			key, print = key[:i], print[:i]
			break
		}
	}
	if y == 0 || year > len(key) || year < 3 {
		return wholeOrgan(withoutNoise(key, print))
	}
	// What stands before the year is the organ, if what stands behind is none.
	ends := func(name []rune) bool { return endsAsOrgan(fold.Label(string(name))) }
	whole, before := withoutNoise(key, print), withoutNoise(key[:year], print[:year])
	if !ends(whole) && ends(before) {
		return string(before)
	}
	return wholeOrgan(whole)
}

// wholeOrgan is a name without the district that a customs office answers for, and
// with its last word, where a title says it once for the organ and for what it
// discloses: "the people's government information".
func wholeOrgan(name []rune) string {
	if w := phrases().Title.District; len(w) == 2 && strings.HasSuffix(string(name), w[0]+w[1]) {
		return strings.TrimSuffix(string(name), w[1])
	}
	if w := phrases().Title.Halved; len(w) == 2 && strings.HasSuffix(string(name), w[0]) {
		return string(name) + w[1]
	}
	return string(name)
}

// beginsName reports whether words that look like others begin a name of a place.
func beginsName(s string) bool {
	return slices.ContainsFunc(phrases().Title.Places, func(p string) bool { return strings.HasPrefix(s, p) })
}

// leadingYear is the length of the year, or the date in figures, that a name
// begins with.
func leadingYear(key []rune) (n int) {
	for n < len(key) && words.IsDigit(key[n]) {
		n++
	}
	if n != 4 && n != 8 || key[0] != '2' || key[1] != '0' {
		return 0
	}
	return n
}

// otherYear is another year than its own that a title names, but in a date; 0 if
// it names none.
func otherYear(title string, own int) int {
	var buf [64]rune
	key := foldTitle(buf[:0], title)
	for i := 0; i+4 < len(key); i++ {
		if n := leadingYear(key[i:]); n == 0 {
			continue
		} else if n == 4 && (i == 0 || !words.IsDigit(key[i-1])) {
			y, _ := strconv.Atoi(string(key[i : i+4]))
			dated := key[i+4] == words.All().YearSign && i+5 < len(key) && words.IsDigit(key[i+5])
			if y != own && !dated {
				return y
			}
		}
		i += 3
	}
	return 0
}

// withoutNoise takes words off both ends of a name that are no part of it.
func withoutNoise(key, print []rune) []rune {
	w := phrases()
	for changed := true; changed; {
		changed = false
		for _, noise := range w.noise {
			k := len(noise)
			for len(key) >= k && slices.Equal(noise, key[:k]) && !beginsName(string(key)) {
				key, print, changed = key[k:], print[k:], true
			}
			for len(key) >= k && slices.Equal(noise, key[len(key)-k:]) {
				key, print, changed = key[:len(key)-k], print[:len(print)-k], true
			}
		}
		if n := leadingYear(key); n > 0 { // once more, or when the report was made
			key, print, changed = key[n:], print[n:], true
		}
		if n := len(key) - 4; n > 2 && leadingYear(key[n:]) == 4 && !words.IsDigit(key[n-1]) {
			key, print, changed = key[:n], print[:n], true
		}
	}
	return print
}
