package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"

	"gongkai/internal/batch"
	"gongkai/internal/sample"
	"gongkai/internal/worker"
)

// TestMain makes the test binary the gongkai of the scripts. Its workers are the
// product's, but for documents that ask them to misbehave.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"gongkai": func() {
		if len(os.Args) == 2 && os.Args[1] == worker.Command {
			if err := worker.Serve(context.Background(), os.Stdin, os.Stdout, hostile); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			return
		}
		main()
	}})
}

var (
	hog   [][]byte
	spins int
)

// hostile is batch.Document, with parsers that hang, eat memory or crash planted
// for documents that begin so.
func hostile(ctx context.Context, req worker.Request, lim worker.Limits) worker.Response {
	data := req.Data
	if !req.Bytes {
		data, _ = os.ReadFile(req.Path) // batch.Document says what is wrong
	}
	switch {
	case bytes.HasPrefix(data, []byte("PLANTED HANG")):
		for {
			spins++
		}
	case bytes.HasPrefix(data, []byte("PLANTED EAT")):
		for {
			b := make([]byte, 1<<20)
			for i := 0; i < len(b); i += 4096 {
				b[i] = 1
			}
			hog = append(hog, b)
		}
	case bytes.HasPrefix(data, []byte("PLANTED CRASH")):
		panic("planted")
	}
	return batch.Document(ctx, req, lim)
}

func TestScripts(t *testing.T) {
	shared, err := filepath.Abs("../../../shared")
	require.NoError(t, err)
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("LANG", "en_US.UTF-8")
			e.Setenv("LC_ALL", "")
			e.Setenv("SHARED", shared)
			return nil
		},
		Condition: func(cond string) (bool, error) {
			_, err := os.Stat(shared)
			return cond == "shared" && err == nil, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"sample": sampleCmd, "lines": linesCmd, "replace": replaceCmd},
	})
}

// sampleCmd writes a generated report: sample SEED GENERATION MEDIUM FILE [DAMAGE…].
func sampleCmd(ts *testscript.TestScript, _ bool, args []string) {
	seed, err := strconv.ParseUint(args[0], 10, 64)
	ts.Check(err)
	opt := sample.Options{Generation: args[1]}
	for _, d := range args[4:] {
		opt.Damage = append(opt.Damage, sample.Damage(d))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[3]), sample.New(seed, opt).Write(args[2]), 0o666))
}

// linesCmd asserts how many lines a file has: lines FILE N.
func linesCmd(ts *testscript.TestScript, _ bool, args []string) {
	n := bytes.Count([]byte(ts.ReadFile(args[0])), []byte("\n"))
	if strconv.Itoa(n) != args[1] {
		ts.Fatalf("%s has %d lines, want %s", args[0], n, args[1])
	}
}

// replaceCmd replaces a string in a file: replace FILE OLD NEW; \n in NEW is a
// line end.
func replaceCmd(ts *testscript.TestScript, _ bool, args []string) {
	b := bytes.ReplaceAll([]byte(ts.ReadFile(args[0])), []byte(args[1]), []byte(strings.ReplaceAll(args[2], `\n`, "\n")))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o666))
}
