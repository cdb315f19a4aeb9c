package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/check"
	"gongkai/check/report"
	"gongkai/internal/batch"
	"gongkai/internal/given"
	"gongkai/record"
)

func checkCmd(e *env) *cobra.Command {
	var o checkOptions
	c := e.command("check PATH…", cobra.ArbitraryArgs, func(c *cobra.Command, args []string) error {
		return o.run(c.Context(), e, args)
	})
	o.flags(e, c)
	f := c.Flags()
	f.StringVarP(&o.format, "format", "f", "text", e.say("flag.check_format", strings.Join(formats(), ", ")))
	f.StringVarP(&o.out, "output", "o", "", e.say("flag.output"))
	f.StringSliceVar(&o.selected, "select", nil, e.say("flag.select"))
	f.StringSliceVar(&o.ignored, "ignore", nil, e.say("flag.ignore"))
	f.StringVar(&o.failOn, "fail-on", record.Error, e.say("flag.fail_on"))
	f.StringVar(&o.baseline, "baseline", "", e.say("flag.baseline"))
	f.BoolVar(&o.update, "update-baseline", false, e.say("flag.update_baseline"))
	f.StringVar(&o.parts, "parts", "", e.say("flag.parts"))
	return c
}

type checkOptions struct {
	reading
	format, out, failOn string
	selected, ignored   []string
	baseline            string
	update              bool
	parts               string
}

func formats() []string {
	var names []string
	for _, f := range report.Formats {
		names = append(names, f.Name)
	}
	return names
}

func (o *checkOptions) run(ctx context.Context, e *env, args []string) error {
	if err := o.check(e); err != nil {
		return err
	}
	if err := oneOf(e, "--fail-on", o.failOn, "", "info", "warning", "error"); err != nil {
		return err
	}
	if err := oneOf(e, "--format", o.format, formats()...); err != nil {
		return err
	}
	for _, id := range slices.Concat(o.selected, o.ignored) {
		if !known(id) {
			return usage(e.say("no_rule", id))
		}
	}
	if o.format == "xlsx" && o.out == "" && isTerminal(e.out) {
		return usage(e.say("needs_output"))
	}
	if o.update && o.baseline == "" {
		return usage(e.say("needs_baseline"))
	}
	base, err := o.readBaseline()
	if err != nil {
		return err
	}
	set, err := o.readParts()
	if err != nil {
		return err
	}
	records, failures, err := o.judged(ctx, e, args, set)
	if err != nil {
		return err
	}
	if o.update {
		if err := e.output(o.baseline, base.Draft(records).Write); err != nil {
			return err
		}
	}
	rep := report.New(records, failures, base, e.lang, batch.Tool().Version)
	i := slices.IndexFunc(report.Formats, func(f report.Format) bool { return f.Name == o.format })
	if err := e.output(o.out, func(w io.Writer) error {
		if o.format == "text" {
			w = &plain{w: w}
		}
		return report.Formats[i].Write(w, rep)
	}); err != nil {
		return err
	}
	switch {
	case len(records) == 0:
		return &exit{status: statusNothing}
	case len(failures) > 0:
		return &exit{status: statusSome}
	case o.failOn != "" && rep.AtLeast(o.failOn) > 0:
		return &exit{status: statusFindings}
	}
	return nil
}

// judged reads the records and runs the rules that are asked for.
func (o *checkOptions) judged(ctx context.Context, e *env, args []string, set check.Options) (records []*record.Record, failures []*record.Failure, err error) {
	var kept check.Kept
	if err := o.records(ctx, e, args, func(r *record.Record, f *record.Failure) error {
		if f != nil {
			failures = append(failures, f)
			return nil
		}
		check.Record(r) // saved records may come from a version with fewer rules
		kept.Add(r)
		return nil
	}); err != nil {
		return nil, nil, err
	}
	if un := kept.Set(set); len(un) > 0 && !o.quiet {
		e.note("parts_unused", o.parts, len(un), un[0])
	}
	for _, r := range kept.Records {
		r.Findings = slices.DeleteFunc(r.Findings, func(f record.Finding) bool { return !o.wants(f.Rule) })
	}
	return kept.Records, failures, nil
}

func (o *checkOptions) readBaseline() (*check.Baseline, error) {
	if o.baseline == "" {
		return nil, nil
	}
	f, err := os.Open(o.baseline)
	if errors.Is(err, fs.ErrNotExist) && o.update {
		return nil, nil
	}
	if err != nil {
		return nil, usage(err.Error())
	}
	defer f.Close()
	b, err := check.ReadBaseline(f)
	if err != nil {
		return nil, usage(o.baseline + ": " + err.Error())
	}
	return b, nil
}

func (o *checkOptions) readParts() (set check.Options, err error) {
	if o.parts == "" {
		return set, nil
	}
	data, err := os.ReadFile(o.parts)
	if err != nil {
		return set, usage(err.Error())
	}
	if data, err = given.UTF8(data); err == nil {
		set.Parts, err = check.ReadParts(bytes.NewReader(data))
	}
	if err != nil {
		return set, usage(o.parts + ": " + err.Error())
	}
	return set, nil
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
