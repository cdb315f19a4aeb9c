package medium

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract/grid"
)

// Converters that write a table as text fill each cell up with spaces to its
// column's width, counting characters, or columns of a screen:
//
//	a             0    3
//	b  1. bb      12
//	   2. bbb          7
//
// Each cell then begins where those above it do. That is proof of where the blank
// ones stand, if words of several lengths were filled up so.

// piece is what stands between spaces.
type piece struct {
	text     string
	from, to int
	gap      int // spaces before it
}

// pieces cuts a line at its spaces. Other blanks are what an empty cell holds:
// they fill nothing up.
func pieces(dst []piece, s string, width func(rune) int) []piece {
	x, gap, start := 0, 2, -1
	for i, r := range s {
		if blankRune(r) {
			if r == ' ' || r == '\t' {
				gap++
			}
		} else {
			if start < 0 || gap > 0 {
				dst, start = append(dst, piece{from: x, gap: gap}), i
			}
			gap = 0
			last := &dst[len(dst)-1]
			last.text, last.to = s[start:i+utf8.RuneLen(r)], x+width(r)
		}
		x += width(r)
	}
	return dst
}

// No report has a table of more lines.
const maxPadded = 300

// paddedRun is the number of lines that may make one padded table: to the next
// blank line, or sentence.
func paddedRun(lines []line) (n int) {
	for n < len(lines) && n < maxPadded {
		t := lines[n].text
		if lines[n].fields != nil || blank(t) || strings.Contains(t, "\u3002") {
			break
		}
		n++
	}
	return n
}

// paddedAt reads the padded table that the first lines make; nil where the cells
// of its columns do not begin at the same place.
func paddedAt(b *budget, lines []line) (*grid.Grid, int, error) {
	n := paddedRun(lines)
	if n < 2 {
		return nil, 0, nil
	}
	lines = lines[:n]
	var rows [][]piece
	var at []int
	for _, width := range [...]func(rune) int{oneColumn, narrow, wide} {
		r, a := padded(lines, width)
		if a != nil && (at == nil || len(a) < len(at)) {
			rows, at = r, a
		}
	}
	if at == nil {
		return nil, 0, nil
	}
	for n > 1 && len(rows[n-1]) < 2 && !filled(lines[n-1].text) { // one field may be a heading below the table
		n--
	}
	rows = rows[:n]
	if err := b.addCells(n * len(at)); err != nil {
		return nil, 0, err
	}
	cells := make([]grid.Cell, 0, len(rows)*len(at))
	for r, row := range rows {
		for c := 0; c < len(at); {
			cell := grid.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Pos: grid.Pos{Line: lines[r].n}}
			if len(row) > 0 && row[0].from == at[c] {
				cell.Text = row[0].text
				for c+cell.ColSpan < len(at) && at[c+cell.ColSpan] < row[0].to {
					cell.ColSpan++
				}
				row = row[1:]
			}
			cells = append(cells, cell)
			c += cell.ColSpan
		}
	}
	return grid.New(n, len(at), cells, grid.Pos{Line: lines[0].n}), n, nil
}

// padded finds where columns begin, and each row's cells; nil if a figure stands
// elsewhere, or nothing proves that cells were filled up.
func padded(lines []line, width func(rune) int) (rows [][]piece, at []int) {
	count := map[int]int{}
	for i := range lines {
		row := pieces(nil, lines[i].text, width)
		rows = append(rows, row)
		for k := range row {
			count[row[k].from]++
		}
	}
	for _, row := range rows {
		head := heads(row)
		for k := range row {
			if n := count[row[k].from]; n > 1 || n == 1 && (head || row[k].gap > 1 && !numeric(row[k].text)) {
				at = append(at, row[k].from)
				count[row[k].from] = 0 // taken
			}
		}
	}
	slices.Sort(at)
	if len(at) < 3 || len(at) > maxCommas {
		return nil, nil
	}
	for c := 1; c < len(at); c++ {
		if at[c] < at[c-1]+2 {
			return nil, nil
		}
	}
	gapsBefore, figures, glued := make([]int, 0, 4*len(rows)), 0, 0
	for r, row := range rows {
		kept := row[:0]
		for k := range row {
			w := row[k]
			if _, ok := slices.BinarySearch(at, w.from); !ok {
				if w.gap > 1 || len(kept) == 0 {
					return nil, nil
				}
				last := &kept[len(kept)-1]
				last.text, last.to = last.text+" "+w.text, w.to
				continue
			}
			if len(kept) > 0 {
				gapsBefore = append(gapsBefore, w.gap)
			}
			switch last := w.text[len(w.text)-1]; {
			case numeric(w.text):
				figures++
			case digit(last) && !digit(w.text[0]):
				glued++
			}
			kept = append(kept, w)
		}
		rows[r] = kept
	}
	if brokenRows(rows) {
		return nil, nil
	}
	least, wider := slices.Min(append(gapsBefore, maxColumns)), 0
	for _, g := range gapsBefore {
		if g > least {
			wider++
		}
	}
	if figures < 2 || wider < 3 || glued > 1 { // figures that stand at the end of words have lost their cells
		return nil, nil
	}
	return rows, at
}

// heads says that a row is one of heads: several words and no figure.
func heads(row []piece) bool {
	for _, p := range row {
		if p.to-p.from < 2 || numeric(p.text) {
			return false
		}
	}
	return len(row) > 2
}

// brokenRows says that cells go on in the next line: figures stand in two lines
// of which one has no label, or behind a label that fills a narrow column stands
// its end.
func brokenRows(rows [][]piece) bool {
	widest := map[int]int{} // of the labels before figures, in each column
	label := make([]piece, len(rows))
	figures := make([]bool, len(rows))
	for r, row := range rows {
		for _, p := range row {
			if figures[r] = numeric(p.text); figures[r] {
				widest[label[r].from] = max(widest[label[r].from], label[r].to-label[r].from)
				break
			}
			label[r] = p
		}
	}
	for r := 1; r < len(rows); r++ {
		if !figures[r-1] {
			continue
		}
		a, b := label[r-1], label[r]
		full := a.from == b.from && a.to-a.from == widest[a.from]
		w := b.to - b.from
		switch {
		case figures[r] && (a.text == "" || b.text == ""),
			figures[r] && full && widest[a.from] <= narrowLabel && w < widest[a.from],
			len(rows[r]) == 1 && full && widest[a.from] <= narrowLabel/2 && w <= widest[a.from]:
			return true
		}
	}
	return false
}

// A column so narrow breaks its labels.
const narrowLabel = 12

// filled says that spaces stand at the end of a line.
func filled(s string) bool {
	return len(s)-len(strings.TrimRightFunc(s, blankRune)) > 1
}
