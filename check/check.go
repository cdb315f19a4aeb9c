// Package check judges records: every rule is a documented value, and what it
// finds names the rule, the cells, the arithmetic and the printed place.
//
// It sees records, never documents. Record runs what one record can tell;
// Kept.Set what several years or organs tell together. Both leave every printed
// value as it is: what it should be is said in the finding.
package check

import (
	"slices"
	"strings"

	"gongkai/record"
)

// Record runs every rule that needs only the record itself: it sets Claims and
// Summary and appends to the findings that reading left in r. Findings of an
// earlier check of the same record are replaced.
//
// Summary counts each instance of a rule (T01 once a row). Notes on reading
// (rules R…) are findings, but not counted: they are not outcomes of a rule.
func Record(r *record.Record) {
	r.Summary = record.Summary{}
	r.Findings = slices.DeleteFunc(r.Findings, func(f record.Finding) bool { return !strings.HasPrefix(f.Rule, "R") })
	p := newPass(r)
	for i := range Rules {
		if Rules[i].Needs != One || Rules[i].Run == nil {
			continue
		}
		p.rule = &Rules[i]
		p.rule.Run(p)
	}
}
