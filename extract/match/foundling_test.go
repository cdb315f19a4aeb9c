package match

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/record"
)

// A text drops the blank cells of one row and has lost the label of the next: the
// figures that stand behind the first label are the second's.
func TestFiguresWhoseLabelIsLostAreNotTheRowsBefore(t *testing.T) {
	page := func(two, three string) []byte {
		return []byte("汀州市残联2023年政府信息公开工作年度报告\n一、总体情况\n稳步推进。\n二、主动公开政府信息情况\n" + two + "\n三、收到和处理政府信息公开申请情况\n" + three + "\n四、政府信息公开行政复议、行政诉讼情况\n")
	}
	const rows = "第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n规章\nLABEL4 1 9\n第二十条第（五）项\n信息内容 本年处理决定数量\n行政许可 7\n第二十条第（六）项\n信息内容 本年处理决定数量\n行政处罚 5\n行政强制 3"
	cells := strings.ReplaceAll(rows, " ", "\n")
	lost, kept := strings.NewReplacer("LABEL", ""), strings.NewReplacer("规章", "规章 0 0 0", "LABEL", "行政规范性文件 ")
	for _, text := range []string{rows, cells, strings.ReplaceAll(rows, "\n", " ")} {
		r := read(t, page(lost.Replace(text), ""))
		require.Equal(t, record.Unreadable, r.Cell("proactive.regulations.in_force").State, text)
		require.Equal(t, record.Printed, r.Cell("proactive.licensing.decisions").State, text)
		r = read(t, page(kept.Replace(text), ""))
		require.Equal(t, record.Printed, r.Cell("proactive.regulations.in_force").State, text)
		require.Equal(t, record.Printed, r.Cell("proactive.normative_documents.in_force").State, text)
	}
	// section three
	full := "一、本年新收政府信息公开申请数量 3 0 0 0 0 0 3 二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0 三、本年度办理结果 （一）予以公开 0 0 0 0 0 0 0 （二）部分公开 3 0 0 0 0 0 3 （三）不予公开 1.属于国家秘密 0 0 0 0 0 0 0 " +
		"2.其他法律行政法规禁止公开 0 0 0 0 0 0 0 3.危及“三安全一稳定” 0 0 0 0 0 0 0 4.保护第三方合法权益 0 0 0 0 0 0 0 5.属于三类内部事务信息 0 0 0 0 0 0 0 6.属于四类过程性信息 0 0 0 0 0 0 0 7.属于行政执法案卷 0 0 0 0 0 0 0 8.属于行政查询事项 0 0 0 0 0 0 0 （七）总计 3 0 0 0 0 0 3 四、结转下年度继续办理 0 0 0 0 0 0 0"
	orphaned := strings.NewReplacer("（一）予以公开 0 0 0 0 0 0 0 （二）部分公开", "（一）予以公开", "3.危及“三安全一稳定” 0 0 0 0 0 0 0 4.保护第三方合法权益", "3.危及“三安全一稳定”").Replace(full)
	lines := strings.NewReplacer(" ", "\n")
	r := read(t, page("", lines.Replace(full)))
	require.Equal(t, record.Printed, r.Cell("requests.granted.total").State)
	r = read(t, page("", lines.Replace(orphaned)))
	for path, want := range map[string]record.State{"granted": record.Unreadable, "refused_security_stability": record.Unreadable, "refused_enforcement_file": record.Printed, "refused_admin_query": record.Unreadable, "refused_prohibited_by_law": record.Printed} {
		require.Equal(t, want, r.Cell("requests."+path+".total").State, path)
	}
}

// The number of a page, or a year, stands on a line of its own between rows that are
// lines: it is no figure of the row before, whose cell is lost.
func TestANumberAloneBetweenRowsIsNotARowsFigure(t *testing.T) {
	const text = "汀州市残联2023年政府信息公开工作年度报告\n一、总体情况\n稳步推进。\n二、主动公开政府信息情况\n第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 0 0 0\n行政规范性文件 1 2\n4\n" +
		"第二十条第（五）项\n信息内容 本年处理决定数量\n行政许可\n1024\n第二十条第（六）项\n信息内容 本年处理决定数量\n行政处罚\n2023\n行政强制 3\n三、收到和处理政府信息公开申请情况\n"
	r := read(t, []byte(text))
	for path, want := range map[string]record.State{"regulations.in_force": record.Printed, "normative_documents.in_force": record.Unreadable,
		"licensing.decisions": record.Printed, "penalties.decisions": record.Unreadable, "coercive_measures.decisions": record.Printed} {
		require.Equal(t, want, r.Cell("proactive."+path).State, path)
	}
}

