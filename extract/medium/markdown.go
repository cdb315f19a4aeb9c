package medium

import (
	"bytes"
	"context"
	"strings"
	"unsafe"

	"golang.org/x/net/html"

	"gongkai/extract/grid"
)

// Markdown reads markdown: pipe tables, headings, HTML tables between them, and
// everything that Text reads. Marks of emphasis, lists and links are left out.
var Markdown = Medium{Name: "markdown", Detect: isMarkdown, Read: readMarkdown}

// isMarkdown looks for a heading, a table's rule or border, two lines of cells,
// cells with a bar behind each, escaped marks, or a table of HTML in a text.
func isMarkdown(data []byte) bool {
	data = data[:min(len(data), 1<<20)]
	if bytes.IndexByte(data, '|') < 0 && bytes.IndexByte(data, '#') < 0 && bytes.IndexByte(data, '\\') < 0 && bytes.IndexByte(data, '<') < 0 && bytes.IndexByte(data, '{') < 0 {
		return false
	}
	rows, bars, marks := 0, 0, 0
	page := bytes.TrimLeft(data[:min(len(data), 1024)], " \t\r\n\xef\xbb\xbf")
	text := len(page) > 0 && page[0] != '<' // no part of a page, whose scripts and styles hold marks too
	if at := bytes.IndexByte(data, '<'); text && at > 0 && data[at-1] == '\n' && hasPrefix(data[at:], "<table") {
		return true // the first tag
	}
	for rest := unsafe.String(unsafe.SliceData(data), len(data)); rest != ""; { // nothing of it is kept
		end, next := lineEnd(rest)
		l := strings.TrimSpace(rest[:end])
		rest = rest[next:]
		switch {
		case headingLevel(l) > 0, text && strings.HasPrefix(l, "{|"):
			return true
		case isRule(l) && strings.Contains(l, "|"), drawn(l):
			return true
		case pipes(l) >= 2:
			if rows++; rows > 1 {
				return true
			}
			continue
		case text && escapes(l) > 0:
			if marks += escapes(l); marks > 1 {
				return true
			}
		case strings.HasSuffix(strings.TrimRight(l, "\x00"), "|"): // of UTF-16 too
			if bars++; bars > 8 { // a cell a line
				return true
			}
		}
		rows = 0
	}
	return false
}

// drawn reports a border of a table with two columns and more.
func drawn(l string) bool {
	whole, _ := border(l)
	return whole && strings.Count(l, "+") > 2
}

func readMarkdown(ctx context.Context, data []byte, lim Limits) (*grid.Doc, error) {
	d, err := decode(data, nil)
	if err != nil {
		return nil, err
	}
	d.unspell()
	b := &budget{ctx: ctx, lim: lim}
	text, hidden := withoutHidden(withoutComments(d.own()))
	lines, err := splitLines(b, text)
	if err != nil {
		return nil, err
	}
	doc := d.doc()
	doc.Notes = append(doc.Notes, hidden...)
	doc.Meta = headerMeta(lines)
	lines = wholeTags(lines)
	m := &markdown{budget: b, doc: doc}
	if err := m.read(joinRows(lines)); err != nil {
		return nil, err
	}
	if len(doc.Blocks) == 0 && len(doc.Notes) == 0 {
		return nil, errBlank
	}
	return numbered(doc), nil
}

type markdown struct {
	*budget
	doc   *grid.Doc
	plain []line       // lines that are neither table nor heading, not yet written
	even  []*grid.Grid // tables of bars with rows of one length
	texts []string     // room for the cells of a row
	moved bool         // … in one of which the cells that reach down are missing, and rows were filled up
}

func (m *markdown) read(lines []line) error {
	r := lineReader{markdown: m, lines: lines}
	for len(r.lines) > 0 {
		if err := m.tick(); err != nil {
			return err
		}
		n, err := r.block()
		if err != nil {
			return err
		}
		r.lines = r.lines[n:]
		r.barless -= n
	}
	if m.moved { // the converter does so in every table
		for _, g := range m.even {
			g.Ragged = true
		}
	}
	return m.flush()
}

// lineReader reads lines of markdown a block at a time.
type lineReader struct {
	*markdown
	lines   []line // not yet read
	fenced  bool   // within a block of code
	barless int    // how many of the lines begin no table of bars, as was seen
}

