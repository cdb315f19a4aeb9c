package sample

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// damageLayout changes the labels and the shape of the tables.
func (r *Report) damageLayout() {
	if r.has(LabelTypos) {
		r.typos()
	}
	for i := 0; i < len(r.blocks); i++ {
		t := r.blocks[i].table
		if t != nil && r.has(VerticalLabels) {
			t.vertical()
		}
		if t == nil || t.key != "requests" {
			continue
		}
		if r.has(SplitNumber) {
			r.split(t)
		}
		if r.has(JoinedNumbers) {
			r.join(t)
		}
		if r.has(CollapsedBlanks) {
			for k := range t.rows {
				t.rows[k] = r.dropBlanks(t.rows[k])
			}
		}
		if r.has(PageBreak) {
			i += r.pageBreak(i)
		} else if r.has(OrphanRows) {
			i += r.orphans(i)
		}
	}
	if r.has(Traditional) || r.has(Big5) {
		f := replacer(words().Traditional).Replace
		r.rewrite(f)
		r.Title, r.Organ = f(r.Title), f(r.Organ)
		for i := range r.Sections {
			s := &r.Sections[i]
			s.Heading = f(s.Heading)
			for k := range s.Paragraphs {
				s.Paragraphs[k] = f(s.Paragraphs[k])
			}
		}
	}
	if r.has(Radicals) {
		radicals := replacer(words().Radicals)
		rng := r.fork("radicals")
		r.rewrite(func(s string) string {
			if rng.IntN(3) > 0 {
				return s
			}
			return radicals.Replace(s)
		})
	}
}

// dropBlanks takes a row's collapsed cells out; what follows moves left.
func (r *Report) dropBlanks(row []cell) []cell {
	var out []cell
	for _, c := range row {
		if r.marked(CollapsedBlanks, c.path) {
			continue
		}
		if n := len(out); n > 0 && c.path != "" {
			c.col = out[n-1].col + out[n-1].colSpan
		}
		out = append(out, c)
	}
	return out
}

func (r *Report) marked(d Damage, path string) bool {
	return path != "" && slices.ContainsFunc(r.Marks, func(m Mark) bool { return m.Damage == d && m.Paths[0] == path })
}

// rewrite puts everything that is printed through f.
func (r *Report) rewrite(f func(string) string) {
	for i := range r.blocks {
		b := &r.blocks[i]
		b.text, b.auto = f(b.text), f(b.auto)
		if b.table == nil {
			continue
		}
		for _, row := range b.table.rows {
			for k := range row {
				row[k].text = f(row[k].text)
			}
		}
	}
}

// vertical cuts each label that spans rows of figures into pieces of two or
// three characters, one a row.
func (t *table) vertical() {
	for i := t.head; i < len(t.rows); i++ {
		for k := range t.rows[i] {
			c := t.rows[i][k]
			label := []rune(c.text)
			if c.path != "" || c.rowSpan < 2 || len(label) < 3 {
				continue
			}
			n := min(c.rowSpan, (len(label)+2)/3)
			for j := range n {
				piece := c
				piece.rowSpan, piece.text = 1, string(label[j*len(label)/n:(j+1)*len(label)/n])
				if j == n-1 {
					piece.rowSpan = c.rowSpan - n + 1
				}
				if j == 0 {
					t.rows[i] = slices.Clone(t.rows[i])
					t.rows[i][k] = piece
					continue
				}
				row := t.rows[i+j]
				t.rows[i+j] = slices.Insert(slices.Clone(row), len(beforeCol(row, c.col)), piece)
			}
		}
	}
}

// typos misprints about a fifth of the labels: a known typo, or in a long
// label one character lost.
func (r *Report) typos() {
	known := slices.Sorted(maps.Keys(words().Typos))
	for i := range r.blocks {
		if r.blocks[i].table == nil {
			continue
		}
		for _, row := range r.blocks[i].table.rows {
			for k := range row {
				c := &row[k]
				if c.path != "" || r.rng.IntN(5) > 0 {
					continue
				}
				was := c.text
				for _, right := range known {
					c.text = strings.ReplaceAll(c.text, right, words().Typos[right])
				}
				if label := []rune(c.text); c.text == was && len(label) > 9 {
					at := 4 + r.rng.IntN(len(label)-5)
					c.text = string(slices.Delete(label, at, at+1))
				}
				if c.text != was {
					r.Marks = append(r.Marks, Mark{Damage: LabelTypos, Text: c.text})
				}
			}
		}
	}
}

// split cuts a number of at least two digits in two cells.
func (r *Report) split(t *table) {
	r.reshape(t, func(row []cell, k int) bool { return len(row[k].text) > 1 && row[k].text[0] >= '0' }, func(row []cell, k int) []cell {
		c := row[k]
		at := 1 + r.rng.IntN(len(c.text)-1)
		left, right := c, c
		left.text, right.text, right.path = c.text[:at], c.text[at:], c.path
		r.Marks = append(r.Marks, Mark{SplitNumber, []string{c.path}, left.text + "|" + right.text})
		row = slices.Replace(slices.Clone(row), k, k+1, left, right)
		for i := k + 1; i < len(row); i++ {
			row[i].col++
		}
		t.cols = max(t.cols, row[len(row)-1].col+1)
		return row
	})
}

