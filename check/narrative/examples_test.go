package narrative

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"gongkai/record"
)

// example is a record as testdata/<ID>.txtar writes it: cells that are not 0,
// an empty line, the text.
func example(t *testing.T, data []byte) *record.Record {
	head, text, ok := strings.Cut(string(data), "\n\n")
	require.True(t, ok)
	r := full("2021", "overview", text)
	for i := range r.Cells {
		if r.Cells[i].State == record.Printed {
			r.Cells[i].Value = record.Int(0)
		}
	}
	for line := range strings.Lines(head) {
		path, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		if path == "section" {
			r.Sections[0].Key = value
			continue
		}
		c := r.Cell(path)
		require.NotNil(t, c, path)
		var err error
		c.Value, err = record.ParseNumber(value)
		require.NoError(t, err)
	}
	return r
}

// Every rule shows itself broken, and holding, in a file of its own.
func TestEveryRuleShowsItself(t *testing.T) {
	for _, rule := range Rules {
		name := "testdata/" + rule.ID + ".txtar"
		a, err := txtar.ParseFile(name)
		require.NoError(t, err)
		files := map[string][]byte{}
		for _, f := range a.Files {
			files[f.Name] = f.Data
		}
		findings, holds, _ := Check(example(t, files["holds"]))
		require.Empty(t, findings, rule.ID)
		require.Positive(t, holds, rule.ID)
		findings, _, _ = Check(example(t, files["breaks"]))
		var b strings.Builder
		for _, f := range findings {
			require.Equal(t, rule.Severity, f.Severity)
			require.NotContains(t, f.Message+f.MessageZH, "%!")
			fmt.Fprintf(&b, "%s left %s, right %s\n  %s\n  %s\n  %s\n", f.Rule, f.Left, f.Right, f.Message, f.MessageZH, strings.Join(f.Paths, " "))
		}
		require.Contains(t, b.String(), rule.ID+" ")
		if *update {
			a.Files = slices.DeleteFunc(a.Files, func(f txtar.File) bool { return f.Name == "findings" })
			a.Files = append(a.Files, txtar.File{Name: "findings", Data: []byte(b.String())})
			require.NoError(t, os.WriteFile(name, txtar.Format(a), 0o644))
			continue
		}
		require.Equal(t, string(files["findings"]), b.String(), rule.ID)
	}
}
