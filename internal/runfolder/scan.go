package runfolder

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"gongkai/internal/batch"
	"gongkai/record"
)

// shardFile is a shard that an earlier run wrote.
type shardFile struct {
	name  string
	part  Part
	count int
	lines []oldLine // while the folder is read
}

// entry is where a line stands, and what is counted of it.
type entry struct {
	shard  *shardFile
	offset int64
	n      int32 // its number in the shard, from 0
	length int32 // without the line end
	code   record.Code
	found  batch.Findings
}

// oldLine is an entry with what decides whether it is of use.
type oldLine struct {
	entry
	tool       record.Tool
	hash, path string
}

// head is what stands at the beginning of every line.
type head struct {
	Tool   record.Tool          `json:"tool"`
	Source record.Source        `json:"source"`
	Error  *record.FailureError `json:"error"`
}

var failurePrefix = []byte(`{"schema":"` + record.FailureSchema + `"`)

// readHead decodes the tool and the source of a line, and a failure's error. Of
// a record it needs only the beginning.
func readHead(line []byte) (h head, err error) {
	if bytes.HasPrefix(line, failurePrefix) {
		err = json.Unmarshal(line, &h)
		return h, err
	}
	h.Tool, h.Source, err = batch.Head(line)
	return h, err
}

// shardNames lists the shard files of a folder, in order.
func shardNames(dir string) ([]string, error) {
	all, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, d := range all {
		if strings.HasPrefix(d.Name(), "records-") && strings.HasSuffix(d.Name(), ".jsonl") {
			out = append(out, d.Name())
		}
	}
	slices.Sort(out)
	return out, nil
}

// scanAll scans the shards, several at a time; nil for one that is not as its
// name says.
func scanAll(dir string, list []string) []*shardFile {
	out := make([]*shardFile, len(list))
	room := make(chan struct{}, runtime.NumCPU())
	var wg sync.WaitGroup
	for i, name := range list {
		room <- struct{}{}
		wg.Go(func() {
			defer func() { <-room }()
			if s, err := scan(dir, name); err == nil && strings.HasSuffix(name, "-"+s.part.SHA256[:12]+".jsonl") {
				out[i] = s
			}
		})
	}
	wg.Wait()
	return out
}

// scan reads the heads of a shard's lines.
func scan(dir, name string) (*shardFile, error) {
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	s, sum := &shardFile{name: name}, sha256.New()
	tools := map[record.Tool]record.Tool{} // one copy of each
	r := bufio.NewReaderSize(io.TeeReader(f, sum), 1<<20)
	var offset int64
	var line []byte
	for {
		line, err = readLine(r, line[:0])
		if errors.Is(err, io.EOF) {
			s.count = len(s.lines)
			s.part = Part{File: name, Documents: s.count, Bytes: offset, SHA256: hex.EncodeToString(sum.Sum(nil))}
			return s, nil
		}
		if err != nil {
			return nil, err
		}
		h, err := readHead(line)
		if err != nil {
			return nil, err
		}
		if t, ok := tools[h.Tool]; ok {
			h.Tool = t
		} else {
			tools[h.Tool] = h.Tool
		}
		l := oldLine{entry{shard: s, offset: offset, n: int32(len(s.lines)), length: int32(len(line)), found: batch.CountFindings(line)}, h.Tool, h.Source.SHA256, h.Source.Path}
		if h.Error != nil {
			l.code = h.Error.Code
		}
		offset += int64(len(line)) + 1
		s.lines = append(s.lines, l)
	}
}

// readLine reads a whole line, without its end. Bytes after the last line end
// are io.ErrUnexpectedEOF.
func readLine(r *bufio.Reader, line []byte) ([]byte, error) {
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case err == nil:
			return line[:len(line)-1], nil
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF) && len(line) > 0:
			return line, io.ErrUnexpectedEOF
		default:
			return nil, err
		}
	}
}

// salvage makes a shard of the whole lines that a run which was killed left in
// its unfinished one, so that they are not read again.
func (f *Folder) salvage() error {
	from, err := os.Open(filepath.Join(f.dir, partFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := create(f.dir, ".salvage.part")
	if err != nil {
		return err
	}
	r := bufio.NewReaderSize(from, 1<<16)
	var line []byte
	for {
		if line, err = readLine(r, line[:0]); err != nil || !json.Valid(line) {
			break // the end, or where the write was cut
		}
		if err := to.write(line); err != nil {
			return err
		}
	}
	if _, err := to.close(func(sum string) string { return shardName(0, sum) }); err != nil {
		return err
	}
	return os.Remove(filepath.Join(f.dir, partFile))
}
