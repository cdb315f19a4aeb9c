// Package match finds a report's sections, tables, rows and columns in a
// grid.Doc by their printed labels, and puts each number into its cell.
//
// In goes a document without its medium; out comes a record that holds, for
// each cell of the form, what is printed there and where. Labels are compared
// in order and under their headings. Where print does not say which number
// belongs to which cell, the table's arithmetic may (package solve); where that
// does not decide either, the cell is unreadable. Nothing is guessed.
//
// The steps are functions of their own, in the order of Record: generation,
// sections, tables (matrix, blocks, single; then the same from running text),
// settle. Whose report it is reads package identity.
package match

import (
	"context"
	"slices"
	"strings"

	"gongkai/extract/form"
	"gongkai/extract/grid"
	"gongkai/extract/match/identity"
	"gongkai/extract/match/line"
	"gongkai/internal/message"
	"gongkai/record"
)

// Record makes the record of a document: everything but the source, the tool
// and the checks. The error is record.NotAReport where no section and no table
// of any form is found, record.Scanned where only pictures are.
func Record(ctx context.Context, doc *grid.Doc) (*record.Record, error) {
	lines := line.Of(doc)
	lists := searchLists(doc, lines)
	f, other := generationOf(doc, lines, lists)
	marked := f != nil
	if f == nil {
		f = byYear(identity.Of(doc, lines, opening(lines, findHeadings(lines, byYear(0)))).Year)
	}
	var list *zone
	if f.Tables[0].List {
		lines, list = lists.part()
	}
	heads := findHeadings(lines, f)
	lex := lexicons()[f.Generation]
	b := newBoard(lex)
	rep := identity.Of(doc, lines, opening(lines, heads))
	if at := anotherReport(lines, heads, f, &rep.Report); at > 0 {
		b.findAt("R09", record.Warning, "report.organ", lines[at].Pos)
		last := &b.findings[len(b.findings)-1]
		last.Message, last.MessageZH = message.Both("R09.report", lines[at].Text)
		lines = lines[:at]
		rep = identity.Of(doc, lines, opening(lines, heads))
	}
	b.year = rep.Year
	room := rowRooms.Get().(*rowRoom)
	defer room.free()
	rows := room.tables(doc, lex)
	stream := newStream(lines, heads)
	for i := range f.Tables {
		t := &f.Tables[i]
		switch {
		case t.Repeats != nil: // read with the list that it repeats
		case t.List:
			b.list(t, rows, list, rep.Year)
		default:
			b.table(t, lex, rows, stream)
		}
		if err := ctx.Err(); err != nil {
			return nil, record.Fail(record.Timeout, "reading took longer than allowed; raise --timeout if it is a report")
		}
	}
	if !b.anyPrinted() && (len(heads) < 2 && !identity.TellsPeriod(lines) && (len(heads) == 0 || rep.Title == "" || rep.Year == 0) || pictured(doc)) {
		return nil, notAReport(doc)
	}
	b.leftOver(rows)
	b.leftLines(stream)
	if len(b.unmapped) > 0 && slices.ContainsFunc(rows, func(r row) bool { return r.grid.Loose }) {
		b.doubtBlanks(rows, lines)
	}
	rec := &record.Record{Report: rep.Report, Sections: cutSections(lines, heads, stream.noText(lex))}
	if !marked && !b.anyPrinted() { // chapters without any table: of which form cannot be told
		b.findings = nil
		b.findAt("R21", record.Warning, "generation", grid.Pos{})
	} else {
		b.rule()
		b.settle(ctx)
		b.overrule()
		rec.Generation, rec.Unmapped = f.Generation, b.unmapped
		if other != nil {
			b.findAt("R10", record.Warning, "generation", grid.Pos{}, f.Generation, other.Generation, f.Generation)
		} else if !marked {
			b.findAt("R16", record.Warning, "generation", grid.Pos{}, f.Generation)
		}
	}
	if rec.Report.Year == 0 {
		rec.Report.Year = identity.YearOfText(rec.Sections)
		b.findAt("R17", record.Warning, "report.year", grid.Pos{})
		if y := rec.Report.Year; y != 0 {
			last := &b.findings[len(b.findings)-1]
			last.Message, last.MessageZH = message.Both("R17.text", y)
		}
	} else if rep.Rival != "" && identity.YearOfText(rec.Sections) != rep.Year {
		b.findAt("R17", record.Warning, "report.year", grid.Pos{})
		last := &b.findings[len(b.findings)-1]
		if last.Message, last.MessageZH = message.Both("R17.twice", rep.Title, rep.Year); rep.Rival != rep.Title {
			last.Message, last.MessageZH = message.Both("R17.titles", rep.Title, rep.Rival, rep.Year)
		}
	}
	b.notes(doc)
	rec.Findings = b.findings
	if rec.Generation != "" {
		rec.Cells = b.printedCells()
	}
	return rec, nil
}

// Release gives back the room of a record that is done with: nothing may look at
// its cells any more.
func Release(rec *record.Record) {
	if cells := rec.Cells; cap(cells) > 0 {
		clear(cells)
		rec.Cells = nil
		boards.Put(&cells)
	}
}

// opening is how many lines there are up to the heading of the first section.
func opening(lines []line.Line, heads []heading) int {
	if len(heads) == 0 {
		return len(lines)
	}
	return heads[0].line + 1
}

