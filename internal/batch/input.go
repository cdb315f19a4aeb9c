package batch

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/record"
)

// Input is one document to read.
type Input struct {
	Path  string // as given or found; "-" is standard input
	Given *record.Given
	// Trouble is set where the path could not be listed: the document is a failure.
	Trouble string
}

// Name is the last part of the path.
func (in Input) Name() string {
	if in.Path == "-" {
		return "stdin"
	}
	return filepath.Base(in.Path)
}

// documents are the name endings that a folder's documents have. A file without
// an ending is taken too: what it is, its bytes say.
var documents = map[string]bool{
	"": true, ".pdf": true, ".docx": true, ".doc": true, ".wps": true, ".html": true, ".htm": true, ".shtml": true, ".xhtml": true,
	".mht": true, ".mhtml": true, ".aspx": true, ".jsp": true, ".php": true, ".do": true, ".txt": true, ".text": true, ".md": true, ".markdown": true,
	".xls": true, ".xlsx": true, ".ofd": true, ".rtf": true, ".odt": true, ".zip": true, ".rar": true, ".7z": true,
	".jpg": true, ".jpeg": true, ".png": true, ".gif": true, ".tif": true, ".tiff": true, ".bmp": true, ".bin": true,
}

// List is every document that the paths name, in order and each path once: files
// as given; folders walked in sorted order, hidden files and files that are no
// documents by their ending left out; patterns expanded. Skipped are the files
// that folders hold besides.
func List(paths []string) (inputs []Input, skipped []string) {
	l := lister{seen: map[string]bool{}}
	for _, p := range paths {
		l.add(p)
	}
	return l.inputs, l.skipped
}

type lister struct {
	inputs  []Input
	skipped []string
	seen    map[string]bool
}

func (l *lister) take(in Input) {
	if key := filepath.Clean(in.Path); !l.seen[key] {
		l.seen[key] = true
		l.inputs = append(l.inputs, in)
	}
}

func (l *lister) add(path string) {
	if path == "-" {
		l.take(Input{Path: path})
		return
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		l.walk(path)
	case err == nil:
		l.take(Input{Path: path})
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(path, "*?["):
		found, _ := filepath.Glob(path) // a bad pattern finds nothing
		if len(found) == 0 {
			l.take(Input{Path: path, Trouble: "no file matches this pattern: check it, and quote it if the shell must not touch it"})
		}
		slices.Sort(found)
		for _, f := range found {
			l.add(f)
		}
	default:
		l.take(Input{Path: path, Trouble: trouble(err)})
	}
}

func (l *lister) walk(root string) {
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error { // the function returns no error
		switch {
		case err != nil:
			l.take(Input{Path: path, Trouble: trouble(err)})
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case path != root && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		}
		if !d.Type().IsRegular() { // a link to a file is taken, a link to a folder may be a loop
			if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
				l.skipped = append(l.skipped, path)
				return nil
			}
		}
		if !documents[strings.ToLower(filepath.Ext(path))] {
			l.skipped = append(l.skipped, path)
			return nil
		}
		l.take(Input{Path: path})
		return nil
	})
}

// trouble says what to do about a path that cannot be read.
func trouble(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "no such file: check the path"
	case errors.Is(err, fs.ErrPermission):
		return "no permission to read it: change its permissions, or run as a user who may"
	}
	return fmt.Sprintf("cannot be read (%v): check the disk or the share, and run again", err)
}

// ReadList reads paths, one a line, or each ended by a zero byte as find -print0
// writes them.
func ReadList(r io.Reader) ([]string, error) {
	var paths []string
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	s.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		if i := bytes.IndexAny(data, "\n\x00"); i >= 0 {
			return i + 1, bytes.TrimSuffix(data[:i], []byte("\r")), nil
		}
		if atEOF && len(data) > 0 {
			return len(data), data, nil
		}
		return 0, nil, nil
	})
	for s.Scan() {
		if p := s.Text(); p != "" {
			paths = append(paths, strings.TrimPrefix(p, "\ufeff"))
		}
	}
	return paths, s.Err()
}
