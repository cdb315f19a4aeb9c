package check

import (
	"slices"

	"gongkai/extract/form"
	"gongkai/internal/message"
	"gongkai/record"
)

// Pass is what one rule sees of one record, and where it reports.
type Pass struct {
	Record *record.Record
	Form   *form.Form // of the record's generation; nil where there is none
	rule   *Rule

	// Of a check across records.
	set     *set
	number  int   // of this record in the set
	earlier peers // the same organ and scope on the year before

	cells []*record.Cell // by the form's index; nil where the record has no such cell

	equations []*form.Identity // over what the document prints; made when first asked for
	texts     []*passage       // of the sections; made when first asked for
}

func newPass(r *record.Record) *Pass {
	p := &Pass{Record: r, Form: form.Get(r.Generation)}
	if p.Form != nil {
		p.cells = index(p.Form, r.Cells)
	}
	return p
}

// index lines a record's cells up with its form's. Both are in form order, so
// that the map behind Form.Index is asked only where cells were left out.
func index(f *form.Form, cells []record.Cell) []*record.Cell {
	out := make([]*record.Cell, len(f.Cells))
	next := 0
	for i := range cells {
		c := &cells[i]
		if next >= len(f.Cells) || f.Cells[next].Path != c.Path {
			if next = f.Index(c.Path); next < 0 {
				next = len(f.Cells)
				continue
			}
		}
		out[next] = c
		next++
	}
	return out
}

// Printed reports whether the document has the form's cell i.
func (p *Pass) Printed(i int) bool { return p.cells[i] != nil && p.cells[i].State != record.Absent }

// Value returns the number in the form's cell i; null where there is none.
func (p *Pass) Value(i int) record.Number {
	if p.cells[i] == nil {
		return record.Number{}
	}
	return p.cells[i].Value
}

// At returns the places of the form's cells, those that are known.
func (p *Pass) At(cells ...int) []string {
	at := make([]string, 0, len(cells))
	for _, i := range cells {
		if p.cells[i] != nil && p.cells[i].At != "" {
			at = append(at, p.cells[i].At)
		}
	}
	return at
}

// Paths returns the paths of the form's cells.
func (p *Pass) Paths(cells ...int) []string {
	out := make([]string, len(cells))
	for k, i := range cells {
		out[k] = p.Form.Cells[i].Path
	}
	return out
}

// Count counts outcomes that need no finding.
func (p *Pass) Count(holds, notApplicable int) {
	p.Record.Summary.Holds += holds
	p.Record.Summary.NotApplicable += notApplicable
}

// Broken reports a finding with the message of the given key, and counts it.
func (p *Pass) Broken(f record.Finding, key string, args ...any) {
	f.Verdict = record.Broken
	p.Record.Summary.Broken++
	p.report(f, key, args...)
}

// Undecided reports one finding for n instances of the rule that lack an operand.
func (p *Pass) Undecided(n int, f record.Finding, key string, args ...any) {
	f.Verdict = record.Undecided
	p.Record.Summary.Undecided += n
	p.report(f, key, args...)
}

// words is an argument of a message that differs by language.
type words struct{ en, zh string }

func (p *Pass) report(f record.Finding, key string, args ...any) {
	f.Rule = p.rule.ID
	if f.Severity == "" {
		f.Severity = p.rule.Severity
	}
	en, zh := slices.Clone(args), slices.Clone(args)
	for i, a := range args {
		if w, ok := a.(words); ok {
			en[i], zh[i] = w.en, w.zh
		}
	}
	f.Message, f.MessageZH = message.In("en", key, en...), message.In("zh", key, zh...)
	if f.Paths == nil {
		f.Paths = []string{}
	}
	if f.At == nil {
		f.At = []string{}
	}
	p.Record.Findings = append(p.Record.Findings, f)
}
