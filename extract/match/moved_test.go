package match

import (
	"slices"
	"strings"
	"testing"

	"gongkai/extract/form"
	"gongkai/internal/sample"
	"gongkai/record"

	"github.com/stretchr/testify/require"
)

// Tables whose cells a conversion moved, cut or joined: no figure may come out
// as printed in a cell where it does not stand.

const titled = "<p>汀州市残联2023年政府信息公开工作年度报告</p>"

// rowsOf makes the rows of an HTML table, a row a string, cells between bars.
func rowsOf(rows ...string) string {
	var b strings.Builder
	b.WriteString("<table>")
	for _, r := range rows {
		b.WriteString("<tr>")
		for c := range strings.SplitSeq(r, "|") {
			b.WriteString("<td>" + c + "</td>")
		}
		b.WriteString("</tr>")
	}
	return b.String() + "</table>"
}

func proactive(rows ...string) []byte {
	head := []string{"第二十条第（一）项|||", "信息内容|本年制发件数|本年废止件数|现行有效件数"}
	return []byte(titled + "<p>二、主动公开政府信息情况</p>" + rowsOf(append(head, rows...)...))
}

func state(t *testing.T, page []byte, path string) record.State {
	t.Helper()
	return read(t, page).Cell(path).State
}

func TestARowCutInTwoIsNotBlank(t *testing.T) {
	for _, rows := range [][]string{
		{"行政规范性文件|||", "|4|2|19"},          // its label above its figures
		{"|4|2|19", "行政规范性文件|||"},          // below them
		{"行政规|4|2|19", "范性文件|||"},          // between two pages
		{"规章<br>行政规范性文件|4|2|19", "|1|0|3"}, // its label beside another's figures
	} {
		page := proactive(append(rows, "信息内容|本年处理决定数量", "行政许可|5")...)
		require.NotContains(t, []record.State{record.Blank, record.Printed}, state(t, page, "proactive.normative_documents.in_force"), rows)
	}
	require.Equal(t, record.Blank, state(t, proactive("规章|0|0|0", "行政规范性文件|||"), "proactive.normative_documents.in_force"))
}

const heads = "申请人情况|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计"

func requests(head string, rows ...string) []byte {
	return []byte(titled + "<p>三、收到和处理政府信息公开申请情况</p>" + rowsOf(append([]string{head}, rows...)...))
}

func TestARowOfSectionThreeCutInTwo(t *testing.T) {
	page := requests(heads, "一、本年新收政府信息公开申请数量|5|1|0|0|0|0|6", "二、上年结转政府信息公开申请数量|||||||", "|2|0|0|0|0|0|2", "（一）予以公开|7|1|0|0|0|0|8", "（二）部分公开|0|0|0|0|0|0|0")
	c := read(t, page).Cell("requests.carried_in.natural_person")
	require.Equal(t, "2", c.Value.String())
	require.Equal(t, record.Inferred, c.State)
}

func TestTwoNumbersInACellMoveTheOthers(t *testing.T) {
	require.Equal(t, record.Unreadable, state(t, proactive("规章|0|0|0", "行政规范性文件|4 2|19|"), "proactive.normative_documents.repealed"))
	page := requests(heads, "一、本年新收政府信息公开申请数量|5|1|0|0|0|0|6", "二、上年结转政府信息公开申请数量|2 1|0|0|0|0|3|", "（一）予以公开|7|1|0|0|0|0|8")
	require.Equal(t, record.Unreadable, state(t, page, "requests.carried_in.other_org"))
}

// Without a column the figures are one too few, also where an empty cell under
// the labels makes up for it.
func TestAColumnThatLacks(t *testing.T) {
	page := requests("|||自然人|商业企业|科研机构|社会公益组织|其他|总计",
		"一、本年新收政府信息公开申请数量|||5|1|0|0|0|6", "三、本年度办理结果|（一）予以公开||4|1|0|0|0|5", "|（二）部分公开||0|0|0|0|0|0", "|（三）不予公开|1.属于国家秘密|1|0|0|0|0|1", "||2.其他法律行政法规禁止公开|0|0|0|0|0|0")
	for _, row := range []string{"granted", "partial"} {
		require.NotContains(t, []record.State{record.Blank, record.Printed}, state(t, page, "requests."+row+".natural_person"), row)
	}
}

func disputes(r *strings.Builder, before string, upheld, total string) {
	r.WriteString(before + rowsOf("行政复议|||||行政诉讼|||||||||", "结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计",
		strings.Repeat("|", 14), upheld+"|0|0|0|"+total+"|0|0|0|0|0|1|0|0|0|1"))
}

