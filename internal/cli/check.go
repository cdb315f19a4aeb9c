package cli

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/check"
	"gongkai/record"
)

func checkCmd(e *env) *cobra.Command {
	var o checkOptions
	c := e.command("check PATH…", cobra.ArbitraryArgs, func(c *cobra.Command, args []string) error {
		return o.run(c.Context(), e, args)
	})
	o.flags(e, c)
	f := c.Flags()
	f.StringVarP(&o.format, "format", "f", "text", e.say("flag.check_format"))
	f.StringVarP(&o.out, "output", "o", "", e.say("flag.output"))
	f.StringSliceVar(&o.selected, "select", nil, e.say("flag.select"))
	f.StringSliceVar(&o.ignored, "ignore", nil, e.say("flag.ignore"))
	f.StringVar(&o.failOn, "fail-on", record.Error, e.say("flag.fail_on"))
	return c
}

type checkOptions struct {
	reading
	format, out, failOn string
	selected, ignored   []string
}

func (o *checkOptions) run(ctx context.Context, e *env, args []string) error {
	if err := o.check(e); err != nil {
		return err
	}
	if err := oneOf(e, "--fail-on", o.failOn, "", "info", "warning", "error"); err != nil {
		return err
	}
	if err := oneOf(e, "--format", o.format, "text", "json"); err != nil {
		return err
	}
	for _, id := range slices.Concat(o.selected, o.ignored) {
		if !known(id) {
			return usage(e.say("no_rule", id))
		}
	}
	var records []*record.Record
	var failures []*record.Failure
	if err := o.records(ctx, e, args, func(r *record.Record, f *record.Failure) error {
		if f != nil {
			failures = append(failures, f)
			return nil
		}
		check.Record(r)
		records = append(records, r)
		return nil
	}); err != nil {
		return err
	}
	check.Set(records, check.Options{})
	grave := 0
	for _, r := range records {
		r.Findings = slices.DeleteFunc(r.Findings, func(f record.Finding) bool { return !o.wants(f.Rule) })
		for _, f := range r.Findings {
			if o.failOn != "" && check.AtLeast(f.Severity, o.failOn) {
				grave++
			}
		}
	}
	if err := e.output(o.out, func(w io.Writer) error { return findings(w, e, o.format, records, failures) }); err != nil {
		return err
	}
	switch {
	case len(records) == 0:
		return &exit{status: statusNothing}
	case len(failures) > 0:
		return &exit{status: statusSome}
	case grave > 0:
		return &exit{status: statusFindings}
	}
	return nil
}

// known reports whether an argument of --select or --ignore means some rule: its
// ID, or the letter of its family.
func known(id string) bool {
	return slices.ContainsFunc(check.Rules, func(r check.Rule) bool { return means(id, r.ID) })
}

func means(arg, id string) bool {
	arg = strings.ToUpper(arg)
	return arg == id || len(arg) == 1 && strings.HasPrefix(id, arg)
}

// wants reports whether findings of a rule are asked for.
func (o *checkOptions) wants(id string) bool {
	in := func(list []string) bool {
		return slices.ContainsFunc(list, func(arg string) bool { return means(arg, id) })
	}
	return (len(o.selected) == 0 || in(o.selected)) && !in(o.ignored)
}
