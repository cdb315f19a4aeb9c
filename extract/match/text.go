package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/grid"
	"gongkai/extract/solve"
	"gongkai/internal/message"
	"gongkai/record"
)

// print is what stands behind a label in running text: figures apart from each
// other, or run together.
type print struct {
	text   string
	pos    grid.Pos
	tokens []string // between spaces and line ends
	plain  bool     // only digits and spaces
	apart  bool     // a space or line end parts them from the label
}

// printBehind reads the text between a label and the next one. Words end it:
// what follows them belongs to something else, and is returned.
func printBehind(z *zone, from, to int, label []rune) (p print, rest string) {
	text := z.text[from:to]
	// The end of a label that was wrapped around its figures is not a figure.
	cut := len(text)
	for i, r := range text {
		if r >= 0x2E80 && !isPunct(r) && !fold.IsSpace(r) && !isWideDigit(r) && !isWidePoint(text[i:]) {
			cut = i
			break
		}
	}
	figures, words := text[:cut], text[cut:]
	dated := strings.HasPrefix(words, yearSign)
	if w := fold.Label(words); w != "" && endsLabel([]rune(w), label) {
		words = ""
	}
	p = print{text: strings.TrimFunc(figures, func(r rune) bool { return fold.IsSpace(r) || isPunct(r) }), plain: true}
	lead := strings.Index(figures, p.text)
	p.pos = z.pos(from + max(0, lead))
	p.apart = strings.ContainsFunc(figures[:max(0, lead)], fold.IsSpace)
	p.tokens = strings.FieldsFunc(p.text, fold.IsSpace)
	for _, t := range p.tokens {
		p.plain = p.plain && strings.Trim(fold.Width(t), "0123456789") == ""
	}
	if dated {
		p.dropYear()
	}
	return p, strings.TrimSpace(words)
}

const yearSign = "\u5E74"

// dropYear takes the year off that ends the print, because its sign stands behind
// it. Where it touches a figure, where that ends is not told.
func (p *print) dropYear() {
	n := len(p.tokens)
	if n == 0 {
		return
	}
	last := p.tokens[n-1]
	if n > 1 && len(last) == 4 {
		p.text, p.tokens = strings.TrimSpace(strings.TrimSuffix(p.text, last)), p.tokens[:n-1]
		return
	}
	if len(last) > 4 || n > 1 {
		p.plain, p.tokens = false, nil
	}
}

// isWidePoint reports whether a text begins with a decimal point of full width
// and a digit of full width.
func isWidePoint(s string) bool {
	rest, ok := strings.CutPrefix(s, "\uFF0E")
	r, _ := utf8.DecodeRuneInString(rest)
	return ok && isWideDigit(r)
}

// endsLabel reports whether words are the end of a label.
func endsLabel(words, label []rune) bool {
	return len(words) <= len(label) && equalRunes(words, label[len(label)-len(words):])
}

// isPunct reports brackets, commas, stops and bars that stand around figures.
func isPunct(r rune) bool {
	switch r {
	case '|', ':', '"', ',', 0xFF0C, 0x201C, 0x201D, 0xFF1A, '(', ')', 0xFF08, 0xFF09, 0x3001, 0x3002, ';', 0xFF1B:
		return true
	}
	return r >= 0x3008 && r <= 0x3011
}

