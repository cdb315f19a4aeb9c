package emit

import (
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"gongkai/extract/form"
	"gongkai/internal/message"
	"gongkai/internal/sample"
	"gongkai/record"
)

var update = flag.Bool("update", false, "write the documents that are made from the data")

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

func TestNamesOfVariables(t *testing.T) {
	n := load()
	seen := map[string]string{}
	for _, v := range slices.Concat(n.Report, n.Quality, n.cells, n.panelCells(), n.Derived) {
		require.Regexp(t, `^[a-z][a-z0-9_]{0,31}$`, v.Name, v.Path)
		if old, ok := seen[v.Name]; ok {
			require.Equal(t, old, v.Path, "%s names two things", v.Name)
		}
		seen[v.Name] = v.Path
		require.NotEmpty(t, v.EN, v.Name)
		require.NotEmpty(t, v.ZH, v.Name)
		require.LessOrEqual(t, len([]rune(v.ZH)), 80, v.Name)
	}
	for _, f := range form.All() {
		for i := range f.Cells {
			parts := strings.Split(f.Cells[i].Path, ".")
			require.NotEmpty(t, n.lexicon[parts[0]].Short, "names.yaml: table %s has no short form", parts[0])
			for _, p := range parts[1:] {
				require.NotEmpty(t, n.lexicon[parts[0]].Parts[p][0], "names.yaml: %s of %s has no short form", p, f.Cells[i].Path)
			}
			require.NotEmpty(t, n.Units[n.byPath[f.Cells[i].Path].Unit], "variables.yaml: unit %q has no English", f.Cells[i].Unit)
		}
	}
	for _, want := range [][2]string{
		{"requests.new_received.total", "req_new_total"}, {"requests.unprocessed_repeat.natural_person", "req_unp_repeat_natural"},
		{"disputes.litigation_after_reconsideration.upheld", "dsp_litafter_upheld"}, {"proactive.admin_fees.amount_wan_yuan", "pro_fees_wan_yuan"},
	} {
		require.Equal(t, want[1], n.short(want[0])) // names never change
	}
}

func TestFormulasNameCells(t *testing.T) {
	n := load()
	known := map[string]bool{}
	for _, v := range slices.Concat(n.cells, n.panelCells()) {
		known[v.Path] = true
	}
	for _, v := range n.Derived {
		for _, term := range slices.Concat(v.Num, v.Den) {
			require.True(t, known[strings.TrimPrefix(term, "-")], "%s: %s", v.Name, term)
		}
	}
	for _, a := range n.Panel.Apart {
		for _, p := range strings.Fields(a.Paths) {
			require.True(t, slices.ContainsFunc(n.cells, func(v Variable) bool { return v.Path == p || strings.HasPrefix(v.Path, p+".") }), p)
		}
	}
}

func TestWideHoldsWhatTheRecordsHold(t *testing.T) {
	list := lines(12)
	dir, _ := export1(t, list, Options{Formats: []string{"csv"}})
	rows := readCSV(t, dir, "wide")
	require.Len(t, rows, 12)
	for i, r := range records(list) {
		require.Equal(t, r.Report.Organ, rows[i]["organ"])
		require.Equal(t, strconv.Itoa(r.Report.Year), rows[i]["year"])
		for _, c := range r.Cells {
			want := c.Value.String()
			if c.Value.IsNull() {
				want = ""
			}
			require.Equal(t, want, rows[i][load().short(c.Path)], c.Path)
		}
	}
}

func value(r *record.Record, path string) record.Number {
	if c := r.Cell(path); c != nil {
		return c.Value
	}
	return record.Number{}
}

