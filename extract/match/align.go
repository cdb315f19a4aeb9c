package match

import (
	"slices"
	"strings"

	"gongkai/extract/fold"
)

// item is a printed row that may be one of a block's rows.
type item struct {
	label   *label   // its own label; nil where print lost it
	above   []*label // the labels before its own: headings over it
	values  []*cell
	row     *row
	led     bool // its label stands in the line before its table
	entry   int  // index in blockLabels.rows after alignment, or -1
	certain bool
	// labelEnd is the column behind the labels of the item's grid.
	labelEnd int
}

// align finds the rows of the form among the items, in order: the assignment
// with the best sum of likenesses in which neither order changes. It sets entry
// and certain of each item, and returns how many were found.
func align(items []item, lab *blockLabels) int {
	rows := lab.rows
	n, m := len(items), len(rows)
	if n == 0 {
		return 0
	}
	var room [1024]float64 // enough for a report's largest table
	score := room[:]
	if n*m > len(room) {
		score = make([]float64, n*m)
	}
	for i := range items {
		scoreItem(&items[i], lab, score[i*m:(i+1)*m])
	}
	// Of the items from i and the rows from j: what the best assignment does first.
	const skipRow, skipItem, take = 0, 1, 2
	first := make([]byte, n*m)
	here, next := make([]float64, m+1), make([]float64, m+1) // its worth, from item i and from the next one
	for i := n - 1; i >= 0; i-- {
		here, next = next, here
		for j := m - 1; j >= 0; j-- {
			best, does := here[j+1], byte(skipRow)
			if next[j] >= best {
				best, does = next[j], skipItem
			}
			if s := score[i*m+j]; s > 0 && s+next[j+1] >= best {
				best, does = s+next[j+1], take
			}
			here[j], first[i*m+j] = best, does
		}
	}
	found := 0
	for i := range items {
		items[i].entry = -1
	}
	for i, j := 0, 0; i < n && j < m; {
		switch first[i*m+j] {
		case take:
			items[i].entry = j
			found++
			i, j = i+1, j+1
		case skipItem:
			i++
		default:
			j++
		}
	}
	for i := range items {
		if items[i].entry >= 0 {
			items[i].certain = isCertain(items, i, score[i*m:(i+1)*m])
		}
	}
	return found + fillGaps(items, lab) + fillTorn(items, lab)
}

// fillGaps finds the row of an item worded in a way of its own: between two rows
// that were found it is the only item with a label, its ordinal is that of the
// only row of the form between them, and that row is printed without others.
func fillGaps(items []item, lab *blockLabels) (found int) {
	for i := 1; i+1 < len(items); i++ {
		it, before, after := &items[i], &items[i-1], &items[i+1]
		if it.entry >= 0 || it.label.len() == 0 || it.label.ordinal == 0 || before.entry < 0 || after.entry < 0 {
			continue
		}
		free := -1
		for j := before.entry + 1; j < after.entry; j++ {
			if lab.row[j] < 0 || len(lab.rows[j].node.Children) > 0 {
				continue
			}
			if free >= 0 {
				free = -1
				break
			}
			free = j
		}
		if free >= 0 && lab.rows[free].ordinal == it.label.ordinal {
			it.entry, it.certain = free, true
			found++
		}
	}
	return found
}

// fillTorn finds the rows of which an item's line holds only the beginning of the
// label, for print broke it over lines: the ordinal and these characters fit, in
// the form's order, one row only of those between the rows that were found.
func fillTorn(items []item, lab *blockLabels) (found int) {
	for i := 0; i < len(items); {
		if items[i].entry >= 0 {
			i++
			continue
		}
		to, lo, hi := i, -1, len(lab.rows)
		for to < len(items) && items[to].entry < 0 {
			to++
		}
		if i > 0 {
			lo = items[i-1].entry
		}
		if to < len(items) {
			hi = items[to].entry
		}
		first := make([]int, to-i)
		for k, j := i, lo+1; k < to; k++ {
			first[k-i] = -1
			for e := j; e < hi; e++ {
				if lab.begins(e, items[k].label) {
					first[k-i], j = e, e+1
					break
				}
			}
		}
		for k, j := to-1, hi-1; k >= i; k-- {
			for e := j; e > lo; e-- {
				if lab.begins(e, items[k].label) {
					if j = e - 1; e == first[k-i] {
						items[k].entry, items[k].certain = e, true
						found++
					}
					break
				}
			}
		}
		i = to
	}
	return found
}