func TestAnEmptyRowUnderTheHeader(t *testing.T) {
	var b strings.Builder
	disputes(&b, titled+"<p>四、政府信息公开行政复议、行政诉讼情况</p>", "3", "3")
	require.Equal(t, "3", read(t, []byte(b.String())).Cell("disputes.reconsideration.total").Raw)
}

func TestTheTableOfAnotherYearIsNotTheReports(t *testing.T) {
	var b strings.Builder
	disputes(&b, titled+"<p>四、政府信息公开行政复议、行政诉讼情况</p><p>2022年</p>", "7", "7")
	disputes(&b, "<p>2023年</p>", "3", "3")
	rec := read(t, []byte(b.String()))
	require.Equal(t, record.Unreadable, rec.Cell("disputes.reconsideration.upheld").State)
	require.Equal(t, record.Printed, rec.Cell("disputes.litigation_after_reconsideration.total").State)
	require.True(t, has(rec, "R09"))
	// nor does it fill what the report's own leaves blank
	page := proactive("规章|||", "行政规范性文件|4|2|19", "第二十条第（一）项|||", "信息内容|本年制发件数|本年废止件数|现行有效件数", "规章|0|0|2", "行政规范性文件|4|2|19")
	require.Equal(t, record.Unreadable, state(t, page, "proactive.regulations.in_force"))
}

func TestATableTwiceInText(t *testing.T) {
	lines := func(seed uint64) string {
		return string(sample.New(seed, sample.Options{Generation: "2021", Size: sample.Middle}).LineText())
	}
	own, other := lines(4), lines(5)
	part := func(s string) string {
		return s[strings.Index(s, "第二十条第（一）项"):strings.Index(s, "三、收到")]
	}
	named := func(text string) bool {
		return slices.ContainsFunc(read(t, []byte(text)).Findings, func(f record.Finding) bool {
			return f.Rule == "R09" && slices.Contains(f.Paths, "proactive") && f.Severity == record.Warning
		})
	}
	require.True(t, named(strings.Replace(own, "三、收到", part(other)+"三、收到", 1)))
	require.False(t, named(strings.Replace(own, "三、收到", part(own)+"三、收到", 1)))
}

func TestFiguresOfFullWidthWithAPoint(t *testing.T) {
	r := sample.New(3, sample.Options{Generation: "2021", Damage: []sample.Damage{sample.LostBorders}})
	text := string(r.Text())
	at := strings.Index(text, "行政事业性收费") + len("行政事业性收费")
	end := at + strings.Index(text[at:], "三、收到")
	rec := read(t, []byte(text[:at]+"３２６５．３"+text[end:]))
	require.Equal(t, "3265.3", rec.Cell("proactive.admin_fees.amount_wan_yuan").Value.String())
	// where a year touches the figure, where that ends is not told
	rec = read(t, []byte(text[:at]+"582024年情况如下。"+text[end:]))
	require.True(t, rec.Cell("proactive.admin_fees.amount_wan_yuan").Value.IsNull())
}

func TestTheLabelsOfTwoRowsInOne(t *testing.T) {
	lab := lexicons()["2021"].blocks[&form.Get("2021").Table("requests").Blocks[0]]
	for text, want := range map[string]bool{
		"1.信访举报投诉类申请2.重复申请": true,
		"（七）总计四、结转下年度继续办理":  true,
		"（三）不予公开1.属于国家秘密":   false,
		"（六）其他处理3.其他":       false,
		"（二）部分公开（区分处理的）":    false,
		"（二）部分公开（区分处理的，只计这一情形，不计其他情形）1.属于国家秘密": true,
		"2.其他法律行政止公开": false,
		"重复申请":        false,
	} {
		r := cellReader{lex: lexicons()["2021"]}
		require.Equal(t, want, r.label(text, r.spelled(text)).isSeveral(lab), text)
	}
}

// A label that slipped into the row above, or below, leaves one row without.
func TestARowWithoutALabelCastsDoubtOnTheNext(t *testing.T) {
	for _, rows := range [][]string{{"行政规范性文件|0|0|0", "|4|2|19"}, {"|0|0|0", "行政规范性文件|4|2|19"}} {
		rec := read(t, proactive(rows...))
		require.True(t, slices.ContainsFunc(rec.Findings, func(f record.Finding) bool {
			return f.Rule == "R03" && f.Severity == record.Warning && slices.Contains(f.Paths, "proactive.normative_documents.in_force")
		}), rows)
	}
}

