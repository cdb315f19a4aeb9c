// Package layout makes a grid.Doc of a PDF's pages: tables from ruling lines, or
// from aligned words where there are none, and paragraphs in reading order.
//
//	rules → segments → components → edges → cells ┐
//	glyphs → cells' texts; the rest → lines       ├→ pieces joined over pages → blocks
//	lines → running heads dropped → word tables → paragraphs ┘
//
// What each stage made is kept in a Layout, to be printed or drawn. Nothing
// depends on the order in which a page draws its glyphs, and each visible glyph
// ends in one block, or in a note that says why it was left out.
package layout

import (
	"cmp"
	"slices"

	"gongkai/extract/grid"
	"gongkai/extract/pdf"
)

// Layout is a document with what the stages made of it.
type Layout struct {
	Sheets []Sheet
	Doc    *grid.Doc
}

// Doc lays out the pages.
func Doc(d *pdf.Document) *grid.Doc { return Of(d).Doc }

// Of lays out the pages and keeps the stages.
func Of(d *pdf.Document) *Layout {
	pages, two := d.Pages, unimpose(d.Pages)
	if two != nil {
		pages = two.pages
	}
	l := &Layout{Sheets: make([]Sheet, len(pages))}
	w := &work{}
	for i := range pages {
		l.Sheets[i] = w.sheet(&pages[i], i)
	}
	Running(l.Sheets)
	doc, body := &grid.Doc{Engine: d.Engine, Pages: len(d.Pages)}, bodySize(l.Sheets)
	Margins(l.Sheets)
	b := builder{doc: doc, sheets: l.Sheets, body: body}
	b.pitch = Pitch(l.Sheets)
	b.notes()
	items := Items(l.Sheets)
	for i := 0; i < len(items); {
		if items[i].table != nil {
			j := i + 1
			for j < len(items) && items[j].table != nil && Continues(items[j-1].piece(), items[j].piece(), pages[items[j-1].page].Height, body) {
				j++
			}
			b.table(items[i:j])
			i = j
			continue
		}
		j := i + 1
		for j < len(items) && items[j].table == nil {
			j++
		}
		b.text(items[i:j])
		i = j
	}
	b.finish()
	if two != nil {
		two.together(doc)
	}
	l.Doc = doc
	return l
}

// item is a line or a table part, in reading order.
type item struct {
	page  int
	y     float64
	line  *Line
	table *Table
}

func (it item) piece() Piece { return Piece{it.page, it.table} }

// Items lists what the pages show, running heads left out, in reading order.
func Items(sheets []Sheet) []item {
	var out []item
	for i := range sheets {
		s := &sheets[i]
		from := len(out)
		for j := range s.Lines {
			if l := &s.Lines[j]; l.Dropped == "" {
				out = append(out, item{page: i, y: l.order, line: l})
			}
		}
		if len(s.Tables) == 0 {
			continue
		}
		for _, t := range s.Tables {
			out = append(out, item{page: i, y: t.Ys[0], table: t})
		}
		slices.SortStableFunc(out[from:], func(a, b item) int { return cmp.Compare(a.y, b.y) })
	}
	return out
}

// bodySize is the commonest size of text outside tables.
func bodySize(sheets []Sheet) float64 {
	count := map[float64]int{}
	best := 0.0
	for i := range sheets {
		for j := range sheets[i].Lines {
			l := &sheets[i].Lines[j]
			count[l.Size] += len(l.glyphs)
			if n := count[l.Size]; best == 0 || n > count[best] || n == count[best] && l.Size < best {
				best = l.Size
			}
		}
	}
	if best == 0 {
		return 10
	}
	return best
}
