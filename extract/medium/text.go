package medium

import (
	"context"
	"slices"
	"strings"

	"gongkai/extract/grid"
	"gongkai/record"
)

// Text reads plain text as copied from a page: each line a paragraph, lines
// with tabs or commas between fields (or runs of spaces, then Loose) rows of
// tables. A blank line shows
// as a gap in the line numbers.
var Text = Medium{Name: "text", Detect: func([]byte) bool { return true }, Read: readText}

func readText(ctx context.Context, data []byte, lim Limits) (*grid.Doc, error) {
	d, err := decode(data, nil)
	if err != nil {
		return nil, err
	}
	d.unspell()
	b := &budget{ctx: ctx, lim: lim}
	lines, err := splitLines(b, d.own())
	if err != nil {
		return nil, err
	}
	doc := d.doc()
	doc.Meta = headerMeta(lines)
	doc.Blocks, err = lineBlocks(b, nodes(lines))
	if err != nil {
		return nil, err
	}
	if len(doc.Blocks) == 0 && len(doc.Notes) == 0 {
		return nil, errBlank
	}
	return numbered(doc), nil
}

var errBlank = record.Fail(record.Empty, "the file holds white space only; fetch it again")

// doc is an empty document that says how its bytes were decoded.
func (d decoded) doc() *grid.Doc {
	doc := &grid.Doc{Encoding: d.encoding}
	if d.bad > 0 {
		doc.Notes = append(doc.Notes, grid.Note{Kind: "damaged", Text: "some characters could not be decoded as " + d.encoding})
	}
	if d.spelled > 0 {
		doc.Notes = append(doc.Notes, grid.Note{Kind: "dropped", Text: pinyinNote(d.spelled)})
	}
	return doc
}

// numbered counts the tables and gives each cell its place.
func numbered(doc *grid.Doc) *grid.Doc {
	table := 0
	for i := range doc.Blocks {
		g := doc.Blocks[i].Grid
		if g == nil {
			continue
		}
		table++
		g.Pos.Table = table
		for k := range g.Cells {
			p := &g.Cells[k].Pos
			p.Table, p.Row, p.Col = table, g.Cells[k].Row+1, g.Cells[k].Col+1
		}
	}
	return doc
}

// lineBlocks makes tables of rows and paragraphs of the other lines.
func lineBlocks(b *budget, lines []line) ([]grid.Block, error) {
	blocks := make([]grid.Block, 0, len(lines))
	paras := make([]grid.Para, 0, len(lines)) // never grown: pointers into it stay
	past := 0                                 // lines whose rules do not meet
	var pad padLook
	for i := 0; i < len(lines); {
		if err := b.tick(); err != nil {
			return nil, err
		}
		l := &lines[i]
		if blank(l.text) {
			i++
			continue
		}
		if i >= past {
			n, bad, err := drawnAt(b, lines[i:], &blocks)
			if err != nil {
				return nil, err
			}
			if past = i + bad; n > 0 {
				i += n
				continue
			}
		}
		if i >= pad.to {
			pad.begin(i, max(1, paddedRun(lines[i:])))
		}
		g, n, err := tableAt(b, lines, i, &pad)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			blocks = append(blocks, grid.Block{Grid: g})
			i += n
			continue
		}
		text := withoutPadding(strings.Trim(l.text, "\t "))
		if text == "" { // commas alone: empty cells
			i++
			continue
		}
		paras = append(paras, grid.Para{Text: text, Pos: grid.Pos{Line: l.n}})
		blocks = append(blocks, grid.Block{Para: &paras[len(paras)-1]})
		i++
	}
	return blocks, nil
}

