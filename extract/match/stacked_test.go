package match

import (
	"slices"
	"strings"
	"testing"

	"gongkai/record"

	"github.com/stretchr/testify/require"
)

// Text copied out of a PDF gives a table's cells a line each, in an order of its
// own: where figures stand before their labels, or lines break within a figure,
// no cell is certain.
func TestStackedFiguresThatAreNotTheirLabels(t *testing.T) {
	const head = "汀州市残联2023年政府信息公开工作年度报告\n一、总体情况\n稳步推进。\n二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n"
	const fine = "规章\n0\n0\n0\n行政规范性文件\n12\n0\n31\n"
	const penalties = "第二十条第（六）项\n信息内容\n本年处理决定数量\n"
	for _, c := range []struct{ name, rows, path string }{
		{"figures before the first label", "0\n0\n0\n规章\n24\n3\n49\n行政规范性文件\n件\n", "proactive.regulations.issued"},
		{"signs before the first label", "/\n/\n/\n规章\n24\n3\n49\n行政规范性文件\n", "proactive.regulations.in_force"},
		{"the next label on a figure's line", "规章\n24\n274\n行政规 49\n范性文件\n", "proactive.regulations.in_force"},
		{"one figure before each label", fine + penalties + "49\n行政处罚\n1\n行政强制\n", "proactive.penalties.decisions"},
		{"a figure that touches its label, others on lines below", "规章000\n行政规范性文件37\n226\n7\n", "proactive.normative_documents.repealed"},
	} {
		rec := read(t, []byte(head+c.rows+"三、收到和处理政府信息公开申请情况\n"))
		got := rec.Cell(c.path)
		require.Equal(t, record.Unreadable, got.State, "%s: %s", c.name, got.Raw)
		require.True(t, slices.ContainsFunc(rec.Findings, func(f record.Finding) bool { return slices.Contains(f.Paths, c.path) }), c.name)
	}
	torn := strings.Replace(head, "本年制发件数\n本年废止件数\n现行有效件数", "本年制 本年废 现行有\n容\n发件数 止件数 效件数", 1)
	require.Equal(t, record.Unreadable, read(t, []byte(torn+"规章\n4\n4\n25\n行政规\n范性文\n件\n三、收到和处理政府信息公开申请情况\n")).Cell("proactive.regulations.issued").State, "a blank row's label before the next row's figures")
	rec := read(t, []byte(head+fine+penalties+"行政处罚\n49\n行政强制\n1\n三、收到和处理政府信息公开申请情况\n"))
	for path, want := range map[string]string{"proactive.regulations.in_force": "0", "proactive.normative_documents.issued": "12", "proactive.penalties.decisions": "49", "proactive.coercive_measures.decisions": "1"} {
		require.Equal(t, want, rec.Cell(path).Value.String(), path)
	}
}

// Figures before the labels of section three: each row's sums hold, under the
// wrong label.
func TestRowsOfFiguresBeforeTheirLabels(t *testing.T) {
	rows := []string{"一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
		"1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益", "（七）总计", "四、结转下年度继续办理"}
	var b strings.Builder
	b.WriteString("汀州市残联2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n")
	for i, r := range rows {
		n := string(rune('1' + i%3))
		b.WriteString(n + "\n0\n0\n0\n0\n0\n" + n + "\n" + r + "\n")
	}
	rec := read(t, []byte(b.String()+"四、政府信息公开行政复议、行政诉讼情况\n"))
	for _, path := range []string{"requests.new_received.natural_person", "requests.granted.total", "requests.carried_out.total"} {
		require.NotEqual(t, record.Printed, rec.Cell(path).State, path)
	}
}

// A blank cell leaves no line; the figures that are left are not one run of
// digits, though as one the sums would place them.
func TestStackedRowWithABlankCell(t *testing.T) {
	var b strings.Builder
	b.WriteString("汀州市残联2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n申请人情况\n自然人\n法人或其他组织\n总计\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n" +
		"一、本年新收政府信息公开申请数量\n40\n9\n1\n26\n1\n77\n")
	for _, row := range []string{"二、上年结转政府信息公开申请数量", "（一）予以公开", "（二）部分公开", "1.属于国家秘密", "2.其他法律行政法规禁止公开", "4.保护第三方合法权益",
		"5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.\n属于行政查询事项", "1.本机关不掌握相关政府信息", "（七）总计"} {
		b.WriteString(row + "\n31\n8\n6\n45\n")
	}
	rec := read(t, []byte(b.String()+"四、政府信息公开行政复议、行政诉讼情况\n"))
	require.Equal(t, record.Unreadable, rec.Cell("requests.new_received.natural_person").State)
	require.NotEqual(t, "8", rec.Cell("requests.refused_enforcement_file.total").Value.String(), "the next row's numeral")
}

