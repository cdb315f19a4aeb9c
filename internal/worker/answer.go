package worker

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"

	"gongkai/record"
)

// answers is how responses travel: the lengths of the four parts, then the
// parts. A line has some 60 kB, and gob would copy it twice on either side.
type answers struct{ w *bufio.Writer }

func newAnswers(out io.Writer) answers { return answers{bufio.NewWriterSize(out, 1<<16)} }

// send writes a response, and sees that it is under way.
func (a answers) send(r Response) error {
	var head [4 * binary.MaxVarintLen64]byte
	b := head[:0]
	for _, n := range [...]int{len(r.Line), len(r.SHA256), len(r.Code), len(r.Message)} {
		b = binary.AppendUvarint(b, uint64(n))
	}
	// A bufio.Writer keeps its first error for Flush.
	_, _ = a.w.Write(b)
	_, _ = a.w.Write(r.Line)
	_, _ = a.w.WriteString(r.SHA256)
	_, _ = a.w.WriteString(string(r.Code))
	_, _ = a.w.WriteString(r.Message)
	return a.w.Flush()
}

// maxPart is more than any part has: a line grows with the file, whose size is limited.
const maxPart = 1 << 30

// receive reads what send wrote; io.EOF where the worker ended between two.
func receive(in *bufio.Reader) (r Response, err error) {
	var sizes [4]uint64
	for i := range sizes {
		if sizes[i], err = binary.ReadUvarint(in); err != nil {
			if i > 0 && err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return r, err
		}
		if sizes[i] > maxPart {
			return r, errors.New("what the worker says is no answer")
		}
	}
	r.Line = make([]byte, sizes[0])
	rest := make([]byte, sizes[1]+sizes[2]+sizes[3])
	if _, err = io.ReadFull(in, r.Line); err == nil {
		_, err = io.ReadFull(in, rest)
	}
	if err != nil {
		return r, io.ErrUnexpectedEOF
	}
	s := string(rest)
	r.SHA256, s = s[:sizes[1]], s[sizes[1]:]
	r.Code, r.Message = record.Code(s[:sizes[2]]), s[sizes[2]:]
	return r, nil
}
