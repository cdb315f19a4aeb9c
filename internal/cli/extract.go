package cli

import (
	"context"
	"errors"
	"syscall"

	"github.com/spf13/cobra"

	"gongkai/internal/batch"
)

func extractCmd(e *env) *cobra.Command {
	var o extractOptions
	c := e.command("extract [PATH…]", cobra.ArbitraryArgs, func(c *cobra.Command, args []string) error {
		return o.run(c.Context(), e, args)
	})
	o.flags(e, c)
	f := c.Flags()
	f.StringVar(&o.failOn, "fail-on", "", e.say("flag.fail_on"))
	f.BoolVar(&o.summary, "summary", false, e.say("flag.summary"))
	f.StringVarP(&o.out, "out", "o", "", e.say("flag.out"))
	f.BoolVar(&o.retry, "retry-failed", false, e.say("flag.retry_failed"))
	f.BoolVar(&o.prune, "prune", false, e.say("flag.prune"))
	f.IntVar(&o.shard, "shard", 1000, e.say("flag.shard"))
	return c
}

type extractOptions struct {
	reading
	failOn       string
	summary      bool
	out          string // a run folder; the rest is about it
	retry, prune bool
	shard        int
}

func (o *extractOptions) run(ctx context.Context, e *env, args []string) error {
	if err := o.check(e); err != nil {
		return err
	}
	if err := oneOf(e, "--fail-on", o.failOn, "", "info", "warning", "error"); err != nil {
		return err
	}
	switch {
	case o.shard < 1:
		return usage(e.say("at_least", "--shard", 1))
	case o.out != "" && o.summary:
		return usage(e.say("not_both", "--out", "--summary"))
	case o.out == "" && (o.retry || o.prune):
		return usage(e.say("needs_out"))
	}
	paths, err := o.paths(e, args)
	if err != nil {
		return err
	}
	inputs, err := o.inputs(e, paths)
	if err != nil {
		return err
	}
	if o.out != "" {
		return o.folder(ctx, e, args, inputs)
	}
	return o.stream(ctx, e, inputs)
}

// flusher is a sink that holds something back until the end.
type flusher interface {
	batch.Sink
	Flush() error
}

// stream writes the lines, or with --summary a table of them, to stdout.
func (o *extractOptions) stream(ctx context.Context, e *env, inputs []batch.Input) error {
	pool, err := o.pool()
	if err != nil {
		return nothing(err.Error())
	}
	var out flusher = batch.NewStream(e.out)
	if o.summary {
		out = newBrief(e)
	}
	r := newProgress(e, &o.reading, len(inputs))
	err = batch.Run(ctx, inputs, batch.Options{Pool: pool, Stdin: e.in, Given: o.givenByHash()}, both{r, out})
	if ferr := out.Flush(); err == nil {
		err = ferr
	}
	r.end()
	o.unusedMeta(e)
	switch {
	case errors.Is(err, syscall.EPIPE): // head or less has seen enough
		return &exit{status: statusNothing}
	case err != nil:
		return nothing(err.Error())
	}
	return r.tally.status(o.failOn)
}

// both gives each line to the progress, then to the output.
type both struct {
	progress *progress
	out      batch.Sink
}

func (b both) Line(d batch.Done) error {
	if err := b.out.Line(d); err != nil {
		return err
	}
	return b.progress.Line(d)
}
