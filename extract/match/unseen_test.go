package match

import (
	"slices"
	"strings"
	"testing"

	"gongkai/internal/sample"
	"gongkai/record"

	"github.com/stretchr/testify/require"
)

// body is a report's text below its title, all of it figures that can be read.
const body = "\n一、总体情况\n稳步推进。\n二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t3\n三、收到和处理政府信息公开申请情况\n"

// A sheet saved whole has its headings in rows.
func TestHeadingsInTheRowsOfASheet(t *testing.T) {
	var sheet []string
	for line := range strings.SplitSeq(strings.TrimSpace(body), "\n") {
		sheet = append(sheet, line+strings.Repeat("\t", 3))
	}
	rec := read(t, []byte("汀州市残联2023年政府信息公开工作年度报告\t\t\t\n"+strings.Join(sheet, "\n")))
	var keys []string
	for _, s := range rec.Sections {
		keys = append(keys, s.Key)
	}
	require.Subset(t, keys, []string{"overview", "proactive", "requests"})
	require.Equal(t, "汀州市残联", rec.Report.Organ)
}

// … and its text too: sentences, and what is no row of the form.
func TestTheTextInTheRowsOfASheet(t *testing.T) {
	row := func(s string) string { return "<tr><td colspan=4>" + s + "</td></tr>" }
	page := "<table>" + row("汀州市残联2023年政府信息公开工作年度报告") + row("一、总体情况") + row("收到申请3件。<br>都已答复。") + row("二、主动公开政府信息情况") + row("第二十条第（一）项") +
		"<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr><tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr><tr><td>行政规范性文件</td><td>1</td><td>0</td><td>3</td></tr>" +
		row("五、存在的主要问题及改进情况") + row("更新不及时") + row("- 4 -") + row(strings.Repeat("加强培训，", 200)+"提高水平。") + "</table>"
	rec := read(t, []byte(page))
	texts := map[string]string{}
	for _, s := range rec.Sections {
		texts[s.Key] = s.Text
	}
	require.Equal(t, "收到申请3件。\n都已答复。", texts["overview"])
	require.Empty(t, texts["proactive"])
	require.Equal(t, "更新不及时\n"+strings.Repeat("加强培训，", 200)+"提高水平。", texts["problems"])
}

func TestALineThatIsARowAndFiguresIsNotDroppedInSilence(t *testing.T) {
	rec := read(t, []byte("汀州市残联2023年政府信息公开工作年度报告"+strings.NewReplacer("第二十条第（一）项\n", "", "三、收到", "行政许可：36，另有12件\n三、收到").Replace(body)))
	require.Equal(t, record.Absent, rec.Cell("proactive.licensing.decisions").State)
	require.True(t, has(rec, "R03"))
}

// Scripts that leave out lines printed before take the figures of whole rows.
func TestARowWithoutFiguresIsBlankOnlyAmongWholeRows(t *testing.T) {
	rows := func(second string) string {
		return "汀州市残联2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\n" + second + "二、上年结转政府信息公开申请数量\n" +
			"三、本年度办理结果\n（一）予以公开\n3\n1\n2\n0\n0\n0\n6\n（二）部分公开\n（三）不予公开\n1.属于国家秘密\n2.其他法律行政法规禁止公开\n3.危及“三安全一稳定”\n4.保护第三方合法权益\n" +
			"5.属于三类内部事务信息\n6.属于四类过程性信息\n7.属于行政执法案卷\n8.属于行政查询事项\n（四）无法提供\n1.本机关不掌握相关政府信息\n2.没有现成信息需要另行制作\n（七）总计\n3\n1\n2\n0\n0\n0\n6\n四、结转下年度继续办理\n"
	}
	for second, want := range map[string]record.State{"3\n1\n2\n0\n0\n0\n6\n": record.Blank, "3\n1\n2\n0\n6\n": record.Unreadable, "0\n0\n0\n0\n0\n0\n0\n": record.Unreadable} {
		rec := read(t, []byte(rows(second)))
		require.Equal(t, want, rec.Cell("requests.carried_in.natural_person").State, second)
	}
}

