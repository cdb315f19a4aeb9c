package layout

import (
	"cmp"
	"slices"

	"gongkai/extract/grid"
)

// wordTable is a table of words on its way to a grid: its columns, its rows, and
// what stands in them.
type wordTable struct {
	words    []Word
	figures  []column  // the columns of figures
	labels   []float64 // where the label columns end and the next begins; the last is where the figures begin
	wrap     float64   // the distance of lines within a cell
	even     bool      // rows stand no farther apart than that
	top      bool      // cells are set from their top: a label's first line stands beside its figures
	rows     []wordRow // top to bottom
	labelled []bool    // rows that a label reaches
	cells    []wordCell
}

// maxWords bounds a table of words: section three has some 300, and what is found
// here grows with the square.
const maxWords = 5000

// wordRow is a row of the grid by its baseline.
type wordRow struct {
	y      float64
	number bool // it holds figures
}

// wordCell is a cell with its words.
type wordCell struct {
	row, col, rows, cols int
	words                []*Word
}

func newWordTable(ws []Word) *wordTable {
	if len(ws) > maxWords {
		return nil
	}
	t := &wordTable{words: ws, figures: Columns(ws)}
	if len(t.figures) == 0 {
		return nil
	}
	var label, field []*Word
	edge := t.figures[0].x0
	for i := range ws {
		if w := &ws[i]; w.Number && w.X1 > edge || w.centre() > edge-.5*w.Size {
			field = append(field, w)
		} else {
			label = append(label, w)
		}
	}
	t.wrap = wrapPitch(ws)
	t.labels = labelColumns(label, edge)
	t.placeFigures(field, label)
	t.even = t.wrap > .9*t.pitch()
	t.placeHeads(field)
	t.placeLabels(label)
	return t
}

// pitch is the distance of rows of figures that follow closest.
func (t *wordTable) pitch() float64 {
	var gaps []float64
	for i := 1; i < len(t.rows); i++ {
		gaps = append(gaps, t.rows[i].y-t.rows[i-1].y)
	}
	if len(gaps) == 0 {
		return t.wrap
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/5]
}

// wrapPitch is the distance of lines within a cell: the small ones among the
// distances of words that stand below one another.
func wrapPitch(ws []Word) float64 {
	var gaps []float64
	for i := range ws {
		a := &ws[i]
		if a.Number {
			continue
		}
		for j := i + 1; j < len(ws) && j < i+40; j++ {
			w := &ws[j]
			if d := w.Y - a.Y; !w.Number && d > .7*a.Size && min(a.X1, w.X1)-max(a.X0, w.X0) > .6*min(a.X1-a.X0, w.X1-w.X0) {
				gaps = append(gaps, d)
				break
			}
		}
	}
	if len(gaps) == 0 {
		return 1.5 * ws[0].Size
	}
	slices.Sort(gaps)
	return min(gaps[len(gaps)/5], 2.6*ws[0].Size)
}

// labelColumns finds where words left of the figures stand side by side, in the
// same place on two lines at least. edge is where the figures begin.
func labelColumns(label []*Word, edge float64) []float64 {
	if len(label) == 0 {
		return nil
	}
	type gap struct{ x0, x1 float64 }
	var gaps []gap
	for i, a := range label {
		right := (*Word)(nil) // the nearest to the right, about as high
		for j := max(0, i-12); j < min(len(label), i+12); j++ {
			w := label[j]
			if d := w.Y - a.Y; d < 1.1*a.Size && d > -1.1*a.Size && w.X0 > a.X1 && (right == nil || w.X0 < right.X0) {
				right = w
			}
		}
		if right != nil && len(gaps) < 400 {
			gaps = append(gaps, gap{a.X1, right.X0})
		}
	}
	var edges []float64
	for len(gaps) >= 2 {
		best, count := 0.0, 0
		for _, g := range gaps { // the most gaps meet where one of them begins
			x := g.x0 + .01
			n := 0
			for _, h := range gaps {
				if h.x0 < x && x < h.x1 {
					n++
				}
			}
			if n > count || n == count && x < best {
				best, count = x, n
			}
		}
		if count < 2 {
			break
		}
		end := 1e9
		rest := gaps[:0]
		for _, g := range gaps {
			if g.x0 < best && best < g.x1 {
				end = min(end, g.x1)
			} else {
				rest = append(rest, g)
			}
		}
		edges = append(edges, (best+end)/2)
		gaps = rest
	}
	slices.Sort(edges)
	return append(edges, edge)
}

