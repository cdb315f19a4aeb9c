package medium

import (
	"bytes"
	"context"
	"strings"

	"golang.org/x/net/html"

	"gongkai/extract/grid"
)

// Markdown reads markdown: pipe tables, headings, HTML tables between them, and
// everything that Text reads. Marks of emphasis, lists and links are left out.
var Markdown = Medium{Name: "markdown", Detect: isMarkdown, Read: readMarkdown}

// isMarkdown looks for a heading, a table's rule or border, two lines of cells, or
// cells with a bar behind each.
func isMarkdown(data []byte) bool {
	data = data[:min(len(data), 1<<20)]
	if bytes.IndexByte(data, '|') < 0 && bytes.IndexByte(data, '#') < 0 {
		return false
	}
	rows, bars := 0, 0
	for rest := string(data); rest != ""; {
		end, next := lineEnd(rest)
		l := strings.TrimSpace(rest[:end])
		rest = rest[next:]
		switch {
		case headingLevel(l) > 0:
			return true
		case isRule(l) && strings.Contains(l, "|"), drawn(l):
			return true
		case pipes(l) >= 2:
			if rows++; rows > 1 {
				return true
			}
			continue
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
	plain []line // lines that are neither table nor heading, not yet written
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
			if isThematic(t) {
				lines[i] = line{n: lines[i].n}
			} else if lines[i].fields == nil {
				lines[i].text = m.inline(unlisted(lines[i].text, t), lines[i].n)
			}
		}
		m.plain = append(m.plain, lines[i])
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

// tables reads a run of pipe rows. A rule makes the row above it the header of
// a new table, as in texts that put tables one below the other without a gap.
func (m *markdown) tables(lines []line) error {
	type row struct {
		cells []string
		n     int
		full  bool
	}
	var rows []row
	headed := false // the rule under the first row was seen
	emit := func(rows []row) error {
		cols, total := 0, 0
		for _, r := range rows {
			cols = max(cols, len(r.cells))
			total += len(r.cells)
		}
		if total == 0 {
			return nil
		}
		if err := m.addCells(total); err != nil {
			return err
		}
		if err := m.slots(len(rows), cols); err != nil {
			return err
		}
		cells := make([]grid.Cell, 0, total)
		for i, r := range rows {
			for c, text := range r.cells {
				cells = append(cells, grid.Cell{Row: i, Col: c, RowSpan: 1, ColSpan: 1, Text: text, Pos: grid.Pos{Line: r.n}})
			}
		}
		g := grid.New(len(rows), cols, cells, grid.Pos{Line: rows[0].n})
		for i, r := range rows {
			if r.full && g.Full == nil {
				g.Ragged, g.Full = true, make([]bool, len(rows))
			}
			if r.full {
				g.Full[i] = true
			}
		}
		m.doc.Blocks = append(m.doc.Blocks, grid.Block{Grid: g})
		return nil
	}
	for i := range lines {
		if err := m.tick(); err != nil {
			return err
		}
		t := strings.TrimSpace(lines[i].text)
		if isRule(t) || shortRule(t) && len(rows) == 1 && !headed && i+1 < len(lines) {
			headed = true
			if n := len(rows); n > 1 {
				if err := emit(rows[:n-1]); err != nil {
					return err
				}
				rows = append(rows[:0], rows[n-1])
			}
			continue
		}
		cells := splitPipes(t)
		pads := padding(t)
		cells = cells[:max(1, len(cells)-pads)]
		for k := range cells {
			cells[k] = m.inline(cells[k], lines[i].n)
		}
		rows = append(rows, row{cells, lines[i].n, pads > 0})
	}
	return emit(rows)
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
