package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"gongkai/internal/batch"
)

func versionCmd(e *env) *cobra.Command {
	return e.command("version", cobra.NoArgs, func(*cobra.Command, []string) error {
		t := batch.Tool()
		_, err := fmt.Fprintf(e.out, "gongkai %s\nforms %s\n", t.Version, t.Forms)
		return err
	})
}
