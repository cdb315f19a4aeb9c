package check

import (
	"fmt"
	"strings"

	"gongkai/record"
)

// The kinds of organ that a name's ending tells.
const (
	township   = "township"
	government = "government"
	department = "department"
)

// kind tells the kind of an organ from its name's ending; empty where it does not.
func kind(organ string) string {
	organ = squeeze(organ)
	for _, k := range lexicon().Kinds {
		if hasEnding(organ, k.Endings) {
			return k.Kind
		}
	}
	return ""
}

// departmentsEarly is the first year whose report departments owe by 31 January:
// the regulation of 2007 gave every organ until 31 March.
const departmentsEarly = 2019

// late compares the date of publication with the legal one: 31 January for
// departments, 31 March for governments. Where the name does not tell the kind,
// the later date holds.
func late(p *Pass) {
	published, year := p.Record.Report.Published, p.Record.Report.Year
	if published == "" || year == 0 {
		p.Count(0, 1)
		return
	}
	day := "03-31"
	if year >= departmentsEarly && kind(p.Record.Report.Organ) == department {
		day = "01-31"
	}
	due := fmt.Sprintf("%04d-%s", year+1, day)
	if published <= due { // both are yyyy-mm-dd
		p.Count(1, 0)
		return
	}
	p.Broken(record.Finding{Paths: []string{"report.published"}}, "F11.broken", published, year, due)
}

// regulations asks whether the organ can have made regulations: a township cannot, nor
// can a county, a district or a local department.
func regulations(p *Pass) {
	organ := squeeze(p.Record.Report.Organ)
	w := lexicon()
	severity := ""
	switch k := kind(organ); {
	case k == township:
		severity = record.Warning
	case k == government && hasEnding(organ, w.NoRegulations.Endings) && !hasEnding(organ, w.NoRegulations.But):
		severity = record.Info
	}
	if severity == "" || p.Form == nil {
		p.Count(0, 1)
		return
	}
	any := false
	for i := range p.Form.Cells {
		c := &p.Form.Cells[i]
		if !strings.HasPrefix(c.Path, "proactive.regulations.") || c.Col.Key == "disclosed_total" || p.Value(i).IsNull() {
			continue
		}
		any = true
		if p.Value(i).Sign() <= 0 {
			p.Count(1, 0)
			continue
		}
		p.Broken(record.Finding{Severity: severity, Paths: p.Paths(i), At: p.At(i), Left: p.Value(i), Right: record.Int(0)},
			"F12.broken", organ, Label(c), p.Value(i).String())
	}
	if !any {
		p.Count(0, 1)
	}
}

// supervision asks a government's report for its assessment, public appraisal
// and accountability.
func supervision(p *Pass) {
	i := p.section("overview")
	if i < 0 || kind(p.Record.Report.Organ) != government || p.Text(i).letters < 300 {
		p.Count(0, 1)
		return
	}
	var missing []string
	for _, s := range lexicon().Supervision {
		said := false
		for k := range p.Record.Sections {
			said = said || p.Text(k).says(s.Words)
		}
		if !said {
			missing = append(missing, s.What)
		}
	}
	if len(missing) == 0 {
		p.Count(1, 0)
		return
	}
	s := &p.Record.Sections[i]
	p.Broken(record.Finding{Paths: []string{"sections.overview"}, At: at(s)}, "F13.broken", strings.Join(missing, comma))
}
