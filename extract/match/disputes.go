package match

import (
	"slices"
	"strings"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/grid"
	"gongkai/record"
)

// single reads a table of one row under grouped columns (section four) from the
// document's table rows. The row may be printed whole, in pieces of one group
// each, or turned, a line a column. from is the block of the section's heading,
// or -1: behind it a row of as many figures needs no header. It returns how many
// cells were found.
func (b *board) single(t *form.Table, block *form.Block, lab *blockLabels, rows []row, from int) (found int) {
	groups := lab.groups
	s := singleReader{board: b, table: t, block: block, lab: lab, groups: groups, group: -1, header: lexicons()[b.form.Generation].header, from: from}
	for i := range rows {
		if i+1 < len(rows) && hollow(&rows[i], &rows[i+1]) {
			continue
		}
		found += s.row(&rows[i], rows)
		if s.next == len(groups) {
			s.copies(rows, i+1)
			break
		}
	}
	return found
}

// copies compares the row with those that stand under its header, or under the
// same header further down: they are for two years or for another organ, and
// print does not say which is the report's.
func (s *singleReader) copies(rows []row, from int) {
	n, heads := len(s.block.ColLeaves), 0
	var d difference
	for i := from; i < len(rows); i++ {
		r := &rows[i]
		labels, values := r.split()
		if s.again(&d, r) {
			continue
		}
		if len(labels) > 0 {
			for _, c := range labels {
				if c.label.len() <= 4 && c.Row == r.n && slices.ContainsFunc(s.groups[0].leaves, func(j int) bool { return s.lab.cols[j].likeness(c.label) >= 0.8 }) {
					heads++
				}
			}
			continue
		}
		if v := trim(values, n); heads >= n-1 && len(v) == n && numbers(v) > 0 {
			heads, r.read = 0, true
			cells := make([]int, n)
			for k, j := range s.order(r, rows, 0, n) {
				cells[k] = s.block.At(0, j)
			}
			d.compare(s.board, cells, v)
		}
	}
	d.tell(s.board)
}

// again compares a row with the one that was written last, if it stands under
// the same header.
func (s *singleReader) again(d *difference, r *row) bool {
	labels, values := r.split()
	v := trim(values, len(s.last))
	if r.grid != s.lastGrid || len(labels) > 0 || len(v) != len(s.last) || numbers(v) == 0 {
		return false
	}
	r.read = true
	d.compare(s.board, s.last, v)
	return true
}

// group is a heading with columns of its own.
type group struct {
	entry  entry
	leaves []int // column leaves
}

// groupsOf lists the headings directly over the columns, in printed order.
func groupsOf(block *form.Block) (out []group) {
	for i, c := range block.ColLeaves {
		if len(out) == 0 || c.Parent != out[len(out)-1].entry.node {
			out = append(out, group{entry: newEntry(c.Parent)})
		}
		g := &out[len(out)-1]
		g.leaves = append(g.leaves, i)
	}
	return out
}

type singleReader struct {
	*board
	table   *form.Table
	block   *form.Block
	lab     *blockLabels
	groups  []group
	group   int   // the group named last, or -1
	next    int   // the first group without figures
	heads   int   // header cells seen: labels of groups and columns
	leaves  int   // … labels of columns in this grid since the last figures
	at      []int // … and the columns where these stand
	all     int   // … and of all in this grid
	strange bool  // … among which stands one of a column that the form lacks
	grid    *grid.Grid
	header  string // the labels of a group's columns
	from    int    // block of the section's heading, or -1
	// the cells of the row that was written last, and where it stands
	last     []int
	lastGrid *grid.Grid
}

// row looks at one table row: a header of this table, its figures, or neither.
func (s *singleReader) row(r *row, rows []row) int {
	labels, values := r.split()
	if r.grid != s.grid {
		s.grid, s.leaves, s.at, s.all, s.strange = r.grid, 0, s.at[:0], 0, false
		if r.lead != nil && s.header != "" && strings.HasSuffix(r.lead.text, s.header) { // it lost its header
			s.leaves = len(s.groups[0].leaves)
			s.all, s.heads = s.leaves, s.heads+s.leaves
		}
	}
	named := s.headings(r, labels)
	if len(values) > 0 && len(labels) == 0 && r.lead != nil {
		for k := range s.groups {
			if fold.IndexRunes(r.lead.runes, s.groups[k].entry.spell[0].runes) >= 0 {
				s.group = k
			}
		}
	}
	n, per := len(s.block.ColLeaves), len(s.groups[0].leaves)
	v := trim(values, n)
	if s.from >= 0 && r.block > s.from && s.next == 0 && len(v) == n && numbers(v) == n && len(labels) == 0 && !s.oneMore(rows, r) {
		return s.write(r, v, s.order(r, rows, 0, n))
	}
	if s.heads < per-1 || len(values) == 0 || len(labels) > 1 && !(named && len(labels) == 2) {
		return s.turned(r, labels, values)
	}
	switch {
	case len(v) == n && s.strange && len(values) > n: // a blank cell is the form's, and a figure is not
		r.read, s.next = true, len(s.groups)
		s.unreadable(s.rowCells(s.block, 0), joinTexts(values), r.pos())
		return n
	case len(v) == n && s.oneMore(rows, r): // a cell is lost
		s.next = len(s.groups)
		r.read = true
		s.unreadable(s.rowCells(s.block, 0), joinTexts(v), r.pos())
		return n
	case len(v) == n && slides(values, n):
		return s.leave(r, values)
	case len(v) == n && r.grid.Loose && numbers(v) < n && !s.addUp(v, s.order(r, rows, 0, n)):
		return s.leave(r, values)
	case len(v) == n:
		return s.write(r, v, s.order(r, rows, 0, n))
	case numbers(values) > per && len(values) >= n-3 && s.next == 0:
		return s.leave(r, values)
	}
	var d difference
	if s.leaves == 0 && s.again(&d, r) {
		d.tell(s.board)
		return 0
	}
	if len(labels) > 0 && !named && numbers(values) == 0 { // a heading of several groups
		return 0
	}
	if found := s.piece(r, s.below(values), named); found > 0 {
		return found
	}
	if s.all >= n-1 && len(labels) == 0 && numbers(values) > 0 && s.next == 0 { // its own row all the same, not one of a table further down
		return s.leave(r, values)
	}
	return s.turned(r, labels, values)
}