// placeFigures makes a row of each line of figures. Lines that are but the second
// part of figures too long for their cells have none.
func (t *wordTable) placeFigures(field, label []*Word) {
	var lines [][]*Word
	for _, w := range field { // top to bottom, by lines
		if !w.Number {
			continue
		}
		if n := len(lines); n > 0 && w.Y-lines[n-1][0].Y < .5*w.Size {
			lines[n-1] = append(lines[n-1], w)
		} else {
			lines = append(lines, []*Word{w})
		}
	}
	widest := make([]float64, len(t.figures))
	full := 0.0
	for _, w := range field {
		if w.Number {
			c := columnOf(t.figures, w)
			widest[c] = max(widest[c], w.X1-w.X0)
		}
	}
	for _, w := range label {
		full = max(full, w.X1)
	}
	var above []*Word
	for _, l := range lines {
		if above != nil && t.goesOn(above, l, label, widest, full) {
			for _, w := range l {
				w.row = above[0].Y
			}
			continue
		}
		t.rows = append(t.rows, wordRow{l[0].Y, true})
		above = l
	}
}

// goesOn says whether the figures of line b are the rest of those of line a,
// which had no more room in their cells: each stands close below one of three
// digits or more than which its column has none wider, and is no longer; and b
// has no label, or one that goes on with a label that fills its cell too.
func (t *wordTable) goesOn(a, b, label []*Word, widest []float64, full float64) bool {
	if len(b) > len(a) || b[0].Y-a[0].Y > 1.5*a[0].Size {
		return false
	}
	for _, w := range b {
		c := columnOf(t.figures, w)
		k := slices.IndexFunc(a, func(v *Word) bool { return columnOf(t.figures, v) == c })
		if k < 0 || len(a[k].Text) < 3 || len(w.Text) > len(a[k].Text) || a[k].X1-a[k].X0 < widest[c]-.3*w.Size {
			return false
		}
	}
	filled := false
	for _, l := range label {
		filled = filled || l.X1 > full-.9*l.Size && l.Y-a[0].Y < .5*l.Size && a[0].Y-l.Y < .5*l.Size
	}
	for _, l := range label {
		if d := l.Y - b[0].Y; d < .5*l.Size && d > -.5*l.Size && (begins(l.Text) || !filled) {
			return false
		}
	}
	return true
}

// rowAt is the row whose baseline is nearest to y, within tol; or -1.
func (t *wordTable) rowAt(y, tol float64) int {
	best := -1
	for i, r := range t.rows {
		if d := max(r.y-y, y-r.y); d <= tol {
			best, tol = i, d
		}
	}
	return best
}

// block is text over one or more lines of a cell that is not a figure.
type block struct {
	from, to int // columns
	words    []*Word
}

func (b *block) first() float64  { return b.words[0].Y }
func (b *block) last() float64   { return b.words[len(b.words)-1].Y }
func (b *block) centre() float64 { return (b.first() + b.last()) / 2 }

