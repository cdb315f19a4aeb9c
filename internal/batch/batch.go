// Package batch turns a list of documents into lines of output: each document
// one line, in the order of the list, whatever the number of workers.
//
//	paths ──List──▶ inputs ──Run──▶ worker processes ──▶ lines in order ──▶ a Sink
//
// What is held at any time is bounded by a window, not by the number of
// documents; of each document that is done, its hash and path are kept, to name
// the first of several documents with the same content.
package batch

import (
	"context"
	"fmt"
	"io"
	"os"
	"sync"

	"gongkai/internal/worker"
	"gongkai/record"
)

// Sink takes the finished lines in input order.
type Sink interface {
	Line(Done) error
}

// Done is one finished document.
type Done struct {
	Index     int
	Input     Input
	Line      []byte // without its line end; nil where Kept stands unchanged
	Kept      *Kept  // the line of an earlier run that this one is, or was made of
	SHA256    string
	Code      record.Code // empty for a record
	Message   string      // of a failure
	Duplicate bool        // an earlier document has the same content
}

// Kept is a line that an earlier run wrote.
type Kept struct {
	Source  record.Source
	Code    record.Code
	Message string
	Found   Findings
	Read    func() ([]byte, error)
	Where   any // for the sink that keeps lines
}

// Options of a run.
type Options struct {
	Pool  *worker.Pool
	Stdin io.Reader
	// Known returns the line that an earlier run made of a document with this
	// content, or nil. It may be nil itself. It is called from many goroutines.
	Known func(in Input, sha256 string) *Kept
	// Given returns what the collector said about a document with this content,
	// where its path alone does not tell. It may be nil.
	Given func(in Input, sha256 string) *record.Given
}

// The window: how many documents, and how many bytes of finished lines, may
// wait for one that is slow.
const (
	windowDocuments = 4096
	windowBytes     = 64 << 20
)

// Run reads the documents and gives their lines to the sink. It ends early when
// the context ends (with its error), when the sink fails or when no worker can
// be started.
func Run(ctx context.Context, inputs []Input, opt Options, sink Sink) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	r := &run{inputs: inputs, opt: opt, jobs: make(chan worker.Job), results: make(chan worker.Result, 16), known: make(chan known, 16),
		first: map[string]int32{}, waiting: map[int]known{}, streamed: map[int]record.Source{}}
	r.room = sync.NewCond(&r.mu)
	stop := context.AfterFunc(ctx, func() { r.mu.Lock(); r.room.Broadcast(); r.mu.Unlock() })
	defer stop()
	var wg sync.WaitGroup
	wg.Go(func() { defer close(r.jobs); r.feed(ctx) })
	wg.Go(func() {
		if err := opt.Pool.Run(ctx, r.jobs, r.results); err != nil {
			cancel(err)
		}
	})
	err := r.collect(ctx, sink)
	if err != nil {
		cancel(err)
	}
	wg.Wait()
	return err
}

type run struct {
	inputs  []Input
	opt     Options
	jobs    chan worker.Job
	results chan worker.Result
	known   chan known
	first   map[string]int32 // content hash to the first document that has it

	mu       sync.Mutex
	room     *sync.Cond
	waiting  map[int]known         // finished, but an earlier one is not
	bytes    int                   // of waiting
	next     int                   // the document that is written next
	streamed map[int]record.Source // documents that no worker can hash again
}

// known is a result, from a worker or an earlier run.
type known struct {
	worker.Result
	kept *Kept
}

// feed sends the documents on, as far as the window goes: to the pool, or past
// it where there is nothing to read or the line is known.
func (r *run) feed(ctx context.Context) {
	if r.opt.Known == nil && r.opt.Given == nil {
		for i := range r.inputs {
			if !r.admit(ctx, i) {
				return
			}
			r.submit(ctx, i)
		}
		return
	}
	var wg sync.WaitGroup
	defer wg.Wait()
	lookups := make(chan int)
	defer close(lookups)
	for range r.opt.Pool.Workers {
		wg.Go(func() {
			for i := range lookups {
				if !r.lookup(ctx, i) {
					r.submit(ctx, i)
				}
			}
		})
	}
	for i := range r.inputs {
		if !r.admit(ctx, i) {
			return
		}
		select {
		case lookups <- i:
		case <-ctx.Done():
			return
		}
	}
}

// admit waits until document i fits into the window.
func (r *run) admit(ctx context.Context, i int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for ctx.Err() == nil && i > r.next && (i-r.next >= windowDocuments || r.bytes > windowBytes) {
		r.room.Wait()
	}
	return ctx.Err() == nil
}

