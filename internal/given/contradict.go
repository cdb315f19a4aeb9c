package given

import (
	"time"
	"unicode"

	"gongkai/internal/message"
	"gongkai/record"
)

// Contradict appends a finding (rule R12) to r for each thing that was given
// about it and that contradicts what is printed.
func Contradict(r *record.Record) {
	g := r.Source.Given
	if g == nil {
		return
	}
	report := func(field, severity, given, printed string) {
		what, whatZH := message.Both("R12." + field)
		f := record.Finding{Rule: "R12", Verdict: record.Broken, Severity: severity, Paths: []string{"report." + field}, At: []string{},
			Message: message.In("en", "R12", what, given, printed), MessageZH: message.In("zh", "R12", whatZH, given, printed)}
		r.Findings = append(r.Findings, f)
	}
	if p := r.Report.Organ; g.Organ != "" && p != "" && !within(g.Organ, p) && !within(p, g.Organ) {
		report("organ", record.Warning, g.Organ, p)
	}
	if p := r.Report.Scope; g.Scope != "" && p != "" && g.Scope != p {
		report("scope", record.Warning, g.Scope, p)
	}
	if p := r.Report.Published; g.Published != "" && p != "" && g.Published != p && apart(g.Published, p) > posting {
		report("published", record.Info, g.Published, p)
	}
}

// posting is how long a site may take to post a report after the date in it,
// which is no contradiction.
const posting = 14 * 24 * time.Hour

func apart(a, b string) time.Duration {
	x, errX := time.Parse(time.DateOnly, a)
	y, errY := time.Parse(time.DateOnly, b)
	if errX != nil || errY != nil {
		return posting + 1
	}
	return x.Sub(y).Abs()
}

// within reports whether the letters of a stand in b in the same order: organs
// are named in full, without the province, or by an abbreviation that keeps the
// order of the letters.
func within(a, b string) bool {
	rest := []rune(b)
	for _, c := range a {
		if unicode.IsSpace(c) {
			continue
		}
		i := 0
		for i < len(rest) && rest[i] != c {
			i++
		}
		if i == len(rest) {
			return false
		}
		rest = rest[i+1:]
	}
	return true
}
