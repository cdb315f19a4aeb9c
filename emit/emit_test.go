package emit

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/internal/sample"
	"gongkai/internal/saved"
	"gongkai/record"
)

// lines are sample records of both forms with blanks, findings and a failure.
func lines(n int) []Line {
	var out []Line
	for seed := range uint64(n) {
		opt := sample.Options{}
		switch seed % 4 {
		case 1:
			opt.Damage = []sample.Damage{sample.BlankZeros}
		case 2:
			opt.Damage = []sample.Damage{sample.MissingSection}
		case 3:
			opt.Damage = []sample.Damage{sample.OtherOneRow}
		}
		r := sample.New(seed, opt).Record()
		if seed == 0 {
			r.Findings = []record.Finding{{Rule: "T01", Verdict: record.Broken, Severity: record.Error, Message: "=1+1", MessageZH: "第一项，“引号”\n换行",
				Paths: []string{"requests.granted.total", "requests.partial.total"}, Left: record.Int(3), At: []string{"p3 t2 r14 c5"}}}
			r.Cells[3].Raw = "=HYPERLINK(\"x\")"
			r.Cells[4].Raw = "-"
		}
		out = append(out, Line{Record: r})
		if seed == 1 {
			out = append(out, Line{Failure: &record.Failure{Schema: record.FailureSchema, Source: record.Source{Name: "扫描件.pdf"},
				Error: record.FailureError{Code: record.Scanned, Message: "pictures only: give a text version"}}})
		}
	}
	return out
}

func stream(list []Line) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		for _, l := range list {
			if !yield(l, nil) {
				return
			}
		}
	}
}

// records returns the records of lines.
func records(list []Line) []*record.Record {
	var out []*record.Record
	for _, l := range list {
		if l.Record != nil {
			out = append(out, l.Record)
		}
	}
	return out
}

func export1(t *testing.T, list []Line, opt Options) (string, *Result) {
	t.Helper()
	if opt.Dir == "" {
		opt.Dir = t.TempDir()
	}
	res, err := Export(t.Context(), stream(list), opt)
	require.NoError(t, err)
	return opt.Dir, res
}

func readCSV(t *testing.T, dir, table string) []map[string]string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, table+".csv"))
	require.NoError(t, err)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(b), "\ufeff"))).ReadAll()
	require.NoError(t, err)
	var out []map[string]string
	for _, r := range rows[1:] {
		m := map[string]string{}
		for i, name := range rows[0] {
			m[name] = r[i]
		}
		out = append(out, m)
	}
	return out
}

func TestEveryFormatIsWrittenAndTheSameEachTime(t *testing.T) {
	list := lines(12)
	a, res := export1(t, list, Options{Findings: true})
	b, again := export1(t, list, Options{Findings: true})
	require.Equal(t, 12, res.Records)
	require.Equal(t, 1, res.Failures)
	require.Empty(t, res.Unknown)
	for i, f := range res.Files {
		require.Equal(t, f, again.Files[i], f.Name)
		require.Positive(t, f.Bytes)
	}
	files, err := os.ReadDir(a)
	require.NoError(t, err)
	var names []string
	for _, f := range files {
		names = append(names, f.Name())
	}
	require.Equal(t, []string{"codebook.csv", "codebook.md", "codebook.zh.md", "datapackage.json", "failures.csv", "failures.dta", "failures.parquet", "findings.csv", "findings.dta",
		"findings.parquet", "gongkai.sqlite", "gongkai.xlsx", "long.csv", "long.dta", "long.parquet", "panel.csv", "panel.dta", "panel.parquet", "wide.csv", "wide.dta", "wide.parquet"}, names)
	require.DirExists(t, b)
}

func TestAFailedExportLeavesTheOldFiles(t *testing.T) {
	dir, _ := export1(t, lines(2), Options{})
	before, err := os.ReadFile(filepath.Join(dir, "wide.csv"))
	require.NoError(t, err)
	broken := func(yield func(Line, error) bool) {
		if yield(lines(1)[0], nil) {
			yield(Line{}, errors.New("disk on fire"))
		}
	}
	_, err = Export(t.Context(), broken, Options{Dir: dir})
	require.ErrorContains(t, err, "disk on fire")
	after, err := os.ReadFile(filepath.Join(dir, "wide.csv"))
	require.NoError(t, err)
	require.Equal(t, before, after)
	left, err := filepath.Glob(filepath.Join(dir, ".export-*"))
	require.NoError(t, err)
	require.Empty(t, left)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = Export(ctx, stream(lines(1)), Options{Dir: dir})
	require.ErrorIs(t, err, context.Canceled)
}

func TestSavedRecordsGiveTheSameExport(t *testing.T) {
	list := lines(6)
	var b strings.Builder
	for _, l := range list {
		var line []byte
		var err error
		if l.Record != nil {
			line, err = json.Marshal(l.Record)
		} else {
			line, err = json.Marshal(l.Failure)
		}
		require.NoError(t, err)
		b.Write(append(line, '\n'))
	}
	var back []Line
	require.NoError(t, saved.Each(strings.NewReader(b.String()), "records.jsonl", func(r *record.Record, f *record.Failure) error {
		back = append(back, Line{r, f})
		return nil
	}))
	_, direct := export1(t, list, Options{Findings: true})
	_, again := export1(t, back, Options{Findings: true})
	require.Equal(t, direct, again)
}

func BenchmarkExport(b *testing.B) {
	list := lines(100)
	for _, f := range List {
		b.Run(f.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, err := Export(context.Background(), stream(list), Options{Dir: b.TempDir(), Formats: []string{f.Name}, Findings: true})
				require.NoError(b, err)
			}
			b.ReportMetric(float64(b.N*100)/b.Elapsed().Seconds(), "records/s")
		})
	}
}
