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
