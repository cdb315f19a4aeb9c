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
	inSection              bool
	kind                   int
	sectionHands, rowHands handed
	sectionName, rowName   stretch // where their tags stand; empty for those that no tag opens
	rowNo, cellNo          int     // the open ones among the children of their parents
	holds                  bool    // another table
}

// openTable opens a table in the open cell, or on the page.
func (p *page) openTable(start *startTag) error {
	p.closeP()
	p.part(parGap)
	if len(p.nested) >= p.lim.Nesting {
		return errNesting
	}
	e := p.looked(start)
	n := len(p.stack)
	// What is faint outside of a table, or as a whole, has a ground that no style
	// here tells of, until one does; and old pages hand no size down to their tables.
	set, clear := e.set, e.clear|dark
	if e.set&tiny == 0 {
		clear |= tiny | shrunk
	}
	if (e.set|e.clear)&dark == 0 {
		if (p.top().state&^e.clear|e.set)&faint != 0 {
			set |= pallid
		}
		set &^= faint
		clear |= faint
	}
	if err := p.push(tagTable, set, clear, parGap); err != nil {
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
	switch cells := len(o.table.cells); {
	case state&(none|unseen) != 0 && !p.showHidden:
		p.hidesTable = p.hidesTable || cells > 0
	case o.holds || state&unsure != 0:
	case state&(veiled|dimmed) != 0:
		p.veiledCells += cells
	default:
		p.shownCells += cells
	}
	if n > 0 {
		p.nested[n-1].holds = true
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
	switch start.tag {
	case tagCaption:
		p.part(parGap)
		o.hasRow = false
		e := p.looked(start)
		if err := p.push(tagCaption, e.set, e.clear, parGap); err != nil {
			return err
		}
		o.floor = len(p.stack)
	case tagCol:
		o.hasRow, o.inSection = false, false
	case tagSection:
		o.section++
		o.kind, o.rowNo, o.inSection = 0, 0, true
		switch {
		case start.name == "thead" && !o.table.has(-1):
			o.kind = -1
		case start.name == "tfoot" && !o.table.has(1):
			o.kind = 1
		}
		o.sectionName = stretch{}
		o.sectionHands = handed{}.to(p.looked(start))
		o.sectionName = p.tagName
	case tagRow:
		p.implySection(o)
		o.rowNo++
		o.cellNo = 0
		p.openRow(o, p.looked(start))
		o.rowName = p.tagName
	case tagCell:
		if !o.hasRow {
			p.implySection(o)
			o.rowNo++
			o.cellNo = 0
			p.openRow(o, p.impliedPart("tr", o.rowNo))
			o.rowName = stretch{}
		}
		o.cellNo++
		e := &start.effects
		if start.placed != nil {
			placed := p.looked(start)
			e = &placed
		}
		in := handed{e.set, e.clear}
		if o.rowHands != (handed{}) {
			in = o.rowHands.to(*e)
		}
		if err := p.push(tagCell, in.set, in.clear, parGap); err != nil {
			return err
		}
		o.floor = len(p.stack)
		if in.set&none != 0 && !p.showHidden {
			o.table.current = -1 // no place in the row: what it holds is not shown
			p.cut()
			return nil
		}
		return p.cell(tableCell{rowSpan: start.rowSpan, colSpan: start.colSpan})
	}
	return nil
}

// implySection opens the section of rows that stand in none.
func (p *page) implySection(o *openTable) {
	if o.inSection {
		return
	}
	o.section++
	o.kind, o.rowNo, o.inSection = 0, 0, true
	o.sectionName = stretch{}
	o.sectionHands = handed{}.to(p.impliedPart("tbody", 0))
}

// impliedPart is what the sheets do to a part of a table that has no tag.
func (p *page) impliedPart(name string, nth int) effects {
	if p.sheet == nil || len(p.sheet.rules[name])+len(p.sheet.rules[""]) == 0 {
		return effects{}
	}
	own := ancestor{name: name, nth: nth}
	return p.sheet.cascade(&own, p.ancestors(), &looks{})
}

func (p *page) openRow(o *openTable, e effects) {
	o.hasRow, o.rowHands = true, o.sectionHands.to(e)
	if o.rowHands.set&none == 0 || p.showHidden {
		p.row(o.section, o.kind)
	}
}

// handed are the states that sections and rows, which are no elements of the stack,
// hand down.
type handed struct{ set, clear state }

// to are those with what an element in it does.
func (h handed) to(own effects) handed {
	return handed{h.set&^own.clear | own.set, h.clear&^own.set | own.clear}
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
		open := "tbody"
		if o.sectionName.to > 0 {
			open = p.in(o.sectionName)
		}
		if o.inSection && strings.EqualFold(open, name) {
			p.closeCell()
			o.hasRow, o.inSection = false, false
		}
	}
}