// … nor where each cell is a line.
func TestAYearAloneBetweenCellsIsNotARowsFigure(t *testing.T) {
	const text = "二、主动公开政府信息情况 信息内容 本年制发件数 本年废止件数 现行有效件数 规章 0 0 0 行政规范性文件 1 YEAR 第二十条第（六）项 信息内容 本年处理决定数量 行政处罚 YEAR 行政强制 3"
	for _, end := range []string{"\n", " |\n"} {
		for year, want := range map[string]record.State{"4 2023": record.Unreadable, "4 2024": record.Unreadable, "4 1987": record.Printed} {
			two, one := year, year[2:]
			page := strings.Replace(strings.Replace(text, "YEAR", two, 1), "YEAR", one, 1)
			r := read(t, []byte("汀州市残联2023年政府信息公开工作年度报告\n一、总体情况\n稳步推进。\n"+strings.Replace(strings.ReplaceAll(page, " ", end), end, "\n", 1)+end+"\n三、收到和处理政府信息公开申请情况\n"))
			require.Equal(t, want, r.Cell("proactive.normative_documents.in_force").State, year)
			require.Equal(t, want, r.Cell("proactive.penalties.decisions").State, year)
			require.Equal(t, record.Printed, r.Cell("proactive.coercive_measures.decisions").State, year)
		}
	}
}

// The same where a bar and a line's end stand behind each cell, and only words tell
// where a row ends.
func TestFiguresWhoseLabelIsLostBehindBars(t *testing.T) {
	const table = "信息内容 本年制发件数 本年废止件数 现行有效件数 规章 BLANK4 1 9 第二十条第（五）项 信息内容 本年处理决定数量 行政许可 7 第二十条第（六）项 信息内容 本年处理决定数量 行政处罚 5 行政强制 3"
	const three = "一、本年新收政府信息公开申请数量 3 0 0 0 0 0 3 二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0 三、本年度办理结果 （一）予以公开 LABEL3 0 0 0 0 0 3 （三）不予公开 1.属于国家秘密 0 0 0 0 0 0 0 （七）总计 3 0 0 0 0 0 3 四、结转下年度继续办理 0 0 0 0 0 0 0"
	bars := func(s string) string {
		return strings.ReplaceAll(strings.ReplaceAll(s, " ", " |\n"), "_", "") + " |\n\n"
	}
	page := func(blank, label string) *record.Record {
		return read(t, []byte("汀州市残联2023年政府信息公开工作年度报告\n一、总体情况\n稳步推进。\n二、主动公开政府信息情况\n"+bars(strings.Replace(table, "BLANK", blank, 1))+
			"三、收到和处理政府信息公开申请情况\n"+bars(strings.Replace(three, "LABEL", label, 1))+"四、政府信息公开行政复议、行政诉讼情况\n"))
	}
	for _, blank := range []string{"", "_ _ _ "} {
		r := page(blank, "")
		require.Equal(t, record.Unreadable, r.Cell("proactive.regulations.in_force").State, blank)
		require.Equal(t, record.Printed, r.Cell("proactive.coercive_measures.decisions").State, blank)
		require.Equal(t, record.Unreadable, r.Cell("requests.granted.total").State)
		require.Equal(t, record.Printed, r.Cell("requests.carried_in.total").State)
	}
	r := page("0 0 0 行政规范性文件 ", "0 0 0 0 0 0 0 （二）部分公开 ")
	for _, path := range []string{"proactive.regulations.in_force", "proactive.normative_documents.in_force", "requests.granted.total", "requests.partial.total"} {
		require.Equal(t, record.Printed, r.Cell(path).State, path)
	}
}

// A column of numbers before the labels: the next row's stands where a row's last cell
// is lost.
func TestANumberBeforeALabelIsNotTheFigureOfTheRowBefore(t *testing.T) {
	const table = "第二十条第（一）项 序号 信息内容 本年制发件数 本年废止件数 现行有效件数 1 规章 0 0 2 行政规范性文件 4 1 9 第二十条第（五）项 序号 信息内容 本年处理决定数量 3 行政许可 7"
	for _, text := range []string{table, strings.ReplaceAll(table, " ", "\n"), strings.ReplaceAll(table, " ", " |\n") + " |\n"} {
		r := read(t, []byte("汀州市残联2023年政府信息公开工作年度报告\n一、总体情况\n稳步推进。\n二、主动公开政府信息情况\n"+text+"\n三、收到和处理政府信息公开申请情况\n"))
		require.NotEqual(t, record.Printed, r.Cell("proactive.regulations.in_force").State, text)
	}
}

