package medium

import (
	"slices"
	"strings"

	"gongkai/extract/grid"
)

// pipeRows are the rows of a table whose cells are parted by bars: the cells of
// all rows, one behind the other.
type pipeRows struct {
	cells []grid.Cell
	rows  []pipeRow
}

type pipeRow struct {
	from, to int  // its cells
	full     bool // what filled it up to the table's width is known and left out
}

// begin opens a row.
func (t *pipeRows) begin(full bool) {
	t.rows = append(t.rows, pipeRow{len(t.cells), len(t.cells), full})
}

// add puts a cell behind the last.
func (t *pipeRows) add(text string, line int) {
	r := &t.rows[len(t.rows)-1]
	t.cells = append(t.cells, grid.Cell{Row: len(t.rows) - 1, Col: r.to - r.from, RowSpan: 1, ColSpan: 1, Text: text, Pos: grid.Pos{Line: line}})
	r.to++
}

func (t *pipeRows) row(i int) []grid.Cell { return t.cells[t.rows[i].from:t.rows[i].to] }

// cutLast takes the last row out, to begin another table with it.
func (t *pipeRows) cutLast() pipeRows {
	last := len(t.rows) - 1
	r := t.rows[last]
	next := pipeRows{cells: t.cells[r.from:], rows: t.rows[last:]}
	t.cells, t.rows = t.cells[:r.from:r.from], t.rows[:last:last]
	next.rows[0] = pipeRow{0, r.to - r.from, r.full}
	for i := range next.cells {
		next.cells[i].Row = 0
	}
	return next
}

// uneven reports whether rows differ in their number of cells, widest is the
// largest number.
func (t *pipeRows) uneven() (uneven bool, widest int) {
	for _, r := range t.rows {
		uneven = uneven || r.to-r.from != t.rows[0].to-t.rows[0].from
		widest = max(widest, r.to-r.from)
	}
	return uneven, widest
}

// endsBlank reports whether a row with words ends with a blank cell: blank cells
// at a row's end are not left out.
func (t *pipeRows) endsBlank() bool {
	for i := range t.rows {
		if c := t.row(i); len(c) > 1 && blank(c[len(c)-1].Text) && !blankRow(c) {
			return true
		}
	}
	return false
}

// alignRight moves the cells of each row to the table's right end. The cells that
// reach down from above are missing in the rows below, and these stand at the left
// as a rule: labels over labels (markdownify).
func (t *pipeRows) alignRight(cols int) {
	for _, r := range t.rows {
		for i := r.from; i < r.to; i++ {
			t.cells[i].Col += cols - (r.to - r.from)
		}
	}
}

// write writes rows as a table, and returns it; nil if there are none.
func (m *markdown) write(t *pipeRows, ragged bool) (*grid.Grid, error) {
	if len(t.cells) == 0 {
		return nil, nil
	}
	_, cols := t.uneven()
	if err := m.addCells(len(t.cells)); err != nil {
		return nil, err
	}
	if err := m.slots(len(t.rows), cols); err != nil {
		return nil, err
	}
	g := grid.New(len(t.rows), cols, t.cells, grid.Pos{Line: t.cells[0].Pos.Line})
	g.Ragged = ragged
	if ragged && slices.ContainsFunc(t.rows, func(r pipeRow) bool { return r.full }) {
		g.Full = make([]bool, len(t.rows))
		for i, r := range t.rows {
			g.Full[i] = r.full
		}
	}
	m.doc.Blocks = append(m.doc.Blocks, grid.Block{Grid: g})
	return g, nil
}

// pipeReader reads a run of pipe rows.
type pipeReader struct {
	*markdown
	t      pipeRows // the table at hand
	bare   bool     // it has no bars around its rows
	behind bool     // … a bar only behind each cell
	padded bool     // rows were filled up to the table's width
	headed bool     // the rule under the first row was seen
	ruled  int      // the columns that the last rule has
}