// table reads one table: from the document's tables, then from its running text
// what these did not hold.
func (b *board) table(t *form.Table, lex *lexicon, rows []row, stream *stream) {
	block := &t.Blocks[0]
	lab := lex.blocks[block]
	switch {
	case len(t.Blocks) > 1:
		b.blocks(t, lex, rows)
		b.blocksText(t, lex, stream)
	case len(block.Rows) > 0:
		if found := b.matrix(t, block, lab, rows); found < len(lab.rows)/3 {
			b.matrixText(t, block, lab, stream)
		} else {
			b.loneRows(t, block, lab, stream)
		}
		b.wholes(block)
	default:
		if b.single(t, block, lab, rows, stream.after(t.Section)) == 0 {
			b.singleText(t, block, lab, stream)
		}
	}
	if !b.printed(t) {
		b.findAt("R04", record.Warning, t.Key, grid.Pos{}, sectionLabel(b.form, t))
	} else if len(t.Blocks) > 1 || len(block.Rows) > 0 {
		b.rowsNotFound(t)
	} else if len(lab.groups) > 0 {
		b.groupsNotFound(t, block, lab.groups)
	}
}

// groupsNotFound says which groups of columns of a table of one row were not
// found at all: their sums are silent then.
func (b *board) groupsNotFound(t *form.Table, block *form.Block, groups []group) {
	var cells []int
	var labels []string
	for _, g := range groups {
		own := make([]int, len(g.leaves))
		for k, j := range g.leaves {
			own[k] = block.At(0, j)
		}
		if !slices.ContainsFunc(own, func(i int) bool { return b.cells[i].State != record.Absent }) {
			cells, labels = append(cells, own...), append(labels, g.entry.node.Label)
		}
	}
	b.notFound(t, "R04.columns", cells, labels)
}

// notFound says which cells, of rows or columns with these labels, were not found.
func (b *board) notFound(t *form.Table, key string, cells []int, labels []string) {
	if len(cells) > 0 {
		b.find("R04", record.Warning, cells, nil, sectionLabel(b.form, t))
		last := &b.findings[len(b.findings)-1]
		last.Message, last.MessageZH = message.Both(key, sectionLabel(b.form, t), strings.Join(labels, "\u3001"))
	}
}

// rowsNotFound says which rows of a table were not found, and in which columns
// some were not.
func (b *board) rowsNotFound(t *form.Table) {
	var cells, parts []int
	var labels, columns []string
	for k := range t.Blocks {
		block := &t.Blocks[k]
		for r, n := range block.RowLeaves {
			if up := slices.Index(block.RowLeaves, n.Parent); n.Parent != nil && up >= 0 && !b.doubtful(block.At(up, 0)) && !b.anyPart(block, n.Parent) {
				continue // printed as one row, without its parts
			}
			from := len(cells)
			for c := range block.ColLeaves {
				if i := block.At(r, c); b.cells[i].State == record.Absent && !b.form.Cells[i].Optional {
					cells = append(cells, i)
				}
			}
			if len(cells)-from == len(block.ColLeaves) {
				labels = append(labels, n.Label)
				continue
			}
			for _, i := range cells[from:] {
				if l := b.form.Cells[i].Col.Label; !slices.Contains(columns, l) {
					columns = append(columns, l)
				}
			}
			parts, cells = append(parts, cells[from:]...), cells[:from]
		}
	}
	b.notFound(t, "R04.rows", cells, labels)
	b.notFound(t, "R04.columns", parts, columns)
}

// anyPart reports whether one of the parts of a row was read.
func (b *board) anyPart(block *form.Block, whole *form.Node) bool {
	for r, n := range block.RowLeaves {
		if n.Parent == whole && b.cells[block.At(r, 0)].State != record.Absent {
			return true
		}
	}
	return false
}

func sectionLabel(f *form.Form, t *form.Table) string {
	if s := f.Section(t.Section); s != nil {
		return s.Label
	}
	return t.Key
}

// printed reports whether any cell of the table is in the document.
func (b *board) printed(t *form.Table) bool {
	for i := range b.form.Cells {
		if b.form.Cells[i].Table == t && b.cells[i].State != record.Absent {
			return true
		}
	}
	return false
}

func (b *board) anyPrinted() bool {
	for i := range b.form.Tables {
		if b.printed(&b.form.Tables[i]) {
			return true
		}
	}
	return false
}

// allPrinted reports whether the document holds every cell that a form must have.
func (b *board) allPrinted() bool {
	for i := range b.form.Cells {
		if !b.form.Cells[i].Optional && b.cells[i].State == record.Absent {
			return false
		}
	}
	return true
}

// printedCells are the cells of the form, those that are optional only where
// they are printed. The board is done with them.
func (b *board) printedCells() []record.Cell {
	cells, n := b.cells, 0
	for i := range cells {
		if cells[i].State == record.Absent && b.form.Cells[i].Optional {
			continue
		}
		if n < i { // nearly always nothing moves
			cells[n] = cells[i]
		}
		n++
	}
	b.cells = nil
	return cells[:n]
}

// notAReport says what a document is that holds nothing of a report.
func notAReport(doc *grid.Doc) error {
	if pictured(doc) {
		return record.Fail(record.Scanned, "the report's table is only a picture; fetch the Word or PDF file that the page links to, or run OCR first")
	}
	return record.Fail(record.NotAReport, "no section and no table of an annual report was found; check that the page was saved whole and is not a login, error or list page")
}
