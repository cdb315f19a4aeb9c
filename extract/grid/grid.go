// Package grid holds a document with its medium forgotten: an ordered list of
// paragraphs and tables, each with the place it was printed in.
//
// A medium (HTML, PDF, …) makes a Doc; the form matcher reads it. The package
// knows nothing of reports and nothing of Chinese.
package grid

import (
	"strconv"
)

// Doc is one document.
type Doc struct {
	Medium   string // text, markdown, html, docx, doc, pdf
	Encoding string // of the bytes; empty where the medium has none
	Engine   string // which of several readers read it; empty where there is one
	Pages    int    // 0 where the medium has none
	Meta     []Meta // what the file says about itself: <title>, <meta>, core properties
	Blocks   []Block
	Notes    []Note
}

// Meta is a name and value from the file's own description.
type Meta struct{ Name, Value string }

// Note is something the medium has to say about its reading. Kind is a stable
// word: damaged (values from a repaired file), picture (a table or page that is
// only an image), dropped (text that was left out, and why), running (page
// numbers, running heads and repeated table heads), fallback (read another way).
type Note struct {
	Kind, Text string
	Pos        Pos
}

// Block is a paragraph or a table: exactly one of the two is set.
type Block struct {
	Para *Para
	Grid *Grid
}

// Para is a paragraph, or one line of a text that has no paragraphs.
type Para struct {
	Text    string // as printed, inner line ends as \n
	Pos     Pos
	Heading int // 1–6 where the medium marks a heading, else 0
}

// Grid is a table: rectangular, every span filled, no two cells overlapping.
type Grid struct {
	Rows, Cols int
	Cells      []Cell // in reading order (row, then column of the top-left corner)
	Pos        Pos
	// Loose says that the columns are guesses of the medium (runs of spaces,
	// words of a PDF without rules), not drawn or marked up.
	Loose bool
	// Ragged says that a row is its cells in order, blank ones among them: a
	// column says nothing.
	Ragged bool
	// Full says of each row of a ragged grid whose rows were filled up to its
	// width that the filling is known and left out: what else is blank is a cell.
	Full []bool
	// Worded says of a ragged grid that its cells are one stream: a row ends where
	// the words of the next begin, and nothing else tells so.
	Worded bool
	at     []int32
	lent   bool // the cells stand in a Room
}

// Cell is one cell with its span; Row and Col, counted from 0, are its top left.
type Cell struct {
	Row, Col         int
	RowSpan, ColSpan int
	Text             string
	Pos              Pos
	Box              *[4]float64 // x0, y0, x1, y1 in points from the page's top left
}

// New builds a grid from cells that know their place, filling the index. Spans
// are clamped to the grid; where two cells claim a slot the earlier one keeps it.
// Slots that no cell claims stay empty: At returns nil there.
func New(rows, cols int, cells []Cell, pos Pos) *Grid {
	g := &Grid{Rows: rows, Cols: cols, Cells: cells, Pos: pos, at: make([]int32, rows*cols)}
	for i := range g.Cells {
		c := &g.Cells[i]
		c.RowSpan, c.ColSpan = clamp(c.RowSpan, rows-c.Row), clamp(c.ColSpan, cols-c.Col)
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Col; k < c.Col+c.ColSpan; k++ {
				if s := &g.at[r*cols+k]; *s == 0 {
					*s = int32(i + 1)
				}
			}
		}
	}
	return g
}

func clamp(span, room int) int { return max(1, min(span, room)) }

// At returns the cell that covers row r, column c, or nil.
func (g *Grid) At(r, c int) *Cell {
	if r < 0 || c < 0 || r >= g.Rows || c >= g.Cols {
		return nil
	}
	if i := g.at[r*g.Cols+c]; i > 0 {
		return &g.Cells[i-1]
	}
	return nil
}

// Row appends to dst the indexes in Cells of the cells that touch row r, each
// once, left to right, those that begin in an earlier row among them.
func (g *Grid) Row(dst []int, r int) []int {
	for c := 0; c < g.Cols; {
		i := g.at[r*g.Cols+c]
		if i == 0 {
			c++
			continue
		}
		dst = append(dst, int(i-1))
		c = max(c+1, g.Cells[i-1].Col+g.Cells[i-1].ColSpan)
	}
	return dst
}

// Pos is a printed place. Numbers count from 1; 0 is unknown and left out.
// Table and Block count within the document, Row and Col within the table.
type Pos struct {
	Line, Page, Block, Table, Row, Col int
}

// String prints what is known: "p3 t2 r14 c5", "p1 b4", "l52".
func (p Pos) String() string { return string(p.AppendTo(make([]byte, 0, 24))) }

// AppendTo appends what String returns.
func (p Pos) AppendTo(b []byte) []byte {
	start := len(b)
	for _, f := range [...]struct {
		letter byte
		n      int
	}{{'l', p.Line}, {'p', p.Page}, {'b', p.Block}, {'t', p.Table}, {'r', p.Row}, {'c', p.Col}} {
		if f.n > 0 {
			if len(b) > start {
				b = append(b, ' ')
			}
			b = append(b, f.letter)
			b = strconv.AppendInt(b, int64(f.n), 10)
		}
	}
	return b
}
