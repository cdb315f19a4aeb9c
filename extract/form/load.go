package form

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"gongkai/internal/strict"
)

//go:embed *.yaml
var files embed.FS

// The YAML as written. Field meanings stand at the top of 2021.yaml.
type (
	yamlForm struct {
		Generation string
		Source     string
		Years      [2]int
		Notices    []string
		Sections   struct {
			Like string
			Free bool
			List []yamlNode
		}
		Tables []yamlTable
	}
	yamlTable struct {
		Key, Section       string
		Like               string // the generation whose table of this key it repeats …
		Required, Optional []string
		List               bool
		Repeats            string      // a list of this form, before it, whose rows it has, with one column of its own
		Column             yamlNode    // that column
		Blocks             []yamlBlock // … or its own blocks
	}
	yamlBlock struct {
		Label, Corner string
		Columns, Rows []yamlNode
		Identities    []identity
	}
	yamlNode struct {
		Key, Ordinal, Label, Unit     string
		Aliases, Words                []string
		Children                      []yamlNode
		Signed, Optional, Value, Mark bool
	}
	identity struct {
		ID          string
		Over        string // columns: in each row; rows: in each column
		Each        []string
		Left, Right []string
	}
)

var load = sync.OnceValues(func() ([]*Form, error) { return Load(files) })

// All returns the forms, oldest first. The data is part of the program and
// checked by its tests, so a fault in it panics.
func All() []*Form {
	f, err := load()
	if err != nil {
		panic(err)
	}
	return f
}

// Get returns the form of a generation, or nil.
func Get(generation string) *Form {
	for _, f := range All() {
		if f.Generation == generation {
			return f
		}
	}
	return nil
}

// Hash identifies the form data: a record made with other labels is another record.
var Hash = sync.OnceValue(func() string {
	h := sha256.New()
	names, _ := fs.Glob(files, "*.yaml") // the pattern is right
	for _, n := range names {
		b, _ := files.ReadFile(n) // it is embedded
		fmt.Fprintf(h, "%s %d\n%s", n, len(b), b)
	}
	return hex.EncodeToString(h.Sum(nil))
})

// Load reads and checks every *.yaml of a folder.
func Load(fsys fs.FS) ([]*Form, error) {
	names, err := fs.Glob(fsys, "*.yaml")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	raw := map[string]*yamlForm{}
	for _, n := range names {
		b, err := fs.ReadFile(fsys, n)
		if err != nil {
			return nil, err
		}
		y := new(yamlForm)
		if err := strict.YAML(b, y); err != nil {
			return nil, fmt.Errorf("%s: %w", n, err)
		}
		if y.Generation == "" || raw[y.Generation] != nil {
			return nil, fmt.Errorf("%s: generation %q is missing or taken", n, y.Generation)
		}
		raw[y.Generation] = y
	}
	var forms []*Form
	for _, n := range names {
		for _, y := range raw {
			if y.Generation+".yaml" != n {
				continue
			}
			f, err := y.form(raw)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", n, err)
			}
			forms = append(forms, f)
		}
	}
	if len(forms) != len(names) {
		return nil, errors.New("a form's file is named after its generation")
	}
	return forms, nil
}

func (y *yamlForm) form(all map[string]*yamlForm) (*Form, error) {
	f := &Form{Generation: y.Generation, Source: y.Source, Years: y.Years, Notices: y.Notices, byPath: map[string]int{}}
	list := y.Sections.List
	if like := all[y.Sections.Like]; like != nil {
		list = like.Sections.List
	}
	f.Sections, f.Free = nodes(list), y.Sections.Free
	f.Tables = make([]Table, 0, len(y.Tables)) // Repeats points into it
	for _, t := range y.Tables {
		blocks := t.Blocks
		var repeats *Table
		if t.Repeats != "" {
			for k := range f.Tables {
				if f.Tables[k].Key == t.Repeats {
					repeats, blocks = &f.Tables[k], slices.Clone(y.Tables[k].Blocks)
				}
			}
			for k := range blocks {
				blocks[k].Columns = []yamlNode{t.Column}
			}
		}
		if t.Like != "" {
			blocks = nil
			if like := all[t.Like]; like != nil {
				for _, lt := range like.Tables {
					if lt.Key == t.Key {
						blocks = lt.Blocks
					}
				}
			}
		}
		if len(blocks) == 0 {
			return nil, fmt.Errorf("table %s has no blocks", t.Key)
		}
		table := Table{Key: t.Key, Section: t.Section, List: t.List, Repeats: repeats}
		for _, b := range blocks {
			nb := Block{Label: b.Label, Corner: b.Corner, Columns: nodes(b.Columns), Rows: nodes(b.Rows), identities: b.Identities}
			for _, key := range t.Required {
				setOptional(nb.Rows, key, false)
			}
			for _, key := range t.Optional {
				setOptional(nb.Rows, key, true)
			}
			if repeats != nil {
				for k := range nb.Columns {
					nb.Columns[k].Optional = true
				}
			}
			table.Blocks = append(table.Blocks, nb)
		}
		f.Tables = append(f.Tables, table)
	}
	for i := range f.Tables {
		if err := f.expand(&f.Tables[i]); err != nil {
			return nil, err
		}
	}
	for i := range f.Cells {
		f.Cells[i].parts = f.partsOf(i)
	}
	for i := range f.Identities {
		id := &f.Identities[i]
		if len(id.Left) == 0 || len(id.Right) == 0 {
			return nil, fmt.Errorf("identity %s has a side without cells", id.ID)
		}
		id.fixed = f.isFixed(id)
	}
	return f, nil
}

