package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"

	"gongkai/internal/batch"
	"gongkai/internal/saved"
	"gongkai/record"
)

// each is called for every document, in order: with a record or with a failure.
type each func(*record.Record, *record.Failure) error

// records reads what the arguments name, in their order: saved records as they
// are, documents as extract reads them.
func (o *reading) records(ctx context.Context, e *env, args []string, f each) error {
	paths, err := o.paths(e, args)
	if err != nil {
		return err
	}
	var documents []string // of which the turn has not come
	for _, p := range paths {
		files, err := e.savedFiles(p)
		if err != nil {
			return nothing(err.Error())
		}
		if files == nil {
			documents = append(documents, p)
			continue
		}
		if err := o.documents(ctx, e, documents, f); err != nil {
			return err
		}
		documents = nil
		for _, name := range files {
			if err := e.saved(name, f); err != nil {
				return err
			}
		}
	}
	return o.documents(ctx, e, documents, f)
}

// savedFiles is saved.Files, with records on standard input too.
func (e *env) savedFiles(path string) ([]string, error) {
	if path != "-" {
		return saved.Files(path)
	}
	in := saved.Reader(e.in)
	e.in = in
	if saved.Is(in) {
		return []string{path}, nil
	}
	return nil, nil
}

// saved reads one file of records.
func (e *env) saved(name string, f each) error {
	in, err := e.open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := saved.Each(in, name, f); err != nil {
		return nothing(err.Error())
	}
	return nil
}

// documents extracts documents and hands their records on.
func (o *reading) documents(ctx context.Context, e *env, paths []string, f each) error {
	if len(paths) == 0 {
		return nil
	}
	inputs, err := o.inputs(e, paths)
	if err != nil {
		return err
	}
	pool, err := o.pool()
	if err != nil {
		return nothing(err.Error())
	}
	r := newProgress(e, o, len(inputs))
	err = batch.Run(ctx, inputs, batch.Options{Pool: pool, Stdin: e.in, Given: o.givenByHash()}, both{r, decode(f)})
	r.close()
	o.unusedMeta(e)
	if err != nil {
		return nothing(err.Error())
	}
	return nil
}

// decode is a sink that hands the lines on as what they say.
type decode each

func (d decode) Line(done batch.Done) error {
	rec, fail, err := saved.Line(done.Line)
	if err != nil {
		return fmt.Errorf("%s: %w", done.Input.Path, err)
	}
	return d(rec, fail)
}

// output is where -o says: a file that appears whole or not at all, or stdout.
func (e *env) output(path string, write func(io.Writer) error) error {
	if path == "" || path == "-" {
		return write(e.out)
	}
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	part := path + ".part"
	if err := os.WriteFile(part, b.Bytes(), 0o666); err != nil {
		return nothing(e.say("cannot_write", path, err))
	}
	if err := os.Rename(part, path); err != nil {
		return nothing(e.say("cannot_write", path, err))
	}
	return nil
}