func TestFiguresApartFromTheirLabelAreNotCut(t *testing.T) {
	rec := read(t, []byte("汀州市残联2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n行政规范性文件\n148\n信息内容\n本年处理决定数量\n行政许可\n12\n34\n行政处罚\n5\n行政强制\n0\n三、收到和处理政府信息公开申请情况\n"))
	for _, path := range []string{"regulations.issued", "normative_documents.issued", "normative_documents.in_force", "licensing.decisions"} {
		require.Equal(t, record.Unreadable, rec.Cell("proactive."+path).State, path)
	}
	require.Equal(t, record.Printed, rec.Cell("proactive.penalties.decisions").State)
}

// Converters write a wide cell into each column that it covers.
func TestAWideCellRepeatedIsOneFigure(t *testing.T) {
	table := "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n|---|---|---|---|\n| 规章 | 0 | 0 | 0 |\n| 行政规范性文件 | 1 | 0 | 3 |\n| 信息内容 | HEAD | HEAD | HEAD |\n| 行政许可 | 67 | 67 | THIRD |\n"
	top := "# 汀州市残联2023年政府信息公开工作年度报告\n\n## 二、主动公开政府信息情况\n\n"
	for third, want := range map[string]record.State{"67": record.Printed, "68": record.Unreadable} {
		rec := read(t, []byte(top+strings.NewReplacer("HEAD", "本年处理决定数量", "THIRD", third).Replace(table)))
		require.Equal(t, want, rec.Cell("proactive.licensing.decisions").State, third)
	}
}

func TestAWideCellRepeatedBesideAnother(t *testing.T) {
	table := "| 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n|---|---|---|---|\n| 规范性文件 | 1 | 1 | 3 |\n| 信息内容 | 上一年项目数量 | HEAD | 本年增/减 |\n| 行政事业性收费 | 6 | 0 | 0 |\n"
	top := "# 汀州市残联2020年政府信息公开工作年度报告\n\n## 二、主动公开政府信息情况\n\n"
	for head, want := range map[string]record.State{"本年增/减": record.Printed, "处理决定数量": record.Unreadable} {
		rec := read(t, []byte(top+strings.Replace(table, "HEAD", head, 1)))
		require.Equal(t, want, rec.Cell("proactive.admin_fees.items_prior_year").State, head)
	}
}

func TestLabelsInTwoLanguages(t *testing.T) {
	text := string(sample.New(3, sample.Options{Generation: "2021"}).Text())
	want := read(t, []byte(text))
	text = strings.NewReplacer("规章\t", "规章 Regulations\t", "行政许可\t", "行政许可 Licensing\t", "重复申请\t", "重复申请 Repeated requests\t").Replace(text)
	got := read(t, []byte(text))
	require.Len(t, got.Cells, len(want.Cells))
	for i := range want.Cells {
		require.Equal(t, want.Cells[i].Raw, got.Cells[i].Raw, want.Cells[i].Path)
	}
	require.False(t, has(got, "R03"))
}

// A picture is missed only where a table is.
func TestAPictureBesideAllTablesIsNoTable(t *testing.T) {
	text := string(sample.New(3, sample.Options{Generation: "2021"}).Markdown())
	require.False(t, has(read(t, []byte(text+"\n\n![Image 1](qr.png)\n")), "R05"))
	at := strings.Index(text, "四、结转下年度")
	require.True(t, has(read(t, []byte(text[:at-2]+"\n\n![](t.png)\n\n"+text[strings.Index(text, "五、"):])), "R05"))
}

