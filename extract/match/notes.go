package match

import (
	"slices"
	"strings"

	"gongkai/extract/form"
	"gongkai/extract/grid"
	"gongkai/internal/message"
	"gongkai/record"
)

// notes turns what the medium says about its reading into findings.
func (b *board) notes(doc *grid.Doc) {
	rules := map[string]struct{ rule, severity string }{
		"damaged": {"R08", record.Warning}, "picture": {"R05", record.Warning}, "dropped": {"R11", record.Info}, "fallback": {"R19", record.Info},
	}
	seen := map[string]int{}
	whole := doc.Medium != "pdf" && b.allPrinted()
	b.pagesNotRead(doc)
	for _, n := range doc.Notes {
		if n.Kind == "picture" && n.Pos.Page > 0 {
			continue
		}
		r, ok := rules[n.Kind]
		if seen[n.Kind]++; !ok || seen[n.Kind] > 3 || whole && n.Kind == "picture" { // no table is expected beside them all
			continue
		}
		f := record.Finding{Rule: r.rule, Verdict: record.Undecided, Severity: r.severity}
		if at := n.Pos.String(); at != "" {
			f.At = []string{at}
		}
		f.Message, f.MessageZH = message.Both(r.rule, n.Text)
		if n.Kind == "damaged" { // no value of a damaged file is beyond doubt
			for i := range b.cells { // and what is not there may be lost
				if b.cells[i].State != record.Absent || !b.form.Cells[i].Optional {
					f.Paths = append(f.Paths, b.cells[i].Path)
				}
			}
		}
		b.findings = append(b.findings, f)
	}
}

// pagesNotRead says which pages are only pictures. Cells that the rest of the
// document lacks may stand there: they are not absent, but unreadable.
func (b *board) pagesNotRead(doc *grid.Doc) {
	f := record.Finding{Rule: "R05", Verdict: record.Undecided, Severity: record.Warning}
	var pages []int
	for _, n := range doc.Notes {
		if n.Kind == "picture" && n.Pos.Page > 0 {
			pages = append(pages, n.Pos.Page)
			f.At = append(f.At, grid.Pos{Page: n.Pos.Page}.String())
		}
	}
	if len(pages) == 0 {
		return
	}
	for i := range b.form.Tables {
		f.Paths = append(f.Paths, b.onPicture(&b.form.Tables[i], pages)...)
	}
	f.Message, f.MessageZH = message.Both("R05.page", len(pages), len(f.Paths))
	b.findings = append(b.findings, f)
}

// onPicture marks the cells that a table lacks and that may stand on one of the
// pages: one among or next to those of its other cells.
func (b *board) onPicture(t *form.Table, pages []int) (paths []string) {
	first, last := 0, 0
	for i := range b.cells {
		if p := pageOf(b.cells[i].At); p > 0 && b.form.Cells[i].Table == t {
			if first == 0 || p < first {
				first = p
			}
			last = max(last, p)
		}
	}
	k := slices.IndexFunc(pages, func(p int) bool { return last == 0 || p >= first-1 && p <= last+1 })
	if k < 0 {
		return nil
	}
	for i := range b.cells {
		if c := &b.cells[i]; c.State == record.Absent && b.form.Cells[i].Table == t && !b.form.Cells[i].Optional {
			c.State, c.At = record.Unreadable, grid.Pos{Page: pages[k]}.String()
			paths = append(paths, c.Path)
		}
	}
	return paths
}

// pageOf is the page that a place names, 0 where it names none.
func pageOf(at string) (page int) {
	if !strings.HasPrefix(at, "p") {
		return 0
	}
	for _, r := range at[1:] {
		if r < '0' || r > '9' {
			break
		}
		page = page*10 + int(r-'0')
	}
	return page
}

// pictured reports whether a picture stands where a table is expected.
func pictured(doc *grid.Doc) bool {
	return slices.ContainsFunc(doc.Notes, func(n grid.Note) bool { return n.Kind == "picture" })
}
