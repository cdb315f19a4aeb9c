package match

import (
	"slices"
	"strings"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/grid"
	"gongkai/extract/solve"
	"gongkai/internal/message"
	"gongkai/record"
)

// matrixText reads a table of labelled rows from running text.
func (b *board) matrixText(t *form.Table, block *form.Block, lab *blockLabels, s *stream) {
	z := s.section(t.Section)
	if z == nil {
		z = s.zone(0, 0, len(s.lines), 0)
	}
	if z == nil {
		return
	}
	chain := z.chain(lab.rows)
	rows := 0
	for _, f := range chain {
		if lab.row[f.entry] >= 0 {
			rows++
		}
	}
	n := len(block.ColLeaves)
	if rows*3 < len(lab.rows) {
		return
	}
	prints := make([]print, len(chain))
	lost := make([]bool, len(chain)) // figures stand there, behind words that are not the row's
	apart, figures := 0, 0
	for k, f := range chain {
		to := len(z.text)
		if z.again > 0 {
			to = z.again
		}
		if k+1 < len(chain) {
			to = chain[k+1].from
		}
		var rest string
		prints[k], rest = printBehind(z, f.to, to, lab.rows[f.entry].spell[0].runes)
		prints[k].joinLines()
		switch cells := z.cellLines(f.to, to); {
		case len(cells) == n:
			prints[k].tokens = cells
		case len(prints[k].tokens) != n:
			if p, after, ok := z.figureLine(f.to, to, lab, f.entry, n); ok {
				prints[k], rest = p, after
			}
		}
		if len(prints[k].tokens) == n {
			apart++
		}
		if prints[k].text != "" {
			figures++
		}
		if _, has := digitRuns(rest); lab.row[f.entry] >= 0 && has && k+1 < len(chain) && strings.ContainsAny(rest, "0123456789") {
			b.dropUnmapped([]string{rest}, z.pos(f.to))
			lost[k] = prints[k].text == ""
		}
	}
	b.textAgain(t, z, chain)
	if figures == 0 {
		return // labels alone: their figures stand elsewhere, or nowhere
	}
	last := chain[len(chain)-1].to
	z.take(chain[0].from, last+max(0, strings.Index(z.text[last:], prints[len(chain)-1].text))+len(prints[len(chain)-1].text), fold.Label(block.Corner))
	separated := apart*2 >= rows || apartInMost(prints)
	mixed := shuffledText(z.text[:chain[0].from], lab.cols) || z.figuresBefore(0, chain[0].from)
	for k, f := range chain {
		leaf := lab.row[f.entry]
		if leaf < 0 {
			if len(prints[k].tokens) == n && k > 0 && lab.row[chain[k-1].entry] >= 0 { // a heading has no figures
				b.bareRow(prints[k].tokens, prints[k].pos, b.rowCells(block, lab.row[chain[k-1].entry]))
			}
			continue
		}
		node := block.RowLeaves[leaf]
		if prints[k].text == "" && (node.Value || node.Optional) {
			continue
		}
		cells := b.rowCells(block, leaf)
		if mixed {
			b.unreadable(cells, prints[k].text, prints[k].pos)
			continue
		}
		if lost[k] || prints[k].text == "" && !blankRows(prints, n) {
			b.unreadable(cells, "", prints[k].pos)
			continue
		}
		b.textRow(t, cells, &prints[k], separated)
	}
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
	b.dropUnmapped([]string{firstRunes(strings.TrimSpace(more), 60)}, z.pos(z.again))
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
			b.put(cells[c], readFigure(tok, b.form.Cells[cells[c]].Col, ""), tok, p.pos, nil)
		}
		return
	}
	if p.text == "" {
		for _, i := range cells {
			b.put(i, figure{state: record.Blank}, "", p.pos, nil)
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