func TestDerivedVariables(t *testing.T) {
	r := sample.New(3, sample.Options{Generation: "2021", Size: sample.Middle}).Record()
	gap := sample.New(3, sample.Options{Generation: "2021", Size: sample.Middle}).Record()
	gap.Cell("requests.partial.total").Value = record.Number{}
	none := sample.New(3, sample.Options{Generation: "2021", Size: sample.Silent}).Record()
	dir, _ := export1(t, []Line{{Record: r}, {Record: gap}, {Record: none}}, Options{Formats: []string{"csv"}})
	rows := readCSV(t, dir, "wide")
	at := func(path string) float64 { return value(r, path).Float() }
	float := func(s string) float64 {
		f, err := strconv.ParseFloat(s, 64)
		require.NoError(t, err)
		return f
	}
	processed := at("requests.processed_total.total")
	require.Equal(t, at("requests.new_received.total")+at("requests.carried_in.total"), float(rows[0]["d_to_handle"]))
	require.InDelta(t, (at("requests.granted.total")+at("requests.partial.total"))/processed, float(rows[0]["d_disclosure_rate"]), 1e-15)
	require.InDelta(t, at("requests.refused_third_party.total")/processed, float(rows[0]["d_refusal_third"]), 1e-15)
	require.InDelta(t, at("disputes.reconsideration.corrected")/(at("disputes.reconsideration.total")-at("disputes.reconsideration.pending")), float(rows[0]["d_recon_correction"]), 1e-15)
	require.InDelta(t, (at("requests.other_no_correction.total")+at("requests.other_fee_unpaid.total")+at("requests.other_other.total"))/processed, float(rows[0]["d_other_rate"]), 1e-15)
	shares := 0.0
	for _, name := range []string{"d_disclosure_rate", "d_refusal_rate", "d_unable_rate", "d_unprocessed_rate", "d_other_rate"} {
		shares += float(rows[0][name])
	}
	require.InDelta(t, 1, shares, 1e-12)
	require.Empty(t, rows[1]["d_disclosure_rate"], "an operand is missing")
	require.NotEmpty(t, rows[1]["d_full_rate"])
	require.Empty(t, rows[2]["d_disclosure_rate"], "nothing was processed")
	require.Equal(t, "0", rows[2]["d_to_handle"])
}

func TestPanelLinesUpTheForms(t *testing.T) {
	list := []Line{
		{Record: sample.New(1, sample.Options{Generation: "2019", Size: sample.Middle}).Record()},
		{Record: sample.New(2, sample.Options{Generation: "2021", Size: sample.Middle}).Record()},
		{Record: sample.New(3, sample.Options{Generation: "2021", Size: sample.Middle, Damage: []sample.Damage{sample.OtherOneRow}}).Record()},
		{Record: &record.Record{Schema: record.Schema, Generation: "2014"}},
	}
	dir, _ := export1(t, list, Options{Formats: []string{"csv"}})
	rows := readCSV(t, dir, "panel")
	require.Len(t, rows, 3)
	a, b, c := list[0].Record, list[1].Record, list[2].Record
	require.Equal(t, value(a, "requests.other.total").String(), rows[0]["req_oth_all_total"])
	require.Equal(t, value(b, "requests.other_no_correction.total").Add(value(b, "requests.other_fee_unpaid.total")).Add(value(b, "requests.other_other.total")).String(), rows[1]["req_oth_all_total"])
	require.Equal(t, value(c, "requests.other.total").String(), rows[2]["req_oth_all_total"])
	for name := range rows[0] {
		require.NotContains(t, name, "fees")
		require.NotContains(t, name, "normdocs")
		require.NotContains(t, name, "req_oth_uncorr")
	}
	require.Contains(t, rows[0], "req_carried_out_natural")
	require.Contains(t, rows[0], "pro_licensing_decisions")
	require.Contains(t, rows[0], "d_disclosure_rate")
}

