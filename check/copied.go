package check

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/record"
)

// copyRules look for text and tables that were taken over from another report,
// and for text that says nothing.
var copyRules = []Rule{
	{ID: "C01", Since: "0.1.0", Severity: record.Warning, Needs: Many, Run: copiedFromEarlier},
	{ID: "C02", Since: "0.1.0", Severity: record.Warning, Needs: Many, Run: copiedFromOther},
	{ID: "C03", Since: "0.1.0", Severity: record.Info, Needs: One, Run: withoutFigure},
	{ID: "C04", Since: "0.1.0", Severity: record.Warning, Needs: Many, Run: sameFigures},
}

// copiedFromEarlier compares the text with the organ's own on the year before.
func copiedFromEarlier(p *Pass) {
	text := plain(p.Record)
	if p.earlier.none() || len(text) < scarce {
		p.Count(0, 1)
		return
	}
	own := shingles(text)
	for _, r := range p.earlier.records {
		other := plain(r)
		if len(other) < scarce {
			continue
		}
		if share := jaccard(own, shingles(other)); share >= similar {
			p.tellCopy(r, share, "C01.broken")
			return
		}
	}
	p.Count(1, 0)
}

// copiedFromOther tells of the nearest text of another organ.
func copiedFromOther(p *Pass) {
	if len(plain(p.Record)) < scarce || len(p.set.records) < 2 {
		p.Count(0, 1)
		return
	}
	t := p.set.alike[p.number]
	if t.other < 0 {
		p.Count(1, 0)
		return
	}
	p.tellCopy(p.set.records[t.other], t.share, "C02.broken")
}

func (p *Pass) tellCopy(other *record.Record, share float64, key string) {
	longest, shared, all := passages(p.Record, other)
	quoted := make([]string, len(longest))
	for i, s := range longest {
		quoted[i] = "“" + shorten(s, 60) + "”"
	}
	var paths, places []string
	for _, k := range []string{"overview", "problems"} {
		if i := p.section(k); i >= 0 {
			paths, places = append(paths, "sections."+k), append(places, at(&p.Record.Sections[i])...)
		}
	}
	p.Broken(record.Finding{Paths: paths, At: append(places, place(other, &record.Cell{}))}, key,
		strconv.Itoa(int(share*100)), other.Report.Organ, other.Report.Year, shared, all, strings.Join(quoted, " "))
}

// shorten cuts a text to n characters.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n]) + "…"
}

// withoutFigure asks section one for at least one figure beside dates and numbers
// of documents.
func withoutFigure(p *Pass) {
	i := p.section("overview")
	if i < 0 || p.Text(i).letters < lexicon().Wordy {
		p.Count(0, 1)
		return
	}
	for k := range p.Record.Sections {
		if s := &p.Record.Sections[k]; s.Key != "overview" && !before(s) {
			continue
		}
		if hasFigure(p.Text(k).text) {
			p.Count(1, 0)
			return
		}
	}
	s := &p.Record.Sections[i]
	p.Broken(record.Finding{Paths: []string{"sections.overview"}, At: at(s)}, "C03.broken", p.heading(s), p.Text(i).letters)
}

// hasFigure reports whether a text holds a number of anything but dates,
// documents and telephones, or a Chinese numeral before what it counts.
func hasFigure(text string) bool {
	w := lexicon()
	for i := 0; i < len(text); {
		if c := text[i]; c < '0' || c > '9' {
			r, size := utf8.DecodeRuneInString(text[i:])
			i += size
			if size > 1 && strings.ContainsRune(w.Numerals, r) {
				if next, _ := utf8.DecodeRuneInString(text[i:]); strings.ContainsRune(w.Counted, next) {
					return true
				}
			}
			continue
		}
		end := i
		for end < len(text) && text[end] >= '0' && text[end] <= '9' {
			end++
		}
		digits := text[i:end]
		year := len(digits) == 4 && (digits[:2] == "19" || digits[:2] == "20")
		if len(digits) < 7 && !year && !hasEnding(text[:i], w.NotFigures.Before) && !hasBeginning(text[end:], w.NotFigures.After) {
			return true
		}
		i = end
	}
	return false
}

// sameFigures compares all figures of section three with the year before's. A
// few small ones may repeat by chance.
func sameFigures(p *Pass) {
	if p.earlier.none() || p.Form == nil {
		p.Count(0, 1)
		return
	}
	var paths []string
	before := p.Record.Report.Year - 1
	total := record.Number{}
	for i := range p.Form.Cells {
		c := &p.Form.Cells[i]
		if c.Table.Key != "requests" || !p.Printed(i) || p.Value(i).IsNull() {
			continue
		}
		if was, _, _ := p.earlier.cell(c.Path); !was.Equal(p.Value(i)) {
			p.Count(1, 0)
			return
		}
		if p.Value(i).Sign() > 0 {
			paths = append(paths, c.Path)
		}
		if c.Path == "requests.new_received.total" {
			total = p.Value(i)
		}
	}
	if len(paths) < 8 || total.Cmp(record.Int(10)) < 0 {
		p.Count(0, 1)
		return
	}
	i := p.Form.Index(paths[0])
	p.Broken(record.Finding{Paths: slices.Clip(paths), At: p.At(i)}, "C04.broken", len(paths), before)
}
