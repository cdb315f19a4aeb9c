package emit

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/internal/message"
)

// codebookColumns are the columns of codebook.csv, of the workbook's sheet and
// of the database's table.
func codebookColumns() []Variable {
	var out []Variable
	for _, name := range []string{"name", "label", "label_zh", "type", "tables", "forms", "unit", "unit_zh", "path", "meaning", "meaning_zh", "formula", "codes", "codes_zh"} {
		out = append(out, Variable{Name: name, Type: Text})
	}
	return out
}

// codebookRows is one row a variable of the export's tables.
func (x *export) codebookRows() [][]string {
	var out [][]string
	at := map[string]int{}
	for _, t := range x.tables {
		for i := range t.Variables {
			v := &t.Variables[i]
			if k, ok := at[v.Name+v.EN]; ok { // at stands in two tables with two meanings
				out[k][4] += " " + t.Name
				continue
			}
			at[v.Name+v.EN] = len(out)
			en, zh := x.names.meaning(v)
			out = append(out, []string{v.Name, v.EN, v.ZH, string(v.Type), t.Name, strings.Join(v.Forms, " "), v.UnitEN, v.Unit, v.Path,
				en, zh, x.names.formula(v), x.names.codeList(v.Codes, false), x.names.codeList(v.Codes, true)})
		}
	}
	return out
}

// meaning is what there is to know of a variable beyond its label.
func (n *names) meaning(v *Variable) (en, zh string) {
	en, zh = v.MoreEN, v.MoreZH
	if k := n.apart(v.Path); k >= 0 && v.Path != "" {
		en, zh = strings.TrimSpace(en+" "+n.Panel.Apart[k].EN), zh+n.Panel.Apart[k].ZH
	}
	return en, zh
}

// formula prints how a derived or aligned variable is made, in names of variables.
func (n *names) formula(v *Variable) string {
	if parts := strings.Split(v.Path, "."); len(parts) == 3 {
		for _, a := range n.Aligned {
			if a.Name == parts[1] {
				var alternatives []string
				for _, rows := range a.Alternatives {
					var terms []string
					for _, row := range rows {
						terms = append(terms, parts[0]+"."+row+"."+parts[2])
					}
					alternatives = append(alternatives, n.terms(terms))
				}
				return strings.Join(alternatives, "; else ")
			}
		}
	}
	switch {
	case v.Num == nil:
		return ""
	case v.Den == nil:
		return n.terms(v.Num)
	}
	return bracket(n.terms(v.Num)) + " / " + bracket(n.terms(v.Den))
}

func bracket(s string) string {
	if strings.Contains(s, " ") {
		return "(" + s + ")"
	}
	return s
}

func (n *names) terms(paths []string) string {
	var b strings.Builder
	for i, p := range paths {
		p, minus := strings.CutPrefix(p, "-")
		switch {
		case minus:
			b.WriteString(" - ")
		case i > 0:
			b.WriteString(" + ")
		}
		b.WriteString(n.term(p))
	}
	return b.String()
}

// term is the name of the variable at a path.
func (n *names) term(path string) string {
	parts := strings.Split(path, ".")
	for _, a := range n.Aligned {
		if len(parts) == 3 && parts[1] == a.Name {
			lex := n.lexicon[parts[0]]
			return lex.Short + "_" + a.Short + "_" + lex.Parts[parts[2]][0]
		}
	}
	return n.short(path)
}

func (n *names) codeList(name string, chinese bool) string {
	var out []string
	for _, c := range n.Codes[name] {
		out = append(out, c.Code+" = "+pickText(chinese, c.ZH, c.EN))
	}
	return strings.Join(out, "; ")
}

// codebooks writes codebook.csv, codebook.md and codebook.zh.md.
func (x *export) codebooks(dir string) ([]string, error) {
	var b strings.Builder
	if x.opt.BOM {
		b.WriteString("\ufeff")
	}
	w := csv.NewWriter(&b)
	var head []string
	for _, v := range codebookColumns() {
		head = append(head, v.Name)
	}
	if err := w.WriteAll(append([][]string{head}, x.codebookRows()...)); err != nil {
		return nil, err
	}
	files := []struct{ name, text string }{
		{"codebook.csv", b.String()},
		{"codebook.md", x.names.codebook(x.tables, "en")},
		{"codebook.zh.md", x.names.codebook(x.tables, "zh")},
	}
	var out []string
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(dir, f.name), []byte(f.text), 0o666); err != nil {
			return nil, err
		}
		out = append(out, f.name)
	}
	return out, nil
}

// Codebook returns the whole codebook as markdown, in "en" or "zh".
func Codebook(lang string) string {
	n := load()
	tables, err := n.tables(Options{Findings: true})
	if err != nil {
		panic(err) // no option is set that could be wrong
	}
	return n.codebook(tables, lang)
}

// book writes one codebook.
type book struct {
	strings.Builder
	n    *names
	lang string
}

