package match

import (
	"slices"
	"strings"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/record"
)

// blocks reads a table made of blocks with columns of their own (section two)
// from the document's table rows. No sums bind it, so a figure is certain only
// where print says so: as many cells as the block has columns, or a header that
// lines up. It returns how many rows were found.
func (b *board) blocks(t *form.Table, lex *lexicon, rows []row) (found int) {
	started := false
	headed, headBlock := firstHead(t, lex, rows)
	at := 0 // block in force: the last whose label or header was seen
	seen := map[*form.Node]bool{}
	again := false // the table begins once more: it fills no cell of the first
	var head *row
	var empty []int // cells of the row before, if its label has no figure beside it
	var above *row  // the last row that was read, and its cells
	var besides []int
	var name, begun string // … its label, and what of it the row prints
	var bare *row          // the last row of figures that has no label of the form beside it
	for i := range rows {
		r := &rows[i]
		labels, values := r.split()
		if numbers(values) == 0 {
			if k := blockOf(t, lex, r, at); k >= 0 {
				at, started, head = k, true, nil
			}
			if k := headerOf(t, lex, r, at); k >= 0 {
				at, started, head = k, true, r
				continue
			}
		}
		if len(labels) == 0 && numbers(values) > 0 {
			if empty != nil { // a row cut in two: its label stands above its figures
				r.read = true
				b.takeBack(empty, joinTexts(values), r.pos())
			}
			bare = r
			if !r.read && above != nil && above.grid == r.grid && above.n == r.n-1 && len(trim(values, 1)) == len(besides) {
				r.read = true
				b.bareRow(r.texts(), r.pos(), besides)
			}
		}
		if len(labels) == 0 || len(values) == 0 || !started && len(labels) > 1 {
			continue
		}
		k, leaf, last := rowOf(t, lex, labels, at, seen)
		if k < 0 && r.grid.Loose && started {
			k, leaf = tornRow(lex.blocks[&t.Blocks[at]], last, at)
		}
		if !started && (k < 0 || len(trim(values, 1)) != len(t.Blocks[k].ColLeaves) || lex.blocks[&t.Blocks[k]].exactly(last) < 0) {
			continue // without header or block label, only a row in the form's own words begins the table
		}
		if !started && headed != nil && k >= headBlock && r.grid != headed.grid {
			continue // another table, which has a row of that name
		}
		started = true
		if k < 0 {
			if numbers(values) > 0 && above != nil && above.grid == r.grid && above.n == r.n-1 && (strings.HasSuffix(name, last.text) || strings.HasPrefix(name, begun+last.text)) {
				r.read = true // label and figures go on: narrow cells break both over lines
				_, figures := above.split()
				for _, i := range besides {
					b.cells[i] = record.Cell{Path: b.cells[i].Path, State: record.Absent}
				}
				b.unreadable(besides, joinTexts(figures)+" … "+joinTexts(values), above.pos())
				continue
			}
			if !allBlank(values) && head != nil && head.grid == r.grid && len(trim(values, 1)) <= len(t.Blocks[at].ColLeaves)+1 && at < len(t.Blocks) && !lexMatchesOther(t, lex, last) {
				r.read = true
				b.dropUnmapped(r.texts(), r.pos())
				bare = r
			}
			continue
		}
		again = again || k == 0 && at > 1
		at = k
		block := &t.Blocks[k]
		seen[block.RowLeaves[leaf]] = true
		r.read = true
		found++
		if cells := b.rowCells(block, leaf); again && b.cells[cells[0]].State == record.Absent {
			b.unreadable(cells, joinTexts(values), r.pos())
			continue
		} else if glued := figureBehind(last, r.cells); glued != "" && numbers(values) < len(cells) {
			b.unreadable(cells, strings.TrimSpace(glued+" "+joinTexts(values)), r.pos())
			continue
		}
		var over []*cell
		if head != nil && head.grid == r.grid {
			over = head.cells
		}
		b.blockRow(t, block, lex.blocks[block], leaf, r, values, over)
		above, besides, name, begun = r, b.rowCells(block, leaf), fold.Label(block.RowLeaves[leaf].Label), last.text
		if bare != nil && !bare.read && bare.grid == r.grid && bare.n == r.n-1 && numbers(values) > 0 {
			if _, figures := bare.split(); len(trim(figures, 1)) == len(besides) {
				bare.read = true
				b.bareRow(bare.texts(), bare.pos(), besides)
			}
		}
		if empty = nil; numbers(values) == 0 {
			if empty = b.rowCells(block, leaf); bare != nil && bare.grid == r.grid && bare.n == r.n-1 {
				_, figures := bare.split()
				b.takeBack(empty, joinTexts(figures), bare.pos())
			}
		}
	}
	return found
}

