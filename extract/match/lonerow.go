package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/match/figure"
	"gongkai/record"
)

// loneRows reads rows of a table that stand as a line of text beside it, as the
// last one does on a page of its own where no rules are drawn: the whole label of
// a row that was not found, and as many figures as the table has columns.
func (b *board) loneRows(t *form.Table, block *form.Block, lab *blockLabels, s *stream) {
	n := len(block.ColLeaves)
	if slices.ContainsFunc(b.findings, func(f record.Finding) bool { return f.Rule == "R18" && f.Paths[0] == t.Key }) {
		return // its columns have an order of their own
	}
	k := slices.IndexFunc(s.heads, func(h heading) bool { return h.key == t.Section })
	if k < 0 {
		return
	}
	end := len(s.lines)
	if k+1 < len(s.heads) {
		end = s.heads[k+1].line
	}
	for i := s.heads[k].line; i < end; i++ {
		l := &s.lines[i]
		if !l.Para || s.taken[i] || len(l.Text) > 300 || !manyDigits(l.Text) {
			continue
		}
		fields := strings.FieldsFunc(l.Text, fold.IsSpace)
		at := len(fields)
		for at > 1 && isCell(fields[at-1]) {
			at--
		}
		figures := fields[at:]
		label := strings.Join(fields[:at], "")
		if len(figures) == n-1 { // the first touches the label
			words := strings.TrimRight(label, "0123456789")
			if words == label {
				continue
			}
			figures = append([]string{label[len(words):]}, figures...)
			label = words
		}
		if len(figures) != n || utf8.RuneCountInString(label) < 5 {
			continue
		}
		entries := lab.exact[fold.Label(label)]
		if len(entries) != 1 || lab.row[entries[0]] < 0 {
			continue
		}
		cells := b.rowCells(block, lab.row[entries[0]])
		if slices.ContainsFunc(cells, func(c int) bool { return b.cells[c].State != record.Absent }) {
			continue
		}
		s.taken[i] = true
		for c, text := range figures {
			b.put(cells[c], figure.Read(text, b.form.Cells[cells[c]].Col, ""), text, l.Pos, nil)
		}
	}
}
