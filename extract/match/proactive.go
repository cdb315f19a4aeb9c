package match

import (
	"slices"
	"strings"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/grid"
	"gongkai/record"
)

// blockRows reads a table of blocks (section two) from the document's table rows,
// one after the other. No sums bind it, so a figure is certain only where print
// says so: as many cells as the block has columns, or a header that lines up. What
// a row is tells its label, and where that is torn or missing, the row before it.
type blockRows struct {
	b *board
	t blockTable

	first      *row // of the document that holds a block's label or header; nil: none does
	firstBlock int  // … and its block

	started bool                // the table has begun
	again   bool                // … once more: it fills no cell of the first
	at      int                 // block in force: the last whose label, header or row was seen
	head    *row                // its header
	foreign bool                // … is that of another form: what stands below is other figures
	seen    map[*form.Node]bool // rows that were found

	last readBlockRow
	bare *row // the last row of figures that has no label of the form beside it

	worded   []readBlockRow // rows whose end only words tell
	numbered bool           // … where a number stands before the label of a row

	part  []int     // cells that were read below a header of some columns, the last one
	lone  []int     // cells of rows that are nothing but a label
	loose *grid.Pos // figures stand alone there: whose they are the rows do not say
}

// readBlockRow is the last row of the form that was read.
type readBlockRow struct {
	*row
	cells   []int
	node    *form.Node
	printed string // what of its label the row prints, folded
	empty   bool   // the label has no figure beside it
}

// blocks reads a table of blocks from the document's table rows.
func (b *board) blocks(t *form.Table, lex *lexicon, rows []row) {
	s := blockRows{b: b, t: blockTable{t, lex}}
	s.first, s.firstBlock = s.t.firstHead(rows)
	for i := range rows {
		s.row(&rows[i])
	}
	if s.loose != nil && len(s.lone) > 0 {
		b.takeBack(s.lone, "", *s.loose)
	}
	s.foundlings(rows)
}

// row tells what a row is.
func (s *blockRows) row(r *row) {
	labels, values := r.split()
	if numbers(values) == 0 && s.heading(r) {
		return
	}
	s.numbered = s.numbered || r.grid.Worded && numbers(values) == 1 && s.t.isColumn(labels)
	if len(labels) == 0 && numbers(values) > 0 {
		s.unlabelled(r, values)
	}
	if len(labels) == 0 || len(values) == 0 && !(s.started && loneLabel(r)) || !s.started && len(labels) > 1 {
		return
	}
	k, leaf, label := s.t.rowOf(labels, s.at, s.seen)
	if k < 0 && r.grid.Loose && s.started {
		k, leaf = s.t.tornRow(s.at, label)
	}
	if !s.started && !s.begins(r, values, k, label) {
		return
	}
	s.started = true
	switch {
	case k >= 0:
		s.read(r, values, k, leaf, label)
	case s.goesOn(r, values, label), s.goesOn(r, values, labels[0].label):
		s.broken(r, values)
	case s.isStranger(r, values, label):
		r.read = true
		s.b.dropUnmapped(r.texts(), r.pos())
		s.bare = r
	}
}

// heading takes a row for the label of a block, or for its header, and reports
// whether it was the latter: a block's label may stand before a row of the form.
func (s *blockRows) heading(r *row) bool {
	if k := s.t.blockOf(r, s.at); k >= 0 {
		s.at, s.started, s.head, s.foreign, s.part = k, true, nil, false, nil
	}
	if k := s.t.headerOf(r, s.at); k >= 0 {
		s.at, s.started, s.head, s.foreign, s.part = k, true, r, false, nil
		return true
	}
	if s.started && s.head == nil && partOf(r.cells, s.t.labels(s.at).cols) != nil {
		s.head = r
		return true
	}
	s.foreign = s.foreign || s.started && slices.ContainsFunc(r.cells, func(c *cell) bool { return isForeign(s.b.form, c.Text) })
	return false
}

// unlabelled sees a row of figures alone. They may be those of the label above,
// where a row was cut in two; where the row above is whole, its cells are in
// doubt: see bareRow.
func (s *blockRows) unlabelled(r *row, values []*cell) {
	at := r.pos()
	s.bare, s.loose = r, &at
	if s.last.empty {
		r.read = true
		s.b.takeBack(s.last.cells, joinTexts(values), r.pos())
	}
	if !r.read && r.isBelow(s.last.row) && len(trim(values, 1)) == len(s.last.cells) {
		r.read = true
		s.b.bareRow(r.texts(), r.pos(), s.last.cells)
	}
}

