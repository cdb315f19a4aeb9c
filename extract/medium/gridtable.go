package medium

import (
	"strings"

	"gongkai/extract/grid"
)

// Converters draw tables whose cells take several lines with borders of dashes:
//
//	+------+---+
//	| a a  | 0 |
//	| a    |   |
//	+======+===+
//
// All that stands between two borders is one row.

// border reports whether a line is a border over all columns, or, within a row,
// over some of them.
func border(t string) (whole, part bool) {
	if len(t) < 3 {
		return false, false
	}
	dashes := strings.Contains(t, "+--") || strings.Contains(t, "+==") || strings.Contains(t, "+:")
	if dashes && t[0] == '+' && t[len(t)-1] == '+' && strings.Trim(t, "+-=: ") == "" {
		return true, true
	}
	return false, dashes && (t[0] == '|' || t[0] == '+') && (t[len(t)-1] == '|' || t[len(t)-1] == '+')
}

// gridRun is the number of lines of a table drawn with borders.
func gridRun(lines []line) (n int) {
	rows := 0
	for i := range lines {
		t := strings.TrimSpace(lines[i].text)
		whole, part := border(t)
		if whole {
			if n == i && i > 0 {
				break // nothing between two borders
			}
			n = i + 1
			continue
		}
		if i == 0 || !part && (len(t) < 2 || t[0] != '|' || t[len(t)-1] != '|') {
			break
		}
		rows++
	}
	if rows == 0 {
		return 0
	}
	return n
}

// gridTable writes a table drawn with borders. Where a border is broken by a
// cell that goes on below it, the cell's words stand in each of its rows.
func (m *markdown) gridTable(lines []line) error {
	if err := m.flush(); err != nil {
		return err
	}
	if d := readDrawn(lines); d != nil {
		return d.blocks(m.budget, func(c *drawnCell) string { return m.inline(c.text(), c.lines[0].n) }, m.read, func(b grid.Block) { m.doc.Blocks = append(m.doc.Blocks, b) })
	}
	type cells struct {
		text []string
		n    int
	}
	var rows []cells
	var row cells
	flush := func() {
		if row.text != nil {
			rows = append(rows, row)
		}
		row = cells{}
	}
	for i := range lines {
		if err := m.tick(); err != nil {
			return err
		}
		t := strings.TrimSpace(lines[i].text)
		whole, part := border(t)
		if whole || part {
			if part && !whole {
				t = strings.Map(func(r rune) rune { // the words beside the border stay
					if r == '+' {
						return '|'
					}
					if r == '-' || r == '=' {
						return ' '
					}
					return r
				}, t)
				if over := splitPipes(t); strings.TrimSpace(strings.Join(over, "")) != "" {
					if len(row.text) != len(over) {
						flush()
						row = cells{over, lines[i].n}
					} else {
						for k, c := range over {
							row.text[k] += c
						}
					}
				}
			}
			flush()
			continue
		}
		parts := splitPipes(t)
		if row.text == nil {
			row = cells{parts, lines[i].n}
			continue
		}
		for k, c := range parts {
			if k < len(row.text) {
				if c != "" && digit(c[0]) && row.text[k] != "" && digit(row.text[k][len(row.text[k])-1]) {
					row.text[k] += "\n" // two numbers, or one that was cut: they stay apart
				}
				row.text[k] += c
			} else {
				row.text = append(row.text, c)
			}
		}
	}
	flush()
	width, total := 0, 0
	for _, r := range rows {
		width, total = max(width, len(r.text)), total+len(r.text)
	}
	if err := m.addCells(total); err != nil {
		return err
	}
	if err := m.slots(len(rows), width); err != nil {
		return err
	}
	out := make([]grid.Cell, 0, total)
	for i, r := range rows {
		for c, text := range r.text {
			out = append(out, grid.Cell{Row: i, Col: c, RowSpan: 1, ColSpan: 1, Text: m.inline(text, r.n), Pos: grid.Pos{Line: r.n}})
		}
	}
	if len(rows) > 0 {
		m.doc.Blocks = append(m.doc.Blocks, grid.Block{Grid: grid.New(len(rows), width, out, grid.Pos{Line: rows[0].n})})
	}
	return nil
}
