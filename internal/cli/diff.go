package cli

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"gongkai/check/diff"
	"gongkai/record"
)

func diffCmd(e *env) *cobra.Command {
	// No table of what was read: it would only stand in the way.
	o := reading{workers: 1, quiet: true, logFormat: "text"}
	var format, out string
	c := e.command("diff A B", e.exactly(2), func(c *cobra.Command, args []string) error {
		if err := o.check(e); err != nil {
			return err
		}
		if err := oneOf(e, "--format", format, "text", "json"); err != nil {
			return err
		}
		var two [2]*record.Record
		for i, path := range args {
			r, err := o.one(c.Context(), e, path)
			if err != nil {
				return err
			}
			two[i] = r
		}
		d := diff.Compare(two[0], two[1])
		return e.output(out, func(w io.Writer) error {
			if format == "json" {
				return d.JSON(w)
			}
			return d.Text(&plain{w: w}, e.lang)
		})
	})
	o.limits(e, c)
	c.Flags().StringVarP(&format, "format", "f", "text", e.say("flag.rules_format"))
	c.Flags().StringVarP(&out, "output", "o", "", e.say("flag.output"))
	return c
}

// one reads the one record that a path means: a document, or a file that holds
// its record.
func (o *reading) one(ctx context.Context, e *env, path string) (*record.Record, error) {
	var only *record.Record
	var fail *record.Failure
	n := 0
	err := o.records(ctx, e, []string{path}, func(r *record.Record, f *record.Failure) error {
		only, fail = r, f
		n++
		return nil
	})
	switch {
	case err != nil:
		return nil, err
	case n != 1:
		return nil, usage(e.say("not_one", path, n))
	case fail != nil:
		return nil, nothing(path + ": " + string(fail.Error.Code) + ": " + fail.Error.Message)
	}
	return only, nil
}
