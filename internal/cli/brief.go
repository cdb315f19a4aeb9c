package cli

import (
	"encoding/json"
	"fmt"
	"strconv"
	"text/tabwriter"

	"gongkai/internal/batch"
	"gongkai/record"
)

// brief is the sink of extract --summary: one line a document for people.
type brief struct {
	w *tabwriter.Writer
}

func newBrief(e *env) *brief {
	b := &brief{tabwriter.NewWriter(&plain{w: e.out}, 0, 0, 2, ' ', 0)}
	_, _ = fmt.Fprintln(b.w, e.say("brief.head")) // the writer holds it until Flush
	return b
}

func (b *brief) Line(d batch.Done) error {
	if d.Code != "" {
		_, err := fmt.Fprintf(b.w, "%s\t-\t-\t-\t-\t-\t-\t-\t%s\n", d.Input.Path, d.Code)
		return err
	}
	var r record.Record
	if err := json.Unmarshal(d.Line, &r); err != nil {
		return fmt.Errorf("%s: %w", d.Input.Path, err)
	}
	read, year := 0, "-"
	for i := range r.Cells {
		if !r.Cells[i].Value.IsNull() {
			read++
		}
	}
	if r.Report.Year > 0 {
		year = strconv.Itoa(r.Report.Year)
	}
	_, err := fmt.Fprintf(b.w, "%s\t%s\t%s\t%s\t%d/%d\t%d\t%d\t%d\t%s\n", d.Input.Path, r.Source.Medium, r.Generation, year,
		read, present(&r), r.Summary.Holds, r.Summary.Broken, r.Summary.Undecided, r.Report.Organ)
	return err
}

// present counts the cells that the document has.
func present(r *record.Record) int {
	n := 0
	for i := range r.Cells {
		if r.Cells[i].State != record.Absent {
			n++
		}
	}
	return n
}

func (b *brief) Flush() error { return b.w.Flush() }
