package emit

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

const (
	xlsxName    = "gongkai.xlsx"
	maxXLSXRows = excelize.TotalRows
)

// xlsxSink writes one workbook: a sheet a table, names in the first row, Chinese
// labels in the second, panes frozen below them, a filter. A table of more rows
// than a sheet holds goes on in another sheet.
type xlsxSink struct {
	dir    string
	x      *export
	f      *excelize.File
	sheets map[string]*xlsxSheet
	styles [2]int // of the two header rows
	rows   int    // a sheet holds
}

type xlsxSheet struct {
	w     *excelize.StreamWriter
	n     int // sheets begun for this table
	row   int
	cells []any
}

func openXLSX(dir string, x *export) (sink, error) {
	s := &xlsxSink{dir: dir, x: x, f: excelize.NewFile(), sheets: map[string]*xlsxSheet{}, rows: maxXLSXRows}
	for i, st := range []*excelize.Style{
		{Font: &excelize.Font{Bold: true}},
		{Font: &excelize.Font{Color: "555555"}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}},
	} {
		id, err := s.f.NewStyle(st)
		if err != nil {
			return nil, err
		}
		s.styles[i] = id
	}
	for _, t := range x.tables {
		if t.Name == "sections" {
			continue
		}
		s.sheets[t.Name] = &xlsxSheet{}
		if err := s.begin(t.Name, t.Variables); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// begin begins a sheet for a table.
func (s *xlsxSink) begin(table string, vars []Variable) error {
	sh := s.sheets[table]
	sh.n++
	name := table
	if sh.n > 1 {
		name = fmt.Sprintf("%s_%d", table, sh.n)
	}
	if err := s.sheet(name); err != nil {
		return err
	}
	last, err := excelize.ColumnNumberToName(len(vars))
	if err != nil {
		return err
	}
	if err := s.f.AutoFilter(name, fmt.Sprintf("A2:%s%d", last, s.rows), nil); err != nil {
		return err
	}
	if sh.w, err = s.f.NewStreamWriter(name); err != nil {
		return err
	}
	frozen := 1 + btoi(len(vars) > 20)*2 // id, organ and year where a row is long
	corner, err := excelize.CoordinatesToCellName(frozen+1, 3)
	if err != nil {
		return err
	}
	if err := sh.w.SetPanes(&excelize.Panes{Freeze: true, XSplit: frozen, YSplit: 2, TopLeftCell: corner, ActivePane: "bottomRight"}); err != nil {
		return err
	}
	if err := sh.w.SetColWidth(1, len(vars), 14); err != nil {
		return err
	}
	names, labels := make([]any, len(vars)), make([]any, len(vars))
	for i, v := range vars {
		names[i] = excelize.Cell{StyleID: s.styles[0], Value: v.Name}
		labels[i] = excelize.Cell{StyleID: s.styles[1], Value: v.ZH}
	}
	if err := sh.w.SetRow("A1", names); err != nil {
		return err
	}
	sh.row = 2
	return sh.w.SetRow("A2", labels, excelize.RowOpts{Height: 60})
}

// sheet makes a sheet; the first takes the place of the one that a new workbook
// has, and is the one that is shown.
func (s *xlsxSink) sheet(name string) error {
	if list := s.f.GetSheetList(); len(list) == 1 && s.sheets[list[0]] == nil {
		return s.f.SetSheetName(list[0], name)
	}
	_, err := s.f.NewSheet(name)
	return err
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (s *xlsxSink) row(t *Table, row []Value) error {
	sh := s.sheets[t.Name]
	if sh == nil {
		return nil
	}
	return s.put(t.Name, t.Variables, sh, row)
}

func (s *xlsxSink) put(table string, vars []Variable, sh *xlsxSheet, row []Value) error {
	if sh.row == s.rows {
		if err := sh.w.Flush(); err != nil {
			return err
		}
		if err := s.begin(table, vars); err != nil {
			return err
		}
	}
	sh.cells = sh.cells[:0]
	for _, v := range row {
		switch v.kind {
		case missing:
			sh.cells = append(sh.cells, nil)
		case isText: // a string cell: never run as a formula
			sh.cells = append(sh.cells, xlsxText(v.text))
		default:
			sh.cells = append(sh.cells, xlsxNumber(v))
		}
	}
	sh.row++
	cell, err := excelize.CoordinatesToCellName(1, sh.row)
	if err != nil {
		return err
	}
	return sh.w.SetRow(cell, sh.cells)
}

// xlsxNumber is a number as the sheet holds it. A sheet's numbers have 15 digits;
// what has more is written as text, so that no digit is lost.
func xlsxNumber(v Value) any {
	if v.kind == isNumber {
		if s := v.number.String(); len(strings.Trim(strings.ReplaceAll(s, ".", ""), "-0")) > 15 {
			return s
		}
	}
	if n, whole := v.Int64(); whole {
		return n
	}
	return v.Float()
}

// xlsxText cuts a text that is longer than a cell holds, and says so with an ellipsis.
func xlsxText(s string) string {
	if len(s) <= excelize.TotalCellChars {
		return s
	}
	if u := utf16.Encode([]rune(s)); len(u) > excelize.TotalCellChars {
		return string(utf16.Decode(u[:excelize.TotalCellChars-2])) + "\u2026"
	}
	return s
}

func (s *xlsxSink) close() ([]string, error) {
	vars := codebookColumns()
	s.sheets["codebook"] = &xlsxSheet{}
	if err := s.begin("codebook", vars); err != nil {
		return nil, err
	}
	for _, r := range s.x.codebookRows() {
		var row []Value
		for _, text := range r {
			row = append(row, textValue(text))
		}
		if err := s.put("codebook", vars, s.sheets["codebook"], row); err != nil {
			return nil, err
		}
	}
	for _, sh := range s.sheets {
		if err := sh.w.Flush(); err != nil {
			return nil, err
		}
	}
	loose := filepath.Join(s.dir, "loose.xlsx")
	if err := errors.Join(s.save(loose), s.f.Close()); err != nil {
		return nil, err
	}
	return []string{xlsxName}, errors.Join(sortZip(loose, filepath.Join(s.dir, xlsxName)), os.Remove(loose))
}

// save writes the workbook straight to a file: excelize alone would hold all of
// it in memory.
func (s *xlsxSink) save(path string) (err error) {
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	s.f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(out) })
	return s.f.Write(io.Discard)
}

// sortZip copies a zip with its entries in the order of their names: excelize
// writes sheets in the order of a map, and the same data must give the same bytes.
func sortZip(from, to string) (err error) {
	in, err := zip.OpenReader(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	slices.SortFunc(in.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	w := zip.NewWriter(out)
	for _, f := range in.File {
		if err := w.Copy(f); err != nil {
			return err
		}
	}
	return w.Close()
}
