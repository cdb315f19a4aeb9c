package match

import (
	"strings"

	"gongkai/extract/fold"
	"gongkai/extract/grid"
)

// line is one line of a paragraph, or the text of a table row that is one cell:
// what may be a heading.
type line struct {
	text  string
	key   string // folded
	pos   grid.Pos
	block int
	para  bool
	head  int // the medium's heading level
}

// textLines lists the document's lines in order. A row of a table counts where
// all of it is one cell.
func textLines(doc *grid.Doc) []line {
	out := make([]line, 0, len(doc.Blocks)+len(doc.Blocks)/4+16)
	for i, b := range doc.Blocks {
		if p := b.Para; p != nil {
			for t := range strings.SplitSeq(p.Text, "\n") {
				out = append(out, line{text: t, pos: p.Pos, block: i, para: true, head: p.Heading})
			}
			continue
		}
		for k := range b.Grid.Cells {
			if c := &b.Grid.Cells[k]; c.Col == 0 && c.ColSpan == b.Grid.Cols && len(c.Text) < 2000 {
				out = append(out, line{text: c.Text, pos: c.Pos, block: i})
			}
		}
	}
	foldLines(out)
	return out
}

// joinKeys is the folded text of several lines.
func joinKeys(lines []line) string {
	if len(lines) == 1 {
		return lines[0].key
	}
	var b strings.Builder
	for i := range lines {
		b.WriteString(lines[i].key)
	}
	return b.String()
}

// foldLines sets the lines' keys, all of them in one string.
func foldLines(lines []line) {
	n := 0
	for i := range lines {
		n += len(lines[i].text)
	}
	b, ends := make([]byte, 0, n), make([]int, len(lines))
	for i := range lines {
		b = fold.AppendLabel(b, lines[i].text)
		ends[i] = len(b)
	}
	all, from := string(b), 0
	for i, to := range ends {
		lines[i].key = all[from:to]
		from = to
	}
}
