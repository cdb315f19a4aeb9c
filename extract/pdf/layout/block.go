package layout

import (
	"gongkai/extract/grid"
)

// builder puts the document together.
type builder struct {
	doc    *grid.Doc
	sheets []Sheet
	pitch  float64
	body   float64
	tables int
	sizes  []float64 // of each block's text; 0 for tables and long paragraphs
	buf    []byte
	words  []Word
}

// notes says what the pages' reading left out.
func (b *builder) notes() {
	for i := range b.sheets {
		s := &b.sheets[i]
		add := func(kind, text string) {
			b.doc.Notes = append(b.doc.Notes, grid.Note{Kind: kind, Text: text, Pos: grid.Pos{Page: i + 1}})
		}
		if s.HiddenText {
			add("fallback", "text layer under a scanned image")
		}
		if s.Struck != "" {
			add("dropped", "struck out: "+s.Struck)
		}
		if s.TooMany {
			add("fallback", "too many ruling lines for a table; read as text")
		}
		for j := range s.Lines {
			if l := &s.Lines[j]; l.Dropped != "" {
				add("running", l.Dropped+": "+l.Text)
			}
		}
	}
}

// table adds the grid of a table's parts.
func (b *builder) table(parts []item) {
	pieces := make([]Piece, len(parts))
	for i, p := range parts {
		pieces[i] = p.piece()
	}
	g, notes := Join(pieces, b.sheets[parts[0].page].em)
	b.doc.Notes = append(b.doc.Notes, notes...)
	b.add(g, parts[0].page)
}

// add adds a grid whose cells know their pages.
func (b *builder) add(g *grid.Grid, page int) {
	b.tables++
	g.Pos = grid.Pos{Page: page + 1, Table: b.tables}
	for i := range g.Cells {
		c := &g.Cells[i]
		c.Pos = grid.Pos{Page: c.Pos.Page, Table: b.tables, Row: c.Row + 1, Col: c.Col + 1}
	}
	b.doc.Blocks = append(b.doc.Blocks, grid.Block{Grid: g})
	b.sizes = append(b.sizes, 0)
}

// paragraphs joins lines.
func (b *builder) paragraphs(items []item) {
	for i := 0; i < len(items); {
		first := items[i].line
		b.buf = append(b.buf[:0], first.Text...)
		size, j := first.Size, i+1
		for ; j < len(items); j++ {
			a, c := items[j-1].line, items[j].line
			if breaks(a, c, b.pitch, b.sheets) {
				break
			}
			b.buf = appendText(b.buf, c.Text)
			size = min(size, c.Size)
		}
		if j-i > 3 {
			size = 0 // a heading is short
		}
		b.doc.Blocks = append(b.doc.Blocks, grid.Block{Para: &grid.Para{Text: string(b.buf),
			Pos: grid.Pos{Page: first.Page + 1, Block: len(b.doc.Blocks) + 1}}})
		b.sizes = append(b.sizes, size)
		i = j
	}
}

// finish tells headings by their size.
func (b *builder) finish() {
	level := headings(b.sizes, b.body)
	for i, s := range b.sizes {
		if s > 0 {
			b.doc.Blocks[i].Para.Heading = level[s]
		}
	}
}
