// Package report writes what a check found: as text for people, JSON lines, SARIF
// for machines, an Excel workbook to send to an agency, and a page to print.
//
// In go checked records, failures and a baseline of reviewed findings; out comes
// one file. The same input gives the same bytes.
package report

import (
	"io"
	"slices"

	"gongkai/check"
	"gongkai/internal/message"
	"gongkai/record"
)

// Report is what a run of checks found.
type Report struct {
	Docs     []Doc
	Failures []*record.Failure
	Lang     string // zh, or else English
	Version  string // of the tool
}

// Doc is one record and its findings.
type Doc struct {
	Source  record.Source
	Report  record.Report
	Summary record.Summary
	Items   []Item // the gravest first
	Count   map[string]int
	// Dismissed counts the findings that a reviewer dismissed; they are in Items,
	// at the end.
	Dismissed int
}

// Item is a finding and what a reviewer said of it.
type Item struct {
	record.Finding
	Review check.Review
	Ours   bool // a note on our reading: nothing that the agency could mend
}

// Format is one kind of output.
type Format struct {
	Name  string
	Write func(io.Writer, *Report) error
}

// Formats is every kind of output.
var Formats = []Format{{"text", Text}, {"json", JSON}, {"sarif", SARIF}, {"xlsx", Workbook}, {"html", HTML}}

// New gathers the findings of checked records. The baseline may be nil.
func New(records []*record.Record, failures []*record.Failure, b *check.Baseline, lang, version string) *Report {
	rep := &Report{Failures: failures, Lang: lang, Version: version}
	for _, r := range records {
		d := Doc{Source: r.Source, Report: r.Report, Summary: r.Summary, Count: map[string]int{}}
		for _, f := range r.Findings {
			i := Item{f, b.Of(r, f), ours(r, f)}
			d.Items = append(d.Items, i)
			if i.Dismissed() {
				d.Dismissed++
			} else {
				d.Count[f.Severity]++
			}
		}
		slices.SortStableFunc(d.Items, func(x, y Item) int { return y.weight() - x.weight() })
		rep.Docs = append(rep.Docs, d)
	}
	return rep
}

// AtLeast counts the findings of a severity or graver that nobody dismissed.
func (r *Report) AtLeast(severity string) (n int) {
	for _, d := range r.Docs {
		for s, k := range d.Count {
			if check.AtLeast(s, severity) {
				n += k
			}
		}
	}
	return n
}

// Dismissed reports whether a reviewer dismissed the finding.
func (i *Item) Dismissed() bool { return i.Review.Status == check.Dismissed }

// ours reports whether a finding tells of our reading: a rule that says so, or a
// rule left undecided because a cell could not be read.
func ours(r *record.Record, f record.Finding) bool {
	if rule := check.Find(f.Rule); rule != nil && rule.Ours {
		return true
	}
	return f.Verdict == record.Undecided && slices.ContainsFunc(f.Paths, func(path string) bool {
		c := r.Cell(path)
		return c != nil && c.State == record.Unreadable
	})
}

func (i *Item) weight() int {
	switch {
	case i.Dismissed():
		return -1
	case i.Ours && i.Severity == record.Info:
		return 0
	}
	return 1 + slices.Index(severities, i.Severity)
}

// severities, the gravest last.
var severities = []string{record.Info, record.Warning, record.Error}

// say formats a message of this package in the report's language.
func (r *Report) say(key string, args ...any) string {
	return message.In(r.Lang, "report."+key, args...)
}

// words is the item's message in the report's language.
func (r *Report) words(i *Item) string {
	if r.Lang == "zh" {
		return i.MessageZH
	}
	return i.Message
}

// title is the rule's title in the report's language.
func (r *Report) title(id string) string {
	if rule := check.Find(id); rule != nil {
		return rule.Title(r.Lang)
	}
	return ""
}

func (r *Report) why(id string) string {
	if rule := check.Find(id); rule != nil {
		return rule.Why(r.Lang)
	}
	return ""
}

// name is what a document is called: its path, or else its name.
func name(s record.Source) string {
	if s.Path != "" {
		return s.Path
	}
	return s.Name
}

// heading names a report: organ and year, or its title, or its document.
func heading(d *Doc) string {
	switch {
	case d.Report.Organ != "" && d.Report.Year > 0:
		return d.Report.Organ + " " + record.Int(int64(d.Report.Year)).String()
	case d.Report.Title != "":
		return d.Report.Title
	}
	return d.Source.Name
}

// number prints a number for people; nothing for null.
func number(n record.Number) string {
	if n.IsNull() {
		return ""
	}
	return n.String()
}
