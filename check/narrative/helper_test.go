package narrative

import (
	"strings"

	forms "gongkai/extract/form"
	"gongkai/record"
)

// short writes a reading as the tests do: N for requests.new_received.total, a
// group of rows by its letter.
func short(reading string) string {
	for _, g := range []struct{ letter, name string }{{"D", "refused"}, {"U", "unable"}, {"R", "unprocessed"}, {"O", "other"}} {
		for _, c := range []string{"total", "natural_person", "commercial_enterprise"} {
			var rows []string
			for _, r := range readingsData().Groups[g.name] {
				rows = append(rows, "requests."+r+"."+c)
			}
			letter := g.letter
			if c != "total" {
				letter += "." + c
			}
			reading = strings.ReplaceAll(reading, strings.Join(rows, "+"), letter)
		}
	}
	for _, c := range []string{"new_received", "processed_total"} {
		var cells []string
		for _, col := range readingsData().Columns["organisations"][0] {
			cells = append(cells, "requests."+c+"."+col)
		}
		reading = strings.ReplaceAll(reading, strings.Join(cells, "+"), "requests."+c+".orgs")
	}
	reading = strings.NewReplacer("requests.", "", "disputes.", "", "proactive.", "", "litigation_after_reconsideration", "lit2", "litigation_direct", "lit1",
		"reconsideration", "rec", "normative_documents", "docs", "processing_fee", "fee", "indicators.", "").Replace(reading)
	parts := strings.Split(reading, "+")
	for i, p := range parts {
		p = strings.TrimSuffix(p, ".total")
		for long, s := range map[string]string{"new_received": "N", "carried_in": "P", "processed_total": "T", "carried_out": "F", "granted": "G", "partial": "H"} {
			if p == long || strings.HasPrefix(p, long+".") {
				p = s + strings.TrimPrefix(p, long)
			}
		}
		parts[i] = p
	}
	return strings.Join(parts, "+")
}

// claimsOf writes the claims of a text, one after another: the value, its
// readings, and ? where the words leave room (no value of the tables fits here,
// so that every other claim contradicts).
func claimsOf(r *record.Record) string {
	var out []string
	for _, c := range r.Claims {
		var rs []string
		for _, x := range c.Readings {
			rs = append(rs, short(x))
		}
		s := c.Value.String() + " " + strings.Join(rs, "|")
		if c.Verdict == open {
			s += "?"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// full is a record of a generation whose every cell holds a figure that no text
// states.
func full(generation, section, text string) *record.Record {
	r := &record.Record{Generation: generation, Report: record.Report{Year: 2023, Scope: "organ"}, Sections: []record.Section{{Key: section, At: "b1", Text: text}}}
	if generation == "2014" {
		for _, p := range []string{"requests.received", "requests.online", "requests.letter", "requests.fax", "requests.concluded", "replies.total", "replies.granted", "replies.partial", "replies.refused",
			"reconsideration.total", "reconsideration.upheld", "litigation.total", "proactive.total"} {
			r.Cells = append(r.Cells, record.Cell{Path: "indicators." + p, Value: record.Int(77770000 + int64(len(r.Cells))), State: record.Printed})
		}
		return r
	}
	for _, c := range forms.Get(generation).Cells {
		if c.Row != nil && c.Row.Key == "other" && generation == "2021" && strings.HasPrefix(c.Path, "requests.") {
			r.Cells = append(r.Cells, record.Cell{Path: c.Path, State: record.Absent})
			continue
		}
		r.Cells = append(r.Cells, record.Cell{Path: c.Path, Value: record.Int(77770000 + int64(len(r.Cells))), Raw: "7777", State: record.Printed})
	}
	return r
}

// feesOf returns what section six says of the fee for processing information:
// notices sent, yuan billed, yuan collected. A figure that it does not state,
// or states twice with different values, is null. A report without a section
// six is searched in whole.
func feesOf(r *record.Record) (notices, billed, collected record.Number) {
	p := parsers.Get().(*parser)
	defer parsers.Put(p)
	p.report, p.form = &r.Report, edition{generation: r.Generation}
	six := false
	for i := range r.Sections {
		six = six || r.Sections[i].Key == "other"
	}
	var all [3][]record.Number
	for i := range r.Sections {
		s := &r.Sections[i]
		if six && s.Key != "other" {
			continue
		}
		p.read(s.Key, s.Text)
		got := p.fees()
		for k := range all {
			all[k] = append(all[k], got[k]...)
		}
	}
	one := func(ns []record.Number) record.Number {
		for _, n := range ns {
			if !n.Equal(ns[0]) {
				return record.Number{}
			}
		}
		if len(ns) == 0 {
			return record.Number{}
		}
		return ns[0]
	}
	return one(all[0]), one(all[1]), one(all[2])
}
