package match

import (
	"slices"
	"strings"
	"sync"

	"gongkai/extract/fold"
	"gongkai/extract/grid"
	"gongkai/extract/match/figure"
	"gongkai/record"
)

// row is one table row.
type row struct {
	grid  *grid.Grid
	n     int // row in the grid, from 0
	block int // index in Doc.Blocks
	cells []*cell
	words int    // how many cells there are up to the last with words
	read  bool   // its figures have gone somewhere
	lead  *label // the line of text right before the grid: it may be the label of a table of one row
}

// rowRoom is where the rows of a document's tables stand, and their cells. It is used
// again: they take as much as the tables do.
type rowRoom struct {
	rows  []row
	cells []cell
	refs  []*cell // of the rows
}

var rowRooms = sync.Pool{New: func() any { return new(rowRoom) }}

// free clears the room and gives it back. Nothing may look at its rows any more.
func (m *rowRoom) free() {
	if max(cap(m.rows), cap(m.cells), cap(m.refs)) > maxRoom {
		return
	}
	clear(m.rows)
	clear(m.cells)
	clear(m.refs)
	rowRooms.Put(m)
}

// maxRoom is the number of cells whose room is kept; a report's tables have 300.
const maxRoom = 2048

// tables lists the rows of all tables, in document order. Cells that begin in an
// earlier row stand in each row that they touch.
func (m *rowRoom) tables(doc *grid.Doc, lex *lexicon) []row {
	n, cells := 0, 0
	for _, b := range doc.Blocks {
		if b.Grid != nil {
			n += b.Grid.Rows
			cells += len(b.Grid.Cells)
		}
	}
	m.rows = slices.Grow(m.rows[:0], n)
	m.cells = slices.Grow(m.cells[:0], cells)[:cells]
	m.refs = slices.Grow(m.refs[:0], cells*5/4)
	store := m.cells
	var touching []int
	var lead []*grid.Para // since the last grid
	read := cellReader{lex: lex}
	for i, b := range doc.Blocks {
		g := b.Grid
		if g == nil {
			lead = append(lead, b.Para)
			continue
		}
		var before *label
		if len(lead) > 0 && g.Rows <= 4 {
			before = leadLabel(lead, lex)
		}
		lead = lead[:0]
		own := store[:len(g.Cells)]
		store = store[len(own):]
		for k := range own {
			read.cell(&own[k], &g.Cells[k])
		}
		for r := range g.Rows {
			touching = g.Row(touching[:0], r)
			from := len(m.refs)
			for _, k := range touching {
				m.refs = append(m.refs, &own[k])
			}
			cells := m.refs[from:len(m.refs):len(m.refs)]
			m.rows = append(m.rows, row{grid: g, n: r, block: i, cells: cells, words: wordsIn(cells, lex), lead: before})
		}
	}
	return m.rows
}

// wordsIn counts the cells up to a row's last label. Words behind a label of the
// form and its first figures, or behind several figures, are no label: they stand
// where a figure should.
func wordsIn(cells []*cell, lex *lexicon) int {
	last := len(cells)
	for last > 0 && cells[last-1].value {
		last--
	}
	own := last // behind the form's label
	for own > 0 && !cells[own-1].known() {
		own--
	}
	enough := 1
	if own == 0 {
		enough = 2
	}
	figures := 0
	for k := own; k < last; k++ {
		c := cells[k]
		switch {
		case !c.value && (figures < enough && !lex.firstFigure(cells, k) || lex.resembles(c.label)):
			own, figures = k+1, 0
		case c.value && c.hasNumber():
			figures++
		}
	}
	return own
}

// firstFigure reports whether words with a figure in them stand right behind the
// label of a row that has figures, to the letter.
func (l *lexicon) firstFigure(cells []*cell, k int) bool {
	return k > 0 && cells[k-1].known() && !slices.Contains(l.heads, cells[k-1].label.text) && strings.ContainsAny(cells[k].Text, "0123456789")
}

// leadLabel is the last line of text before a table, as its label. Where it is
// one of several rows' labels, they are a list that drifted away from its
// figures, and none is the table's. A heading may stand before the label on its
// line. Of a table of one row that lost its header, the label is before that.
func leadLabel(lead []*grid.Para, lex *lexicon) *label {
	known, last, above := 0, "", ""
	for _, p := range lead[max(0, len(lead)-40):] {
		for line := range strings.SplitSeq(p.Text, "\n") {
			words := strings.TrimFunc(line, fold.IsSpace)
			if words == "" {
				continue
			}
			above, last = last, ""
			if len(line) > 200 {
				continue
			}
			if last = fold.Label(line); lex.isRow(last) {
				known++
			} else if at := strings.LastIndexFunc(words, fold.IsSpace); at >= 0 && last != lex.header {
				if tail := fold.Label(words[at:]); lex.isRow(tail) {
					known++
					last = tail
				}
			}
		}
	}
	if known > 1 || last == "" {
		return nil
	}
	if last == lex.header && len(above) <= 36 {
		last = above + last
	}
	return newLabel(last)
}

// isRow reports whether a folded text is the label of a row, to the letter.
func (l *lexicon) isRow(text string) bool {
	k := l.labels[text]
	return k != nil && k.known
}

// noFigure is what words are where a figure should stand.
var noFigure = figure.Figure{State: record.Unreadable, Doubt: "R01"}

// isBelow reports whether a row is the next one below another in its grid.
func (r *row) isBelow(above *row) bool {
	return above != nil && r.grid == above.grid && r.n == above.n+1
}

// split parts a row into its labels and the cells behind the last label.
func (r *row) split() (labels, values []*cell) {
	return r.cells[:r.words], r.cells[r.words:]
}

// texts are the row's cells as printed.
func (r *row) texts() []string {
	out := make([]string, len(r.cells))
	for i, c := range r.cells {
		out[i] = strings.TrimFunc(c.Text, fold.IsSpace)
	}
	return out
}

// pos is the row's place.
func (r *row) pos() grid.Pos {
	for _, c := range r.cells {
		if c.Row == r.n {
			p := c.Pos
			p.Col = 0
			return p
		}
	}
	p := r.grid.Pos
	p.Row = r.n + 1
	return p
}

// numbers counts the cells that hold a number.
func numbers(cells []*cell) (n int) {
	for _, c := range cells {
		if c.hasNumber() {
			n++
		}
	}
	return n
}

// allBlank reports whether nothing is printed in any of the cells.
func allBlank(cells []*cell) bool {
	return !slices.ContainsFunc(cells, func(c *cell) bool { return !c.isBlank() })
}