// stackWords gathers words of the same columns that follow at the distance of
// wrapped lines. They come top to bottom. Where rows are as close as lines (even),
// a heading over several columns is one line.
func stackWords(ws []*Word, wrap float64, even bool, span func(*Word) (int, int)) []*block {
	var out []*block
	for _, w := range ws {
		from, to := span(w)
		joined := false
		for i := len(out) - 1; i >= 0 && i >= len(out)-40; i-- {
			b := out[i]
			d := w.Y - b.last()
			if d < 1.15*wrap+.5 && from <= b.to && to >= b.from && (!even || d < .5*w.Size || from == to && b.from == b.to) && (d < .5*w.Size || from == b.from && to == b.to || overlap(w, b) > .5) {
				b.words = append(b.words, w)
				b.from, b.to = min(b.from, from), max(b.to, to)
				joined = true
				break
			}
		}
		if !joined {
			out = append(out, &block{from, to, []*Word{w}})
		}
	}
	return out
}

// overlap is the share of the narrower of a word and a block's last word that
// lies above the other.
func overlap(w *Word, b *block) float64 {
	a := b.words[len(b.words)-1]
	return (min(a.X1, w.X1) - max(a.X0, w.X0)) / max(min(a.X1-a.X0, w.X1-w.X0), .1)
}

// placeHeads puts the words over and between the figures: on a row of figures
// into it, otherwise, wrapped lines together, into rows of their own.
func (t *wordTable) placeHeads(field []*Word) {
	first := len(t.labels)
	var heads []*Word
	for _, w := range field {
		y := w.Y
		if w.row > 0 {
			y = w.row
		}
		r := t.rowAt(y, .5*w.Size)
		if r < 0 || !w.Number && !t.rows[r].number {
			heads = append(heads, w)
			continue
		}
		from, to := columnOf(t.figures, w), 0
		if to = from; t.alone(w, field) {
			from, to = spanOf(t.figures, w, nil)
		}
		t.cells = append(t.cells, wordCell{row: r, col: first + from, rows: 1, cols: to - from + 1, words: []*Word{w}})
	}
	spans := func(w *Word) (int, int) {
		var line []*Word
		for _, o := range heads {
			if d := o.Y - w.Y; d < .5*w.Size && d > -.5*w.Size {
				line = append(line, o)
			}
		}
		return spanOf(t.figures, w, line)
	}
	blocks := stackWords(heads, t.wrap, t.even, spans)
	slices.SortStableFunc(blocks, func(a, b *block) int { return cmp.Compare(a.centre(), b.centre()) })
	var rows []float64
	last := -1e9
	for _, b := range blocks {
		if b.centre()-last > .75*t.wrap {
			rows = append(rows, b.centre())
		}
		last = b.centre()
	}
	// A block belongs to the last row that does not begin below it.
	for _, y := range rows {
		t.rows = append(t.rows, wordRow{y, false})
	}
	old := slices.Clone(t.rows)
	slices.SortStableFunc(t.rows, func(a, b wordRow) int { return cmp.Compare(a.y, b.y) })
	for i := range t.cells {
		y := old[t.cells[i].row].y
		t.cells[i].row = slices.IndexFunc(t.rows, func(r wordRow) bool { return r.number && r.y == y })
	}
	for _, b := range blocks {
		r := -1
		for i, row := range t.rows {
			if !row.number && row.y <= b.centre()+.01 {
				r = i
			}
		}
		t.cells = append(t.cells, wordCell{row: r, col: first + b.from, rows: 1, cols: b.to - b.from + 1, words: b.words})
	}
}

// alone says whether a figure is the only one on its row.
func (t *wordTable) alone(w *Word, field []*Word) bool {
	for _, o := range field {
		if d := o.Y - w.Y; o != w && d < .5*w.Size && d > -.5*w.Size {
			return false
		}
	}
	return true
}

