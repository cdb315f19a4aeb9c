package narrative

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/record"
)

var update = flag.Bool("update", false, "write what is found into testdata/sentences.txt")

// caseRecord is the record of one line of testdata/sentences.txt.
func caseRecord(line string) *record.Record {
	generation, scope := "2021", "organ"
	switch {
	case strings.HasPrefix(line, "@region "):
		scope = "region"
	case strings.HasPrefix(line, "@2019 "):
		generation = "2019"
	case strings.HasPrefix(line, "@2014 "):
		generation = "2014"
	}
	if line[0] == '@' {
		_, line, _ = strings.Cut(line, " ")
	}
	section := "overview"
	if strings.Contains(line, "处理费") || strings.Contains(line, "收费通知") {
		section = "other"
	}
	r := full(generation, section, strings.ReplaceAll(line, `\n`, "\n"))
	r.Report.Scope = scope
	if generation == "2014" {
		r.Report.Year = 2018
	}
	return r
}

func TestSentences(t *testing.T) {
	const file = "testdata/sentences.txt"
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	lines := strings.Split(strings.TrimRight(string(raw), "\n"), "\n")
	var out strings.Builder
	cases := 0
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		out.WriteString(line + "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		var want []string
		for i+1 < len(lines) && strings.HasPrefix(lines[i+1], "  ") {
			i++
			want = append(want, lines[i][2:])
		}
		r := caseRecord(line)
		findings, _, _ := Check(r)
		var got []string
		if len(r.Claims) > 0 {
			got = strings.Split(claimsOf(r), "; ")
		} else {
			got = append(got, "nothing")
		}
		for _, f := range findings {
			if f.Rule != "N01" && f.Rule != "N04" {
				got = append(got, f.Rule+" "+f.Left.String()+" against "+f.Right.String())
			}
		}
		cases++
		for _, g := range got {
			out.WriteString("  " + g + "\n")
		}
		if !*update {
			require.Equal(t, want, got, line)
		}
	}
	require.Greater(t, cases, 60)
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(out.String()), 0o644))
	}
}
