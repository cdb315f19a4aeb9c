package layout

import (
	"slices"
	"strings"
	"unicode"

	"gongkai/extract/grid"
)

// Piece is the part of a table that one page shows.
type Piece struct {
	Page int // from 0
	*Table
}

// Continues says whether table b, first on its page, goes on with table a, last
// on the page before, nothing standing between them: the same outer edges, and
// columns of which most agree; or, where one lacks the columns of merged cells on
// its left, whose borders only the other page has, the same edges otherwise.
func Continues(a, b Piece, height, em float64) bool {
	if b.Page != a.Page+1 {
		return false
	}
	if end := a.Ys[len(a.Ys)-1]; end < height/2 && !a.OpenEnd {
		return false
	}
	shift, same := align(a.Xs, b.Xs, max(4, .4*em))
	if shift > 60 || shift < -60 {
		return false
	}
	few := min(len(a.Xs), len(b.Xs))
	if last := len(a.Xs) - 1; differ(a.Xs[0], b.Xs[0]+shift, em) || differ(a.Xs[last], b.Xs[len(b.Xs)-1]+shift, em) {
		return same == few && same > 4 && max(len(a.Xs), len(b.Xs)) <= same+3 && !differ(a.Xs[last], b.Xs[len(b.Xs)-1]+shift, em)
	}
	return 2*(same-2) >= few-2
}

func differ(x, y, em float64) bool { return x-y > max(4, .4*em) || y-x > max(4, .4*em) }

// align finds by how much the edges of b are to be shifted to meet those of a,
// at their left or right ends, and how many of the fewer then do.
func align(a, b []float64, tol float64) (shift float64, same int) {
	for _, s := range [...]float64{a[0] - b[0], a[len(a)-1] - b[len(b)-1]} {
		few, many, by := b, a, s
		if len(few) > len(many) {
			few, many, by = many, few, -s
		}
		n := 0
		for _, x := range few {
			if d := many[nearest(many, x+by)] - x - by; d < tol && d > -tol {
				n++
			}
		}
		if n > same {
			shift, same = s, n
		}
	}
	return shift, same
}

// Join makes one grid of a table's pieces. Header rows that come again are left
// out and said; a row that the page cuts becomes one; a merged cell that the
// page cuts becomes one where nothing is printed in its second part, the same
// again, or words that go on.
func Join(pieces []Piece, em float64) (*grid.Grid, []grid.Note) {
	if len(pieces) == 1 {
		p := pieces[0]
		for i := range p.Cells {
			p.Cells[i].Pos = grid.Pos{Page: p.Page + 1}
		}
		return build(len(p.Ys)-1, len(p.Xs)-1, p.Cells), nil
	}
	all := slices.Clone(pieces[0].Xs)
	shifts := make([]float64, len(pieces))
	for n := 1; n < len(pieces); n++ {
		s, _ := align(pieces[n-1].Xs, pieces[n].Xs, max(4, .4*em))
		shifts[n] = shifts[n-1] + s
		for _, x := range pieces[n].Xs {
			all = append(all, x+shifts[n])
		}
	}
	xs := clusterEdges(all, touch(em))
	total := 0
	for _, p := range pieces {
		total += len(p.Cells)
	}
	cells := make([]grid.Cell, 0, total)
	var next []grid.Cell
	var notes []grid.Note
	rows := 0
	for n, p := range pieces {
		next = slices.Grow(next[:0], len(p.Cells))
		for _, c := range p.Cells {
			from, to := nearest(xs, p.Xs[c.Col]+shifts[n]), nearest(xs, p.Xs[c.Col+c.ColSpan]+shifts[n])
			c.Col, c.ColSpan = from, max(to-from, 1)
			c.Pos = grid.Pos{Page: p.Page + 1}
			next = append(next, c)
		}
		high := len(p.Ys) - 1
		next = missing(next, cells, nearest(xs, p.Xs[0]+shifts[n]), high, p.Page)
		if n > 0 {
			if again := repeated(cells, next, high); again > 0 {
				for _, c := range next {
					if c.Row < again && c.Text != "" {
						notes = append(notes, grid.Note{Kind: "running", Text: "repeated table header: " + c.Text, Pos: c.Pos})
					}
				}
				next = slices.DeleteFunc(next, func(c grid.Cell) bool { return c.Row < again })
				for i := range next {
					next[i].Row -= again
				}
				high -= again
			}
			open := pieces[n-1].OpenEnd || p.OpenTop
			if cutRow(cells, next, rows, open) {
				next = mendRow(cells, next, rows)
				high--
			}
			next = mendSpans(cells, next, rows)
		}
		for i := range next {
			next[i].Row += rows
		}
		cells = append(cells, next...)
		rows += high
	}
	return build(rows, len(xs)-1, cells), notes
}

// missing adds empty cells for the columns left of a piece's first: merged cells
// that go on from the page before.
func missing(next, cells []grid.Cell, first, high, page int) []grid.Cell {
	for col := 0; col < first; {
		c := grid.Cell{Col: col, RowSpan: high, ColSpan: 1, Pos: grid.Pos{Page: page + 1}}
		for i := range cells {
			if a := &cells[i]; a.Col == col && a.Col+a.ColSpan <= first {
				c.ColSpan = a.ColSpan // of the last that begins there
			}
		}
		next = append(next, c)
		col += c.ColSpan
	}
	return next
}