// placeLabels gathers wrapped labels and gives each to the row of figures that
// stands beside it.
func (t *wordTable) placeLabels(label []*Word) {
	if len(label) == 0 {
		return
	}
	leaf := len(t.labels) - 1
	span := func(w *Word) (int, int) {
		at := func(x float64) int {
			i, _ := slices.BinarySearch(t.labels, x)
			return min(i, leaf)
		}
		return at(w.X0 + .3*w.Size), at(w.X1 - .3*w.Size)
	}
	var leaves, groups []*Word
	slices.SortStableFunc(label, func(a, b *Word) int { return cmp.Or(cmp.Compare(a.Y, b.Y), cmp.Compare(a.X0, b.X0)) })
	for _, w := range label {
		from, to := span(w)
		for i := len(leaves) - 1; to < leaf && i >= 0 && i >= len(leaves)-4; i-- {
			// The short last line of a label over all columns.
			v := leaves[i]
			if a, _ := span(v); a < leaf && a <= from && w.Y > v.Y && w.Y-v.Y < 1.15*t.wrap+.5 &&
				(near(v.X0, w.X0, .5*w.Size) || near(v.centre(), w.centre(), .5*w.Size)) {
				to = leaf
			}
		}
		if to == leaf {
			leaves = append(leaves, w)
		} else {
			groups = append(groups, w)
		}
	}
	t.top = t.fromTop(leaves)
	var pieces []*block
	widest := map[int]float64{} // by first column
	for _, w := range leaves {
		from, _ := span(w)
		widest[from] = max(widest[from], w.X1-w.X0)
	}
	for _, b := range stackWords(leaves, t.wrap, false, span) {
		for _, p := range t.cutLabel(b, func(w *Word) bool {
			from, _ := span(w)
			return !t.even || w.X1-w.X0 > widest[from]-1.2*w.Size
		}) {
			p.from, p.to = leaf, 0
			for _, w := range p.words {
				from, to := span(w)
				p.from, p.to = min(p.from, from), max(p.to, to)
			}
			pieces = append(pieces, p)
		}
	}
	t.labelled = make([]bool, len(t.rows))
	for i, r := range t.rows {
		for _, b := range pieces {
			t.labelled[i] = t.labelled[i] || r.y > b.first()-.6*t.wrap && r.y < b.last()+.6*t.wrap
		}
	}
	for _, b := range pieces {
		t.placeLabel(b, true)
	}
	for _, b := range stackWords(groups, t.wrap, false, span) {
		t.placeLabel(b, false)
	}
}

func near(a, b, tol float64) bool { return a-b < tol && b-a < tol }

// fromTop says whether labels begin beside their figures: nearly every row has a
// label line on its baseline, and nearly every line that opens an item is one.
func (t *wordTable) fromTop(leaves []*Word) bool {
	beside := map[int]bool{}
	opens, on, rows := 0, 0, 0
	first := -1.0
	for _, r := range t.rows {
		if r.number {
			rows++
			if first < 0 {
				first = r.y
			}
		}
	}
	for _, w := range leaves {
		r := t.rowAt(w.Y, .35*w.Size)
		if r >= 0 && t.rows[r].number {
			beside[r] = true
		}
		if begins(w.Text) && w.Y > first-.35*w.Size {
			opens++
			if beside[r] {
				on++
			}
		}
	}
	return 10*len(beside) >= 9*rows && 5*on >= 4*opens
}

