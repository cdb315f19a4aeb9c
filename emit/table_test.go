package emit

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/extract/form"
	"gongkai/internal/sample"
	"gongkai/record"
)

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
