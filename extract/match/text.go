package match

import (
	"slices"
	"strings"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/grid"
	"gongkai/extract/match/figure"
	"gongkai/extract/match/line"
	"gongkai/extract/solve"
	"gongkai/internal/message"
	"gongkai/record"
)

// matrixLines reads a table of labelled rows from running text: the figures that
// stand between a row's label and the next label.
type matrixLines struct {
	b     *board
	t     *form.Table
	block *form.Block
	lab   *blockLabels
	z     *zone
	chain []found // labels of rows and of headings over them
	n     int     // columns

	// what stands behind each label
	prints []print
	lost   []bool // … words that are not the row's, and figures behind those
	stray  []bool // … figures that may be those of a row whose label is lost
}

// matrixText reads a table of labelled rows from running text.
func (b *board) matrixText(t *form.Table, block *form.Block, lab *blockLabels, s *stream) {
	z := s.section(t.Section)
	if z == nil {
		z = s.zone(0, 0, len(s.lines), 0)
	}
	if z == nil {
		return
	}
	x := matrixLines{b: b, t: t, block: block, lab: lab, z: z, chain: z.chain(lab.rows), n: len(block.ColLeaves)}
	rows := 0
	for _, f := range x.chain {
		if lab.row[f.entry] >= 0 {
			rows++
		}
	}
	if rows*3 < len(lab.rows) && !z.breaksOff(x.chain, lab, x.n) {
		return
	}
	x.readPrints()
	b.textAgain(t, z, x.chain)
	if !slices.ContainsFunc(x.prints, func(p print) bool { return p.text != "" }) {
		return // labels alone: their figures stand elsewhere, or nowhere
	}
	from, last := x.chain[0].from, len(x.chain)-1
	behind := x.chain[last].to
	z.take(from, behind+max(0, strings.Index(z.text[behind:], x.prints[last].text))+len(x.prints[last].text), fold.Label(block.Corner))
	mixed := shuffledText(z.text[:from], lab.cols) || z.figuresBefore(0, from)
	x.put(mixed, x.separated(rows))
}

// readPrints reads what stands behind each label. What follows the figures, and
// holds more of them, is noted.
func (x *matrixLines) readPrints() {
	x.prints, x.lost, x.stray = make([]print, len(x.chain)), make([]bool, len(x.chain)), make([]bool, len(x.chain))
	for k, f := range x.chain {
		to := len(x.z.text)
		if x.z.again > 0 {
			to = x.z.again
		}
		if k+1 < len(x.chain) {
			to = x.chain[k+1].from
		}
		p, rest := x.print(f, to)
		x.prints[k] = p
		x.stray[k] = x.foundling(k, &p, to)
		if _, has := figure.DigitRuns(rest); x.lab.row[f.entry] >= 0 && has && k+1 < len(x.chain) && strings.ContainsAny(rest, "0123456789") {
			x.b.dropUnmapped([]string{rest}, x.z.pos(f.to))
			x.lost[k] = p.text == ""
		}
	}
}

// print reads what stands between a label and the next: figures on its line, a
// cell a line, or on a line between those of the label.
func (x *matrixLines) print(f found, to int) (p print, rest string) {
	p, rest = printBehind(x.z, f.to, to, x.lab.rows[f.entry].spell[0].runes)
	p.joinLines()
	if cells := x.z.cellLines(f.to, to); len(cells) == x.n {
		if p.tokens = cells; rest != "" { // words for none among the figures
			p.text, rest = strings.Join(cells, "\n"), ""
		}
	} else if len(p.tokens) != x.n {
		if line, after, ok := x.z.figureLine(f.to, to, x.lab, f.entry, x.n); ok {
			return line, after
		}
	}
	return p, rest
}

// separated reports whether the rows keep their figures apart from each other.
func (x *matrixLines) separated(rows int) bool {
	apart := 0
	for i := range x.prints {
		if len(x.prints[i].tokens) == x.n {
			apart++
		}
	}
	return apart*2 >= rows || apartInMost(x.prints)
}

// put puts the figures into their cells. mixed says that those of each row may be
// another's, or in another order.
func (x *matrixLines) put(mixed, separated bool) {
	for k, f := range x.chain {
		p := &x.prints[k]
		leaf := x.lab.row[f.entry]
		if leaf < 0 {
			if len(p.tokens) == x.n && k > 0 && x.lab.row[x.chain[k-1].entry] >= 0 { // a heading has no figures
				x.b.bareRow(p.tokens, p.pos, x.b.rowCells(x.block, x.lab.row[x.chain[k-1].entry]))
			}
			continue
		}
		node := x.block.RowLeaves[leaf]
		if p.text == "" && (node.Value || node.Optional) {
			continue
		}
		cells := x.b.rowCells(x.block, leaf)
		switch {
		case mixed || x.stray[k]:
			x.b.unreadable(cells, p.text, p.pos)
		case x.lost[k] || p.text == "" && !blankRows(x.prints, x.n):
			x.b.unreadable(cells, "", p.pos)
		default:
			x.b.textRow(x.t, cells, p, separated)
		}
	}
	for k, f := range x.chain {
		if x.lab.row[f.entry] >= 0 && !x.lab.rows[f.entry].node.Optional && x.prints[k].plain && len(digitsOf(x.prints[k].text)) < x.n {
			x.b.blanksDropped()
			break
		}
	}
}

