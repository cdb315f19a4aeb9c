// Package worker keeps the reading of documents in processes of their own, so
// that a parser that hangs, eats memory or crashes costs one document and no more.
//
// The parent's Pool starts our own binary again as workers and sends each a
// stream of Requests; a worker answers with finished lines in the same order:
//
//	parent ──Request──▶ worker: Serve(Reader) ──Response──▶ parent
//
// A worker that passes the time or memory limit is killed with its children and
// the document that it was reading becomes a failure; those that waited behind
// it are sent again to a fresh worker.
package worker

import (
	"bufio"
	"context"
	"encoding/gob"
	"errors"
	"io"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"gongkai/record"
)

// Command is the argument that makes our binary a worker. It is no command for
// people.
const Command = "worker"

// Limits are what one document may cost.
type Limits struct {
	Time   time.Duration
	Memory int64 // bytes of the worker process
	Bytes  int64 // of the file
}

// Request is one document: a file that the worker opens, or its bytes.
type Request struct {
	Path  string // as the record names it
	Name  string
	Data  []byte // the document, where it is not to be read from Path
	Bytes bool   // Data is the document, even if empty
	Given *record.Given
	Room  []byte // empty: the line may be written into it; never sent
}

// Response is one finished line of output, without its line end.
type Response struct {
	Line    []byte
	SHA256  string
	Code    record.Code // empty for a record
	Message string      // of a failure
}

// Reader makes the line for one document. It must honour the context's deadline
// where it can; where it cannot, the process is killed.
type Reader func(ctx context.Context, req Request, lim Limits) Response

// hello is what a worker is told first.
type hello struct{ Limits Limits }

// GCPercent is how a worker's garbage collector is set: documents are small and
// many, so 20 MB are traded for a third of the time.
const GCPercent = 400

// Serve answers requests until its input ends. The first thing that it reads
// are the limits, the first that it writes is an empty response: it is ready.
func Serve(ctx context.Context, in io.Reader, out io.Writer, read Reader) error {
	dec, answers := gob.NewDecoder(bufio.NewReaderSize(in, 1<<16)), newAnswers(out)
	var h hello
	if err := dec.Decode(&h); errors.Is(err, io.EOF) {
		return nil
	} else if err != nil {
		return err
	}
	// The collector works harder from here on; the process is killed at the limit itself.
	debug.SetMemoryLimit(h.Limits.Memory / 4 * 3)
	debug.SetGCPercent(GCPercent)
	watchMemory(h.Limits.Memory)
	if err := answers.send(Response{}); err != nil { // ready
		return err
	}
	var room []byte
	for {
		var req Request
		if err := dec.Decode(&req); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		one, cancel := context.WithTimeout(ctx, h.Limits.Time)
		req.Room = room
		resp := read(one, req, h.Limits)
		cancel()
		if err := answers.send(resp); err != nil {
			return err
		}
		if cap(resp.Line) <= keptRoom {
			room = resp.Line[:0]
		}
		tidy(h.Limits.Memory)
	}
}

// A line has some 60 kB; room for a rare long one is not kept.
const keptRoom = 1 << 20

// frames writes requests, each with one write.
type frames struct {
	w   *bufio.Writer
	enc *gob.Encoder
}

func newFrames(out io.Writer) *frames {
	w := bufio.NewWriterSize(out, 1<<16)
	return &frames{w, gob.NewEncoder(w)}
}

func (f *frames) send(v any) error {
	if err := f.enc.Encode(v); err != nil {
		return err
	}
	return f.w.Flush()
}

// tidy gives back what a large document left, so that the next one is not
// blamed for it.
func tidy(limit int64) {
	s := [1]metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s[:])
	if s[0].Value.Uint64() > uint64(limit/4) {
		debug.FreeOSMemory()
	}
}