// firstHead is the first row that holds a block's label or header, with its block;
// nil if there is none.
func firstHead(t *form.Table, lex *lexicon, rows []row) (*row, int) {
	for i := range rows {
		if _, values := rows[i].split(); numbers(values) > 0 {
			continue
		}
		if k := blockOf(t, lex, &rows[i], 0); k >= 0 {
			return &rows[i], k
		}
		if k := headerOf(t, lex, &rows[i], 0); k >= 0 {
			return &rows[i], k
		}
	}
	return nil, 0
}

// figureBehind is the figure that stands in the cell of a row's label, right
// behind its words.
func figureBehind(l *label, cells []*cell) string {
	if l.known {
		return ""
	}
	for _, c := range cells {
		if c.label == l {
			text := strings.TrimRightFunc(c.Text, fold.IsSpace)
			return text[len(strings.TrimRight(text, "0123456789.")):]
		}
	}
	return ""
}

// blockOf returns the block whose label (第二十条第…项) stands in a row, or -1.
func blockOf(t *form.Table, lex *lexicon, r *row, from int) int {
	for _, c := range r.cells {
		if c.value || c.known() || c.label == nil || c.label.len() > 20 {
			continue
		}
		best, at := 0.75, -1
		for k := range t.Blocks {
			s := alike(&c.label.spelling, &lex.blocks[&t.Blocks[k]].label)
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
func headerOf(t *form.Table, lex *lexicon, r *row, from int) int {
	for k := from; k < len(t.Blocks); k++ {
		cols := lex.blocks[&t.Blocks[k]].cols
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

// rowOf finds the block and row leaf that a row's labels name, looking first in
// the block in force and then in the later ones. last is the row's own label.
func rowOf(t *form.Table, lex *lexicon, labels []*cell, from int, seen map[*form.Node]bool) (block, leaf int, last *label) {
	for i := len(labels) - 1; i >= 0; i-- {
		if last = labels[i].label; last == nil {
			continue
		}
		if !last.known && last.isSeveral(lex.of(t)...) {
			return -1, -1, last
		}
		if last.known && !lex.inTable(t, last.text) {
			return -1, -1, last
		}
		best, bk, bl := 0.7, -1, -1
		for n := range t.Blocks {
			k := (from + n) % len(t.Blocks)
			lab := lex.blocks[&t.Blocks[k]]
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
func tornRow(lab *blockLabels, l *label, at int) (block, leaf int) {
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

// of are the labels of a table's blocks.
func (l *lexicon) of(t *form.Table) []*blockLabels {
	out := make([]*blockLabels, len(t.Blocks))
	for k := range t.Blocks {
		out[k] = l.blocks[&t.Blocks[k]]
	}
	return out
}

// inTable reports whether a label is a row's of the table, to the letter.
func (l *lexicon) inTable(t *form.Table, label string) bool {
	for k := range t.Blocks {
		if l.blocks[&t.Blocks[k]].exact[label] != nil {
			return true
		}
	}
	return false
}

// lexMatchesOther reports whether a label belongs to another table of the form.
func lexMatchesOther(t *form.Table, lex *lexicon, label *label) bool {
	for i := range lex.form.Tables {
		o := &lex.form.Tables[i]
		if o.Key == t.Key {
			continue
		}
		for j := range o.Blocks {
			lab := lex.blocks[&o.Blocks[j]]
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