// oneMore reports whether the header over a row of only as many figures as the table
// has columns prints them all, and one more.
func (s *singleReader) oneMore(rows []row, r *row) bool {
	var words []*label
	for _, c := range headOver(rows, r) {
		words = append(words, c.label)
	}
	return s.lab.oneMore(words)
}

// oneMore reports whether the words of a header hold the labels of all columns, and
// among or behind them one that the form lacks.
func (lab *blockLabels) oneMore(words []*label) bool {
	if len(words) <= len(lab.cols) {
		return false
	}
	leaves, more := 0, 0
	for _, l := range words {
		switch {
		case l.len() == 0:
		case slices.ContainsFunc(lab.groups[0].leaves, func(j int) bool { return lab.cols[j].likeness(l) >= 0.8 }):
			leaves++
		case leaves > 0 && !slices.ContainsFunc(lab.groups, func(g group) bool { return g.entry.likeness(l) >= 0.8 || g.entry.holds(l) }):
			more++
		}
	}
	return leaves == len(lab.cols) && more > 0
}

// holds reports whether a word is a piece of the label.
func (e *entry) holds(word *label) bool {
	return slices.ContainsFunc(e.spell, func(sp spelling) bool { return fold.IndexRunes(sp.runes, word.runes) >= 0 })
}

// headings counts the labels of groups and columns in a row. named says that a
// group is among them: the one that the row is of, perhaps behind the heading of
// several.
func (s *singleReader) headings(r *row, labels []*cell) (named bool) {
	leaves, strange := s.leaves, false
	for _, c := range labels {
		if c.label.len() > 12 || c.known() && c.label.len() > 4 {
			continue // another table's row; no label of this table is so long
		}
		heads := s.heads
		for k := range s.groups {
			if s.groups[k].entry.likeness(c.label) >= 0.8 {
				s.heads++
				s.group, named = k, true
			}
		}
		for j := range s.groups[0].leaves {
			if s.lab.cols[j].likeness(c.label) >= 0.8 {
				s.heads++
				if c.Row == r.n {
					s.leaves++
					s.all++
					s.at = append(s.at, c.Col)
				}
			}
		}
		strange = strange || s.heads == heads && c.Row == r.n
	}
	s.strange = s.strange || strange && s.leaves-leaves >= len(s.groups[0].leaves)
	return named
}

// piece reads a row of one or two groups' figures; 0 if it is none.
func (s *singleReader) piece(r *row, values []*cell, named bool) int {
	per := len(s.groups[0].leaves)
	for k := 2; k >= 1; k-- {
		v := trim(values, k*per)
		under := s.leaves == k*per || k == 1 && named && s.all == per // a row for each group, under one header
		if len(v) != k*per || !under || s.next+k > len(s.groups) || numbers(v) == 0 && s.next > 0 {
			continue
		}
		if s.group >= 0 && s.group >= s.next && k == 1 {
			s.next = s.group
		}
		from := s.next * per
		s.next += k
		s.leaves, s.at = 0, s.at[:0]
		return s.writeAt(r, v, from)
	}
	return 0
}

// below is the values that stand below the labels of columns, where all between
// them are blank: a heading wider than its column left these.
func (s *singleReader) below(values []*cell) []*cell {
	if len(values) <= len(s.at) {
		return values
	}
	own := make([]*cell, 0, len(s.at))
	for _, c := range values {
		if slices.Contains(s.at, c.Col) {
			own = append(own, c)
		} else if !c.isBlank() {
			return values
		}
	}
	if len(own) != len(s.at) {
		return values
	}
	return own
}

// turned reads a line "label | figure" of a table printed downwards.
func (s *singleReader) turned(r *row, labels, values []*cell) int {
	v := trim(values, 1)
	if s.group < 0 || len(labels) == 0 || len(labels) > 3 || len(v) != 1 {
		return 0
	}
	own := labels[len(labels)-1]
	if len(labels) > 1 {
		for k := range s.groups {
			if s.groups[k].entry.likeness(labels[len(labels)-2].label) >= 0.8 {
				s.group = k
			}
		}
	}
	leaves := s.groups[s.group].leaves
	for k, j := range leaves {
		if s.lab.cols[j].likeness(own.label) >= 0.8 {
			if k > 0 && len(own.label.runes) <= 2 && s.cells[s.block.At(0, leaves[k-1])].State == record.Absent {
				return 0 // "total" alone is that of any table
			}
			r.read = true
			s.put(s.block.At(0, j), v[0].figure(), v[0].Text, v[0].Pos, v[0].Box)
			return 1
		}
	}
	return 0
}
