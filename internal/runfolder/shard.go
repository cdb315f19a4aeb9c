package runfolder

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"

	"gongkai/internal/batch"
)

// put adds a line to the shard. As long as its lines are those of an old shard,
// in their order, nothing is written.
func (f *Folder) put(d batch.Done) (err error) {
	line, same := d.Line, false
	if line == nil {
		e := d.Kept.Where.(entry)
		if same = int(e.n) == f.lines && f.shard == nil && (f.mirror == nil && f.lines == 0 || f.mirror == e.shard); same {
			f.mirror = e.shard
		}
		if !same || d.Code != "" {
			if line, err = d.Kept.Read(); err != nil {
				return err
			}
		}
	}
	if d.Code != "" {
		q, err := f.quarantine()
		if err != nil {
			return err
		}
		if err := q.write(line); err != nil {
			return err
		}
	}
	if same {
		return nil
	}
	if err := f.unmirror(); err != nil {
		return err
	}
	return f.shard.write(line)
}

// quarantine is the file of failures that is being written.
func (f *Folder) quarantine() (_ *part, err error) {
	if f.failures == nil {
		f.failures, err = create(f.dir, partQuarantine)
	}
	return f.failures, err
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
