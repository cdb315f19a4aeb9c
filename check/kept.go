package check

import (
	"slices"
	"strings"

	"gongkai/extract/form"
	"gongkai/record"
)

// Kept gathers checked records for a check across them, of each only what its
// rules and a report of findings ask for: a hundred thousand records fit into
// the memory of one machine. Raw texts, claims and rows that were not mapped are
// let go; of the cells the values and places stay, as one string.
type Kept struct {
	Records []*record.Record // with no cells but those that are unreadable
	cells   []string
}

// Add takes a record that Record has run on, and what is not needed from it.
func (k *Kept) Add(r *record.Record) {
	cells := pack(r)
	if cells != "" {
		var unread []record.Cell // what a finding means is told from them
		for _, c := range r.Cells {
			if c.State == record.Unreadable {
				unread = append(unread, c)
			}
		}
		r.Cells = unread
	}
	r.Claims, r.Unmapped = nil, nil
	k.Records, k.cells = append(k.Records, r), append(k.cells, cells)
}

// Set runs the rules that need several records: years of one organ, a region
// and its parts, texts alike. It appends its findings to each record and adds
// to its Summary; Record must have run on each before. Findings of an earlier
// Set are not removed: Record does that. It returns the regions of Options.Parts
// that none of the reports is of.
func (k *Kept) Set(o Options) (strangers []string) { return across(k.Records, k.cells, o) }

// states of cells, by what stands for them in a packed record.
var states = []record.State{record.Absent, record.Printed, record.Annotated, record.Blank, record.Dash, record.Slash, record.Word, record.Unreadable, record.Inferred}

// pack writes the cells as one string, by the form's order: state, value and
// place of each. It is empty where the form does not know them all.
func pack(r *record.Record) string {
	f := form.Get(r.Generation)
	if f == nil || len(r.Cells) == 0 {
		return ""
	}
	known := 0
	b := make([]byte, 0, 16*len(r.Cells))
	for _, c := range index(f, r.Cells) {
		if c == nil {
			b = append(b, 'a'+byte(len(states)))
			continue
		}
		known++
		s := 0
		for s < len(states) && states[s] != c.State {
			s++
		}
		if s == len(states) {
			return ""
		}
		b = append(b, 'a'+byte(s))
		if c.State == record.Absent {
			continue
		}
		if !c.Value.IsNull() {
			b = c.Value.AppendTo(b)
		}
		b = append(append(append(b, '@'), c.At...), 0)
	}
	if known != len(r.Cells) {
		return ""
	}
	return string(b)
}

// unpack makes cells again of what pack wrote.
func unpack(r *record.Record, packed string) []record.Cell {
	f := form.Get(r.Generation)
	out := make([]record.Cell, 0, len(f.Cells))
	for i := range f.Cells {
		s := int(packed[0] - 'a')
		packed = packed[1:]
		if s == len(states) {
			continue
		}
		c := record.Cell{Path: f.Cells[i].Path, State: states[s]}
		if c.State != record.Absent {
			var text string
			text, packed, _ = strings.Cut(packed, "\x00")
			value, at, _ := strings.Cut(text, "@")
			c.At = at
			if value != "" {
				c.Value, _ = record.ParseNumber(value) // AppendTo wrote it
			}
		}
		out = append(out, c)
	}
	return out
}

// opened is a record that has its cells for a while, and what it keeps of them.
type opened struct {
	record *record.Record
	unread []record.Cell
}

// open gives a kept record its cells back until close.
func (s *set) open(i int) *record.Record {
	r := s.records[i]
	if s.cells == nil || s.cells[i] == "" || slices.ContainsFunc(s.opened, func(o opened) bool { return o.record == r }) {
		return r
	}
	s.opened = append(s.opened, opened{r, r.Cells})
	r.Cells = unpack(r, s.cells[i])
	return r
}

// close takes the cells away from the records that were opened.
func (s *set) close() {
	for _, o := range s.opened {
		o.record.Cells = o.unread
	}
	s.opened = s.opened[:0]
}
