package worker

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"sync"
	"time"

	"gongkai/record"
)

// Pool runs documents through worker processes.
type Pool struct {
	Command func() *exec.Cmd // starts one worker: a process that calls Serve on its stdin and stdout
	Workers int
	Limits  Limits
	Recycle int // documents after which a worker is replaced; 0 is 1000
}

// Job is a request with its number in the input.
type Job struct {
	Index int
	Request
}

// Result is the answer to a job.
type Result struct {
	Index int
	Response
	Killed bool // the worker was killed or died: SHA256 is not known
}

// ahead is how many requests wait in a worker's pipe behind the one that it
// reads, so that it never waits for its parent.
const ahead = 4

// Run takes jobs until the channel closes and gives each exactly one result, in
// no order. It returns early when the context ends or no worker can be started.
func (p *Pool) Run(ctx context.Context, jobs <-chan Job, results chan<- Result) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	errs := make([]error, p.Workers)
	var wg sync.WaitGroup
	for i := range p.Workers {
		wg.Go(func() {
			s := slot{pool: p, jobs: jobs, results: results}
			if errs[i] = s.run(ctx); errs[i] != nil {
				cancel()
			}
			s.stop()
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil && !errors.Is(err, context.Canceled) {
			return err
		}
	}
	return errors.Join(errs...)
}

// slot is one place in the pool: a process at a time, and what it was sent.
type slot struct {
	pool    *Pool
	jobs    <-chan Job
	results chan<- Result
	proc    *process
	pending []Job // sent or to be sent again, oldest first; the worker reads the first
	sent    int   // how many of pending the process has
	done    int   // answers of this process
	since   time.Time
}

func (s *slot) run(ctx context.Context) error {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	jobs := s.jobs
	for {
		if s.proc != nil && s.sent == 0 && s.done >= s.recycle() {
			s.proc.finish()
			s.proc = nil
		}
		if len(s.pending) > 0 && s.proc == nil {
			if err := s.start(ctx); err != nil {
				return err
			}
		}
		if s.proc != nil {
			s.send()
		}
		if jobs == nil && len(s.pending) == 0 {
			return nil
		}
		var more <-chan Job
		if len(s.pending) < ahead {
			more = jobs
		}
		var answers <-chan Response
		if s.proc != nil {
			answers = s.proc.answers
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case j, ok := <-more:
			if !ok {
				jobs = nil
				continue
			}
			s.pending = append(s.pending, j)
		case r, ok := <-answers:
			if ok {
				s.done++
				s.deliver(ctx, Result{Response: r})
				continue
			}
			reason := s.proc.reason()
			s.proc = nil
			switch {
			case s.sent > 0 && outOfMemory(reason):
				s.blame(ctx, record.TooLarge, s.pool.tooMuch())
			case s.sent > 0:
				s.blame(ctx, record.Crashed, "the reader crashed on this document ("+reason+"): report it with the document, or convert it to another format")
			}
			s.sent = 0
		case <-tick.C:
			if s.sent == 0 {
				continue
			}
			lim := s.pool.Limits
			switch {
			case time.Since(s.since) > lim.Time+lim.Time/10+100*time.Millisecond:
				s.kill()
				s.blame(ctx, record.Timeout, fmt.Sprintf("not read within %v: raise --timeout if it is a report", lim.Time))
			case s.proc.memory() > lim.Memory:
				s.kill()
				s.blame(ctx, record.TooLarge, s.pool.tooMuch())
			}
		}
	}
}

func (p *Pool) tooMuch() string {
	return fmt.Sprintf("needs more than %d MB of memory to read: raise --memory if it is a report", p.Limits.Memory>>20)
}

func (s *slot) recycle() int {
	if s.pool.Recycle > 0 {
		return s.pool.Recycle
	}
	return 1000
}

func (s *slot) start(ctx context.Context) error {
	p, err := start(ctx, s.pool.Command(), s.pool.Limits)
	if err != nil {
		return fmt.Errorf("a worker process did not start: %w; try --workers 1, and see that the gongkai program itself is in place", err)
	}
	s.proc, s.sent, s.done, s.since = p, 0, 0, time.Now()
	return nil
}

// send gives the process what it has not been sent, up to its last document.
func (s *slot) send() {
	for s.sent < len(s.pending) && s.done+s.sent < s.recycle() {
		if s.sent == 0 {
			s.since = time.Now()
		}
		s.proc.requests <- s.pending[s.sent].Request // never blocks: it holds `ahead`
		s.sent++
	}
}

// deliver answers the oldest request.
func (s *slot) deliver(ctx context.Context, r Result) {
	if s.sent == 0 {
		return // an answer that nobody asked for
	}
	r.Index = s.pending[0].Index
	s.pending = append(s.pending[:0], s.pending[1:]...)
	s.sent--
	s.since = time.Now()
	select {
	case s.results <- r:
	case <-ctx.Done():
	}
}

func (s *slot) blame(ctx context.Context, code record.Code, message string) {
	s.sent = max(s.sent, 1)
	s.deliver(ctx, Result{Response: Response{Code: code, Message: message}, Killed: true})
	s.sent = 0 // the rest goes to the next process
}

func (s *slot) kill() {
	s.proc.kill()
	s.proc = nil
}

func (s *slot) stop() {
	if s.proc != nil {
		s.proc.kill()
	}
}
