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
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/gofrs/flock"

	"gongkai/internal/batch"
	"gongkai/record"
)

// Schema of run.json.
const Schema = "gongkai.run/1"

const (
	runFile        = "run.json"
	quarantineFile = "quarantine.jsonl"
	lockFile       = ".lock"
	partFile       = ".records.part"
	partQuarantine = ".quarantine.part"
	partRun        = ".run.part"
)

// Manifest is run.json.
type Manifest struct {
	Schema     string      `json:"schema"`
	Tool       record.Tool `json:"tool"`
	Arguments  Arguments   `json:"arguments"`
	Counts     batch.Tally `json:"counts"`
	Shards     []Part      `json:"shards"`
	Quarantine Part        `json:"quarantine"`
}

// Arguments are those that decide what the records are.
type Arguments struct {
	Paths      []string `json:"paths"`
	FilesFrom  string   `json:"files_from,omitempty"`
	Meta       string   `json:"meta,omitempty"`
	MetaSHA256 string   `json:"meta_sha256,omitempty"`
	Timeout    string   `json:"timeout"`
	MemoryMB   int64    `json:"memory_mb"`
	MaxBytes   int64    `json:"max_bytes"`
	Shard      int      `json:"shard"`
}

// Part is a file of the folder.
type Part struct {
	File      string `json:"file"`
	Documents int    `json:"documents"`
	Bytes     int64  `json:"bytes"`
	SHA256    string `json:"sha256"`
}

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
	f := &Folder{dir: dir, opt: opt, lock: flock.New(filepath.Join(dir, lockFile)), byHash: map[string]entry{}}
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

// Known is batch.Options.Known: the line that an earlier run made of this content.
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