func TestVersionsAndOptions(t *testing.T) {
	one := sample.New(1, sample.Options{Generation: "2019"}).Record()
	two := sample.New(1, sample.Options{Generation: "2019"}).Record()
	other := sample.New(4, sample.Options{Generation: "2021"}).Record()
	list := []Line{{Record: one}, {Record: two}, {Record: other}}
	dir, res := export1(t, list, Options{Formats: []string{"csv"}, Generation: "2019", Columns: []string{"req_new_*", "d_to_handle"}})
	require.Equal(t, 2, res.Records)
	require.Equal(t, 1, res.Other)
	rows := readCSV(t, dir, "wide")
	require.Len(t, rows, 2)
	require.Len(t, rows[0], 6+7+1)
	require.Equal(t, "1", rows[0]["version"])
	require.Equal(t, "2", rows[1]["version"])
	require.Len(t, readCSV(t, dir, "long"), 2*7)
	require.NoFileExists(t, filepath.Join(dir, "findings.csv"))

	for _, opt := range []Options{{Columns: []string{"req_nwe_total"}}, {Columns: []string{"["}}, {Generation: "2020"}, {Formats: []string{"sas"}}} {
		opt.Dir = t.TempDir()
		_, err := Export(t.Context(), stream(nil), opt)
		require.Error(t, err)
	}
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

func TestFormulasAreHarmlessInCSV(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "@x": "'@x", "\tx": "'\tx", "-1+2": "'-1+2", "--253": "'--253", "+cmd|x": "'+cmd|x", "＝1": "'＝1", "\xff": "\xff",
		"-": "-", "--": "--", "-8": "-8", "+3": "+3", "-1,234.5": "-1,234.5", "0": "0", "": "", "一": "一", "—": "—",
	} {
		require.Equal(t, want, harmless(in), in)
	}
	dir, _ := export1(t, lines(1), Options{Findings: true, BOM: true})
	require.Equal(t, "'=1+1", readCSV(t, dir, "findings")[0]["message"])
	require.Equal(t, "'=HYPERLINK(\"x\")", readCSV(t, dir, "long")[3]["raw"])
	b, err := os.ReadFile(filepath.Join(dir, "wide.csv"))
	require.NoError(t, err)
	require.Equal(t, "\ufeff", string(b[:3]))
}

