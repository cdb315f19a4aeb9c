package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// flagError says what is wrong with a flag.
func (e *env) flagError(c *cobra.Command, err error) error {
	var (
		unknown *pflag.NotExistError
		bare    *pflag.ValueRequiredError
		value   *pflag.InvalidValueError
		message = err.Error()
	)
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		message = e.say("unknown_flag", "-"+unknown.GetSpecifiedName())
	case errors.As(err, &unknown):
		message = e.say("unknown_flag", "--"+unknown.GetSpecifiedName())
	case errors.As(err, &bare):
		message = e.say("flag_needs", "--"+bare.GetFlag().Name)
	case errors.As(err, &value):
		message = e.say("flag_value", value.GetValue(), "--"+value.GetFlag().Name, value.GetFlag().DefValue)
	}
	return usage(message + "\n" + e.say("see_help", c.CommandPath()))
}

// aCommand refuses what is no subcommand.
func (e *env) aCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	message := e.say("unknown_command", args[0])
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		message += "\n" + e.say("did_you_mean", strings.Join(near, ", "))
	}
	return usage(message + "\n" + e.say("see_help", c.CommandPath()))
}

// exactly asks for n arguments.
func (e *env) exactly(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == n {
			return nil
		}
		return usage(e.say("takes", "gongkai "+c.Use, n, len(args)) + "\n" + e.say("see_help", c.CommandPath()))
	}
}
