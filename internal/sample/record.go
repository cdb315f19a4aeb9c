package sample

import (
	"strconv"

	"gongkai/record"
)

// Record returns the record of a perfect reader, without places and findings,
// for tests of what comes after the reading.
func (r *Report) Record() *record.Record {
	out := &record.Record{
		Schema: record.Schema, Tool: record.Tool{Version: "sample"}, Generation: r.Generation,
		Source: record.Source{Name: "sample-" + strconv.FormatUint(r.Seed, 10) + ".html", SHA256: strconv.FormatUint(r.Seed, 16), Medium: "html"},
		Report: record.Report{Title: r.Title, Organ: r.Organ, Year: r.Year, Scope: r.Scope, Published: r.Published},
	}
	for _, s := range r.Sections {
		text := ""
		for i, p := range s.Paragraphs {
			if i > 0 {
				text += "\n"
			}
			text += p
		}
		out.Sections = append(out.Sections, record.Section{Key: s.Key, Number: s.Number, Heading: s.Heading, Text: text})
	}
	for i := range r.form.Cells {
		path := r.form.Cells[i].Path
		n, printed := r.Values[path]
		c := record.Cell{Path: path, Value: n, Raw: r.Raw[path], State: record.Printed}
		switch {
		case !printed:
			c.State = record.Absent
		case n.IsNull() && c.Raw == "":
			c.State = record.Blank
		case n.IsNull() && c.Raw == "/":
			c.State = record.Slash
		case n.IsNull():
			c.State = record.Dash
		}
		out.Cells = append(out.Cells, c)
	}
	return out
}
