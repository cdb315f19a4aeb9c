package medium

import (
	"strconv"
	"strings"
)

// openTable is a table that is being read.
type openTable struct {
	table                  *table
	base                   int // length of the stack with the table's element
	floor                  int // length of the stack with its open cell or caption; 0 while none
	hasRow                 bool
	section                int
	kind                   int
	sectionState, rowState state
	sectionName, rowName   stretch // where their tags stand; empty for those that no tag opens
}

// openTable opens a table in the open cell, or on the page.
func (p *page) openTable(start *startTag) error {
	p.closeP()
	p.part(parGap)
	if len(p.nested) >= p.lim.Nesting {
		return errNesting
	}
	e := start.effects
	if start.subject {
		e.add(p.sheet.ofDeep(p))
	}
	n := len(p.stack)
	// What is faint outside of a table, or as a whole, has a ground that no style
	// here tells of; and old pages hand no size down to their tables.
	if err := p.push(tagTable, e.set&^(tiny|doubtful|dark), e.clear|tiny|doubtful|dark, parGap); err != nil {
		return err
	}
	p.stack[n].level = 0
	t := p.newTable()
	t.aria = p.top().state&aria != 0
	p.flow.open(t)
	p.nested = append(p.nested, openTable{table: t, base: n + 1})
	return nil
}

// shutTable closes the innermost table.
func (p *page) shutTable() {
	n := len(p.nested) - 1
	o := &p.nested[n]
	state := p.stack[o.base-1].state
	hidden := state&none != 0 && !p.showHidden
	if state&(none|unseen) != 0 && !p.showHidden && len(o.table.cells) > 0 {
		p.hidesTable = true
	}
	p.shut(!hidden)
	p.stack = p.stack[:o.base-1]
	p.nested = p.nested[:n]
	p.part(parGap)
}

// closeCell closes the open cell or caption of the innermost table.
func (p *page) closeCell() {
	o := &p.nested[len(p.nested)-1]
	if o.floor > 0 {
		p.uncell()
		o.floor = 0
	}
	p.stack = p.stack[:o.base]
}

// tablePart handles the start tags that stand in tables only.
func (p *page) tablePart(start *startTag) error {
	p.closeCell()
	o := &p.nested[len(p.nested)-1]
	if start.tag == tagRow || start.tag == tagSection {
		o.hasRow = false
	}
	e := start.effects
	if start.subject {
		e.add(p.sheet.ofDeep(p))
	}
	switch start.tag {
	case tagCaption:
		p.part(parGap)
		o.hasRow = false
		if err := p.push(tagCaption, e.set, e.clear, parGap); err != nil {
			return err
		}
		o.floor = len(p.stack)
	case tagSection:
		o.section++
		o.kind = 0
		switch {
		case start.name == "thead" && !o.table.has(-1):
			o.kind = -1
		case start.name == "tfoot" && !o.table.has(1):
			o.kind = 1
		}
		o.sectionState, o.rowState = e.set, 0
		o.sectionName = p.tagName
	case tagRow:
		p.openRow(o, e.set)
		o.rowName = p.tagName
	case tagCell:
		if !o.hasRow {
			p.openRow(o, 0)
			o.rowName = stretch{}
		}
		state := e.set | (o.sectionState|o.rowState)&^e.clear
		if err := p.push(tagCell, state, e.clear, parGap); err != nil {
			return err
		}
		o.floor = len(p.stack)
		if state&none != 0 && !p.showHidden {
			o.table.current = -1 // no place in the row: what it holds is not shown
			p.cut()
			return nil
		}
		return p.cell(tableCell{rowSpan: start.rowSpan, colSpan: start.colSpan})
	}
	return nil
}

func (p *page) openRow(o *openTable, own state) {
	o.hasRow, o.rowState = true, own
	if (own|o.sectionState)&none == 0 || p.showHidden {
		p.row(o.section, o.kind)
	}
}

// has says that a head or foot has been read.
func (t *table) has(kind int) bool {
	for i := range t.rows {
		if t.rows[i].kind == kind {
			return true
		}
	}
	return false
}

// span reads a rowspan or colspan; 1 where it is missing or nonsense.
func (p *page) span(name string) int {
	v, ok := p.get(name)
	if !ok {
		return 1
	}
	v = strings.TrimLeft(v, " \t\r\n\f+")
	n := 0
	for n < len(v) && digit(v[n]) {
		n++
	}
	if n == 0 {
		return 1
	}
	span, err := strconv.Atoi(v[:n])
	if err != nil || span > maxRows {
		return maxRows
	}
	return span
}

// Browsers take no taller span.
const maxRows = 65534

// endTablePart handles the end tags of a table and its parts.
func (p *page) endTablePart(t tag, name string) {
	n := len(p.nested)
	if n == 0 {
		return
	}
	o := &p.nested[n-1]
	switch t {
	case tagTable:
		p.shutTable()
	case tagCell:
		if o.floor > 0 && p.isNamed(&p.stack[o.floor-1], name) {
			p.closeCell()
		}
	case tagCaption:
		if o.floor > 0 && p.stack[o.floor-1].tag == tagCaption {
			p.closeCell()
			p.part(parGap)
		}
	case tagRow:
		if o.hasRow {
			p.closeCell()
			o.hasRow = false
		}
	case tagSection:
		p.closeCell()
		o.hasRow = false
	}
}
