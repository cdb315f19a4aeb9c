// Package saved reads the lines that an earlier extract wrote: JSONL files and
// run folders.
package saved

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"gongkai/internal/runfolder"
	"gongkai/record"
)

// prefix is how every line of ours begins, before another program wrote it anew.
var prefix = []byte(`{"schema":"gongkai.`)

// look is how far into a file is looked for the schema of its first line, which
// stands last where a program sorted the keys.
const look = 1 << 20

// Reader is a buffered reader that Is can look into.
func Reader(r io.Reader) *bufio.Reader { return bufio.NewReaderSize(r, look) }

var bom = []byte("\ufeff")

// Files returns the files of records that a path names: itself, if it is one; a
// run folder's shards; nothing for documents and folders of documents.
func Files(path string) ([]string, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, nil // whoever reads it says what is wrong
	case info.IsDir():
		shards, err := runfolder.Shards(path)
		if errors.Is(err, fs.ErrNotExist) {
			if runfolder.Unfinished(path) {
				return nil, fmt.Errorf("%s: the run that made it was stopped: give its extract command again to finish it", path)
			}
			return nil, nil
		}
		return shards, err
	case !info.Mode().IsRegular():
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil // as above
	}
	defer f.Close()
	if !Is(Reader(f)) {
		return nil, nil
	}
	return []string{path}, nil
}

// Is reports whether lines of ours follow, as we wrote them or with the spaces
// and the order of keys of a program that filtered them.
func Is(r *bufio.Reader) bool {
	b, _ := r.Peek(len(prefix)) // what is shorter is not ours
	if bytes.Equal(b, prefix) {
		return true
	}
	if b = bytes.TrimSpace(bytes.TrimPrefix(b, bom)); len(b) == 0 || b[0] != '{' {
		return false
	}
	b, _ = r.Peek(look)
	line, _, _ := bytes.Cut(bytes.TrimSpace(bytes.TrimPrefix(b, bom)), []byte("\n"))
	return schemaOf(line) != ""
}

// maxLine is far above any line seen (200 kB).
const maxLine = 256 << 20

// Each calls f for every line: with a record or with a failure.
func Each(r io.Reader, name string, f func(*record.Record, *record.Failure) error) error {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 1<<20), maxLine)
	for n := 1; s.Scan(); n++ {
		line := bytes.TrimSpace(bytes.TrimPrefix(s.Bytes(), bom))
		if len(line) == 0 {
			continue
		}
		rec, fail, err := Line(line)
		if err != nil {
			return fmt.Errorf("%s: line %d: %w", name, n, err)
		}
		if err := f(rec, fail); err != nil {
			return err
		}
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// Line decodes one line: exactly one of the two is set.
func Line(line []byte) (*record.Record, *record.Failure, error) {
	switch schemaOf(line) {
	case record.Schema:
		r := new(record.Record)
		if err := json.Unmarshal(line, r); err != nil {
			return nil, nil, err
		}
		return r, nil, nil
	case record.FailureSchema:
		f := new(record.Failure)
		if err := json.Unmarshal(line, f); err != nil {
			return nil, nil, err
		}
		return nil, f, nil
	}
	var any json.RawMessage
	if err := json.Unmarshal(line, &any); err != nil {
		return nil, nil, fmt.Errorf("not a line of gongkai extract (%w): extract the documents again", err)
	}
	return nil, nil, errors.New("made by another version of gongkai, or by another program: extract the documents again")
}

// schemaOf returns the schema that a line begins with, as our own lines do, or
// names elsewhere.
func schemaOf(line []byte) string {
	if rest, ok := bytes.CutPrefix(line, []byte(`{"schema":"`)); ok {
		if i := bytes.IndexByte(rest, '"'); i >= 0 {
			return string(rest[:i])
		}
	}
	var head struct {
		Schema string `json:"schema"`
	}
	if json.Unmarshal(line, &head) != nil || !strings.HasPrefix(head.Schema, "gongkai.") {
		return ""
	}
	return head.Schema
}
