package match

import (
	"slices"

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

// compareCopy says where another copy of the table prints other figures.
func (w *matrixWriter) compareCopy(items []item) {
	align(items, w.lab)
	var differ []int
	var at []string
	raw := ""
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
		for k, c := range placed {
			if own := &w.cells[cells[k]]; own.State != record.Absent && own.State != record.Unreadable && !own.Value.Equal(c.fig.value) && !c.isBlank() {
				if differ = append(differ, cells[k]); raw == "" {
					raw = c.Text
					at = []string{c.Pos.String()}
				}
			}
		}
	}
	if len(differ) > 0 {
		own := &w.cells[differ[0]]
		w.find("R09", record.Warning, differ, at, own.Path, own.Raw, raw)
	}
}
