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
	"gongkai/record"
)

// blockText reads the rows of a table of blocks (section two) that no table held
// from running text: the figures that stand between a row's label and the next
// label.
type blockText struct {
	b       *board
	t       blockTable
	z       *zone
	entries []entry
	places  []blockPlace // of the entries
	chain   []found      // … those that the text prints
	prints  []rowPrint   // … what stands behind those of rows
	torn    int          // figures of so many digits are broken over lines; 0: none are

	head    string // the label of a block or its column that was printed last, and what follows it
	columns int    // the block whose columns were named last; -1: none
	last    int    // the byte behind what was read last
	behind  int    // … behind the last figures
	mixed   int    // the block whose figures may be in another order than its columns, or another row's; -1: none
	read    bool   // figures were found
	empty   [][]int
	short   bool // a row has fewer digits than cells: print drops what is blank
	strange bool // a column that the form lacks stands behind the block's last
	joined  bool // the label before has no figure, and this one stands right behind it
	lined   bool // most rows are lines of their own
}

// rowPrint is what stands behind a row's label, and what follows that.
type rowPrint struct {
	print
	rest string
}

// blockPlace is what an entry names: a row of a block, its label, or one of its
// columns.
type blockPlace struct{ block, row int }

const (
	ofBlock  = -1 // as row: the block's label, or a heading over its rows
	ofColumn = -2
)

// blocksText reads a table of blocks from running text.
func (b *board) blocksText(t *form.Table, lex *lexicon, s *stream) {
	z := s.section(t.Section)
	if z == nil {
		return
	}
	x := blockText{b: b, t: blockTable{t, lex}, z: z, columns: -1, mixed: -1}
	x.entries, x.places = x.t.entries()
	x.chain = z.chain(x.entries)
	if !slices.ContainsFunc(x.chain, func(f found) bool { return x.places[f.entry].row < 0 }) {
		x.noHeader()
		return
	}
	b.textAgain(t, z, x.chain)
	x.readPrints()
	x.lined = x.isLined()
	first := len(b.groups) // of this table's
	for k := range x.chain {
		x.label(k)
	}
	if x.read && (len(x.empty) > 0 || x.short) {
		x.dropsBlanks(b.groups[first:])
	}
	z.take(x.chain[0].from, x.last, "")
}

// entries are the labels of the blocks, their columns and rows, in the form's order.
func (t blockTable) entries() (entries []entry, places []blockPlace) {
	for k := range t.Blocks {
		lab := t.labels(k)
		if len(lab.label.runes) > 0 {
			entries, places = append(entries, entry{spell: []spelling{lab.label}}), append(places, blockPlace{k, ofBlock})
		}
		for j := range lab.cols {
			entries, places = append(entries, lab.cols[j]), append(places, blockPlace{k, ofColumn})
		}
		for j := range lab.rows {
			entries, places = append(entries, lab.rows[j]), append(places, blockPlace{k, lab.row[j]})
		}
	}
	return entries, places
}

// noHeader sees names of rows alone. Without a header they are narrative, but for
// a line that is nothing else.
func (x *blockText) noHeader() {
	for _, f := range x.chain {
		if at := x.places[f.entry]; x.b.cells[x.t.Blocks[at.block].At(at.row, 0)].State == record.Absent {
			x.b.leftRow(x.z, f)
		}
	}
}

// end is the byte behind what may be the figures of label k.
func (x *blockText) end(k int) int {
	switch {
	case k+1 < len(x.chain):
		return x.chain[k+1].from
	case x.z.again > 0:
		return x.z.again
	}
	return len(x.z.text)
}

// readPrints reads what stands behind the labels of rows. A row of more figures than
// cells shows that these are too narrow for them.
func (x *blockText) readPrints() {
	x.prints = make([]rowPrint, len(x.chain))
	for k, f := range x.chain {
		at := x.places[f.entry]
		if at.row < 0 {
			continue
		}
		p := &x.prints[k]
		p.print, p.rest = printBehind(x.z, f.to, x.end(k), x.entries[f.entry].spell[0].runes)
		if len(p.tokens) > len(x.t.Blocks[at.block].ColLeaves) {
			if n := broken(p.tokens); n >= narrowest {
				x.torn = max(x.torn, n)
			}
		}
	}
}

// No column is too narrow for figures of fewer digits.
const narrowest = 3

// broken is the number of digits of the longest figure of a print that may go on
// in the next one.
func broken(tokens []string) (n int) {
	for _, t := range tokens[:max(0, len(tokens)-1)] {
		n = max(n, len(t)-len(strings.TrimRight(t, "0123456789")))
	}
	return n
}

