package match

import (
	"slices"

	"gongkai/internal/message"
	"gongkai/record"
)

// firstCopy parts the items of a document that prints the table more than once:
// a page that shows it twice, or holds the reports of several organs. The first
// whole one is the report's; rows of two are never mixed.
func firstCopy(items []item, lab *blockLabels) (first []item, others [][]item) {
	from, whole := 0, 0
	for i := 1; i <= len(items); i++ {
		if i < len(items) && !lab.opens(items[i].label) {
			continue
		}
		if lab.isWhole(items[from:i]) {
			if whole++; whole > 1 {
				others = append(others, items[from:i])
			} else {
				first = items[:i]
			}
		}
		from = i
	}
	if whole < 2 {
		return items, nil
	}
	return first, others
}

// opens reports whether a label is, to the letter, that of the first row.
func (l *blockLabels) opens(label *label) bool {
	return label.len() > 0 && slices.Contains(l.exact[label.text], slices.IndexFunc(l.row, func(leaf int) bool { return leaf >= 0 }))
}

// names reports whether the last of the labels is, to the letter, that of a row:
// it is that row, however few of its cells are left.
func (l *blockLabels) names(labels []*cell) bool {
	if len(labels) == 0 || labels[len(labels)-1].label == nil {
		return false
	}
	for _, e := range l.exact[labels[len(labels)-1].label.text] {
		if l.row[e] >= 0 && len(l.rows[e].node.Label) > 9 { // three characters and more: shorter words are headers too
			return true
		}
	}
	return false
}

// isWhole reports whether items hold at least half of the table's rows.
func (l *blockLabels) isWhole(items []item) bool {
	seen := map[int]bool{}
	for i := range items {
		if items[i].label != nil {
			for _, e := range l.exact[items[i].label.text] {
				seen[e] = true
			}
		}
	}
	return 2*len(seen) >= len(l.rows)
}

// reprint is a figure that a cell is printed with once more.
type reprint struct {
	cell    int
	value   record.Number
	raw, at string
}

// rule judges the figures that were printed again, otherwise: of two copies of a
// table print does not say which is right, so neither figure is taken. Where
// another report follows in the same document its figures are not this one's,
// and the first are kept.
func (b *board) rule() {
	for _, again := range b.disputed {
		first := b.cells[again[0].cell]
		var cells []int
		var at []string
		for _, r := range again {
			cells = append(cells, r.cell)
			c := &b.cells[r.cell]
			if b.second {
				continue
			}
			if c.State != record.Unreadable {
				c.Note, c.Value, c.State = c.At+": "+c.Raw, record.Number{}, record.Unreadable
				at = append(at, c.At)
			}
			at = append(at, r.at)
			c.Raw, c.Note = c.Raw+" … "+r.raw, c.Note+"; "+r.at+": "+r.raw
		}
		if b.second {
			b.find("R09", record.Warning, cells, []string{again[0].at}, first.Path, first.Raw, again[0].raw)
			continue
		}
		b.find("R09", record.Warning, cells, at, first.Path, first.Raw, again[0].raw)
		f := &b.findings[len(b.findings)-1]
		f.Message, f.MessageZH = message.Both("R09.copy", first.Path, first.Raw, again[0].raw)
	}
}

// overrule takes back what the sums decided of cells that another copy of the
// table prints otherwise.
func (b *board) overrule() {
	b.disputed = b.disputed[:0]
	for _, r := range b.clearer {
		if c := &b.cells[r.cell]; !b.second && c.State != record.Unreadable && !r.value.IsNull() && !c.Value.Equal(r.value) {
			b.disputed = append(b.disputed, []reprint{r})
		}
	}
	b.rule()
}

// compareCopy says where another copy of the table prints other figures. One
// that agrees with hardly any figure but zeros is no copy: it is the table of
// another report.
func (w *matrixWriter) compareCopy(items []item) {
	align(items, w.lab)
	var d difference
	for i := range items {
		it := &items[i]
		it.row.read = true
		if it.entry < 0 || w.lab.row[it.entry] < 0 {
			continue
		}
		cells := w.leafCells(w.lab.row[it.entry])
		placed := trim(it.values, len(cells))
		if len(placed) != len(cells) {
			continue
		}
		d.compare(w.board, cells, placed)
	}
	d.tell(w.board)
	w.second = w.second || len(d.figures) > d.same
}

// difference is what a copy of a table prints otherwise than the first.
type difference struct {
	figures []reprint
	blanks  []reprint // nothing, where the first has a figure
	same    int       // figures but zeros that both print
}

func (d *difference) compare(b *board, cells []int, placed []*cell) {
	for k, c := range placed {
		own := &b.cells[cells[k]]
		again := reprint{cells[k], c.number, c.Text, c.Pos.String()}
		switch {
		case own.State == record.Absent:
		case c.isBlank():
			if !own.Value.IsNull() {
				d.blanks = append(d.blanks, again)
			}
		case own.State == record.Unreadable:
			b.clearer = append(b.clearer, again)
		case own.Value.IsNull() && own.State == c.state:
		case !own.Value.Equal(c.number):
			d.figures = append(d.figures, again)
		case own.Value != record.Int(0):
			d.same++
		}
	}
}

// tell keeps the figures that differ for rule. A cell that one copy leaves blank
// counts only where they differ in figures too: a copy that lacks some is still one.
func (d *difference) tell(b *board) {
	if len(d.figures) > 0 {
		b.disputed = append(b.disputed, append(d.figures[:len(d.figures):len(d.figures)], d.blanks...))
	}
}