// tableAt reads the table that begins at line i, and how many lines it takes; 0
// where none does.
func tableAt(b *budget, all []line, i int, pad *padLook) (g *grid.Grid, n int, err error) {
	lines := all[i:]
	if n, rows := dashRun(lines); n > 0 {
		g, err = dashGrid(b, rows, func(s string, _ int) string { return s })
		return g, n, err
	}
	if n = tabRun(lines); n == 0 {
		n = commaRun(lines)
	}
	if n > 0 {
		g, err = tabGrid(b, lines[:n])
	} else if gaps(lines[0].text) {
		if pad.tries < maxHeads && gaps(strings.TrimLeftFunc(lines[0].text, blankRune)) {
			if g, n, err = pad.paddedAt(b, all, i); n == 0 {
				pad.tries++
			}
		}
		if n == 0 && err == nil {
			if n = spacedRun(lines); n > 0 {
				g, err = spacedGrid(b, lines[:n])
			}
		}
	}
	return g, n, err
}

// blank says that a line shows nothing.
func blank(s string) bool {
	for _, r := range s {
		if !blankRune(r) {
			return false
		}
	}
	return true
}

func blankRune(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\f', '\v', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF, 0x1A, 0:
		return true
	}
	return r >= 0x2000 && r <= 0x200F
}

// tabRun is the number of lines that make one table: lines with tabs, single
// blank lines between them left standing. It begins and ends with a line that
// has a tab behind text; a line that tabs only indent belongs to it if it
// stands between two of these without a blank line. Lines of
// one field each, with a tab behind, are no table: a cell stands on each.
func tabRun(lines []line) int {
	n := tabLines(lines)
	for i := range lines[:n] {
		if l := &lines[i]; l.fields != nil && strings.ContainsAny(strings.Trim(l.text, "\t "), "\t") || l.fields != nil && blank(l.fields[0]) && !blank(l.text) {
			return n
		}
	}
	for i := range lines[:n] {
		lines[i].fields = nil
	}
	return 0
}

// tabLines is tabRun before it is asked whether any line has two fields.
func tabLines(lines []line) int {
	n := 0
	for i := range lines {
		l := &lines[i]
		switch {
		case blank(l.text):
			if i != n {
				return n
			}
		case l.fields == nil, running(l.fields):
			return n
		case strings.Contains(strings.TrimLeft(l.text, "\t "), "\t"):
			n = i + 1
		case n == 0 || blank(lines[i-1].text) || i+1 < len(lines) && blank(lines[i+1].text):
			return n
		}
	}
	return n
}

// running says that a whole text stands between two tabs.
func running(fields []string) bool {
	return slices.ContainsFunc(fields, func(f string) bool { return len(f) > maxField })
}

// tabGrid makes a table with a row a line and a cell a field.
func tabGrid(b *budget, lines []line) (*grid.Grid, error) {
	rows, cols, total := 0, 0, 0
	for i := range lines {
		if !blank(lines[i].text) {
			rows++
			cols = max(cols, len(lines[i].fields))
			total += len(lines[i].fields)
		}
	}
	if err := b.addCells(total); err != nil {
		return nil, err
	}
	if err := b.slots(rows, cols); err != nil {
		return nil, err
	}
	cells := grid.Room(total)
	r := 0
	for i := range lines {
		if blank(lines[i].text) {
			continue
		}
		for c, f := range lines[i].fields {
			f = strings.ReplaceAll(strings.Trim(f, " "), "&nbsp;", "\u00A0") // left over from a page
			cells = append(cells, grid.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: f, Pos: grid.Pos{Line: lines[i].n}})
		}
		r++
	}
	return grid.Lend(rows, cols, cells, grid.Pos{Line: lines[0].n}), nil
}

// headerMeta reads "key: value" lines above a rule of equals signs, as crawlers
// write them before a page's text.
func headerMeta(lines []line) []grid.Meta {
	rule := slices.IndexFunc(lines[:min(len(lines), 40)], func(l line) bool { return strings.HasPrefix(strings.TrimSpace(l.text), "=====") })
	var meta []grid.Meta
	for i := range max(rule, 0) {
		name, value, ok := strings.Cut(lines[i].text, ":")
		if wide, rest, also := strings.Cut(lines[i].text, "\uFF1A"); also && (!ok || len(wide) < len(name)) {
			name, value, ok = wide, rest, true
		}
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if ok && name != "" && value != "" && len(name) <= 40 {
			meta = append(meta, grid.Meta{Name: name, Value: value})
		}
	}
	return meta
}
