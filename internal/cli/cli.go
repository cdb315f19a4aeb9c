// Package cli is the command line: one file a subcommand.
package cli

import (
	"context"
	"io"

	"github.com/spf13/cobra"
)

// commands lists every subcommand, in the order of the help.
var commands = []func(*env) *cobra.Command{}

// env is what a command sees of the world.
type env struct {
	in       io.Reader
	out, err io.Writer
	lang     string // en or zh
}

// Run runs the command line. It never exits; Exit turns its error into a status.
func Run(ctx context.Context, args []string, in io.Reader, out, err io.Writer) error {
	e := &env{in: in, out: out, err: err}
	root := &cobra.Command{Use: "gongkai", SilenceUsage: true, SilenceErrors: true}
	for _, c := range commands {
		root.AddCommand(c(e))
	}
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(err)
	return root.ExecuteContext(ctx)
}

// Exit returns the exit status that an error asks for.
func Exit(err error) int {
	if err == nil {
		return 0
	}
	return 2
}
