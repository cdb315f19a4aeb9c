package extract_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/check"
	"gongkai/extract"
	"gongkai/extract/grid"
	"gongkai/extract/medium"
	"gongkai/internal/sample"
	"gongkai/record"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the goldens of corpus/ anew")

// TestCorpus reads every document of corpus/ and compares what the medium and
// what the whole reading make of it with the goldens beside it.
func TestCorpus(t *testing.T) {
	sources, err := filepath.Glob("../corpus/*/source.*")
	require.NoError(t, err)
	index := indexed(t)
	for _, name := range sources {
		dir := filepath.Dir(name)
		id := filepath.Base(dir)
		require.Contains(t, index, id, "add a line to corpus/INDEX.tsv")
		t.Run(id, func(t *testing.T) {
			data, err := os.ReadFile(name)
			require.NoError(t, err)
			doc, err := medium.Read(context.Background(), data, medium.DefaultLimits)
			require.NoError(t, err)
			var page bytes.Buffer
			require.NoError(t, grid.Print(&page, doc))
			golden(t, filepath.Join(dir, "grid.golden"), page.Bytes())

			rec, err := extract.Extract(context.Background(), filepath.Base(name), "", data, extract.Options{Limits: medium.DefaultLimits})
			require.NoError(t, err)
			check.Record(rec)
			require.Equal(t, index[id], [2]string{rec.Source.Medium, rec.Generation}, "medium and generation of corpus/INDEX.tsv")
			golden(t, filepath.Join(dir, "record.golden.json"), layOut(t, stable(rec).AppendTo(nil)))
		})
		delete(index, id)
	}
	require.Empty(t, index, "lines of corpus/INDEX.tsv without a document")
}

// indexed returns the medium and the generation of each document of INDEX.tsv.
func indexed(t *testing.T) map[string][2]string {
	data, err := os.ReadFile("../corpus/INDEX.tsv")
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	out := map[string][2]string{}
	for _, line := range lines[1:] {
		f := strings.Split(line, "\t")
		require.Len(t, f, len(strings.Split(lines[0], "\t")), line)
		out[f[0]] = [2]string{f[1], f[2]}
	}
	return out
}

// stable leaves out what changes without the reading having changed: the tool's
// version, and the prose of findings, whose rule, verdict and cells stay.
func stable(rec *record.Record) *record.Record {
	rec.Tool = record.Tool{}
	for i := range rec.Findings {
		rec.Findings[i].Message, rec.Findings[i].MessageZH = "", ""
	}
	return rec
}

func golden(t *testing.T, name string, got []byte) {
	if *update {
		require.NoError(t, os.WriteFile(name, got, 0o644))
	}
	want, err := os.ReadFile(name)
	require.NoError(t, err, "run make golden and read the file that it writes")
	require.Equal(t, string(want), string(got))
}

// layOut indents JSON, but keeps what fits on one line there: a cell, a row of a
// table, a finding with few cells.
func layOut(t *testing.T, line []byte) []byte {
	var out bytes.Buffer
	lay(t, &out, line, "\n")
	out.WriteByte('\n')
	return out.Bytes()
}

func lay(t *testing.T, out *bytes.Buffer, raw json.RawMessage, newline string) {
	if (raw[0] != '{' && raw[0] != '[') || len(raw) <= 160 {
		out.Write(raw)
		return
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	open, err := d.Token()
	require.NoError(t, err)
	out.WriteByte(raw[0])
	for first := true; d.More(); first = false {
		if !first {
			out.WriteByte(',')
		}
		out.WriteString(newline + "  ")
		if open == json.Delim('{') {
			key, err := d.Token()
			require.NoError(t, err)
			out.WriteString(`"` + key.(string) + `": `)
		}
		var v json.RawMessage
		require.NoError(t, d.Decode(&v))
		lay(t, out, v, newline+"  ")
	}
	out.WriteString(newline)
	out.WriteByte(raw[len(raw)-1])
}

// TestSharedGold scores real reports and the PDF samples as tools/score.py does:
// no number may be wrong and stated as printed, and none may have no record.
func TestSharedGold(t *testing.T) {
	for _, folder := range []string{"corpus", "pdf"} {
		golds, err := filepath.Glob("../../shared/" + folder + "/*.gold.json")
		require.NoError(t, err)
		if len(golds) == 0 {
			t.Skipf("no gold values in ../shared/%s: nothing to score", folder)
		}
		var sum outcome
		for _, name := range golds {
			t.Run(folder+"/"+strings.TrimSuffix(filepath.Base(name), ".gold.json"), func(t *testing.T) {
				o := real(t, name)
				require.Zero(t, o.silent, "silent")
				require.Zero(t, o.lost, "no record")
				sum.add(o)
			})
		}
		t.Logf("%s: right %d, missed %d, flagged %d, silent %d, without record %d", folder, sum.right, sum.missed, sum.flagged, sum.silent, sum.lost)
	}
}

// real scores one document beside its gold values. A list of indicators (the form
// of 2014) is scored only where that form is known.
func real(t *testing.T, name string) outcome {
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	var gold struct {
		File       string
		Generation string
		Year       int
		Values     map[string]record.Number
	}
	require.NoError(t, json.Unmarshal(data, &gold))
	if len(gold.Values) == 0 {
		t.Skip("no values in the gold file")
	}
	data, err = os.ReadFile(filepath.Join(filepath.Dir(name), gold.File))
	require.NoError(t, err)
	rec, err := extract.Extract(context.Background(), gold.File, "", data, extract.Options{Limits: medium.DefaultLimits})
	if err != nil {
		t.Logf("failure: %v", err)
		return outcome{lost: len(gold.Values)}
	}
	check.Record(rec)
	require.Equal(t, gold.Generation, rec.Generation)
	if rec.Report.Year != 0 || !strings.HasPrefix(gold.File, "lohtml") {
		require.Equal(t, gold.Year, rec.Report.Year)
	}
	return score(rec, gold.Values, func(s string) { t.Log(gold.File, s) })
}

// TestTheSameReportInEveryMedium writes each generated report as text, markdown,
// page and Word file: each must give the true tables, all of them.
func TestTheSameReportInEveryMedium(t *testing.T) {
	for _, generation := range []string{"2019", "2021"} {
		for seed := range uint64(50) {
			r := sample.New(seed, sample.Options{Generation: generation})
			for _, name := range sample.Media {
				rec, err := extract.Extract(context.Background(), "report", "", r.Write(name), extract.Options{Limits: medium.DefaultLimits})
				require.NoError(t, err, "seed %d, %s, %s", seed, generation, name)
				require.Equal(t, tables(r.Record()), tables(rec), "seed %d, %s, %s", seed, generation, name)
				require.Equal(t, []any{generation, r.Year}, []any{rec.Generation, rec.Report.Year}, "seed %d, %s", seed, name)
			}
		}
	}
}

// tables lists a record's cells with their values, in form order.
func tables(r *record.Record) []string {
	var out []string
	for i := range r.Cells {
		if c := &r.Cells[i]; c.State != record.Absent {
			out = append(out, c.Path+" "+c.Value.String())
		}
	}
	slices.Sort(out)
	return out
}
