// Package diff lays two records side by side: what stands in one and not in the
// other, which figures changed and which words.
//
// In go two reports of one organ, or two versions of one report; out comes a
// Diff, to be read as text or written as JSON.
package diff

import (
	"slices"
	"strings"

	"gongkai/check"
	"gongkai/extract/form"
	"gongkai/record"
)

// Diff is what differs between two records.
type Diff struct {
	Left     Side      `json:"left"`
	Right    Side      `json:"right"`
	Facts    []Fact    `json:"facts"`
	Figures  []Figure  `json:"figures"`
	Sections []Section `json:"sections"`
	// Same counts the figures that are equal in both, those without a number apart.
	Same int `json:"same"`
}

// Side names one of the two.
type Side struct {
	Source record.Source `json:"source"`
	Report record.Report `json:"report"`
}

// Fact is a line of the report's head that differs: organ, year, generation …
type Fact struct {
	Name  string `json:"name"`
	Left  string `json:"left"`
	Right string `json:"right"`
}

// Figure is a cell whose number, or the way it stands there, differs.
type Figure struct {
	Path  string        `json:"path"`
	Label string        `json:"label"` // as the form prints it
	Left  Cell          `json:"left"`
	Right Cell          `json:"right"`
	Diff  record.Number `json:"difference"` // right less left; null unless both are numbers
}

// Cell is one side of a figure.
type Cell struct {
	Value record.Number `json:"value"`
	Raw   string        `json:"raw"`
	State record.State  `json:"state"`
	At    string        `json:"at,omitempty"`
}

// Section is a section whose heading or text differs.
type Section struct {
	Key          string `json:"key"`
	LeftHeading  string `json:"left_heading"` // empty where the section is missing
	RightHeading string `json:"right_heading"`
	Edits        []Edit `json:"edits"` // of the text, in order
}

// Edit is a stretch of text that only one side has, or both: Kind is left, right
// or both.
type Edit struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}

// Kinds of edits.
const (
	Left  = "left"
	Right = "right"
	Both  = "both"
)

// Compare lays b beside a.
func Compare(a, b *record.Record) *Diff {
	d := &Diff{Left: Side{a.Source, a.Report}, Right: Side{b.Source, b.Report}, Facts: []Fact{}, Figures: []Figure{}, Sections: []Section{}}
	for _, f := range []Fact{
		{"organ", a.Report.Organ, b.Report.Organ}, {"title", a.Report.Title, b.Report.Title},
		{"year", year(a), year(b)}, {"scope", a.Report.Scope, b.Report.Scope},
		{"published", a.Report.Published, b.Report.Published}, {"generation", a.Generation, b.Generation},
	} {
		if f.Left != f.Right {
			d.Facts = append(d.Facts, f)
		}
	}
	d.figures(a, b)
	d.sections(a, b)
	return d
}

func year(r *record.Record) string {
	if r.Report.Year == 0 {
		return ""
	}
	return record.Int(int64(r.Report.Year)).String()
}

func (d *Diff) figures(a, b *record.Record) {
	left, right := byPath(a), byPath(b)
	for _, path := range paths(a, b) {
		x, y := left[path], right[path]
		switch {
		case x.Value.Equal(y.Value):
			d.Same++
		case !x.Value.IsNull() || !y.Value.IsNull() || x.State != y.State:
			d.Figures = append(d.Figures, Figure{path, label(path, a, b), x, y, y.Value.Sub(x.Value)})
		}
	}
}

func byPath(r *record.Record) map[string]Cell {
	out := make(map[string]Cell, len(r.Cells))
	for _, c := range r.Cells {
		out[c.Path] = Cell{c.Value, c.Raw, c.State, c.At}
	}
	return out
}

// paths are the cells that either record prints, in the order of the first, then
// those of the second alone.
func paths(a, b *record.Record) (out []string) {
	seen := map[string]bool{}
	for _, r := range []*record.Record{a, b} {
		for _, c := range r.Cells {
			if c.State != record.Absent && !seen[c.Path] {
				seen[c.Path] = true
				out = append(out, c.Path)
			}
		}
	}
	return out
}

func label(path string, records ...*record.Record) string {
	for _, r := range records {
		if f := form.Get(r.Generation); f != nil {
			if i := f.Index(path); i >= 0 {
				return check.Label(&f.Cells[i])
			}
		}
	}
	return path
}

func (d *Diff) sections(a, b *record.Record) {
	var keys []string
	for _, r := range []*record.Record{a, b} {
		for _, s := range r.Sections {
			if !slices.Contains(keys, s.Key) {
				keys = append(keys, s.Key)
			}
		}
	}
	for _, k := range keys {
		x, y := section(a, k), section(b, k)
		if x.Heading == y.Heading && x.Text == y.Text {
			continue
		}
		d.Sections = append(d.Sections, Section{k, x.Heading, y.Heading, edits(x.Text, y.Text)})
	}
}

// section joins the record's sections of a key: a report may have one twice.
func section(r *record.Record, key string) (out record.Section) {
	var headings, texts []string
	for _, s := range r.Sections {
		if s.Key == key {
			headings, texts = append(headings, s.Heading), append(texts, s.Text)
		}
	}
	out.Heading, out.Text = strings.Join(headings, "\n"), strings.Join(texts, "\n")
	return out
}
