package check

import (
	"slices"

	"gongkai/internal/message"
	"gongkai/record"
)

// Rule is one check as a documented value. Its title, reason and examples stand
// in the message catalogue under its ID, in English and Chinese.
type Rule struct {
	ID       string
	Since    string // the version of gongkai that brought it
	Severity string // of its findings, unless one says otherwise
	Needs    Needs
	Should   Side        // which side of a finding is what the report should say
	Ours     bool        // a note on our reading: nothing that the agency could mend
	Run      func(*Pass) // nil where the findings come from reading or from the claims
}

// Side is a side of a finding: its Left or its Right number.
type Side string

// Sides. A rule without one compares figures of which neither is the measure.
const (
	Left  Side = "left"
	Right Side = "right"
)

// Needs says what a rule has to see.
type Needs string

// What rules need.
const (
	Reading Needs = "reading" // found while the document is read
	One     Needs = "record"  // a record
	Many    Needs = "set"     // records of other years or organs too
)

// Rules is every rule, in the order of the catalogue.
var Rules = slices.Concat(totalRules, readingRules, claimRules(), yearRules, aggregateRules, formRules, copyRules)

// Find returns the rule with an ID, or nil.
func Find(id string) *Rule {
	i := slices.IndexFunc(Rules, func(r Rule) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return &Rules[i]
}

// Family is the letter that the rule's ID begins with.
func (r *Rule) Family() string { return r.ID[:1] }

// Title says in a few words what the rule asks for, in "zh" or else English.
func (r *Rule) Title(lang string) string { return message.In(lang, r.ID+".title") }

// Why says why it matters and on what it rests.
func (r *Rule) Why(lang string) string { return message.In(lang, r.ID+".why") }

// Holds is an example of a report that satisfies the rule.
func (r *Rule) Holds(lang string) string { return message.In(lang, r.ID+".holds") }

// Breaks is an example of a report that does not.
func (r *Rule) Breaks(lang string) string { return message.In(lang, r.ID+".breaks") }

// rank orders severities: the graver, the higher.
func rank(severity string) int {
	return slices.Index([]string{record.Info, record.Warning, record.Error}, severity)
}

// AtLeast reports whether a finding's severity is as grave as the given one.
func AtLeast(severity, least string) bool { return rank(severity) >= rank(least) }

// Sides returns a finding's printed number and the one that should stand there,
// either null where the rule does not tell.
func Sides(f record.Finding) (printed, should record.Number) {
	r := Find(f.Rule)
	switch {
	case r == nil || f.Verdict != record.Broken:
		return record.Number{}, record.Number{}
	case r.Should == Left:
		return f.Right, f.Left
	case r.Should == Right:
		return f.Left, f.Right
	}
	return f.Right, record.Number{}
}
