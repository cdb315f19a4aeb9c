package pdf

import (
	"context"
	"errors"

	"gongkai/record"
)

// budget is what is left of a document's limits. Crossing one panics with a
// *record.CodedError, which Read recovers: the crossing may lie deep inside the
// object layer, which has no other way out.
type budget struct {
	ctx    context.Context
	lim    Limits
	single int64 // the most that one stream may unpack to
	ticks  int
}

func newBudget(ctx context.Context, lim Limits) *budget {
	return &budget{ctx: ctx, lim: lim, single: lim.Unpacked / 4}
}

func (b *budget) check() {
	if err := b.ctx.Err(); err != nil {
		if errors.Is(err, context.Canceled) {
			panic(record.Fail(record.Timeout, "reading was cancelled; run it again"))
		}
		panic(record.Fail(record.Timeout, "reading took longer than allowed; raise --timeout if this is a report"))
	}
}

// tick looks at the clock now and then.
func (b *budget) tick() {
	if b.ticks++; b.ticks&0x3ff == 0 {
		b.check()
	}
}

func (b *budget) take(left *int, what string) {
	if *left--; *left < 0 {
		panic(tooMuch(what))
	}
}

func (b *budget) unpacked(n int) {
	if b.lim.Unpacked -= int64(n); b.lim.Unpacked < 0 {
		panic(tooMuch("unpacked bytes"))
	}
	b.check()
}

func tooMuch(what string) error {
	return record.Fail(record.TooLarge, "the file has more "+what+" than any report needs; it may be made to exhaust readers: print it to a new PDF if it is a report")
}

// spent is the error that a recovered panic of a budget carries, or nil.
func spent(recovered any) error {
	if e, ok := recovered.(*record.CodedError); ok {
		return e
	}
	return nil
}
