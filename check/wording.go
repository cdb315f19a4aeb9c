package check

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/record"
)

// otherYear looks for another year where only the reported one belongs: the
// title, the period that the figures cover, a heading; or a text that never
// names its own year and names the one before.
func otherYear(p *Pass) {
	year := p.Record.Report.Year
	if year == 0 {
		p.Count(0, 1)
		return
	}
	w := lexicon()
	type place struct {
		text, at string
		said     int
	}
	var found []place
	look := func(text, at string, upTo int) {
		if !containsAny(text, w.Year.Has) { // one character: spaces cannot part it
			return
		}
		years := w.Year.findAll(newPassage(text))
		own := slices.ContainsFunc(years, func(m []string) bool { return m[1] == strconv.Itoa(year) })
		if len(years) == 0 || own {
			return
		}
		if said, _ := strconv.Atoi(years[0][1]); said <= upTo { // four digits
			found = append(found, place{text, at, said})
		}
	}
	look(p.Record.Report.Title, "", year+1)
	mentions := map[string]int{}
	for i := range p.Record.Sections {
		s := &p.Record.Sections[i]
		look(s.Heading, s.At, year) // a later year may be one of plans
		text := p.Text(i)
		for _, m := range w.Year.findAll(text) {
			mentions[m[1]]++
		}
		for k := range w.Period {
			m := w.Period[k].find(text)
			if m == nil || m[1] == strconv.Itoa(year) {
				continue
			}
			said, _ := strconv.Atoi(m[1])
			found = append(found, place{m[0], s.At, said})
			break
		}
	}
	before := strconv.Itoa(year - 1)
	if len(found) == 0 && mentions[strconv.Itoa(year)] == 0 && mentions[before] > 1 {
		for i := range p.Record.Sections {
			if text := p.Text(i).text; strings.Contains(text, before) {
				found = append(found, place{around(text, before, 12), p.Record.Sections[i].At, year - 1})
				break
			}
		}
	}
	if len(found) == 0 {
		p.Count(1, 0)
		return
	}
	for _, f := range found {
		var at []string
		if f.at != "" {
			at = []string{f.at}
		}
		p.Broken(record.Finding{Paths: []string{"report.year"}, At: at, Left: record.Int(int64(f.said)), Right: record.Int(int64(year))},
			"F06.broken", f.text, f.said, year)
	}
}

// templateWords looks for words of the form's template left in the text.
func templateWords(p *Pass) {
	if !p.hasSections() {
		return
	}
	w := lexicon()
	broken := false
	for i := range p.Record.Sections {
		s, text := &p.Record.Sections[i], p.Text(i)
		var left []string
		for k := range w.Template {
			if m := w.Template[k].find(text); m != nil && !strings.Contains(strings.Join(left, " "), m[0]) {
				left = append(left, around(text.text, m[0], 4))
			}
		}
		if len(left) > 0 {
			broken = true
			p.Broken(record.Finding{Paths: []string{path(s)}, At: at(s)}, "F07.broken", strings.Join(left, "” “"))
		}
	}
	if !broken {
		p.Count(1, 0)
	}
}

// path is how a finding names a section.
func path(s *record.Section) string {
	if s.Key == "" {
		return "sections"
	}
	return "sections." + s.Key
}

// noProblems asks section five for more than a few words.
func noProblems(p *Pass) {
	i := p.section("problems")
	if i < 0 || !p.hasSections() {
		if i < 0 {
			p.Count(0, 1)
		}
		return
	}
	s, text := &p.Record.Sections[i], p.Text(i)
	f := record.Finding{Paths: []string{"sections.problems"}, At: at(s)}
	switch n := text.letters; {
	case n == 0:
		p.Broken(f, "F08.empty", s.Heading)
	case lexicon().Nothing.find(text) != nil:
		p.Broken(f, "F08.nothing", s.Heading, text.text)
	case n < lexicon().Few:
		f.Severity = record.Info
		p.Broken(f, "F08.few", s.Heading, n, text.text)
	default:
		p.Count(1, 0)
	}
}

// silentOnFees asks section six for the information processing fee, since the
// form of 2021.
func silentOnFees(p *Pass) {
	i := p.section("other")
	if i < 0 || p.Record.Report.Year < 2021 || p.Record.Generation < "2021" {
		p.Count(0, 1)
		return
	}
	for k := range p.Record.Sections {
		if s := &p.Record.Sections[k]; (s.Key == "other" || before(s)) && p.Text(k).says(lexicon().Fees) {
			p.Count(1, 0)
			return
		}
	}
	s := &p.Record.Sections[i]
	p.Broken(record.Finding{Paths: []string{"sections.other"}, At: at(s)}, "F09.broken", s.Heading)
}

// longOverview counts the characters of section one.
func longOverview(p *Pass) {
	i := p.section("overview")
	if i < 0 || !p.hasSections() {
		if i < 0 {
			p.Count(0, 1)
		}
		return
	}
	n := p.Text(i).letters
	if n <= lexicon().Long {
		p.Count(1, 0)
		return
	}
	s := &p.Record.Sections[i]
	p.Broken(record.Finding{Paths: []string{"sections.overview"}, At: at(s), Left: record.Int(int64(n)), Right: record.Int(1000)}, "F15.broken", p.heading(s), n)
}
