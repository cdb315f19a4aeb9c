package emit

import (
	_ "embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"gongkai/extract/form"
)

//go:embed names.yaml
var namesYAML []byte

//go:embed variables.yaml
var variablesYAML []byte

// Type is what a variable holds.
type Type string

// The types.
const (
	Text   Type = "text"
	Int    Type = "int"
	Number Type = "number"
	Year   Type = "year"
	Date   Type = "date" // yyyy-mm-dd
	CodeOf Type = "code" // one of Codes
)

// Variable is one column of an exported table.
type Variable struct {
	Name   string
	Type   Type
	EN, ZH string   // label
	MoreEN string   `yaml:"en_more"` // what else to know
	MoreZH string   `yaml:"zh_more"`
	Codes  string   // of a code: the name of its list
	Path   string   `yaml:"-"` // of a cell, or of an aligned one
	Forms  []string `yaml:"-"` // of a cell: generations that have it
	Unit   string   `yaml:"-"` // of a cell, as printed
	UnitEN string   `yaml:"-"`

	Num, Den []string // of a derived one: paths, with - before those subtracted
}

// Code is one value of a code.
type Code struct{ Code, EN, ZH string }

// Table is one exported table.
type Table struct {
	Name, EN, ZH string
	Variables    []Variable
	Rows         int
	values       []Value // row at hand, reused
}

// names is the data of names.yaml and variables.yaml with the forms' cells.
type names struct {
	Report, Quality, Derived []Variable
	Long, Findings           []Variable
	Failures, Sections       []Variable
	Aligned                  []aligned
	Panel                    panel
	Units                    map[string]string
	CountUnit                string `yaml:"count_unit"` // of cells that name none
	Codes                    map[string][]Code
	Tables                   map[string]struct{ EN, ZH string }

	cells   []Variable // of every form, each path once
	byPath  map[string]*Variable
	lexicon map[string]lexicon // by table
}

// aligned is a row of section three that forms print differently.
type aligned struct {
	Name, Short, EN, ZH string
	MoreEN              string `yaml:"en_more"`
	MoreZH              string `yaml:"zh_more"`
	Alternatives        [][]string
}

type panel struct {
	Generations, Tables []string
	Apart               []struct {
		Paths  string // separated by spaces; a path stands for all below it too
		EN, ZH string
	}
}

// lexicon is a table's short forms and English labels by part of the path.
type lexicon struct {
	Short, EN string
	Parts     map[string][2]string
}

// load reads the data. It is part of the program and tested, so a fault panics.
var load = sync.OnceValue(func() *names {
	n := &names{byPath: map[string]*Variable{}}
	if err := yaml.UnmarshalWithOptions(variablesYAML, n, yaml.Strict()); err != nil {
		panic("variables.yaml: " + err.Error())
	}
	if err := yaml.UnmarshalWithOptions(namesYAML, &n.lexicon, yaml.Strict()); err != nil {
		panic("names.yaml: " + err.Error())
	}
	all := form.All()
	seen := map[string]int{}
	for i := len(all) - 1; i >= 0; i-- { // the newest form's order and labels first
		f := all[i]
		for k := range f.Cells {
			c := &f.Cells[k]
			at, old := seen[c.Path]
			if !old {
				at = len(n.cells)
				seen[c.Path] = at
				n.cells = append(n.cells, n.cell(c))
			}
			n.cells[at].Forms = append([]string{f.Generation}, n.cells[at].Forms...)
		}
	}
	for i := range n.cells {
		n.byPath[n.cells[i].Path] = &n.cells[i]
	}
	for i := range n.Derived {
		n.Derived[i].Type = Number
	}
	return n
})

// cell is the variable of a form's cell.
func (n *names) cell(c *form.Cell) Variable {
	v := Variable{Name: n.short(c.Path), Type: Number, Path: c.Path, Unit: c.Unit, EN: n.label(c.Path), ZH: printedLabel(c)}
	if v.Unit == "" {
		v.Unit = n.CountUnit
	}
	v.UnitEN = n.Units[v.Unit]
	return v
}

// short is a path's variable name.
func (n *names) short(path string) string {
	parts := strings.Split(path, ".")
	lex := n.lexicon[parts[0]]
	out := []string{parts[0]}
	if lex.Short != "" {
		out[0] = lex.Short
	}
	for _, p := range parts[1:] {
		if s := lex.Parts[p][0]; s != "" {
			p = s
		}
		out = append(out, p)
	}
	return strings.Join(out, "_")
}

// label is a path's English label.
func (n *names) label(path string) string {
	parts := strings.Split(path, ".")
	lex := n.lexicon[parts[0]]
	var out []string
	if lex.EN != "" {
		out = append(out, lex.EN)
	}
	for _, p := range parts[1:] {
		if s := lex.Parts[p][1]; s != "" {
			p = s
		}
		out = append(out, p)
	}
	return strings.Join(out, " \u2013 ")
}

// printedLabel is a cell's label as the form prints it: headings and row, then
// headings and column.
func printedLabel(c *form.Cell) string {
	chain := func(n *form.Node) string {
		var out []string
		for ; n != nil; n = n.Parent {
			if n.Label != "" {
				out = append([]string{n.Label}, out...)
			}
		}
		return strings.Join(out, "/")
	}
	row, col := chain(c.Row), chain(c.Col)
	if row == "" || col == "" {
		return row + col
	}
	return row + "\u00b7" + col
}

