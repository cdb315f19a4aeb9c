package match

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/record"
)

// Reports add columns to the form's: last year's figures are not this year's where
// this year's cell is blank, or is lost.
func TestAColumnThatTheFormLacksBesideABlankCell(t *testing.T) {
	top := "# 汀州市残联2023年政府信息公开工作年度报告\n\n## 二、主动公开政府信息情况\n\n"
	const table = "| 信息内容 | 本年处理决定数量 | 上年数 |\n|---|---|---|\n| 行政处罚 | 5 | 6 |\n| 行政强制 ROW |\n| 信息内容 | 本年收费金额（单位：万元） | 上年数 |\n| 行政事业性收费 | | 12 |\n"
	for row, want := range map[string]record.State{"| | 7": record.Blank, "| 7": record.Unreadable, "| 4 | 7": record.Printed} {
		rec := read(t, []byte(top+strings.Replace(table, "ROW", row, 1)))
		require.Equal(t, want, rec.Cell("proactive.coercive_measures.decisions").State, row)
		require.Equal(t, "5", rec.Cell("proactive.penalties.decisions").Raw)
		require.Equal(t, record.Blank, rec.Cell("proactive.admin_fees.amount_wan_yuan").State)
	}
	four := "\n## 四、政府信息公开行政复议、行政诉讼情况\n\n| 行政复议 | 行政诉讼 |\n|---|---|\n| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉 | 上年数 |\n" +
		"| " + strings.Repeat("结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | ", 2) + "上年数 |\n"
	rec := read(t, []byte(top+table+four+"| | 0 | 0 | 0 | 0 | 0 | | 0 | 0 | | 1 | 0 | | 0 | 1 | 13 |\n"))
	require.Equal(t, record.Unreadable, rec.Cell("disputes.reconsideration.upheld").State)
	require.Equal(t, record.Unreadable, rec.Cell("disputes.litigation_after_reconsideration.total").State)
}

// So in lines of text, which drop what is blank.
func TestAColumnThatTheFormLacksInLinesOfText(t *testing.T) {
	const text = "汀州市残联2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n0\n0\n0\n行政规范性文件\n1\n0\n3\n" +
		"信息内容\n本年处理决定数量\n上年数\n行政处罚\n5\n6\n行政强制\n7\n信息内容\n本年收费金额（单位：万元）\n上年数\n行政事业性收费\n12\n三、收到和处理政府信息公开申请情况\n"
	for _, year := range []string{"上年数\n", ""} {
		want := record.Unreadable
		if year == "" {
			want = record.Printed
		}
		rec := read(t, []byte(strings.ReplaceAll(text, "上年数\n", year)))
		require.Equal(t, want, rec.Cell("proactive.coercive_measures.decisions").State)
		require.Equal(t, want, rec.Cell("proactive.admin_fees.amount_wan_yuan").State)
		require.Equal(t, record.Printed, rec.Cell("proactive.normative_documents.in_force").State)
	}
}

// A header that has lost a column's cell, over rows of which one has figures for
// all: whose those of a shorter row are is not certain.
func TestAHeaderThatLostAColumn(t *testing.T) {
	text := "汀州市残联2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n信息内容   本年新制作数量   本年新公开数量   对外公开总数量\n规章   0   0   0\n规范性文件   5   5   29\n" +
		"第二十条第（五）项\n信息内容   本年增/减   处理决定数量\n行政许可   24      39\n其他对外管理服务事项   26   1   42\n"
	rec := read(t, []byte(text))
	require.Equal(t, record.Unreadable, rec.Cell("proactive.licensing.items_change").State)
	require.Equal(t, record.Unreadable, rec.Cell("proactive.licensing.decisions").State)
	require.Equal(t, "29", rec.Cell("proactive.normative_documents.disclosed_total").Raw)
	rec = read(t, []byte(strings.Replace(text, "26   1   42", "26   42", 1)))
	require.Equal(t, "24", rec.Cell("proactive.licensing.items_change").Raw)
	// Of a block of one row nothing else tells.
	rec = read(t, []byte(text+"第二十条第（八）项\n信息内容   本年增/减   备注\n行政事业性收费   1   无\n"))
	require.NotEqual(t, record.Printed, rec.Cell("proactive.admin_fees.items_change").State)
	page := `<p>汀州市残联2020年政府信息公开工作年度报告</p><p>二、主动公开政府信息情况</p><table><tr><td>信息内容</td><td>本年新制作数量</td><td>本年新公开数量</td><td>对外公开总数量</td></tr><tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr></table>` +
		`<table><tr><td colspan="2">第二十条第（八）项</td></tr><tr><td>信息内容</td><td>本年增/减</td></tr><tr><td>行政事业性收费</td><td>1</td></tr></table>`
	rec = read(t, []byte(page))
	require.Equal(t, record.Unreadable, rec.Cell("proactive.admin_fees.items_change").State)
}