// cutLabel cuts lines that follow at an even distance into the labels of the
// rows of figures beside them. A row's label stands about its figures: as many
// lines below them as above. Where rows are as close as lines, a line that is not
// full ends its label.
func (t *wordTable) cutLabel(b *block, full func(*Word) bool) []*block {
	for i := 1; i < len(b.words); i++ {
		if last := b.words[i-1]; b.words[i].Y-last.Y > .3*t.wrap && !full(last) {
			return append(t.cutLabel(&block{words: b.words[:i]}, full), t.cutLabel(&block{words: b.words[i:]}, full)...)
		}
	}
	var beside []float64
	for _, r := range t.rows {
		if r.number && r.y > b.first()-.6*t.wrap && r.y < b.last()+.6*t.wrap {
			beside = append(beside, r.y)
		} else if !r.number && slices.ContainsFunc(b.words, func(w *Word) bool { return w.Y-r.y < .1*w.Size && r.y-w.Y < .1*w.Size }) {
			beside = append(beside, r.y)
		}
	}
	var out []*block
	rest := b.words
	if t.top {
		for _, y := range beside {
			n := 0
			for n < len(rest) && rest[n].Y < y-.35*rest[n].Size {
				n++
			}
			if n > 0 {
				out = append(out, &block{words: rest[:n]})
				rest = rest[n:]
			}
		}
		return append(out, &block{words: rest})
	}
	if len(beside) < 2 {
		return []*block{b}
	}
	for i, y := range beside {
		tol := .35 * rest[0].Size
		above, on := 0, 0
		for _, w := range rest {
			if w.Y < y-tol {
				above++
			} else if w.Y <= y+tol {
				on++
			}
		}
		n := len(rest)
		if i+1 < len(beside) {
			n = min(n, above+on+above)
			for n > above+on && rest[n-1].Y > beside[i+1]-tol {
				n--
			}
			for n < len(rest) && n > 0 && rest[n].Y-rest[n-1].Y < .3*t.wrap { // the same line
				n++
			}
		}
		if n > 0 {
			out = append(out, &block{words: rest[:n]})
			rest = rest[n:]
		}
		if len(rest) == 0 {
			break
		}
	}
	return out
}

// placeLabel puts a label beside the rows whose baselines it reaches. One that
// reaches none goes on from the page before, or has a row of its own.
func (t *wordTable) placeLabel(b *block, leaf bool) {
	from, to := -1, -1
	for i, r := range t.rows {
		if r.y > b.first()-.6*t.wrap && r.y < b.last()+.6*t.wrap && (!leaf || r.number || !t.anyNumber(b)) {
			if from < 0 {
				from = i
			}
			to = i
		}
	}
	if from < 0 && leaf {
		from = t.acrossBreak(b)
		to = from
	}
	if from < 0 {
		if c := t.before(b); c != nil {
			c.words = append(c.words, b.words...)
			return
		}
		from = len(t.rows)
		for i, r := range t.rows {
			if r.y > b.centre() {
				from = i
				break
			}
		}
		t.rows = slices.Insert(t.rows, from, wordRow{b.centre(), false})
		t.labelled = slices.Insert(t.labelled, from, true)
		for i := range t.cells {
			if c := &t.cells[i]; c.row >= from {
				c.row++
			} else if c.row+c.rows > from {
				c.rows++
			}
		}
		to = from
	}
	t.cells = append(t.cells, wordCell{row: from, col: b.from, rows: to - from + 1, cols: b.to - b.from + 1, words: b.words})
}

// acrossBreak is the row of figures without a label of its own that a page break
// parts from label b: the last of the page before, or the first of the next; or
// -1.
func (t *wordTable) acrossBreak(b *block) int {
	for i, r := range t.rows {
		after, before := b.first()-r.y, r.y-b.last()
		if !r.number || t.labelled[i] || max(after, before) < pageBreak-6*t.wrap || max(after, before) > pageBreak+6*t.wrap {
			continue
		}
		next := i + 1
		if after < 0 {
			next = i - 1
		}
		if next < 0 || next >= len(t.rows) || after > 0 && t.rows[next].y > b.last() || after < 0 && t.rows[next].y < b.first() {
			return i
		}
	}
	return -1
}

func (t *wordTable) anyNumber(b *block) bool {
	for _, r := range t.rows {
		if r.number && r.y > b.first()-.6*t.wrap && r.y < b.last()+.6*t.wrap {
			return true
		}
	}
	return false
}