func nodes(in []yamlNode) []Node {
	out := make([]Node, len(in))
	for i, y := range in {
		out[i] = Node{Key: y.Key, Ordinal: y.Ordinal, Label: y.Label, Aliases: y.Aliases, Words: y.Words, Children: nodes(y.Children),
			Unit: y.Unit, Signed: y.Signed, Optional: y.Optional, Value: y.Value, Mark: y.Mark}
	}
	return out
}

func setOptional(list []Node, key string, optional bool) {
	for i := range list {
		if list[i].Key == key {
			list[i].Optional = optional
		}
		setOptional(list[i].Children, key, optional)
	}
}

// leaves links parents and collects the nodes that hold values, in printed order.
func leaves(list []Node, parent *Node, into []*Node) []*Node {
	for i := range list {
		n := &list[i]
		n.Parent = parent
		if len(n.Children) == 0 || n.Value {
			into = append(into, n)
		}
		into = leaves(n.Children, n, into)
	}
	return into
}

// colPath is the column's key under those of its ancestors.
func colPath(n *Node) string {
	if n == nil || n.Key == "" && n.Parent == nil {
		return ""
	}
	p := colPath(n.Parent)
	if p != "" && n.Key != "" {
		return p + "." + n.Key
	}
	return p + n.Key
}

// keyed collects the nodes of a list that hold figures: those with a key,
// whether rows stand under them or not.
func keyed(list []Node, into []*Node) []*Node {
	for i := range list {
		if list[i].Key != "" {
			into = append(into, &list[i])
		}
		into = keyed(list[i].Children, into)
	}
	return into
}

// suffix is the column's part of a path; the only column of a list has none.
func suffix(c *Node) string {
	if p := colPath(c); p != "" {
		return "." + p
	}
	return ""
}

// expand makes the table's cells and identities.
func (f *Form) expand(t *Table) error {
	for i := range t.Blocks {
		b := &t.Blocks[i]
		b.ColLeaves = leaves(b.Columns, nil, nil)
		b.RowLeaves = leaves(b.Rows, nil, nil)
		if t.List {
			b.RowLeaves = keyed(b.Rows, b.RowLeaves[:0])
		}
		if len(b.RowLeaves) == 0 {
			b.RowLeaves = []*Node{{}}
		}
		b.FirstCell = len(f.Cells)
		for _, r := range b.RowLeaves {
			for _, c := range b.ColLeaves {
				path := t.Key
				if r.Key != "" {
					path += "." + r.Key
				}
				path += suffix(c)
				if _, dup := f.byPath[path]; dup || c.Key == "" && !t.List {
					return fmt.Errorf("cell %s: its key is missing or taken", path)
				}
				unit := c.Unit
				if r.Unit != "" {
					unit = r.Unit
				}
				f.byPath[path] = len(f.Cells)
				f.Cells = append(f.Cells, Cell{Path: path, Table: t, Block: b, Row: r, Col: c, Unit: unit, Optional: r.Optional || c.Optional})
			}
		}
		for _, id := range b.identities {
			if err := f.identity(t, b, id); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *Form) identity(t *Table, b *Block, id identity) error {
	add := func(pattern func(key string) string) error {
		out := Identity{ID: id.ID}
		for _, side := range []struct {
			keys []string
			into *[]int
		}{{id.Left, &out.Left}, {id.Right, &out.Right}} {
			for _, k := range side.keys {
				k, maybe := strings.CutSuffix(k, "?")
				i := f.Index(pattern(k))
				if i < 0 {
					return fmt.Errorf("identity %s: no cell %s", id.ID, pattern(k))
				}
				*side.into = append(*side.into, i)
				if maybe {
					out.Maybe = append(out.Maybe, i)
				}
			}
		}
		f.Identities = append(f.Identities, out)
		return nil
	}
	switch id.Over {
	case "rows":
		for _, c := range b.ColLeaves {
			if err := add(func(k string) string { return t.Key + "." + k + suffix(c) }); err != nil {
				return err
			}
		}
	case "columns":
		each := id.Each
		if len(each) == 0 {
			each = []string{""}
		}
		for _, r := range b.RowLeaves {
			for _, e := range each {
				prefix := t.Key
				for _, p := range []string{r.Key, e} {
					if p != "" {
						prefix += "." + p
					}
				}
				if err := add(func(k string) string { return prefix + "." + k }); err != nil {
					return err
				}
			}
		}
	default:
		return fmt.Errorf("identity %s: over is rows or columns, not %q", id.ID, id.Over)
	}
	return nil
}
