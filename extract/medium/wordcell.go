package medium

// merge is what a cell says of itself and its neighbours.
type merge uint8

const (
	alone merge = iota
	begins
	goesOn
)

// cellProps are the properties of a cell that place it.
type cellProps struct {
	span               int
	vertical, sideways merge
}

// openMerge is a cell that may go on in the next row.
type openMerge struct{ cell, col, span int }

// merges are the cells of a table that may go on in its next row.
type merges struct{ above, here []openMerge }

func (m *merges) endRow() { m.above, m.here = m.here, m.above[:0] }

// beginCell begins a cell of the last row of the innermost table. One that goes
// on from above or from the left does not print; the cell it belongs to grows.
func (w *wordFlow) beginCell(open *merges, props cellProps, col int) error {
	t := w.tables[len(w.tables)-1]
	merged := -1
	switch {
	case props.sideways == goesOn && len(t.cells) > 0 && int(t.cells[len(t.cells)-1].row) == len(t.rows)-1:
		merged = len(t.cells) - 1
		t.cells[merged].colSpan += int32(props.span)
	case props.vertical == goesOn:
		for _, m := range open.above {
			if m.col == col && m.span == props.span {
				merged = m.cell
				t.cells[m.cell].rowSpan++
				open.here = append(open.here, m)
			}
		}
	}
	if merged >= 0 {
		w.cut()
		t.current = merged
		t.merged = true
		w.mute++
		return nil
	}
	if err := w.cell(tableCell{col: int32(col), rowSpan: 1, colSpan: int32(props.span)}); err != nil {
		return err
	}
	if props.vertical != alone {
		open.here = append(open.here, openMerge{len(t.cells) - 1, col, props.span})
	}
	return nil
}

// endCell ends the open cell.
func (w *wordFlow) endCell() {
	if t := w.tables[len(w.tables)-1]; t.merged {
		t.merged = false
		w.mute--
		if w.muted {
			w.drop("text in a cell that is merged into another")
			w.muted = false
		}
	}
	w.uncell()
}