func (n *names) codebook(tables []*Table, lang string) string {
	b := &book{n: n, lang: lang}
	b.printf("# %s\n\n%s\n\n%s\n\n%s %s\n", b.say("codebook.title"), b.say("codebook.about"), b.say("codebook.names"), b.say("codebook.csv"), b.say("codebook.digits"))
	b.heading("codebook.tables")
	b.tableHead("head.table", "head.label")
	for _, t := range tables {
		b.tableRow("`"+t.Name+"`", b.pick(t.ZH, t.EN))
	}
	wide := tables[0].Variables
	has := func(group []Variable) []Variable {
		return slices.DeleteFunc(slices.Clone(group), func(v Variable) bool {
			return !slices.ContainsFunc(wide, func(w Variable) bool { return w.Name == v.Name })
		})
	}
	b.heading("codebook.report")
	b.variables(has(n.Report))
	b.heading("codebook.quality")
	b.variables(has(n.Quality))
	b.heading("codebook.states")
	b.printf("%s\n\n", b.say("codebook.states.about"))
	b.codes("state")
	b.heading("codebook.cells")
	b.cells(has(n.cells))
	b.heading("codebook.derived")
	b.printf("%s\n\n", b.say("codebook.derived.about"))
	b.tableHead("head.name", "head.label", "head.formula")
	for _, v := range has(n.Derived) {
		b.tableRow("`"+v.Name+"`", b.pick(v.ZH, v.EN), "`"+n.formula(&v)+"`")
	}
	for _, t := range tables {
		if t.Name == "panel" {
			b.panel()
		}
	}
	b.heading("codebook.long")
	for _, t := range tables {
		if t.Name != "wide" && t.Name != "panel" {
			b.printf("### %s\n\n%s\n\n", t.Name, b.pick(t.ZH, t.EN))
			b.variables(slices.DeleteFunc(slices.Clone(t.Variables), func(v Variable) bool { return always(v.Name) }))
			b.printf("\n")
		}
	}
	b.heading("codebook.codes")
	for _, list := range []string{"generation", "scope", "verdict", "severity"} {
		b.printf("### %s\n\n", list)
		b.codes(list)
		b.printf("\n")
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func (b *book) say(key string) string        { return message.In(b.lang, "emit."+key) }
func (b *book) pick(zh, en string) string    { return pickText(b.lang == "zh", zh, en) }
func (b *book) printf(f string, args ...any) { fmt.Fprintf(b, f, args...) }
func (b *book) heading(key string)           { b.printf("\n## %s\n\n", b.say(key)) }

func (b *book) tableHead(keys ...string) {
	for _, k := range keys {
		b.printf("| %s ", b.say(k))
	}
	b.printf("|\n%s|\n", strings.Repeat("|---", len(keys)))
}

func (b *book) tableRow(cells ...string) {
	for _, c := range cells {
		b.printf("| %s ", strings.ReplaceAll(c, "|", `\|`))
	}
	b.printf("|\n")
}

func (b *book) variables(list []Variable) {
	b.tableHead("head.name", "head.type", "head.label", "head.more")
	for _, v := range list {
		en, zh := b.n.meaning(&v)
		b.tableRow("`"+v.Name+"`", b.say("type."+string(v.Type)), b.pick(v.ZH, v.EN), b.pick(zh, en))
	}
}

func (b *book) codes(list string) {
	b.tableHead("head.code", "head.label")
	for _, c := range b.n.Codes[list] {
		b.tableRow("`"+c.Code+"`", b.pick(c.ZH, c.EN))
	}
}

// cells prints the cells of the forms, a heading for each table.
func (b *book) cells(list []Variable) {
	last := ""
	for _, v := range list {
		if table, _, _ := strings.Cut(v.Path, "."); table != last {
			last = table
			b.printf("\n### `%s_`: %s\n\n", b.n.lexicon[table].Short, table)
			b.tableHead("head.name", "head.label", "head.printed", "head.forms", "head.unit", "head.path")
		}
		b.tableRow("`"+v.Name+"`", b.pick(v.ZH, v.EN), b.pick(v.EN, v.ZH), strings.Join(v.Forms, ", "), b.pick(v.Unit, v.UnitEN), "`"+v.Path+"`")
	}
}

// panel prints what the panel lines up and what it does not.
func (b *book) panel() {
	b.heading("codebook.panel")
	b.printf("%s\n\n", b.say("codebook.panel.about"))
	b.tableHead("head.path", "head.more")
	for _, a := range b.n.Panel.Apart {
		b.tableRow("`"+strings.Join(strings.Fields(a.Paths), "` `")+"`", b.pick(a.ZH, a.EN))
	}
	b.printf("\n")
	b.tableHead("head.name", "head.label", "head.formula")
	for _, v := range b.n.panelCells() {
		if f := b.n.formula(&v); f != "" {
			b.tableRow("`"+v.Name+"`", b.pick(v.ZH, v.EN), "`"+f+"`")
		}
	}
}