// lookup does what takes a document's hash: it finds what was given about it, and
// answers from an earlier run, if that has it.
func (r *run) lookup(ctx context.Context, i int) bool {
	in := r.inputs[i]
	src, err := identify(in.Path)
	if in.Trouble != "" || err != nil {
		return false
	}
	if r.opt.Given != nil {
		in.Given = r.opt.Given(in, src.SHA256)
		r.inputs[i].Given = in.Given
	}
	if r.opt.Known == nil {
		return false
	}
	k := r.opt.Known(in, src.SHA256)
	if k == nil {
		return false
	}
	r.answer(ctx, known{worker.Result{Index: i, Response: worker.Response{SHA256: src.SHA256, Code: k.Code, Message: k.Message}}, k})
	return true
}

func (r *run) submit(ctx context.Context, i int) {
	in := r.inputs[i]
	src := record.Source{Name: in.Name(), Path: in.Path, Given: in.Given}
	req := worker.Request{Path: in.Path, Name: in.Name(), Given: in.Given}
	if in.Trouble != "" {
		r.answer(ctx, known{Result: worker.Result{Index: i, Response: Failed(src, record.Fail(record.IO, in.Trouble))}})
		return
	}
	if from := r.stream(in); from != nil {
		defer from.Close()
		limit := r.opt.Pool.Limits.Bytes
		data, err := io.ReadAll(io.LimitReader(from, limit+1))
		switch {
		case err != nil:
			err = record.Fail(record.IO, trouble(err))
		case int64(len(data)) > limit:
			err = record.Fail(record.TooLarge, fmt.Sprintf("more than the limit of %d bytes for one document: raise --max-bytes if it is a report", limit))
		}
		if err != nil {
			r.answer(ctx, known{Result: worker.Result{Index: i, Response: Failed(src, err)}})
			return
		}
		req.Data, req.Bytes = data, true
		src.SHA256, src.Bytes = hash(data), int64(len(data))
		r.mu.Lock()
		r.streamed[i] = src
		r.mu.Unlock()
	}
	select {
	case r.jobs <- worker.Job{Index: i, Request: req}:
	case <-ctx.Done():
	}
}

// stream opens what only this process can read: standard input, and pipes.
func (r *run) stream(in Input) io.ReadCloser {
	if in.Path == "-" {
		return io.NopCloser(r.opt.Stdin)
	}
	info, err := os.Stat(in.Path)
	if err != nil || info.Mode().IsRegular() || info.IsDir() {
		return nil // the worker says what is wrong
	}
	f, err := os.Open(in.Path)
	if err != nil {
		return nil
	}
	return f
}

func (r *run) answer(ctx context.Context, k known) {
	select {
	case r.known <- k:
	case <-ctx.Done():
	}
}

// collect puts the results in order and hands them on.
func (r *run) collect(ctx context.Context, sink Sink) error {
	for r.next < len(r.inputs) {
		var k known
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case k = <-r.known:
		case k.Result = <-r.results:
		}
		r.mu.Lock()
		r.waiting[k.Index] = k
		r.bytes += len(k.Line)
		r.mu.Unlock()
		for {
			k, ok := r.take()
			if !ok {
				break
			}
			done, err := r.done(k)
			if err == nil {
				err = sink.Line(done)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// take returns the result that is due, if it is there.
func (r *run) take() (known, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	k, ok := r.waiting[r.next]
	if ok {
		delete(r.waiting, r.next)
		r.bytes -= len(k.Line)
		r.next++
		r.room.Broadcast()
	}
	return k, ok
}

// done completes a result: the line of a document whose worker died, and the
// name of the first document with the same content.
func (r *run) done(k known) (Done, error) {
	in := r.inputs[k.Index]
	d := Done{Index: k.Index, Input: in, Line: k.Line, Kept: k.kept, SHA256: k.SHA256, Code: k.Code, Message: k.Message}
	if k.Killed {
		resp := FailedLine(r.source(k.Index), k.Code, k.Message)
		d.Line, d.SHA256 = resp.Line, resp.SHA256
	}
	first := ""
	if d.SHA256 != "" {
		if i, dup := r.first[d.SHA256]; dup {
			first, d.Duplicate = r.inputs[i].Path, true
		} else {
			r.first[d.SHA256] = int32(d.Index)
		}
	}
	if d.Kept != nil {
		s := d.Kept.Source
		if s.Path == in.Path && s.Name == in.Name() && s.DuplicateOf == first {
			return d, nil
		}
		var err error
		if d.Line, err = d.Kept.Read(); err != nil {
			return d, err
		}
	} else if first == "" {
		return d, nil
	}
	var err error
	d.Line, err = Respell(d.Line, func(s *record.Source) { s.Path, s.Name, s.DuplicateOf = in.Path, in.Name(), first })
	return d, err
}

// source is that of a document whose worker did not live to name it.
func (r *run) source(i int) record.Source {
	r.mu.Lock()
	src, ok := r.streamed[i]
	r.mu.Unlock()
	if ok {
		return src
	}
	in := r.inputs[i]
	src, _ = identify(in.Path) // without a hash, if it is gone by now
	src.Name, src.Path, src.Given = in.Name(), in.Path, in.Given
	return src
}