// before is the label cell that a block at a page's head goes on with: the last
// above it in its columns, on the page before, if the block opens no new item.
func (t *wordTable) before(b *block) *wordCell {
	if begins(b.words[0].Text) {
		return nil
	}
	var best *wordCell
	for i := range t.cells {
		c := &t.cells[i]
		w := c.words[len(c.words)-1]
		if c.col <= b.to && c.col+c.cols > b.from && c.col < len(t.labels) && w.Y < b.first() && (best == nil || w.Y > best.words[len(best.words)-1].Y) {
			best = c
		}
	}
	if best == nil {
		return nil
	}
	w := best.words[len(best.words)-1]
	if w.Page != b.words[0].Page-1 || b.first()-w.Y > pageBreak+2*t.wrap {
		return nil
	}
	return best
}

// grid makes the grid. Where two cells claim a slot, the words go to the one
// that was there; slots without a cell get a blank one.
func (t *wordTable) grid() *grid.Grid {
	rows, cols := len(t.rows), len(t.labels)+len(t.figures)
	if rows*cols > maxCells {
		return nil
	}
	taken := make([]int, rows*cols)
	var cells []wordCell
	for _, c := range t.cells {
		at := c.row*cols + c.col
		if k := taken[at]; k > 0 {
			cells[k-1].words = append(cells[k-1].words, c.words...)
			continue
		}
		for wide := 1; wide < c.cols; wide++ {
			if taken[at+wide] > 0 {
				c.cols = wide
			}
		}
		for high := 1; high < c.rows; high++ {
			for wide := range c.cols {
				if taken[at+high*cols+wide] > 0 {
					c.rows = high
					break
				}
			}
		}
		cells = append(cells, c)
		for i := range c.rows {
			for j := range c.cols {
				taken[at+i*cols+j] = len(cells)
			}
		}
	}
	out := make([]grid.Cell, 0, rows*cols)
	for i, c := range cells {
		out = append(out, c.cell())
		for r := c.row; r < c.row+c.rows; r++ { // what a later cell could not claim
			for k := c.col; k < c.col+c.cols; k++ {
				taken[r*cols+k] = i + 1
			}
		}
	}
	for at, k := range taken {
		if k == 0 {
			out = append(out, grid.Cell{Row: at / cols, Col: at % cols, RowSpan: 1, ColSpan: 1, Pos: grid.Pos{Page: t.pageOf(at / cols)}})
		}
	}
	g := build(rows, cols, out)
	g.Loose = true
	return g
}

// pageOf is the page of the word nearest to a row.
func (t *wordTable) pageOf(row int) int {
	y, page, least := t.rows[row].y, 1, 1e18
	for i := range t.words {
		w := &t.words[i]
		if d := max(w.Y-y, y-w.Y); d < least {
			page, least = w.Page+1, d
		}
	}
	return page
}

// cell reads the words: top to bottom, on a line left to right.
func (c *wordCell) cell() grid.Cell {
	slices.SortStableFunc(c.words, func(a, b *Word) int { return cmp.Compare(a.Y, b.Y) })
	for i := 0; i < len(c.words); {
		j := i + 1
		for j < len(c.words) && c.words[j].Y-c.words[i].Y < .45*c.words[i].Size {
			j++
		}
		slices.SortStableFunc(c.words[i:j], func(a, b *Word) int { return cmp.Compare(a.X0, b.X0) })
		i = j
	}
	first := c.words[0]
	text := first.Text
	box := [4]float64{first.X0, first.Y0, first.X1, first.Y1}
	for i, w := range c.words[1:] {
		if w.Y-c.words[i].Y < .45*w.Size {
			text += " " + w.Text
		} else {
			text += "\n" + w.Text
		}
		if w.Page == first.Page {
			box = [4]float64{min(box[0], w.X0), min(box[1], w.Y0), max(box[2], w.X1), max(box[3], w.Y1)}
		}
	}
	for i := range box {
		box[i] = tenth(box[i])
	}
	return grid.Cell{Row: c.row, Col: c.col, RowSpan: c.rows, ColSpan: c.cols, Text: text, Pos: grid.Pos{Page: first.Page + 1}, Box: &box}
}
