package runfolder

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"os"
	"path/filepath"
)

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
