package cli

import (
	"context"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"gongkai/check"
	"gongkai/extract"
	"gongkai/extract/medium"
	"gongkai/internal/show"
)

func matchCmd(e *env) *cobra.Command {
	var timeout time.Duration
	var cells bool
	c := e.command("match FILE", e.exactly(1), func(c *cobra.Command, args []string) error {
		data, err := e.readAll(args[0])
		if err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(c.Context(), timeout)
		defer cancel()
		rec, err := extract.Extract(ctx, filepath.Base(args[0]), args[0], data, extract.Options{Limits: medium.DefaultLimits})
		if err != nil {
			return e.failed(args[0], err)
		}
		check.Record(rec)
		return show.Record(&plain{w: e.out}, rec, e.lang, cells)
	})
	c.Flags().DurationVar(&timeout, "timeout", 10*time.Second, e.say("flag.timeout"))
	c.Flags().BoolVar(&cells, "cells", false, e.say("flag.cells"))
	return c
}
