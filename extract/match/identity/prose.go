package identity

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/match/line"
	"gongkai/record"
)

// readProse finds the report's name in the sentences before section one, for
// pages whose title stands outside the text that was saved: "… now publishes the
// report of such an organ for such a year". It must name a year; of several
// names the first that tells an organ counts. The year of a name that speaks of
// the work, not of the report, is returned: the period that is printed goes
// before it. Section one, which begins behind the lines before, tells of last
// year's report too: a name there must not be of another year than the text
// begins with.
func readProse(r *record.Report, lines []line.Line, before int) (year int) {
	told := 0
	for i := range lines {
		if i >= before && told == 0 {
			told = yearIn(line.First(lines[i].Text, 6))
		}
		for _, name := range namesIn(lines[i].Text) {
			y := yearIn(name)
			if told != 0 && y != told {
				continue
			}
			switch title := isTitle(fold.Label(name)); {
			case title && r.Year == 0:
				r.Year = y
			case year == 0:
				year = y
			}
			if fromProse(r, name); r.Organ != "" {
				return year
			}
		}
	}
	return year
}

// namesIn are the names of reports in a text, each with its year.
func namesIn(text string) (names []string) {
	w := phrases()
	t := fold.NewText(text)
	for at := 0; at < len(t.Runes); at++ {
		n := 0
		for _, s := range w.named {
			if s[0] == t.Runes[at] && len(s) > n && fold.HasPrefix(t.Runes[at:], s) {
				n = len(s)
			}
		}
		if n == 0 {
			continue
		}
		end := at + n
		end += yearAfter(t.Runes[end:min(end+14, len(t.Runes))])
		rest := string(t.Runes[end:min(end+6, len(t.Runes))])
		if !slices.ContainsFunc(w.Title.Behind, func(s string) bool { return strings.HasPrefix(rest, s) }) {
			last := int(t.At[end-1])
			_, size := utf8.DecodeRuneInString(text[last:])
			if name := text[nameStart(text, &t, at) : last+size]; yearIn(name) != 0 {
				names = append(names, behindMenu(strings.TrimLeftFunc(name, fold.IsSpace)))
			}
		}
		at = end - 1
	}
	return names
}

// yearAfter is the length of a year with the words for a yearly report behind it,
// that stands behind the words for the work: "on disclosure, 2023 yearly report".
func yearAfter(r []rune) int {
	if len(r) < 8 || yearIn(string(r[:5])) == 0 {
		return 0
	}
	for _, k := range phrases().Title.Kind {
		for _, gap := range []int{5, 6} {
			if n := gap + utf8.RuneCountInString(k); n <= len(r) && string(r[gap:n]) == k {
				return n
			}
		}
	}
	return 0
}

// nameStart walks back from the words for the report to where its name begins:
// behind a mark, or behind the words that lead up to it.
func nameStart(text string, t *fold.Text, at int) int {
	from := int(t.At[at])
	for from > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:from])
		if f := fold.Rune(r); !fold.Keep(f) && !fold.IsSpace(f) && !bracket(r) {
			break
		}
		from -= n
	}
	first := at
	for first > 0 && int(t.At[first-1]) >= from {
		first--
	}
	lead := string(t.Runes[first:at])
	for _, b := range phrases().Title.Before {
		if k := strings.LastIndex(lead, b); k >= 0 {
			first += utf8.RuneCountInString(lead[:k+len(b)])
			lead = lead[k+len(b):]
			from = int(t.At[first])
		}
	}
	return from
}

// bracket reports the brackets that a name may hold.
func bracket(r rune) bool { return r == '(' || r == ')' || r == 0xFF08 || r == 0xFF09 }

// fromProse takes organ and title from a name found in a sentence, if it names
// an organ.
func fromProse(r *record.Report, name string) {
	w := phrases()
	bare := fold.Label(name)
	for _, s := range slices.Concat(w.Title.Work, w.Title.Bare) {
		bare, _, _ = strings.Cut(bare, s)
	}
	organ := organIn(bare)
	begins := func(s string) bool { return strings.HasPrefix(organ, s) }
	if n := utf8.RuneCountInString(organ); n < 3 || n > 30 || !endsAsOrgan(organ) || !beginsName(organ) && slices.ContainsFunc(w.Title.Own, begins) || ownName(organ) {
		return
	}
	if r.Title == "" && isTitle(fold.Label(name)) {
		r.Title = name
	}
	if r.Organ == "" {
		r.Organ = organ
	}
}

// ownName reports whether words end in what an organ calls itself ("our town"):
// that is no name.
func ownName(organ string) bool {
	w := phrases()
	return slices.ContainsFunc(w.OrganEnds, func(e string) bool {
		before, ok := strings.CutSuffix(organ, e)
		return ok && slices.ContainsFunc(w.Title.Own, func(own string) bool { return strings.HasSuffix(before, own) })
	})
}

