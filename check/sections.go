package check

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/extract/form"
	"gongkai/record"
)

// hasSections reports whether the record is on a form with sections; else the
// rule does not apply, and that is counted. A form that was not read but taken
// from the year is none to be measured by.
func (p *Pass) hasSections() bool {
	if p.Form == nil || len(p.Form.Sections) == 0 || p.Form.Free || taken(p.Record) {
		p.Count(0, 1)
		return false
	}
	return true
}

// before reports whether a section is text before the first chapter, or a
// chapter that is none of the form's.
func before(s *record.Section) bool { return s.Key == "" || s.Key == "preamble" }

// missingSection asks for each of the form's sections. It is an error only
// where nothing of the section is there; a heading may be lost to the reader.
func missingSection(p *Pass) {
	if !p.hasSections() {
		return
	}
	var missing []*form.Node
	for i := range p.Form.Sections {
		if n := &p.Form.Sections[i]; p.section(n.Key) < 0 {
			missing = append(missing, n)
		} else {
			p.Count(1, 0)
		}
	}
	if len(missing) == len(p.Form.Sections) {
		p.Broken(record.Finding{Severity: record.Warning, Paths: []string{"sections"}}, "F01.none")
		return
	}
	for _, n := range missing {
		f := record.Finding{Paths: []string{"sections." + n.Key}}
		if pages := p.pictures(); pages != "" {
			p.Undecided(1, record.Finding{Severity: record.Warning, Paths: f.Paths}, "F01.picture", label(n), pages)
			continue
		}
		key, args := "F01.broken", []any{label(n)}
		if p.tablePrinted(n.Key) {
			f.Severity, key = record.Warning, "F01.heading"
		} else if s := p.stranger(n); s != nil {
			f.Severity, key = record.Warning, "F01.stranger"
			f.At, args = at(s), append(args, s.Heading)
		} else if s := p.under(n); s != nil {
			f.Severity, key = record.Warning, "F01.under"
			f.At, args = at(s), append(args, s.Heading)
		}
		p.Broken(f, key, args...)
	}
}

// pictures lists the pages of which nothing was read: they are pictures.
func (p *Pass) pictures() string {
	var pages []string
	for i := range p.Record.Findings {
		if f := &p.Record.Findings[i]; f.Rule == "R05" {
			for _, at := range f.At {
				if strings.HasPrefix(at, "p") && !strings.Contains(at, " ") {
					pages = append(pages, at)
				}
			}
		}
	}
	return strings.Join(pages, ", ")
}

// tablePrinted reports whether any cell of the section's table is printed.
func (p *Pass) tablePrinted(section string) bool {
	for i := range p.Form.Cells {
		if p.Form.Cells[i].Table.Section == section && p.Printed(i) {
			return true
		}
	}
	return false
}

// heading is a section's, or the form's where none is printed: the text before
// the tables stands for section one.
func (p *Pass) heading(s *record.Section) string {
	if s.Heading == "" && p.Form != nil {
		for i := range p.Form.Sections {
			if n := &p.Form.Sections[i]; n.Key == s.Key {
				return n.Label
			}
		}
	}
	return s.Heading
}

// stranger returns a chapter with the missing section's ordinal and a title
// that is none of the form's.
func (p *Pass) stranger(n *form.Node) *record.Section {
	for i := range p.Record.Sections {
		s := &p.Record.Sections[i]
		if s.Key == "" && s.Heading != "" && ordinal(s.Number) == ordinal(n.Ordinal) {
			return s
		}
	}
	return nil
}

// under returns the section whose text has sub-headings in the words of a
// section that is missing: its heading is lost, not its text.
func (p *Pass) under(n *form.Node) *record.Section {
	for i := range p.Record.Sections {
		s := &p.Record.Sections[i]
		if before(s) {
			continue
		}
		var headings strings.Builder
		for line := range strings.SplitSeq(s.Text, "\n") {
			if line = squeeze(line); len(line) <= 60 && isSubheading(line) {
				headings.WriteString(line)
			}
		}
		if slices.ContainsFunc(n.Words, func(words string) bool { return inOrder(headings.String(), strings.Fields(words)) }) {
			return s
		}
	}
	return nil
}

// isSubheading reports whether a line is an ordinal in brackets and a few words.
func isSubheading(line string) bool {
	rest, open := strings.CutPrefix(line, "（")
	if !open {
		rest, open = strings.CutPrefix(line, "(")
	}
	number, title, ok := strings.Cut(strings.Replace(rest, ")", "）", 1), "）")
	return open && ok && ordinal(number) > 0 && title != "" && !strings.Contains(title, stop)
}

