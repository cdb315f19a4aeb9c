package match

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/record"
)

// Cells that come out as lines with a bar between: a line of the row that went
// astray leaves two figures and a bar, which are no three figures.
func TestBarsBetweenLinesPartCells(t *testing.T) {
	const text = "一、总体情况\n\n二、主动公开政府信息情况\n\n" +
		"第二十条第（一）项\n信息内容\n本年新制作数量\n本年新公开数量\n对外公开总数量\n规章\n0\n0\n0\n规范性文件\n1\n1\n3\n" +
		"第二十条第（五）项\n信息内容\n上一年项目数量\n本年增/减\n处理决定数量\n行政许可\n12\n|\n0\n|\n41\n其他对外管理服务事项\n0\n|\n57\n" +
		"第二十条第（六）项\n信息内容\n上一年项目数量\n本年增/减\n处理决定数量\n行政处罚\n7\n7\n7\n行政强制\n0\n0\n0\n"
	r := read(t, []byte(text))
	require.Equal(t, record.Printed, r.Cell("proactive.licensing.items_change").State)
	require.Equal(t, "41", r.Cell("proactive.licensing.decisions").Raw)
	for _, c := range []string{"items_prior_year", "items_change", "decisions"} {
		require.Equal(t, record.Unreadable, r.Cell("proactive.other_services."+c).State, c)
	}
}

// Rows that a converter filled up at their end: a blank last cell may be one that
// was lost before the figure.
func TestAFilledRowOfSectionTwoIsNotCertain(t *testing.T) {
	const text = "# 汀州市残联2019年政府信息公开工作年度报告\n\n一、总体情况\n\n二、主动公开政府信息情况\n\n" +
		"| 第二十条第（一）项 | | | |\n|---|---|---|---|\n| 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n" +
		"| 规章 | 0 | 0 | 2 |\n| 规范性文件 | 3 | | |\n\n三、收到和处理政府信息公开申请情况\n\n"
	const moved = "| （本列数据） | 申请人情况 | | | | | | | |\n|---|---|---|---|---|---|---|---|---|\n" +
		"| 一、本年新收政府信息公开申请数量 | 4 | 0 | 0 | 0 | 0 | 0 | 4 | |\n| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | |\n" +
		"| 三、本年度办理结果 | （一）予以公开 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n| （三）不予公开 | 1.属于国家秘密 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
	require.Equal(t, record.Printed, read(t, []byte(text)).Cell("proactive.normative_documents.made").State)
	r := read(t, []byte(text+moved))
	require.Equal(t, record.Unreadable, r.Cell("proactive.normative_documents.made").State)
	require.Equal(t, record.Printed, r.Cell("proactive.regulations.made").State)
	require.Equal(t, "4", r.Cell("requests.new_received.total").Raw)
}

// A table of which no row is full of figures: the rows that hold just as many
// cells behind their labels show the columns, where labels keep their place.
func TestCellsShowTheColumnsWhereNoRowIsFull(t *testing.T) {
	page := func(under string) []byte {
		return []byte("# 汀州市残联2023年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n" +
			"| （本列数据） | | | 申请人情况 | | | | | | |\n|---|---|---|---|---|---|---|---|---|---|\n" +
			"| 一、本年新收政府信息公开申请数量 | | | 5 | | | | | | |\n| 二、上年结转政府信息公开申请数量 | | | | 0 | | | | | |\n" +
			"| 三、本年度办理结果 | （一）予以公开 | | | | | 0 | | | |\n" +
			"| " + under + " | （三）不予公开 | 1.属于国家秘密 | | | 0 | | | | |\n| " + under + " | " + under + " | 2.其他法律行政法规禁止公开 | | | | | 0 | | |\n" +
			"| " + under + " | " + under + " | 3.危及“三安全一稳定” | | 0 | | | | | |\n| " + under + " | " + under + " | 4.保护第三方合法权益 | 0 | | | | | | |\n")
	}
	r := read(t, page(""))
	require.Equal(t, "5", r.Cell("requests.new_received.natural_person").Raw)
	require.Equal(t, record.Printed, r.Cell("requests.new_received.natural_person").State)
	require.Equal(t, record.Blank, r.Cell("requests.new_received.total").State)
	require.Equal(t, record.Printed, r.Cell("requests.carried_in.commercial_enterprise").State)
}

const barred = "# 汀州市残联2023年政府信息公开工作年度报告\n一、总体情况\n稳步推进。\n二、主动公开政府信息情况\n"