// label reads label k and its figures.
func (x *blockText) label(k int) {
	f, to := x.chain[k], x.end(k)
	at := x.places[f.entry]
	if at.row < 0 {
		x.head, x.last = x.z.text[f.from:min(to, f.to+60)], f.to
		if at.row == ofColumn {
			x.columns = at.block
			x.strange = k+1 < len(x.chain) && x.places[x.chain[k+1].entry].row >= 0 && x.isColumn(x.z.text[f.to:to], at.block)
		}
		return
	}
	block := &x.t.Blocks[at.block]
	cells := x.b.rowCells(block, at.row)
	if x.b.cells[cells[0]].State != record.Absent {
		return
	}
	p, rest := x.figures(k, len(cells))
	if p.text == "" || line.IsPageNumber(p.text) {
		x.empty = append(x.empty, cells)
		x.joined = rest == "" && k+1 < len(x.chain) && !strings.Contains(x.z.text[f.to:to], "\n")
		return
	}
	x.read = true
	if x.joined { // two rows' labels side by side: whose the figures are they do not say
		x.joined = false
		x.b.unreadable(cells, p.text, p.pos)
		return
	}
	if len(cells) > 1 && (x.shuffled(f, at.block) || x.headBehind(k, at.block)) || x.z.figuresBefore(x.last, f.from) || x.z.numbered(x.last, f.from) {
		x.mixed = at.block
	}
	x.last = p.end(x.z.text[:to], f.to) // a figure is not looked for in the next row
	x.behind = x.last
	if strings.ContainsAny(rest, "0123456789") && k+1 < len(x.chain) {
		x.b.dropUnmapped([]string{rest}, x.z.pos(f.to))
	}
	if x.inDoubt(k, &p, len(cells)) {
		x.b.unreadable(cells, p.text, p.pos)
		return
	}
	x.short = x.short || p.plain && len(digitsOf(p.text)) < len(cells)
	x.put(block, cells, &p)
}

// inDoubt reports whether the figures behind label k may not be those of its n cells.
func (x *blockText) inDoubt(k int, p *print, n int) bool {
	block := x.places[x.chain[k].entry].block
	switch {
	case x.mixed == block:
		return true
	case x.torn > 0 && broken(p.tokens) >= x.torn: // the end of a figure may stand as the next, and a blank cell beside it
		return true
	case x.strange && x.columns == block && len(p.tokens) <= n: // one of them is another column's
		return true
	}
	return (len(p.tokens) == n || strings.Contains(p.text, "|")) && x.foundling(k, p)
}

// isColumn reports whether what stands behind the last column of a block is a
// column more: a word that is no piece of the block's own.
func (x *blockText) isColumn(text string, block int) bool {
	if i := strings.LastIndexAny(text, ")\uFF09"); i >= 0 { // the unit of the last
		text = strings.TrimLeft(text[i:], ")\uFF09")
	}
	key := []rune(fold.Label(text))
	if len(key) < 2 || len(key) > 6 || strings.ContainsAny(text, "0123456789(\uFF08") {
		return false
	}
	for _, e := range x.t.labels(block).cols {
		for _, s := range e.spell {
			if fold.IndexRunes(s.runes, key) >= 0 {
				return false
			}
		}
	}
	return true
}

// figures reads what stands behind the label of a row with n figures.
func (x *blockText) figures(k, n int) (p print, rest string) {
	f, to := x.chain[k], x.end(k)
	p, rest = x.prints[k].print, x.prints[k].rest
	rest = p.takeUnit(rest)
	if n > 1 {
		p.joinLines()
	}
	if lines := x.z.cellLines(f.to, to); len(lines) == n {
		p.tokens, p.text = lines, strings.Join(lines, " ")
		if block := x.places[f.entry].block; n > 1 && x.columns != block { // cells a line, but the header's are torn: the next row's figures may stand here
			x.mixed = block
		}
	}
	return p, rest
}

// headBehind reports whether a column of a block that is not named before row k is
// named behind it, where no other block is: the text's order is not that of print.
func (x *blockText) headBehind(k, block int) bool {
	for e, at := range x.places {
		if at != (blockPlace{block, ofColumn}) || slices.ContainsFunc(x.chain[:k], func(f found) bool { return f.entry == e }) {
			continue
		}
		word, behind := x.entries[e].spell[0].runes, 0
		from, _ := slices.BinarySearch(x.z.folded.At, int32(x.chain[k].to))
		for rest := x.z.folded.Runes[min(from, len(x.z.folded.Runes)):]; ; behind++ {
			i := fold.IndexRunes(rest, word)
			if i < 0 {
				break
			}
			rest = rest[i+len(word):]
		}
		for _, f := range x.chain[k:] {
			if p := x.places[f.entry]; p.row == ofColumn && p.block != block && slices.Equal(x.entries[f.entry].spell[0].runes, word) {
				behind--
			}
		}
		if behind > 0 {
			return true
		}
	}
	return false
}

// shuffled reports whether the columns of a block are named in another order
// between the last figures and a label.
func (x *blockText) shuffled(f found, block int) bool {
	return shuffled([]rune(fold.Label(x.z.text[x.behind:f.from])), x.t.labels(block).cols)
}

// dropsBlanks sees labels without figures among others. A text that drops what is
// blank does so in every row.
func (x *blockText) dropsBlanks(groups []openGroup) {
	for _, cells := range x.empty {
		x.b.unreadable(cells, "", x.z.pos(x.chain[0].from))
	}
	for k := range groups {
		groups[k].group.Blanks = true
	}
}

// put puts the figures behind a row's label into its cells.
func (x *blockText) put(block *form.Block, cells []int, p *print) {
	b := x.b
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
			b.put(cells[c], figure.Read(tok, b.form.Cells[cells[c]].Col, headOf(x.head, block.ColLeaves[c])), tok, p.pos, nil)
		}
		return
	}
	if !p.plain {
		b.unreadable(cells, p.text, p.pos)
		return
	}
	if len(p.tokens) > len(cells) || len(cells) == 1 || slices.ContainsFunc(cells, func(i int) bool { return figure.IsMoney(b.form.Cells[i].Col) }) {
		b.unreadable(cells, p.text, p.pos)
		return
	}
	// Where the figures stand apart from the label, they stood apart from each
	// other: cells beside them may have been blank.
	b.open(openGroup{table: x.t.Table, rows: [][]int{cells}, raw: []string{p.text}, at: []grid.Pos{p.pos},
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
