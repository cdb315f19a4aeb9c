package medium

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Browsers for terminals and converters draw a table with rules, of box drawing
// characters or of dashes, bars and plus signs:
//
//	┌─────┬───────┐      +-----+-------+
//	│     │   b   │      |     |   b   |
//	│  a  ├───┬───┤      |  a  +---+---+
//	│     │ 0 │   │      |     | 0 |   |
//	└─────┴───┴───┘      +-----+---+---+
//
// Which cells span rows or columns is what the rules show, if the columns of the
// screen are known: some programs count a character of East Asia as two columns,
// some as one.

// framed says that a line stands between two upright rules; ruled that it is one
// rule from end to end.
func framed(t string) (is, ruled bool) {
	if t == "" || t[0] != '|' && t[0] != '+' && t[0] != 0xE2 {
		return false, false
	}
	first, n := utf8.DecodeRuneInString(t)
	last, _ := utf8.DecodeLastRuneInString(t)
	a, z := armsOf(first), armsOf(last)
	if len(t) == n || a&(armUp|armDown) == 0 || z&(armUp|armDown) == 0 {
		return false, false
	}
	if a&armRight == 0 || z&armLeft == 0 {
		return true, false
	}
	for _, r := range t {
		if armsOf(r)&(armLeft|armRight) == 0 {
			return true, false
		}
	}
	return true, true
}

// drawnRun is the number of lines of a table drawn with rules, from its first
// rule to its last.
func drawnRun(lines []line) (n int) {
	if is, ruled := framed(strings.TrimFunc(lines[0].text, blankRune)); !is || !ruled {
		return 0
	}
	for i := range lines {
		is, ruled := framed(strings.TrimFunc(lines[i].text, blankRune))
		if !is || ruled && n == i && i > 0 { // nothing between two rules
			break
		}
		if ruled {
			n = i + 1
		}
	}
	if n < 3 {
		return 0
	}
	return n
}

// drawing is a table drawn with rules: its lines, cut at the rules.
type drawing struct {
	lines []line
	rows  [][]rune // of each line, a rune a column of the screen
	room  []rune   // for them
	edges []int    // columns with upright rules
	cells []drawnCell
	n     int // rows
}

// readDrawn finds the cells of a table drawn with rules; nil if its rules do not
// meet.
func readDrawn(lines []line) *drawing {
	d := &drawing{lines: lines}
	size := 0
	for i := range lines {
		size += len(lines[i].text)
	}
	d.room = make([]rune, 0, size) // no character takes more columns than bytes
	if !d.align() || !d.cut() {
		return nil
	}
	return d
}

// align lays the lines out in the columns of the screen.
func (d *drawing) align() bool {
	d.rows = make([][]rune, len(d.lines))
	texts := make([]string, len(d.lines))
	nested := false
	for i := range d.lines {
		texts[i] = strings.TrimRightFunc(d.lines[i].text, blankRune)
		t := strings.TrimLeftFunc(texts[i], blankRune)
		if _, ruled := framed(t); ruled {
			d.rows[i] = d.screen(texts[i], oneColumn)
			d.addEdges(d.rows[i])
			continue
		}
		nested = nested || cornered(t)
	}
	if len(d.edges) < 2 {
		return false
	}
	left, right := d.edges[0], d.edges[len(d.edges)-1]
	for i, row := range d.rows {
		if row == nil {
			row = d.fit(texts[i], left, right)
			d.rows[i] = row
		}
		if len(row) != right+1 || armsOf(row[left])&(armUp|armDown) == 0 {
			return false
		}
	}
	if !nested { // some columns may be parted in a few rows alone
		for _, row := range d.rows {
			d.addEdges(row)
		}
	}
	return d.edges[0] == left && d.edges[len(d.edges)-1] == right
}

// screen lays a line out in the drawing's own room.
func (d *drawing) screen(text string, way int) []rune {
	n := len(d.room)
	d.room = screen(d.room, text, way)
	return d.room[n:len(d.room):len(d.room)]
}

// cornered says that a line has a corner of a frame: within a table's frame, it
// is another table's.
func cornered(t string) bool {
	for _, r := range t {
		if r < 0x2500 || r > 0x257F {
			continue
		}
		switch armsOf(r) {
		case armUp | armLeft, armUp | armRight, armDown | armLeft, armDown | armRight:
			return true
		}
	}
	return false
}

// addEdges takes the places of upright rules: dashes and bars are rules only
// where they are nothing else.
func (d *drawing) addEdges(row []rune) {
	drawn := row[len(row)-1] > utf8.RuneSelf
	for x, r := range row {
		if armsOf(r)&(armUp|armDown) == 0 || drawn != (r > utf8.RuneSelf) {
			continue
		}
		if at, ok := slices.BinarySearch(d.edges, x); !ok {
			if drawn || armsOf(row[len(row)-1])&armLeft != 0 {
				d.edges = slices.Insert(d.edges, at, x)
			}
		}
	}
}

// fit lays a line out so that it ends at the frame and, if it can be, its rules
// stand where the others do.
func (d *drawing) fit(text string, left, right int) (best []rune) {
	for _, way := range [...]int{narrow, wide, oneColumn} {
		row := d.screen(text, way)
		if len(row) != right+1 || armsOf(row[left])&(armUp|armDown) == 0 {
			d.room = d.room[:len(d.room)-len(row)]
			continue
		}
		if d.meets(row) {
			return row
		}
		if best == nil {
			best = row
		}
	}
	return best
}

