// Command gongkai reads government information disclosure annual reports into
// checked records. See the README, or gongkai help.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"gongkai/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second ^C ends it at once
	os.Exit(cli.Exit(cli.Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)))
}
