package match

import (
	"slices"
	"strings"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/grid"
	"gongkai/extract/solve"
	"gongkai/record"
)

// matrix reads a table of labelled rows and columns (section three) from the
// document's table rows. It returns how many of its rows were found.
func (b *board) matrix(t *form.Table, block *form.Block, lab *blockLabels, rows []row) int {
	items, others := firstCopy(collectItems(rows, lab, len(block.ColLeaves)), lab)
	found := align(items, lab)
	if found == 0 {
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
	labelEnds(items, shapes)
	for i := range items {
		if r := items[i].row; shapes[r.grid] == nil && (i == 0 || items[i-1].row.grid != r.grid) && !r.grid.Loose && !r.grid.Ragged {
			shapes[r.grid] = headShape(headOver(rows, r), lab.cols, columns, items, r.grid)
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
	for i := range rows {
		r := &rows[i]
		labels, values := r.split()
		if len(values) < max(2, columns-3) && !(numbers(values) > 0 && lab.names(labels)) {
			continue
		}
		it := item{values: values, row: r, entry: -1}
		from := len(above)
		for _, c := range labels {
			if c.label != nil {
				above = append(above, c.label)
			}
		}
		it.above = above[from:len(above):len(above)]
		if k := len(it.above); k > 0 {
			it.label, it.above = it.above[k-1], it.above[:k-1]
			if numbers(values) > 0 && it.label.isSeveral(lab) {
				it.label = nil
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
	b.findAt("R18", record.Info, t.Key, first.grid.Pos)
	return order
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
			x, _ := c.fig.value.Int64()
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

// matrixWriter puts rows into cells.
type matrixWriter struct {
	*board
	table   *form.Table
	block   *form.Block
	lab     *blockLabels
	columns []int // for each printed column its column leaf
}

// leafCells are the form cells of row leaf r in printed column order.
func (w *matrixWriter) leafCells(r int) []int {
	out := make([]int, len(w.columns))
	for k, c := range w.columns {
		out[k] = w.block.At(r, c)
	}
	return out
}

// write puts an item's figures into the cells of its row, or leaves them open.
func (w *matrixWriter) write(it *item, s *shape) {
	leaf := w.lab.row[it.entry]
	node := w.block.RowLeaves[leaf]
	if node.Optional && node.Value && numbers(it.values) == 0 {
		return // a heading over its rows, with empty cells beside it
	}
	cells := w.leafCells(leaf)
	placed := place(it, s, len(cells))
	if placed == nil {
		w.leave(it, cells)
		return
	}
	if crowded(placed) && !besideBlank(placed) {
		w.unreadable(cells, joinTexts(placed), it.row.pos())
		return
	}
	fused := fusedRows(placed)
	for k, c := range placed {
		f := c.fig
		if c.Row != it.row.n || c.RowSpan > 1 {
			f = figure{state: record.Unreadable, doubt: "R01"} // one figure printed over several rows
			if c.isBlank() {
				f = c.fig
			}
		}
		if len(f.runs) > 0 && !fused {
			w.openCell(cells, placed, k)
			continue
		}
		w.put(cells[k], f, c.Text, c.Pos, c.Box)
	}
}

// fusedRows reports whether several cells of a row hold two lines of digits each:
// two rows that were made one. Sums cannot tell that from numbers cut in two, for
// what adds up line by line does so joined. Numbers that narrow cells cut fill
// their first lines alike, and none that stands on one line is longer.
func fusedRows(placed []*cell) bool {
	n, fill, even, longest := 0, 0, true, 0
	for _, c := range placed {
		if len(c.fig.runs) > 1 && strings.Contains(c.Text, "\n") {
			first := len(c.fig.runs[0])
			even = even && (n == 0 || first == fill)
			fill = first
			n++
		} else {
			longest = max(longest, len(strings.TrimSpace(c.Text)))
		}
	}
	return n > 1 && !(even && fill >= cutWidth && longest <= fill)
}

// Figures of this many digits and more in two rows made one would be rare, and
// then not all as long.
const cutWidth = 3

// leave gives a row whose columns are not certain to arithmetic.
func (w *matrixWriter) leave(it *item, cells []int) {
	run, ok := runOf(it.values, len(cells))
	text := joinTexts(it.values)
	if !ok {
		for _, i := range cells {
			if w.cells[i].State == record.Absent {
				w.cells[i].State, w.cells[i].Raw, w.cells[i].At = record.Unreadable, text, it.row.pos().String()
			}
		}
		w.doubt(cells, text, nil)
		return
	}
	if len(run.Digits) == 0 {
		for _, i := range cells {
			w.put(i, figure{state: record.Blank}, "", it.row.pos(), nil)
		}
		return
	}
	w.open(openGroup{table: w.table, rows: [][]int{cells}, raw: []string{text}, at: []grid.Pos{it.row.pos()},
		group: solve.Group{Runs: []solve.Run{run}, Blanks: len(run.Digits) > 0 && numbers(it.values) < len(cells)}})
}

// openCell leaves one cell whose digits stand apart ("1 2") to arithmetic, with
// the empty cells beside it, which one of the numbers may belong to.
func (w *matrixWriter) openCell(cells []int, placed []*cell, k int) {
	lo, hi := k, k+1
	for lo > 0 && placed[lo-1].isBlank() {
		lo--
	}
	for hi < len(placed) && placed[hi].isBlank() {
		hi++
	}
	for i := lo; i < hi; i++ { // a blank written before gives way
		w.cells[cells[i]] = record.Cell{Path: w.cells[cells[i]].Path, State: record.Absent}
	}
	var run solve.Run
	for _, d := range placed[k].fig.runs {
		appendRun(&run, d, solve.Maybe, solve.Joined)
	}
	w.open(openGroup{table: w.table, rows: [][]int{slices.Clone(cells[lo:hi])}, raw: []string{placed[k].Text}, at: []grid.Pos{placed[k].Pos},
		group: solve.Group{Runs: []solve.Run{run}, Blanks: hi-lo > 1}})
}

// runOf makes one run of the figures of a row, if they are all plain counts.
// More numbers than columns: one was split. Fewer: two were joined, or a blank
// cell was lost.
func runOf(values []*cell, columns int) (run solve.Run, ok bool) {
	between, within := solve.Cut, solve.Joined
	switch n := numbers(values); {
	case n > columns:
		between = solve.Maybe
	case n < columns:
		within = solve.Maybe
	}
	for _, c := range values {
		if c.isBlank() {
			continue
		}
		n, whole := c.fig.value.Int64()
		if c.fig.state != record.Printed || !whole || n < 0 {
			return run, false
		}
		digits := strings.TrimFunc(fold.Width(c.Text), fold.IsSpace)
		if strings.Trim(digits, "0123456789") != "" { // separators of thousands
			digits = c.fig.value.String()
		}
		appendRun(&run, digits, between, within)
	}
	return run, true
}

// appendRun adds a number's digits to a run.
func appendRun(run *solve.Run, digits string, between, within solve.Gap) {
	for i := range len(digits) {
		if len(run.Digits) > 0 {
			if i == 0 {
				run.Gaps = append(run.Gaps, between)
			} else {
				run.Gaps = append(run.Gaps, within)
			}
		}
		run.Digits += digits[i : i+1]
	}
}

// between gives the rows without labels that stand between two labelled ones to
// the form's rows that were not found there.
func (w *matrixWriter) between(orphans []item, after, before int) {
	if len(orphans) == 0 {
		return
	}
	g := openGroup{table: w.table}
	for j := after + 1; j < before; j++ {
		leaf := w.lab.row[j]
		if leaf < 0 || w.block.RowLeaves[leaf].Optional || w.cells[w.block.At(leaf, 0)].State != record.Absent {
			continue
		}
		g.rows = append(g.rows, w.leafCells(leaf))
	}
	for i := range orphans {
		run, ok := runOf(orphans[i].values, len(w.columns))
		if !ok || len(run.Digits) == 0 {
			w.dropUnmapped(orphans[i].row.texts(), orphans[i].row.pos())
			continue
		}
		g.group.Blanks = g.group.Blanks || numbers(orphans[i].values) < len(w.columns)
		g.group.Runs = append(g.group.Runs, run)
		g.raw = append(g.raw, joinTexts(orphans[i].values))
		g.at = append(g.at, orphans[i].row.pos())
	}
	switch {
	case len(g.group.Runs) == 0:
	case len(g.rows) < len(g.group.Runs):
		var beside []int
		for _, j := range [...]int{after, before} {
			if j >= 0 && j < len(w.lab.rows) && w.lab.row[j] >= 0 {
				beside = append(beside, w.leafCells(w.lab.row[j])...)
			}
		}
		for i := range orphans {
			w.bareRow(orphans[i].row.texts(), orphans[i].row.pos(), beside)
		}
	default:
		w.open(g)
	}
}

// repeats reports whether an item that found no row says again what a row that
// was found says: a table printed twice.
func (w *matrixWriter) repeats(it *item) bool {
	v := trim(it.values, len(w.columns))
	if len(v) != len(w.columns) {
		return false
	}
	for j := range w.lab.rows {
		leaf := w.lab.row[j]
		if leaf < 0 || w.lab.rows[j].likeness(it.label) < 0.95 {
			continue
		}
		cells := w.leafCells(leaf)
		if w.cells[cells[0]].State == record.Absent {
			continue
		}
		for k, c := range v {
			w.put(cells[k], c.fig, c.Text, c.Pos, c.Box)
		}
		return true
	}
	return false
}

func joinTexts(values []*cell) string {
	s := ""
	for _, c := range values {
		if c.isBlank() {
			continue
		}
		if s != "" {
			s += " "
		}
		s += c.Text
	}
	return s
}
