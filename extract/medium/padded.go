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
	gap      int // spaces before it
	from, to [widths]int
}

// pieces cuts a line at its spaces. Other blanks are what an empty cell holds:
// they fill nothing up.
func pieces(dst []piece, s string) []piece {
	var x [widths]int
	gap, start := 2, -1
	for i, r := range s {
		w := columns(r)
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
			last.text = s[start : i+utf8.RuneLen(r)]
			for k := range x {
				last.to[k] = x[k] + int(w[k])
			}
		}
		for k := range x {
			x[k] += int(w[k])
		}
	}
	return dst
}

// padLook is the lines that may make one padded table. They are cut
// once, however often a table is looked for among them.
type padLook struct {
	from, to int       // lines
	tries    int       // how often a table was looked for in vain
	rows     [][]piece // of the lines from the first on; nil: not cut yet
	pieces   []piece   // room for them
	count    []int     // room for padded
}

// begin says that a stretch of n lines begins.
func (p *padLook) begin(from, n int) {
	p.from, p.to, p.tries = from, from+n, 0
	p.rows, p.pieces = p.rows[:0], p.pieces[len(p.pieces):]
}

// cut is the pieces of some lines, of which the first is line i of the document.
func (p *padLook) cut(i int, lines []line) [][]piece {
	i -= p.from
	for len(p.rows) < i+len(lines) {
		p.rows = append(p.rows, nil)
	}
	rows := p.rows[i:][:len(lines)]
	for k := range rows {
		if rows[k] == nil {
			n := len(p.pieces)
			p.pieces = pieces(p.pieces, lines[k].text)
			rows[k] = p.pieces[n:len(p.pieces):len(p.pieces)]
		}
	}
	return rows
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

// paddedAt reads the padded table that begins at line i; nil where the cells of
// its columns do not begin at the same place.
func (p *padLook) paddedAt(b *budget, lines []line, i int) (*grid.Grid, int, error) {
	n := paddedRun(lines[i:])
	if n < 2 {
		return nil, 0, nil
	}
	lines = lines[i:][:n]
	cut := p.cut(i, lines)
	var rows [][]piece
	var at []int
	width := 0
	for w := range widths {
		if w == wide && !slices.ContainsFunc(cut, ambiguous) {
			continue // as narrow
		}
		r, a := p.padded(cut, w)
		if a != nil && (at == nil || len(a) < len(at)) {
			rows, at, width = r, a, w
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
	cells := grid.Room(len(rows) * len(at))
	for r, row := range rows {
		for c := 0; c < len(at); {
			cell := grid.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Pos: grid.Pos{Line: lines[r].n}}
			if len(row) > 0 && row[0].from[width] == at[c] {
				cell.Text = row[0].text
				for c+cell.ColSpan < len(at) && at[c+cell.ColSpan] < row[0].to[width] {
					cell.ColSpan++
				}
				row = row[1:]
			}
			cells = append(cells, cell)
			c += cell.ColSpan
		}
	}
	return grid.Lend(n, len(at), cells, grid.Pos{Line: lines[0].n}), n, nil
}

// ambiguous says that a row's cells stand elsewhere if what only some fonts make
// wide is wide.
func ambiguous(row []piece) bool {
	last := &row[len(row)-1]
	return last.from[narrow] != last.from[wide]
}

// padded finds where columns begin, and each row's cells; nil if a figure stands
// elsewhere, or nothing proves that cells were filled up.
func (p *padLook) padded(cut [][]piece, width int) (rows [][]piece, at []int) {
	last, all := 0, 0
	for _, row := range cut {
		last, all = max(last, row[len(row)-1].from[width]), all+len(row)
	}
	p.count = slices.Grow(p.count[:0], last+1)[:last+1] // pieces that begin at a place
	clear(p.count)
	for _, row := range cut {
		for k := range row {
			p.count[row[k].from[width]]++
		}
	}
	for _, row := range cut {
		head := heads(row, width)
		for k := range row {
			from := row[k].from[width]
			if n := p.count[from]; n > 1 || n == 1 && (head || row[k].gap > 1 && !numeric(row[k].text)) {
				if at = append(at, from); len(at) > maxCommas {
					return nil, nil
				}
				p.count[from] = 0 // taken
			}
		}
	}
	slices.Sort(at)
	if len(at) < 3 {
		return nil, nil
	}
	for c := 1; c < len(at); c++ {
		if at[c] < at[c-1]+2 {
			return nil, nil
		}
	}
	gapsBefore, figures, glued := make([]int, 0, all), 0, 0
	rows, room := make([][]piece, len(cut)), make([]piece, 0, all)
	for r, row := range cut {
		kept := room[len(room):]
		for k := range row {
			w := row[k]
			if _, ok := slices.BinarySearch(at, w.from[width]); !ok {
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
		rows[r], room = kept, room[:len(room)+len(kept)]
	}
	if brokenRows(rows, width) {
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
func heads(row []piece, width int) bool {
	for k := range row {
		p := &row[k]
		if p.to[width]-p.from[width] < 2 || numeric(p.text) {
			return false
		}
	}
	return len(row) > 2
}

// brokenRows says that cells go on in the next line: figures stand in two lines
// of which one has no label, or behind a label that fills a narrow column stands
// its end.
func brokenRows(rows [][]piece, width int) bool {
	type span struct{ from, size int } // no size: none
	widest := map[int]int{}            // of the labels before figures, in each column
	label := make([]span, len(rows))
	figures := make([]bool, len(rows))
	for r, row := range rows {
		for k := range row {
			p := &row[k]
			if figures[r] = numeric(p.text); figures[r] {
				widest[label[r].from] = max(widest[label[r].from], label[r].size)
				break
			}
			label[r] = span{p.from[width], p.to[width] - p.from[width]}
		}
	}
	for r := 1; r < len(rows); r++ {
		if !figures[r-1] {
			continue
		}
		a, b := label[r-1], label[r]
		full := a.from == b.from && a.size == widest[a.from]
		switch {
		case figures[r] && (a.size == 0 || b.size == 0),
			figures[r] && full && widest[a.from] <= narrowLabel && b.size < widest[a.from],
			len(rows[r]) == 1 && full && widest[a.from] <= narrowLabel/2 && b.size <= widest[a.from]:
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
