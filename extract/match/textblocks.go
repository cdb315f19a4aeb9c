package match

import (
	"slices"
	"strings"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/grid"
	"gongkai/extract/solve"
	"gongkai/record"
)

// blocksText reads the rows of a table of blocks that no table held from
// running text.
func (b *board) blocksText(t *form.Table, lex *lexicon, s *stream) {
	z := s.section(t.Section)
	if z == nil {
		return
	}
	type leafOf struct{ block, row int } // row: below 0 for a label of the block or of its columns
	const columnLabel = -2
	var entries []entry
	var leaves []leafOf
	for k := range t.Blocks {
		lab := lex.blocks[&t.Blocks[k]]
		if len(lab.label.runes) > 0 {
			entries, leaves = append(entries, entry{spell: []spelling{lab.label}}), append(leaves, leafOf{k, -1})
		}
		for j := range lab.cols {
			entries, leaves = append(entries, lab.cols[j]), append(leaves, leafOf{k, columnLabel})
		}
		for j := range lab.rows {
			entries, leaves = append(entries, lab.rows[j]), append(leaves, leafOf{k, lab.row[j]})
		}
	}
	chain := z.chain(entries)
	if len(chain) == 0 || !slices.ContainsFunc(chain, func(f found) bool { return leaves[f.entry].row < 0 }) {
		for _, f := range chain { // row names alone, without a header, are narrative, but for a line that is nothing else
			block := &t.Blocks[leaves[f.entry].block]
			if b.cells[block.At(leaves[f.entry].row, 0)].State == record.Absent {
				b.leftRow(z, f)
			}
		}
		return
	}
	b.textAgain(t, z, chain)
	stop := len(z.text)
	if z.again > 0 {
		stop = z.again
	}
	head := ""
	columns := -1 // the block whose columns were named last
	last := 0
	behind := 0              // … the last figures
	read, mixed := false, -1 // mixed: the block whose header has another order
	var empty [][]int        // rows whose label stands there without a figure
	joined := false          // … and the next label right behind it
	first := len(b.groups)   // of this table's
	for k, f := range chain {
		to := stop
		if k+1 < len(chain) {
			to = chain[k+1].from
		}
		at := leaves[f.entry]
		if at.row < 0 {
			head = z.text[f.from:min(to, f.to+60)]
			last = f.to
			if at.row == columnLabel {
				columns = at.block
			}
			continue
		}
		block := &t.Blocks[at.block]
		n := len(block.ColLeaves)
		cells := b.rowCells(block, at.row)
		if b.cells[cells[0]].State != record.Absent {
			continue
		}
		p, rest := b.blockPrint(z, f.to, to, entries[f.entry].spell[0].runes, n)
		if n > 1 {
			p.joinLines()
		}
		if lines := z.cellLines(f.to, to); len(lines) == n {
			p.tokens, p.text = lines, strings.Join(lines, " ")
			if n > 1 && columns != at.block { // cells a line, but the header's are torn: the next row's figures may stand here
				mixed = at.block
			}
		}
		if p.text == "" || isPageNumber(p.text) {
			empty, joined = append(empty, cells), rest == "" && k+1 < len(chain) && !strings.Contains(z.text[f.to:to], "\n")
			continue
		}
		read = true
		if joined { // two rows' labels side by side: whose the figures are they do not say
			b.unreadable(cells, p.text, p.pos)
			joined = false
			continue
		}
		if n > 1 && shuffled([]rune(fold.Label(z.text[behind:f.from])), lex.blocks[block].cols) || z.figuresBefore(last, f.from) {
			mixed = at.block
		}
		last = p.end(z.text, f.to)
		if behind = last; mixed == at.block {
			b.unreadable(cells, p.text, p.pos)
			continue
		}
		if rest != "" && strings.ContainsAny(rest, "0123456789") && k+1 < len(chain) {
			b.dropUnmapped([]string{rest}, z.pos(f.to))
		}
		b.blockText(t, block, cells, &p, head)
	}
	if read && len(empty) > 0 {
		for _, cells := range empty {
			b.unreadable(cells, "", z.pos(chain[0].from))
		}
		for k := range b.groups[first:] {
			b.groups[first+k].group.Blanks = true // a text that drops what is blank does so in every row
		}
	}
	z.take(chain[0].from, last, "")
}

