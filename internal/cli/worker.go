package cli

import (
	"context"

	"github.com/spf13/cobra"

	"gongkai/internal/batch"
	"gongkai/internal/worker"
)

// workerCmd is what the pool starts; it is no command for people.
func workerCmd(e *env) *cobra.Command {
	return &cobra.Command{Use: "worker", Hidden: true, Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
		// A signal is the parent's to handle: it kills its workers when it stops.
		return worker.Serve(context.WithoutCancel(c.Context()), e.in, e.out, batch.Document)
	}}
}