// blanksDropped leaves what section two's rows print open to blank cells: the text
// drops these, as the rows of another table show.
func (b *board) blanksDropped() {
	for i := range b.groups {
		if g := &b.groups[i]; len(g.table.Blocks) > 1 {
			g.group.Blanks = true
		}
	}
}

// breaksOff reports whether the text ends within a table of which the first rows
// are there, one behind the other and each with its n figures a line.
func (z *zone) breaksOff(chain []found, lab *blockLabels, n int) bool {
	next, rows := 0, 0
	for k, f := range chain {
		for ; next < f.entry; next++ {
			if leaf := lab.row[next]; leaf >= 0 && !lab.rows[next].node.Optional {
				return false // a row is missing before it
			}
		}
		next++
		if lab.row[f.entry] < 0 {
			continue
		}
		if k+1 < len(chain) {
			if len(z.cellLines(f.to, chain[k+1].from)) != n {
				return false
			}
			rows++
		} else if len(z.cellLines(f.to, len(z.text))) == n {
			rows++
		}
	}
	return rows > 0 && z.lines[len(z.lines)-1] == len(z.stream.lines)-1
}

// apartInMost reports whether most rows print their figures apart from each other, as
// far as they are not blank.
func apartInMost(prints []print) bool {
	rows, several := 0, 0
	for i := range prints {
		if p := &prints[i]; p.text != "" {
			rows++
			if len(p.tokens) >= 3 && p.apart {
				several++
			}
		}
	}
	return several*2 > rows
}

// textAgain says that the text prints a table once more, and how if otherwise:
// the first is read.
func (b *board) textAgain(t *form.Table, z *zone, chain []found) {
	if z.again == 0 || len(chain) == 0 {
		return
	}
	more := z.text[z.again:]
	b.dropUnmapped([]string{line.First(strings.TrimSpace(more), 60)}, z.pos(z.again))
	first, second := digitsOf(z.text[chain[0].from:z.again]), digitsOf(more)
	if n := min(len(first), len(second)); first[:n] != second[:n] {
		b.findAt("R09", record.Warning, t.Key, z.pos(z.again))
		f := &b.findings[len(b.findings)-1]
		f.Message, f.MessageZH = message.Both("R09.text", sectionLabel(b.form, t))
	}
}

// blankRows reports whether a row without figures is a row of blanks: all other
// rows are whole, and print no zeros throughout. Else its figures may be lost:
// scripts leave out lines that were on the page before.
func blankRows(prints []print, n int) bool {
	for i := range prints {
		p := &prints[i]
		if p.text != "" && (len(p.tokens) != n || !slices.ContainsFunc(p.tokens, func(t string) bool { return t != "0" })) {
			return false
		}
	}
	return true
}

// textRow puts the figures behind one label into the row's cells.
func (b *board) textRow(t *form.Table, cells []int, p *print, separated bool) {
	if len(p.tokens) == len(cells) {
		for c, tok := range p.tokens {
			b.put(cells[c], figure.Read(tok, b.form.Cells[cells[c]].Col, ""), tok, p.pos, nil)
		}
		return
	}
	if p.text == "" {
		for _, i := range cells {
			b.put(i, figure.Figure{State: record.Blank}, "", p.pos, nil)
		}
		return
	}
	if !p.plain {
		b.unreadable(cells, p.text, p.pos)
		return
	}
	g := openGroup{table: t, rows: [][]int{cells}, raw: []string{p.text}, at: []grid.Pos{p.pos}}
	switch {
	case separated && len(p.tokens) < len(cells): // the other rows keep their figures apart, so a cell was blank or two were joined
		g.group = solve.Group{Runs: []solve.Run{p.run(solve.Cut, solve.Maybe)}, Blanks: true}
	default:
		g.group = solve.Group{Runs: []solve.Run{p.run(solve.Maybe, solve.Maybe)}}
	}
	b.open(g)
}

// unreadable marks cells whose print could not be told apart.
func (b *board) unreadable(cells []int, text string, at grid.Pos) {
	var open []int
	for _, i := range cells {
		if b.cells[i].State == record.Absent {
			b.cells[i].State, b.cells[i].Raw, b.cells[i].At = record.Unreadable, text, at.String()
			open = append(open, i)
		}
	}
	if len(open) > 0 {
		b.doubt(open, text, nil)
	}
}