func TestWorkbook(t *testing.T) {
	list := lines(5)
	dir, _ := export1(t, list, Options{Formats: []string{"xlsx", "csv"}, Findings: true})
	f, err := excelize.OpenFile(filepath.Join(dir, xlsxName))
	require.NoError(t, err)
	defer f.Close()
	require.Equal(t, []string{"wide", "panel", "long", "findings", "failures", "codebook"}, f.GetSheetList())
	want := readCSV(t, dir, "wide")
	rows, err := f.GetRows("wide", excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	require.Len(t, rows, 5+2)
	require.Equal(t, "行政机关", rows[1][1])
	for i, w := range want {
		for k, name := range rows[0] {
			got := ""
			if k < len(rows[i+2]) {
				got = rows[i+2][k]
			}
			if g, err := strconv.ParseFloat(got, 64); err == nil && w[name] != "" {
				x, err := strconv.ParseFloat(w[name], 64)
				require.NoError(t, err)
				require.InDelta(t, x, g, 1e-12*math.Max(1, math.Abs(x)), name)
				continue
			}
			require.Equal(t, w[name], got, name)
		}
	}
	formula, err := f.GetCellFormula("long", "N6")
	require.NoError(t, err)
	require.Empty(t, formula)
	text, err := f.GetCellValue("long", "N6")
	require.NoError(t, err)
	require.Equal(t, "=HYPERLINK(\"x\")", text)
	panes, err := f.GetPanes("wide")
	require.NoError(t, err)
	require.True(t, panes.Freeze)
	require.Equal(t, 2, panes.YSplit)
}

func TestALongTableGoesOnInAnotherSheet(t *testing.T) {
	n := load()
	tables, err := n.tables(Options{})
	require.NoError(t, err)
	x := &export{names: n, tables: tables}
	dir := t.TempDir()
	s, err := openXLSX(dir, x)
	require.NoError(t, err)
	s.(*xlsxSink).rows = 10
	row := make([]Value, len(x.table("failures").Variables))
	for i := range 20 {
		row[0] = intValue(i)
		require.NoError(t, s.row(x.table("failures"), row))
	}
	_, err = s.close()
	require.NoError(t, err)
	f, err := excelize.OpenFile(filepath.Join(dir, xlsxName))
	require.NoError(t, err)
	defer f.Close()
	seen := 0
	for _, sheet := range []string{"failures", "failures_2", "failures_3"} {
		rows, err := f.GetRows(sheet)
		require.NoError(t, err)
		require.LessOrEqual(t, len(rows), 10)
		for _, r := range rows[2:] {
			require.Equal(t, strconv.Itoa(seen), r[0])
			seen++
		}
	}
	require.Equal(t, 20, seen)
}

func TestNumbersBeyondFifteenDigitsAreTextInTheWorkbook(t *testing.T) {
	n, err := record.ParseNumber("1234567890123456")
	require.NoError(t, err)
	require.Equal(t, "1234567890123456", xlsxNumber(numberValue(n)))
	require.Equal(t, int64(123456789012345), xlsxNumber(intValue(123456789012345)))
	require.Equal(t, 0.5, xlsxNumber(floatValue(.5)))
}

func TestParquet(t *testing.T) {
	list := lines(8)
	dir, _ := export1(t, list, Options{Formats: []string{"parquet", "csv"}, Findings: true})
	for _, table := range []string{"wide", "panel", "long", "findings", "failures"} {
		want := readCSV(t, dir, table)
		f, err := os.Open(filepath.Join(dir, table+".parquet"))
		require.NoError(t, err)
		info, err := f.Stat()
		require.NoError(t, err)
		p, err := parquet.OpenFile(f, info.Size())
		require.NoError(t, err)
		require.EqualValues(t, len(want), p.NumRows(), table)
		i := 0
		for _, g := range p.RowGroups() {
			rows := g.Rows()
			buf := make([]parquet.Row, 64)
			for {
				n, err := rows.ReadRows(buf)
				for _, row := range buf[:n] {
					for _, v := range row {
						name := p.Schema().Columns()[v.Column()][0]
						w := strings.TrimPrefix(want[i][name], "'")
						switch {
						case v.IsNull():
							require.Empty(t, w, name)
						case v.Kind() == parquet.Double:
							x, err := strconv.ParseFloat(w, 64)
							require.NoError(t, err, name)
							require.Equal(t, x, v.Double(), name)
						default:
							require.Equal(t, w, v.String(), name)
						}
					}
					i++
				}
				if errors.Is(err, io.EOF) {
					break
				}
				require.NoError(t, err)
			}
			require.NoError(t, rows.Close())
		}
		require.Equal(t, len(want), i)
		require.NoError(t, f.Close())
	}
}

func TestSQLite(t *testing.T) {
	list := lines(12)
	dir, _ := export1(t, list, Options{Formats: []string{"sqlite", "csv"}, Findings: true})
	db, err := sql.Open("sqlite", filepath.Join(dir, sqliteName))
	require.NoError(t, err)
	defer db.Close()
	count := func(query string, args ...any) (n int) {
		require.NoError(t, db.QueryRow(query, args...).Scan(&n), query)
		return n
	}
	long := readCSV(t, dir, "long")
	nulls := 0
	for _, r := range long {
		nulls += btoi(r["value"] == "")
	}
	require.Positive(t, nulls)
	require.Equal(t, len(long), count("SELECT count(*) FROM cells"))
	require.Equal(t, nulls, count("SELECT count(*) FROM cells WHERE value IS NULL"))
	require.Equal(t, 12, count("SELECT count(*) FROM reports"))
	require.Equal(t, 1, count("SELECT count(*) FROM failures WHERE source = '扫描件.pdf'"))
	require.Equal(t, 1, count("SELECT count(*) FROM findings"))
	for _, r := range records(list) {
		sum := record.Int(0)
		for _, c := range r.Cells {
			if n, whole := c.Value.Int64(); whole {
				sum = sum.Add(record.Int(n))
			}
		}
		want, _ := sum.Int64()
		require.EqualValues(t, want, count("SELECT sum(value) FROM cells WHERE typeof(value) = 'integer' AND id = (SELECT id FROM reports WHERE source = ?)", r.Source.Name))
	}
	have := func(word string) (n int) {
		for _, r := range records(list) {
			for _, s := range r.Sections {
				n += btoi(strings.Contains(s.Heading+"\n"+s.Text, word))
			}
		}
		require.Positive(t, n, word)
		return n
	}
	for _, word := range []string{"申请", "公开", "网站"} { // two characters: pairs of neighbours
		require.Equal(t, have(word), count("SELECT count(*) FROM sections_pairs WHERE sections_pairs MATCH ?", word), word)
	}
	for _, word := range []string{"行政复议", "政务新媒体", "申请办"} { // three and more: trigrams
		require.Equal(t, have(word), count("SELECT count(*) FROM sections_fts WHERE sections_fts MATCH ?", `"`+word+`"`), word)
	}
	require.Equal(t, have("公开"), count("SELECT count(*) FROM sections s JOIN sections_pairs p ON p.rowid = s.rowid WHERE p.pairs MATCH '公开'"))
	require.Zero(t, count("SELECT count(*) FROM sections_pairs WHERE sections_pairs MATCH '开公'"))
}

func TestDescriptorFitsTheStandard(t *testing.T) {
	b, err := os.ReadFile("testdata/datapackage.schema.json")
	require.NoError(t, err)
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(b)))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("datapackage.schema.json", doc))
	schema, err := c.Compile("datapackage.schema.json")
	require.NoError(t, err)
	dir, res := export1(t, lines(4), Options{Findings: true})
	b, err = os.ReadFile(filepath.Join(dir, descriptorName))
	require.NoError(t, err)
	inst, err := jsonschema.UnmarshalJSON(strings.NewReader(string(b)))
	require.NoError(t, err)
	require.NoError(t, schema.Validate(inst))

	var p dataPackage
	require.NoError(t, json.Unmarshal(b, &p))
	require.Len(t, p.Resources, len(res.Files))
	for _, r := range p.Resources {
		info, err := os.Stat(filepath.Join(dir, r.Path))
		require.NoError(t, err)
		require.Equal(t, info.Size(), r.Bytes)
		if r.Schema != nil { // the header of the file is the schema's fields
			f, err := os.Open(filepath.Join(dir, r.Path))
			require.NoError(t, err)
			head, err := csv.NewReader(f).Read()
			require.NoError(t, err)
			require.NoError(t, f.Close())
			var fields []string
			for _, f := range r.Schema.Fields {
				fields = append(fields, f.Name)
			}
			require.Equal(t, head, fields)
		}
	}
	bad := strings.Replace(string(b), `"type": "number"`, `"type": "money"`, 1)
	inst, err = jsonschema.UnmarshalJSON(strings.NewReader(bad))
	require.NoError(t, err)
	require.Error(t, schema.Validate(inst))
}

