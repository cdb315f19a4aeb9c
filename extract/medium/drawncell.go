package medium

import (
	"strings"
	"unicode/utf8"

	"gongkai/extract/grid"
)

// drawnCell is one cell of a drawn table.
type drawnCell struct {
	row, rows, col, cols int
	lines                []line // as they stand between the rules
}

// text is a cell's text: lines that were broken are joined, but two numbers, or
// one that was cut, stay apart.
func (c *drawnCell) text() string {
	s := ""
	for i := range c.lines {
		t := strings.TrimFunc(c.lines[i].text, blankRune)
		if t == "" {
			continue
		}
		if s != "" && s[len(s)-1] < utf8.RuneSelf && t[0] < utf8.RuneSelf {
			s += "\n"
		}
		s += t
	}
	return s
}

// layout says that a cell holds a table, or prose.
func (c *drawnCell) layout() bool {
	size, stop := 0, false
	for i := range c.lines {
		t := strings.TrimFunc(c.lines[i].text, blankRune)
		if _, ruled := framed(t); ruled {
			return true
		}
		size += runes(t, proseRunes)
		stop = stop || strings.Contains(t, "\u3002")
	}
	return size >= proseRunes || stop && size >= sentenceRunes
}

// blocks writes the table: rows of data as grids, and of rows that lay out the
// page what their cells hold, read by inner.
func (d *drawing) blocks(b *budget, cellText func(c *drawnCell) string, inner func([]line) error, emit func(grid.Block)) error {
	if err := b.addCells(len(d.cells)); err != nil {
		return err
	}
	cols := len(d.edges) - 1
	if err := b.slots(d.n, cols); err != nil {
		return err
	}
	flat := make([]bool, d.n) // rows that lay out the page
	for i := range d.cells {
		c := &d.cells[i]
		if c.layout() {
			for r := c.row; r < c.row+c.rows; r++ {
				flat[r] = true
			}
		}
	}
	var cells []grid.Cell
	from := 0
	flush := func(to int) {
		if len(cells) > 0 {
			emit(grid.Block{Grid: grid.New(to-from, cols, cells, grid.Pos{Line: cells[0].Pos.Line})})
		}
		cells = nil
	}
	for i := range d.cells {
		if err := b.tick(); err != nil {
			return err
		}
		c := &d.cells[i]
		if flat[c.row] {
			flush(c.row)
			if err := inner(c.lines); err != nil {
				return err
			}
			continue
		}
		if len(cells) == 0 {
			from = c.row
		}
		cells = append(cells, grid.Cell{Row: c.row - from, Col: c.col, RowSpan: c.rows, ColSpan: c.cols, Text: cellText(c), Pos: grid.Pos{Line: c.lines[0].n}})
	}
	flush(d.n)
	return nil
}

// drawnAt reads the drawn table that the first lines make, and how many they
// are; 0 where they make none. bad is the number of lines whose rules do not meet.
func drawnAt(b *budget, lines []line, blocks *[]grid.Block) (n, bad int, err error) {
	if n = drawnRun(lines); n == 0 {
		return 0, 0, nil
	}
	d := readDrawn(lines[:n])
	if d == nil {
		return 0, n, nil
	}
	return n, 0, d.blocks(b, (*drawnCell).text, func(inner []line) error {
		in, err := lineBlocks(b, inner)
		*blocks = append(*blocks, in...)
		return err
	}, func(block grid.Block) { *blocks = append(*blocks, block) })
}