// Crawlers leave empty cells out and fill rows up with bars: a row of which only
// the label is left is blank. Where figures stand alone they may be its own.
func TestARowThatIsOnlyALabelIsBlank(t *testing.T) {
	const rows = "第二十条第（一）项 | ||||\n信息内容 | 本年新 | 本年新 | 对外公开总数量 | |\n规章 | 2 | 1 | 7 | |\n规范性文件 | 5 | 3 | 31 | |\n" +
		"第二十条第（五）项 | ||||\n信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 | |\n行政许可 | ||||\n其他对外管理服务事项 | ||||\n"
	r := read(t, []byte(barred+rows+"第二十条第（六）项 | ||||\n"))
	for _, c := range []string{"licensing.items_prior_year", "licensing.decisions", "other_services.items_change"} {
		require.Equal(t, record.Blank, r.Cell("proactive."+c).State, c)
	}
	require.Equal(t, "31", r.Cell("proactive.normative_documents.disclosed_total").Raw)
	r = read(t, []byte(barred+rows+"4 | 2 | 19 | |\n第二十条第（六）项 | ||||\n"))
	require.Equal(t, record.Unreadable, r.Cell("proactive.licensing.decisions").State)
	require.Equal(t, record.Unreadable, r.Cell("proactive.other_services.decisions").State)
}

// Reports put another form's header over a block: its figures are other ones.
func TestAnotherFormsHeaderOverABlock(t *testing.T) {
	r := read(t, []byte(barred+"第二十条第（一）项 | ||||\n信息内容 | 本年新 | 本年新 | 对外公开总数量 | |\n规章 | 0 | 0 | 0 | |\n规范性文件 | 9 | 8 | 17 | |\n"+
		"第二十条第（五）项 | ||||\n信息内容 | 本年处理决定数量 | |||\n行政许可 | 26 | |||\n第二十条第（八）项 | ||||\n信息内容 | 本年收费金额（单位：万元） | |||\n行政事业性收费 | 3.5 | |||\n"))
	require.Equal(t, "2021", r.Generation)
	require.True(t, has(r, "R10"))
	for _, c := range []string{"issued", "repealed", "in_force"} {
		require.Equal(t, record.Unreadable, r.Cell("proactive.normative_documents."+c).State, c)
	}
	require.Equal(t, record.Printed, r.Cell("proactive.licensing.decisions").State)
	require.Equal(t, "3.5", r.Cell("proactive.admin_fees.amount_wan_yuan").Raw)
}

// A header that prints some of a block's columns says which its figures are.
func TestAHeaderOfSomeColumns(t *testing.T) {
	r := read(t, []byte(barred+"第二十条第（一）项 | |||\n信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n规章 | 0 | 0 | 0 |\n规范性文件 | 9 | 8 | 17 |\n"+
		"第二十条第（五）项 | |||\n信息内容 | 处理决定数量 | ||\n行政许可 | 26 | ||\n第二十条第（六）项 | |||\n信息内容 | 上一年项目数量 | 处理决定数量 | |\n行政处罚 | 4 | 31 | |\n行政强制 | 6 | | |\n"))
	require.Equal(t, "26", r.Cell("proactive.licensing.decisions").Raw)
	require.Equal(t, record.Absent, r.Cell("proactive.licensing.items_prior_year").State)
	require.Equal(t, "4", r.Cell("proactive.penalties.items_prior_year").Raw)
	require.Equal(t, "31", r.Cell("proactive.penalties.decisions").Raw)
	require.NotEqual(t, record.Printed, r.Cell("proactive.coercive_measures.decisions").State)
}

// A cell a line, a bar behind each: a change is printed with a word for its sign,
// and blank cells are lines that are nothing but a bar.
func TestACellALineWithBars(t *testing.T) {
	lines := func(cells string) string { return strings.ReplaceAll(cells, ",", " |\n") + " |\n" }
	r := read(t, []byte(barred+lines("第二十条第（五）项,信息内容,上一年项目数量,本年增/减,处理决定数量,行政许可,8,减3,27,其他对外管理服务事项,0,0,0,第二十条第（六）项")+
		"三、收到和处理政府信息公开申请情况\n"+lines("（本列数据）,申请人情况")+"||||||||\n"+lines("自然人,法人或其他组织,总计")+"|||||||\n"+lines("商业企业,科研机构,社会公益组织,法律服务机构,其他")+"|||||\n"+
		lines("一、本年新收政府信息公开申请数量,4")+"|\n|\n|\n|\n|\n4 |\n||\n"+lines("二、上年结转政府信息公开申请数量")+"|\n|\n|\n|\n|\n|\n0 |\n||\n"))
	require.Equal(t, "减3", r.Cell("proactive.licensing.items_change").Raw)
	require.Equal(t, "27", r.Cell("proactive.licensing.decisions").Raw)
	require.Equal(t, "4", r.Cell("requests.new_received.natural_person").Raw)
	require.Equal(t, record.Blank, r.Cell("requests.new_received.other_org").State)
	require.Equal(t, record.Blank, r.Cell("requests.carried_in.natural_person").State)
	require.Equal(t, "0", r.Cell("requests.carried_in.total").Raw)
}

// Rows with a bar only behind each cell: a bar before the first is an empty cell's.
func TestABarBeforeRowsThatHaveNone(t *testing.T) {
	const head = "四、政府信息公开行政复议、行政诉讼情况\n行政复议 | 行政诉讼 | |||||||||||||\n结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉 | ||||||||\n" +
		"结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | |||||\n"
	r := read(t, []byte(barred+head+"| 3 |  |  | 3 |  |  |  |  |  |  |  |  | 25 | 25 |\n"))
	require.Equal(t, record.Blank, r.Cell("disputes.reconsideration.upheld").State)
	require.Equal(t, "3", r.Cell("disputes.reconsideration.corrected").Raw)
	require.Equal(t, "25", r.Cell("disputes.litigation_after_reconsideration.total").Raw)
}