func TestCodebookInTheDocsIsTheOneMadeFromTheData(t *testing.T) {
	for lang, file := range map[string]string{"en": "../docs/codebook.md", "zh": "../docs/codebook.zh.md"} {
		text := Codebook(lang)
		if *update {
			require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
		}
		b, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, string(b), text, "%s: write it anew with go test ./emit -update", file)
		for _, v := range slices.Concat(load().Report, load().cells, load().Derived) {
			require.Contains(t, text, "`"+v.Name+"`")
		}
	}
	require.Contains(t, Codebook("en"), "(req_granted_total + req_partial_total) / req_processed_total")
	require.Contains(t, Codebook("zh"), "政府信息公开")
	require.NotEmpty(t, message.In("zh", "emit.codebook.title"))
}

func TestReadGivesBackWhatWasWritten(t *testing.T) {
	list := lines(6)
	dir := t.TempDir()
	var b strings.Builder
	for i, l := range list {
		var line []byte
		var err error
		if l.Record != nil {
			line, err = json.Marshal(l.Record)
		} else {
			line, err = json.Marshal(l.Failure)
		}
		require.NoError(t, err)
		b.Write(line)
		b.WriteString("\n")
		if i == 2 {
			require.NoError(t, os.WriteFile(filepath.Join(dir, "records-000.jsonl"), []byte(b.String()), 0o644))
			b.Reset()
		}
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "records-001.jsonl"), []byte(b.String()), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "quarantine.jsonl"), []byte("not read\n"), 0o644))
	one, res := export1(t, list, Options{})
	two := t.TempDir()
	res2, err := Export(t.Context(), Read(t.Context(), dir), Options{Dir: two})
	require.NoError(t, err)
	require.Equal(t, res, res2)
	require.DirExists(t, one)

	bad := filepath.Join(t.TempDir(), "bad.jsonl")
	for text, want := range map[string]string{"\n{\"schema\": \"x\"}\n": "bad.jsonl:2: schema x", "nonsense": "bad.jsonl:1: not a line of JSON", `{"schema":"gongkai.record/1","tables":{"a":"b"}}`: "bad.jsonl:1"} {
		require.NoError(t, os.WriteFile(bad, []byte(text), 0o644))
		_, err = Export(t.Context(), Read(t.Context(), bad), Options{Dir: two})
		require.ErrorContains(t, err, want)
	}
	_, err = Export(t.Context(), Read(t.Context(), t.TempDir()), Options{Dir: two})
	require.ErrorContains(t, err, "no *.jsonl file in it")
}

