package match

import (
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
