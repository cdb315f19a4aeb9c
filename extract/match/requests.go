package match

import (
	"slices"

	"gongkai/extract/form"
	"gongkai/extract/grid"
)

// matrix reads a table of labelled rows and columns (section three) from the
// document's table rows. It returns how many of its rows were found.
func (b *board) matrix(t *form.Table, block *form.Block, lab *blockLabels, rows []row) int {
	items, others := firstCopy(collectItems(rows, lab, len(block.ColLeaves)), lab)
	found := align(items, lab) - dropColumns(items, lab)
	if found <= 0 {
		return 0
	}
	lo, hi := bounds(items)
	items = items[lo:hi]
	columns := b.columnOrder(t, block, lab, rows, items)
	for i := range items {
		items[i].row.read = true
	}
	if columns == nil {
		for i := range items {
			if e := items[i].entry; e >= 0 && items[i].certain && lab.row[e] >= 0 {
				b.unreadable(b.rowCells(block, lab.row[e]), joinTexts(items[i].values), items[i].row.pos())
			}
		}
		return found
	}
	shapes := shapesOf(items, len(columns))
	labelEnds(items, shapes, len(columns))
	for i := range items {
		if r := items[i].row; shapes[r.grid] == nil && (i == 0 || items[i-1].row.grid != r.grid) && !r.grid.Loose && !r.grid.Ragged {
			if shapes[r.grid] = headShape(headOver(rows, r), lab.cols, columns, items, r.grid); shapes[r.grid] == nil {
				shapes[r.grid] = cellShape(items, r.grid, len(columns))
			}
		}
	}
	w := matrixWriter{board: b, table: t, block: block, lab: lab, columns: columns}
	var orphans []item
	last := -1
	for i := range items {
		it := &items[i]
		if it.entry >= 0 && it.certain && lab.row[it.entry] >= 0 {
			if half := halved(items, i, lab); half != nil {
				if half.label != nil {
					b.unreadable(b.rowCells(block, lab.row[it.entry]), joinTexts(half.values), half.row.pos())
				}
				continue
			}
		}
		if it.entry >= 0 && it.certain && lab.row[it.entry] >= 0 {
			w.between(orphans, last, it.entry)
			orphans, last = nil, it.entry
			if w.besideHeading(items, it) {
				w.dropUnmapped(it.row.texts(), it.row.pos())
				continue
			}
			if it.row.grid.Worded && numbers(it.values) >= len(columns) && foundling(items, i, lab) {
				b.unreadable(w.leafCells(lab.row[it.entry]), joinTexts(it.values), it.row.pos())
				continue
			}
			w.write(it, shapes[it.row.grid])
			continue
		}
		switch {
		case it.entry >= 0 && it.certain: // a heading printed with numbers
			b.dropUnmapped(it.row.texts(), it.row.pos())
		case it.label == nil || it.entry >= 0:
			orphans = append(orphans, *it)
		case w.repeats(it):
		default:
			b.dropUnmapped(it.row.texts(), it.row.pos())
		}
	}
	w.between(orphans, last, len(lab.rows))
	for _, other := range others {
		w.compareCopy(other)
	}
	return found
}

// besideHeading reports whether an item's label is a heading that may be printed as
// one row, though it stands over its rows here, and the figures beside it may be
// those of one of them: columns are guesses, and a row has no figures of its own.
func (w *matrixWriter) besideHeading(items []item, it *item) bool {
	node := w.block.RowLeaves[w.lab.row[it.entry]]
	if !it.row.grid.Loose || !node.Optional || !node.Value || numbers(it.values) == 0 {
		return false
	}
	found, own := 0, 0
	for i := range items {
		e := items[i].entry
		if e < 0 || !items[i].certain || w.lab.row[e] < 0 || w.block.RowLeaves[w.lab.row[e]].Parent != node {
			continue
		}
		found++
		if numbers(items[i].values) > 0 {
			own++
		}
	}
	return found > 0 && own < len(node.Children)
}

