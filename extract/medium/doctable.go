package medium

import "gongkai/extract/doc"

// tables writes the tables that stand in a row of paragraphs at a level.
func (w *oldWord) tables(ps []doc.Paragraph, level, depth int) error {
	if depth > w.lim.Nesting {
		return errNesting
	}
	rows, err := w.rows(ps, level)
	if err != nil {
		return err
	}
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].Row.Table == rows[0].Row.Table {
			n++
		}
		if err := w.writeTable(rows[:n], level, depth); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// oldRow is a row with the paragraphs of its cells.
type oldRow struct {
	*doc.Row
	cells   [][]doc.Paragraph
	deleted bool
}

// rows cuts paragraphs into rows and cells. Each row must have the cells that it
// says it has: else a figure might come to stand in another column.
func (w *oldWord) rows(ps []doc.Paragraph, level int) (rows []oldRow, err error) {
	cells := make([][]doc.Paragraph, 0, len(ps)) // of all rows
	first, from := 0, 0
	for i := range ps {
		p := &ps[i]
		switch {
		case p.Depth != level:
		case p.CellEnd:
			cells = append(cells, ps[from:i+1])
			from = i + 1
		case p.RowEnd:
			row := oldRow{p.Row, cells[first:], p.Deleted}
			if from != i || len(row.cells) == 0 || len(row.cells) != len(row.Cells) {
				return nil, errDOC
			}
			rows = append(rows, row)
			first, from = len(cells), i+1
		}
	}
	if from != len(ps) || first != len(cells) {
		return nil, errDOC
	}
	return rows, nil
}

// writeTable writes one table: its rows on the columns that their edges make.
func (w *oldWord) writeTable(rows []oldRow, level, depth int) error {
	edges := make([]*doc.Row, len(rows))
	for i := range rows {
		edges[i] = rows[i].Row
	}
	columns, err := doc.Columns(edges)
	if err != nil {
		return err
	}
	w.part(parGap)
	t := w.newTable()
	t.grid = true
	w.open(t)
	open := &t.merges
	for i := range rows {
		r := &rows[i]
		if r.deleted {
			if shows, err := w.shows(r); err != nil {
				return err
			} else if !shows {
				continue
			}
		}
		w.row(0, 0)
		for k := 0; k < len(r.cells); {
			end := k + 1 // of the cells that are merged into this
			for end < len(r.cells) && r.Cells[end].Sideways == doc.GoesOn {
				end++
			}
			at := columns[i]
			props := cellProps{span: at[end] - at[k], vertical: merge(r.Cells[k].Down)}
			if err := w.beginCell(open, props, at[k]); err != nil {
				return err
			}
			if err := w.cellContent(r.cells[k], level, depth); err != nil {
				return err
			}
			for k++; k < end; k++ {
				w.mute++
				if err := w.cellContent(r.cells[k], level, depth); err != nil {
					return err
				}
				if w.mute--; w.muted && w.mute == 0 {
					w.muted = false
					w.drop("text in a cell that is merged into another")
				}
			}
			w.endCell()
		}
		open.endRow()
	}
	w.shut(true)
	w.part(parGap)
	return nil
}

// shows says that something of a row is printed. A row whose mark is deleted is
// not, but LibreOffice marks the row before it.
func (w *oldWord) shows(r *oldRow) (shows bool, err error) {
	for _, ps := range r.cells {
		for i := range ps {
			if err := w.file.Runs(&ps[i], func(r *doc.Run) error {
				shows = shows || r.Kind == doc.Text && !r.Look.Hidden
				return nil
			}); err != nil {
				return false, err
			}
		}
	}
	return shows, nil
}

func (w *oldWord) cellContent(ps []doc.Paragraph, level, depth int) error {
	return w.apart(func() error { return w.blocks(ps, level, depth+1) })
}
