// Package narrative finds the figures that a report's text states about its
// tables, and says which of them the tables bear out.
//
// In goes a record with its sections and cells; out come its claims (each with
// every reading that its words allow) and a finding for each claim that no
// reading bears out.
package narrative

import "gongkai/record"

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

// Check sets r.Claims and returns the broken rules, how many hold and how many
// could not be decided.
func Check(r *record.Record) (findings []record.Finding, holds, undecided int) {
	return nil, 0, 0
}

// Fees returns what section six says of the information processing fee; a
// figure that it does not state is null.
func Fees(r *record.Record) (notices, billed, collected record.Number) {
	return record.Number{}, record.Number{}, record.Number{}
}
