package runfolder

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"gongkai/internal/batch"
	"gongkai/record"
)

// Schema of run.json.
const Schema = "gongkai.run/1"

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

// commit writes run.json, and so ends the run.
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
