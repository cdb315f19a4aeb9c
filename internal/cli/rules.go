package cli

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"gongkai/check"
)

func rulesCmd(e *env) *cobra.Command {
	var format string
	c := e.command("rules", cobra.NoArgs, func(*cobra.Command, []string) error {
		if err := oneOf(e, "--format", format, "text", "json"); err != nil {
			return err
		}
		if format == "json" {
			return writeJSON(e, describeAll())
		}
		w := tabwriter.NewWriter(e.out, 0, 0, 2, ' ', 0)
		for i := range check.Rules {
			r := &check.Rules[i]
			if _, err := fmt.Fprintf(w, "%s\t%s\t%s\n", r.ID, r.Severity, r.Title(e.lang)); err != nil {
				return err
			}
		}
		return w.Flush()
	})
	c.Flags().StringVar(&format, "format", "text", e.say("flag.rules_format"))
	return c
}

func explainCmd(e *env) *cobra.Command {
	c := e.command("explain RULE…", cobra.MinimumNArgs(1), func(_ *cobra.Command, args []string) error {
		for i, id := range args {
			r := check.Find(strings.ToUpper(id))
			if r == nil {
				return usage(e.say("no_rule", id))
			}
			if i > 0 {
				_, _ = fmt.Fprintln(e.out) // a write that fails fails again below
			}
			if err := explain(e, r); err != nil {
				return err
			}
		}
		return nil
	})
	c.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		var ids []string
		for i := range check.Rules {
			ids = append(ids, check.Rules[i].ID+"\t"+check.Rules[i].Title(e.lang))
		}
		return ids, cobra.ShellCompDirectiveNoFileComp
	}
	return c
}

func explain(e *env, r *check.Rule) error {
	_, err := fmt.Fprintf(e.out, "%s  %s\n\n%s\n\n%s\n  %s\n%s\n  %s\n\n%s\n", r.ID, r.Title(e.lang), r.Why(e.lang),
		e.say("explain.holds"), r.Holds(e.lang), e.say("explain.breaks"), r.Breaks(e.lang), e.say("explain.facts", r.Severity, r.Since, r.Needs))
	return err
}

// description is a rule as JSON.
type description struct {
	ID       string `json:"id"`
	Family   string `json:"family"`
	Severity string `json:"severity"`
	Since    string `json:"since"`
	Needs    string `json:"needs"`
	Title    string `json:"title"`
	TitleZH  string `json:"title_zh"`
	Why      string `json:"why"`
	WhyZH    string `json:"why_zh"`
}

func describeAll() []description {
	out := make([]description, len(check.Rules))
	for i := range check.Rules {
		r := &check.Rules[i]
		out[i] = description{r.ID, r.Family(), r.Severity, r.Since, string(r.Needs), r.Title("en"), r.Title("zh"), r.Why("en"), r.Why("zh")}
	}
	return out
}

func writeJSON(e *env, v any) error {
	enc := json.NewEncoder(e.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
