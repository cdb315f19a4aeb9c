package medium

import (
	"slices"
	"strings"

	"gongkai/extract/grid"
	"gongkai/record"
)

var errNesting = record.Fail(record.TooLarge, "tables or elements nested deeper than the limit; cut the report out of the page")

// A cell is prose from this many characters on, with a full stop from fewer:
// the longest label of the forms has 60.
const (
	proseRunes    = 200
	sentenceRunes = 80
)

// table writes a table: rows of data as grids; rows that lay out the page, by
// holding tables or prose, as what they hold, in order.
func (w *writer) table(t *table, depth int) error {
	if depth >= w.lim.Nesting {
		return errNesting
	}
	order := t.order()
	layout := make([]bool, len(t.rows))
	any := false
	for i := range t.rows {
		layout[i] = w.isLayout(t, i)
		any = any || layout[i]
	}
	cells, cols, err := w.arrange(t, order)
	if err != nil {
		return err
	}
	for i := 0; i < len(order); {
		if err := w.tick(); err != nil {
			return err
		}
		if r := t.rows[order[i]]; layout[order[i]] {
			for k := r.first; k < r.first+r.n; k++ {
				if err := w.box(&t.cells[k].box, depth+1); err != nil {
					return err
				}
			}
			cells = cells[r.n:]
			i++
			continue
		}
		end := i + 1
		for end < len(order) && !layout[order[end]] {
			end++
		}
		blocks := len(w.doc.Blocks)
		n, err := w.rows(cells, i, end, cols, any)
		if err != nil {
			return err
		}
		cells = cells[n:]
		if t.aria && len(w.doc.Blocks) > blocks && w.doc.Blocks[blocks].Grid != nil {
			w.copies = append(w.copies, w.doc.Blocks[blocks].Grid)
		}
		i = end
	}
	return nil
}

// order is the order in which rows are shown: heads first, feet last.
func (t *table) order() []int {
	order := make([]int, len(t.rows))
	sorted := true
	for i := range order {
		order[i] = i
		sorted = sorted && (i == 0 || t.rows[i].kind >= t.rows[i-1].kind)
	}
	if !sorted {
		slices.SortStableFunc(order, func(a, b int) int { return t.rows[a].kind - t.rows[b].kind })
	}
	return order
}

// isLayout says that a row lays out the page: one of its cells holds a table
// that is more than the frame of a figure, or prose, and it has no figures.
func (w *writer) isLayout(t *table, row int) bool {
	r := t.rows[row]
	nested, prose := false, false
	for k := r.first; k < r.first+r.n; k++ {
		b := &t.cells[k].box
		holds := w.holdsTable(b)
		nested = nested || holds
		prose = prose || !holds && w.isProse(b)
	}
	if !nested && !prose {
		return false
	}
	plain, figures := 0, 0
	for k := r.first; k < r.first+r.n; k++ {
		b := &t.cells[k].box
		if s := w.s[b.from:b.to]; !blank(s) && !w.holdsTable(b) && !w.isProse(b) {
			plain++
			if numeric(strings.TrimFunc(s, blankRune)) {
				figures++
			}
		}
	}
	if !nested {
		return figures < 2 && plain < 3
	}
	if prose || plain == 0 {
		return true
	}
	for k := r.first; k < r.first+r.n; k++ {
		if b := &t.cells[k].box; b.list > 0 && !w.frame(b, plain > 1) {
			return true
		}
	}
	return false
}

func (w *writer) holdsTable(b *box) bool {
	return slices.ContainsFunc(w.items(b), func(it item) bool { return it.table != nil })
}

// isProse says that a cell holds a sentence, and too much for a label.
func (w *writer) isProse(b *box) bool {
	s := w.s[b.from:b.to]
	n := runes(s, sentenceRunes)
	return n >= sentenceRunes && (n >= proseRunes || strings.Contains(s, "\u3002"))
}

// frame says that the tables in a cell only frame a figure or, if the row has
// several other cells, a few words.
func (w *writer) frame(b *box, words bool) bool {
	n := 0
	for _, it := range w.items(b) {
		if it.table == nil {
			continue
		}
		if n += len(it.table.cells); n > 4 {
			return false
		}
		for i := range it.table.cells {
			if it.table.cells[i].list > 0 {
				return false
			}
		}
	}
	text := w.cellText(b)
	return len(text) <= 120 && (words || blank(text) || numeric(strings.TrimFunc(text, blankRune)))
}

// placed is a cell with its place in the table as shown.
type placed struct {
	box
	row, col, rowSpan, colSpan int32
}

