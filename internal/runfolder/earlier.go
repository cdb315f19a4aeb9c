package runfolder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"gongkai/internal/batch"
	"gongkai/record"
)

// read finds out what earlier runs left: the lines by content, and those of the
// finished run whose documents are not among the inputs.
func (f *Folder) read(inputs []batch.Input) error {
	if err := f.salvage(); err != nil {
		return err
	}
	finished := map[string]bool{}
	m, err := Read(f.dir)
	switch {
	case err == nil:
		for _, s := range m.Shards {
			finished[s.File] = true
		}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	given := map[string]bool{}
	if len(finished) > 0 && !f.opt.Prune {
		for _, in := range inputs {
			given[filepath.Clean(in.Path)] = true
		}
	}
	list, err := shardNames(f.dir)
	if err != nil {
		return err
	}
	shards := scanAll(f.dir, list)
	for i, s := range shards {
		if s == nil {
			if finished[list[i]] {
				return fmt.Errorf("%s was changed after it was written: put it back, or remove it and the run folder's %s to have its documents read again", filepath.Join(f.dir, list[i]), runFile)
			}
			continue // a stranger, or left by a crash of the machine: nothing is lost
		}
		for k := range s.lines {
			l := &s.lines[k]
			if l.tool == f.opt.Tool && l.hash != "" && l.code != record.IO && !(f.opt.Retry && l.code != "") {
				if _, ok := f.byHash[l.hash]; !ok {
					f.byHash[l.hash] = l.entry
				}
			}
			if finished[s.name] && !f.opt.Prune && !given[filepath.Clean(l.path)] {
				f.left = append(f.left, l.entry)
			}
		}
		s.lines = nil
	}
	return nil
}

// Left returns how many documents of the finished run are not among the inputs.
// Their lines are kept, after all others.
func (f *Folder) Left() int { return len(f.left) }

// Earlier is batch.Options.Known: nil in a new folder, where no document need be
// hashed before it is read.
func (f *Folder) Earlier() func(batch.Input, string) *batch.Kept {
	if len(f.byHash) == 0 {
		return nil
	}
	return f.Known
}

// Known returns the line that an earlier run made of this content, or nil.
func (f *Folder) Known(in batch.Input, hash string) *batch.Kept {
	e, ok := f.byHash[hash]
	if !ok {
		return nil
	}
	k, err := f.kept(e)
	if err != nil || !sameGiven(k.Source.Given, in.Given) {
		return nil // what the collector says takes part in the checks: read again
	}
	return k
}

func sameGiven(a, b *record.Given) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

func (f *Folder) kept(e entry) (*batch.Kept, error) {
	line, err := f.line(e, 4096)
	if err != nil {
		return nil, err
	}
	h, err := readHead(line)
	if err != nil && len(line) < int(e.length) {
		if line, err = f.line(e, int(e.length)); err == nil {
			h, err = readHead(line)
		}
	}
	if err != nil {
		return nil, err
	}
	k := &batch.Kept{Source: h.Source, Code: e.code, Found: e.found, Where: e, Read: func() ([]byte, error) { return f.line(e, int(e.length)) }}
	if h.Error != nil {
		k.Message = h.Error.Message
	}
	return k, nil
}

// again is the document of an earlier line that is not among the inputs. Which
// other it is a copy of may have changed.
func (f *Folder) again(e entry) (d batch.Done, err error) {
	k, err := f.kept(e)
	if err != nil {
		return d, err
	}
	d = batch.Done{Kept: k, SHA256: k.Source.SHA256, Code: k.Code, Message: k.Message}
	d.Input.Path = k.Source.Path
	of, twice := f.first[d.SHA256]
	d.Duplicate = twice
	if of != k.Source.DuplicateOf {
		line, err := k.Read()
		if err != nil {
			return d, err
		}
		d.Line, err = batch.Respell(line, func(s *record.Source) { s.DuplicateOf = of })
		return d, err
	}
	return d, nil
}

// line reads at most n bytes of an earlier line.
func (f *Folder) line(e entry, n int) ([]byte, error) {
	file, err := os.Open(filepath.Join(f.dir, e.shard.name))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	b := make([]byte, min(n, int(e.length)))
	_, err = file.ReadAt(b, e.offset)
	return b, err
}
