package check

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"gongkai/extract/form"
	"gongkai/internal/message"
	"gongkai/internal/strict"
	"gongkai/record"
)

var update = flag.Bool("update", false, "rewrite the findings in testdata and the pages in docs")

// example is a record in short, as testdata/<ID>.txtar writes it.
type example struct {
	Name, Organ, Title, Scope, Published, Generation string
	Year                                             int
	// Fill is what stands in each cell that Cells does not name: 0 (the
	// default), blank, or absent.
	Fill string
	// Cells maps a row, or another prefix of paths, to its cells in printed
	// order: "21 0 0 0 0 0 21". A word is a state (blank, dash, unreadable).
	Cells ordered
	// Sections maps keys to texts; Headings and Numbers replace the form's.
	Sections ordered
	Headings map[string]string
	Numbers  map[string]string
}

// ordered is a mapping of texts in the order in which it is written.
type ordered []entry

type entry struct{ key, value string }

func (o *ordered) UnmarshalYAML(n *yaml.Node) error {
	*o = ordered{} // not nil: an empty one is written
	for i := 0; i+1 < len(n.Content); i += 2 {
		e := entry{key: n.Content[i].Value}
		if v := n.Content[i+1]; v.Tag != "!!null" {
			e.value = v.Value
		}
		*o = append(*o, e)
	}
	return nil
}

func (e example) record(t *testing.T) *record.Record {
	t.Helper()
	if e.Generation == "" {
		e.Generation = "2021"
	}
	if e.Year == 0 {
		e.Year = 2023
	}
	if e.Organ == "" {
		e.Organ = "某县人民政府"
	}
	if e.Name == "" {
		e.Name = fmt.Sprintf("%s-%d", e.Organ, e.Year)
	}
	r := &record.Record{Schema: record.Schema, Generation: e.Generation,
		Source: record.Source{Name: e.Name},
		Report: record.Report{Title: e.Title, Organ: e.Organ, Year: e.Year, Scope: e.Scope, Published: e.Published}}
	f := form.Get(e.Generation)
	require.NotNil(t, f)
	fill := map[string]record.Cell{"": {Value: record.Int(0), Raw: "0", State: record.Printed}, "blank": {State: record.Blank}, "absent": {State: record.Absent}}[e.Fill]
	for i, c := range f.Cells {
		cell := fill
		if c.Optional {
			cell = record.Cell{State: record.Absent}
		}
		cell.Path, cell.At = c.Path, fmt.Sprintf("t1 r%d", i+1)
		r.Cells = append(r.Cells, cell)
	}
	for _, item := range e.Cells {
		prefix, k := item.key, 0
		values := strings.Fields(item.value)
		for i := range r.Cells {
			c := &r.Cells[i]
			if c.Path != prefix && !strings.HasPrefix(c.Path, prefix+".") {
				continue
			}
			require.Less(t, k, len(values), prefix)
			n, err := record.ParseNumber(values[k])
			c.Value, c.Raw, c.State = n, values[k], record.Printed
			if err != nil {
				c.Value, c.Raw, c.State = record.Number{}, "", record.State(values[k])
			}
			k++
		}
		require.Equal(t, len(values), k, prefix)
	}
	if e.Sections == nil {
		for _, s := range f.Sections {
			e.Sections = append(e.Sections, entry{s.Key, "2023年，我单位认真落实《条例》，主动公开信息12条，各项工作有序推进，未收取信息处理费。"})
		}
	}
	for i, item := range e.Sections {
		key := item.key
		s := record.Section{Key: key, At: fmt.Sprintf("l%d", 10*i+1), Text: item.value}
		if n := f.Section(key); n != nil {
			s.Number, s.Heading = n.Ordinal, n.Ordinal+"、"+n.Label
		}
		if h, ok := e.Headings[key]; ok {
			s.Heading = h
		}
		if n, ok := e.Numbers[key]; ok {
			s.Number = n
		}
		r.Sections = append(r.Sections, s)
	}
	return r
}