func TestLabelsWithTheirHeadingsBeforeThem(t *testing.T) {
	head := "<p>汀州市残联2023年政府信息公开工作年度报告</p><p>三、收到和处理政府信息公开申请情况</p><table><tr><td></td><td>自然人</td><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td><td>总计</td></tr>"
	rows := ""
	for _, label := range []string{"一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "三、本年度办理结果（一）予以公开", "三、本年度办理结果（二）部分公开", "三、本年度办理结果（三）不予公开1.属于国家秘密", "三、本年度办理结果（三）不予公开 2.其他法律行政法规禁止公开",
		"三、本年度办理结果（四）无法提供 1.本机关不掌握相关政府信息", "（六）其他处理 3.其他", "三、本年度办理结果（七）总计", "四、结转下年度继续办理"} {
		rows += "<tr><td>" + label + "</td>" + strings.Repeat("<td>1</td>", 6) + "<td>6</td></tr>"
	}
	rec := read(t, []byte(head+rows+"</table>"))
	for _, row := range []string{"new_received", "granted", "partial", "refused_state_secret", "refused_prohibited_by_law", "unable_not_held", "other_other", "processed_total", "carried_out"} {
		require.Equal(t, "6", rec.Cell("requests."+row+".total").Raw, row)
	}
}

// A column that the form lacks makes one figure too many; the order of figures
// alone is no ground to join two.
func TestFiguresThatNoSumBearsOutAreUnreadable(t *testing.T) {
	text := string(sample.New(3, sample.Options{Generation: "2021"}).Text())
	i := strings.Index(text, "（一）予以公开")
	j := i + strings.Index(text[i:], "\n")
	rec := read(t, []byte(text[:i]+"（一）予以公开\t9\t0\t0\t0\t0\t0\t0\t9"+text[j:]))
	require.Equal(t, record.Unreadable, rec.Cell("requests.granted.natural_person").State)
	// two rows in one: what adds up line by line does so joined
	page := "<p>三、收到和处理政府信息公开申请情况</p><table><tr><td>一、本年新收政府信息公开申请数量</td><td>3</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>4</td></tr>" +
		"<tr><td>二、上年结转政府信息公开申请数量</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td></tr>" +
		"<tr><td>（一）予以公开<br>（二）部分公开</td><td>2<br>6</td><td>1<br>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>3<br>6</td></tr><tr><td>（七）总计</td><td>3</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>4</td></tr></table>"
	rec = read(t, []byte(page))
	require.NotEqual(t, record.Inferred, rec.Cell("requests.granted.natural_person").State)
}

// A narrow cell cuts a long number in two: it is one, even where a sum is
// misprinted, but not where one of its pieces would mend the sums.
func TestNumbersThatNarrowCellsCut(t *testing.T) {
	page := func(row string) string {
		return "<p>三、收到和处理政府信息公开申请情况</p><table><tr><td>一、本年新收政府信息公开申请数量</td>" + row + "</tr>" +
			"<tr><td>二、上年结转政府信息公开申请数量</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td></tr>" +
			"<tr><td>（七）总计</td><td>1</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>2</td></tr></table>"
	}
	for row, want := range map[string]string{
		"<td>332<br>5</td><td>283</td><td>0</td><td>0</td><td>0</td><td>0</td><td>360<br>8</td>": "3325", // adds up
		"<td>332<br>5</td><td>284</td><td>0</td><td>0</td><td>0</td><td>0</td><td>360<br>8</td>": "3325", // misprinted
		"<td>332<br>5</td><td>284</td><td>0</td><td>0</td><td>0</td><td>0</td><td>3608</td>":     "3325",
		"<td>332<br>5</td><td>3</td><td>0</td><td>0</td><td>0</td><td>0</td><td>335</td>":        "null", // 5 may be a note
		"<td>33<br>25</td><td>28</td><td>0</td><td>0</td><td>0</td><td>0</td><td>33<br>53</td>":  "null", // or two rows in one
	} {
		require.Equal(t, want, read(t, []byte(page(row))).Cell("requests.new_received.natural_person").Value.String(), row)
	}
}

func TestACellALineWithTabsBehind(t *testing.T) {
	text := strings.TrimSpace(string(sample.New(3, sample.Options{Generation: "2021"}).Text()))
	var cells []string
	for line := range strings.SplitSeq(text, "\n") {
		for f := range strings.SplitSeq(line, "\t") {
			if f != "" {
				cells = append(cells, f)
			}
		}
	}
	want := read(t, []byte(strings.Join(cells, "\n")))
	got := read(t, []byte(strings.Join(cells, "\t\n")))
	require.Len(t, got.Cells, len(want.Cells))
	for i := range want.Cells {
		require.Equal(t, want.Cells[i].Raw, got.Cells[i].Raw, want.Cells[i].Path)
		require.Equal(t, want.Cells[i].State, got.Cells[i].State, want.Cells[i].Path)
	}
}