// tables reads a run of pipe rows. A rule makes the row above it the header of
// a new table, as in texts that put tables one below the other without a gap.
func (m *markdown) tables(lines []line) error {
	if err := m.flush(); err != nil {
		return err
	}
	room := 0
	for i := range lines {
		if !strings.Contains(lines[i].text, "--") { // no rule
			room += max(2, strings.Count(lines[i].text, "|")-1)
		}
	}
	if m.texts == nil {
		m.texts = make([]string, 0, 32)
	}
	r := pipeReader{markdown: m}
	r.t = pipeRows{cells: make([]grid.Cell, 0, room), rows: make([]pipeRow, 0, len(lines))}
	for i := range lines {
		if err := m.tick(); err != nil {
			return err
		}
		s := strings.TrimSpace(lines[i].text)
		if isRule(s) || shortRule(s) && len(r.t.rows) == 1 && !r.headed && i+1 < len(lines) {
			if err := r.rule(s); err != nil {
				return err
			}
			continue
		}
		if at := strings.Index(s, "<table"); at >= 0 {
			if err := r.markup(s[at:], lines[i].n); err != nil {
				return err
			}
			continue
		}
		if i == 0 || i+1 < len(lines) && isRule(strings.TrimSpace(lines[i+1].text)) {
			r.bare = isBare(lines[i:])
			r.behind = !r.bare && s[0] != '|' && s[len(s)-1] == '|'
		}
		r.row(s, lines[i].n)
	}
	return r.emit()
}

// rule ends the table above the row that it stands under.
func (r *pipeReader) rule(s string) error {
	r.headed = true
	if len(r.t.rows) > 1 {
		next := r.t.cutLast()
		if err := r.emit(); err != nil {
			return err
		}
		r.t = next
	}
	r.ruled = len(splitPipes(s))
	if len(r.t.rows) > 0 && blankRow(r.t.row(0)) {
		r.t.cells, r.t.rows = r.t.cells[:0], r.t.rows[:0] // a table without a header
	}
	return nil
}

// markup reads a table whose markup a converter kept in a cell.
func (r *pipeReader) markup(s string, n int) error {
	if err := r.emit(); err != nil {
		return err
	}
	r.t = pipeRows{}
	return r.html([]line{{text: strings.TrimRight(s, "| "), n: n}})
}

func (r *pipeReader) row(s string, n int) {
	pads := 0
	if r.bare {
		r.texts = appendBare(r.texts[:0], s)
	} else {
		pads = padding(s)
		r.padded = r.padded || pads > 0
		r.texts = r.texts[:0]
		if r.behind && s[0] == '|' { // in rows with a bar only behind each cell, the first is blank
			r.texts = append(r.texts, "")
		}
		r.texts = appendPipes(r.texts, s)
		r.texts = r.texts[:max(1, len(r.texts)-pads)]
	}
	r.t.begin(r.bare || pads > 0)
	for _, text := range r.texts {
		r.t.add(r.inline(text, n), n)
	}
	if alone := aloneCell(r.t.cells); len(r.t.rows) == 1 && alone != nil && runes(alone.Text, proseRunes) >= proseRunes {
		r.para(alone.Text, n, 0) // a page laid out by a table
		r.t = pipeRows{}
	}
}

// emit writes the table at hand.
func (r *pipeReader) emit() error {
	t := &r.t
	uneven, widest := t.uneven()
	beyond := uneven && r.ruled > 0 && widest > r.ruled
	if beyond {
		for i := range t.rows {
			t.rows[i].full = true
		}
	}
	if uneven && !r.bare && !r.padded && !beyond && movedLeft(t) && t.endsBlank() {
		t.alignRight(widest)
	}
	g, err := r.write(t, r.padded || uneven && (r.bare || beyond))
	if err != nil || g == nil || uneven {
		return err
	}
	r.moved = r.moved || movedLeft(t)
	r.even = append(r.even, g)
	return nil
}

// movedLeft reports whether the cells that reach down from above are missing in
// the rows below, and these were filled up at their end: figures begin behind one
// label in some rows, behind two in others.
func movedLeft(t *pipeRows) bool {
	var begins [4]int
	for i := range t.rows {
		cells := t.row(i)
		k := 0
		for k < len(cells) && k < len(begins)-1 && !blank(cells[k].Text) && !numeric(cells[k].Text) {
			k++
		}
		if k < len(cells) && numeric(cells[k].Text) {
			begins[k]++
		}
	}
	return begins[1] > 1 && begins[2] > 1
}

// aloneCell is the only cell of a row that is not blank.
func aloneCell(cells []grid.Cell) (alone *grid.Cell) {
	for i := range cells {
		if blank(cells[i].Text) {
			continue
		}
		if alone != nil {
			return nil
		}
		alone = &cells[i]
	}
	return alone
}

func blankRow(cells []grid.Cell) bool {
	for i := range cells {
		if !blank(cells[i].Text) {
			return false
		}
	}
	return true
}
