package medium

import (
	"sync"

	"gongkai/extract/grid"
)

// flow collects a document's text and tables as a reader of markup meets them.
// All text goes into one buffer; boxes and tables hold places in it. In the
// buffer '\n' is a line end inside a paragraph, parBreak one between paragraphs,
// and a paragraph may begin with a mark: its heading level, or preMark.
type flow struct {
	*budget
	buf    []byte
	from   int // where the open stretch of text begins
	gap    gap // what parts the next text from the last
	level  int // heading level of what is written
	pre    bool
	root   box
	lists  [][]item // of the boxes that hold tables
	tables []*table // open ones, outermost first
	opened []*table // all of them
	notes  []note
}

const (
	parBreak = '\v'
	preMark  = '\a'
)

type gap uint8

const (
	noGap gap = iota
	spaceGap
	lineGap
	parGap
)

// box is what a cell or the whole page holds: stretches of text and tables. It
// has no pointers, so that a table's cells are nothing to the garbage collector.
type box struct {
	from, to int32
	list     int32 // if it holds more than one stretch: everything, in order, in flow.lists from 1
}

type item struct {
	from, to int32
	table    *table
}

// note is a grid.Note at a place in the buffer.
type note struct {
	kind, text string
	at         int
}

// table is a table as marked up.
type table struct {
	cells   []tableCell
	rows    []tableRow
	placed  []placed // the cells again; see arrange
	current int      // index of the open cell; -1 while none is
	aria    bool
	grid    bool // the columns are given (Word), not counted
	merged  bool // the open cell belongs to another
	merges  merges
}

type tableRow struct {
	first, n int // its cells
	section  int // rowspans end with a section
	kind     int // -1 head, 0 body, 1 foot
}

type tableCell struct {
	box
	row, col         int32 // col only where grid is set
	rowSpan, colSpan int32 // rowSpan 0: to the section's end
}

// tablePool are tables that documents are done with, for their room: it takes more than
// all else that a page is read with. They hold places in a text, nothing of it.
var tablePool = sync.Pool{New: func() any { return &table{cells: make([]tableCell, 0, 64), rows: make([]tableRow, 0, 16)} }}

// newTable is an empty table.
func (f *flow) newTable() *table {
	t := tablePool.Get().(*table)
	*t = table{cells: t.cells[:0], rows: t.rows[:0], placed: t.placed[:0], merges: merges{t.merges.above[:0], t.merges.here[:0]}}
	f.opened = append(f.opened, t)
	return t
}

// freeTables gives the tables back when the document is made of them.
func (f *flow) freeTables() {
	const kept = 1024 // cells; a report's largest table has 260
	for _, t := range f.opened {
		if cap(t.cells) <= kept && cap(t.rows) <= kept {
			tablePool.Put(t)
		}
	}
	f.opened, f.lists = nil, nil
}

func (f *flow) box() *box {
	for i := len(f.tables) - 1; i >= 0; i-- {
		if t := f.tables[i]; t.current >= 0 {
			return &t.cells[t.current].box
		}
	}
	return &f.root
}

// items are what a box of several holds.
func (f *flow) items(b *box) []item {
	if b.list == 0 {
		return nil
	}
	return f.lists[b.list-1]
}

// add puts an item into a box of several.
func (f *flow) add(b *box, it item) {
	if b.list == 0 {
		list := make([]item, 0, 4)
		if b.to > 0 {
			list = append(list, item{from: b.from, to: b.to})
		}
		f.lists = append(f.lists, list)
		b.list = int32(len(f.lists))
	}
	list := &f.lists[b.list-1]
	*list = append(*list, it)
}

// cut ends the open stretch of text and gives it to its box. It goes before any
// change of box.
func (f *flow) cut() {
	if len(f.buf) > f.from {
		b := f.box()
		from, to := int32(f.from), int32(len(f.buf))
		if b.list == 0 && b.to == 0 {
			b.from, b.to = from, to
		} else {
			f.add(b, item{from: from, to: to})
		}
	}
	f.from, f.gap = len(f.buf), noGap
}

