// Package runfolder keeps the lines of a batch in a folder, so that a run can be
// stopped at any moment and goes on where it was.
//
//	DIR/records-00001-3fa9c1d27b04.jsonl   lines in input order, so many to a file, named by number and content
//	DIR/quarantine.jsonl                   the failures again
//	DIR/run.json                           versions, arguments, counts, hashes; lists the shards: written last
//
// Every file appears whole or not at all. run.json names the shards that belong
// to the finished run; a shard that it does not name is left of a run that was
// stopped, is used by the next one as far as it fits, and removed at its end.
// What the folder holds in the end depends on the inputs, their order and the
// tool, not on how often the run was stopped, how many workers read, or when.
package runfolder

import (
	"errors"
	"os"
	"path/filepath"
	"slices"

	"github.com/gofrs/flock"

	"gongkai/internal/batch"
	"gongkai/record"
)

const (
	runFile        = "run.json"
	quarantineFile = "quarantine.jsonl"
	lockFile       = ".lock"
	partFile       = ".records.part"
	partQuarantine = ".quarantine.part"
	partRun        = ".run.part"
)

// Options of a run.
type Options struct {
	Tool      record.Tool
	Arguments Arguments
	Retry     bool // read again what failed before
	Prune     bool // drop the records of documents that are not among the inputs
}

// ErrBusy is returned for a folder that another run is writing.
var ErrBusy = errors.New("another run is writing this folder")

// Folder is a run folder while a run writes it. It is a batch.Sink.
type Folder struct {
	dir      string
	opt      Options
	lock     *flock.Flock
	byHash   map[string]entry
	left     []entry // of the finished run, but not among the inputs
	shards   []Part
	counts   batch.Tally
	shard    *part      // the shard that is being written
	mirror   *shardFile // the old shard that the new one repeats so far, instead
	lines    int        // of the shard that is being written
	failures *part
	first    map[string]string // content hash to path, for what is left
}

// Open locks the folder, makes it if need be, and reads what earlier runs left.
func Open(dir string, inputs []batch.Input, opt Options) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	f := &Folder{dir: dir, opt: opt, lock: flock.New(filepath.Join(dir, lockFile)), byHash: map[string]entry{}, first: map[string]string{}}
	ok, err := f.lock.TryLock()
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, ErrBusy
	}
	if err := f.read(inputs); err != nil {
		return nil, errors.Join(err, f.lock.Close())
	}
	return f, nil
}

// Line takes the next document.
func (f *Folder) Line(d batch.Done) error {
	f.counts.Add(d)
	if d.SHA256 != "" && len(f.left) > 0 && !d.Duplicate {
		f.first[d.SHA256] = d.Input.Path
	}
	if err := f.put(d); err != nil {
		return err
	}
	f.lines++
	if f.lines == f.opt.Arguments.Shard {
		return f.seal()
	}
	return nil
}

// Finish adds the lines of documents that were not given this time, writes the
// quarantine and run.json, and removes what no finished run needs.
func (f *Folder) Finish() error {
	for _, e := range f.left {
		d, err := f.again(e)
		if err != nil {
			return err
		}
		if err := f.Line(d); err != nil {
			return err
		}
	}
	if err := f.seal(); err != nil {
		return err
	}
	m := Manifest{Schema: Schema, Tool: f.opt.Tool, Arguments: f.opt.Arguments, Counts: f.counts, Shards: f.shards}
	failures, err := f.quarantine()
	if err != nil {
		return err
	}
	if m.Quarantine, err = failures.close(func(string) string { return quarantineFile }); err != nil {
		return err
	}
	f.failures = nil
	if err := f.commit(m); err != nil {
		return err
	}
	return f.clean()
}

// clean removes shards that run.json does not name.
func (f *Folder) clean() error {
	list, err := shardNames(f.dir)
	if err != nil {
		return err
	}
	for _, name := range list {
		if !slices.ContainsFunc(f.shards, func(p Part) bool { return p.File == name }) {
			if err := os.Remove(filepath.Join(f.dir, name)); err != nil {
				return err
			}
		}
	}
	return nil
}

// Close unlocks the folder. Without Finish, what was read so far is there for
// the next run.
func (f *Folder) Close() error {
	for _, p := range []*part{f.shard, f.failures} {
		if p != nil {
			_ = p.w.Flush() // the next run salvages what arrived
			_ = p.f.Close()
		}
	}
	return f.lock.Close()
}
