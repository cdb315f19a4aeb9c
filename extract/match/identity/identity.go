// Package identity reads whose report a document is, for which year, when it was
// published, and whose figures it holds: from its title, from what its page says
// of itself, from sentences of its introduction, and from where it is signed.
//
// What it looks for stands in phrases.yaml. The first that says so counts, in the
// order of Of; what nothing says stays empty.
package identity

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/grid"
	"gongkai/extract/match/line"
	"gongkai/extract/match/words"
	"gongkai/record"
)

// Report is a document's identity, and what puts its year in doubt: a title of
// another year that may be the report's as well.
type Report struct {
	record.Report
	Rival string
}

// Of reads a document's identity. before is how many lines there are up to the
// heading of the first section.
func Of(doc *grid.Doc, lines []line.Line, before int) Report {
	w := phrases()
	known := factsOf(doc, lines)
	var r Report
	r.Title, r.Rival = title(known, lines, before)
	r.Year = yearIn(r.Title)
	r.Organ = organIn(r.Title)
	intro := lines[:min(before+3, len(lines))]
	year, named := 0, r.Year != 0 // of a sentence; by a title
	if r.Title == "" || r.Year == 0 || r.Organ == "" {
		year = readProse(&r.Report, intro, before)
	}
	if r.Rival == "" && r.Year != 0 && otherYear(r.Title, r.Year) != 0 {
		r.Rival = r.Title
	}
	if r.Rival != "" && yearOfPeriod(intro) == r.Year {
		r.Rival = ""
	}
	if !named { // a sentence names last year's report too: the period is this one's
		r.Year = cmp.Or(yearOfPeriod(intro), r.Year, year)
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
			if r.Organ = known.organ(m); r.Organ != "" {
				break
			}
		}
	}
	r.Published = published(known, lines, before, r.Year)
	if r.Published == "" || r.Organ == "" {
		signature(&r.Report, lines)
	}
	if r.Published == "" {
		r.Published = sourceDate(lines[:min(before, len(lines))], r.Year)
	}
	if r.Organ == "" {
		r.Organ = organWithShort(lines[:min(before+2, len(lines))])
	}
	if r.Organ == "" {
		r.Organ = organInProse(intro)
	}
	if ofNoPlace(r.Organ) {
		r.Organ = whole(r.Organ, known, intro)
	}
	r.Scope = scopeOf(r.Organ, lines, before)
	return r
}

// ofNoPlace reports whether a name tells no place, or begins with the sign of one
// that is left out: "the county's bureau of audit".
func ofNoPlace(organ string) bool {
	key, w := fold.Label(organ), phrases()
	if organ == "" || beginsName(key) {
		return false
	}
	signed := func(p string) bool { return strings.Contains(key, p) }
	return slices.ContainsFunc(w.Places, func(p string) bool { return strings.HasPrefix(key, p) }) ||
		!slices.ContainsFunc(w.Places, signed) && !slices.ContainsFunc(w.Below, signed)
}

// whole is the name with its place, as the page's facts, its source or the
// sentence about whom to ask give it: one that ends in the name.
func whole(organ string, known *facts, intro []line.Line) string {
	key := fold.Label(organ)
	is := func(name string) bool {
		return endsOther(fold.Label(name), key) && utf8.RuneCountInString(name) <= 30 && !ofNoPlace(name)
	}
	for _, list := range [...][]string{phrases().Meta.Organ, phrases().Meta.Source} {
		for _, m := range list {
			if name := known.organ(m); is(name) {
				return name
			}
		}
	}
	if name := organInProse(intro); is(name) {
		return name
	}
	return organ
}

// title is the report's, from the lines before its text, from the page's own name
// for itself, or from the beginning of a text without line ends.
func title(known *facts, lines []line.Line, before int) (title, rival string) {
	if title, rival = titleLine(lines[:min(before, len(lines))], known.title()); title != "" {
		return title, rival
	}
	for _, m := range phrases().Meta.Title {
		if t := cmp.Or(known.line(m), known.cells[fold.Label(m)]); isTitle(fold.Label(t)) {
			if t = strings.TrimSpace(firstPart(t)); t != "" {
				return t, ""
			}
			break
		}
	}
	return titleAtStart(lines), ""
}

// published is when the report was published, as the page says above its text.
func published(known *facts, lines []line.Line, before, year int) string {
	for _, m := range phrases().Meta.Published {
		if d := known.date(m, year); d != "" {
			return d
		}
	}
	if d := dateLine(lines[:min(before, len(lines))], year); d != "" {
		return d
	}
	return dateInHead(lines, year)
}

// signature reads organ and date from the last lines, where a report is signed.
// A date among other words is one of signing only behind the year reported on.
func signature(r *record.Report, lines []line.Line) {
	for i, seen := len(lines)-1, 0; i >= 0 && seen < 12; i-- {
		t := strings.TrimFunc(lines[i].Text, fold.IsSpace)
		if i > len(lines)-80 && foreign(t) { // addresses that a text browser lists below the page
			continue
		}
		seen++
		if n := utf8.RuneCountInString(t); n == 0 || n > 24 || strings.ContainsFunc(t, notInTitle) {
			if d := dateBehind(t, r.Year); n > 24 && d != "" && r.Published == "" {
				r.Published = d
				return
			}
			continue
		}
		d := dateIn(t)
		if d == "" || !strings.ContainsRune(t, words.All().YearSign) || !isDateAlone(t) && (r.Year == 0 || !behind(d, r.Year)) {
			continue
		}
		if r.Published == "" {
			r.Published = d
		}
		if r.Organ == "" && i > 0 {
			o := strings.TrimFunc(lines[i-1].Text, fold.IsSpace)
			if at := strings.IndexAny(o, "(\uFF08"); at > 0 { // a seal
				o = o[:at]
			}
			if n := utf8.RuneCountInString(o); n >= 3 && n <= 30 && !strings.ContainsFunc(o, notInTitle) && endsAsOrgan(fold.Label(o)) {
				r.Organ = fold.Label(o)
			}
		}
		return
	}
}

// foreign says that a line has no character of Chinese.
func foreign(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= 0x2E80 }) < 0
}

// dateBehind is the date behind the last sentence of a line that runs on, alone or
// behind the organ that signs: after the year that the report is of.
func dateBehind(s string, year int) string {
	if i := strings.LastIndex(s, "\u3002"); i >= 0 {
		s = s[i:]
	}
	at := strings.IndexRune(s, words.All().YearSign)
	if at < 4 || year == 0 || len(s) > headBytes {
		return ""
	}
	if signs := fold.Label(s[:at-4]); signs != "" && !endsAsOrgan(signs) {
		return ""
	}
	if d := dateAt(s[at-4:], 11); d != "" && behind(d, year) {
		return d
	}
	return ""
}
