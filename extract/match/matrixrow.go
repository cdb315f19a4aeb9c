package match

import (
	"slices"
	"strings"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/grid"
	"gongkai/extract/match/figure"
	"gongkai/extract/solve"
	"gongkai/record"
)

// matrixWriter puts rows into cells.
type matrixWriter struct {
	*board
	table   *form.Table
	block   *form.Block
	lab     *blockLabels
	columns []int // for each printed column its column leaf
	store   []int // what leafCells hands out lies in it
}

// leafCells are the form cells of row leaf r in printed column order.
func (w *matrixWriter) leafCells(r int) []int {
	n := len(w.columns)
	if len(w.store) < n {
		w.store = make([]int, 32*n) // the rows of a table
	}
	out := w.store[:n:n]
	w.store = w.store[n:]
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
	if numbers(it.values) == 0 && w.inLabel(it.label, it.row, it.values, cells) {
		return
	}
	placed := place(it, s, len(cells))
	if placed == nil {
		w.leave(it, cells)
		return
	}
	if shifted := it.row.shifted(it.values, nil, len(cells)); shifted || crowded(placed) && !besideBlank(placed) {
		if run, ok := runOfWords(placed, len(cells)); ok && !shifted && it.row.grid.Loose {
			w.open(openGroup{table: w.table, rows: [][]int{cells}, raw: []string{joinTexts(placed)}, at: []grid.Pos{it.row.pos()}, group: solve.Group{Runs: []solve.Run{run}}})
			return
		}
		w.unreadable(cells, joinTexts(placed), it.row.pos())
		return
	}
	fused := fusedRows(placed)
	for k, c := range placed {
		f := c.figure()
		if c.Row != it.row.n || c.RowSpan > 1 {
			f = figure.Figure{State: record.Unreadable, Doubt: "R01"} // one figure printed over several rows
			if c.isBlank() {
				f = c.figure()
			}
		}
		if len(f.Runs) > 0 && !fused {
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
		if len(c.runs()) > 1 && strings.Contains(c.Text, "\n") {
			first := len(c.runs()[0])
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
	blanks := numbers(it.values) < len(cells)
	if !ok && it.row.grid.Loose {
		run, ok = runOfWords(it.values, len(cells))
		blanks = false
	}
	if !ok {
		w.unreadable(cells, text, it.row.pos())
		return
	}
	if len(run.Digits) == 0 {
		for _, i := range cells {
			w.put(i, figure.Figure{State: record.Blank}, "", it.row.pos(), nil)
		}
		return
	}
	w.open(openGroup{table: w.table, rows: [][]int{cells}, raw: []string{text}, at: []grid.Pos{it.row.pos()},
		group: solve.Group{Runs: []solve.Run{run}, Blanks: blanks}})
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
	for _, d := range placed[k].runs() {
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
		n, whole := c.number.Int64()
		if c.state != record.Printed || !whole || n < 0 {
			return run, false
		}
		digits := strings.TrimFunc(fold.Width(c.Text), fold.IsSpace)
		if strings.Trim(digits, "0123456789") != "" { // separators of thousands
			digits = c.number.String()
		}
		appendRun(&run, digits, between, within)
	}
	return run, true
}

// runOfWords makes a run of a row whose cells hold several figures with spaces
// between them, where these are as many as the columns: of a table whose columns
// are guesses.
func runOfWords(values []*cell, columns int) (run solve.Run, ok bool) {
	n := 0
	for _, c := range values {
		for _, f := range strings.FieldsFunc(c.Text, fold.IsSpace) {
			if digits := fold.Width(f); digits != "" && strings.Trim(digits, "0123456789") == "" {
				appendRun(&run, digits, solve.Cut, solve.Joined)
				n++
				continue
			}
			return run, false
		}
	}
	return run, n == columns
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
			w.put(cells[k], c.figure(), c.Text, c.Pos, c.Box)
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
