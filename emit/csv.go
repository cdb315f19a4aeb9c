package emit

import (
	"bufio"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
)

// csvSink writes a CSV file a table: UTF-8, comma, LF, a header of names,
// nothing where a value is missing.
type csvSink struct {
	files map[string]*csvFile
	names []string
}

type csvFile struct {
	f     *os.File
	b     *bufio.Writer
	w     *csv.Writer
	cells []string
}

func openCSV(dir string, x *export) (sink, error) {
	s := &csvSink{files: map[string]*csvFile{}}
	for _, t := range x.tables {
		if t.Name == "sections" {
			continue
		}
		f, err := os.Create(filepath.Join(dir, t.Name+".csv"))
		if err != nil {
			return nil, err
		}
		c := &csvFile{f: f, b: bufio.NewWriterSize(f, 1<<18)}
		c.w = csv.NewWriter(c.b)
		s.files[t.Name] = c
		s.names = append(s.names, t.Name+".csv")
		if x.opt.BOM {
			if _, err := c.b.WriteString("\ufeff"); err != nil {
				return nil, err
			}
		}
		for _, v := range t.Variables {
			c.cells = append(c.cells, v.Name)
		}
		if err := c.w.Write(c.cells); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (s *csvSink) row(t *Table, row []Value) error {
	c := s.files[t.Name]
	if c == nil {
		return nil
	}
	c.cells = c.cells[:0]
	for _, v := range row {
		text := v.String()
		if v.kind == isText {
			text = harmless(text)
		}
		c.cells = append(c.cells, text)
	}
	return c.w.Write(c.cells)
}

func (s *csvSink) close() ([]string, error) {
	var first error
	for _, c := range s.files {
		c.w.Flush()
		for _, err := range []error{c.w.Error(), c.b.Flush(), c.f.Close()} {
			if first == nil {
				first = err
			}
		}
	}
	return s.names, first
}

// formulaStarts are the first characters that make a spreadsheet read a text as
// a formula, their full-width forms among them.
const formulaStarts = "=+-@\t\r\uff1d\uff0b\uff0d\uff20"

// harmless puts an apostrophe before a text that a spreadsheet would run as a
// formula. Dashes alone and plain signed numbers are none.
func harmless(s string) string {
	if s == "" || !strings.ContainsRune(formulaStarts, []rune(s[:min(len(s), 4)])[0]) {
		return s
	}
	if strings.Trim(s, "-\uff0d") == "" {
		return s
	}
	if s[0] == '+' || s[0] == '-' {
		if rest := s[1:]; !strings.HasPrefix(rest, ".") && strings.Trim(rest, "0123456789.,") == "" { // a sign alone too
			return s
		}
	}
	return "'" + s
}