// meets says that all of a line's box drawing characters stand at edges, or lead
// to them.
func (d *drawing) meets(row []rune) bool {
	for x, r := range row {
		if r >= 0x2500 && r <= 0x257F && armsOf(r)&(armUp|armDown) != 0 {
			if _, ok := slices.BinarySearch(d.edges, x); !ok {
				return false
			}
		}
	}
	return true
}

// bands are a drawing's rows, between the lines with rules.
type bands struct {
	lines    [][2]int // of each row, from and to
	parted   [][]bool // below each row, in each column: a rule
	uprights [][]bool // of each row, at the right of each column: a rule
	borders  [][2]int // lines with rules, and the row above each, from 0
}

// maxDrawn is more lines times columns than any report's table has.
const maxDrawn = 1_000_000

// cut finds the cells: what no rule parts belongs together.
func (d *drawing) cut() bool {
	n := len(d.edges) - 1
	if n*len(d.rows) > maxDrawn {
		return false
	}
	b := d.bands()
	d.n = len(b.lines)
	if d.n == 0 || d.strayWords(b) {
		return false
	}
	seen := make([]bool, d.n*n)
	lines := make([]line, 0, len(d.rows)) // of all cells
	var all strings.Builder               // their texts
	all.Grow(len(d.room) + len(d.room)/2)
	d.cells = make([]drawnCell, 0, d.n*n)
	for r := range d.n {
		for c := range n {
			if seen[r*n+c] {
				continue
			}
			cell, ok := b.cellAt(r, c, n, seen)
			if !ok {
				return false
			}
			from, to := d.edges[c]+1, d.edges[c+cell.cols]
			first := len(lines)
			for i := b.lines[r][0]; i < b.lines[r+cell.rows-1][1]; i++ {
				if stray(d.rows[i][to]) {
					return false
				}
				lines = append(lines, line{text: text(&all, d.rows[i][from:to]), n: d.lines[i].n})
			}
			cell.lines = lines[first:len(lines):len(lines)]
			d.cells = append(d.cells, cell)
		}
	}
	return true
}

// bands parts the lines at the rules.
func (d *drawing) bands() *bands {
	b, n := &bands{}, len(d.edges)-1
	open := false
	rule := make([]bool, n)
	for i, row := range d.rows {
		border := false
		for c := range n {
			rule[c] = d.ruled(row, c)
			border = border || rule[c]
		}
		last := len(b.lines) - 1
		if border {
			if last >= 0 {
				for c := range n {
					b.parted[last][c] = b.parted[last][c] || rule[c]
				}
			}
			b.borders, open = append(b.borders, [2]int{i, last}), false
			continue
		}
		if !open {
			both := make([]bool, 2*n)
			b.lines, b.parted, b.uprights = append(b.lines, [2]int{i, i}), append(b.parted, both[:n]), append(b.uprights, both[n:])
			open = true
			last++
		}
		b.lines[last][1] = i + 1
		for c := range n {
			b.uprights[last][c] = b.uprights[last][c] || upright(row, d.edges[c+1])
		}
	}
	return b
}

// strayWords reports words on a line with rules that belong to no cell that goes
// on below it.
func (d *drawing) strayWords(b *bands) bool {
	for _, at := range b.borders {
		for c := range len(d.edges) - 1 {
			if at[1] >= 0 && at[1] < d.n-1 && !b.parted[at[1]][c] {
				continue
			}
			if row := d.rows[at[0]]; stray(row[d.edges[c+1]]) || !d.ruled(row, c) && !blank(string(row[d.edges[c]+1:d.edges[c+1]])) {
				return true
			}
		}
	}
	return false
}

// cellAt is the cell that begins in row r and column c of n: a rectangle with
// rules around it and none within. seen are the places that cells take.
func (b *bands) cellAt(r, c, n int, seen []bool) (cell drawnCell, ok bool) {
	cell = drawnCell{row: r, col: c, rows: 1, cols: 1}
	for c+cell.cols < n && !b.uprights[r][c+cell.cols-1] && !seen[r*n+c+cell.cols] {
		cell.cols++
	}
	for r+cell.rows < len(b.lines) && !slices.Contains(b.parted[r+cell.rows-1][c:c+cell.cols], true) {
		cell.rows++
	}
	for y := r; y < r+cell.rows; y++ {
		for x := c; x < c+cell.cols; x++ {
			if seen[y*n+x] || b.uprights[y][x] != (x == c+cell.cols-1) {
				return cell, false
			}
			seen[y*n+x] = true
		}
	}
	below := b.parted[r+cell.rows-1][c : c+cell.cols]
	return cell, r+cell.rows == len(b.lines) || !slices.Contains(below, false)
}

// upright says that a rule goes through a place. A plus sign is one only where a
// rule leads to it: it may be a figure's.
func upright(row []rune, x int) bool {
	if row[x] == '+' && armsOf(row[x-1])&armRight == 0 && (x+1 == len(row) || armsOf(row[x+1])&armLeft == 0) {
		return false
	}
	return armsOf(row[x])&(armUp|armDown) != 0
}

// stray says that a character, or half of one, stands in a rule's place.
func stray(r rune) bool { return r == 0 || !blankRune(r) && armsOf(r) == 0 }

// ruled says that a rule crosses column c in a line.
func (d *drawing) ruled(row []rune, c int) bool {
	from, to := d.edges[c], d.edges[c+1]
	if armsOf(row[from])&armRight == 0 || armsOf(row[to])&armLeft == 0 {
		return false
	}
	for _, r := range row[from+1 : to] {
		if armsOf(r)&(armLeft|armRight) == 0 || r == '+' {
			return false
		}
	}
	return true
}
