package batch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"gongkai/check"
	"gongkai/extract"
	"gongkai/extract/form"
	"gongkai/extract/medium"
	"gongkai/internal/given"
	"gongkai/internal/worker"
	"gongkai/record"
)

// Tool is what records of this program say made them.
func Tool() record.Tool { return record.Tool{Version: extract.Version, Forms: form.Hash()} }

// Document is the worker's Reader: it reads one document and makes its line.
func Document(ctx context.Context, req worker.Request, lim worker.Limits) worker.Response {
	src := record.Source{Name: req.Name, Path: req.Path, Given: req.Given}
	data := req.Data
	if !req.Bytes {
		buf := new([]byte)
		if strings.EqualFold(filepath.Ext(req.Path), ".pdf") {
			buf = buffers.Get().(*[]byte)
		}
		var err error
		if data, err = readFile(req.Path, lim.Bytes, *buf, &src); err != nil {
			return Failed(src, err)
		}
		// Of a PDF nothing keeps the file's own bytes; of a text, its record does.
		if medium.PDF.Detect(data) && cap(data) <= keptBuffer {
			defer func() { *buf = data; buffers.Put(buf) }()
		}
	}
	src.Bytes = int64(len(data))
	opt := extract.Options{Limits: medium.DefaultLimits}
	opt.Limits.Bytes = lim.Bytes
	rec, err := extract.Extract(ctx, req.Name, req.Path, data, opt)
	if err != nil {
		src.SHA256 = hash(data)
		return Failed(src, err)
	}
	rec.Source.Given = req.Given
	given.Contradict(rec)
	check.Record(rec)
	line := rec.AppendTo(req.Room)
	extract.Release(rec)
	return worker.Response{Line: line, SHA256: rec.Source.SHA256}
}

// buffers are what PDF files were read into: large, and costly to fetch and
// clear for each.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

const keptBuffer = 4 << 20

func hash(data []byte) string {
	h := sha256.Sum256(data)
	return hex.EncodeToString(h[:])
}

// identify returns the hash and the size of a regular file.
func identify(path string) (src record.Source, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return src, err
	}
	if !info.Mode().IsRegular() {
		return src, errors.New("not a file")
	}
	f, err := os.Open(path)
	if err != nil {
		return src, err
	}
	defer f.Close()
	h := sha256.New()
	src.Bytes, err = io.Copy(h, f)
	src.SHA256 = hex.EncodeToString(h.Sum(nil))
	return src, err
}

// readFile reads a file of at most limit bytes, into buf where that is large
// enough. Of a larger one it takes only the hash, which it leaves in src.
func readFile(path string, limit int64, buf []byte, src *record.Source) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, record.Fail(record.IO, trouble(err))
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, record.Fail(record.IO, trouble(err))
	}
	if info.Size() > limit {
		id, err := identify(path)
		if err != nil {
			return nil, record.Fail(record.IO, trouble(err))
		}
		src.SHA256, src.Bytes = id.SHA256, id.Bytes
		return nil, record.Fail(record.TooLarge, fmt.Sprintf("%d bytes, more than the limit of %d for one document: raise --max-bytes if it is a report", info.Size(), limit))
	}
	data := slices.Grow(buf[:0], int(info.Size()))[:info.Size()]
	n, err := io.ReadFull(f, data)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, record.Fail(record.IO, trouble(err))
	}
	return data[:n], nil
}

// Failed makes the line of a document that could not become a record.
func Failed(src record.Source, err error) worker.Response {
	code, message := record.Damaged, err.Error()
	var ce *record.CodedError
	switch {
	case errors.As(err, &ce):
		code = ce.Code
	case errors.Is(err, context.DeadlineExceeded):
		code, message = record.Timeout, "not read within the time limit: raise --timeout if it is a report"
	}
	return FailedLine(src, code, message)
}

// Respell changes the source of a finished line and leaves the rest as it is.
func Respell(line []byte, edit func(*record.Source)) ([]byte, error) {
	src, from, to, err := source(line)
	if err != nil {
		return nil, err
	}
	edit(&src)
	return slices.Concat(line[:from], encode(src), line[to:]), nil
}

// encode is json.Marshal of plain strings and numbers, without the escaping of
// <, > and &, as in records.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // plain strings always marshal
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// Head decodes what stands at the beginning of a line: what made it, and of
// which document.
func Head(line []byte) (tool record.Tool, src record.Source, err error) {
	key := []byte(`"tool":`)
	if i := bytes.Index(line, key); i >= 0 {
		if err = json.NewDecoder(bytes.NewReader(line[i+len(key):])).Decode(&tool); err != nil {
			return tool, src, err
		}
	}
	src, _, _, err = source(line)
	return tool, src, err
}

// source finds the source in a line. It stands before anything that a document
// can put there, so its name is found without reading the rest.
func source(line []byte) (src record.Source, from, to int, err error) {
	key := []byte(`"source":`)
	i := bytes.Index(line, key)
	if i < 0 {
		return src, 0, 0, errors.New("a line without a source")
	}
	from = i + len(key)
	d := json.NewDecoder(bytes.NewReader(line[from:]))
	if err := d.Decode(&src); err != nil {
		return src, 0, 0, err
	}
	return src, from, from + int(d.InputOffset()), nil
}

// FailedLine is Failed with the code known.
func FailedLine(src record.Source, code record.Code, message string) worker.Response {
	f := record.Failure{Schema: record.FailureSchema, Tool: Tool(), Source: src, Error: record.FailureError{Code: code, Message: message}}
	return worker.Response{Line: encode(f), SHA256: src.SHA256, Code: code, Message: message}
}
