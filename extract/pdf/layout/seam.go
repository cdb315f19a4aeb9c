package layout

import (
	"strings"

	"gongkai/extract/grid"
)

// seam is what meets at a page break: the cells of a table's last row, and those
// of the next page's first row below them.
type seam struct {
	paired                     int // cells of one row with one of one row below
	blankAbove, blankBelow     int
	numbersAbove, numbersBelow int
	wordsAbove, wordsBelow     bool
	both, clash                bool // text in both; and numbers there
	wraps                      bool // where numbers clash, that below may be the rest of that above
	fresh                      bool // a label below opens a new item
	item                       bool // a label above opens an item, and that below none
	listed                     bool // and so do all above it in its column
}

// cutRow says whether the page break cuts a row in two, so that the first row of
// next goes on with the last of the table: the same cells; no number in both, but
// numbers too long for their cells; and either no line closes the row, or what
// goes on is words alone that begin nothing new, or the rest of an item's label
// with the item's figures.
func cutRow(cells, next []grid.Cell, rows int, open bool) bool {
	s := seam{wraps: true}
	for _, b := range next {
		if b.Row != 0 || b.RowSpan != 1 {
			continue
		}
		a := above(cells, b, rows)
		if a == nil || a.RowSpan != 1 && numeric(b.Text) {
			return false
		}
		if a.RowSpan != 1 { // a group's label goes on
			continue
		}
		s.pair(cells, a, b)
	}
	return s.cut(open)
}

// pair takes up a cell and the one below it.
func (s *seam) pair(cells []grid.Cell, a *grid.Cell, b grid.Cell) {
	up, down := numeric(a.Text), numeric(b.Text)
	s.paired++
	switch {
	case a.Text == "":
		s.blankAbove++
	case up:
		s.numbersAbove++
	default:
		s.wordsAbove = true
	}
	switch {
	case b.Text == "":
		s.blankBelow++
	case down:
		s.numbersBelow++
	default:
		s.wordsBelow = true
		s.fresh = s.fresh || begins(b.Text)
	}
	if a.Text == "" || b.Text == "" {
		return
	}
	s.both = true
	switch {
	case up || down:
		s.clash = true
		s.wraps = s.wraps && mayWrap(a.Text, b.Text)
	case begins(a.Text) && !begins(b.Text):
		s.item = true
		s.listed = s.listed || listed(cells, a)
	}
}

func (s *seam) cut(open bool) bool {
	scrap := s.numbersBelow < s.numbersAbove // not a row's worth of figures
	switch {
	case s.paired < 2:
		return false
	case s.blankAbove == s.paired || s.blankBelow == s.paired:
		return true // nothing is lost with an empty row
	case !s.both && (s.numbersAbove > 0 && s.numbersBelow == 0 && !s.wordsAbove || s.numbersBelow > 0 && s.numbersAbove == 0 && !s.wordsBelow):
		return true // figures without a label, a label without figures
	case s.item && !s.fresh && s.numbersBelow > 0 && (s.numbersAbove == 0 || s.clash && (s.wraps || s.listed || scrap)):
		return true
	case s.clash:
		return !s.wordsBelow && (s.wraps || s.wordsAbove && scrap)
	case s.numbersAbove > 0 && s.numbersBelow > 0, s.fresh:
		return false
	case s.numbersAbove > 0:
		return 2*s.blankBelow >= s.paired
	case s.numbersBelow > 0:
		return open
	}
	return open && 2*s.blankBelow >= s.paired
}

// mayWrap says whether b, below a page break, may be the rest of the number a:
// it is no longer than a's last line, which has two digits or more.
func mayWrap(a, b string) bool {
	last := a[strings.LastIndexByte(a, '\n')+1:]
	return len(last) > 1 && len(b) <= len(last) && allDigits(last) && allDigits(b)
}

// listed says whether all labels of a's column, three or more, open like items.
func listed(cells []grid.Cell, a *grid.Cell) bool {
	n := 0
	for i := range cells {
		if c := &cells[i]; c.Col == a.Col && c.ColSpan == a.ColSpan && c.Text != "" {
			if n++; !begins(c.Text) {
				return false
			}
		}
	}
	return n > 2
}

func allDigits(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

// above is the cell that ends at the table's last row, right above b.
func above(cells []grid.Cell, b grid.Cell, rows int) *grid.Cell {
	for i := len(cells) - 1; i >= 0; i-- {
		if a := &cells[i]; a.Row+a.RowSpan == rows && a.Col == b.Col && a.ColSpan == b.ColSpan {
			return a
		}
	}
	return nil
}

// mendRow puts the first row of next into the table's last.
func mendRow(cells, next []grid.Cell, rows int) []grid.Cell {
	out := next[:0]
	for _, b := range next {
		switch {
		case b.Row > 0:
			b.Row--
		case b.RowSpan > 1:
			b.RowSpan--
		default:
			a := above(cells, b, rows)
			a.Text = joinText(a.Text, b.Text)
			continue
		}
		out = append(out, b)
	}
	return out
}