// scoreItem fills the worth of matching an item with each row, 0 for "not this one".
func scoreItem(it *item, lab *blockLabels, score []float64) {
	if it.label == nil {
		return
	}
	rows := lab.rows
	exact := lab.exact[it.label.text]
	for j := range rows {
		l := 1.0
		if exact == nil {
			l = rows[j].likeness(it.label)
		} else if !slices.Contains(exact, j) {
			continue // the form's own words: no other row is meant
		}
		if l < 1 && it.label.ordinal > 0 && it.label.ordinal != rows[j].ordinal && len(it.label.bare.runes) <= 2 && lab.torn(it.label) {
			continue // the beginning of a longer label
		}
		if l < 0.55 {
			continue
		}
		if p := rows[j].node.Parent; p != nil && len(it.above) > 0 {
			l += kinship(it.above, p.Label, rows)
		}
		if l >= 0.55 {
			score[j] = l * l
		}
	}
}

// kinship compares the printed headings over a row with the one that the form
// has: a little for the right one, much against another of the form's headings.
func kinship(above []*label, parent string, rows []entry) float64 {
	sum := 0.0
	for j := range rows {
		if len(rows[j].node.Children) == 0 {
			continue
		}
		for _, a := range above {
			if rows[j].likeness(a) > 0.9 {
				if rows[j].node.Label == parent {
					return 0.05
				}
				if rows[j].node.Parent != nil { // a heading over headings says nothing against
					sum = -0.35
				}
			}
		}
	}
	return sum
}

// isCertain reports whether the label of item i tells its row: it is nearly the
// form's wording, or no other row that is free between its neighbours comes close.
func isCertain(items []item, i int, score []float64) bool {
	own := score[items[i].entry]
	if own >= 0.8*0.8 {
		return true
	}
	lo, hi := -1, len(score)
	for k := i - 1; k >= 0; k-- {
		if items[k].entry >= 0 {
			lo = items[k].entry
			break
		}
	}
	for k := i + 1; k < len(items); k++ {
		if items[k].entry >= 0 {
			hi = items[k].entry
			break
		}
	}
	for j := lo + 1; j < hi; j++ {
		if j != items[i].entry && score[j] > own-0.2 {
			return false
		}
	}
	return true
}

// headOrder finds in which order a header prints the columns: for each printed
// column from left to right the column leaf, or nil if the header does not hold
// every column once, side by side: those under one heading in one row.
func headOrder(head []*cell, cols []entry) []int {
	type hit struct{ col, at, row int }
	var hits []hit
	seen := make([]bool, len(cols))
	for _, c := range head {
		for j := range cols {
			if !seen[j] && cols[j].likeness(c.label) >= 0.75 {
				seen[j] = true
				hits = append(hits, hit{j, c.Col, c.Row})
				break
			}
		}
	}
	if len(hits) != len(cols) {
		return nil
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return a.at - b.at })
	order := make([]int, len(hits))
	for k, h := range hits {
		for _, other := range hits[:k] {
			if other.at == h.at || other.row != h.row && cols[other.col].node.Parent == cols[h.col].node.Parent {
				return nil // a header that does not line up with itself
			}
		}
		order[k] = h.col
	}
	return order
}

// shuffled reports whether a header's words stand in another order than the
// form's, where its columns cannot be told by place: no figure under it is
// certain. Short labels do not count, they stand elsewhere too.
func shuffled(header []rune, cols []entry) bool {
	last := -1
	for j := range cols {
		if j > 0 && cols[j].node.Parent != cols[j-1].node.Parent {
			last = -1
		}
		for i := range cols[j].spell {
			sp := cols[j].spell[i].runes
			if len(sp) < 4 {
				continue
			}
			if at := fold.IndexRunes(header, sp); at >= 0 {
				if at < last {
					return true
				}
				last = at
				break
			}
		}
	}
	return false
}

// shuffledText is shuffled of the text before a table's figures, from its last
// sentence on.
func shuffledText(before string, cols []entry) bool {
	return shuffled([]rune(fold.Label(before[strings.LastIndex(before, "\u3002")+1:])), cols)
}

// outOfOrder reports whether neighbours in a header's row, to the letter columns
// of one heading, stand in another order than the form's.
func outOfOrder(head []*cell, cols []entry) bool {
	last, row := -1, -1
	for _, c := range head {
		if c.label == nil {
			continue
		}
		j := slices.IndexFunc(cols, func(e entry) bool { return slices.Contains(e.exact, c.label.text) })
		if j >= 0 && last > j && c.Row == row && cols[j].node.Parent == cols[last].node.Parent {
			return true
		}
		last, row = j, c.Row
	}
	return false
}
