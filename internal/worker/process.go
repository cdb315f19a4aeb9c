package worker

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// process is one running worker.
type process struct {
	cmd      *exec.Cmd
	requests chan Request  // closed to end the worker
	answers  chan Response // closed when the worker is gone
	stderr   head
	exited   chan struct{} // closed once the process is reaped
	err      error         // how it ended, after exited
	close    sync.Once
}

// patience is how long a worker may take to say that it is ready, on a machine
// that is busy with everything else.
const patience = time.Minute

// start starts a worker and waits until it is ready.
func start(ctx context.Context, cmd *exec.Cmd, lim Limits) (*process, error) {
	p := &process{cmd: cmd, requests: make(chan Request, ahead), answers: make(chan Response, ahead), exited: make(chan struct{})}
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	cmd.Stderr = &p.stderr
	cmd.WaitDelay = time.Second // a grandchild that keeps stderr open
	ownGroup(cmd)
	if err := startTied(cmd); err != nil {
		return nil, err
	}
	enc, from := newFrames(in), bufio.NewReaderSize(out, 1<<16)
	ready := make(chan error, 1)
	go func() { // what the worker says, until it is gone
		defer close(p.exited)
		defer close(p.answers)
		_, err := receive(from)
		ready <- err
		for err == nil {
			var r Response
			if r, err = receive(from); err == nil {
				p.answers <- r
			}
		}
		_, _ = io.Copy(io.Discard, out)
		p.err = cmd.Wait()
	}()
	go func() { // what it is told
		err := enc.send(hello{lim})
		for r := range p.requests {
			if err == nil {
				err = enc.send(r)
			}
		}
		_ = in.Close() // it may be gone already
	}()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case err = <-ready:
		if err != nil {
			p.kill()
			err = errors.New(p.reason())
		}
	case <-timer.C:
		err = errors.New("it was not ready within a minute")
		p.kill()
	case <-ctx.Done():
		err = ctx.Err()
		p.kill()
	}
	if err != nil {
		return nil, err
	}
	return p, nil
}

// finish lets the worker end by itself.
func (p *process) finish() {
	p.close.Do(func() { close(p.requests) })
	for range p.answers { // none is due
	}
	<-p.exited
}

// kill ends the worker and its children now.
func (p *process) kill() {
	killGroup(p.cmd)
	p.finish()
}

// memory returns the bytes of memory that the worker holds; 0 if unknown.
func (p *process) memory() int64 { return resident(p.cmd.Process.Pid) }

// overMemory is what a worker says that watches its own memory.
const overMemory = "fatal error: over the memory limit"

// outOfMemory reports whether that was the reason, or the system gave no more.
func outOfMemory(reason string) bool {
	return reason == overMemory || strings.HasPrefix(reason, "fatal error: runtime: out of memory") || strings.HasPrefix(reason, "runtime: out of memory")
}

// reason says how a worker that died by itself ended.
func (p *process) reason() string {
	p.finish()
	for line := range strings.Lines(p.stderr.String()) {
		if strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") || strings.HasPrefix(line, "runtime: out of memory") {
			return strings.TrimSpace(line)
		}
	}
	if s := strings.TrimSpace(p.stderr.String()); s != "" {
		first, _, _ := strings.Cut(s, "\n")
		return first
	}
	if p.err != nil {
		return p.err.Error()
	}
	return "it ended by itself"
}

// head keeps the first bytes of what is written to it: a Go program says what
// is wrong before it says where.
type head struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (h *head) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if room := 8<<10 - h.b.Len(); room > 0 {
		h.b.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

func (h *head) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.b.String()
}