// A caption between two years' tables is no figure of the first.
func TestTheYearOfTheNextTableIsNoFigure(t *testing.T) {
	r := sample.New(4, sample.Options{Generation: "2021", Size: sample.Middle})
	own, other := string(r.LineText()), string(sample.New(5, sample.Options{Generation: "2021", Size: sample.Middle}).LineText())
	part := func(s string) string { return s[strings.LastIndex(s, "行政复议\n"):strings.LastIndex(s, "五、")] }
	text := strings.Replace(own, part(own), part(own)+"2022年\n"+part(other), 1)
	c := read(t, []byte(text)).Cell("disputes.reconsideration.upheld")
	require.Equal(t, record.Unreadable, c.State)
}

func TestAColumnOrderOfItsOwnInTextWithGaps(t *testing.T) {
	r := sample.New(4, sample.Options{Generation: "2021", Size: sample.Middle})
	text := string(r.SpacedText())
	want := read(t, []byte(text)).Cell("disputes.litigation_direct.upheld").Value
	// the header's words change places, so the figures do too
	swapped := strings.ReplaceAll(text, "结果纠正    其他结果", "其他结果    结果纠正")
	rec := read(t, []byte(swapped))
	require.Equal(t, want, rec.Cell("disputes.litigation_direct.upheld").Value)
	require.Equal(t, r.Meant["disputes.litigation_direct.other"], rec.Cell("disputes.litigation_direct.corrected").Value)
	swapped = strings.Replace(text, "法律服务机构    其他", "其他    法律服务机构", 1)
	require.NotEqual(t, text, swapped)
	require.Equal(t, record.Unreadable, read(t, []byte(swapped)).Cell("requests.granted.other_org").State)
}

func TestAPageNumberIsNoRowOfThreeFigures(t *testing.T) {
	text := "汀州市残联2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n- 3 -\n行政规范性文件\n4\n2\n19\n三、收到和处理政府信息公开申请情况\n"
	rec := read(t, []byte(text))
	require.Equal(t, record.Unreadable, rec.Cell("proactive.regulations.repealed").State)
	require.Equal(t, "2", rec.Cell("proactive.normative_documents.repealed").Raw)
}

// Nor does the table of another organ give the rows that the report's own lost.
func TestASecondTableFillsNoRowOfTheFirst(t *testing.T) {
	fees := []string{"信息内容|本年收费金额（单位：万元）", "行政事业性收费|3.5"}
	rows := append([]string{"行政规范性文件|4|2|19"}, fees...)
	rows = append(rows, "信息内容|本年制发件数|本年废止件数|现行有效件数", "规章|1|0|7", "行政规范性文件|4|2|19")
	require.Equal(t, record.Unreadable, state(t, proactive(rows...), "proactive.regulations.in_force"))
}

// The last column of section four begins the row of figures that a conversion cut
// there: it is not the row of section three that is named so.
func TestAColumnOfTheNextTableIsNoRow(t *testing.T) {
	page := func(total string) []byte {
		return []byte(titled + "<p>三、收到和处理政府信息公开申请情况</p>" + rowsOf(
			"一、本年新收政府信息公开申请数量|3|0|0|0|0|0|3", "二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0",
			"（一）予以公开|2|0|0|0|0|0|2", "（二）部分公开|1|0|0|0|0|0|1") +
			"<p>四、政府信息公开行政复议、行政诉讼情况</p>" + rowsOf("结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果", total+"|1|0|0|0|1|0|0"))
	}
	require.Equal(t, record.Absent, state(t, page("总计"), "requests.processed_total.natural_person"))
	require.Equal(t, record.Printed, state(t, page("（七）总计"), "requests.processed_total.natural_person"))
}

// A row's label that stands where others' headings do may be wider than its cell,
// with empty cells behind it that are none of the row's; a row of the same grid
// with a figure there shows that it is not.
func TestBlankCellsRightBehindALabel(t *testing.T) {
	rows := []string{"二、上年结转政府信息公开申请数量|||||||4", "三、本年度办理结果|（一）予以公开|||||||4", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）|||||||0", "（三）不予公开|1.属于国家秘密|||||||0"}
	require.Equal(t, record.Unreadable, state(t, requests(heads, rows...), "requests.carried_in.natural_person"))
	page := requests(heads, append([]string{"一、本年新收政府信息公开申请数量|3||||||3"}, rows...)...)
	require.Equal(t, record.Blank, state(t, page, "requests.carried_in.natural_person"))
	require.Equal(t, record.Blank, state(t, page, "requests.partial.natural_person"))
	require.Equal(t, record.Printed, state(t, page, "requests.granted.total"))
}