// dropColumns takes rows for none that are the column of another table: the only
// one found in its grid, named as a column is and without the row's ordinal, while
// the rows of this table stand together in another. It returns how many.
func dropColumns(items []item, lab *blockLabels) (n int) {
	most := 0
	count := func(g *grid.Grid) (n int) {
		for i := range items {
			if items[i].row.grid == g && items[i].entry >= 0 {
				n++
			}
		}
		return n
	}
	for i := range items {
		it := &items[i]
		if it.entry < 0 || it.label == nil || it.label.ordinal > 0 || lab.rows[it.entry].ordinal == 0 ||
			!slices.ContainsFunc(lab.cols, func(e entry) bool { return e.likeness(it.label) == 1 }) {
			continue
		}
		if most == 0 {
			for k := range items {
				if k == 0 || items[k].row.grid != items[k-1].row.grid {
					most = max(most, count(items[k].row.grid))
				}
			}
		}
		if most > 2 && count(it.row.grid) == 1 {
			it.entry, it.certain = -1, false
			n++
		}
	}
	return n
}

// rowCells are the form's cells of a row leaf.
func (b *board) rowCells(block *form.Block, leaf int) []int {
	cells := make([]int, len(block.ColLeaves))
	for c := range cells {
		cells[c] = block.At(leaf, c)
	}
	return cells
}

// collectItems makes an item of each table row that holds figures behind its
// labels, or only figures. The label of such a row may stand in the line before
// its table; that is believed only where most of them do so.
func collectItems(rows []row, lab *blockLabels, columns int) (items []item) {
	bare, led := 0, 0
	items = make([]item, 0, len(rows))
	above := make([]*label, 0, 3*len(rows))
	for i := 0; i < len(rows); i++ {
		r := &rows[i]
		labels, values := r.split()
		if len(items) > 0 && items[len(items)-1].goesOn(r, lab) {
			continue
		}
		if len(items) > 0 {
			if n := items[len(items)-1].goesAround(rows[i:], lab); n > 0 {
				i += n - 1
				continue
			}
		}
		if len(values) < max(2, columns-3) && !(numbers(values) > 0 && lab.names(labels)) {
			continue
		}
		it := item{values: values, row: r, entry: -1}
		from, own := len(above), -1 // the label that stands in this row goes before one that reaches down into it
		for _, c := range labels {
			if c.label != nil {
				if c.Row == r.n {
					own = len(above)
				}
				above = append(above, c.label)
			}
		}
		if last := len(above) - 1; own >= 0 && own < last {
			above[own], above[last] = above[last], above[own]
		}
		it.above = above[from:len(above):len(above)]
		if k := len(it.above); k > 0 {
			switch last := labels[len(labels)-1]; {
			case own >= 0 && (len(labels) > 1 || last.RowSpan == 1 || !lab.heads(last.label)):
				it.label, it.above = it.above[k-1], it.above[:k-1]
			case numbers(values) == 0: // under the heading of several rows
				continue
			}
			if numbers(values) > 0 && it.label.isSeveral(lab) {
				it.label = nil
			}
			if it.label != nil && allBlank(values) && lab.overRows(it.label) {
				continue // a merged cell's label, on a line below its first row
			}
		} else if numbers(values) == 0 {
			continue
		} else {
			bare++
			if k := len(items); (k == 0 || items[k-1].row.grid != r.grid) && r.lead != nil && lab.exact[r.lead.text] != nil {
				it.label, it.led = r.lead, true
				led++
			}
		}
		items = append(items, it)
	}
	if led < 3 || led*2 < bare {
		for i := range items {
			if items[i].led {
				items[i].label = nil
			}
		}
	}
	return items
}

// goesOn reports whether a row of words is the rest of the item's label, and adds
// it: print broke the label over lines, and what reads lines made rows of them.
func (it *item) goesOn(r *row, lab *blockLabels) bool {
	labels, values := r.split()
	if it.label == nil || it.row.grid != r.grid || it.row.n != r.n-1 || len(labels) == 0 ||
		!allBlank(values) {
		return false
	}
	rest := labels[len(labels)-1].label
	if rest == nil || lab.exact[it.label.text+rest.text] == nil {
		return false
	}
	it.label = newLabel(it.label.text + rest.text)
	return true
}

