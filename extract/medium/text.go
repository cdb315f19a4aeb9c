package medium

import (
	"context"
	"slices"
	"strings"

	"gongkai/extract/grid"
	"gongkai/record"
)

// Text reads plain text as copied from a page: each line a paragraph, lines
// with tabs (or runs of spaces, then Loose) rows of tables. A blank line shows
// as a gap in the line numbers.
var Text = Medium{Name: "text", Detect: func([]byte) bool { return true }, Read: readText}

func readText(ctx context.Context, data []byte, lim Limits) (*grid.Doc, error) {
	d, err := decode(data, "")
	if err != nil {
		return nil, err
	}
	b := &budget{ctx: ctx, lim: lim}
	lines, err := splitLines(b, d.own())
	if err != nil {
		return nil, err
	}
	doc := d.doc()
	doc.Meta = headerMeta(lines)
	doc.Blocks, err = lineBlocks(b, lines)
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

// line is one line of a text.
type line struct {
	text   string
	n      int      // from 1; 0 unknown
	fields []string // of a line with tabs; quoted ones may hold line ends
}

// splitLines cuts text at any line end. A quoted field that holds line ends, as
// spreadsheets copy them, stays in its line.
func splitLines(b *budget, s string) ([]line, error) {
	if err := b.addText(len(s)); err != nil {
		return nil, err
	}
	s = unixLines(s)
	lines := make([]line, 0, strings.Count(s, "\n")+1)
	for n := 1; s != ""; n++ {
		if err := b.tick(); err != nil {
			return nil, err
		}
		end, next := lineEnd(s)
		l := line{text: s[:end], n: n}
		if strings.IndexByte(l.text, '"') >= 0 {
			if fields, used := quotedRow(s); used > 0 {
				l.fields, end, next = fields, used, used
				l.text = s[:used]
				n += strings.Count(s[:used], "\n")
				if _, skip := lineEnd(s[used:]); used < len(s) {
					next += skip
				}
			}
		}
		if l.fields == nil && strings.IndexByte(l.text, '\t') >= 0 {
			l.fields = strings.Split(l.text, "\t")
		}
		lines = append(lines, l)
		s = s[next:]
	}
	return lines, nil
}

// unixLines makes every kind of line end a single \n.
func unixLines(s string) string {
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	for _, end := range [...]string{"\f", "\v", "\u0085", "\u2028", "\u2029"} {
		if strings.Contains(s, end) {
			s = strings.ReplaceAll(s, end, "\n")
		}
	}
	return s
}

// lineEnd finds the first line end: where the line ends, where the next begins.
func lineEnd(s string) (end, next int) {
	if end = strings.IndexByte(s, '\n'); end >= 0 {
		return end, end + 1
	}
	return len(s), len(s)
}

// A quoted field longer than this is a paragraph that opens with a quotation mark.
const maxQuoted = 1000

// quotedRow reads one row of tab-separated fields of which at least one is
// quoted. used is its length without the line end; 0 if it is no such row.
func quotedRow(s string) (fields []string, used int) {
	quoted := false
	for at := 0; ; {
		if strings.HasPrefix(s[at:], `"`) {
			if text, n := quotedField(s[at:]); n > 0 {
				fields, quoted = append(fields, text), true
				at += n
				if strings.HasPrefix(s[at:], "\t") {
					at++
					continue
				}
				used = at
				break
			}
		}
		end, _ := lineEnd(s[at:])
		if tab := strings.IndexByte(s[at:at+end], '\t'); tab >= 0 {
			fields = append(fields, s[at:at+tab])
			at += tab + 1
			continue
		}
		fields = append(fields, s[at:at+end])
		used = at + end
		break
	}
	if !quoted || len(fields) < 2 {
		return nil, 0
	}
	return fields, used
}

// quotedField reads a field in quotation marks that ends before a tab or at a
// line's end. n is 0 if it is no such field.
func quotedField(s string) (text string, n int) {
	limit := min(len(s), maxQuoted)
	for i := 1; i < limit; i++ {
		if s[i] != '"' {
			continue
		}
		if i+1 < len(s) && s[i+1] == '"' {
			i++
			continue
		}
		if end, _ := lineEnd(s[i+1:]); end == 0 || s[i+1] == '\t' {
			return strings.ReplaceAll(s[1:i], `""`, `"`), i + 1
		}
		return "", 0
	}
	return "", 0
}

// lineBlocks makes tables of rows and paragraphs of the other lines.
func lineBlocks(b *budget, lines []line) ([]grid.Block, error) {
	blocks := make([]grid.Block, 0, len(lines))
	paras := make([]grid.Para, 0, len(lines)) // never grown: pointers into it stay
	for i := 0; i < len(lines); {
		if err := b.tick(); err != nil {
			return nil, err
		}
		l := &lines[i]
		if blank(l.text) {
			i++
			continue
		}
		if n := tabRun(lines[i:]); n > 0 {
			g, err := tabGrid(b, lines[i:i+n])
			if err != nil {
				return nil, err
			}
			blocks = append(blocks, grid.Block{Grid: g})
			i += n
			continue
		}
		if n := spacedRun(lines[i:]); n > 0 {
			g, err := spacedGrid(b, lines[i:i+n])
			if err != nil {
				return nil, err
			}
			blocks = append(blocks, grid.Block{Grid: g})
			i += n
			continue
		}
		paras = append(paras, grid.Para{Text: strings.Trim(l.text, "\t "), Pos: grid.Pos{Line: l.n}})
		blocks = append(blocks, grid.Block{Para: &paras[len(paras)-1]})
		i++
	}
	return blocks, nil
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
// stands between two of these without a blank line.
func tabRun(lines []line) int {
	n := 0
	for i := range lines {
		l := &lines[i]
		switch {
		case blank(l.text):
			if i != n {
				return n
			}
		case l.fields == nil:
			return n
		case strings.Contains(strings.TrimLeft(l.text, "\t "), "\t"):
			n = i + 1
		case n == 0 || blank(lines[i-1].text) || i+1 < len(lines) && blank(lines[i+1].text):
			return n
		}
	}
	return n
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
	cells := make([]grid.Cell, 0, total)
	r := 0
	for i := range lines {
		if blank(lines[i].text) {
			continue
		}
		for c, f := range lines[i].fields {
			cells = append(cells, grid.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: strings.Trim(f, " "), Pos: grid.Pos{Line: lines[i].n}})
		}
		r++
	}
	return grid.New(rows, cols, cells, grid.Pos{Line: lines[0].n}), nil
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