// TestIndependentReaders has pandas and sqlite3 read the files back: see
// testdata/readback.py, which compares every cell of every format.
func TestIndependentReaders(t *testing.T) {
	python := "/usr/bin/python3"
	if out, err := exec.Command(python, "-c", "import pandas, openpyxl").CombinedOutput(); err != nil {
		t.Skipf("pandas is missing: apt-get install python3-pandas python3-openpyxl (%s)", strings.TrimSpace(string(out)))
	}
	list := lines(8)
	r := list[0].Record
	r.Sections[0].Text = strings.Repeat("长", 3000)
	r.Cells[5].Note = strings.Repeat("很长的说明", 700) // beyond 2045 bytes: strL
	dir, _ := export1(t, list, Options{Findings: true})
	f, err := os.Create(filepath.Join(dir, "records.jsonl"))
	require.NoError(t, err)
	for _, r := range records(list) {
		b, err := json.Marshal(r)
		require.NoError(t, err)
		_, err = fmt.Fprintf(f, "%s\n", b)
		require.NoError(t, err)
	}
	require.NoError(t, f.Close())
	out, err := exec.Command(python, "testdata/readback.py", dir).CombinedOutput()
	require.NoError(t, err, string(out))
	t.Log(string(out))
}

func TestStataChoosesTypes(t *testing.T) {
	c := &stataColumn{Variable: Variable{Type: Number}, whole: true}
	c.number(100)
	require.EqualValues(t, dtaByte, c.dtaType())
	c.number(101) // 101 is a missing value of a byte
	require.EqualValues(t, dtaInt, c.dtaType())
	c.number(32741)
	require.EqualValues(t, dtaLong, c.dtaType())
	c.number(2147483621)
	require.EqualValues(t, dtaDouble, c.dtaType())
	c = &stataColumn{Variable: Variable{Type: Number}, whole: true}
	c.number(math.Pi)
	require.EqualValues(t, dtaDouble, c.dtaType())
	require.Equal(t, "年", cutBytes("年年", 5))
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
