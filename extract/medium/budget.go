package medium

import (
	"context"
	"errors"

	"gongkai/record"
)

// budget counts what a document costs while it is read.
type budget struct {
	ctx   context.Context
	lim   Limits
	cells int
	text  int
	ticks int
}

// tick is called once a token, line or cell; now and then it looks at the clock.
func (b *budget) tick() error {
	b.ticks++
	if b.ticks&1023 != 0 {
		return nil
	}
	return b.clock()
}

func (b *budget) clock() error {
	err := b.ctx.Err()
	if errors.Is(err, context.DeadlineExceeded) {
		return record.Fail(record.Timeout, "not read within the time for one document; raise --timeout if it is a report")
	}
	return err
}

// addCells counts n more cells.
func (b *budget) addCells(n int) error {
	if b.cells += n; b.cells > b.lim.Cells {
		return errCells
	}
	return nil
}

// addText counts n more bytes of text.
func (b *budget) addText(n int) error {
	if b.text += n; b.text > b.lim.Text {
		return record.Fail(record.TooLarge, "more text than the limit for one document; cut the report out of it")
	}
	return nil
}

// slots checks the size of a grid, which spans could make far larger than its
// number of cells.
func (b *budget) slots(rows, cols int) error {
	if cols > maxColumns || rows > 0 && cols > slotsPerCell*b.lim.Cells/rows {
		return errCells
	}
	return nil
}

const (
	maxColumns   = 1 << 14
	slotsPerCell = 16
)

var errCells = record.Fail(record.TooLarge, "more table cells than the limit for one document; cut the report out of it")