// join prints a number and its right neighbour, not both 0, in one cell.
func (r *Report) join(t *table) {
	fits := func(row []cell, k int) bool {
		return k+1 < len(row) && row[k].text != "" && row[k+1].text != "" && row[k].text[0] != '0' && row[k].text[0] >= '1'
	}
	r.reshape(t, fits, func(row []cell, k int) []cell {
		c := row[k]
		r.Marks = append(r.Marks, Mark{JoinedNumbers, []string{c.path, row[k+1].path}, c.text + row[k+1].text})
		c.text += row[k+1].text
		row = slices.Replace(slices.Clone(row), k, k+2, c)
		for i := k + 1; i < len(row); i++ {
			row[i].col--
		}
		return row
	})
}

// reshape does something to one drawn cell with a figure that fits.
func (r *Report) reshape(t *table, fits func([]cell, int) bool, do func([]cell, int) []cell) {
	type place struct{ row, k int }
	var list []place
	for i, row := range t.rows {
		for k := range row {
			if row[k].path != "" && fits(row, k) {
				list = append(list, place{i, k})
			}
		}
	}
	if len(list) > 0 {
		p := pick(r.rng, list)
		t.rows[p.row] = do(t.rows[p.row], p.k)
	}
}

// pageBreak cuts the table of block i and returns how many blocks it added.
func (r *Report) pageBreak(i int) int {
	t := r.blocks[i].table
	rows := t.figures()
	at := rows[2+r.rng.IntN(len(rows)-3)]
	above, below := t.cut(at, true)
	if r.rng.IntN(2) == 0 {
		below.rows = append(slices.Clone(t.rows[:t.head]), below.rows...)
		below.head = t.head
	}
	page := fmt.Sprintf(words().Page, 2+r.rng.IntN(5))
	r.Marks = append(r.Marks, Mark{Damage: PageBreak, Text: page})
	r.blocks = slices.Replace(r.blocks, i, i+1,
		block{kind: tableBlock, table: above}, block{kind: pageNumber, text: page}, block{kind: tableBlock, table: below})
	return 2
}

// orphans takes one to three rows with long labels out of the table of block i:
// the labels as lines of text, then the figures as a table without labels.
func (r *Report) orphans(i int) int {
	rest := r.blocks[i].table
	var out []block
	rows := rest.figures()
	first := 5 + r.rng.IntN(len(rows)-12)
	for range 1 + r.rng.IntN(3) {
		rows = rest.figures()
		if first >= len(rows)-1 {
			break
		}
		at := rows[first]
		above, below := rest.cut(at, false)
		below, next := below.cut(1, false)
		var figures []cell
		var labels []string
		var paths []string
		for _, c := range below.rows[0] {
			if c.path == "" {
				if c.text != "" {
					labels = append(labels, c.text)
				}
				continue
			}
			c.col = len(figures)
			figures = append(figures, c)
			paths = append(paths, c.path)
		}
		r.Marks = append(r.Marks, Mark{OrphanRows, paths, strings.Join(labels, " ")})
		out = append(out, block{kind: tableBlock, table: above}, block{kind: para, text: strings.Join(labels, "\n")},
			block{kind: tableBlock, table: &table{key: rest.key, cols: len(figures), rows: [][]cell{figures}}})
		rest, first = next, r.rng.IntN(4)
	}
	out = append(out, block{kind: tableBlock, table: rest})
	r.blocks = slices.Replace(r.blocks, i, i+1, out...)
	return len(out) - 1
}

// wrongOrdinal returns section i's heading with a wrong, missing or dirty
// ordinal, and the number that it now bears.
func (r *Report) wrongOrdinal(i int) (text, number string) {
	n := &r.form.Sections[i]
	switch r.rng.IntN(4) {
	case 0:
		text = n.Label
	case 1:
		number = r.form.Sections[(i+1+r.rng.IntN(4))%len(r.form.Sections)].Ordinal
		text = number + words().Mark["cjk"] + n.Label
	case 2:
		number = n.Ordinal
		text = pick(r.rng, words().Dirty) + ordinal(n) + n.Label
	default:
		return ordinal(n) + n.Label, n.Ordinal
	}
	r.Marks = append(r.Marks, Mark{Damage: WrongOrdinals, Text: text})
	return text, number
}

// wrap breaks a long label into two or three lines.
func wrap(s string) []string {
	n := utf8.RuneCountInString(s)
	if n < 9 || strings.Contains(s, "\n") {
		return strings.Split(s, "\n")
	}
	parts := min(3, n/7+1)
	runes := []rune(s)
	var out []string
	for k := range parts {
		out = append(out, string(runes[k*n/parts:(k+1)*n/parts]))
	}
	return out
}
