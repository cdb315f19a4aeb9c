// Package show prints a record for people: whose report it is, its sections,
// and each table as the form has it, a number or a mark in each cell.
package show

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"gongkai/extract/form"
	"gongkai/internal/message"
	"gongkai/record"
)

// printer writes a record; its first error stays in w.
type printer struct {
	w    *bufio.Writer
	lang string
	rec  *record.Record
	cell map[string]*record.Cell
}

// Record prints rec in the language "zh" or "en". With cells, every cell follows
// with its print, state and place.
func Record(w io.Writer, rec *record.Record, lang string, cells bool) error {
	p := printer{bufio.NewWriter(w), lang, rec, map[string]*record.Cell{}}
	for i := range rec.Cells {
		p.cell[rec.Cells[i].Path] = &rec.Cells[i]
	}
	p.head()
	p.sections()
	if f := form.Get(rec.Generation); f != nil {
		for i := range f.Tables {
			if t := &f.Tables[i]; t.Repeats == nil || p.prints(t) {
				p.table(t)
			}
		}
	}
	p.rest()
	if cells {
		p.cells()
	}
	return p.w.Flush()
}

func (p *printer) say(key string, args ...any) string {
	return message.In(p.lang, "show."+key, args...)
}

func (p *printer) printf(format string, args ...any) { fmt.Fprintf(p.w, format, args...) }

func (p *printer) head() {
	r := p.rec
	year := "?"
	if r.Report.Year > 0 {
		year = fmt.Sprint(r.Report.Year)
	}
	for _, f := range [...][2]string{
		{"title", r.Report.Title}, {"organ", r.Report.Organ}, {"year", year}, {"scope", r.Report.Scope}, {"published", r.Report.Published},
		{"form", r.Generation}, {"medium", strings.TrimSpace(r.Source.Medium + " " + r.Source.Encoding + " " + r.Source.Engine)},
	} {
		p.printf("%s %s\n", pad(p.say(f[0]), 12), f[1])
	}
}

func (p *printer) sections() {
	p.printf("\n%s\n", p.say("sections"))
	for _, s := range p.rec.Sections {
		key := s.Key
		if key == "" {
			key = "-"
		}
		p.printf("  %s %s %s\n", pad(key, 10), pad(s.At, 8), s.Heading)
	}
}

// prints reports whether the record has any cell of the table.
func (p *printer) prints(t *form.Table) bool {
	return slices.ContainsFunc(p.rec.Cells, func(c record.Cell) bool { return strings.HasPrefix(c.Path, t.Key+".") })
}

// table prints the rows that the record has, under the form's labels.
func (p *printer) table(t *form.Table) {
	p.printf("\n%s\n", t.Key)
	for i := range t.Blocks {
		b := &t.Blocks[i]
		if len(b.RowLeaves) == 1 && b.RowLeaves[0].Key == "" { // one row: print it upright
			for k, c := range b.ColLeaves {
				p.row(path(c), b, 0, k, k+1, p.formOf(b))
			}
			continue
		}
		head := "  " + pad("", labelWidth)
		for _, c := range b.ColLeaves {
			head += " " + padLeft(clip(c.Label, cellWidth), cellWidth)
		}
		p.printf("%s\n", head)
		for k, r := range b.RowLeaves {
			p.row(strings.TrimSpace(r.Ordinal+" "+r.Label), b, k, 0, len(b.ColLeaves), p.formOf(b))
		}
	}
}

func (p *printer) formOf(b *form.Block) []form.Cell {
	f := form.Get(p.rec.Generation)
	return f.Cells[b.FirstCell:]
}

const labelWidth, cellWidth = 34, 8

// row prints one row's columns from…to, unless the document has none of them
// and the form does not ask for it.
func (p *printer) row(label string, b *form.Block, row, from, to int, cells []form.Cell) {
	line, any := "  "+pad(clip(label, labelWidth), labelWidth), false
	for k := from; k < to; k++ {
		fc := cells[row*len(b.ColLeaves)+k]
		c := p.cell[fc.Path]
		any = any || c != nil && c.State != record.Absent || !fc.Optional
		line += " " + padLeft(mark(c), cellWidth)
	}
	if any {
		p.printf("%s\n", line)
	}
}

// path is a column's label under those above it.
func path(n *form.Node) string {
	if n.Parent == nil {
		return n.Label
	}
	return path(n.Parent) + " " + n.Label
}

// mark is a cell in a few signs: the number, or what stands there instead.
func mark(c *record.Cell) string {
	if c == nil {
		return "."
	}
	sign := ""
	switch c.State {
	case record.Absent:
		return "."
	case record.Unreadable:
		return "?"
	case record.Inferred:
		sign = "~"
	case record.Annotated:
		sign = "*"
	}
	if c.Value.IsNull() {
		return map[record.State]string{record.Blank: "_", record.Dash: "-", record.Slash: "/", record.Word: "w"}[c.State]
	}
	return sign + c.Value.String()
}

func (p *printer) rest() {
	p.printf("\n%s\n", p.say("marks"))
	if n := len(p.rec.Unmapped); n > 0 {
		p.printf("\n%s\n", p.say("unmapped", n))
		for _, u := range p.rec.Unmapped {
			p.printf("  %s %s\n", pad(u.At, 10), strings.Join(u.Text, " | "))
		}
	}
	s := p.rec.Summary
	p.printf("\n%s\n", p.say("rules", s.Holds, s.Broken, s.Undecided, s.NotApplicable))
	for _, f := range p.rec.Findings {
		m := f.Message
		if p.lang == "zh" {
			m = f.MessageZH
		}
		p.printf("  %s %s %s\n", pad(f.Rule, 5), pad(f.Severity, 8), m)
	}
}

func (p *printer) cells() {
	p.printf("\n%s\n", p.say("cells"))
	for i := range p.rec.Cells {
		c := &p.rec.Cells[i]
		p.printf("  %s %s %s %s %s\n", pad(c.Path, 48), pad(c.Value.String(), 10), pad(string(c.State), 10), pad(c.At, 14), c.Raw)
	}
}

// wide is how many columns a terminal gives a string.
func wide(s string) int {
	n := 0
	for _, r := range s {
		n++
		if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}

func pad(s string, n int) string     { return s + strings.Repeat(" ", max(0, n-wide(s))) }
func padLeft(s string, n int) string { return strings.Repeat(" ", max(0, n-wide(s))) + s }

// clip shortens a string to n columns.
func clip(s string, n int) string {
	if wide(s) <= n {
		return s
	}
	for i := range s {
		if wide(s[:i]) > n-2 {
			return s[:i] + ".."
		}
	}
	return s
}
