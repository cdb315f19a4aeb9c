package match

import (
	"slices"

	"gongkai/extract/form"
)

// blockTable is a table made of blocks with columns of their own (section two),
// with its labels: what a row or a stretch of text is of it.
type blockTable struct {
	*form.Table
	lex *lexicon
}

// labels are those of block k.
func (t blockTable) labels(k int) *blockLabels { return t.lex.blocks[&t.Blocks[k]] }

// all are the labels of the blocks.
func (t blockTable) all() []*blockLabels {
	out := make([]*blockLabels, len(t.Blocks))
	for k := range out {
		out[k] = t.labels(k)
	}
	return out
}

// has reports whether a label is a row's of the table, to the letter.
func (t blockTable) has(label string) bool {
	for k := range t.Blocks {
		if t.labels(k).exact[label] != nil {
			return true
		}
	}
	return false
}

// firstHead is the first row that holds a block's label or header, with its block;
// nil if there is none.
func (t blockTable) firstHead(rows []row) (*row, int) {
	for i := range rows {
		if _, values := rows[i].split(); numbers(values) > 0 {
			continue
		}
		if k := t.blockOf(&rows[i], 0); k >= 0 {
			return &rows[i], k
		}
		if k := t.headerOf(&rows[i], 0); k >= 0 {
			return &rows[i], k
		}
	}
	return nil, 0
}

// blockOf returns the block whose label (第二十条第…项) stands in a row, or -1.
func (t blockTable) blockOf(r *row, from int) int {
	for _, c := range r.cells {
		if c.value || c.known() || c.label == nil || c.label.len() > 20 {
			continue
		}
		best, at := 0.75, -1
		for k := range t.Blocks {
			s := alike(&c.label.spelling, &t.labels(k).label)
			if s > best || s == best && k >= from && at < from {
				best, at = s, k
			}
		}
		if at >= 0 {
			return at
		}
	}
	return -1
}

// headerOf returns the block whose column labels a row prints, the one in force
// or the next with such columns, or -1.
func (t blockTable) headerOf(r *row, from int) int {
	for k := from; k < len(t.Blocks); k++ {
		cols := t.labels(k).cols
		hits := 0
		for j := range cols {
			if slices.ContainsFunc(r.cells, func(c *cell) bool { return !c.known() && cols[j].likeness(c.label) >= 0.7 }) {
				hits++
			}
		}
		if hits > 0 && hits*2 >= len(cols) {
			return k
		}
	}
	return -1
}

// isColumn reports whether the last of a row's labels is that of a column.
func (t blockTable) isColumn(labels []*cell) bool {
	if len(labels) == 0 {
		return false
	}
	last := labels[len(labels)-1].label
	return slices.ContainsFunc(t.all(), func(lab *blockLabels) bool {
		return slices.ContainsFunc(lab.cols, func(e entry) bool { return e.likeness(last) >= 0.75 })
	})
}

// rowOf finds the block and row leaf that a row's labels name, looking first in
// the block in force and then in the later ones. last is the row's own label.
func (t blockTable) rowOf(labels []*cell, from int, seen map[*form.Node]bool) (block, leaf int, last *label) {
	for i := len(labels) - 1; i >= 0; i-- {
		if last = labels[i].label; last == nil {
			continue
		}
		if !last.known && last.isSeveral(t.all()...) {
			return -1, -1, last
		}
		if last.known && !t.has(last.text) {
			return -1, -1, last
		}
		best, bk, bl := 0.7, -1, -1
		for n := range t.Blocks {
			k := (from + n) % len(t.Blocks)
			lab := t.labels(k)
			for j := range lab.rows {
				if lab.row[j] < 0 {
					continue
				}
				s := 0.0
				if !last.known || slices.Contains(lab.exact[last.text], j) {
					s = lab.rows[j].likeness(last)
				}
				if seen[t.Blocks[k].RowLeaves[lab.row[j]]] {
					if s < 0.95 {
						continue // one more row, with a word before or behind the name of the form's
					}
					s -= 0.01 // a row not yet found goes before its twin
				}
				if s > best {
					best, bk, bl = s, k, lab.row[j]
				}
			}
		}
		return bk, bl, last
	}
	return -1, -1, nil
}

// tornRow is the only row of a block of which a label is the beginning: print
// broke it, and its other lines stand below.
func (t blockTable) tornRow(at int, l *label) (block, leaf int) {
	lab := t.labels(at)
	block, leaf = -1, -1
	for j := range lab.rows {
		if n := l.len(); n >= 3 && lab.row[j] >= 0 && slices.ContainsFunc(lab.rows[j].spell, func(s spelling) bool { return n < len(s.runes) && equalRunes(l.runes, s.runes[:n]) }) {
			if leaf >= 0 {
				return -1, -1
			}
			block, leaf = at, lab.row[j]
		}
	}
	return block, leaf
}

// isOthers reports whether a label belongs to another table of the form.
func (t blockTable) isOthers(label *label) bool {
	for i := range t.lex.form.Tables {
		o := &t.lex.form.Tables[i]
		if o.Key == t.Key {
			continue
		}
		for j := range o.Blocks {
			lab := t.lex.blocks[&o.Blocks[j]]
			for _, list := range [][]entry{lab.rows, lab.cols} {
				for k := range list {
					if list[k].likeness(label) >= 0.7 {
						return true
					}
				}
			}
		}
	}
	return false
}