// organWithShort is the organ that the introduction names in full with the short
// form of its name in brackets behind, where the words before say that the
// report is its.
func organWithShort(lines []line.Line) string {
	w := phrases()
	short := []rune(w.Title.Short)
	for i := range lines {
		if !strings.Contains(lines[i].Key, w.Title.Short) {
			continue
		}
		t := fold.NewText(lines[i].Text)
		for at := 0; ; at++ {
			k := fold.IndexRunes(t.Runes[at:], short)
			if k < 0 {
				break
			}
			at += k
			from := nameStart(lines[i].Text, &t, at)
			organ := fold.Label(lines[i].Text[from:t.At[at]])
			lead := fold.Label(lines[i].Text[:from])
			whose := func(e string) bool { return strings.HasSuffix(lead, e) }
			n := utf8.RuneCountInString(organ)
			if n >= 5 && n <= 30 && endsAsOrgan(organ) && slices.ContainsFunc(w.Title.Whose, whose) && !ownName(organ) {
				return organ
			}
		}
	}
	return ""
}

// organInProse is the organ that a sentence of the introduction names as the one
// that made the report, or as the one to ask about it.
func organInProse(lines []line.Line) string {
	w := phrases()
	for _, c := range w.Maker {
		for i := range lines {
			t := fold.Label(lines[i].Text)
			for rest := t; ; {
				at := strings.Index(rest, c.From)
				if at < 0 {
					break
				}
				rest = rest[at+len(c.From):]
				o := nameBefore(rest, c.To, c.Strip)
				if o != "" && (c.Ends == nil || slices.ContainsFunc(c.Ends, func(e string) bool { return strings.HasSuffix(o, e) })) && (!c.Place || ofAPlace(o)) {
					return o
				}
			}
		}
	}
	return ""
}

// ofAPlace reports whether an organ's name says of what place it is: a sign of a
// place stands in it, not at its begin, and none behind one for a committee (two
// organs in one breath).
func ofAPlace(organ string) bool {
	w := phrases()
	said := false
	if slices.ContainsFunc(w.YearEnds, func(s string) bool { return strings.HasPrefix(organ, s) }) {
		return false
	}
	for _, list := range [...][]string{w.Places, w.Below} {
		for _, s := range list {
			at := strings.Index(organ, s)
			if at == 0 || strings.Contains(organ, w.Title.Committee+s) {
				return false
			}
			said = said || at > 0
		}
	}
	return said
}

// nameBefore is the organ's name that text begins with, up to the first of the
// given words, without the longest of the offices that it may end in; the first of them may
// have another one within it.
func nameBefore(text string, to, offices []string) string {
	w := phrases()
	text = line.First(text, 40)
	end := -1
	for _, s := range to {
		if k := strings.Index(text, s); k >= 0 && (end < 0 || k < end) {
			end = k
		}
	}
	if end < 0 {
		return ""
	}
	organ := text[:end]
	office := ""
	for _, s := range offices {
		if len(s) > len(office) && strings.HasSuffix(organ, s) {
			office = s
		}
	}
	if office == "" && offices != nil { // an office within the office
		at := strings.Index(organ, offices[0])
		if at < 0 {
			return ""
		}
		office = organ[at:]
	}
	organ = strings.TrimSuffix(organ, office)
	begins := func(s string) bool { return strings.HasPrefix(organ, s) }
	n, least := utf8.RuneCountInString(organ), 5
	if slices.ContainsFunc(w.Below, func(s string) bool { return strings.HasSuffix(organ, s) }) {
		least = 3
	}
	if n < least || n > 30 || !endsAsOrgan(organ) || !beginsName(organ) && slices.ContainsFunc(w.Title.Own, begins) {
		return ""
	}
	return organ
}

const bullet = 0x2022 // before an item, in the text of a page's list

// dateLine is the date that one of the first lines begins with: a page's line of
// facts without names.
func dateLine(lines []line.Line, year int) string {
	for i := range lines[:min(len(lines), 15)] {
		t := strings.TrimLeftFunc(strings.TrimFunc(lines[i].Text, fold.IsSpace), func(r rune) bool { return r == bullet || fold.IsSpace(r) })
		if n := utf8.RuneCountInString(t); n < 8 || n > 60 || t[0] != '2' {
			continue
		}
		if d := dateAt(t, 11); d != "" && behind(d, year) && (year != 0 || isDateAlone(t)) { // else it may begin a period
			return d
		}
	}
	return ""
}

// sourceDate reads the date, after the year that the report is of, that stands
// behind the page's source in a line above the text.
func sourceDate(lines []line.Line, year int) string {
	for i := range lines[:min(len(lines), 15)] {
		fields := strings.FieldsFunc(lines[i].Text, func(r rune) bool { return fold.IsSpace(r) || r == 0xFF1A || r == ':' })
		if len(fields) < 3 || len(lines[i].Text) > 300 || !slices.Contains(phrases().Meta.Source, fields[0]) {
			continue
		}
		for _, f := range fields[1:] {
			if d := dateAt(f, 11); d != "" && f[0] == '2' && (year == 0 || d[:4] > strconv.Itoa(year)) {
				return d
			}
		}
	}
	return ""
}
