package cli

import (
	"github.com/spf13/cobra"

	"gongkai/internal/schema"
)

func schemaCmd(e *env) *cobra.Command {
	c := e.command("schema [record|failure]", cobra.MaximumNArgs(1), func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return writeJSON(e, schema.Line())
		}
		switch args[0] {
		case "record":
			return writeJSON(e, schema.Record())
		case "failure":
			return writeJSON(e, schema.Failure())
		}
		return usage(e.say("one_of", "schema", "record, failure", args[0]))
	})
	c.ValidArgs = []string{"record", "failure"}
	return c
}