// The figures of a row are not looked for behind the next label: rows without
// borders and without their header crashed the reader.
func TestFiguresAreNotLookedForBehindTheNextLabel(t *testing.T) {
	rec := read(t, []byte("二、主动公开政府信息情况\n3规章00\n4规范性文件3345219\n8其他对外管理服务事项72170040792\n序号信息内容上一年项目数量本年增/减处理决定数量\n六、其他需要报告的事项\n"))
	require.NotEqual(t, record.Printed, rec.Cell("proactive.other_services.decisions").State)
}

// Where a column is too narrow for its figures, the rest of one may look like the
// next cell's: 48,197 projects and no amount are not 4,819 projects for 7.
func TestFiguresThatNarrowColumnsBreak(t *testing.T) {
	text := "汀州市残联2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（五）项\n信息内容\n上一年项目数量\n本年增/减\n处理决定数量\n行政许可\nBROKEN\n其他对外管理服务事项\n12\n3\n40\n" +
		"第二十条第（九）项\n信息内容\n采购项目数量\n采购总金额\n政府集中采购\n4819\n7\n三、收到和处理政府信息公开申请情况\n"
	whole := read(t, []byte(strings.Replace(text, "BROKEN", "6980\n0\n9276", 1)))
	require.Equal(t, "4819", whole.Cell("proactive.central_procurement.projects").Value.String())
	for _, sep := range []string{"\n", " "} {
		rec := read(t, []byte(strings.Replace(text, "BROKEN", strings.Join([]string{"6980", "0", "1", "9276", "9"}, sep), 1)))
		require.Equal(t, record.Unreadable, rec.Cell("proactive.central_procurement.projects").State)
		require.Equal(t, "40", rec.Cell("proactive.other_services.decisions").Value.String(), "no figure is as long as those that broke")
	}
}

// A PDF's text by blocks may name columns behind the rows that they stand over.
func TestColumnsNamedBehindTheirRows(t *testing.T) {
	text := "汀州市残联2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\n\n本年新制作数量\n\nFIRST规章\n\n0\n0\nROW" +
		"第二十条第（五）项\n信息内容\n\n上一年项目数量\n\n本年增/减\n\n处理决定数量\n\n行政许可\n\n891\n\n-2\n\n1035\n\nLAST三、收到和处理政府信息公开申请情况\n"
	rec := read(t, []byte(strings.NewReplacer("FIRST", "", "ROW", "5（其中修订4件） 3\n\n0\n\n信息内容\n\n", "LAST", "规范性文件\n\n本年新公开数量 对外公开总数量\n30\n").Replace(text)))
	require.Equal(t, record.Unreadable, rec.Cell("proactive.regulations.disclosed_total").State)
	require.Equal(t, "1035", rec.Cell("proactive.licensing.decisions").Raw, "this block's columns stand over its rows")
	rec = read(t, []byte(strings.NewReplacer("FIRST", "本年新公开数量\n\n对外公开总数量\n\n", "ROW", "5\n\n规范性文件\n\n1\n2\n30\n\n", "LAST", "").Replace(text)))
	require.Equal(t, "5", rec.Cell("proactive.regulations.disclosed_total").Raw)
}
