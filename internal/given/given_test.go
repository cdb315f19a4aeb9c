package given

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/record"
)

func TestParse(t *testing.T) {
	text := "path,sha256,organ,scope,published\na.pdf,,洪泽区政府,region,2024/1/5\n,AB,某局,organ,\n,,,,\n ,,,,\n"
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	require.NoError(t, err)
	for _, in := range []string{text, "\ufeff" + text, gbk} {
		m, err := Parse([]byte(in), "meta")
		require.NoError(t, err)
		require.True(t, m.ByHash())
		require.Equal(t, &record.Given{Organ: "洪泽区政府", Scope: "region", Published: "2024-01-05"}, m.Find("a.pdf", ""))
		require.Equal(t, m.Find("a.pdf", ""), m.Find("./meta/a.pdf", "xx"), "as seen from the CSV file's folder")
		require.Equal(t, "某局", m.Find("z.pdf", "ab").Organ)
		require.Nil(t, m.Find("z.pdf", "cd"))
		require.Empty(t, m.Unused())
	}
}

func TestParseSaysWhatToMend(t *testing.T) {
	for in, want := range map[string]string{
		"":                               "no header",
		"url\nx":                         "neither a path nor a sha256 column",
		"path,colour\na,red":             `column "colour"`,
		"path,scope\na,town":             "row 2: scope",
		"path,published\na,soon":         "row 2: published",
		"path\na\na":                     "row 3: path a is named twice",
		"sha256\na\nA":                   "row 3: sha256 a is named twice",
		"path,url\na,b,c":                "quote the fields",
		"path,url\n,x":                   "which document is meant",
		"path,url\n\"a,x":                "line 2",
		"path,organ\na,\xff\xff\xff\xff": "UTF-8",
	} {
		_, err := Parse([]byte(in), ".")
		require.ErrorContains(t, err, want, in)
	}
}

func TestContradict(t *testing.T) {
	printed := record.Report{Organ: "淮安市洪泽区人民政府", Scope: "region", Published: "2024-01-25"}
	for _, c := range []struct {
		given record.Given
		paths []string
	}{
		{record.Given{Organ: "洪泽区政府", Scope: "region", Published: "2024-01-30"}, nil},
		{record.Given{Organ: "江苏省淮安市洪泽区人民政府", URL: "x"}, nil},
		{record.Given{Organ: "清江浦区政府"}, []string{"report.organ"}},
		{record.Given{Scope: "organ", Published: "2023-01-25"}, []string{"report.scope", "report.published"}},
	} {
		r := &record.Record{Report: printed, Source: record.Source{Given: &c.given}}
		Contradict(r)
		var paths []string
		for _, f := range r.Findings {
			require.Equal(t, "R12", f.Rule)
			require.NotEmpty(t, f.MessageZH)
			paths = append(paths, f.Paths...)
		}
		require.Equal(t, c.paths, paths)
	}
	r := &record.Record{Report: printed}
	Contradict(r)
	require.Empty(t, r.Findings)
}
