// Package cli is the command line: one file a subcommand.
//
// Run takes the arguments and the three streams, and returns an error that
// carries the exit status; nothing below it ends the process, so each command
// is tested in-process.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/internal/batch"
	"gongkai/internal/message"
	"gongkai/internal/worker"
)

// commands lists every subcommand, in the order of the help.
var commands = []func(*env) *cobra.Command{extractCmd, checkCmd, diffCmd, exportCmd, gridCmd, matchCmd, rulesCmd, explainCmd, schemaCmd, versionCmd}

// env is what a command sees of the world.
type env struct {
	in       io.Reader
	out, err io.Writer
	lang     string // en or zh
}

// say is a message of the catalogue in the user's language.
func (e *env) say(key string, args ...any) string { return message.In(e.lang, "cli."+key, args...) }

// note writes a line to stderr. What cannot be written there can be told nobody.
func (e *env) note(key string, args ...any) {
	_, _ = fmt.Fprintln(&plain{w: e.err}, e.say(key, args...))
}

// Exit statuses, as the record's contract names them.
const (
	statusFindings    = 1   // findings at or above --fail-on
	statusUsage       = 2   // wrong arguments
	statusSome        = 3   // some documents failed
	statusNothing     = 4   // nothing could be done
	statusInterrupted = 130 // by the user
)

// exit is an error with its status. Without a message it has been said already.
type exit struct {
	status  int
	message string
}

func (x *exit) Error() string { return x.message }

func usage(message string) error   { return &exit{statusUsage, message} }
func nothing(message string) error { return &exit{statusNothing, message} }

// Run runs the command line. What went wrong is on stderr when it returns; Exit
// turns the error into a status.
func Run(ctx context.Context, args []string, in io.Reader, out, err io.Writer) error {
	if len(args) == 1 && args[0] == worker.Command {
		// A signal is the parent's to handle: it kills its workers when it stops.
		return worker.Serve(context.WithoutCancel(ctx), in, out, batch.Document)
	}
	e := &env{in: in, out: out, err: err, lang: language(args, os.Getenv)}
	root := e.root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(err)
	run, failure := root.ExecuteContextC(ctx)
	if failure == nil {
		return nil
	}
	var x *exit
	switch {
	case ctx.Err() != nil:
		failure = &exit{statusInterrupted, e.say("interrupted")}
	case !errors.As(failure, &x): // cobra's own
		failure = usage(failure.Error() + "\n" + e.say("see_help", run.CommandPath()))
	}
	if m := failure.Error(); m != "" {
		_, _ = fmt.Fprintln(&plain{w: err}, "gongkai: "+m)
	}
	return failure
}

// Exit returns the exit status that an error asks for.
func Exit(err error) int {
	var x *exit
	switch {
	case err == nil:
		return 0
	case errors.As(err, &x):
		return x.status
	}
	return statusUsage
}

func (e *env) root() *cobra.Command {
	root := &cobra.Command{
		Use: "gongkai", Short: e.say("root"), Long: e.say("root.long"), Example: e.say("root.example"),
		SilenceUsage: true, SilenceErrors: true, SuggestionsMinimumDistance: 2, Args: e.aCommand,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
		PersistentPreRunE: func(c *cobra.Command, _ []string) error {
			asked, _ := c.Flags().GetString("lang")
			known, _, _ := strings.Cut(strings.ReplaceAll(asked, "-", "_"), "_") // zh_CN and en-GB are zh and en
			return oneOf(e, "--lang", known, "en", "zh")
		},
	}
	root.PersistentFlags().String("lang", e.lang, e.say("flag.lang"))
	root.SetFlagErrorFunc(e.flagError)
	root.SetUsageTemplate(e.template(root.UsageTemplate()))
	root.CompletionOptions.HiddenDefaultCmd = false
	for _, c := range commands {
		root.AddCommand(c(e))
	}
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Short = e.say("help")
		case "completion":
			c.Short = e.say("completion")
		}
		c.InitDefaultHelpFlag()
		if f := c.Flags().Lookup("help"); f != nil {
			f.Usage = e.say("flag.help")
		}
	}
	return root
}

// command makes a subcommand with its help from the catalogue.
func (e *env) command(use string, args cobra.PositionalArgs, run func(*cobra.Command, []string) error) *cobra.Command {
	name, _, _ := strings.Cut(use, " ")
	return &cobra.Command{Use: use, Short: e.say(name), Long: e.say(name + ".long"), Example: e.say(name + ".example"), Args: args, RunE: run}
}

// template turns the headings of cobra's help into the user's language.
func (e *env) template(t string) string {
	for _, h := range [...][2]string{
		{"Available Commands:", "head.commands"}, {"Global Flags:", "head.global"}, {"Flags:", "head.flags"}, {"Examples:", "head.examples"},
		{"Usage:", "head.usage"}, {"Aliases:", "head.aliases"},
		{`Use "{{.CommandPath}} [command] --help" for more information about a command.`, "head.more"},
	} {
		t = strings.ReplaceAll(t, h[0], e.say(h[1]))
	}
	return t
}

// language is the one asked for by --lang, else the locale's.
func language(args []string, getenv func(string) string) string {
	for i, a := range args {
		v, ok := strings.CutPrefix(a, "--lang=")
		if !ok && a == "--lang" && i+1 < len(args) {
			v, ok = args[i+1], true
		}
		if ok {
			if v == "zh" || strings.HasPrefix(v, "zh_") || strings.HasPrefix(v, "zh-") {
				return "zh"
			}
			return "en"
		}
	}
	for _, name := range [...]string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(name); v != "" {
			if strings.HasPrefix(v, "zh") {
				return "zh"
			}
			return "en"
		}
	}
	return "en"
}