// block reads the block that the lines begin with, and returns how many of them
// it takes.
func (r *lineReader) block() (n int, err error) {
	t := strings.TrimSpace(r.lines[0].text)
	if strings.HasPrefix(t, "```") || strings.HasPrefix(t, "~~~") {
		r.fenced = !r.fenced
		return 1, nil
	}
	if n, err := r.table(); n > 0 {
		return n, err
	}
	if level := headingLevel(t); level > 0 && !r.fenced {
		text := strings.TrimSpace(strings.TrimRight(strings.TrimSpace(t[level:]), "#"))
		return 1, r.heading(text, r.lines[0].n, level)
	}
	return r.text(), nil
}

// table reads a table, if the lines begin with one: n is 0 if they do not. What
// looks like one less than drawn borders and bars is none in a block of code.
func (r *lineReader) table() (n int, err error) {
	if n := wikiRun(r.lines); n > 0 {
		return n, r.html(r.wikiHTML(r.lines[:n]))
	}
	if n := gridRun(r.lines); n > 0 {
		return n, r.gridTable(r.lines[:n])
	}
	if n := pipeRun(r.lines); n > 0 {
		return n, r.tables(r.lines[:n])
	}
	if n, rows := dashRun(r.lines); n > 0 {
		return n, r.dashTable(rows)
	}
	if r.fenced {
		return 0, nil
	}
	if n, rows := softRun(r.lines); n > 0 {
		return n, r.softTable(rows)
	}
	if r.barless <= 0 {
		n, seen, cells := barRun(r.lines)
		if r.barless = seen; n > 0 {
			return n, r.barTable(cells)
		}
	}
	if n := htmlRun(r.lines); n > 0 {
		return n, r.html(r.lines[:n])
	}
	return 0, nil
}

// text reads a line that is read like text: one, or those that a tag goes on over.
func (r *lineReader) text() (n int) {
	n = 1
	if !r.fenced {
		for n <= tagLines && n < len(r.lines) && r.lines[n].fields == nil && openAttributes(r.lines[n-1].text) {
			before, l := &r.lines[n-1], &r.lines[n]
			l.text, l.n = before.text+" "+l.text, before.n
			n++
		}
		l := &r.lines[n-1]
		if t := strings.TrimSpace(l.text); isThematic(t) || isFence(t) {
			*l = line{n: l.n}
		} else if l.fields == nil {
			l.text = r.inline(unlisted(l.text, t), l.n)
		}
	}
	r.plain = append(r.plain, r.lines[n-1])
	return n
}

func (m *markdown) heading(text string, n, level int) error {
	if err := m.flush(); err != nil {
		return err
	}
	m.para(m.inline(text, n), n, level)
	return nil
}

func (m *markdown) para(text string, n, level int) {
	if text = strings.TrimSpace(text); text != "" {
		m.doc.Blocks = append(m.doc.Blocks, grid.Block{Para: &grid.Para{Text: text, Pos: grid.Pos{Line: n}, Heading: level}})
	}
}

// flush writes the lines that are read like text. Whatever writes another block
// calls it first.
func (m *markdown) flush() error {
	blocks, err := lineBlocks(m.budget, m.plain)
	m.doc.Blocks = append(m.doc.Blocks, blocks...)
	m.plain = m.plain[:0]
	return err
}

// html reads lines that hold HTML tables. Its blocks stand at the first line.
func (m *markdown) html(lines []line) error {
	if err := m.flush(); err != nil {
		return err
	}
	var s strings.Builder
	for i := range lines {
		s.WriteString(lines[i].text)
		s.WriteByte('\n')
	}
	part, err := parseHTML(m.budget, s.String())
	if err != nil {
		return err
	}
	for i := range part.Blocks {
		switch b := &part.Blocks[i]; {
		case b.Grid != nil:
			b.Grid.Pos = grid.Pos{Line: lines[0].n}
			for k := range b.Grid.Cells {
				b.Grid.Cells[k].Pos = grid.Pos{Line: lines[0].n}
			}
		default:
			b.Para.Pos = grid.Pos{Line: lines[0].n}
		}
	}
	m.doc.Blocks = append(m.doc.Blocks, part.Blocks...)
	m.doc.Notes = append(m.doc.Notes, part.Notes...)
	return nil
}

// inline is a line's text without its marks. A picture leaves a note.
func (m *markdown) inline(s string, n int) string {
	if !strings.ContainsAny(s, "*_`\\[<&~") {
		return s
	}
	s, pictures, struck := unmark(s)
	for _, t := range struck {
		m.doc.Notes = append(m.doc.Notes, grid.Note{Kind: "dropped", Text: "struck out: " + t, Pos: grid.Pos{Line: n}})
	}
	for _, p := range pictures {
		m.doc.Notes = append(m.doc.Notes, grid.Note{Kind: "picture", Text: p, Pos: grid.Pos{Line: n}})
	}
	return html.UnescapeString(s)
}
