package grid

import "sync"

// rooms are the cells of tables whose documents are done with: the largest part
// of what a document takes.
var rooms = sync.Pool{New: func() any { return new([]Cell) }}

// maxRoom is the number of cells that are kept; a report's largest table has 260.
const maxRoom = 1024

// Room returns room for n cells of one table, none of them yet. Lend makes the table.
func Room(n int) []Cell {
	if r := rooms.Get().(*[]Cell); cap(*r) >= n {
		return (*r)[:0]
	}
	return make([]Cell, 0, n)
}

// Lend is New with cells from Room, which Free takes back.
func Lend(rows, cols int, cells []Cell, pos Pos) *Grid {
	g := New(rows, cols, cells, pos)
	g.lent = true
	return g
}

// Free gives back the room of a document's tables: nothing may look at them any
// more. Their texts are the caller's for good.
func (d *Doc) Free() {
	for i := range d.Blocks {
		if g := d.Blocks[i].Grid; g != nil && g.lent && cap(g.Cells) <= maxRoom {
			cells := g.Cells
			clear(cells)
			g.Cells = nil
			rooms.Put(&cells)
		}
	}
}
