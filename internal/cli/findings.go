package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"gongkai/check"
	"gongkai/record"
)

// findings prints what was found: for people, or as one JSON line a finding.
func findings(w io.Writer, e *env, format string, records []*record.Record, failures []*record.Failure) error {
	b := bufio.NewWriter(w)
	if format == "json" {
		enc := json.NewEncoder(b)
		enc.SetEscapeHTML(false)
		for _, r := range records {
			for _, f := range r.Findings {
				if err := enc.Encode(struct {
					Source record.Source `json:"source"`
					Report record.Report `json:"report"`
					record.Finding
				}{r.Source, r.Report, f}); err != nil {
					return err
				}
			}
		}
		return b.Flush()
	}
	for _, r := range records {
		s := r.Summary
		fmt.Fprintf(b, "%s\n  %s\n", strings.TrimSpace(fmt.Sprintf("%s  %s %d", name(r.Source), r.Report.Organ, r.Report.Year)),
			e.say("check.counts", s.Holds, s.Broken, s.Undecided, s.NotApplicable))
		for _, severity := range []string{record.Error, record.Warning, record.Info} {
			for _, f := range r.Findings {
				if f.Severity == severity {
					finding(b, e, f)
				}
			}
		}
		fmt.Fprintln(b)
	}
	for _, f := range failures {
		fmt.Fprintf(b, "%s\n  %s: %s\n\n", name(f.Source), f.Error.Code, f.Error.Message)
	}
	return b.Flush() // the first error of the writes above
}

func finding(b *bufio.Writer, e *env, f record.Finding) {
	m, title := f.Message, ""
	if e.lang == "zh" {
		m = f.MessageZH
	}
	if r := check.Find(f.Rule); r != nil {
		title = r.Title(e.lang)
	}
	fmt.Fprintf(b, "  %-7s %s  %s\n          %s\n", e.say("severity."+f.Severity), f.Rule, title, m)
	if len(f.At) > 0 {
		fmt.Fprintf(b, "          %s\n", e.say("check.at", strings.Join(f.At, ", ")))
	}
}

func name(s record.Source) string {
	if s.Path != "" {
		return s.Path
	}
	return s.Name
}
