// Package emit turns a stream of records into the files that people open: CSV,
// Excel, Parquet, SQLite and Stata, each with a codebook and a Data Package
// descriptor beside it.
//
//	res, err := emit.Export(ctx, lines, emit.Options{Dir: "out", Formats: []string{"csv", "stata"}})
//
// A record becomes rows of a few tables (wide, panel, long, findings, failures,
// sections); a format writes rows. Money is in ten thousand yuan, counts are
// numbers, rates are shares of 1; what was not printed is missing, never 0.
// Memory does not grow with the number of records, but for eight bytes each.
package emit

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/record"
)

// Format is one kind of output.
type Format struct {
	Name   string
	Media  string   // its media type
	Tables []string // that it writes
	open   func(dir string, x *export) (sink, error)
}

// sink takes the rows of all tables of one format, in the tables' column order.
type sink interface {
	row(t *Table, row []Value) error
	close() ([]string, error) // names of the files written to dir
}

// List is every format.
var List = []Format{
	{"csv", "text/csv", []string{"wide", "panel", "long", "findings", "failures"}, openCSV},
	{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", []string{"wide", "panel", "long", "findings", "failures"}, openXLSX},
	{"parquet", "application/vnd.apache.parquet", []string{"wide", "panel", "long", "findings", "failures"}, openParquet},
	{"sqlite", "application/vnd.sqlite3", []string{"wide", "panel", "long", "findings", "failures", "sections"}, openSQLite},
	{"stata", "application/x-stata-dta", []string{"wide", "panel", "long", "findings", "failures"}, openStata},
}

// Line is one line of JSONL: exactly one of the two is set.
type Line struct {
	Record  *record.Record
	Failure *record.Failure
}

// Options choose what is written.
type Options struct {
	Dir     string   // made if it is not there; files of the same name are replaced
	Formats []string // names of List; none means all
	// Columns keeps only these variables (names, or patterns such as req_*) in
	// wide and panel, and their cells in long; id, organ, year, scope,
	// generation and version always stay. None means all.
	Columns    []string
	Generation string // only reports of this form, and its variables; empty is all
	Findings   bool   // write the table of findings
	BOM        bool   // begin CSV files with a byte order mark, for Excel
	Chinese    bool   // Stata shows Chinese labels at first (label language en shows the others)
}

// Result says what was written.
type Result struct {
	Records, Failures int
	Other             int // records of another generation, left out
	Files             []File
	Unknown           []string // paths of cells that no form here knows: they are in long only
}

// File is one written file.
type File struct {
	Name   string
	Bytes  int64
	SHA256 string
}

// export is one call of Export.
type export struct {
	opt     Options
	names   *names
	tables  []*Table
	sinks   []sink
	result  Result
	seen    map[uint64]int32 // reports by organ, year and scope
	unknown map[string]bool
	values  map[string]record.Number // of the record at hand
}

// Export writes the records and failures of a stream. Nothing is replaced
// before all files are whole. An error of the stream ends it and is returned.
func Export(ctx context.Context, in iter.Seq2[Line, error], opt Options) (*Result, error) {
	x := &export{opt: opt, names: load(), seen: map[uint64]int32{}, unknown: map[string]bool{}, values: map[string]record.Number{}}
	formats, err := opt.formats()
	if err != nil {
		return nil, err
	}
	if x.tables, err = x.names.tables(opt); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(opt.Dir, 0o777); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(opt.Dir, ".export-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir) // what is whole has been moved out of it
	names, err := x.write(ctx, in, dir, formats)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if err := os.Rename(filepath.Join(dir, name), filepath.Join(opt.Dir, name)); err != nil {
			return nil, err
		}
	}
	return &x.result, nil
}

func (opt *Options) formats() ([]Format, error) {
	if len(opt.Formats) == 0 {
		return List, nil
	}
	var out []Format
	for _, f := range List {
		if slices.Contains(opt.Formats, f.Name) {
			out = append(out, f)
		}
	}
	for _, name := range opt.Formats {
		if !slices.ContainsFunc(List, func(f Format) bool { return f.Name == name }) {
			return nil, fmt.Errorf("format %q is none of %s", name, strings.Join(FormatNames(), ", "))
		}
	}
	return out, nil
}

// FormatNames returns the names of List.
func FormatNames() []string {
	var out []string
	for _, f := range List {
		out = append(out, f.Name)
	}
	return out
}

// write writes all files to dir and returns their names, the descriptor last.
func (x *export) write(ctx context.Context, in iter.Seq2[Line, error], dir string, formats []Format) (names []string, err error) {
	open := 0
	defer func() {
		for _, s := range x.sinks[open:] { // only after an error
			_, e := s.close()
			err = errors.Join(err, e)
		}
	}()
	for _, f := range formats {
		s, err := f.open(dir, x)
		if err != nil {
			return nil, err
		}
		x.sinks = append(x.sinks, s)
	}
	for line, err := range in {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = x.line(line)
		}
		if err != nil {
			return nil, err
		}
	}
	resources := make([][]string, len(formats))
	for i, s := range x.sinks {
		open = i + 1
		if resources[i], err = s.close(); err != nil {
			return nil, err
		}
		names = append(names, resources[i]...)
	}
	books, err := x.codebooks(dir)
	if err != nil {
		return nil, err
	}
	names = append(names, books...)
	for _, name := range names {
		f, err := describe(dir, name)
		if err != nil {
			return nil, err
		}
		x.result.Files = append(x.result.Files, f)
	}
	if err := x.descriptor(dir, formats, resources, books); err != nil {
		return nil, err
	}
	for path := range x.unknown {
		x.result.Unknown = append(x.result.Unknown, path)
	}
	slices.Sort(x.result.Unknown)
	return append(names, descriptorName), nil
}

// send gives a row to every format.
func (x *export) send(table string, row []Value) error {
	for _, t := range x.tables {
		if t.Name != table {
			continue
		}
		t.Rows++
		for _, s := range x.sinks {
			if err := s.row(t, row); err != nil {
				return err
			}
		}
	}
	return nil
}
