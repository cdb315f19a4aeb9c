package report

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"gongkai/check"
	"gongkai/record"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// findings are one report with a finding of each severity, a dismissed one, notes
// on reading, and text that Excel and HTML could run.
func findings(lang string) *Report {
	r := &record.Record{Source: record.Source{Name: "洪泽 2023.pdf", Path: "in/洪泽 2023.pdf"}, Report: record.Report{Organ: "洪泽区人民政府", Year: 2023},
		Summary: record.Summary{Holds: 54, Broken: 3, Undecided: 1, NotApplicable: 3}}
	r.Findings = []record.Finding{
		{Rule: "R11", Verdict: record.Broken, Severity: record.Info, Message: "page number", MessageZH: "页码", Paths: []string{}, At: []string{"p1"}},
		{Rule: "R11", Verdict: record.Broken, Severity: record.Info, Message: "page number", MessageZH: "页码", Paths: []string{}, At: []string{"p2"}},
		{Rule: "R11", Verdict: record.Broken, Severity: record.Info, Message: "page number", MessageZH: "页码", Paths: []string{}, At: []string{"p3"}},
		{Rule: "R11", Verdict: record.Broken, Severity: record.Info, Message: "page number", MessageZH: "页码", Paths: []string{}, At: []string{"p4"}},
		{Rule: "N01", Verdict: record.Broken, Severity: record.Warning, Message: "=HYPERLINK(\"http://x\")", MessageZH: "=1+1", Paths: []string{"requests.new_received.total"}, Left: record.Int(20), Right: record.Int(21), At: []string{"l52"}},
		{Rule: "T04", Verdict: record.Broken, Severity: record.Error, Message: "10 + 1 = 11, but 0 <script>", MessageZH: "10 + 1 = 11，而总计 0 <script>", Paths: []string{"disputes.reconsideration.total"},
			Left: record.Int(11), Right: record.Int(0), At: []string{"p4 t3 r4 c1", "p4 t3 r4 c2", "p4 t3 r4 c5", "2022.pdf p1 t2 r3 c4"}},
		{Rule: "T01", Verdict: record.Undecided, Severity: record.Info, Message: "one blank", MessageZH: "空白1处", Paths: []string{"requests.granted.total"}, At: []string{"p3 t2 r5 c9"}},
		{Rule: "F13", Verdict: record.Broken, Severity: record.Info, Message: "dismissed", MessageZH: "已排除", Paths: []string{"sections.overview"}, At: []string{}},
	}
	var b *check.Baseline
	d := b.Draft([]*record.Record{r})
	for i := range d.Reviews {
		switch d.Reviews[i].Rule {
		case "F13":
			d.Reviews[i].Status, d.Reviews[i].Reason = check.Dismissed, "见附件"
		case "N01":
			d.Reviews[i].Status, d.Reviews[i].Reason = check.Confirmed, "已电话核实"
		}
	}
	fail := &record.Failure{Schema: record.FailureSchema, Source: record.Source{Name: "scan.pdf"}, Error: record.FailureError{Code: record.Scanned, Message: "ask for the text"}}
	return New([]*record.Record{r}, []*record.Failure{fail}, d, lang, "0.1.0")
}

func written(t *testing.T, f Format, r *Report) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, f.Write(&b, r))
	return b.Bytes()
}