// arrange gives each cell its place by the rules of HTML: behind the cells to
// its left and those that reach down from above. A span ends where another cell
// stands, and with its section.
func (w *writer) arrange(t *table, order []int) ([]placed, int, error) {
	if err := w.slots(len(order), 1); err != nil {
		return nil, 0, err
	}
	ends := make([]int, len(order)) // of each row's section
	for y := len(order) - 1; y >= 0; y-- {
		ends[y] = y + 1
		if y+1 < len(order) && t.rows[order[y]].section == t.rows[order[y+1]].section {
			ends[y] = ends[y+1]
		}
	}
	cells := slices.Grow(t.placed, len(t.cells))
	busy := make([]int, 0, 32) // for each column the first row that is free again
	cols := 0
	for y, row := range order {
		r := t.rows[row]
		x := 0
		for k := r.first; k < r.first+r.n; k++ {
			if err := w.tick(); err != nil {
				return nil, 0, err
			}
			c := &t.cells[k]
			if t.grid {
				x = max(x, int(c.col))
			}
			for x < len(busy) && busy[x] > y {
				x++
			}
			if x >= maxColumns {
				return nil, 0, errCells
			}
			p := placed{box: c.box, row: int32(y), col: int32(x), rowSpan: c.rowSpan}
			if room := int32(ends[y] - y); p.rowSpan <= 0 || p.rowSpan > room {
				p.rowSpan = room
			}
			for len(busy) < x {
				busy = append(busy, 0)
			}
			if c.colSpan <= 1 {
				if x == len(busy) {
					busy = append(busy, 0)
				}
				p.colSpan = 1
				busy[x] = y + int(p.rowSpan)
				x++
				cells = append(cells, p)
				cols = max(cols, x)
				continue
			}
			free := true // one that reaches over another's place is cut there, and the next stands behind both
			for range min(c.colSpan, maxSpan) {
				if x == len(busy) {
					busy = append(busy, 0)
				}
				if free = free && busy[x] <= y; free {
					p.colSpan++
				}
				busy[x] = max(busy[x], y+int(p.rowSpan))
				x++
			}
			cells = append(cells, p)
			cols = max(cols, x)
		}
	}
	t.placed = cells
	return cells, cols, nil
}

// Browsers take no wider span.
const maxSpan = 1000

// rows writes rows of data, as a grid, or as paragraphs if they are no table.
// The cells are those of the table from the first of these rows on; the number
// of those that stand in them is returned. split says that other rows of the
// table are layout.
func (w *writer) rows(cells []placed, from, to, cols int, split bool) (int, error) {
	n, filled, spacers := 0, 0, true
	startRow, startCol := make([]int, to-from+1), make([]int, cols+1)
	for ; n < len(cells) && int(cells[n].row) < to; n++ {
		c := &cells[n]
		startRow[int(c.row)-from+1], startCol[c.col+1] = 1, 1
		if c.list > 0 || !blank(w.s[c.from:c.to]) {
			filled++
			last := n+1 == len(cells) || cells[n+1].row != c.row
			spacers = spacers && last // nothing but blank cells to its left, or another cell would have ended this
		}
	}
	cells = cells[:n]
	if filled == 0 {
		return n, nil
	}
	// Columns and rows in which no cell begins show nothing of their own.
	for i := 1; i < len(startRow); i++ {
		startRow[i] += startRow[i-1]
	}
	for i := 1; i < len(startCol); i++ {
		startCol[i] += startCol[i-1]
	}
	height, width := startRow[len(startRow)-1], startCol[len(startCol)-1]
	if filled == 1 || width == 1 || split && spacers {
		for i := range cells {
			if err := w.box(&cells[i].box, 0); err != nil {
				return n, err
			}
		}
		return n, nil
	}
	if err := w.slots(height, width); err != nil {
		return n, err
	}
	w.place(int(cells[0].from))
	out := grid.Room(n)[:n]
	for i := range cells {
		c := &cells[i]
		row, col := int(c.row)-from, int(c.col)
		out[i] = grid.Cell{
			Row: startRow[row], Col: startCol[col],
			RowSpan: startRow[min(row+int(c.rowSpan), to-from)] - startRow[row],
			ColSpan: startCol[col+int(c.colSpan)] - startCol[col],
			Text:    w.cellText(&c.box),
		}
	}
	w.doc.Blocks = append(w.doc.Blocks, grid.Block{Grid: grid.Lend(height, width, out, grid.Pos{})})
	return n, nil
}
