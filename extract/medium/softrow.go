package medium

import "strings"

// A page's cells that hold paragraphs come out of html2text as paragraphs, with
// a bar before each cell but a row's first, and a hard line break of markdown
// (two spaces) behind its last, on a line of its own too:
//
//	a␠␠
//	␠␠
//	---␠␠
//	␠␠
//	b
//
//	|
//
//	0␠␠
//	␠␠
//
// The rule stands below the table's first row. A cell without a paragraph stands
// on its bar's line: "| 0|".

// softCell is one cell of such a table.
type softCell struct {
	text string
	n    int // line
}

const softEnd = "  "

// softRow reads one row from the first line on, and how many lines it takes; 0
// if a row does not end there. loose says that its first cell is more than one
// paragraph: these may belong to no table.
func softRow(lines []line) (row []softCell, used int, loose bool) {
	c := softCell{n: lines[0].n}
	for i := 0; i < len(lines) && i < 400; i++ {
		t := strings.TrimFunc(lines[i].text, blankRune)
		if t == "" && (len(row) == 0 || !softEnds(lines[i:])) {
			continue
		}
		if headingLevel(t) > 0 || strings.HasPrefix(t, "```") || isRule(t) || isThematic(t) {
			return nil, 0, false
		}
		for k, part := range appendBare(nil, t) {
			if k > 0 {
				row = append(row, c)
				c = softCell{n: lines[i].n}
			}
			if part == "" {
				continue
			}
			if c.text == "" {
				c.text, c.n = part, lines[i].n
				continue
			}
			loose = loose || len(row) == 0
			c.text += "\n" + part
		}
		if softEnds(lines[i:]) {
			return append(row, c), min(i+2, len(lines)), loose
		}
	}
	return nil, 0, false
}

// softEnds reports whether a row ends with the first line.
func softEnds(lines []line) bool {
	return strings.HasSuffix(lines[0].text, softEnd) && (len(lines) == 1 || lines[1].text == softEnd)
}

// softRule is the rule below the first row: lines down to it, and its cells.
func softRule(lines []line) (used, cells int) {
	for i := range lines[:min(len(lines), 3)] {
		t := strings.TrimSpace(lines[i].text)
		if t == "" {
			continue
		}
		if strings.Trim(t, "-|") != "" || !strings.HasPrefix(t, "---") || i+1 < len(lines) && lines[i+1].text != softEnd {
			return 0, 0
		}
		return min(i+2, len(lines)), strings.Count(t, "|") + 1
	}
	return 0, 0
}

// softRun reads such a table. n is the number of its lines, 0 if it is none.
func softRun(lines []line) (n int, rows [][]softCell) {
	if !softOpens(lines) {
		return 0, nil
	}
	head, n, loose := softRow(lines)
	if n == 0 || loose {
		return 0, nil
	}
	rule, cells := softRule(lines[n:])
	if rule == 0 || cells != len(head) {
		return 0, nil
	}
	n += rule
	rows = append(rows, head)
	for n < len(lines) {
		row, used, loose := softRow(lines[n:])
		if used == 0 || loose && (len(row) < 3 || !barFigure(row[len(row)-1].text) && !stub(row[0].text)) {
			break
		}
		if rule, _ := softRule(lines[n+used:]); rule > 0 {
			break // the next table
		}
		rows = append(rows, row)
		n += used
	}
	return n, rows
}

// softOpens reports whether the first line may be a table's first cell: a row of
// one cell, or a bar follows it.
func softOpens(lines []line) bool {
	if len(lines) < 4 || blank(lines[0].text) {
		return false
	}
	if strings.HasSuffix(lines[0].text, softEnd) {
		return lines[1].text == softEnd
	}
	return strings.IndexByte(lines[0].text, '|') >= 0 || lines[1].text == "" && strings.HasPrefix(lines[2].text, "|")
}

// softTable writes the rows as a table.
func (m *markdown) softTable(rows [][]softCell) error {
	if err := m.flush(); err != nil {
		return err
	}
	t := &pipeRows{}
	for _, row := range rows {
		t.begin(true)
		for _, c := range row {
			t.add(m.inline(c.text, c.n), c.n)
		}
	}
	_, err := m.write(t, true)
	return err
}