// run is the print's digits as one run, cut where between says that spaces cut.
func (p *print) run(between, within solve.Gap) solve.Run {
	var run solve.Run
	for _, t := range p.tokens {
		appendRun(&run, fold.Width(t), between, within)
	}
	return run
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
	separated := apart*2 >= rows
	header := z.text[:chain[0].from]
	mixed := shuffled([]rune(fold.Label(header[strings.LastIndex(header, "\u3002")+1:])), lab.cols)
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

// digitsOf are the digits of a text.
func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r = fold.Rune(r); r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
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

// blocksText reads the rows of a table of blocks that no table held from
// running text.
func (b *board) blocksText(t *form.Table, lex *lexicon, s *stream) {
	z := s.section(t.Section)
	if z == nil {
		return
	}
	type leafOf struct{ block, row int }
	var entries []entry
	var leaves []leafOf
	for k := range t.Blocks {
		lab := lex.blocks[&t.Blocks[k]]
		if len(lab.label.runes) > 0 {
			entries, leaves = append(entries, entry{spell: []spelling{lab.label}}), append(leaves, leafOf{k, -1})
		}
		for j := range lab.cols {
			entries, leaves = append(entries, lab.cols[j]), append(leaves, leafOf{k, -1})
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
			continue
		}
		block := &t.Blocks[at.block]
		n := len(block.ColLeaves)
		cells := b.rowCells(block, at.row)
		if b.cells[cells[0]].State != record.Absent {
			continue
		}
		p, rest := b.blockPrint(z, f.to, to, entries[f.entry].spell[0].runes, n)
		if lines := z.cellLines(f.to, to); len(lines) == n {
			p.tokens, p.text = lines, strings.Join(lines, " ")
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
		if n > 1 && shuffled([]rune(fold.Label(z.text[behind:f.from])), lex.blocks[block].cols) {
			mixed = at.block
		}
		last = f.to + len(p.text)
		if behind = last; mixed == at.block {
			b.unreadable(cells, p.text, p.pos)
			continue
		}
		if rest != "" && strings.ContainsAny(rest, "0123456789") && k+1 < len(chain) {
			b.dropUnmapped([]string{rest}, z.pos(f.to))
		}
		b.blockText(t, block, cells, &p, head)
	}
	for _, cells := range empty {
		if read {
			b.unreadable(cells, "", z.pos(chain[0].from))
		}
	}
	for k := first; k < len(b.groups) && len(empty) > 0; k++ {
		b.groups[k].group.Blanks = true // a text that drops what is blank does so in every row
	}
	z.take(chain[0].from, last, "")
}

// leftRow notes a line that is a row's label and figures, and was read by no table.
func (b *board) leftRow(z *zone, f found) {
	from := strings.LastIndexByte(z.text[:f.from], '\n') + 1
	line, _, _ := strings.Cut(z.text[from:], "\n")
	behind := strings.TrimLeftFunc(z.text[f.to:from+len(line)], func(r rune) bool { return fold.IsSpace(r) || isPunct(r) })
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

// singleText reads a table of one row from running text: the figures behind its
// header, all together or a group at a time.
func (b *board) singleText(t *form.Table, block *form.Block, lab *blockLabels, s *stream) {
	z := s.section(t.Section)
	if z == nil {
		return
	}
	hits := 0
	for j := range lab.cols {
		if slices.ContainsFunc(lab.cols[j].spell, func(sp spelling) bool { return len(sp.runes) > 2 && indexRunes(z.folded.Runes, sp.runes) >= 0 }) {
			hits++
		}
	}
	n := len(block.ColLeaves)
	cells := make([]int, n)
	for c := range cells {
		cells[c] = block.At(0, c)
	}
	p, ok := z.cellRun(n)
	if !ok {
		p, ok = longestFigures(z, n)
	}
	rival := ok && z.rival(&p, n)
	if !ok || hits*2 < len(lab.cols) && len(p.tokens) != n {
		return // without the header's words only a line of just as many figures is this row
	}
	at := max(0, strings.Index(z.text, p.text))
	z.take(0, at+len(p.text), "")
	header := z.text[:at]
	if shuffled([]rune(fold.Label(header[strings.LastIndex(header, "\u3002")+1:])), lab.cols[:len(lab.groups[0].leaves)]) || rival {
		b.unreadable(cells, p.text, p.pos)
		return
	}
	b.textRow(t, cells, &p, false)
}

// longestFigures returns the stretch of the zone with the most digits and no
// words in it, if it can hold n figures.
func longestFigures(z *zone, n int) (best print, ok bool) {
	most := 0
	from, digits := 0, 0
	flush := func(to int) {
		if digits > most {
			most = digits
			text := strings.TrimFunc(z.text[from:to], func(r rune) bool { return fold.IsSpace(r) || isPunct(r) })
			best = print{text: text, pos: z.pos(from), tokens: strings.FieldsFunc(text, fold.IsSpace), plain: true}
			for _, t := range best.tokens {
				best.plain = best.plain && strings.Trim(fold.Width(t), "0123456789") == ""
			}
		}
		digits = 0
	}
	for i, r := range z.text {
		switch {
		case fold.Rune(r) >= '0' && fold.Rune(r) <= '9':
			digits++
		case r >= 0x2E80 && !isPunct(r) && !fold.IsSpace(r):
			flush(i)
			from = i + utf8.RuneLen(r)
		}
	}
	flush(len(z.text))
	return best, most >= n
}

// rival reports whether the zone holds other lines of figures, a group of the
// table's or more, as it does where the row is printed for another year or organ
// too.
func (z *zone) rival(p *print, n int) bool {
	if len(p.tokens) != n {
		return false
	}
	var run []string
	for k := 0; k <= len(z.starts); k++ {
		var fields []string
		if k < len(z.starts) {
			fields = strings.FieldsFunc(z.line(k), fold.IsSpace)
		}
		if len(fields) == 1 && isPageNumber(fields[0]) {
			continue
		}
		if len(fields) > 0 && !slices.ContainsFunc(fields, func(s string) bool { return !isCell(s) }) {
			run = append(run, fields...)
			continue
		}
		if len(run) >= n/3 && !slices.Equal(run, p.tokens) { // blank cells leave no line
			return true
		}
		run = run[:0]
	}
	return false
}