// Section four with a column more than the form's, and a figure less than columns; and
// with a line of its own before the row.
func TestSectionFourWithAColumnMore(t *testing.T) {
	const groups, leaves = "行政复议 行政诉讼\nMORE 结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉\n", "MORE 结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结 总计"
	page := func(more, last, figures string) *record.Record {
		return read(t, []byte("汀州市残联2023年政府信息公开工作年度报告"+body+"四、政府信息公开行政复议、行政诉讼情况\n"+strings.NewReplacer(" ", "\t", "MORE ", more).Replace(groups+leaves+last+"\n"+figures)+"\n五、存在的主要问题及改进情况\n无。\n"))
	}
	state := func(r *record.Record) record.State { return r.Cell("disputes.litigation_direct.total").State }
	const full = "0 0 0 0 0 1 0 0 0 1 0 0 0 0 0"
	require.Equal(t, record.Printed, state(page("", "", full)))
	require.Equal(t, record.Unreadable, state(page("序号\t", "", full)))
	require.Equal(t, record.Unreadable, state(page("", " 上年数", full)))
	spaced := func(figures string) *record.Record {
		return read(t, []byte("汀州市残联2023年政府信息公开工作年度报告"+body+"四、政府信息公开行政复议、行政诉讼情况\n"+strings.ReplaceAll(groups+leaves, "MORE ", "")+"\n"+figures+"\n五、存在的主要问题及改进情况\n无。\n"))
	}
	require.Equal(t, record.Printed, state(spaced(full)))
	require.NotEqual(t, record.Absent, state(spaced("：\n"+full))) // a sign is no word
	require.Equal(t, record.Unreadable, state(spaced(strings.Replace(full, " ", "\n", 1))))
}

// The label of a part of "other outcomes" is lost: its figures are not those of the
// whole, whose label stands beside them.
func TestAPartWhoseLabelIsLostIsNotTheWhole(t *testing.T) {
	const zeros = "<td>0<td>0<td>0<td>0<td>0<td>0<td>0"
	page := func(parts string) *record.Record {
		return read(t, []byte(titled+"<p>三、收到和处理政府信息公开申请情况</p><table><tr><td colspan=3>一、本年新收政府信息公开申请数量"+zeros+"<tr><td colspan=3>二、上年结转政府信息公开申请数量"+zeros+
			"<tr><td rowspan=5>三、本年度办理结果<td colspan=2>（一）予以公开"+zeros+parts+"<tr><td colspan=2>（七）总计"+zeros+"<tr><td colspan=3>四、结转下年度继续办理"+zeros+"</table>"))
	}
	const first, second, third = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他"
	parts := func(one, two, three string) string {
		return "<tr><td rowspan=3>（六）其他处理<td>" + one + zeros + "<tr><td>" + two + zeros + "<tr><td>" + three + zeros
	}
	whole := func(r *record.Record) string {
		if c := r.Cell("requests.other.total"); c != nil { // an optional row
			return string(c.State)
		}
		return ""
	}
	r := page(parts(first, second, third))
	require.Equal(t, record.Printed, r.Cell("requests.other_no_correction.total").State)
	for _, p := range []string{parts("", second, third), parts(first, "", third), parts(first, second, ""), parts("", "", "")} {
		require.NotEqual(t, "printed", whole(page(p)), p)
	}
	require.Equal(t, "printed", whole(page("<tr><td colspan=2>（六）其他处理"+zeros)))
	// in one column, as text prints it
	flat := "<tr><td colspan=2>（六）其他处理" + zeros
	require.Equal(t, "unreadable", whole(page(flat+"<tr><td colspan=2>"+second+zeros+"<tr><td colspan=2>"+third+zeros)))
	require.Equal(t, "unreadable", whole(page(flat+"<tr><td colspan=2>"+zeros+"<tr><td colspan=2>"+third+zeros)))
	require.Equal(t, "printed", whole(page(flat+"<tr><td colspan=2>"+first+zeros+"<tr><td colspan=2>"+second+zeros+"<tr><td colspan=2>"+third+zeros)))
}

// A header that seems to print some columns only, because a label stands in the corner
// or a cell is empty.
func TestAHeaderWithOneLabelLessIsNoHeaderOfTheOthers(t *testing.T) {
	for _, rows := range [][]string{
		{"信息内容本年制发件数|本年废止件数|现行有效件数", "规章|||", "行政规范性文件|1|7"},
		{"信息内容|本年制发件数|本年废止件数现行有效件数", "规章|0|0|", "行政规范性文件|1|3"},
		{"信息内容|本年制发件数|本年废止件数|", "规章|—|—|0", "行政规范性文件|1|7"},
	} {
		require.NotEqual(t, record.Printed, state(t, proactive(rows...), "proactive.normative_documents.repealed"), rows[0])
	}
}