// tables lists the tables that the options ask for, with their variables.
func (n *names) tables(opt Options) ([]*Table, error) {
	if opt.Generation != "" && form.Get(opt.Generation) == nil {
		return nil, fmt.Errorf("generation %q is none of the forms", opt.Generation)
	}
	var cells []Variable
	for _, v := range n.cells {
		if opt.Generation == "" || slices.Contains(v.Forms, opt.Generation) {
			cells = append(cells, v)
		}
	}
	id := n.Report
	wide := slices.Concat(id, n.Quality, cells, n.Derived)
	lined := slices.Concat(id, n.Quality, n.panelCells(), n.Derived)
	if err := matchAll(opt.Columns, slices.Concat(wide, lined)); err != nil {
		return nil, err
	}
	key := identity(id)
	list := []*Table{
		{Name: "wide", Variables: keep(opt.Columns, wide)},
		{Name: "panel", Variables: keep(opt.Columns, lined)},
		{Name: "long", Variables: slices.Concat(key, n.Long)},
		{Name: "findings", Variables: slices.Concat(key, n.Findings)},
		{Name: "failures", Variables: n.Failures},
		{Name: "sections", Variables: slices.Concat(key, n.Sections)},
	}
	list = slices.DeleteFunc(list, func(t *Table) bool {
		return t.Name == "findings" && !opt.Findings ||
			t.Name == "panel" && opt.Generation != "" && !slices.Contains(n.Panel.Generations, opt.Generation)
	})
	for _, t := range list {
		t.EN, t.ZH = n.Tables[t.Name].EN, n.Tables[t.Name].ZH
	}
	return list, nil
}

// identity is the variables that every table about reports begins with.
func identity(report []Variable) []Variable {
	var out []Variable
	for _, v := range report {
		if always(v.Name) {
			out = append(out, v)
		}
	}
	return out
}

// always reports whether a variable stays whatever columns are asked for.
func always(name string) bool {
	return slices.Contains([]string{"id", "organ", "year", "scope", "generation", "version"}, name)
}

// keep returns the variables that the patterns ask for.
func keep(patterns []string, list []Variable) []Variable {
	if len(patterns) == 0 {
		return list
	}
	var out []Variable
	for _, v := range list {
		if always(v.Name) || matches(patterns, v.Name) {
			out = append(out, v)
		}
	}
	return out
}

func matches(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		ok, err := path.Match(p, name)
		return err == nil && ok // matchAll has refused malformed patterns
	})
}

// matchAll refuses patterns that match no variable.
func matchAll(patterns []string, list []Variable) error {
	for _, p := range patterns {
		if _, err := path.Match(p, ""); err != nil {
			return fmt.Errorf("columns: pattern %q: %w", p, err)
		}
		if !slices.ContainsFunc(list, func(v Variable) bool { return matches([]string{p}, v.Name) }) {
			return fmt.Errorf("columns: %q names no variable: the codebook lists them (docs/codebook.md)", p)
		}
	}
	return nil
}

// panelCells are the variables that the panel lines up.
func (n *names) panelCells() []Variable {
	var out []Variable
	done := map[string]bool{}
	for _, v := range n.cells {
		parts := strings.Split(v.Path, ".")
		if a := n.alignedRow(parts); a != nil {
			p := parts[0] + "." + a.Name + "." + parts[2]
			if !done[p] {
				done[p] = true
				out = append(out, n.alignedCell(a, p, parts[2], v))
			}
			continue
		}
		if slices.Contains(n.Panel.Tables, parts[0]) && n.apart(v.Path) < 0 && containsAll(v.Forms, n.Panel.Generations) {
			out = append(out, v)
		}
	}
	return out
}

func containsAll(have, want []string) bool {
	return !slices.ContainsFunc(want, func(w string) bool { return !slices.Contains(have, w) })
}

// apart returns the number of the panel's remark on a path, or -1.
func (n *names) apart(p string) int {
	return slices.IndexFunc(n.Panel.Apart, func(a struct{ Paths, EN, ZH string }) bool {
		return slices.ContainsFunc(strings.Fields(a.Paths), func(q string) bool { return p == q || strings.HasPrefix(p, q+".") })
	})
}

// alignedRow returns the aligned row that a cell of section three belongs to, or nil.
func (n *names) alignedRow(parts []string) *aligned {
	if parts[0] != "requests" || len(parts) != 3 {
		return nil
	}
	for i := range n.Aligned {
		if slices.ContainsFunc(n.Aligned[i].Alternatives, func(rows []string) bool { return slices.Contains(rows, parts[1]) }) {
			return &n.Aligned[i]
		}
	}
	return nil
}

func (n *names) alignedCell(a *aligned, p, col string, like Variable) Variable {
	lex := n.lexicon["requests"]
	_, column, _ := strings.Cut(like.ZH, "\u00b7")
	return Variable{Name: lex.Short + "_" + a.Short + "_" + lex.Parts[col][0], Type: Number, Path: p, Forms: n.Panel.Generations,
		Unit: like.Unit, UnitEN: like.UnitEN, EN: lex.EN + " \u2013 " + a.EN + " \u2013 " + lex.Parts[col][1], ZH: a.ZH + "\u00b7" + column,
		MoreEN: a.MoreEN, MoreZH: a.MoreZH}
}
