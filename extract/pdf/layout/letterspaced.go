package layout

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract/pdf"
)

// Letters are set apart where their gaps are wider than this, in ems, and all
// within a tenth or so of one another.
const (
	setApart = .15
	unevenly = .08
	fewPairs = 8
)

// unspace takes the spaces out of figures in a table whose letters are all set
// apart by the same space: a gap between two digits that is as wide as that
// between the letters of the labels parts nothing. It runs right after fill,
// whose order it reads, and before part.
func (w *work) unspace(t *Table, glyphs []pdf.Glyph) {
	space, ok := w.letterSpace(t, glyphs)
	if !ok {
		return
	}
	from := int32(0)
	for i := range t.Cells {
		c, of := &t.Cells[i], w.sorted[from:w.count[i]]
		from = w.count[i]
		if isSpaced(c.Text) && evenly(glyphs, of, space) {
			c.Text = strings.ReplaceAll(c.Text, " ", "")
		}
	}
}

// letterSpace is the space between the letters of a table's labels, in ems, if it
// is one.
func (w *work) letterSpace(t *Table, glyphs []pdf.Glyph) (float64, bool) {
	var gaps []float64
	from := int32(0)
	for i := range t.Cells {
		of := w.sorted[from:w.count[i]]
		from = w.count[i]
		for k := 1; k < len(of); k++ {
			a, b := &glyphs[of[k-1]], &glyphs[of[k]]
			if gap := (b.X0 - a.X1) / a.Size; a.Baseline == b.Baseline && han(a.Text) && han(b.Text) {
				gaps = append(gaps, gap)
			}
		}
	}
	if len(gaps) < fewPairs {
		return 0, false
	}
	slices.Sort(gaps)
	least, most := gaps[len(gaps)/20], gaps[len(gaps)-1-len(gaps)/20]
	return gaps[len(gaps)/2], least > setApart && most-least < unevenly
}

func han(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 0x3400 && r < 0xA000
}

// evenly tells whether a cell is one line of one figure whose digits are set apart
// by space, with no space drawn between them.
func evenly(glyphs []pdf.Glyph, of []int32, space float64) bool {
	for k, i := range of {
		g := &glyphs[i]
		if r, _ := utf8.DecodeRuneInString(g.Text); (r < '0' || r > '9') && r != '.' {
			return false
		}
		if k == 0 {
			continue
		}
		last := &glyphs[of[k-1]]
		if math.Abs((g.X0-last.X1)/g.Size-space) > unevenly || g.Baseline != last.Baseline || g.Size != last.Size {
			return false
		}
	}
	return true
}