// inOrder reports whether the words stand in a text one after another.
func inOrder(text string, words []string) bool {
	for _, w := range words {
		_, rest, ok := strings.Cut(text, w)
		if !ok {
			return false
		}
		text = rest
	}
	return len(words) > 0
}

// ordinal reads the number before a heading, in Chinese or Arabic; 0 is none.
func ordinal(s string) int {
	s = strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(comma+".．,，（）()", r) })
	if s == "" {
		return 0
	}
	s = squeeze(s)
	all := lexicon().Ordinals
	if i := slices.Index(all, s); i >= 0 {
		return i + 1
	}
	if n, err := strconv.Atoi(s); err == nil && n > 0 && n <= len(all) {
		return n
	}
	return 0
}

// misnumbered compares the printed ordinals with the form's.
func misnumbered(p *Pass) {
	if !p.hasSections() {
		return
	}
	var en, paths, places []string
	numbered := 0
	for i := range p.Record.Sections {
		s := &p.Record.Sections[i]
		n := p.Form.Section(s.Key)
		if n == nil || ordinal(s.Number) == 0 {
			continue
		}
		numbered++
		if ordinal(s.Number) != ordinal(n.Ordinal) {
			en = append(en, s.Heading+" → "+n.Ordinal)
			paths = append(paths, "sections."+s.Key)
			places = append(places, at(s)...)
		}
	}
	switch {
	case numbered == 0:
		p.Count(0, 1)
	case len(en) == 0:
		p.Count(1, 0)
	default:
		p.Broken(record.Finding{Paths: paths, At: places}, "F02.broken", strings.Join(en, "; "))
	}
}

// disordered compares the order of the sections with the form's. A report that
// has a section twice has two numberings and no one order.
func disordered(p *Pass) {
	if !p.hasSections() {
		return
	}
	var keys, headings, places []string
	for i := range p.Record.Sections {
		s := &p.Record.Sections[i]
		if p.Form.Section(s.Key) == nil {
			continue
		}
		if slices.Contains(keys, s.Key) {
			p.Count(0, 1)
			return
		}
		keys, headings, places = append(keys, s.Key), append(headings, s.Heading), append(places, at(s)...)
	}
	var want []string
	for _, n := range p.Form.Sections {
		if slices.Contains(keys, n.Key) {
			want = append(want, n.Key)
		}
	}
	switch {
	case len(keys) < 2:
		p.Count(0, 1)
	case slices.Equal(keys, want):
		p.Count(1, 0)
	default:
		paths := make([]string, len(keys))
		for i, k := range keys {
			paths[i] = "sections." + k
		}
		p.Broken(record.Finding{Paths: paths, At: places}, "F03.broken", strings.Join(headings, " | "))
	}
}

// announced compares an announced number of parts with the
// chapters found. Two or three parts are a manner of speaking of text and tables.
func announced(p *Pass) {
	if !p.hasSections() {
		return
	}
	chapters := 0
	said, text := 0, ""
	var place []string
	for i := range p.Record.Sections {
		s := &p.Record.Sections[i]
		if s.Heading != "" {
			chapters++
		}
		if said > 0 || !before(s) && s.Key != "overview" {
			continue
		}
		if !p.Text(i).says([]string{lexicon().Parts.Word}) {
			continue
		}
		head := p.Text(i).text
		if s.Key == "overview" && len(head) > 1500 {
			head = head[:1500]
		}
		if n, words := partsSaid(head); n > 3 {
			said, text, place = n, words, at(s)
		}
	}
	switch {
	case said == 0:
		p.Count(0, 1)
	case said <= chapters:
		p.Count(1, 0)
	default:
		p.Broken(record.Finding{Paths: []string{"sections"}, At: place, Left: record.Int(int64(said)), Right: record.Int(int64(chapters))},
			"F05.broken", text, said, chapters)
	}
}

// partsSaid returns the number of parts that a sentence about the report
// announces, and its last words; 0 for none.
func partsSaid(text string) (n int, words string) {
	w := &lexicon().Parts
	for from := 0; ; {
		i := strings.Index(text[from:], w.Word)
		if i < 0 {
			return 0, ""
		}
		end := from + i
		from = end + len(w.Word)
		head := text[:end]
		for _, m := range w.Measures {
			head = strings.TrimSuffix(head, m)
		}
		_, size := utf8.DecodeLastRuneInString(head)
		number := ordinal(head[len(head)-size:])
		sentence := head[strings.LastIndex(head, stop)+1:]
		if number > 0 && containsAny(sentence, w.Of) {
			return number, around(text[:from], text[len(head)-size:from], 16)
		}
	}
}

// stop ends a sentence.
const stop = "\u3002"
