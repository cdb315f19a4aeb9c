package emit

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"gongkai/record"
)

// Line is one line of JSONL: exactly one of the two is set.
type Line struct {
	Record  *record.Record
	Failure *record.Failure
}

// maxLine bounds a line of JSONL; a record of the largest document is below it.
const maxLine = 256 << 20

// Read yields the lines of JSONL files and of run folders, in the order given;
// a folder's *.jsonl files in the order of their names, without the quarantine,
// whose lines stand among the others too. An error names file and line, and
// ends the stream.
func Read(ctx context.Context, paths ...string) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		for _, path := range paths {
			files, err := lineFiles(path)
			if err != nil {
				yield(Line{}, err)
				return
			}
			for _, f := range files {
				if !readFile(ctx, f, yield) {
					return
				}
			}
		}
	}
}

// lineFiles lists the JSONL files that a path means.
func lineFiles(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	files, err := filepath.Glob(filepath.Join(path, "*.jsonl"))
	if err != nil {
		return nil, err
	}
	files = slices.DeleteFunc(files, func(f string) bool { return filepath.Base(f) == "quarantine.jsonl" })
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: no *.jsonl file in it: give a run folder (gongkai extract --out DIR) or a file of records", path)
	}
	slices.Sort(files)
	return files, nil
}

func readFile(ctx context.Context, path string, yield func(Line, error) bool) bool {
	f, err := os.Open(path)
	if err != nil {
		yield(Line{}, err)
		return false
	}
	defer f.Close()
	for line, err := range ReadLines(ctx, path, f) {
		if !yield(line, err) || err != nil {
			return false
		}
	}
	return true
}

// ReadLines yields the lines of one reader; name is for errors.
func ReadLines(ctx context.Context, name string, in io.Reader) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		s := bufio.NewScanner(in)
		s.Buffer(make([]byte, 0, 1<<20), maxLine)
		for n := 1; s.Scan(); n++ {
			b := bytes.TrimSpace(s.Bytes())
			if n == 1 {
				b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
			}
			if len(b) == 0 {
				continue
			}
			line, err := parse(b)
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(Line{}, fmt.Errorf("%s:%d: %w", name, n, err))
				return
			}
			if !yield(line, nil) {
				return
			}
		}
		if err := s.Err(); err != nil {
			yield(Line{}, fmt.Errorf("%s: %w", name, err))
		}
	}
}

func parse(b []byte) (Line, error) {
	var head struct{ Schema string }
	if err := json.Unmarshal(b, &head); err != nil {
		return Line{}, fmt.Errorf("not a line of JSON: %w", err)
	}
	switch head.Schema {
	case record.Schema:
		r := new(record.Record)
		return Line{Record: r}, json.Unmarshal(b, r)
	case record.FailureSchema:
		f := new(record.Failure)
		return Line{Failure: f}, json.Unmarshal(b, f)
	}
	return Line{}, errors.New("schema " + head.Schema + " is neither " + record.Schema + " nor " + record.FailureSchema + ": give the output of gongkai extract")
}
