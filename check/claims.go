package check

import (
	"gongkai/check/narrative"
	"gongkai/record"
)

// claimRules are the rules of the narrative against the tables. Package
// narrative finds the claims and judges them for all of its rules at once, so
// the first of them runs it.
func claimRules() (out []Rule) {
	for i, info := range narrative.Rules {
		r := Rule{ID: info.ID, Since: info.Since, Severity: info.Severity, Needs: One, Should: Right}
		if i == 0 {
			r.Run = claims
		}
		out = append(out, r)
	}
	return out
}

// claims sets the record's claims, and counts and reports what becomes of them.
func claims(p *Pass) {
	findings, holds, undecided := narrative.Check(p.Record)
	s := &p.Record.Summary
	for _, f := range findings {
		if f.Verdict == record.Broken {
			s.Broken++
		}
	}
	s.Holds += holds
	s.Undecided += undecided
	p.Record.Findings = append(p.Record.Findings, findings...)
}