// begins reports whether the table may begin with a row that has neither header
// nor block label above it: only one in the form's own words, with as many figures
// as columns, and none of another table, that has a row of the same name.
func (s *blockRows) begins(r *row, values []*cell, k int, label *label) bool {
	if k < 0 || len(trim(values, 1)) != len(s.t.Blocks[k].ColLeaves) || s.t.labels(k).exactly(label) < 0 {
		return false
	}
	return s.first == nil || k < s.firstBlock || r.grid == s.first.grid
}

// read reads the row of leaf in block k.
func (s *blockRows) read(r *row, values []*cell, k, leaf int, label *label) {
	if len(values) == 0 {
		s.lone = append(s.lone, s.b.rowCells(&s.t.Blocks[k], leaf)...)
	}
	s.again = s.again || k == 0 && s.at > 1
	s.at = k
	block := &s.t.Blocks[k]
	node := block.RowLeaves[leaf]
	if s.seen == nil {
		s.seen = map[*form.Node]bool{}
	}
	s.seen[node] = true
	r.read = true
	cells := s.b.rowCells(block, leaf)
	if s.again && s.b.cells[cells[0]].State == record.Absent {
		s.b.unreadable(cells, joinTexts(values), r.pos())
		return
	}
	if s.b.inLabel(label, r, values, cells) {
		return
	}
	if s.foreign || r.grid.Worded && (s.numbered || len(values) > 0 && s.b.endsInYear([]string{values[len(values)-1].Text})) {
		s.b.unreadable(cells, joinTexts(values), r.pos())
		return
	}
	var over []*cell
	if s.head != nil && s.head.grid == r.grid {
		over = s.head.cells
	}
	if part := partOf(over, s.t.labels(k).cols); part != nil && filled(values) > len(part) {
		// The header has lost columns: which are the figures' no row below it says.
		for _, i := range s.part {
			s.b.cells[i] = record.Cell{Path: s.b.cells[i].Path, State: record.Absent}
		}
		s.b.unreadable(s.part, "", r.pos())
		s.head, over = nil, nil
	} else if part != nil {
		s.part = append(s.part, cells...)
	}
	s.b.blockRow(s.t.Table, block, s.t.labels(k), cells, r, values, over)
	s.last = readBlockRow{r, cells, node, label.text, numbers(values) == 0}
	if r.grid.Worded {
		s.worded = append(s.worded, s.last)
	}
	s.belowBare()
}

// belowBare sees the row just read right below one of figures that has no label
// of the form: as unlabelled does, from below.
func (s *blockRows) belowBare() {
	if !s.last.isBelow(s.bare) {
		return
	}
	_, figures := s.bare.split()
	switch {
	case s.last.empty:
		s.b.takeBack(s.last.cells, joinTexts(figures), s.bare.pos())
	case !s.bare.read && len(trim(figures, 1)) == len(s.last.cells):
		s.bare.read = true
		s.b.bareRow(s.bare.texts(), s.bare.pos(), s.last.cells)
	}
}

// goesOn reports whether a row is the rest of the one above: narrow cells break
// label and figures over lines.
func (s *blockRows) goesOn(r *row, values []*cell, label *label) bool {
	if label == nil || allBlank(values) || !r.isBelow(s.last.row) {
		return false
	}
	whole := fold.Label(s.last.node.Label)
	return strings.HasSuffix(whole, label.text) || strings.HasPrefix(whole, s.last.printed+label.text)
}

// broken takes the figures of the row above back: r prints the rest of them.
func (s *blockRows) broken(r *row, values []*cell) {
	r.read = true
	_, figures := s.last.split()
	for _, i := range s.last.cells {
		s.b.cells[i] = record.Cell{Path: s.b.cells[i].Path, State: record.Absent}
	}
	s.b.unreadable(s.last.cells, joinTexts(figures)+" … "+joinTexts(values), s.last.pos())
}

// isStranger reports whether a row under the table's header is one that the form
// lacks.
func (s *blockRows) isStranger(r *row, values []*cell, label *label) bool {
	return !allBlank(values) && s.head != nil && s.head.grid == r.grid &&
		len(trim(values, 1)) <= len(s.t.Blocks[s.at].ColLeaves)+1 && !s.t.isOthers(label)
}

// loneLabel reports whether a row is a label of the form's and nothing else, where
// the medium leaves blank cells out.
func loneLabel(r *row) bool {
	return r.grid.Ragged && len(r.cells) == 1 && r.cells[0].known()
}
