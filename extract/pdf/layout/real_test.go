package layout

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/extract/grid"
	"gongkai/extract/pdf"
)

// shared is where the project's real and made samples lie.
const shared = "../../../../shared"

func read(t testing.TB, name string) *pdf.Document {
	data, err := os.ReadFile(name)
	if os.IsNotExist(err) {
		t.Skip("no ../shared beside the repository: nothing to lay out")
	}
	require.NoError(t, err)
	d, err := pdf.Read(context.Background(), data, pdf.DefaultLimits)
	require.NoError(t, err)
	return d
}

var figure = regexp.MustCompile(`^\d+$`)

// figureRows lists the figures of each row that has n of them and nothing else
// behind its label.
func figureRows(doc *grid.Doc, n int) (rows [][]string) {
	for _, b := range doc.Blocks {
		if b.Grid == nil {
			continue
		}
		for r := range b.Grid.Rows {
			var row []string
			clean := true
			for _, i := range b.Grid.Row(nil, r) {
				c := &b.Grid.Cells[i]
				if figure.MatchString(c.Text) {
					row = append(row, c.Text)
				} else if len(row) > 0 {
					clean = false
				}
			}
			if clean && len(row) == n {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// gold lists the figures of a sample's table three and four, in printed order.
func gold(t testing.TB, name string) (requests [][]string, disputes []string) {
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	var g struct{ Values json.RawMessage }
	require.NoError(t, json.Unmarshal(data, &g))
	dec := json.NewDecoder(strings.NewReader(string(g.Values)))
	dec.UseNumber()
	_, err = dec.Token()
	require.NoError(t, err)
	var row []string
	for dec.More() {
		key, err := dec.Token()
		require.NoError(t, err)
		value, err := dec.Token()
		require.NoError(t, err)
		n, _ := value.(json.Number)
		switch {
		case strings.HasPrefix(key.(string), "requests."):
			if row = append(row, n.String()); len(row) == 7 {
				requests = append(requests, row)
				row = nil
			}
		case strings.HasPrefix(key.(string), "disputes."):
			disputes = append(disputes, n.String())
		}
	}
	return requests, disputes
}

// samples lists the PDFs whose values are known.
func samples(t testing.TB) (out []string) {
	files, err := filepath.Glob(shared + "/*/*.pdf")
	require.NoError(t, err)
	for _, name := range files {
		if _, err := os.Stat(golden(name)); err == nil {
			out = append(out, name)
		}
	}
	if len(out) == 0 {
		t.Skip("no ../shared beside the repository: nothing to lay out")
	}
	return out
}

func golden(name string) string { return strings.TrimSuffix(name, ".pdf") + ".gold.json" }

// Every row of tables three and four comes out with its figures, and no other
// row has as many.
func TestSamplesFigures(t *testing.T) {
	for _, name := range samples(t) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			doc := Doc(read(t, name))
			requests, disputes := gold(t, golden(name))
			require.Equal(t, requests, figureRows(doc, 7))
			require.Equal(t, [][]string{disputes}, figureRows(doc, 15))
		})
	}
}

func BenchmarkDoc(b *testing.B) {
	d := read(b, shared+"/corpus/huaian-2024.pdf")
	glyphs := 0
	for _, p := range d.Pages {
		glyphs += len(p.Glyphs)
	}
	b.ReportAllocs()
	for b.Loop() {
		Doc(d)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(len(d.Pages)), "µs/page")
	b.ReportMetric(float64(glyphs), "glyphs")
}
