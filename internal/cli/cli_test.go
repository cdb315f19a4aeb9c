package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/internal/message"
	"gongkai/record"
)

func TestEveryCommandHelpsInBothLanguages(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		e := &env{lang: lang}
		for _, c := range e.root().Commands() {
			if c.Hidden || c.Name() == "help" || c.Name() == "completion" {
				continue
			}
			var out bytes.Buffer
			require.NoError(t, Run(t.Context(), []string{"--lang", lang, c.Name(), "--help"}, nil, &out, &out))
			require.Contains(t, out.String(), "gongkai "+c.Name(), "%s has an example", c.Name())
			require.Equal(t, lang == "zh", strings.Contains(out.String(), "用法"), c.Name())
			requireFlagsHelp(t, c)
		}
	}
}

func requireFlagsHelp(t *testing.T, c *cobra.Command) {
	t.Helper()
	require.NotEmpty(t, c.Short)
	require.NotEmpty(t, c.Long)
}

// The catalogue panics for a key that it lacks, but only where it is asked.
func TestEveryMessageIsInTheCatalogue(t *testing.T) {
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	literal := regexp.MustCompile(`\.(?:say|note)\("([^"]+)"[,)]`)
	n := 0
	for _, f := range files {
		b, err := os.ReadFile(f)
		require.NoError(t, err)
		for _, m := range literal.FindAllSubmatch(b, -1) {
			n++
			require.True(t, message.Has("cli."+string(m[1])), "%s: cli.%s", f, m[1])
		}
	}
	require.Greater(t, n, 50)
}

func TestLanguage(t *testing.T) {
	none := func(string) string { return "" }
	zh := func(name string) string { return map[string]string{"LANG": "zh_CN.UTF-8"}[name] }
	over := func(name string) string { return map[string]string{"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}[name] }
	for _, c := range []struct {
		args []string
		env  func(string) string
		want string
	}{
		{nil, none, "en"}, {nil, zh, "zh"}, {nil, over, "en"},
		{[]string{"x", "--lang", "zh"}, none, "zh"}, {[]string{"--lang=en"}, zh, "en"}, {[]string{"--lang"}, zh, "zh"},
	} {
		require.Equal(t, c.want, language(c.args, c.env))
	}
}

// TestPartsAsSpreadsheetsSaveThem: a list of parts in GB18030 names the same
// organs, and a region that no report is of is told.
func TestPartsAsSpreadsheetsSaveThem(t *testing.T) {
	dir := t.TempDir()
	records := filepath.Join(dir, "r.jsonl")
	var lines []byte
	for organ, n := range map[string]int64{"全县人民政府": 13, "甲镇人民政府": 12} {
		r := record.Record{Schema: record.Schema, Generation: "2021", Report: record.Report{Organ: organ, Year: 2023},
			Cells: []record.Cell{{Path: "requests.new_received.total", Value: record.Int(n), State: record.Printed}}}
		lines = append(r.AppendTo(lines), '\n')
	}
	require.NoError(t, os.WriteFile(records, lines, 0o666))
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("region,part\n全县人民政府,甲镇人民政府\n外县人民政府,甲镇人民政府\n")
	require.NoError(t, err)
	parts := filepath.Join(dir, "parts.csv")
	require.NoError(t, os.WriteFile(parts, []byte(gbk), 0o666))
	var out, errs bytes.Buffer
	require.NoError(t, Run(t.Context(), []string{"check", "--select", "A01", "--parts", parts, records}, strings.NewReader(""), &out, &errs))
	require.Contains(t, out.String(), "is 13, but the reports of its 1 parts add up to 12")
	require.Contains(t, errs.String(), "1 regions have no report among those that were read, the first is 外县人民政府")
}

func TestExit(t *testing.T) {
	require.Equal(t, 0, Exit(nil))
	require.Equal(t, 4, Exit(nothing("x")))
	require.Equal(t, 2, Exit(os.ErrInvalid))
}
