package check

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"gongkai/internal/sample"
	"gongkai/record"
)

func clone(t testing.TB, r *record.Record) *record.Record {
	line, err := json.Marshal(r)
	require.NoError(t, err)
	out := new(record.Record)
	require.NoError(t, json.Unmarshal(line, out))
	return out
}

func TestCheckingTwiceFindsTheSame(t *testing.T) {
	e := example{Fill: "blank"}
	r := e.record(t)
	r.Findings = []record.Finding{{Rule: "R01", Message: "kept"}}
	Record(r)
	across([]*record.Record{r, nil}, nil, Options{})
	first := clone(t, r)
	Record(r)
	across([]*record.Record{r, nil}, nil, Options{})
	require.Equal(t, first.Findings, clone(t, r).Findings)
	require.Equal(t, first.Summary, r.Summary)
	require.Equal(t, "R01", r.Findings[0].Rule)
}

func TestABlankFormIsUndecidedNotRight(t *testing.T) {
	r := example{Fill: "blank", Sections: ordered{}}.record(t)
	Record(r)
	for _, f := range r.Findings {
		require.NotEqual(t, record.Error, f.Severity, f.Message)
	}
	require.Equal(t, 25+7+7+3, r.Summary.Undecided)
}

func TestShortNamesPairOnlyWhereTheyCanBeOneOrgan(t *testing.T) {
	rec := func(organ string, year int, in, out string) *record.Record {
		e := example{Organ: organ, Year: year}
		r := e.record(t)
		r.Cell("requests.carried_in.total").Value, _ = record.ParseNumber(in)
		r.Cell("requests.carried_out.total").Value, _ = record.ParseNumber(out)
		return r
	}
	broken := func(rs ...*record.Record) (n int) {
		for _, r := range rs {
			Record(r)
		}
		across(rs, nil, Options{})
		for _, r := range rs {
			for _, f := range r.Findings {
				if f.Rule == "Y01" {
					n++
				}
			}
		}
		return n
	}
	require.Equal(t, 1, broken(rec("洪泽区人民政府", 2022, "0", "3"), rec("淮安市洪泽区人民政府", 2023, "1", "0")), "a district without its city")
	require.Equal(t, 0, broken(rec("鼓楼区人民政府", 2022, "0", "3"), rec("南京市鼓楼区人民政府", 2023, "1", "0"), rec("福州市鼓楼区人民政府", 2023, "2", "0")), "two cities have one")
	require.Equal(t, 0, broken(rec("鼓楼区人民政府", 2022, "0", "3"), rec("南京市鼓楼区人民政府", 2022, "0", "1"), rec("南京市鼓楼区人民政府", 2023, "1", "0")), "both reported on 2022")
}

// FuzzRecord checks arbitrary decoded records, alone and as a set: no panic, the
// same findings each time, each with a rule of the catalogue and words in both
// languages, and every broken rule counted. Inputs are long: fuzz with
// -fuzzminimizetime 10x, or the time goes into making them shorter.
func FuzzRecord(f *testing.F) {
	for _, e := range []example{{}, {Fill: "blank"}, {Fill: "absent", Generation: "2019", Year: 2020}} {
		r := e.record(new(testing.T))
		line, err := json.Marshal(r)
		require.NoError(f, err)
		f.Add(line)
	}
	f.Add([]byte(`{"generation":"2021","report":{"year":-1},"sections":[{"key":"other","text":"\xff收取1元"}],"tables":{"requests":{"new_received":{"total":1}}},"cells":{"requests.new_received.total":{"state":"printed"},"x":{}}}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		r, again := new(record.Record), new(record.Record)
		if json.Unmarshal(line, r) != nil || json.Unmarshal(line, again) != nil {
			t.Skip()
		}
		run := func(r *record.Record) {
			Record(r)
			next := clone(t, r)
			next.Report.Year++
			across([]*record.Record{r, next}, nil, Options{Parts: map[string][]string{r.Report.Organ: {r.Report.Organ}}})
		}
		run(r)
		run(again)
		require.Equal(t, r.Findings, again.Findings)
		broken := 0
		for _, f := range r.Findings {
			if f.Rule == "" || f.Rule[0] == 'R' {
				continue
			}
			require.NotNil(t, Find(f.Rule), f.Rule)
			require.NotEmpty(t, f.Message)
			require.NotEmpty(t, f.MessageZH)
			if f.Verdict == record.Broken {
				broken++
			}
		}
		require.Equal(t, broken, r.Summary.Broken)
	})
}

func BenchmarkRecord(b *testing.B) {
	r := example{}.record(new(testing.T))
	for i := range r.Sections {
		if r.Sections[i].Key == "overview" {
			for range 20 {
				r.Sections[i].Text += "\n2023年，我局主动公开政府信息120条，收到政府信息公开申请12件，予以公开5件，部分公开2件。加强平台建设，及时更新栏目，组织培训3次。"
			}
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		Record(r)
	}
}

// A section that may stand on a page that is a picture is not said to be missing.
func TestASectionOnAPictureIsNotMissing(t *testing.T) {
	r := sample.New(5, sample.Options{Generation: "2021"}).Record()
	r.Sections = slices.DeleteFunc(r.Sections, func(s record.Section) bool { return s.Key == "overview" })
	r.Findings = append(r.Findings, record.Finding{Rule: "R05", Verdict: record.Undecided, Severity: record.Warning, At: []string{"p2"}})
	Record(r)
	k := slices.IndexFunc(r.Findings, func(f record.Finding) bool { return f.Rule == "F01" })
	require.GreaterOrEqual(t, k, 0)
	require.Equal(t, record.Undecided, r.Findings[k].Verdict)
	require.Equal(t, record.Warning, r.Findings[k].Severity)
	require.Contains(t, r.Findings[k].Message, "p2")
}

// Where section one has no heading, a finding names it as the form does.
func TestASectionWithoutAHeadingHasTheFormsName(t *testing.T) {
	a, err := txtar.ParseFile("testdata/C03.txtar")
	require.NoError(t, err)
	recs := examples(t, string(a.Files[0].Data))
	recs[0].Sections[0].Heading = ""
	fs := found(t, "C03", recs)
	require.Len(t, fs, 1)
	require.Contains(t, fs[0].MessageZH, "“总体情况”部分")
}
