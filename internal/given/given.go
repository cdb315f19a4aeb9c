// Package given reads what the collector of documents knew about them, a CSV
// file, and finds where that contradicts what is printed.
//
//	path,url,captured,organ,region_code,scope,published
//	reports/a.pdf,https://…,2024-03-01,…,320813,region,2024-01-25
//
// A row names its document by path (as given on the command line, or as seen
// from the CSV file's folder) or by sha256.
package given

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/record"
)

// columns are the fields that a file may have.
var columns = []string{"path", "sha256", "url", "captured", "organ", "region_code", "scope", "published"}

// Table is a file of given data.
type Table struct {
	byPath, byHash map[string]*row
	rows           []*row
}

type row struct {
	record.Given
	name string // of its document, as written
	used atomic.Bool
}

// UTF8 is the text of a CSV file. Spreadsheets in China save it in GB18030, so
// that is read where the bytes are not UTF-8.
func UTF8(data []byte) ([]byte, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if utf8.Valid(data) {
		return data, nil
	}
	data, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(data, utf8.RuneError) {
		return nil, errors.New("neither UTF-8 nor GB18030: save it as UTF-8 and try again")
	}
	return data, nil
}

// Parse reads a CSV file that stands in the folder dir.
func Parse(data []byte, dir string) (*Table, error) {
	data, err := UTF8(data)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("line 1: no header: name the columns %s", strings.Join(columns, ", "))
	}
	head := all[0]
	for i, name := range head {
		head[i] = strings.ToLower(strings.TrimSpace(name))
		if !slices.Contains(columns, head[i]) {
			return nil, fmt.Errorf("line 1: column %q: rename or remove it; known are %s", name, strings.Join(columns, ", "))
		}
	}
	if !slices.Contains(head, "path") && !slices.Contains(head, "sha256") {
		return nil, fmt.Errorf("line 1: neither a path nor a sha256 column: add the one that names the documents")
	}
	t := &Table{byPath: map[string]*row{}, byHash: map[string]*row{}}
	for i, fields := range all[1:] {
		if strings.TrimSpace(strings.Join(fields, "")) == "" { // spreadsheets save blank rows below the last
			continue
		}
		if err := t.add(head, fields, dir); err != nil {
			return nil, fmt.Errorf("row %d: %w", i+2, err)
		}
	}
	return t, nil
}

func (t *Table) add(head, fields []string, dir string) error {
	if len(fields) > len(head) {
		return fmt.Errorf("%d fields under %d columns: quote the fields that hold commas", len(fields), len(head))
	}
	r := new(row)
	var path, hash string
	for i, v := range fields {
		v = strings.TrimSpace(v)
		switch head[i] {
		case "path":
			path = v
		case "sha256":
			hash = strings.ToLower(v)
		case "url":
			r.URL = v
		case "captured":
			r.Captured = v
		case "organ":
			r.Organ = v
		case "region_code":
			r.RegionCode = v
		case "scope":
			if v != "" && v != "organ" && v != "region" && v != "system" {
				return fmt.Errorf("scope %q: write organ, region or system", v)
			}
			r.Scope = v
		case "published":
			d, err := date(v)
			if err != nil {
				return err
			}
			r.Published = d
		}
	}
	if path == "" && hash == "" {
		return fmt.Errorf("neither path nor sha256: say which document is meant")
	}
	r.name = path
	if r.name == "" {
		r.name = hash
	}
	if hash != "" {
		if t.byHash[hash] != nil {
			return fmt.Errorf("sha256 %s is named twice: remove one of the rows", hash)
		}
		t.byHash[hash] = r
	}
	if path != "" {
		for _, p := range []string{path, filepath.Join(dir, path)} {
			key, err := filepath.Abs(p)
			if err != nil {
				return err
			}
			if old := t.byPath[key]; old != nil && old != r && p == path {
				return fmt.Errorf("path %s is named twice: remove one of the rows", path)
			} else if old == nil {
				t.byPath[key] = r
			}
		}
	}
	t.rows = append(t.rows, r)
	return nil
}

// date reads 2024-01-25, 2024/1/25 or 20240125.
func date(v string) (string, error) {
	if v == "" {
		return "", nil
	}
	for _, layout := range []string{"2006-1-2", "2006/1/2", "2006.1.2", "20060102"} {
		if d, err := time.Parse(layout, v); err == nil {
			return d.Format(time.DateOnly), nil
		}
	}
	return "", fmt.Errorf("published %q: write the date as 2024-01-25", v)
}

// ByHash reports whether some rows name their document only by its hash.
func (t *Table) ByHash() bool { return len(t.byHash) > 0 }

// Find returns what is given about a document, or nil. The hash may be empty.
func (t *Table) Find(path, hash string) *record.Given {
	r := t.byHash[hash]
	if r == nil {
		key, err := filepath.Abs(path)
		if err != nil {
			return nil
		}
		r = t.byPath[key]
	}
	if r == nil {
		return nil
	}
	r.used.Store(true)
	return &r.Given
}

// Unused returns the names of documents in rows that Find has never returned.
func (t *Table) Unused() []string {
	var out []string
	for _, r := range t.rows {
		if !r.used.Load() {
			out = append(out, r.name)
		}
	}
	return out
}
