package layout

import (
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"gongkai/extract/grid"
	"gongkai/extract/pdf"
)

// imposed is a document printed two pages to a sheet, side by side, and taken
// apart: what stands right of a sheet's middle is another page, and not the rest
// of the lines and tables left of it.
type imposed struct {
	pages  []pdf.Page
	halves []half // which part of which sheet each page is
}

type half struct {
	sheet int
	right bool
	left  float64 // where it begins on the sheet
}

const (
	foldWidth = .015 // how much of a sheet's width about its middle must be free
	proseRun  = 18   // so many characters without a figure are prose: no head of a column is that long
)

// unimpose takes the sheets apart, if each of them is two pages: wide, with nothing
// across its middle, and with prose on either side on some. A table without rules
// may have a gap there too; but it has no prose beside it.
func unimpose(sheets []pdf.Page) *imposed {
	var prose [2]int
	for i := range sheets {
		if !foldable(&sheets[i], &prose) {
			return nil
		}
	}
	if min(prose[0], prose[1]) < 2 {
		return nil
	}
	m := &imposed{}
	for i := range sheets {
		p := &sheets[i]
		mid := p.Width / 2
		m.add(cutOut(p, 0, mid), half{sheet: i})
		m.add(cutOut(p, mid, p.Width), half{sheet: i, right: true, left: mid})
	}
	m.order(len(sheets))
	return m
}

func (m *imposed) add(p pdf.Page, h half) {
	m.pages, m.halves = append(m.pages, p), append(m.halves, h)
}

// foldable tells whether a sheet may be two pages, and counts the lines of prose
// on either side.
func foldable(p *pdf.Page, prose *[2]int) bool {
	mid, free := p.Width/2, foldWidth*p.Width
	if p.Width < 1.2*p.Height || len(p.Glyphs) == 0 {
		return false
	}
	for i := range p.Rules {
		if r := &p.Rules[i]; r.X0 < mid-free && r.X1 > mid+free {
			return false
		}
	}
	run := 0
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		if blank(g.Text) {
			continue
		}
		if g.X0 < mid+free && g.X1 > mid-free {
			return false
		}
		if i > 0 && run > 0 {
			if last := &p.Glyphs[i-1]; math.Abs(g.X0-last.X1) > .6*g.Size || g.Baseline != last.Baseline {
				run = 0
			}
		}
		if r, _ := utf8.DecodeRuneInString(g.Text); unicode.IsDigit(r) {
			run = 0
		} else if run++; run == proseRun {
			side := 0
			if g.X0 > mid {
				side = 1
			}
			prose[side]++
		}
	}
	return true
}

// cutOut is the part of a sheet between two places, as a page of its own.
func cutOut(p *pdf.Page, from, to float64) pdf.Page {
	out := *p
	out.Width = to - from
	out.Glyphs, out.Rules, out.Askew = nil, nil, nil
	for _, g := range p.Glyphs {
		if x := (g.X0 + g.X1) / 2; x >= from && x < to {
			g.X0, g.X1 = g.X0-from, g.X1-from
			out.Glyphs = append(out.Glyphs, g)
		}
	}
	for _, r := range p.Rules {
		fold := math.Abs(r.X0-p.Width/2) < foldWidth*p.Width && r.X0 == r.X1
		if x := (r.X0 + r.X1) / 2; x >= from && x < to && !fold {
			r.X0, r.X1 = r.X0-from, r.X1-from
			out.Rules = append(out.Rules, r)
		}
	}
	return out
}

// order puts the pages of a booklet, whose sheets are to be folded into one
// another, in the order in which they are read. Page numbers tell one, or the
// blank pages that fill up its end.
func (m *imposed) order(sheets int) {
	n := len(m.pages)
	folded := make([]int, n) // where each page comes in a booklet
	asItIs, asBooklet := 0, 0
	for i, h := range m.halves {
		folded[i] = n - 1 - h.sheet
		if h.right == (h.sheet%2 == 0) {
			folded[i] = h.sheet
		}
		switch k := pageNumber(&m.pages[i]); {
		case k == i+1 && k != folded[i]+1:
			asItIs++
		case k == folded[i]+1 && k != i+1:
			asBooklet++
		}
	}
	if asItIs == asBooklet && len(m.pages[0].Glyphs) == 0 {
		asBooklet++
	}
	if sheets%2 == 1 || asBooklet <= asItIs {
		return
	}
	pages, halves := slices.Clone(m.pages), slices.Clone(m.halves)
	for i, k := range folded {
		m.pages[k], m.halves[k] = pages[i], halves[i]
	}
}

// pageNumber is the number in a page's lowest line, or 0.
func pageNumber(p *pdf.Page) int {
	low := 0.0
	for i := range p.Glyphs {
		if g := &p.Glyphs[i]; !blank(g.Text) {
			low = max(low, g.Baseline)
		}
	}
	number, digits := 0, 0
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		if low-g.Baseline > 1 || blank(g.Text) {
			continue
		}
		r, _ := utf8.DecodeRuneInString(g.Text)
		switch {
		case r >= '0' && r <= '9' && digits < 4:
			number = number*10 + int(r-'0')
			digits++
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return 0
		}
	}
	return number
}

// together says of everything in doc where it stands on its sheet.
func (m *imposed) together(doc *grid.Doc) {
	place := func(p *grid.Pos) (left float64) {
		if p.Page < 1 || p.Page > len(m.halves) {
			return 0
		}
		h := &m.halves[p.Page-1]
		p.Page = h.sheet + 1
		return h.left
	}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Para != nil {
			place(&b.Para.Pos)
			continue
		}
		place(&b.Grid.Pos)
		for j := range b.Grid.Cells {
			c := &b.Grid.Cells[j]
			left := place(&c.Pos)
			if c.Box != nil {
				c.Box = &[4]float64{c.Box[0] + left, c.Box[1], c.Box[2] + left, c.Box[3]}
			}
		}
	}
	for i := range doc.Notes {
		place(&doc.Notes[i].Pos)
	}
}
