package medium

import "strings"

// table reads a table. Cells that go on from above or from the left do not
// print; the cell they belong to grows.
func (w *word) table(depth int) error {
	if depth > w.lim.Nesting {
		return errNesting
	}
	w.part(parGap)
	t := w.newTable()
	t.grid = true
	w.open(t)
	open := &t.merges
	col := 0
	for {
		if err := w.tick(); err != nil {
			return err
		}
		switch w.next() {
		case eof:
			w.shut(true)
			return nil
		case endToken:
			switch w.local() {
			case "tbl":
				w.shut(true)
				w.part(parGap)
				return nil
			case "mc:AlternateContent":
				w.endAlternatives()
			case "tr":
				open.endRow()
			}
		case startToken:
			empty := w.empty
			switch name := w.local(); name {
			case "tr":
				col = 0
				w.row(0, 0)
			case "trPr":
				before, hidden := w.rowProps()
				col += before
				if hidden { // the row is deleted, or does not print
					w.skipTo("tr")
					t.rows = t.rows[:len(t.rows)-1]
				}
			case "tc":
				if empty || len(t.rows) == 0 {
					continue
				}
				props, err := w.cellStart()
				if err != nil {
					return err
				}
				if err := w.beginCell(open, props, col); err != nil {
					return err
				}
				if err := w.cellContent(depth + 1); err != nil {
					return err
				}
				w.endCell()
				col += props.span
				if col > maxColumns {
					return errCells
				}
			default:
				w.through(name)
			}
		}
	}
}

// cellStart reads up to the end of a cell's properties, which stand first.
func (w *word) cellStart() (cellProps, error) {
	p := cellProps{span: 1}
	at := w.at
	for {
		switch w.next() {
		case textToken:
			continue
		case startToken:
			if w.local() == "tcPr" {
				if w.empty {
					return p, nil
				}
				w.cellProps(&p)
				return p, nil
			}
		}
		w.at = at
		return p, nil
	}
}

func (w *word) cellProps(p *cellProps) {
	for depth := 1; depth > 0; {
		switch w.next() {
		case eof:
			return
		case endToken:
			depth--
		case startToken:
			name := w.local()
			switch {
			case name == "gridSpan":
				p.span = max(1, min(w.num("val"), maxSpan))
			case strings.EqualFold(name, "vMerge"):
				p.vertical = w.merge()
			case strings.EqualFold(name, "hMerge"):
				p.sideways = w.merge()
			case name == "tcPrChange":
				w.skip()
				continue
			}
			if !w.empty {
				depth++
			}
		}
	}
}

func (w *word) merge() merge {
	if v, _ := w.val("val"); v == "restart" {
		return begins
	}
	return goesOn
}

// cellContent reads a cell's blocks. A cell is a stretch of its own.
func (w *word) cellContent(depth int) error {
	fields, join := w.fields, w.join
	w.fields, w.join = nil, false
	err := w.content("tc", depth)
	w.fields, w.join = fields, join
	return err
}

// rowProps reads how many grid columns stand empty before the row's first cell,
// and whether the row prints at all.
func (w *word) rowProps() (before int, hidden bool) {
	if w.empty {
		return 0, false
	}
	for depth := 1; depth > 0; {
		switch w.next() {
		case eof:
			return before, hidden
		case endToken:
			depth--
		case startToken:
			switch w.local() {
			case "gridBefore":
				before = max(0, min(w.num("val"), maxSpan))
			case "del":
				hidden = true
			case "hidden":
				hidden = w.on()
			case "trPrChange":
				w.skip()
				continue
			}
			if !w.empty {
				depth++
			}
		}
	}
	return before, hidden
}

// skipTo goes behind the end tag of the open element of the given name.
func (w *word) skipTo(name string) {
	for depth := 1; depth > 0; {
		switch w.next() {
		case eof:
			return
		case startToken:
			if w.local() == name && !w.empty {
				depth++
			}
		case endToken:
			if w.local() == name {
				depth--
			}
		}
	}
}
