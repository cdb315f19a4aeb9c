package medium

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract/grid"
)

// Crawlers that write a table's cells with a bar behind each often break the
// line at every cell:
//
//	a |          a        |
//	b |          |         a  |
//	0 | ||       b         b  |
//
// Where a row ends is then told by bars without a space (cells that pad the row
// to the table's width), by a bar that opens a row, or not at all: a row ends
// where words follow figures.

// barCell is one cell of such a table.
type barCell struct {
	text string
	n    int  // line
	ends bool // the row ends behind it
	full bool // … and what filled it up to the table's width was left out
	pads int  // … so many bars
}

// barRun reads the cells of such a table. n is the number of its lines, 0 if it
// is no such table; seen is how many were looked at.
func barRun(lines []line) (n, seen int, cells []barCell) {
	var pending []int // lines of a cell whose bar has not come yet
	open := false     // rows begin with a bar of their own
	figures, blanks := 0, 0
	for i := range lines {
		seen = i
		text := lines[i].text
		t := strings.TrimFunc(text, blankRune)
		if t == "" {
			continue
		}
		bar := strings.IndexByte(t, '|')
		if bar < 0 {
			if len(pending) > 0 && (len(cells) == 0 || !stub(lines[pending[len(pending)-1]].text)) || len(pending) > 2 {
				break
			}
			pending = append(pending, i)
			continue
		}
		before, pads := t[:bar], t[bar+1:]
		if strings.Trim(pads, "| \t\u00A0") != "" {
			break // a row on one line
		}
		if before == "" && strings.HasPrefix(pads, "|") && len(pending) == 0 { // nothing but padding
			if len(cells) == 0 {
				break
			}
			last := &cells[len(cells)-1]
			last.ends, last.full, last.pads = true, true, last.pads+1+strings.Count(pads, "|")
			n = i + 1
			continue
		}
		if len(pending) > 0 && (before != "" || open || len(cells) == 0 && opens(lines[i+1:])) && !stub(lines[pending[0]].text) {
			break // the words before belong to no cell
		}
		if before == "" && len(pending) == 0 {
			first := len(cells) == 0
			open = open || first && pads == ""
			if open && text[0] == '|' && !lone(lines[i+1:]) { // a row begins
				if !first {
					cells[len(cells)-1].ends = true
				}
				continue
			}
			if first {
				break
			}
		}
		c := barCell{n: lines[i].n, ends: strings.Contains(pads, "|")}
		c.full, c.pads = c.ends, strings.Count(pads, "|")
		for _, k := range pending {
			c.text, c.n = c.text+strings.TrimFunc(lines[k].text, blankRune), lines[k].n
		}
		c.text += strings.TrimFunc(before, blankRune)
		pending = pending[:0]
		if numeric(c.text) {
			figures++
		} else if c.text == "" {
			blanks++
		}
		cells = append(cells, c)
		n = i + 1
	}
	if open { // rows that a bar opens are told by it
		for i := range cells {
			cells[i].pads = 0
		}
	}
	if figures+blanks/4 < 1 || len(cells) < 8 {
		return 0, max(1, seen), nil
	}
	return n, n, cells
}

// opens reports whether the next line is a cell with its own bar: the bar before
// it opens a row.
func opens(lines []line) bool {
	for i := range lines {
		if t := strings.TrimFunc(lines[i].text, blankRune); t != "" {
			return strings.IndexByte(t, '|') > 0
		}
	}
	return false
}

// lone reports whether the next line is nothing but a bar: the one before it is
// an empty cell's.
func lone(lines []line) bool {
	for i := range lines {
		if t := strings.TrimFunc(lines[i].text, blankRune); t != "" {
			return t == "|"
		}
	}
	return false
}

// stub is a line so short that a cell may go on behind it.
func stub(s string) bool {
	return utf8.RuneCountInString(strings.TrimFunc(s, blankRune)) <= 6
}

// barWidth is the number of columns that the rows with fillers agree on, and that
// the cells make whole rows of; 0 where there is none.
func barWidth(cells []barCell) (w int) {
	n, filled := 0, 0
	for i := range cells {
		n++
		switch pads := cells[i].pads; {
		case pads > 0 && w == 0:
			w = n + pads
		case pads > 0 && n+pads != w, pads == 0 && cells[i].ends:
			return 0
		case pads > 0:
			filled++
		case n != w:
			continue
		}
		n = 0
	}
	if w < 3 || filled == 0 || n > 0 {
		return 0
	}
	return w
}

// barRows puts the cells into rows: by the table's width where fillers tell it,
// else by their words. Words before figures are the row's label, the words before
// these a header of their own.
func barRows(cells []barCell) (rows [][]barCell) {
	if w := barWidth(cells); w > 0 {
		from := 0
		for i := range cells {
			if cells[i].ends || i+1-from == w || i+1 == len(cells) {
				rows = append(rows, cells[from:i+1])
				from = i + 1
			}
		}
		return rows
	}
	from, label := 0, -1 // the last words of the row, before figures
	cut := func(to int) {
		if to > from {
			rows = append(rows, cells[from:to])
		}
		from, label = to, -1
	}
	for i := range cells {
		c := &cells[i]
		if !barFigure(c.text) {
			if label < 0 && i > from {
				cut(i) // words behind figures
			}
			label = i
		} else {
			if label >= 0 && label-from > 2 { // more words than the headings that span a row
				cut(label)
			}
			label = -1
		}
		if c.ends {
			cut(i + 1)
		}
	}
	cut(len(cells))
	return rows
}

// barFigure tells a cell that holds a figure, or nothing, from one of words.
func barFigure(s string) bool {
	if s == "" || numeric(s) || utf8.RuneCountInString(s) == 1 {
		return true
	}
	digits := strings.TrimLeft(s, "0123456789")
	if len(digits) == len(s) { // one word before a figure is its sign: "less 4"
		_, size := utf8.DecodeRuneInString(s)
		return s[0] >= utf8.RuneSelf && len(s) > size && strings.Trim(s[size:], "0123456789") == ""
	}
	r, size := utf8.DecodeRuneInString(digits)
	switch r {
	case '.', ')', '\u3001', '\uFF0E', '\uFF09', ' ':
		return len(digits) > size && digits[size] >= '0' && digits[size] <= '9'
	}
	return true
}

// barTable writes the cells as a table.
func (m *markdown) barTable(cells []barCell) error {
	if err := m.flush(); err != nil {
		return err
	}
	rows := barRows(cells)
	cols := 0
	for _, r := range rows {
		cols = max(cols, len(r))
	}
	if err := m.addCells(len(cells)); err != nil {
		return err
	}
	if err := m.slots(len(rows), cols); err != nil {
		return err
	}
	out := make([]grid.Cell, 0, len(cells))
	full := make([]bool, len(rows))
	for r, row := range rows {
		full[r] = row[len(row)-1].full
		for c, b := range row {
			out = append(out, grid.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: m.inline(b.text, b.n), Pos: grid.Pos{Line: b.n}})
		}
	}
	g := grid.New(len(rows), cols, out, grid.Pos{Line: cells[0].n})
	g.Ragged = true
	g.Worded = !slices.ContainsFunc(cells, func(c barCell) bool { return c.ends })
	if slices.Contains(full, true) {
		g.Full = full
	}
	m.doc.Blocks = append(m.doc.Blocks, grid.Block{Grid: g})
	return nil
}
