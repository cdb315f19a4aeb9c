package layout

import (
	"gongkai/extract/pdf"
)

// A digit that is smaller than this share of the row's text, and stands so much of
// it above its baseline, is a note's mark.
const (
	markSize = .75
	markRise = .2
)

// mark tells a cell that may hold a note's mark and nothing else.
func mark(s string) bool { return (len(s) == 1 || len(s) == 2) && digit(s[:1]) && digit(s[len(s)-1:]) }

// raised casts doubt on notes' marks that stand alone, in cells that are blank but
// for them: none is a figure. It runs right after fill, whose order it reads.
func (w *work) raised(t *Table, glyphs []pdf.Glyph, small float64) {
	from := int32(0)
	for i := range t.Cells {
		c, of := &t.Cells[i], w.sorted[from:w.count[i]]
		from = w.count[i]
		if mark(c.Text) && glyphs[of[0]].Size < small && w.above(t, glyphs, i, &glyphs[of[0]]) {
			c.Text = "^" + c.Text // as other media write what is raised
		}
	}
}

// above tells whether a glyph in cell i is smaller than the text of another cell
// of its row, and stands above it. A cell of several lines does not tell.
func (w *work) above(t *Table, glyphs []pdf.Glyph, i int, g *pdf.Glyph) bool {
	row := func(k int) bool { return t.Cells[k].Row == t.Cells[i].Row && t.Cells[k].RowSpan == t.Cells[i].RowSpan }
	first := i
	for first > 0 && t.Cells[first-1].Row == t.Cells[i].Row {
		first--
	}
	for k := first; k < len(t.Cells) && t.Cells[k].Row == t.Cells[i].Row; k++ {
		from := int32(0)
		if k > 0 {
			from = w.count[k-1]
		}
		of := w.sorted[from:w.count[k]]
		if k == i || !row(k) || len(of) == 0 {
			continue
		}
		a, b := &glyphs[of[0]], &glyphs[of[len(of)-1]]
		if a.Baseline == b.Baseline && g.Size < markSize*a.Size && a.Baseline-g.Baseline > markRise*a.Size {
			return true
		}
	}
	return false
}
