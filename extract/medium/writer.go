package medium

import (
	"strings"
	"unicode/utf8"

	"gongkai/extract/grid"
)

// writer makes blocks of a flow.
type writer struct {
	*flow
	s      string // all of the text
	doc    *grid.Doc
	copies []*grid.Grid // tables marked as not for reading aloud
	paras  []grid.Para  // a store, so that paragraphs are allocated by the dozen
}

func (w *writer) box(b *box, depth int) error {
	if depth > w.lim.Nesting {
		return errNesting
	}
	if b.list == 0 {
		return w.text(b.from, b.to)
	}
	for _, it := range w.items(b) {
		var err error
		if it.table != nil {
			err = w.table(it.table, depth)
		} else {
			err = w.text(it.from, it.to)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// text writes the paragraphs of a stretch.
func (w *writer) text(first, end int32) error {
	from, to := int(first), int(end)
	for from < to {
		if err := w.tick(); err != nil {
			return err
		}
		stop := to
		if n := strings.IndexByte(w.s[from:to], parBreak); n >= 0 {
			stop = from + n
		}
		if err := w.para(w.s[from:stop], from); err != nil {
			return err
		}
		from = stop + 1
	}
	return nil
}

func (w *writer) para(s string, at int) error {
	w.place(at)
	level := 0
	if s != "" && s[0] < '\t' {
		mark := s[0]
		s = s[1:]
		if mark == preMark {
			lines, err := splitLines(w.budget, s)
			if err != nil {
				return err
			}
			blocks, err := lineBlocks(w.budget, lines)
			w.doc.Blocks = append(w.doc.Blocks, blocks...)
			return err
		}
		level = int(mark)
	}
	if blank(s) {
		return nil
	}
	if len(w.paras) == cap(w.paras) {
		w.paras = make([]grid.Para, 0, 32)
	}
	w.paras = append(w.paras, grid.Para{Text: strings.Trim(s, " \n"), Heading: level})
	w.doc.Blocks = append(w.doc.Blocks, grid.Block{Para: &w.paras[len(w.paras)-1]})
	return nil
}

// place gives the notes from before a point in the text the block that follows.
func (w *writer) place(at int) {
	for len(w.notes) > 0 && w.notes[0].at < at {
		n := w.notes[0]
		w.notes = w.notes[1:]
		w.doc.Notes = append(w.doc.Notes, grid.Note{Kind: n.kind, Text: n.text, Pos: grid.Pos{Block: len(w.doc.Blocks) + 1}})
	}
}

// cellText is a stretch as a cell's text: paragraphs on lines of their own,
// blank ones only if there is nothing else.
func (w *writer) cellText(b *box) string {
	if b.list > 0 {
		var parts []string
		for _, it := range w.items(b) {
			if it.table == nil {
				parts = append(parts, plainLines(w.s[it.from:it.to]))
				continue
			}
			for i := range it.table.cells {
				parts = append(parts, w.cellText(&it.table.cells[i].box))
			}
		}
		return plainLines(strings.Join(parts, "\n"))
	}
	return plainLines(w.s[b.from:b.to])
}

func plainLines(s string) string {
	plain := s == "" || s[0] >= '\t'
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] >= ' '
	}
	if plain {
		return s
	}
	var b strings.Builder
	var first string
	for i, l := range strings.FieldsFunc(s, func(r rune) bool { return r == parBreak || r == '\n' }) {
		if l != "" && l[0] < '\t' {
			l = l[1:]
		}
		if i == 0 {
			first = l
		}
		if blank(l) {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(l)
	}
	if b.Len() == 0 {
		return first
	}
	return b.String()
}

// dropCopies leaves out tables that are hidden from screen readers and say the
// same as another one.
func (w *writer) dropCopies() {
	for _, c := range w.copies {
		for i, b := range w.doc.Blocks {
			if b.Grid != c {
				continue
			}
			for k, other := range w.doc.Blocks {
				if k != i && other.Grid != nil && sameTexts(other.Grid, c) {
					w.doc.Blocks = append(w.doc.Blocks[:i], w.doc.Blocks[i+1:]...)
					w.doc.Notes = append(w.doc.Notes, grid.Note{Kind: "dropped", Text: "a hidden copy of a table"})
					break
				}
			}
			break
		}
	}
}

func sameTexts(a, b *grid.Grid) bool {
	if len(a.Cells) != len(b.Cells) {
		return false
	}
	for i := range a.Cells {
		if a.Cells[i].Text != b.Cells[i].Text {
			return false
		}
	}
	return true
}

// runes counts the characters of a stretch, up to more than limit.
func runes(s string, limit int) int {
	if len(s) <= limit {
		return len(s)
	}
	return utf8.RuneCountInString(s)
}