// compact drops rows in which only empty cells begin while a filled one passes
// through: a border that some producers draw across a merged label alone parts
// rows that are one.
func compact(rows int, cells []grid.Cell) (int, []grid.Cell) {
	begins, passes := make([]bool, rows), make([]bool, rows)
	for i := range cells {
		c := &cells[i]
		if c.Text == "" {
			continue
		}
		begins[c.Row] = true
		for r := c.Row + 1; r < c.Row+c.RowSpan && r < rows; r++ {
			passes[r] = true
		}
	}
	kept := make([]int, rows+1) // rows kept above
	for r := range rows {
		kept[r+1] = kept[r]
		if begins[r] || !passes[r] {
			kept[r+1]++
		}
	}
	if kept[rows] == rows {
		return rows, cells
	}
	out := cells[:0]
	for _, c := range cells {
		end := min(c.Row+c.RowSpan, rows)
		c.Row, c.RowSpan = kept[c.Row], kept[end]-kept[c.Row]
		if c.RowSpan > 0 {
			out = append(out, c)
		}
	}
	return kept[rows], out
}

// build makes the grid.
func build(rows, cols int, cells []grid.Cell) *grid.Grid {
	rows, cells = compact(rows, cells)
	slices.SortStableFunc(cells, func(a, b grid.Cell) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Col - b.Col
	})
	return grid.New(rows, cols, cells, grid.Pos{})
}

func clusterEdges(all []float64, tol float64) []float64 {
	slices.Sort(all)
	s := make([]Segment, len(all))
	for i, x := range all {
		s[i].At = x
	}
	return plain(positions(s, tol))
}

// repeated counts the rows at the top of next that are the table's first rows
// again, word for word.
func repeated(cells, next []grid.Cell, high int) int {
	if len(cells) == 0 || len(next) == 0 || squeeze(cells[0].Text) != squeeze(next[0].Text) {
		return 0
	}
	head := func(of []grid.Cell, rows int) (text string, whole bool) {
		var b strings.Builder
		whole = true
		for _, c := range of {
			if c.Row < rows {
				whole = whole && c.Row+c.RowSpan <= rows
				b.WriteString(squeeze(c.Text))
				b.WriteByte(byte('a' + c.Col%26))
			}
		}
		return b.String(), whole
	}
	most := 0
	for rows := 1; rows < min(high, 8); rows++ {
		a, wholeA := head(cells, rows)
		b, wholeB := head(next, rows)
		if a != b && wholeA && wholeB {
			break
		}
		if a == b && wholeA && wholeB && strings.ContainsFunc(a, func(r rune) bool { return r > 0x2E80 }) {
			most = rows
		}
	}
	return most
}

// mendSpans lengthens merged label cells that end at the page's foot over their
// second part.
func mendSpans(cells, next []grid.Cell, rows int) []grid.Cell {
	out := next[:0]
	for _, b := range next {
		if b.Row == 0 && !numeric(b.Text) {
			a := above(cells, b, rows)
			if a != nil && a.RowSpan+b.RowSpan > 2 && !numeric(a.Text) {
				goesOn := b.Text != "" && (!begins(b.Text) || a.Text == "" && a.RowSpan > 1)
				switch {
				case b.Text == "", squeeze(b.Text) == squeeze(a.Text), goesOn:
					if goesOn && squeeze(b.Text) != squeeze(a.Text) {
						a.Text = joinText(a.Text, b.Text)
					}
					a.RowSpan += b.RowSpan
					continue
				}
			}
		}
		out = append(out, b)
	}
	return out
}

func joinText(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "\n" + b
}

// numeric says whether a text has digits and no letters.
func numeric(s string) bool {
	return strings.ContainsFunc(s, unicode.IsDigit) && !strings.ContainsFunc(s, unicode.IsLetter)
}

// begins says whether a text opens like an item of a list: with a short word in
// brackets, a number and a stop, or a Chinese numeral and a list comma.
func begins(s string) bool {
	var r [5]rune
	n := 0
	for _, c := range s {
		if unicode.IsSpace(c) {
			continue
		}
		if r[n] = c; n == len(r)-1 {
			break
		}
		n++
	}
	stop := func(c rune) bool { return c == '.' || c == 0x3001 || c == 0xFF0E || c == ')' || c == 0xFF09 }
	switch {
	case r[0] == '(' || r[0] == 0xFF08:
		return slices.ContainsFunc(r[2:], func(c rune) bool { return c == ')' || c == 0xFF09 })
	case unicode.IsDigit(r[0]):
		return stop(r[1]) && !unicode.IsDigit(r[2]) || unicode.IsDigit(r[1]) && stop(r[2]) && !unicode.IsDigit(r[3])
	}
	return strings.ContainsRune(numerals, r[0]) && (r[1] == 0x3001 || r[2] == 0x3001 && strings.ContainsRune(numerals, r[1]))
}

// numerals are the Chinese ones from one to ten.
const numerals = "\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341"
