package cli

import (
	"context"
	"errors"
	"syscall"

	"gongkai/internal/batch"
	"gongkai/internal/runfolder"
)

// folder writes the lines to the run folder --out.
func (o *extractOptions) folder(ctx context.Context, e *env, args []string, inputs []batch.Input) error {
	pool, err := o.pool()
	if err != nil {
		return nothing(err.Error())
	}
	f, err := runfolder.Open(o.out, inputs, runfolder.Options{
		Tool: batch.Tool(), Retry: o.retry, Prune: o.prune,
		Arguments: runfolder.Arguments{Paths: append([]string{}, args...), FilesFrom: o.filesFrom, Meta: o.meta, MetaSHA256: o.metaSum,
			Timeout: o.timeout.String(), MemoryMB: o.memory, MaxBytes: o.maxBytes, Shard: o.shard},
	})
	if err != nil {
		return o.outError(e, err)
	}
	defer f.Close() // what Finish did not make whole, the next run salvages
	if n := f.Left(); n > 0 && !o.quiet {
		e.note("left", n)
	}
	r := newProgress(e, &o.reading, len(inputs))
	err = batch.Run(ctx, inputs, batch.Options{Pool: pool, Stdin: e.in, Known: f.Earlier(), Given: o.givenByHash()}, both{r, f})
	if err == nil {
		err = f.Finish()
	}
	r.end()
	o.unusedMeta(e)
	if err != nil {
		if !o.quiet && ctx.Err() != nil {
			e.note("go_on", r.tally.Documents, len(inputs))
		}
		return o.outError(e, err)
	}
	return r.tally.status(o.failOn)
}

// outError says what to do about a run folder that cannot be written.
func (o *extractOptions) outError(e *env, err error) error {
	switch {
	case errors.Is(err, runfolder.ErrBusy):
		return nothing(e.say("busy", o.out))
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return nothing(e.say("disk_full", o.out))
	}
	return nothing(e.say("out", o.out, err))
}
