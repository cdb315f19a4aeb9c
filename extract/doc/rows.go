package doc

import "slices"

// Row is how a table's row is cut into cells.
type Row struct {
	Edges []int32 // of the cells, left to right, one more than cells; twentieths of a point
	Cells []Cell
	Table Table // rows of one table have it the same

	left, gap int32 // where it begins, and how far before that its first edge is
	moved     bool  // since its edges were given
}

// Cell is how a cell goes together with its neighbours.
type Cell struct {
	Sideways, Down Merge
	bits           uint8 // sideways, as the file has it
}

// Merge is how a cell takes part in one that is larger.
type Merge uint8

// A cell alone, the first of several, or one of the others.
const (
	Alone Merge = iota
	First
	GoesOn
)

// Table is what rows of one table have in common: a row that differs in it
// begins another.
type Table struct {
	style, page, overlap, rightToLeft uint16
	group                             uint32
	x, y, left, top, right, bottom    int16
}

const (
	opLeft      = 0x9601
	opGap       = 0x9602
	opInsert    = 0x7621
	opDelete    = 0x5622
	opWidth     = 0x7623
	opMerge     = 0x5624
	opSplit     = 0x5625
	opMergeDown = 0xD62B
	cellBytes   = 20
	maxCells    = 255
)

// applyRow applies a list of changes to a row.
func (d *Document) applyRow(list []byte, r *Row) error {
	return d.follow(list, 0, func(op uint16, arg []byte) error {
		switch op {
		case opDefOld:
			return unsupported("a table as Word 95 wrote them")
		}
		if !r.change(op, arg) {
			return damaged("table")
		}
		return nil
	})
}

// change applies one operation; false where it names a cell that is not there.
func (r *Row) change(op uint16, arg []byte) bool {
	n := len(r.Cells)
	switch op {
	case opDefTable:
		return r.define(arg)
	case opInsert:
		at, count, width := int(arg[0]), int(arg[1]), int32(le.Uint16(arg[2:]))
		if at > n || n+count > maxCells {
			return false
		}
		if len(r.Edges) == 0 {
			r.Edges = append(r.Edges, 0)
		}
		for i := range r.Edges[at:] {
			if i > 0 {
				r.Edges[at+i] += int32(count) * width
			}
		}
		more := make([]int32, count)
		for i := range more {
			more[i] = r.Edges[at] + int32(i+1)*width
		}
		r.Edges = slices.Insert(r.Edges, at+1, more...)
		r.Cells = slices.Insert(r.Cells, at, make([]Cell, count)...)
	case opDelete:
		from, to := int(arg[0]), int(arg[1])
		if from > to || to > n {
			return false
		}
		width := int32(0)
		if to > from {
			width = r.Edges[to] - r.Edges[from]
		}
		for i := to + 1; i < len(r.Edges); i++ {
			r.Edges[i] -= width
		}
		if to > from {
			r.Edges = slices.Delete(r.Edges, from+1, to+1)
			r.Cells = slices.Delete(r.Cells, from, to)
		}
	case opWidth:
		from, to, width := int(arg[0]), int(arg[1]), int32(le.Uint16(arg[2:]))
		if from > to || to > n {
			return false
		}
		for i := from; i < to; i++ {
			by := width - (r.Edges[i+1] - r.Edges[i])
			for k := i + 1; k < len(r.Edges); k++ {
				r.Edges[k] += by
			}
		}
	case opMerge, opSplit:
		from, to := int(arg[0]), int(arg[1])
		if from > to || to > n {
			return false
		}
		for i := from; i < to; i++ {
			switch {
			case op == opSplit:
				r.Cells[i].bits = 0
			case i == from:
				r.Cells[i].bits = 1
			default:
				r.Cells[i].bits = 2
			}
		}
	case opMergeDown:
		if len(arg) != 3 || int(arg[1]) >= n {
			return false
		}
		r.Cells[arg[1]].Down = down(arg[2])
	case opGap:
		r.gap = int32(int16(le.Uint16(arg)))
	case opLeft:
		r.left, r.moved = int32(int16(le.Uint16(arg))), true
	default:
		r.Table.change(op, arg)
	}
	return true
}

// define reads a row's definition: the number of cells, their edges, and what
// each says of itself; the last may say nothing.
func (r *Row) define(arg []byte) bool {
	if len(arg) < 3 {
		return false
	}
	n := int(arg[2])
	arg = arg[3:]
	if len(arg) < 2*(n+1) {
		return false
	}
	r.Edges, r.Cells, r.moved = make([]int32, n+1), make([]Cell, n), false
	for i := range r.Edges {
		r.Edges[i] = int32(int16(le.Uint16(arg[2*i:])))
	}
	arg = arg[2*(n+1):]
	for i := 0; i < n && len(arg) >= 2; i++ {
		bits := le.Uint16(arg)
		r.Cells[i].bits, r.Cells[i].Down = uint8(bits&3), down(byte(bits>>5&3))
		arg = arg[min(cellBytes, len(arg)):]
	}
	return true
}

func down(bits byte) Merge {
	switch bits {
	case 0:
		return Alone
	case 1:
		return GoesOn
	}
	return First
}

// settle moves a row to where it begins, and finds out which cells are merged
// sideways. The two descriptions of the format give the two bits opposite
// meanings; the first cell of several tells which is meant.
func (r *Row) settle() {
	if r.moved && len(r.Edges) > 0 {
		by := r.left - r.gap - r.Edges[0]
		for i := range r.Edges {
			r.Edges[i] += by
		}
	}
	var first uint8
	for i := range r.Cells {
		c := &r.Cells[i]
		switch {
		case c.bits == 0:
			first, c.Sideways = 0, Alone
		case first == 0 || c.bits == first:
			first, c.Sideways = c.bits, First
		default:
			c.Sideways = GoesOn
		}
	}
}

// change notes what sets a table apart from the next.
func (t *Table) change(op uint16, arg []byte) {
	var to *int16
	switch op {
	case 0x563A:
		t.style = le.Uint16(arg)
	case 0x360D:
		t.page = uint16(arg[0])
	case 0x3465:
		t.overlap = uint16(arg[0])
	case 0x560B, 0x5664:
		t.rightToLeft = le.Uint16(arg)
	case 0x7469:
		t.group = le.Uint32(arg)
	case 0x940E:
		to = &t.x
	case 0x940F:
		to = &t.y
	case 0x9410:
		to = &t.left
	case 0x9411:
		to = &t.top
	case 0x941E:
		to = &t.right
	case 0x941F:
		to = &t.bottom
	}
	if to != nil {
		*to = int16(le.Uint16(arg))
	}
}
