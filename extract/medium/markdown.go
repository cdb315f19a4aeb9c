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
	b := &budget{ctx: ctx, lim: lim}
	lines, err := splitLines(b, withoutComments(d.own()))
	if err != nil {
		return nil, err
	}
	doc := d.doc()
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
	moved bool         // … in one of which the cells that reach down are missing, and rows were filled up
}

func (m *markdown) read(lines []line) error {
	fenced := false
	bars := 0 // the first line that may begin a table of bars
	for i := 0; i < len(lines); i++ {
		if err := m.tick(); err != nil {
			return err
		}
		t := strings.TrimSpace(lines[i].text)
		if strings.HasPrefix(t, "```") || strings.HasPrefix(t, "~~~") {
			fenced = !fenced
			continue
		}
		if n := wikiRun(lines[i:]); n > 0 {
			if err := m.html(m.wikiHTML(lines[i : i+n])); err != nil {
				return err
			}
			i += n - 1
			continue
		}
		if n := gridRun(lines[i:]); n > 0 {
			if err := m.flush(); err != nil {
				return err
			}
			if err := m.gridTable(lines[i : i+n]); err != nil {
				return err
			}
			i += n - 1
			continue
		}
		if n := pipeRun(lines[i:]); n > 0 {
			if err := m.flush(); err != nil {
				return err
			}
			if err := m.tables(lines[i : i+n]); err != nil {
				return err
			}
			i += n - 1
			continue
		}
		if n, rows := dashRun(lines[i:]); n > 0 {
			if err := m.flush(); err != nil {
				return err
			}
			g, err := dashGrid(m.budget, rows, m.inline)
			if err != nil {
				return err
			}
			m.doc.Blocks = append(m.doc.Blocks, grid.Block{Grid: g})
			i += n - 1
			continue
		}
		if n, rows := softRun(lines[i:]); n > 0 && !fenced {
			if err := m.flush(); err != nil {
				return err
			}
			if err := m.softTable(rows); err != nil {
				return err
			}
			i += n - 1
			continue
		}
		if i >= bars && !fenced {
			n, seen, cells := barRun(lines[i:])
			if bars = i + seen; n > 0 {
				if err := m.flush(); err != nil {
					return err
				}
				if err := m.barTable(cells); err != nil {
					return err
				}
				i += n - 1
				continue
			}
		}
		if n := htmlRun(lines[i:]); n > 0 && !fenced {
			if err := m.html(lines[i : i+n]); err != nil {
				return err
			}
			i += n - 1
			continue
		}
		if level := headingLevel(t); level > 0 && !fenced {
			if err := m.flush(); err != nil {
				return err
			}
			text := strings.TrimSpace(strings.TrimRight(strings.TrimSpace(t[level:]), "#"))
			m.para(m.inline(text, lines[i].n), lines[i].n, level)
			continue
		}
		if !fenced {
			for k := 0; k < tagLines && i+1 < len(lines) && openAttributes(lines[i].text); k++ {
				lines[i+1].text, lines[i+1].n = lines[i].text+" "+lines[i+1].text, lines[i].n
				i++
				t = strings.TrimSpace(lines[i].text)
			}
			if isThematic(t) || isFence(t) {
				lines[i] = line{n: lines[i].n}
			} else if lines[i].fields == nil {
				lines[i].text = m.inline(unlisted(lines[i].text, t), lines[i].n)
			}
		}
		m.plain = append(m.plain, lines[i])
	}
	if m.moved { // the converter does so in every table
		for _, g := range m.even {
			g.Ragged = true
		}
	}
	return m.flush()
}

func (m *markdown) para(text string, n, level int) {
	if text = strings.TrimSpace(text); text != "" {
		m.doc.Blocks = append(m.doc.Blocks, grid.Block{Para: &grid.Para{Text: text, Pos: grid.Pos{Line: n}, Heading: level}})
	}
}

// flush writes the lines that are read like text.
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
