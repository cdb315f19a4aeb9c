package emit

import (
	_ "embed"
	"strings"
	"sync"

	"gongkai/extract/form"
	"gongkai/internal/strict"
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
	List   bool     `yaml:"-"` // of a cell: its table has rows only

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
	if err := strict.YAML(variablesYAML, n); err != nil {
		panic("variables.yaml: " + err.Error())
	}
	if err := strict.YAML(namesYAML, &n.lexicon); err != nil {
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
	v := Variable{Name: n.short(c.Path), Type: Number, Path: c.Path, Unit: c.Unit, EN: n.label(c.Path), ZH: printedLabel(c), List: c.Table.List}
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
