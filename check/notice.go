package check

import (
	"gongkai/extract/form"
	"gongkai/record"
)

// otherForm asks whether the form is the one in force for the year.
func otherForm(p *Pass) {
	year := p.Record.Report.Year
	if p.Form == nil || year == 0 || taken(p.Record) {
		p.Count(0, 1)
		return
	}
	if inForce(p.Form, year) {
		p.Count(1, 0)
		return
	}
	for _, f := range form.All() {
		if inForce(f, year) {
			p.Broken(record.Finding{Paths: []string{"generation", "report.year"}}, "F04.broken", p.Form.Generation, p.Form.Source, year, f.Generation, f.Source)
			return
		}
	}
	p.Count(0, 1)
}

func inForce(f *form.Form, year int) bool {
	return year >= f.Years[0] && (f.Years[1] == 0 || year <= f.Years[1])
}

// taken reports whether the generation is uncertain: taken from the year, mixed,
// or without any table to tell it.
func taken(r *record.Record) bool {
	for i := range r.Findings {
		switch r.Findings[i].Rule {
		case "R10", "R16", "R21":
			return true
		}
	}
	return false
}

// notice compares the notice that the report cites with the form it uses. A
// report that cites both may speak of the change.
func notice(p *Pass) {
	if p.Form == nil {
		p.Count(0, 1)
		return
	}
	w := lexicon()
	var text string
	var s *record.Section
	generation := ""
	for i := range p.Record.Sections {
		for k := range w.Notices {
			n := &w.Notices[k]
			m := n.find(p.Text(i))
			if m == nil {
				continue
			}
			if n.Generation == p.Record.Generation {
				p.Count(1, 0)
				return
			}
			if text == "" {
				text, s, generation = m[0], &p.Record.Sections[i], n.Generation
			}
		}
	}
	if text == "" {
		p.Count(0, 1)
		return
	}
	p.Broken(record.Finding{Paths: []string{"generation", path(s)}, At: at(s)}, "F10.broken", text, generation, p.Form.Generation, p.Form.Source)
}
