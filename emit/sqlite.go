package emit

import (
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"unicode"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

const sqliteName = "gongkai.sqlite"

// sqliteTables are the names of the exported tables in the database, where they
// differ: a database calls a row a cell what a spreadsheet calls long.
var sqliteTables = map[string]string{"long": "cells"}

// sqliteText makes the full text: two indexes over the sections. fts5's trigram
// tokenizer finds words of three characters and more; words of two, which are
// most Chinese words, are found among pairs of neighbours.
const sqliteText = `
CREATE VIRTUAL TABLE sections_fts USING fts5(heading, text, content='sections', content_rowid='rowid', tokenize='trigram');
CREATE VIRTUAL TABLE sections_pairs USING fts5(pairs, content='', tokenize='unicode61');
CREATE TABLE codebook (%s);
CREATE VIEW reports AS SELECT %s FROM wide;
`

// sqliteSink writes one database: a table for each exported table, reports (wide
// without its cells), and the full text of the sections.
type sqliteSink struct {
	x     *export
	db    *sql.DB
	tx    *sql.Tx
	put   map[string]*sql.Stmt
	fts   *sql.Stmt
	pairs *sql.Stmt
	args  []any
	n     int
}

func openSQLite(dir string, x *export) (_ sink, err error) {
	db, err := sql.Open("sqlite", filepath.Join(dir, sqliteName))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	s := &sqliteSink{x: x, db: db, put: map[string]*sql.Stmt{}}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.db.Close())
		}
	}()
	ddl := "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;\n"
	for _, t := range x.tables {
		ddl += "CREATE TABLE " + sqliteTable(t.Name) + " (" + columns(t.Variables, true) + ");\n"
	}
	var about []Variable
	for _, t := range x.tables {
		for _, v := range t.Variables {
			if t.Name == "wide" && v.Path == "" {
				about = append(about, v)
			}
		}
	}
	ddl += strings.Replace(strings.Replace(sqliteText, "%s", columns(codebookColumns(), true), 1), "%s", columns(about, false), 1)
	if _, err = db.Exec(ddl); err != nil {
		return nil, err
	}
	return s, s.begin()
}

func sqliteTable(name string) string {
	if n := sqliteTables[name]; n != "" {
		return n
	}
	return name
}

// columns lists quoted names, with their types for a table.
func columns(vars []Variable, types bool) string {
	var out []string
	for _, v := range vars {
		c := `"` + v.Name + `"`
		if types {
			c += " " + map[Type]string{Text: "TEXT", Date: "TEXT", CodeOf: "TEXT", Int: "INTEGER", Year: "INTEGER", Number: "NUMERIC"}[v.Type]
		}
		out = append(out, c)
	}
	return strings.Join(out, ", ")
}

// begin begins a transaction and prepares its statements.
func (s *sqliteSink) begin() (err error) {
	if s.tx, err = s.db.Begin(); err != nil {
		return err
	}
	insert := func(table string, n int) (*sql.Stmt, error) {
		return s.tx.Prepare("INSERT INTO " + table + " VALUES (?" + strings.Repeat(",?", n-1) + ")")
	}
	for _, t := range s.x.tables {
		if s.put[t.Name], err = insert(sqliteTable(t.Name), len(t.Variables)); err != nil {
			return err
		}
	}
	if s.fts, err = s.tx.Prepare("INSERT INTO sections_fts(rowid, heading, text) VALUES (?, ?, ?)"); err != nil {
		return err
	}
	s.pairs, err = s.tx.Prepare("INSERT INTO sections_pairs(rowid, pairs) VALUES (?, ?)")
	return err
}

func (s *sqliteSink) row(t *Table, row []Value) error {
	s.args = s.args[:0]
	for _, v := range row {
		switch {
		case v.kind == missing:
			s.args = append(s.args, nil)
		case v.kind == isText:
			s.args = append(s.args, v.text)
		default:
			if n, whole := v.Int64(); whole {
				s.args = append(s.args, n)
			} else {
				s.args = append(s.args, v.Float())
			}
		}
	}
	res, err := s.put[t.Name].Exec(s.args...)
	if err != nil {
		return err
	}
	if t.Name == "sections" {
		if err := s.index(t, row, res); err != nil {
			return err
		}
	}
	if s.n++; s.n%50_000 == 0 {
		if err := s.tx.Commit(); err != nil {
			return err
		}
		return s.begin()
	}
	return nil
}

// index adds a section to the full text.
func (s *sqliteSink) index(t *Table, row []Value, res sql.Result) error {
	id, err := res.LastInsertId()
	if err != nil {
		return err
	}
	var heading, text string
	for i, v := range t.Variables {
		switch v.Name {
		case "heading":
			heading = row[i].text
		case "text":
			text = row[i].text
		}
	}
	if _, err := s.fts.Exec(id, heading, text); err != nil {
		return err
	}
	_, err = s.pairs.Exec(id, pairs(heading+"\n"+text))
	return err
}

// pairs writes a text as its pairs of neighbouring ideographs, apart, and the
// words of other scripts.
func pairs(s string) string {
	var b strings.Builder
	var last rune
	for _, c := range s {
		han, lastHan := unicode.Is(unicode.Han, c), unicode.Is(unicode.Han, last)
		switch {
		case han && lastHan:
			b.WriteRune(last)
			b.WriteRune(c)
			b.WriteByte(' ')
		case han:
			b.WriteByte(' ')
		default:
			b.WriteRune(c)
		}
		last = c
	}
	return b.String()
}

func (s *sqliteSink) close() ([]string, error) {
	err := s.finish()
	return []string{sqliteName}, errors.Join(err, s.db.Close())
}

func (s *sqliteSink) finish() error {
	columns := len(codebookColumns())
	for _, r := range s.x.codebookRows() {
		args := make([]any, columns)
		for i := range r {
			args[i] = r[i]
		}
		if _, err := s.tx.Exec("INSERT INTO codebook VALUES (?"+strings.Repeat(",?", columns-1)+")", args...); err != nil {
			return err
		}
	}
	if err := s.tx.Commit(); err != nil {
		return err
	}
	_, err := s.db.Exec(`CREATE INDEX wide_organ ON wide(organ, year); CREATE INDEX cells_id ON cells(id); CREATE INDEX cells_path ON cells(path, year);
		INSERT INTO sections_fts(sections_fts) VALUES ('optimize'); PRAGMA optimize;`)
	return err
}