func (f *flow) open(t *table) {
	f.cut()
	t.current = -1
	f.tables = append(f.tables, t)
}

// shut ends the innermost table and puts it into its box.
func (f *flow) shut(keep bool) {
	f.cut()
	n := len(f.tables) - 1
	t := f.tables[n]
	f.tables = f.tables[:n]
	if !keep || len(t.cells) == 0 {
		return
	}
	f.add(f.box(), item{table: t})
}

// row begins a row of the innermost table.
func (f *flow) row(section, kind int) {
	t := f.tables[len(f.tables)-1]
	t.rows = append(t.rows, tableRow{first: len(t.cells), section: section, kind: kind})
}

// cell begins a cell in the last row.
func (f *flow) cell(c tableCell) error {
	f.cut()
	t := f.tables[len(f.tables)-1]
	r := &t.rows[len(t.rows)-1]
	c.row = int32(len(t.rows) - 1)
	t.cells = append(t.cells, c)
	t.current = len(t.cells) - 1
	r.n++
	return f.addCells(1)
}

// uncell ends the open cell.
func (f *flow) uncell() {
	f.cut()
	f.tables[len(f.tables)-1].current = -1
}

// part widens the gap before the next text.
func (f *flow) part(g gap) {
	if g > f.gap {
		f.gap = g
	}
}

// sep writes the gap before text: nothing at a stretch's beginning.
func (f *flow) sep() {
	start := len(f.buf) == f.from
	if !start {
		switch f.gap {
		case spaceGap:
			f.buf = append(f.buf, ' ')
		case lineGap:
			f.buf = append(f.buf, '\n')
		case parGap:
			f.buf = append(f.buf, parBreak)
		}
	}
	if start || f.gap == parGap {
		if f.pre {
			f.buf = append(f.buf, preMark)
		} else if f.level > 0 {
			f.buf = append(f.buf, byte(f.level))
		}
	}
	f.gap = noGap
}

// shown is printable or beyond ASCII.
func shown(c byte) bool { return c > ' ' && c != 0x7F }

// write adds text, its white space drawn together as browsers do.
func (f *flow) write(s string) {
	if f.pre {
		f.verbatim(s)
		return
	}
	for i := 0; i < len(s); {
		if !shown(s[i]) {
			if space(s[i]) {
				f.part(spaceGap)
			}
			i++
			continue
		}
		from := i
		for i < len(s) && shown(s[i]) {
			i++
		}
		if f.gap != noGap || len(f.buf) == f.from {
			f.sep()
		}
		f.buf = append(f.buf, s[from:i]...)
	}
}

// verbatim adds text with its tabs, spaces and line ends.
func (f *flow) verbatim(s string) {
	if s == "" {
		return
	}
	if f.gap != noGap || len(f.buf) == f.from {
		f.sep()
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\r':
			if i+1 == len(s) || s[i+1] != '\n' {
				f.buf = append(f.buf, '\n')
			}
		case c == '\n' || c == '\t' || c >= ' ' && c != 0x7F:
			f.buf = append(f.buf, c)
		}
	}
}

// last is the last byte written in the open stretch, if nothing parts it from
// the next text.
func (f *flow) last() byte {
	if f.gap != noGap || len(f.buf) == f.from {
		return 0
	}
	return f.buf[len(f.buf)-1]
}

// doc makes the document of what was collected.
func (f *flow) doc() (*grid.Doc, error) {
	f.cut()
	if err := f.addText(len(f.buf)); err != nil {
		return nil, err
	}
	w := &writer{flow: f, s: string(f.buf), doc: &grid.Doc{}}
	if err := w.box(&f.root, 0); err != nil {
		return nil, err
	}
	f.freeTables()
	w.place(len(f.buf) + 1)
	w.dropCopies()
	for i := range w.doc.Blocks {
		if p := w.doc.Blocks[i].Para; p != nil {
			p.Pos = grid.Pos{Block: i + 1}
			continue
		}
		g := w.doc.Blocks[i].Grid
		g.Pos = grid.Pos{}
		for k := range g.Cells {
			g.Cells[k].Pos = grid.Pos{}
		}
	}
	return numbered(w.doc), nil
}