// goesAround reports over how many rows the item's label goes on from the line
// above, where its figures stand beside the label's second line, as in a table
// without rules, and adds them: only the whole is a label of the form.
func (it *item) goesAround(rows []row, lab *blockLabels) int {
	r := &rows[0]
	labels, values := r.split()
	if !r.grid.Loose || it.label == nil || it.row.grid != r.grid || it.row.n != r.n-1 || len(labels) == 0 ||
		!allBlank(it.values) || numbers(values) == 0 || lab.exact[it.label.text] != nil {
		return 0
	}
	second := labels[len(labels)-1].label
	if second == nil || lab.exact[second.text] != nil {
		return 0
	}
	whole, n := it.label.text+second.text, 1
	if lab.exact[whole] == nil && len(rows) > 1 && rows[1].grid == r.grid && rows[1].n == r.n+1 {
		if labels, values := rows[1].split(); len(labels) > 0 && allBlank(values) && labels[len(labels)-1].label != nil {
			whole, n = whole+labels[len(labels)-1].label.text, 2
		}
	}
	if lab.exact[whole] == nil {
		return 0
	}
	it.label, it.row, it.values = newLabel(whole), r, values
	return n
}

// bounds returns the stretch of items from the first to the last that was found.
func bounds(items []item) (lo, hi int) {
	lo = slices.IndexFunc(items, func(it item) bool { return it.entry >= 0 })
	hi = len(items)
	for hi > lo && items[hi-1].entry < 0 {
		hi--
	}
	return lo, hi
}

// columnOrder reads the header over the first row. Where it does not say, the
// form's own order holds.
// Nil where the header has another order, and no place in it tells which.
// Where its spans are lost, it seems to say another order than the figures:
// the sums tell.
func (b *board) columnOrder(t *form.Table, block *form.Block, lab *blockLabels, rows []row, items []item) []int {
	first := items[0].row
	plain := make([]int, len(block.ColLeaves))
	for i := range plain {
		plain[i] = i
	}
	head := headOver(rows, first)
	order := headOrder(head, lab.cols)
	if order != nil && !slices.Equal(order, plain) && !linesUp(head, lab.cols, order, items) {
		order = nil
	}
	if order == nil {
		var words []rune
		for _, c := range head {
			if c.label != nil {
				words = append(words, c.label.runes...)
			}
		}
		if shuffled(words, lab.cols) || outOfOrder(head, lab.cols) {
			return nil
		}
	}
	if order == nil || slices.Equal(order, plain) || first.grid.Ragged || balanced(items, plain) > balanced(items, order) {
		return plain
	}
	b.reordered(t, first.grid)
	return order
}

// linesUp reports whether a header in another order than the form's stands over
// the figures: with no place between them, it says nothing about theirs.
func linesUp(head []*cell, cols []entry, order []int, items []item) bool {
	for i := range items {
		v := trim(items[i].values, len(order))
		if len(v) != len(order) {
			continue
		}
		for k, c := range v {
			if !slices.ContainsFunc(head, func(h *cell) bool {
				return h.Col <= c.Col && c.Col < h.Col+h.ColSpan && cols[order[k]].likeness(h.label) >= 0.75
			}) {
				return false
			}
		}
		return true
	}
	return false
}

// balanced counts the rows with figures of which the one in the last column of
// the form is the sum of the others, if the columns stand in the given order.
func balanced(items []item, order []int) (n int) {
	for i := range items {
		v := trim(items[i].values, len(order))
		if len(v) != len(order) || numbers(v) != len(v) {
			continue
		}
		sum, total := int64(0), int64(0)
		for k, c := range v {
			x, _ := c.number.Int64()
			if order[k] == len(order)-1 {
				total = x
			} else {
				sum += x
			}
		}
		if sum == total && total != 0 {
			n++
		}
	}
	return n
}

// headOver returns the label cells above a row in its grid.
func headOver(rows []row, first *row) (head []*cell) {
	for i := range rows {
		if rows[i].grid != first.grid || rows[i].n >= first.n {
			continue
		}
		for _, c := range rows[i].cells {
			if !c.value && c.Row == rows[i].n {
				head = append(head, c)
			}
		}
	}
	return head
}