// leftRow notes a line that is a row's label and figures, and was read by no table.
func (b *board) leftRow(z *zone, f found) {
	from := strings.LastIndexByte(z.text[:f.from], '\n') + 1
	rest, _, _ := strings.Cut(z.text[f.to:], "\n") // of the label's line, or its last one
	line := z.text[from : f.to+len(rest)]
	behind := strings.TrimLeftFunc(rest, func(r rune) bool { return fold.IsSpace(r) || isPunct(r) })
	if fold.Label(z.text[from:f.from]) == "" && len(line) < 100 && behind != "" && behind[0] >= '0' && behind[0] <= '9' {
		b.dropUnmapped([]string{strings.TrimSpace(line)}, z.pos(from))
	}
}

// blockPrint reads the figures behind a row label of a block; a unit right
// behind the only figure belongs to it.
func (b *board) blockPrint(z *zone, from, to int, label []rune, n int) (print, string) {
	p, rest := printBehind(z, from, to, label)
	if n > 0 && rest != "" && p.text != "" {
		unit := rest
		if i := strings.IndexFunc(rest, fold.IsSpace); i > 0 {
			unit = rest[:i]
		}
		if _, ok := words().money(fold.Label(unit)); ok || slices.Contains(words().Units, fold.Label(unit)) {
			p.text += unit
			p.tokens[len(p.tokens)-1] += unit
			p.plain = false
			rest = strings.TrimSpace(rest[len(unit):])
		}
	}
	return p, rest
}

func (b *board) blockText(t *form.Table, block *form.Block, cells []int, p *print, head string) {
	if strings.Contains(p.text, "|") {
		p.tokens = strings.Split(p.text, "|")
		for c := range p.tokens {
			p.tokens[c] = strings.TrimFunc(p.tokens[c], fold.IsSpace)
		}
		// Bars around the print are cut off, so a blank cell would be lost there.
		if len(p.tokens) != len(cells) || slices.ContainsFunc(p.tokens, func(s string) bool { return !strings.ContainsAny(s, "0123456789") }) {
			b.unreadable(cells, p.text, p.pos)
			return
		}
	}
	if len(p.tokens) == len(cells) {
		for c, tok := range p.tokens {
			b.put(cells[c], readFigure(tok, b.form.Cells[cells[c]].Col, headOf(head, block.ColLeaves[c])), tok, p.pos, nil)
		}
		return
	}
	if !p.plain {
		b.unreadable(cells, p.text, p.pos)
		return
	}
	if len(p.tokens) > len(cells) || len(cells) == 1 || slices.ContainsFunc(cells, func(i int) bool { return isMoney(b.form.Cells[i].Col) }) {
		b.unreadable(cells, p.text, p.pos)
		return
	}
	// Where the figures stand apart from the label, they stood apart from each
	// other: cells beside them may have been blank.
	b.open(openGroup{table: t, rows: [][]int{cells}, raw: []string{p.text}, at: []grid.Pos{p.pos},
		group: solve.Group{Runs: []solve.Run{p.run(solve.Maybe, solve.Maybe)}, Blanks: p.apart && len(p.tokens) < len(cells)}})
}

// headOf is the header's text if it is that of the column: only then does its
// unit speak for the figure.
func headOf(head string, col *form.Node) string {
	key := fold.Label(head)
	for _, l := range col.Labels() {
		if strings.Contains(key, fold.Label(l)) {
			return head
		}
	}
	return ""
}
