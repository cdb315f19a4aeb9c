package match

import (
	"slices"

	"gongkai/extract/grid"
	"gongkai/extract/solve"
	"gongkai/record"
)

// order reads the header over a row: for each printed figure its column leaf.
// Where the header does not hold every column, the form's order holds.
func (s *singleReader) order(r *row, rows []row, from, n int) []int {
	plain := make([]int, n)
	for k := range plain {
		plain[k] = from + k
	}
	type hit struct{ at, col int }
	var leaves, over, read []hit            // read: the headings in reading order
	inRows := r.grid.Loose || r.grid.Ragged // its cells stand in reading order, not over their columns
	for _, c := range headOver(rows, r) {
		if k := slices.IndexFunc(s.groups, func(g group) bool { return g.entry.likeness(c.label) >= 0.8 }); k >= 0 {
			over = append(over, hit{c.Col, k})
			continue
		}
		for j := range s.groups[0].leaves {
			if s.lab.cols[j].likeness(c.label) >= 0.8 {
				leaves = append(leaves, hit{c.Col, j})
				break
			}
		}
	}
	if len(leaves) != n || len(over) != len(s.groups) {
		return plain
	}
	per := len(s.groups[0].leaves)
	if r.grid.Loose { // headings on several lines: each may stand over its column all the same
		byColumn := slices.Clone(leaves)
		slices.SortStableFunc(byColumn, func(a, b hit) int { return a.at - b.at })
		apart := true
		for k, l := range byColumn {
			apart = apart && l.col == k%per && (k == 0 || l.at > byColumn[k-1].at)
		}
		if apart {
			return plain
		}
	}
	if !inRows {
		read = slices.Clone(over)
		slices.SortStableFunc(leaves, func(a, b hit) int { return a.at - b.at })
		slices.SortStableFunc(over, func(a, b hit) int { return a.at - b.at })
	}
	for k := range read {
		if over[k].at != leaves[k*per].at && slices.IsSortedFunc(read, func(a, b hit) int { return a.col - b.col }) {
			return plain // the headings do not stand over their columns, and are read in the form's order
		}
	}
	order := make([]int, n)
	seen := make([]bool, n)
	for k, l := range leaves {
		col := s.groups[over[k/per].col].leaves[l.col]
		if seen[col] || inRows && col/per != k/per {
			return plain
		}
		seen[col], order[k] = true, col
	}
	if !slices.Equal(order, plain) {
		s.reordered(s.table, r.grid)
	}
	return order
}

// addUp reports whether figures fit the sums of their row, if blank is none: where
// columns are guesses, blank cells may stand between others than print left so.
func (s *singleReader) addUp(v []*cell, order []int) bool {
	value := map[int]int64{}
	for k, j := range order {
		value[s.block.At(0, j)], _ = v[k].number.Int64()
	}
	for _, id := range s.form.Identities {
		sum, whole := int64(0), true
		for side, ops := range [...][]int{id.Left, id.Right} {
			for _, i := range ops {
				x, ok := value[i]
				whole = whole && ok
				sum += x * int64(1-2*side)
			}
		}
		if whole && sum != 0 {
			return false
		}
	}
	return true
}

func (s *singleReader) writeAt(r *row, v []*cell, from int) int {
	order := make([]int, len(v))
	for k := range order {
		order[k] = from + k
	}
	return s.write(r, v, order)
}

func (s *singleReader) write(r *row, v []*cell, order []int) int {
	r.read = true
	if crowded(v) {
		cells := make([]int, len(order))
		for k, j := range order {
			cells[k] = s.block.At(0, j)
		}
		s.unreadable(cells, joinTexts(v), r.pos())
		v = nil
	}
	for k, c := range v {
		f := c.figure()
		if len(f.Runs) > 0 {
			f.State, f.Doubt = record.Unreadable, "R01"
		}
		s.put(s.block.At(0, order[k]), f, c.Text, c.Pos, c.Box)
	}
	s.lastGrid, s.last = r.grid, s.last[:0]
	for _, j := range order {
		s.last = append(s.last, s.block.At(0, j))
	}
	if len(order) == len(s.block.ColLeaves) {
		s.next = len(s.groups)
	}
	return len(order)
}

// leave gives a row whose columns are not certain to arithmetic.
func (s *singleReader) leave(r *row, values []*cell) int {
	cells := s.rowCells(s.block, 0)
	s.next = len(s.groups)
	r.read = true
	text := joinTexts(values)
	run, ok := runOf(values, len(cells))
	if !ok || len(run.Digits) == 0 {
		s.unreadable(cells, text, r.pos())
		return 1
	}
	s.open(openGroup{table: s.table, rows: [][]int{cells}, raw: []string{text}, at: []grid.Pos{r.pos()},
		group: solve.Group{Runs: []solve.Run{run}, Blanks: numbers(values) < len(cells)}})
	return len(cells)
}