// In text a header's order shows, its columns do not.
func TestAHeaderInAnotherOrderThatDoesNotLineUp(t *testing.T) {
	text := string(sample.New(3, sample.Options{Generation: "2021"}).Text())
	for _, c := range []struct{ a, b, path string }{
		{"本年制发件数", "现行有效件数", "proactive.normative_documents.issued"},
		{"商业企业", "科研机构", "requests.granted.natural_person"},
		{"结果维持", "结果纠正", "disputes.reconsideration.upheld"},
	} {
		swapped := strings.NewReplacer(c.a, c.b, c.b, c.a).Replace(text)
		lines := strings.NewReplacer("\t\t\t", "\n", "\t\t", "\n", "\t", "\n").Replace(swapped)
		require.NotContains(t, []record.State{record.Printed, record.Inferred}, read(t, []byte(lines)).Cell(c.path).State, c.path)
	}
}

// A row's name that a line end cuts, in a section whose table was not found.
func TestALabelCutByALineEndInText(t *testing.T) {
	rec := read(t, []byte("汀州市林业局2023年政府信息公开工作年度报告\n一、总体情况\n稳步推进。\n二、主动公开政府信息情况\n规章 0\n行政规范性\n文件 3\n行政许\n可\n"+
		"三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0\n四、政府信息公开行政复议、行政诉讼情况\n无。\n"))
	var texts []string
	for _, u := range rec.Unmapped {
		texts = append(texts, strings.Join(u.Text, "|"))
	}
	require.Equal(t, []string{"规章 0", "行政规范性\n文件 3"}, texts)
}

// A header that a line end cuts, or that stands in one line with the one above it,
// does not line up with the figures: it says no order of theirs.
func TestAHeaderThatDoesNotLineUpOrdersNothing(t *testing.T) {
	const head = "汀州市林业局2023年政府信息公开工作年度报告" + body
	for name, table := range map[string]string{
		"cut": "|  | 申请人情况 |  |  |  |  |  |  |\n|---|---|---|---|---|---|---|---|\n|  | 自然人 | 法人或其他组织 |  |  |  |  | 总计 |\n|  |  | 商业企业 | 科研机构 | 社会公益\n组织 | 法律服务机构 | 其他 |  |\n" +
			"| 一、本年新收政府信息公开申请数量 | 5 | 2 | 0 | 1 | 0 | 0 | 8 |\n| 二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n",
		"in one line": "\t申请人情况\t\t\t\t\t\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计\n\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n" +
			"一、本年新收政府信息公开申请数量\t5\t2\t0\t1\t0\t0\t8\n二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n",
	} {
		rec := read(t, []byte("# "+head+"\n"+table))
		for col, want := range map[string]string{"natural_person": "5", "commercial_enterprise": "2", "public_welfare_org": "1", "legal_service_org": "0", "total": "8"} {
			c := rec.Cell("requests.new_received." + col)
			require.Contains(t, []string{want, "null"}, c.Value.String(), "%s: %s", name, col)
		}
		require.False(t, slices.ContainsFunc(rec.Findings, func(f record.Finding) bool { return f.Rule == "R18" }), name)
	}
	disputes := "四、政府信息公开行政复议、行政诉讼情况\n行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复\n议后起诉\t\t\t\t\n" +
		"\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n0\t0\t0\t0\t0\t1\t0\t0\t0\t1\t0\t2\t0\t0\t2\n"
	rec := read(t, []byte(head+disputes))
	require.Equal(t, "1", rec.Cell("disputes.litigation_direct.upheld").Value.String())
	require.Equal(t, "2", rec.Cell("disputes.litigation_after_reconsideration.total").Value.String())
}