func TestEachFormatIsTheSameEachTime(t *testing.T) {
	for _, f := range Formats {
		for _, lang := range []string{"en", "zh"} {
			first := written(t, f, findings(lang))
			require.Equal(t, first, written(t, f, findings(lang)), f.Name)
			if f.Name == "xlsx" {
				continue
			}
			golden := filepath.Join("testdata", f.Name+"."+lang+".golden")
			if *update {
				require.NoError(t, os.WriteFile(golden, first, 0o644))
				continue
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			require.Equal(t, string(want), string(first), golden)
		}
	}
}

func TestTheWorkbookReadsWell(t *testing.T) {
	x, err := excelize.OpenReader(bytes.NewReader(written(t, Format{"xlsx", Workbook}, findings("zh"))))
	require.NoError(t, err)
	require.Equal(t, []string{"汇总", "问题清单", "读取说明"}, x.GetSheetList())
	rows, err := x.GetRows("问题清单")
	require.NoError(t, err)
	require.Equal(t, []string{"序号", "规则", "问题", "依据", "位置", "原文数值", "应为", "说明"}, rows[0])
	require.Len(t, rows, 4, "a finding each for T04, N01 and T01; none for the note and the dismissed one")
	require.Equal(t, "0", rows[1][5])
	require.Equal(t, "11", rows[1][6])
	require.Contains(t, rows[1][4], "第4页表3 第4行第1–2列，第4页表3 第4行第5列")
	require.Contains(t, rows[1][4], "2022.pdf 第1页表2 第3行第4列")
	require.Equal(t, "提醒\n已确认\n已电话核实", rows[2][7])
	require.Equal(t, "=1+1", rows[2][2])
	formula, err := x.GetCellFormula("问题清单", "C3")
	require.NoError(t, err)
	require.Empty(t, formula, "text is never a formula")
	panes, err := x.GetPanes("问题清单")
	require.NoError(t, err)
	require.True(t, panes.Freeze)
	r := findings("zh")
	r.Docs[0].Report.Year = 0
	x, err = excelize.OpenReader(bytes.NewReader(written(t, Format{"xlsx", Workbook}, r)))
	require.NoError(t, err)
	year, err := x.GetCellValue("汇总", "D2")
	require.NoError(t, err)
	require.Empty(t, year, "no year is not the year 0")
}

func TestAPageRunsNothing(t *testing.T) {
	page := string(written(t, Format{"html", HTML}, findings("en")))
	require.NotContains(t, page, "<script>")
	for _, from := range []string{"src=", "href=", "url(", "@import"} {
		require.NotContains(t, page, from)
	}
	require.NotContains(t, page, "dismissed</td>")
}

func TestSARIFKeepsToItsRules(t *testing.T) {
	var log struct {
		Version string
		Runs    []struct {
			Tool struct {
				Driver struct{ Rules []struct{ ID string } }
			}
			Results []struct {
				RuleID, Kind, Level string
				RuleIndex           int
				Locations           []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           *struct{ StartLine int }
					}
				}
				Suppressions []struct{ Kind string }
			}
		}
	}
	require.NoError(t, json.Unmarshal(written(t, Format{"sarif", SARIF}, findings("en")), &log))
	require.Equal(t, "2.1.0", log.Version)
	run := log.Runs[0]
	require.Len(t, run.Results, 8)
	for _, r := range run.Results {
		require.Equal(t, r.RuleID, run.Tool.Driver.Rules[r.RuleIndex].ID)
		if r.Kind != "fail" {
			require.Equal(t, "none", r.Level)
		}
		require.Equal(t, "in/%E6%B4%AA%E6%B3%BD%202023.pdf", r.Locations[0].PhysicalLocation.ArtifactLocation.URI)
		if r.RuleID == "N01" {
			require.Equal(t, 52, r.Locations[0].PhysicalLocation.Region.StartLine)
		}
		require.Equal(t, r.RuleID == "F13", len(r.Suppressions) > 0)
	}
}

func TestDismissedFindingsCountNoMore(t *testing.T) {
	r := findings("en")
	require.Equal(t, 1, r.AtLeast(record.Error))
	require.Equal(t, 2, r.AtLeast(record.Warning))
	require.Equal(t, 7, r.AtLeast(record.Info))
	require.True(t, strings.Contains(string(written(t, Format{"json", JSON}, r)), `"status":"dismissed","reason":"见附件"`))
}

func TestPlacesAreDrawnTogether(t *testing.T) {
	r := &Report{Lang: "en"}
	require.Equal(t, "p3 t2 r5–7 c3, p4 t2 r1 c3", r.places([]string{"p3 t2 r5 c3", "p3 t2 r6 c3", "p3 t2 r7 c3", "p4 t2 r1 c3"}))
	require.Equal(t, "p3 t2 r5 c3, p3 t2 r7 c4", r.places([]string{"p3 t2 r5 c3", "p3 t2 r7 c4"}))
	require.Equal(t, "l52, other.txt l53", r.places([]string{"l52", "other.txt l53"}))
	require.Equal(t, "t1, t3, t5, t7, t9, t11, t13, t15, 2 more", r.places([]string{"t1", "t3", "t5", "t7", "t9", "t11", "t13", "t15", "t17", "t19"}))
	require.Equal(t, "t1", r.places([]string{"t1", "t1"}))
}