// Line takes the next document.
func (f *Folder) Line(d batch.Done) error {
	f.counts.Add(d)
	if d.SHA256 != "" && len(f.left) > 0 && !d.Duplicate {
		if f.first == nil {
			f.first = map[string]string{}
		}
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

func (f *Folder) put(d batch.Done) error {
	line := d.Line
	if line == nil {
		e := d.Kept.Where.(entry)
		same := int(e.n) == f.lines && f.shard == nil && (f.mirror == nil && f.lines == 0 || f.mirror == e.shard)
		if same && d.Code == "" {
			f.mirror = e.shard
			return nil
		}
		var err error
		if line, err = d.Kept.Read(); err != nil {
			return err
		}
		if d.Code != "" {
			if err := f.fail(line); err != nil {
				return err
			}
		}
		if same {
			f.mirror = e.shard
			return nil
		}
	} else if d.Code != "" {
		if err := f.fail(line); err != nil {
			return err
		}
	}
	if err := f.unmirror(); err != nil {
		return err
	}
	return f.shard.write(line)
}

// fail adds a failure to the quarantine.
func (f *Folder) fail(line []byte) (err error) {
	if f.failures == nil {
		if f.failures, err = create(f.dir, partQuarantine); err != nil {
			return err
		}
	}
	return f.failures.write(line)
}

// unmirror makes the shard a file of its own, with the lines that it shares with
// the old one.
func (f *Folder) unmirror() (err error) {
	if f.shard != nil {
		return nil
	}
	if f.shard, err = create(f.dir, partFile); err != nil || f.mirror == nil {
		return err
	}
	old, err := os.Open(filepath.Join(f.dir, f.mirror.name))
	if err != nil {
		return err
	}
	defer old.Close()
	r := bufio.NewReaderSize(old, 1<<16)
	var line []byte
	for range f.lines {
		if line, err = readLine(r, line[:0]); err != nil {
			return err
		}
		if err := f.shard.write(line); err != nil {
			return err
		}
	}
	f.mirror = nil
	return nil
}

// seal ends a shard: it gets its name, and so appears.
func (f *Folder) seal() error {
	if f.lines == 0 {
		return nil
	}
	number := len(f.shards) + 1
	if m := f.mirror; m != nil && m.count == f.lines && m.name == shardName(number, m.part.SHA256) {
		f.shards = append(f.shards, m.part)
		f.mirror, f.lines = nil, 0
		return nil
	}
	if err := f.unmirror(); err != nil {
		return err
	}
	p, err := f.shard.close(func(sum string) string { return shardName(number, sum) })
	if err != nil {
		return err
	}
	f.shards = append(f.shards, p)
	f.shard, f.lines = nil, 0
	return nil
}

// shardName numbers a shard and names its content.
func shardName(number int, sum string) string {
	return fmt.Sprintf("records-%05d-%s.jsonl", number, sum[:12])
}

// Finish adds the lines of documents that were not given this time, writes the
// quarantine and run.json, and removes what no finished run needs.
func (f *Folder) Finish() error {
	for _, e := range f.left {
		k, err := f.kept(e)
		if err != nil {
			return err
		}
		d := batch.Done{Kept: k, SHA256: k.Source.SHA256, Code: k.Code, Message: k.Message}
		d.Input.Path = k.Source.Path
		if of, ok := f.first[d.SHA256]; ok || k.Source.DuplicateOf != "" {
			d.Duplicate = ok
			if of != k.Source.DuplicateOf {
				line, err := k.Read()
				if err != nil {
					return err
				}
				if d.Line, err = batch.Respell(line, func(s *record.Source) { s.DuplicateOf = of }); err != nil {
					return err
				}
			}
		}
		if err := f.Line(d); err != nil {
			return err
		}
	}
	if err := f.seal(); err != nil {
		return err
	}
	m := Manifest{Schema: Schema, Tool: f.opt.Tool, Arguments: f.opt.Arguments, Counts: f.counts, Shards: f.shards}
	var err error
	if f.failures == nil {
		if f.failures, err = create(f.dir, partQuarantine); err != nil {
			return err
		}
	}
	if m.Quarantine, err = f.failures.close(func(string) string { return quarantineFile }); err != nil {
		return err
	}
	f.failures = nil
	if err := f.commit(m); err != nil {
		return err
	}
	return f.clean()
}

func (f *Folder) commit(m Manifest) error {
	if m.Counts.Failures == nil {
		m.Counts.Failures = map[record.Code]int{}
	}
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	p, err := create(f.dir, partRun)
	if err != nil {
		return err
	}
	if err := p.write(b); err != nil {
		return err
	}
	_, err = p.close(func(string) string { return runFile })
	return err
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

// part is a file that is being written.
type part struct {
	dir, name string
	f         *os.File
	w         *bufio.Writer
	sum       hash.Hash
	lines     int
	bytes     int64
}

func create(dir, name string) (*part, error) {
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return nil, err
	}
	return &part{dir: dir, name: name, f: f, w: bufio.NewWriterSize(f, 1<<16), sum: sha256.New()}, nil
}

func (p *part) write(line []byte) error {
	for _, b := range [2][]byte{line, {'\n'}} {
		p.sum.Write(b) // a hash takes everything
		p.bytes += int64(len(b))
		if _, err := p.w.Write(b); err != nil {
			return err
		}
	}
	p.lines++
	return nil
}

// close makes the file whole, and only then gives it its name.
func (p *part) close(name func(sum string) string) (Part, error) {
	sum := hex.EncodeToString(p.sum.Sum(nil))
	out := Part{File: name(sum), Documents: p.lines, Bytes: p.bytes, SHA256: sum}
	if err := errors.Join(p.w.Flush(), p.f.Sync(), p.f.Close()); err != nil {
		return out, err
	}
	if err := os.Rename(filepath.Join(p.dir, p.name), filepath.Join(p.dir, out.File)); err != nil {
		return out, err
	}
	return out, syncDir(p.dir)
}

// syncDir makes a rename last. Systems that cannot sync a folder need not.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	_ = d.Sync()
	return d.Close()
}

// Read reads run.json.
func Read(dir string) (*Manifest, error) {
	b, err := os.ReadFile(filepath.Join(dir, runFile))
	if err != nil {
		return nil, err
	}
	m := new(Manifest)
	if err := json.Unmarshal(b, m); err != nil || m.Schema != Schema {
		return nil, fmt.Errorf("%s is not the %s of a run folder: choose another folder", filepath.Join(dir, runFile), runFile)
	}
	return m, nil
}

// Unfinished reports whether a folder holds a run that was stopped before its end.
func Unfinished(dir string) bool {
	if _, err := os.Stat(filepath.Join(dir, runFile)); err == nil {
		return false
	}
	_, err := os.Stat(filepath.Join(dir, lockFile))
	return err == nil
}

// Shards returns the paths of a finished run's shards, in order. The error is
// fs.ErrNotExist for a folder that holds no finished run.
func Shards(dir string) ([]string, error) {
	m, err := Read(dir)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(m.Shards))
	for i, s := range m.Shards {
		out[i] = filepath.Join(dir, s.File)
	}
	return out, nil
}