// A page may end in the middle of the table.
func TestAPageNumberBehindARowOfText(t *testing.T) {
	var b strings.Builder
	b.WriteString("汀州市残联2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n")
	for _, row := range []string{"一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开", "1.属于国家秘密", "2.其他法律行政法规禁止公开", "4.保护第三方合法权益",
		"5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项", "1.本机关不掌握相关政府信息", "（七）总计"} {
		b.WriteString(row + " 7 0 1 0 0 1 9\n")
		if row == "1.属于国家秘密" {
			b.WriteString("- 4 -\n")
		}
	}
	rec := read(t, []byte(b.String()+"四、政府信息公开行政复议、行政诉讼情况\n"))
	require.Equal(t, "9", rec.Cell("requests.refused_state_secret.total").Value.String())
}

// Lines of narrow cells, as pdftotext -layout lays them out: labels go on below.
func TestLaidOutLabelsBrokenBelowTheirFigures(t *testing.T) {
	const head = "汀州市残联2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n信息内 本年制 本年废 现行有\n容      发件数 止件数 效件数\n规章     0   0      0\n"
	const fees = "第二十条第（八）项\n信息内 本年收费金额（单位：万\n容      元）\n行政事 61.5\n业性收\n费\n三、收到和处理政府信息公开申请情况\n"
	rec := read(t, []byte(head+"行政规 1      2      4\n范性文\n件\n第二十条第（五）项\n信息内 本年处理决定数量\n容\n行政许 28\n可\n"+fees))
	for path, want := range map[string]string{"proactive.normative_documents.in_force": "4", "proactive.licensing.decisions": "28", "proactive.admin_fees.amount_wan_yuan": "61.5"} {
		require.Equal(t, want, rec.Cell(path).Value.String(), path)
	}
	require.True(t, has(rec, "R14"), "the unit of the header is parted")

	rec = read(t, []byte(head+"行政规 1024   2      4\n范性文    7          1\n件\n"+fees))
	require.NotEqual(t, record.Printed, rec.Cell("proactive.normative_documents.issued").State, "the figures go on below, as the label does")
}

func TestRowsByTheBeginningOfTheirLabels(t *testing.T) {
	const head = "汀州市残联2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n      申请人情况\n        自然人    商业企业    科研机构    社会公益组织    法律服务机构    其他    总计\n"
	rec := read(t, []byte(head+`一、本年新收政府信息公开申请数量    6    0    0    0    0    1    7
三、本 （一）予以公开 2    0    0    0    0    0    2
年度办 （二）部分公开 0    0    0    0    0    0    0
      （三） 1.属于    1    0    0    0    0    0    1
      不予公 国家秘
      开     密
             2.其他    3    0    0    0    0    1    4
             法律行
             3.危及    0    0    0    0    0    0    0
（四）       1.本机    5    0    0    0    0    0    5
无法提       关不掌
             （七）总计    11    0    0    0    0    1    12
四、政府信息公开行政复议、行政诉讼情况
`))
	for path, want := range map[string]string{"refused_state_secret": "1", "refused_prohibited_by_law": "4", "refused_security_stability": "0", "unable_not_held": "5", "processed_total": "12"} {
		c := rec.Cell("requests." + path + ".total")
		require.Equal(t, want, c.Value.String(), path)
	}
	require.Equal(t, record.Absent, rec.Cell("requests.other_other.total").State, "2.其他 begins another label than 3.其他")
}

// Tables without rules, as a PDF's lines give them: a label's other lines are rows
// of their own, and a heading's words stand beside or below its first row.
func TestRowsOfALabelsOtherLines(t *testing.T) {
	rec := read(t, requests("|"+heads,
		"|一、本年新收政府信息公开申请数量|6|0|0|0|0|1|7", "|（二）部分公开|2|0|0|0|0|0|2", "|（三） 1.属于<br>国家秘<br>密|3|0|0|0|0|1|4", "不予公<br>开||||||||",
		"|2.其他|5|0|0|0|0|0|5", "|法律行政<br>法规禁止公开|||||||", "|3.危及“三安全一稳定”|8|0|0|0|0|0|8"))
	for path, want := range map[string]string{"refused_state_secret": "4", "refused_prohibited_by_law": "5", "refused_security_stability": "8"} {
		require.Equal(t, want, rec.Cell("requests."+path+".total").Value.String(), path)
	}
}