// A table of a cell a line with hardly a figure: its figures are not lost, and
// the bars that fill its last row up are no row of blanks.
func TestATableOfACellALineWithTwoFigures(t *testing.T) {
	five := "结果维持 |\n结果纠正 |\n其他结果 |\n尚未审结 |\n总计 |\n"
	head := "四、政府信息公开行政复议、行政诉讼情况\n行政复议 |\n行政诉讼 |\n|||||||||||||\n" + five + "未经复议直接起诉 |\n复议后起诉 |\n||||||||\n" + five + five + "|||||\n"
	r := read(t, []byte(barred+head+strings.Repeat("|\n", 10)+"4 |\n|\n|\n|\n4 |\n"))
	require.Equal(t, "4", r.Cell("disputes.litigation_after_reconsideration.upheld").Raw)
	require.Equal(t, record.Blank, r.Cell("disputes.reconsideration.total").State)
	r = read(t, []byte(barred+head+"4 |\n4 |\n|||||||||||||\n"))
	require.NotEqual(t, record.Blank, r.Cell("disputes.litigation_after_reconsideration.upheld").State)
}

// Where rows without borders have fewer digits than cells, blank cells were
// dropped: as many digits as cells may then be fewer figures too.
func TestDroppedBlanksWhereBordersAreLost(t *testing.T) {
	const rows = "第二十条第（一）项\n信息内容本年制发件数本年废止件数现行有效件数\n规章%s\n行政规范性文件123\n第二十条第（五）项\n信息内容本年处理决定数量\n行政许可32\n"
	require.Equal(t, record.Inferred, read(t, []byte(barred+strings.Replace(rows, "%s", "000", 1))).Cell("proactive.normative_documents.issued").State)
	require.Equal(t, record.Unreadable, read(t, []byte(barred+strings.Replace(rows, "%s", "12", 1))).Cell("proactive.normative_documents.issued").State)
}

// Fillers tell the width of a table of a cell a line: words in place of figures
// do not break its rows.
func TestWordsWhereFiguresStandInATableOfACellALine(t *testing.T) {
	row := func(cells string) string { return strings.ReplaceAll(cells, ",", " |\n") + " |\n|\n" }
	r := read(t, []byte(barred+"第二十条第（一）项 |\n||||\n"+row("信息内容,本年新,本年新,对外公开总数量")+row("规章,本单位不制定规章,本单位不制定规章,本单位不制定规章")+row("规范性文件,2,3,18")+
		"第二十条第（五）项 |\n||||\n"+row("信息内容,上一年项目数量,本年增/减,处理决定数量")+row("行政许可,9,没有增减,41")+"第二十条第（八）项 |\n||||\n"))
	require.Equal(t, "18", r.Cell("proactive.normative_documents.disclosed_total").Raw)
	require.Equal(t, "9", r.Cell("proactive.licensing.items_prior_year").Raw)
	require.Equal(t, record.Word, r.Cell("proactive.licensing.items_change").State)
	require.Equal(t, record.Word, r.Cell("proactive.regulations.made").State)
	require.Equal(t, "41", r.Cell("proactive.licensing.decisions").Raw)
}

// Signs and words for none stand where figures do, in the lines of a text too.
func TestSignsAndWordsForNoneInLinesOfText(t *testing.T) {
	const heads = "自然人\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n总计\n"
	const four = "四、政府信息公开行政复议、行政诉讼情况\n行政复议\n行政诉讼\n结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉\n结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结 总计\n"
	var b strings.Builder
	for _, row := range []string{"一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开", "1.属于国家秘密", "2.其他法律行政法规禁止公开", "4.保护第三方合法权益",
		"5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项", "1.本机关不掌握相关政府信息", "（七）总计"} {
		figures := "\n无\n6\n1\n2\n1\n无\n10\n"
		if strings.Contains(row, "卷") {
			figures = "\n无\n无\n1\n无\n无\n无\n1\n"
		}
		b.WriteString(row + figures)
	}
	r := read(t, []byte("汀州市残联2023年政府信息公开工作年度报告"+body+heads+b.String()+four+"— — 3 — 3 — — — — — — — 4 — 4\n五、存在的主要问题及改进情况\n无\n"))
	require.Equal(t, "10", r.Cell("requests.new_received.total").Raw)
	require.Equal(t, record.Word, r.Cell("requests.new_received.other_org").State)
	require.Equal(t, "1", r.Cell("requests.refused_enforcement_file.research_institution").Raw)
	require.Equal(t, "3", r.Cell("disputes.reconsideration.other").Raw)
	require.Equal(t, "4", r.Cell("disputes.litigation_after_reconsideration.other").Raw)
	require.Equal(t, record.Dash, r.Cell("disputes.reconsideration.upheld").State)
}
