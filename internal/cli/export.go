package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/emit"
	"gongkai/extract/form"
	"gongkai/record"
)

func exportCmd(e *env) *cobra.Command {
	var o exportOptions
	c := e.command("export PATH…", cobra.ArbitraryArgs, func(c *cobra.Command, args []string) error {
		return o.run(c.Context(), e, args)
	})
	o.flags(e, c)
	f := c.Flags()
	f.StringVarP(&o.Dir, "out", "o", "", e.say("flag.export_out"))
	f.StringSliceVarP(&o.Formats, "format", "f", nil, e.say("flag.export_format", strings.Join(emit.FormatNames(), ", ")))
	f.StringSliceVar(&o.Columns, "columns", nil, e.say("flag.columns"))
	f.StringVar(&o.Generation, "generation", "", e.say("flag.generation"))
	f.BoolVar(&o.Findings, "findings", true, e.say("flag.findings"))
	f.BoolVar(&o.BOM, "bom", false, e.say("flag.bom"))
	return c
}

type exportOptions struct {
	reading
	emit.Options
}

func (o *exportOptions) run(ctx context.Context, e *env, args []string) error {
	if err := o.check(e); err != nil {
		return err
	}
	if o.Dir == "" {
		return usage(e.say("needs_dir"))
	}
	for _, f := range o.Formats {
		if err := oneOf(e, "--format", f, emit.FormatNames()...); err != nil {
			return err
		}
	}
	if o.Generation != "" && form.Get(o.Generation) == nil {
		var known []string
		for _, f := range form.All() {
			known = append(known, f.Generation)
		}
		return oneOf(e, "--generation", o.Generation, known...)
	}
	o.Chinese = e.lang == "zh"
	res, err := emit.Export(ctx, o.lines(ctx, e, args), o.Options)
	var x *exit
	var pe *fs.PathError
	switch {
	case errors.As(err, &x):
		return x
	case errors.As(err, &pe):
		return nothing(e.say("cannot_write", pe.Path, pe.Err))
	case err != nil:
		return nothing(err.Error())
	}
	if !o.quiet {
		for _, f := range res.Files {
			_, _ = fmt.Fprintf(e.err, "%s  %d\n", f.Name, f.Bytes) // as in note
		}
		e.note("exported", res.Records, res.Failures, o.Dir)
		if res.Other > 0 {
			e.note("other_generation", res.Other)
		}
	}
	switch {
	case res.Records == 0:
		return nothing(e.say("no_records"))
	case res.Failures > 0:
		return &exit{status: statusSome}
	}
	return nil
}

var errEnough = errors.New("enough")

// lines is records as the stream that Export reads.
func (o *exportOptions) lines(ctx context.Context, e *env, args []string) iter.Seq2[emit.Line, error] {
	return func(yield func(emit.Line, error) bool) {
		err := o.records(ctx, e, args, func(r *record.Record, f *record.Failure) error {
			if !yield(emit.Line{Record: r, Failure: f}, nil) {
				return errEnough
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			yield(emit.Line{}, err)
		}
	}
}
