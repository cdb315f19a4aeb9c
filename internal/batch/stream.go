package batch

import (
	"bufio"
	"io"
)

// Stream is the Sink that writes JSONL.
type Stream struct{ w *bufio.Writer }

// NewStream writes to w; Flush must be called at the end.
func NewStream(w io.Writer) *Stream { return &Stream{bufio.NewWriterSize(w, 1<<16)} }

// Line writes one line.
func (s *Stream) Line(d Done) error {
	if _, err := s.w.Write(d.Line); err != nil {
		return err
	}
	return s.w.WriteByte('\n')
}

// Flush writes what is still held.
func (s *Stream) Flush() error { return s.w.Flush() }
