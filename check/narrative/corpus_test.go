package narrative

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	forms "gongkai/extract/form"
	"gongkai/record"
)

const shared = "../../../shared/corpus"

// goldRecord builds a record from a document's gold values and the narrative
// that is pasted from its source: what stands before section two, and section six.
func goldRecord(t *testing.T, name, file string) *record.Record {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(shared, name+".gold.json"))
	if err != nil {
		t.Skip("needs ../shared/corpus beside the repository")
	}
	var gold struct {
		Year       int
		Organ      string
		Generation string
		Values     map[string]record.Number
	}
	require.NoError(t, json.Unmarshal(raw, &gold))
	r := &record.Record{Generation: gold.Generation, Report: record.Report{Year: gold.Year, Organ: gold.Organ}}
	for _, c := range forms.Get(gold.Generation).Cells {
		v, ok := gold.Values[c.Path]
		state := record.Printed
		switch {
		case !ok:
			state = record.Absent
		case v.IsNull():
			state = record.Blank
		}
		r.Cells = append(r.Cells, record.Cell{Path: c.Path, Value: v, State: state, At: c.Path})
	}
	text := sourceText(t, filepath.Join(shared, file))
	if i := strings.Index(text, "主动公开政府信息情况\n"); i > 0 {
		r.Sections = append(r.Sections, record.Section{Key: "overview", At: "p1", Text: text[:i]})
		text = text[i:]
	} else {
		r.Sections = append(r.Sections, record.Section{Key: "overview", At: "p1", Text: text})
	}
	if i := strings.LastIndex(text, "需要报告的事项"); i > 0 {
		r.Sections = append(r.Sections, record.Section{Key: "other", At: "p9", Text: text[i:]})
	}
	return r
}

var tags = regexp.MustCompile(`(?s)<(script|style|table).*?</(script|style|table)>|<!--.*?-->|<[^>]*>`)

func sourceText(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	require.NoError(t, err)
	text := string(b)
	switch filepath.Ext(file) {
	case ".html":
		text = strings.ReplaceAll(text, "</p>", "\n")
		text = tags.ReplaceAllString(text, "")
		text = strings.ReplaceAll(text, "&nbsp;", " ")
	case ".pdf":
		if _, err := exec.LookPath("pdftotext"); err != nil {
			t.Skip("needs pdftotext")
		}
		b, err := exec.Command("pdftotext", "-layout", file, "-").Output()
		require.NoError(t, err)
		text = string(b)
	}
	return text
}

// What the text of each real report states, by eye.
func TestCorpus(t *testing.T) {
	for _, c := range []struct{ name, file, claims, findings string }{
		{"huaian-2024", "huaian-2024.pdf", "agrees 1 3119 3050 34 103 351 72 64 178 37 46 25 5 9 7; open 3940", ""},
		{"hongze-2023", "hongze-2023.pdf", "agrees 21; open 0", ""},
		{"shanghai-office-2019", "shanghai-office-2019.html", "agrees 13 60 859 805 18 72 35 265 158 0 7 9 7 9; contradicts 258", "N01 258 275; N03 33.9 32.05"},
		{"xigong-scjg-2023", "xigong-scjg-2023.txt", "agrees 59 30 2", ""},
		{"shanghai-kewei-2024", "shanghai-kewei-2024.md", "agrees 1 0 0 34 2 9 0 2 10 0 14 1; open 0", ""},
		{"pingtan-2023", "pingtan-2023.html", "agrees 81 80 1 81 42 5 31 1 2 2 7; open 0", ""},
		{"pingtan-2019-pagetxt", "pingtan-2019-pagetxt.txt", "", ""},
		{"pingtan-2021-pagetxt", "pingtan-2021-pagetxt.txt", "agrees 70 69 1; open 0", ""},
		{"pingtan-2023-pagetxt", "pingtan-2023-pagetxt.txt", "agrees 81 80 1 81 42 5 31 1 2 2 7; open 0", ""},
		{"pingtan-2021", "pingtan-2021.html", "agrees 70 69 1; open 0", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := goldRecord(t, c.name, c.file)
			findings, _, _ := Check(r)
			by := map[string][]string{}
			for _, k := range r.Claims {
				by[k.Verdict] = append(by[k.Verdict], k.Value.String())
			}
			var got []string
			for _, v := range []string{agrees, contradicts, open} {
				if len(by[v]) > 0 {
					got = append(got, v+" "+strings.Join(by[v], " "))
				}
			}
			for _, k := range r.Claims {
				t.Logf("%-11s %s %s %v", k.Verdict, k.Value, oneLine(k.Text), len(k.Readings))
			}
			require.Equal(t, c.claims, strings.Join(got, "; "))
			var found []string
			for _, f := range findings {
				found = append(found, f.Rule+" "+f.Left.String()+" "+f.Right.String())
				t.Log(f.Message)
			}
			require.Equal(t, c.findings, strings.Join(found, "; "))
		})
	}
}
