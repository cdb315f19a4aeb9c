package medium

import (
	"slices"
	"strings"

	"gongkai/extract/grid"
)

// Tables between rules of dashes or equals signs, a group over each column, as
// pandoc and reStructuredText write them:
//
//	  ------ ---- ----
//	  a a    b    c
//
//	  a             0
//	  ------ ---- ----
//
// Where blank lines part the rows, a row may take several lines. A cell stands
// below its group, so that a blank one is told from one that is lost.

// dashGroup is one group of a rule, in columns of a screen.
type dashGroup struct{ from, to int }

// dashGroups reads a rule: nil if the line is none.
func dashGroups(s string) (groups []dashGroup) {
	mark := byte(0)
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ':
			continue
		case (c == '-' || c == '=') && (mark == 0 || c == mark):
			mark = c
		default:
			return nil
		}
		if n := len(groups); n == 0 || groups[n-1].to < i {
			groups = append(groups, dashGroup{i, i})
		}
		groups[len(groups)-1].to = i + 1
	}
	return groups
}

// dashRow is a row of such a table.
type dashRow struct {
	cells []string
	n     int // line
}

// dashRun reads such a table. n is the number of its lines, 0 if it is none.
func dashRun(lines []line) (n int, rows []dashRow) {
	if len(lines) < 3 {
		return 0, nil
	}
	first, second := mayRule(lines[0].text), mayRule(lines[1].text)
	if !first && !second {
		return 0, nil
	}
	head := 0 // lines above the rule that tells the columns
	cols := dashGroups(lines[0].text)
	frame := len(cols) == 1 && cols[0].to-cols[0].from >= 10
	if len(cols) < 2 {
		if first && !frame || !first && blank(lines[0].text) {
			return 0, nil
		}
		for head = 1; head < min(len(lines), 10); head++ {
			if cols = dashGroups(lines[head].text); len(cols) > 0 {
				break
			}
			if blank(lines[head].text) {
				return 0, nil
			}
		}
		if len(cols) < 2 {
			return 0, nil
		}
	}
	if cols[len(cols)-1].to-cols[0].from < 8 {
		return 0, nil
	}
	body, last := dashBody(lines, head+1, cols, frame, head > 0 && !frame)
	if last == 0 {
		return 0, nil
	}
	t := dashTable{cols: cols}
	from := 0
	if frame {
		from = 1
	}
	if head > from && !t.block(lines[from:head], frame) {
		return 0, nil
	}
	if !t.body(lines[head+1:body]) || len(t.rows) == 0 {
		return 0, nil
	}
	return last, t.rows
}

// mayRule is whether a line begins like a rule.
func mayRule(s string) bool {
	s = strings.TrimLeft(s, " ")
	return len(s) > 4 && (s[0] == '-' || s[0] == '=') && s[1] == s[0]
}

// dashBody finds the end of the rows that begin at a line: the line of the rule
// below them, and the first line behind the table. Where only a blank line ends
// them (open), they have no rule.
func dashBody(lines []line, from int, cols []dashGroup, frame, open bool) (body, last int) {
	for i := from; i < min(len(lines), from+400); i++ {
		if open && blank(lines[i].text) {
			return i, i
		}
		if !mayRule(lines[i].text) {
			continue
		}
		groups := dashGroups(lines[i].text)
		switch {
		case frame && len(groups) == 1, !frame && slices.Equal(groups, cols):
			if i+1 == len(lines) || blank(lines[i+1].text) || open {
				return i, i + 1
			}
		case len(groups) > 0:
			return 0, 0
		}
	}
	if open && len(lines) <= from+400 {
		return len(lines), len(lines)
	}
	return 0, 0
}

type dashTable struct {
	cols []dashGroup
	rows []dashRow
}

// body reads the lines between two rules. A rule between them ends a header.
func (t *dashTable) body(lines []line) bool {
	parted := false
	for i := range lines {
		parted = parted || lines[i].text == "" && i > 0 && i+1 < len(lines)
	}
	for i := 0; i < len(lines); {
		if mayRule(lines[i].text) && dashGroups(lines[i].text) != nil || blank(lines[i].text) && (parted || lines[i].text == "") {
			i++
			continue
		}
		n := 1
		for i+n < len(lines) && !blank(lines[i+n].text) && dashGroups(lines[i+n].text) == nil {
			n++
		}
		if !t.block(lines[i:i+n], parted) {
			return false
		}
		i += n
	}
	return true
}

// block adds lines as one row, or, if rows are not parted, one each; a cell that
// ends within its attributes goes on in the next line.
func (t *dashTable) block(lines []line, parted bool) bool {
	var row *dashRow
	open := false
	for i := range lines {
		cells := t.cut(lines[i].text)
		if cells == nil {
			return false
		}
		if row == nil || !parted && !open {
			t.rows = append(t.rows, dashRow{cells, lines[i].n})
			row = &t.rows[len(t.rows)-1]
		} else {
			for k, c := range cells {
				switch a := &row.cells[k]; {
				case c == "":
				case *a == "":
					*a = c
				case numeric(*a) && numeric(c):
					return false // two rows, or a number that was cut
				case openAttributes(*a):
					*a += " " + c
				default:
					*a += "\n" + c
				}
			}
		}
		open = false
		for _, c := range row.cells {
			open = open || openAttributes(c)
		}
	}
	return true
}

// cut cuts a line into the cells below the groups; nil if a text stands across
// the gap between two.
func (t *dashTable) cut(s string) []string {
	cells := make([]string, len(t.cols))
	col, k, from := 0, 0, 0
	before := ' '
	for i, r := range s {
		for k+1 < len(t.cols) && col >= t.cols[k+1].from {
			if col > t.cols[k+1].from || !blankRune(before) && i > 0 {
				return nil
			}
			cells[k] = strings.TrimFunc(s[from:i], blankRune)
			k, from = k+1, i
		}
		col += int(columns(r)[narrow])
		before = r
	}
	cells[k] = strings.TrimFunc(s[from:], blankRune)
	return cells
}

// openAttributes reports whether a text ends within the attributes of a span:
// "[text]{lang=…".
func openAttributes(s string) bool {
	if strings.IndexByte(s, '{') < 0 {
		return false
	}
	at := strings.LastIndex(s, "]{")
	return at >= 0 && strings.IndexByte(s[at:], '}') < 0
}

func (m *markdown) dashTable(rows []dashRow) error {
	if err := m.flush(); err != nil {
		return err
	}
	g, err := dashGrid(m.budget, rows, m.inline)
	if err != nil {
		return err
	}
	m.doc.Blocks = append(m.doc.Blocks, grid.Block{Grid: g})
	return nil
}

// dashGrid makes the rows a table; text is what a cell's text is shown as.
func dashGrid(b *budget, rows []dashRow, text func(s string, n int) string) (*grid.Grid, error) {
	cols := len(rows[0].cells)
	if err := b.addCells(len(rows) * cols); err != nil {
		return nil, err
	}
	if err := b.slots(len(rows), cols); err != nil {
		return nil, err
	}
	cells := make([]grid.Cell, 0, len(rows)*cols)
	for i, r := range rows {
		for c, s := range r.cells {
			cells = append(cells, grid.Cell{Row: i, Col: c, RowSpan: 1, ColSpan: 1, Text: text(s, r.n), Pos: grid.Pos{Line: r.n}})
		}
	}
	return grid.New(len(rows), cols, cells, grid.Pos{Line: rows[0].n}), nil
}
