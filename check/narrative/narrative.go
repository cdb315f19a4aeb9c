// Package narrative finds the figures that a report's text states about its
// tables, and says which of them the tables bear out.
//
// In goes a record with its sections and cells; out come its claims (each with
// every reading that its words allow) and a finding for each claim that no
// reading bears out:
//
//	text ──lex──▶ tokens ──parse──▶ statements ──judge──▶ claims, findings
//
// The words are data (words.yaml), and so is what they may mean (readings.yaml).
// Where words leave room for a meaning that is none of the tables', a claim can
// agree or stay open, never contradict: a false alarm costs more than a miss.
package narrative

import (
	"sync"

	"gongkai/record"
)

// Info is what the catalogue of rules says of one rule; its title and why are
// the messages ID.title and ID.why.
type Info struct{ ID, Severity, Since string }

// Rules are the rules of this family.
var Rules = []Info{
	{"N01", record.Warning, "0.1.0"},
	{"N02", record.Warning, "0.1.0"},
	{"N03", record.Warning, "0.1.0"},
	{"N04", record.Warning, "0.1.0"},
	{"N05", record.Warning, "0.1.0"},
}

// Verdicts of a claim.
const (
	agrees      = "agrees"
	contradicts = "contradicts"
	open        = "open"
)

// parsers are kept for their memory.
var parsers = sync.Pool{New: func() any { return &parser{x: vocabulary(), hint: &hints{at: map[string]int{}}} }}

// Check sets r.Claims and returns the broken rules, how many hold and how many
// could not be decided.
func Check(r *record.Record) (findings []record.Finding, holds, undecided int) {
	p := parsers.Get().(*parser)
	defer parsers.Put(p)
	j := judge{rec: r, cells: cells{rec: r, hint: p.hint}}
	r.Claims = nil
	for i := range r.Sections {
		s := &r.Sections[i]
		if !mayState(s.Text) {
			continue
		}
		p.report = &r.Report
		p.form = edition{generation: r.Generation, otherRow: r.Generation == "2019" || hasOtherRow(&j.cells)}
		p.read(s.Key, simplified(s.Text))
		p.t.src = s.Text // as printed
		j.section(p, s)
		j.lists(p, s)
		j.shares(p, s)
		if s.Key == "other" {
			j.fees(p, s)
		}
	}
	return j.findings, j.holds, j.undecided
}

// mayState reports whether a text can state a figure at all: it holds a digit,
// or is long enough to say in words that there was none.
func mayState(text string) bool { return len(text) >= 12 }
