// Package line is a document as the lines of its text: what headings, titles and
// sentences are looked for in.
package line

import (
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/grid"
	"gongkai/extract/match/words"
)

// Line is one line of a paragraph, or the text of a table row that is one cell:
// what may be a heading.
type Line struct {
	Text  string
	Key   string // folded
	Pos   grid.Pos
	Block int  // index in Doc.Blocks
	Para  bool // it is of a paragraph, or of a cell that holds sentences
	Head  int  // the medium's heading level
}

// Of lists the document's lines in order. A row of a table counts where all of
// it is one cell, or words with blank cells around.
func Of(doc *grid.Doc) []Line {
	out := make([]Line, 0, len(doc.Blocks)+len(doc.Blocks)/4+16)
	for i, b := range doc.Blocks {
		if p := b.Para; p != nil {
			for t := range strings.SplitSeq(p.Text, "\n") {
				out = append(out, Line{Text: t, Pos: p.Pos, Block: i, Para: true, Head: p.Heading})
			}
			continue
		}
		for k := range b.Grid.Cells {
			c := &b.Grid.Cells[k]
			if c.Col != 0 {
				continue
			}
			if c.Text == "" && c.ColSpan != b.Grid.Cols {
				if c = indented(b.Grid.Cells[k:]); c == nil {
					continue
				}
			} else if c.ColSpan != b.Grid.Cols && (b.Grid.Ragged || !alone(b.Grid.Cells[k:])) {
				continue
			}
			if strings.Contains(c.Text, "\u3002") {
				for t := range strings.SplitSeq(c.Text, "\n") {
					out = append(out, Line{Text: t, Pos: c.Pos, Block: i, Para: true})
				}
			} else if len(c.Text) < 2000 {
				out = append(out, Line{Text: c.Text, Pos: c.Pos, Block: i})
			}
		}
	}
	setKeys(out)
	return out
}

// Keys is the folded text of several lines.
func Keys(lines []Line) string {
	if len(lines) == 1 {
		return lines[0].Key
	}
	var b strings.Builder
	for i := range lines {
		b.WriteString(lines[i].Key)
	}
	return b.String()
}

// alone reports whether the first of a grid's cells is all that its row shows.
func alone(cells []grid.Cell) bool {
	if len(cells[0].Text) < 6 || cells[0].RowSpan > 1 {
		return false
	}
	for i := 1; i < len(cells) && cells[i].Row == cells[0].Row; i++ {
		if cells[i].Text != "" {
			return false
		}
	}
	return true
}

// indented is the only cell of a row with words, behind blank ones; nil where there
// is none. The first of the row is given.
func indented(row []grid.Cell) (only *grid.Cell) {
	for i := range row {
		c := &row[i]
		if c.Row != row[0].Row {
			break
		}
		if c.RowSpan > 1 || c.Text != "" && only != nil {
			return nil
		}
		if c.Text != "" {
			only = c
		}
	}
	if only == nil || len(only.Text) < 12 {
		return nil
	}
	return only
}

// setKeys sets the lines' keys, all of them in one string.
func setKeys(lines []Line) {
	n := 0
	for i := range lines {
		n += len(lines[i].Text)
	}
	var keys strings.Builder
	keys.Grow(n) // a key is hardly ever longer than its text
	var key []byte
	for i := range lines {
		key = fold.AppendLabel(key[:0], lines[i].Text)
		from := keys.Len()
		keys.Write(key)
		lines[i].Key = keys.String()[from:]
	}
}

// IsPageNumber reports a number between dashes.
func IsPageNumber(s string) bool {
	t := strings.TrimFunc(s, func(r rune) bool { return words.IsDash(r) || fold.IsSpace(r) })
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return t != "" && len(t) <= 3 && words.IsDash(first) && words.IsDash(last) && strings.Trim(fold.Width(t), "0123456789") == ""
}

// First is the first n characters of a text.
func First(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

// AtMost reports whether a text has no more than n characters; of most texts
// their bytes tell.
func AtMost(s string, n int) bool {
	return len(s) <= n || len(s) <= n*utf8.UTFMax && utf8.RuneCountInString(s) <= n
}
