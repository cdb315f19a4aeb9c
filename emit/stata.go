package emit

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// stataSink writes a .dta file a table, in format 118 (Stata 14 and later).
//
// The file's head needs the number of rows and the width of each column, so the
// rows first go to a spool file; close then writes the .dta from it.
type stataSink struct {
	dir   string
	x     *export
	files []*stataFile
}

// stataFile is one table on its way. Codes are numbers with value labels; a text
// column is as wide as its longest text, or strL beyond 2045 bytes.
type stataFile struct {
	table *Table
	spool *os.File
	w     *bufio.Writer
	cols  []stataColumn
	rows  uint64
	buf   []byte
}

type stataColumn struct {
	Variable
	width    int     // longest text in bytes
	whole    bool    // every number is whole
	min, max float64 // of the numbers
	codes    []stataCode
}

type stataCode struct {
	value int32
	Code
}

func openStata(dir string, x *export) (sink, error) {
	s := &stataSink{dir: dir, x: x}
	for _, t := range x.tables {
		if t.Name == "sections" {
			continue
		}
		f, err := os.CreateTemp(dir, "spool-*")
		if err != nil {
			return nil, err
		}
		sf := &stataFile{table: t, spool: f, w: bufio.NewWriterSize(f, 1<<18)}
		for _, v := range t.Variables {
			c := stataColumn{Variable: v, whole: true}
			for i, code := range x.names.Codes[v.Codes] {
				n, err := strconv.Atoi(code.Code) // a code that is a number keeps it
				if err != nil {
					n = i + 1
				}
				c.codes = append(c.codes, stataCode{int32(n), code})
			}
			sf.cols = append(sf.cols, c)
		}
		s.files = append(s.files, sf)
	}
	return s, nil
}

// The spool holds for each value a kind byte and, for text, its length and
// bytes; for numbers eight bytes.
func (s *stataSink) row(t *Table, row []Value) error {
	i := slices.IndexFunc(s.files, func(f *stataFile) bool { return f.table == t })
	if i < 0 {
		return nil
	}
	f := s.files[i]
	f.rows++
	b := f.buf[:0]
	for k, v := range row {
		c := &f.cols[k]
		switch {
		case v.kind == missing:
			b = append(b, byte(missing))
		case v.kind == isText && c.Type == CodeOf:
			b = binary.LittleEndian.AppendUint64(append(b, byte(isNumber)), math.Float64bits(c.number(float64(c.code(v.text)))))
		case v.kind == isText:
			c.width = max(c.width, len(v.text))
			b = binary.AppendUvarint(append(b, byte(isText)), uint64(len(v.text)))
			b = append(b, v.text...)
		default:
			b = binary.LittleEndian.AppendUint64(append(b, byte(isNumber)), math.Float64bits(c.number(v.Float())))
		}
	}
	f.buf = b
	_, err := f.w.Write(b)
	return err
}

// number notes what a number asks of its column's type.
func (c *stataColumn) number(x float64) float64 {
	c.whole = c.whole && x == math.Trunc(x)
	c.min, c.max = min(c.min, x), max(c.max, x)
	return x
}

// code returns a code's number; one that the list lacks gets the next.
func (c *stataColumn) code(text string) int32 {
	last := int32(0)
	for _, k := range c.codes {
		if k.Code.Code == text {
			return k.value
		}
		last = max(last, k.value)
	}
	c.codes = append(c.codes, stataCode{last + 1, Code{text, text, text}})
	return last + 1
}

func (s *stataSink) close() (names []string, err error) {
	for _, f := range s.files {
		name := f.table.Name + ".dta"
		names = append(names, name)
		e := f.w.Flush()
		if e == nil {
			e = f.write(filepath.Join(s.dir, name), s.x.opt.Chinese)
		}
		err = errors.Join(err, e, f.spool.Close(), os.Remove(f.spool.Name()))
	}
	return names, err
}

// next reads the spool's next value.
func next(r *bufio.Reader, text []byte) (valueKind, []byte, float64, error) {
	kind, err := r.ReadByte()
	if err != nil {
		return 0, nil, 0, err
	}
	switch valueKind(kind) {
	case isText:
		n, err := binary.ReadUvarint(r)
		if err != nil {
			return 0, nil, 0, err
		}
		text = slices.Grow(text[:0], int(n))[:n]
		_, err = io.ReadFull(r, text)
		return isText, text, 0, err
	case isNumber:
		var b [8]byte
		_, err := io.ReadFull(r, b[:])
		return isNumber, nil, math.Float64frombits(binary.LittleEndian.Uint64(b[:])), err
	}
	return missing, nil, 0, nil
}
