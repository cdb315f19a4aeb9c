package medium

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract/grid"
)

// field is a stretch of a line between runs of spaces, with the columns that it
// takes on a screen with cells of equal width.
type field struct {
	text     string
	from, to int
}

// spacedFields cuts a line at runs of two or more spaces.
func spacedFields(dst []field, s string) []field {
	col, gap := 0, 2 // a gap before the line
	start, from, end, to := -1, 0, 0, 0
	for i, r := range s {
		w := 1
		if r >= 0x1100 {
			w = 2
		}
		if r == ' ' || r == 0xA0 || r == 0x3000 {
			gap++
			col += w
			continue
		}
		if start >= 0 && gap >= 2 {
			dst = append(dst, field{s[start:end], from, to})
			start = -1
		}
		if start < 0 {
			start, from = i, col
		}
		gap = 0
		col += w
		end, to = i+utf8.RuneLen(r), col
	}
	if start >= 0 {
		dst = append(dst, field{s[start:end], from, to})
	}
	return closeFigure(dst)
}

// closeFigure parts the first figure of a row from its label where one space
// stands between them, as it does before figures of which two or more stand
// further apart.
func closeFigure(fields []field) []field {
	k := len(fields) - 1 - trailing(fields)
	if k < 0 || len(fields)-1-k < 2 {
		return fields
	}
	f := &fields[k]
	at := strings.LastIndexByte(f.text, ' ')
	if at < 0 || !numeric(f.text[at+1:]) {
		return fields
	}
	if r, _ := utf8.DecodeLastRuneInString(f.text[:at]); r < 0x2E80 {
		return fields
	}
	figure := field{f.text[at+1:], f.to - (len(f.text) - at - 1), f.to}
	f.text, f.to = f.text[:at], figure.from-1
	return slices.Insert(fields, k+1, figure)
}

// numeric says that a field looks like what stands in a table's cell for a
// figure: digits, a dash, a slash.
func numeric(s string) bool {
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9', r >= 0xFF10 && r <= 0xFF19:
		case strings.ContainsRune("-+/.,%\u2014\u2013\uFF0F\uFF0D", r):
		default:
			return false
		}
	}
	return s != ""
}

// tabular judges a line cut at its gaps: a row of figures, or of labels that
// are no sentences.
func tabular(fields []field) (row, sure bool) {
	if len(fields) < 2 {
		return false, false
	}
	figures, prose := 0, false
	for i, f := range fields {
		if len(f.text) > maxField {
			return false, false
		}
		if numeric(f.text) {
			figures++
		} else {
			// a comma or full stop behind the label makes it prose
			prose = prose || strings.Contains(f.text, "\u3002") || i > 0 && strings.Contains(f.text, "\uFF0C")
		}
	}
	row = figures >= 3 && 2*figures >= len(fields)-1 || !prose && (figures == 0 || 2*figures >= len(fields)-1)
	return row, row && (figures >= 3 && figures >= len(fields)-1 || figures >= 5 && figures == trailing(fields) && figures >= len(fields)-3)
}

// trailing counts the figures at the end of a line: before those of a row of
// section three up to three labels stand, of its headings and its own.
func trailing(fields []field) int {
	n := 0
	for n < len(fields) && numeric(fields[len(fields)-1-n].text) {
		n++
	}
	return n
}

// No cell of a table is so long: a document on one line has gaps too.
const maxField = 1200

// gaps says that a line may hold fields with runs of spaces between them.
func gaps(s string) bool {
	return strings.Contains(s, "  ") || strings.Contains(s, "\u00A0\u00A0") || strings.Contains(s, "\u3000\u3000")
}

// spacedRun is the number of lines that make one table aligned by spaces: at
// least two rows, or one that is all figures.
func spacedRun(lines []line) int {
	var buf [32]field
	n, rows, sure := 0, 0, false
	for i := range lines {
		if lines[i].fields != nil {
			break
		}
		if blank(lines[i].text) {
			if i == n {
				continue
			}
			break
		}
		row, s := tabular(spacedFields(buf[:0], lines[i].text))
		if !row {
			break
		}
		n, sure = i+1, sure || s
		rows++
	}
	if rows < 2 && !sure {
		return 0
	}
	return n
}

// spacedGrid makes a Loose table: columns by where the fields stand, if that is
// the same in all full rows, else by their order.
func spacedGrid(b *budget, lines []line) (*grid.Grid, error) {
	var rows [][]field
	var at []int
	cols, total := 0, 0
	for i := range lines {
		if blank(lines[i].text) {
			continue
		}
		f := spacedFields(nil, lines[i].text)
		rows, at = append(rows, f), append(at, lines[i].n)
		cols = max(cols, len(f))
		total += len(f)
	}
	if err := b.addCells(total); err != nil {
		return nil, err
	}
	if err := b.slots(len(rows), cols); err != nil {
		return nil, err
	}
	cells := alignedCells(rows, cols)
	if cells == nil {
		for r, fields := range rows {
			for c, f := range fields {
				cells = append(cells, grid.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: f.text})
			}
		}
	}
	for i := range cells {
		cells[i].Pos.Line = at[cells[i].Row]
	}
	g := grid.New(len(rows), cols, cells, grid.Pos{Line: at[0]})
	g.Loose = true
	return g, nil
}

// alignedCells places each field into the columns that it stands in. The
// columns are those of the rows with most fields; nil if these do not agree,
// or a field fits none.
func alignedCells(rows [][]field, cols int) []grid.Cell {
	band := make([]field, cols)
	full := 0
	for _, fields := range rows {
		if len(fields) < cols {
			continue
		}
		for c, f := range fields {
			if full == 0 {
				band[c] = f
			}
			band[c].from, band[c].to = min(band[c].from, f.from), max(band[c].to, f.to)
		}
		full++
	}
	if full < 2 {
		return nil
	}
	for c := 1; c < cols; c++ {
		if band[c].from < band[c-1].to {
			return nil
		}
	}
	var cells []grid.Cell
	for r, fields := range rows {
		next := 0
		for _, f := range fields {
			c := next
			for c < cols && band[c].to <= f.from {
				c++
			}
			end := c
			for end < cols && band[end].from < f.to {
				end++
			}
			if end == c {
				return nil
			}
			cells = append(cells, grid.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: end - c, Text: f.text})
			next = end
		}
	}
	return cells
}