// A figure in the cell of its label, the cells for it blank: it is not dropped.
func TestAFigureInItsLabelsCell(t *testing.T) {
	page := "<h1>汀州市林业局2023年政府信息公开工作年度报告</h1>" + strings.ReplaceAll(strings.TrimSpace(body), "\n", "<p>") + "<table><tr><td>第二十条第（五）项</td><td></td></tr><tr><td>信息内容</td><td>本年处理决定数量</td></tr>" +
		"<tr><td>行政许可456</td><td>&nbsp;</td></tr><tr><td>第二十条第（六）项</td><td></td></tr><tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政处罚1</td><td>78</td></tr></table>"
	rec := read(t, []byte(page))
	require.Equal(t, record.Unreadable, rec.Cell("proactive.licensing.decisions").State)
	require.Equal(t, "456", rec.Cell("proactive.licensing.decisions").Raw)
	require.Equal(t, "78", rec.Cell("proactive.penalties.decisions").Value.String())
}

// A header's cell that is neither figure nor label orders nothing.
func TestAHeaderCellWithoutALabel(t *testing.T) {
	require.False(t, outOfOrder([]*cell{{}}, []entry{{}}))
}

// A group's cell that spans a row too many, as pages count them, pushes the next
// group's cell behind the labels of its rows.
func TestAGroupThatSpansARowTooMany(t *testing.T) {
	row := func(label string, figures ...string) string {
		return "<td>" + label + "</td><td>" + strings.Join(figures, "</td><td>") + "</td></tr>"
	}
	page := "<h1>汀州市林业局2023年政府信息公开工作年度报告</h1><p>" + strings.ReplaceAll(strings.TrimSpace(body), "\n", "</p><p>") + "</p><table>" +
		"<tr><td colspan=3 rowspan=2></td><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总计</td></tr><tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>" +
		"<tr><td rowspan=9>三、本年度办理结果</td><td rowspan=6>（五）不予处理</td>" + row("1.信访举报投诉类申请", "1", "0", "0", "0", "0", "0", "1") +
		"<tr>" + row("2.重复申请", "2", "0", "0", "0", "0", "0", "2") + "<tr>" + row("3.要求提供公开出版物", "0", "0", "0", "0", "0", "0", "0") +
		"<tr>" + row("4.无正当理由大量反复申请", "0", "0", "0", "0", "0", "0", "0") + "<tr>" + row("5.要求行政机关确认或重新出具已获取信息", "0", "3", "0", "0", "0", "0", "3") +
		"<tr><td rowspan=3>（六）其他处理</td>" + row("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "5", "0", "0", "0", "0", "0", "5") +
		"<tr>" + row("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "0", "6", "0", "0", "0", "0", "6") +
		"<tr>" + row("3.其他", "7", "0", "0", "0", "0", "0", "7") + "<tr><td colspan=2>（七）总计</td><td>15</td><td>9</td><td>0</td><td>0</td><td>0</td><td>0</td><td>24</td></tr></table>"
	rec := read(t, []byte(page))
	for path, want := range map[string]string{"other_no_correction": "5", "other_fee_unpaid": "6", "other_other": "7", "unprocessed_reissue": "3"} {
		require.Equal(t, want, rec.Cell("requests."+path+".total").Value.String(), path)
	}
	require.Nil(t, rec.Cell("requests.other.total"))
}

// Section two's columns in another order are read by their labels, which is told.
func TestColumnsOfSectionTwoInAnotherOrder(t *testing.T) {
	text := strings.NewReplacer("本年废止件数\t现行有效件数", "现行有效件数\t本年废止件数", "\t1\t0\t3", "\t1\t3\t2").Replace(body)
	rec := read(t, []byte("汀州市林业局2023年政府信息公开工作年度报告"+text))
	require.Equal(t, "3", rec.Cell("proactive.normative_documents.in_force").Value.String())
	require.Equal(t, "2", rec.Cell("proactive.normative_documents.repealed").Value.String())
	n := 0
	for _, f := range rec.Findings {
		if f.Rule == "R18" {
			n++
		}
	}
	require.Equal(t, 1, n)
}
