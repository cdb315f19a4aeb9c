package sample

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// Media are the names that Write knows.
var Media = []string{"text", "markdown", "html", "docx", "doc"}

// Write returns the report as a file of the given medium.
func (r *Report) Write(medium string) []byte {
	switch medium {
	case "text":
		return r.Text()
	case "markdown":
		return r.Markdown()
	case "html":
		return r.HTML()
	case "docx":
		return r.DOCX()
	case "doc":
		return r.DOC()
	}
	panic("no medium " + medium)
}

// Text returns the report as tab-delimited text: every slot a cell, as from a
// spreadsheet, or only the slots where a cell begins, as from a page. The seed
// decides which.
func (r *Report) Text() []byte {
	full := r.fork("text").IntN(2) == 0
	return r.text(func(t *table) []string { return r.tabs(t, full) })
}

// SpacedText is Text with runs of spaces for tabs; blank cells leave no trace.
func (r *Report) SpacedText() []byte {
	return r.text(func(t *table) []string {
		lines := r.tabs(t, false)
		for i := range lines {
			lines[i] = strings.Join(strings.FieldsFunc(lines[i], func(c rune) bool { return c == '\t' }), "    ")
		}
		return lines
	})
}

// LineText is Text with one cell a line.
func (r *Report) LineText() []byte {
	return r.text(func(t *table) []string {
		var out []string
		for _, l := range r.tabs(t, false) {
			out = append(out, strings.Split(l, "\t")...)
		}
		return out
	})
}

func (r *Report) text(lines func(*table) []string) []byte {
	var b strings.Builder
	if r.has(LostBorders) {
		rng := r.fork("fused")
		for i := range r.blocks {
			if t := r.blocks[i].table; t != nil {
				for _, row := range t.rows {
					for _, c := range row {
						b.WriteString(c.text)
					}
				}
				continue
			}
			b.WriteString(strings.ReplaceAll(r.blocks[i].text, "\n", ""))
			if rng.IntN(2) == 0 {
				b.WriteByte(' ')
			}
		}
		return r.encode(b.String())
	}
	for i := range r.blocks {
		if t := r.blocks[i].table; t != nil {
			for _, l := range lines(t) {
				b.WriteString(l)
				b.WriteByte('\n')
			}
			b.WriteByte('\n')
			continue
		}
		b.WriteString(r.blocks[i].text)
		b.WriteString("\n\n")
	}
	return r.encode(b.String())
}

// tabs prints a table's rows. Full: each slot that a span covers is an empty
// cell; else only cells that begin in the row, and one empty cell in place of
// the group labels that go on from above.
func (r *Report) tabs(t *table, full bool) []string {
	rng := r.fork("tabs" + t.key)
	var out []string
	for i, row := range t.rows {
		var cells []string
		col := 0
		for k, c := range row {
			for ; col < c.col && full; col++ {
				cells = append(cells, "")
			}
			if !full && k == 0 && c.col > 0 {
				cells = append(cells, "")
			}
			cells = append(cells, c.text)
			col++
			for n := 1; n < c.colSpan && full; n++ {
				cells = append(cells, "")
				col++
			}
		}
		if r.has(ShiftedTabs) {
			cells = shift(rng.IntN(7), cells, row)
		}
		out = append(out, r.wrapRow(cells, row)...)
		if r.has(ShiftedTabs) && i > 2 && rng.IntN(12) == 0 {
			out = append(out, "")
		}
	}
	return out
}

// shift moves a row's cells by a tab, in one of the ways seen.
func shift(how int, cells []string, row []cell) []string {
	cells = slices.Clone(cells)
	label := slices.IndexFunc(cells, func(s string) bool { return s != "" })
	switch {
	case how == 0: // more at the end
		return append(cells, "", "")
	case how == 1 && cells[0] == "": // less at the start
		return cells[1:]
	case how == 2 && label >= 0 && row[0].path == "": // more between label and figures
		last := label
		for k := label; k < len(cells) && k < label+3; k++ {
			if cells[k] == row[labelCount(row)-1].text {
				last = k
			}
		}
		return slices.Insert(cells, last+1, "")
	case how == 3 && row[0].path == "":
		return append([]string{""}, cells...)
	}
	return cells
}

func labelCount(row []cell) int {
	n := 0
	for n < len(row) && row[n].path == "" {
		n++
	}
	return n
}

// wrapRow joins a row's cells; WrappedLabels puts parts of its last label on
// lines above and below.
func (r *Report) wrapRow(cells []string, row []cell) []string {
	n := labelCount(row)
	if !r.has(WrappedLabels) || n == 0 || n == len(row) {
		return []string{strings.Join(cells, "\t")}
	}
	parts := wrap(row[n-1].text)
	at := slices.Index(cells, row[n-1].text)
	middle := len(parts) / 2
	var out []string
	for k, p := range parts {
		if k != middle {
			out = append(out, strings.Repeat("\t", at)+p)
			continue
		}
		cells = slices.Clone(cells)
		cells[at] = p
		out = append(out, strings.Join(cells, "\t"))
	}
	return out
}

// Markdown returns the report with headings of # and tables of pipes.
func (r *Report) Markdown() []byte {
	var b strings.Builder
	for i := range r.blocks {
		bl := &r.blocks[i]
		switch bl.kind {
		case title:
			fmt.Fprintf(&b, "# %s\n\n", strings.ReplaceAll(bl.text, "\n", ""))
		case heading:
			fmt.Fprintf(&b, "## %s\n\n", bl.text)
		case subheading:
			fmt.Fprintf(&b, "### %s\n\n", bl.text)
		case tableBlock:
			r.pipes(&b, bl.table)
			b.WriteByte('\n')
		default:
			b.WriteString(bl.text + "\n\n")
		}
	}
	return r.encode(b.String())
}

func (r *Report) pipes(b *strings.Builder, t *table) {
	for i, row := range t.rows {
		col := 0
		for _, c := range row {
			for ; col < c.col; col++ {
				b.WriteString("|  ")
			}
			fmt.Fprintf(b, "| %s ", strings.ReplaceAll(c.text, "\n", " "))
			for range c.colSpan - 1 {
				b.WriteString("|  ")
			}
			col = c.col + c.colSpan
		}
		b.WriteString("|\n")
		if i == 0 {
			b.WriteString(strings.Repeat("|---", t.cols) + "|\n")
		}
	}
}

// charset is the encoding that the damage asks for, and its name in a page.
func (r *Report) charset() (encoding.Encoding, string) {
	switch {
	case r.has(GBK):
		return simplifiedchinese.GB18030, "gb2312"
	case r.has(Big5):
		return traditionalchinese.Big5, "big5"
	case r.has(UTF16):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16"
	}
	return nil, "utf-8"
}

func (r *Report) encode(s string) []byte {
	e, _ := r.charset()
	if e == nil {
		return []byte(s)
	}
	b, err := encoding.ReplaceUnsupported(e.NewEncoder()).Bytes([]byte(s))
	if err != nil {
		panic(err) // every unsupported character is replaced
	}
	return b
}
