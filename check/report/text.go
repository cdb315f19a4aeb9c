package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"gongkai/record"
)

// shown is how many findings of one rule are told one by one where they are for
// information only; all of them are in the other formats.
const shown = 3

// Text writes the findings for people: by report and severity, the arithmetic in
// one line each, and the place.
func Text(w io.Writer, r *Report) error {
	b := bufio.NewWriter(w)
	for k := range r.Docs {
		d := &r.Docs[k]
		s := d.Summary
		fmt.Fprintf(b, "%s\n  %s\n", strings.TrimSpace(name(d.Source)+"  "+heading(d)), r.say("counts", s.Holds, s.Broken, s.Undecided, s.NotApplicable))
		told := map[string]int{}
		for i := range d.Items {
			f := &d.Items[i]
			if f.Dismissed() {
				continue
			}
			told[f.Rule]++
			if f.Severity == record.Info && told[f.Rule] > shown {
				continue
			}
			fmt.Fprintf(b, "  %s %s  %s\n", r.say("severity."+f.Severity), f.Rule, r.words(f))
			line := r.places(f.At)
			if line == "" {
				line = strings.Join(f.Paths, ", ")
			}
			if f.Review.Reason != "" {
				line += "  (" + r.say("status."+f.Review.Status) + ": " + f.Review.Reason + ")"
			}
			if line != "" {
				fmt.Fprintf(b, "      %s\n", line)
			}
		}
		for i := range d.Items { // in the order of the findings
			f := &d.Items[i]
			if n := told[f.Rule] - shown; n > 0 && f.Severity == record.Info {
				fmt.Fprintf(b, "  %s %s  %s\n", r.say("severity."+f.Severity), f.Rule, r.say("more", n, r.title(f.Rule)))
				delete(told, f.Rule)
			}
		}
		if d.Dismissed > 0 {
			fmt.Fprintf(b, "  %s\n", r.say("dismissed", d.Dismissed))
		}
		fmt.Fprintln(b)
	}
	for _, f := range r.Failures {
		fmt.Fprintf(b, "%s\n  %s: %s\n\n", name(f.Source), f.Error.Code, f.Error.Message)
	}
	return b.Flush() // the first error of the writes above
}