func examples(t *testing.T, text string) []*record.Record {
	t.Helper()
	var out []*record.Record
	for _, doc := range strings.Split("\n"+text, "\n---\n") {
		var e example
		require.NoError(t, strict.YAML([]byte(doc), &e))
		out = append(out, e.record(t))
	}
	return out
}

// found runs a rule's example and returns the findings of that rule.
func found(t *testing.T, id string, recs []*record.Record) (out []record.Finding) {
	t.Helper()
	for _, r := range recs {
		Record(r)
	}
	o := Options{Parts: map[string][]string{"全县人民政府": {"甲镇人民政府", "乙镇人民政府"}}}
	var kept Kept // finds the same in what is left of them
	for _, r := range recs {
		kept.Add(clone(t, r))
	}
	kept.Set(o)
	across(recs, nil, o)
	for i, r := range recs {
		require.Equal(t, clone(t, r).Findings, clone(t, kept.Records[i]).Findings)
		require.Equal(t, r.Summary, kept.Records[i].Summary)
		for _, f := range r.Findings {
			if f.Rule == id {
				out = append(out, f)
			}
		}
	}
	return out
}

// TestEveryRuleShowsItself runs testdata/<ID>.txtar of every rule: what stands
// under "breaks" is found, what stands under "holds" is not. The findings
// beside them are the rule's words.
func TestEveryRuleShowsItself(t *testing.T) {
	for _, rule := range Rules {
		if rule.Needs == Reading {
			continue // its findings are made, and tested, where documents are read
		}
		t.Run(rule.ID, func(t *testing.T) {
			name := filepath.Join("testdata", rule.ID+".txtar")
			a, err := txtar.ParseFile(name)
			require.NoError(t, err, "every rule shows itself broken once and holding once")
			var breaks, holds, was string
			for _, f := range a.Files {
				switch f.Name {
				case "breaks":
					breaks = string(f.Data)
				case "holds":
					holds = string(f.Data)
				case "findings":
					was = string(f.Data)
				}
			}
			require.NotEmpty(t, breaks)
			require.NotEmpty(t, holds)
			require.Empty(t, found(t, rule.ID, examples(t, holds)), "the holding example")
			fs := found(t, rule.ID, examples(t, breaks))
			require.NotEmpty(t, fs, "the broken example")
			var b strings.Builder
			for _, f := range fs {
				require.NotContains(t, f.Message+f.MessageZH, "%!")
				paths, _ := json.Marshal(f.Paths)
				fmt.Fprintf(&b, "%s %s, left %s, right %s\n  %s\n  %s\n  %s\n", f.Verdict, f.Severity, f.Left, f.Right, f.Message, f.MessageZH, paths)
			}
			if *update {
				a.Files = slices.DeleteFunc(a.Files, func(f txtar.File) bool { return f.Name == "findings" })
				a.Files = append(a.Files, txtar.File{Name: "findings", Data: []byte(b.String())})
				require.NoError(t, os.WriteFile(name, txtar.Format(a), 0o644))
				return
			}
			require.Equal(t, was, b.String(), "run with -update, then read the diff")
		})
	}
}

func TestRulesAreDocumentedOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules {
		require.False(t, seen[r.ID], r.ID)
		seen[r.ID] = true
		require.NotEmpty(t, r.Since, r.ID)
		require.GreaterOrEqual(t, rank(r.Severity), 0, r.ID)
		for _, part := range []string{".title", ".why", ".holds", ".breaks"} {
			require.True(t, message.Has(r.ID+part), "the catalogue lacks "+r.ID+part)
		}
	}
	for _, f := range form.All() {
		for _, id := range f.Identities {
			require.True(t, seen[id.ID], "form %s has an identity %s without a rule", f.Generation, id.ID)
		}
	}
	for _, k := range message.Keys() {
		if id, part, _ := strings.Cut(k, "."); part == "why" || len(k) == 3 && k[0] == 'R' {
			require.True(t, seen[id], "the catalogue speaks of %s, which is no rule", id)
		}
	}
}
