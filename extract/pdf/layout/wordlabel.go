package layout

import (
	"cmp"
	"slices"
)

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
	groups, own := t.ownLabels(groups, leaves)
	if len(own) > 0 {
		leaves = append(leaves, own...)
		slices.SortStableFunc(leaves, func(a, b *Word) int { return cmp.Or(cmp.Compare(a.Y, b.Y), cmp.Compare(a.X0, b.X0)) })
		plain := span
		span = func(w *Word) (int, int) {
			from, to := plain(w)
			if slices.Contains(own, w) {
				to = leaf
			}
			return from, to
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

// ownLabels takes from the words of the outer label columns those that are the
// label of a single row: they stand beside figures that have no other label. Lines
// right above and below, set alike, come with them.
func (t *wordTable) ownLabels(words, leaves []*Word) (groups, own []*Word) {
	if len(words)*len(t.rows) > maxCells {
		return words, nil
	}
	beside := func(ws []*Word, y, tol float64) bool {
		return slices.ContainsFunc(ws, func(w *Word) bool { return near(w.Y, y, tol) })
	}
	taken := make([]bool, len(words))
	for _, r := range t.rows {
		if !r.number || beside(leaves, r.y, .6*t.wrap) {
			continue
		}
		last := -1
		for i, w := range words {
			if near(w.Y, r.y, .35*w.Size) && (last < 0 || w.X0 > words[last].X0) {
				last = i
			}
		}
		if last >= 0 {
			taken[last] = true
		}
	}
	alike := func(a, b *Word) bool {
		return near(a.Y, b.Y, 1.15*t.wrap+.5) && (near(a.X0, b.X0, .5*a.Size) || near(a.centre(), b.centre(), .5*a.Size)) && !beside(leaves, b.Y, .6*t.wrap)
	}
	for i := 1; i < len(words); i++ { // down
		for k := max(0, i-4); k < i && !taken[i]; k++ {
			taken[i] = taken[k] && alike(words[k], words[i])
		}
	}
	for i := len(words) - 2; i >= 0; i-- { // and up
		for k := min(len(words)-1, i+4); k > i && !taken[i]; k-- {
			taken[i] = taken[k] && alike(words[k], words[i])
		}
	}
	for i, w := range words {
		if taken[i] {
			own = append(own, w)
		} else {
			groups = append(groups, w)
		}
	}
	return groups, own
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
// lines below them as above. An item's number begins a label; and where rows are
// as close as lines, a line that is not full ends one.
func (t *wordTable) cutLabel(b *block, full func(*Word) bool) []*block {
	for i := 1; i < len(b.words); i++ {
		if last := b.words[i-1]; b.words[i].Y-last.Y > .3*t.wrap && (begins(b.words[i].Text) || !full(last)) {
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
		if len(rest) > 0 {
			out = append(out, &block{words: rest})
		}
		return out
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
