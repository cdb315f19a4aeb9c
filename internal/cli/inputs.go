package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gongkai/internal/batch"
	"gongkai/internal/given"
	"gongkai/internal/worker"
	"gongkai/record"
)

// reading are the flags of every command that reads many documents.
type reading struct {
	filesFrom string
	meta      string
	metaSum   string // of the meta file, once read
	given     *given.Table
	workers   int
	timeout   time.Duration
	memory    int64 // MB
	maxBytes  int64
	quiet     bool
	logFormat string
}

func (o *reading) flags(e *env, c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&o.filesFrom, "files-from", "", e.say("flag.files_from"))
	f.StringVar(&o.meta, "meta", "", e.say("flag.meta"))
	f.IntVarP(&o.workers, "workers", "j", runtime.NumCPU(), e.say("flag.workers"))
	o.limits(e, c)
	f.BoolVarP(&o.quiet, "quiet", "q", false, e.say("flag.quiet"))
	f.StringVar(&o.logFormat, "log-format", "text", e.say("flag.log_format"))
}

// limits are the flags of every command that reads a document.
func (o *reading) limits(e *env, c *cobra.Command) {
	f := c.Flags()
	f.DurationVar(&o.timeout, "timeout", 10*time.Second, e.say("flag.timeout"))
	f.Int64Var(&o.memory, "memory", 512, e.say("flag.memory"))
	f.Int64Var(&o.maxBytes, "max-bytes", 64<<20, e.say("flag.max_bytes"))
}

// check refuses values that cannot be meant.
func (o *reading) check(e *env) error {
	switch {
	case o.workers < 1:
		return usage(e.say("at_least", "--workers", 1))
	case o.timeout < time.Millisecond:
		return usage(e.say("at_least", "--timeout", time.Millisecond))
	case o.memory < 64:
		return usage(e.say("at_least", "--memory", 64))
	case o.maxBytes < 1:
		return usage(e.say("at_least", "--max-bytes", 1))
	}
	return oneOf(e, "--log-format", o.logFormat, "text", "json")
}

func oneOf(e *env, flag, value string, allowed ...string) error {
	for _, a := range allowed {
		if a == value {
			return nil
		}
	}
	named := slices.DeleteFunc(slices.Clone(allowed), func(a string) bool { return a == "" }) // "" is a flag not given
	return usage(e.say("one_of", flag, strings.Join(named, ", "), value))
}

// pool is the worker pool that the flags ask for: our own program again.
func (o *reading) pool() (*worker.Pool, error) {
	self := "/proc/self/exe" // the very program that runs, also when its file is replaced meanwhile
	if _, err := os.Stat(self); err != nil {
		if self, err = os.Executable(); err != nil {
			return nil, err
		}
	}
	return &worker.Pool{
		Command: func() *exec.Cmd {
			return &exec.Cmd{Path: self, Args: []string{os.Args[0], worker.Command}}
		},
		Workers: o.workers,
		Limits:  worker.Limits{Time: o.timeout, Memory: o.memory << 20, Bytes: o.maxBytes},
	}, nil
}

// paths are the arguments and what --files-from lists.
func (o *reading) paths(e *env, args []string) ([]string, error) {
	paths := args
	if o.filesFrom != "" {
		more, err := o.list(e)
		if err != nil {
			return nil, usage(e.say("files_from", o.filesFrom, err))
		}
		paths = slices.Concat(args, more)
	}
	if len(paths) == 0 {
		return nil, usage(e.say("no_paths"))
	}
	return paths, nil
}

// inputs lists the documents that the paths name, and says on stderr what
// folders held besides.
func (o *reading) inputs(e *env, paths []string) ([]batch.Input, error) {
	inputs, skipped := batch.List(paths)
	if err := o.readMeta(e, inputs); err != nil {
		return nil, err
	}
	if !o.quiet && len(skipped) > 0 {
		const shown = 5
		for _, s := range skipped[:min(shown, len(skipped))] {
			e.note("skipped", s)
		}
		if len(skipped) > shown {
			e.note("skipped_more", len(skipped)-shown)
		}
	}
	if len(inputs) == 0 {
		return nil, nothing(e.say("no_documents"))
	}
	return inputs, nil
}

func (o *reading) list(e *env) ([]string, error) {
	if o.filesFrom == "-" {
		return batch.ReadList(e.in)
	}
	f, err := os.Open(o.filesFrom)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return batch.ReadList(f)
}

// readMeta joins what --meta gives to the inputs.
func (o *reading) readMeta(e *env, inputs []batch.Input) error {
	if o.meta == "" {
		return nil
	}
	data, err := os.ReadFile(o.meta)
	if err != nil {
		return usage(e.say("meta", o.meta, err))
	}
	t, err := given.Parse(data, filepath.Dir(o.meta))
	if err != nil {
		return usage(e.say("meta", o.meta, err))
	}
	sum := sha256.Sum256(data)
	o.metaSum, o.given = hex.EncodeToString(sum[:]), t
	for i := range inputs {
		inputs[i].Given = t.Find(inputs[i].Path, "")
	}
	return nil
}

// givenByHash is batch.Options.Given: nil where no row needs it.
func (o *reading) givenByHash() func(batch.Input, string) *record.Given {
	if o.given == nil || !o.given.ByHash() {
		return nil
	}
	return func(in batch.Input, sum string) *record.Given { return o.given.Find(in.Path, sum) }
}

// unusedMeta says which rows of --meta named no document that was read.
func (o *reading) unusedMeta(e *env) {
	if o.given == nil || o.quiet {
		return
	}
	if un := o.given.Unused(); len(un) > 0 {
		e.note("meta_unused", o.meta, len(un), un[0])
	}
}

// open opens a file, or standard input for "-".
func (e *env) open(path string) (io.ReadCloser, error) {
	if path == "-" {
		return io.NopCloser(e.in), nil
	}
	f, err := os.Open(path)
	if err != nil {
		var pe *os.PathError
		if errors.As(err, &pe) {
			err = pe.Err
		}
		return nil, nothing(e.say("cannot_read", path, err))
	}
	return f, nil
}
