package match

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/extract/grid"
	"gongkai/record"
)

// loose makes a document of lines and of tables whose columns are guesses.
func loose(t *testing.T, parts ...any) *record.Record {
	t.Helper()
	doc := &grid.Doc{}
	for i, p := range parts {
		pos := grid.Pos{Page: 1, Block: i + 1}
		switch p := p.(type) {
		case string:
			doc.Blocks = append(doc.Blocks, grid.Block{Para: &grid.Para{Text: p, Pos: pos}})
		case [][]string:
			var cells []grid.Cell
			for r, row := range p {
				for c, text := range row {
					at := pos
					at.Block, at.Table, at.Row, at.Col = 0, i+1, r+1, c+1
					cells = append(cells, grid.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: text, Pos: at})
				}
			}
			g := grid.New(len(p), len(p[0]), cells, grid.Pos{Page: 1, Table: i + 1})
			g.Loose = true
			doc.Blocks = append(doc.Blocks, grid.Block{Grid: g})
		}
	}
	rec, err := Record(context.Background(), doc)
	require.NoError(t, err)
	return rec
}

// Two groups' figures and the blanks between them fill a row of as many columns as
// the table has: the sums say that they are not those of the columns.
func TestFiguresAmongBlanksThatAreGuesses(t *testing.T) {
	rec := loose(t, "汀州市残联2023年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况", [][]string{
		{"结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "", "", "", "", ""},
		{"8", "", "6", "3", "", "0", "17", "", "7", "7", "", "8", "0", "", "22"},
	}, "五、存在的主要问题及改进情况", "更新不及时。")
	require.Equal(t, record.Unreadable, rec.Cell("disputes.reconsideration.upheld").State)
	require.True(t, has(rec, "R15"))
	// Where they fit, blank cells are blank.
	rec = loose(t, "汀州市残联2023年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况", [][]string{
		{"结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"},
		{"8", "", "6", "", "14", "", "", "", "", "", "", "", "1", "", "1"},
	}, "五、存在的主要问题及改进情况", "更新不及时。")
	require.Equal(t, "8", rec.Cell("disputes.reconsideration.upheld").Value.String())
	require.Equal(t, record.Blank, rec.Cell("disputes.reconsideration.corrected").State)
}

// A label on two lines with its figures between them, in a table without rules,
// is read as a row of blanks and a line of figures: the blanks are none.
func TestBlanksBesideFiguresThatFoundNoPlace(t *testing.T) {
	head := []string{"", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"}
	row := func(label string) []string { return []string{label, "1", "0", "0", "0", "0", "0", "1"} }
	rec := loose(t, "汀州市残联2023年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况", [][]string{
		head, row("一、本年新收政府信息公开申请数量"), row("二、上年结转政府信息公开申请数量"), row("（一）予以公开"),
		{"（二）部分公开（区分处理的，只计这一情形，", "", "", "", "", "", "", ""},
	}, "21 0 0 1 1 0 23", "不计其他情形）", [][]string{
		row("1.属于国家秘密"), row("2.其他法律行政法规禁止公开"), row("3.危及“三安全一稳定”"), row("4.保护第三方合法权益"), row("5.属于三类内部事务信息"), row("6.属于四类过程性信息"),
	}, "四、政府信息公开行政复议、行政诉讼情况", "没有。")
	require.Equal(t, record.Unreadable, rec.Cell("requests.partial.natural_person").State)
	named := false
	for _, f := range rec.Findings {
		for _, p := range f.Paths {
			named = named || f.Rule == "R03" && p == "requests.partial.natural_person"
		}
	}
	require.True(t, named)
}

// Columns that were guessed too few: as many figures as columns, whose sum fits,
// stand in their order.
func TestFiguresWithSpacesInGuessedColumns(t *testing.T) {
	head := []string{"", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"}
	row := func(label string) []string { return []string{label, "1", "0", "0", "0", "0", "0", "1"} }
	table := func(odd []string) *record.Record {
		return loose(t, "汀州市残联2023年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况", [][]string{
			head, row("一、本年新收政府信息公开申请数量"), row("二、上年结转政府信息公开申请数量"), odd,
			row("（二）部分公开"), row("1.属于国家秘密"), row("2.其他法律行政法规禁止公开"), row("3.危及“三安全一稳定”"), row("4.保护第三方合法权益"), row("5.属于三类内部事务信息"), row("6.属于四类过程性信息"),
		}, "四、政府信息公开行政复议、行政诉讼情况", "没有。")
	}
	rec := table([]string{"（一）予以公开", "", "", "", "13", "0 4 2", "0 1", "20"})
	require.Equal(t, "4", rec.Cell("requests.granted.research_institution").Value.String())
	require.Equal(t, record.Inferred, rec.Cell("requests.granted.research_institution").State)
	rec = table([]string{"（一）予以公开", "", "", "", "13", "0 4 2", "0 1", "21"}) // it does not add up
	require.Equal(t, record.Unreadable, rec.Cell("requests.granted.research_institution").State)
}

// The last row stands on a page of its own, where no rules are drawn: a line of
// text, whose first figure may touch the label.
func TestARowThatStandsAsALineOfText(t *testing.T) {
	head := []string{"", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"}
	row := func(label string) []string { return []string{label, "1", "0", "0", "0", "0", "0", "1"} }
	table := func(last string) *record.Record {
		return loose(t, "汀州市残联2023年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况", [][]string{
			head, row("一、本年新收政府信息公开申请数量"), row("二、上年结转政府信息公开申请数量"), row("（一）予以公开"),
			row("（二）部分公开"), row("1.属于国家秘密"), row("2.其他法律行政法规禁止公开"), row("3.危及“三安全一稳定”"), row("4.保护第三方合法权益"), row("5.属于三类内部事务信息"), row("6.属于四类过程性信息"),
		}, last, "四、政府信息公开行政复议、行政诉讼情况", "没有。")
	}
	for _, last := range []string{"四、结转下年度继续办理 2 1 0 1 0 0 4", "四、结转下年度继续办理2 1 0 1 0 0 4"} {
		rec := table(last)
		require.Equal(t, "2", rec.Cell("requests.carried_out.natural_person").Value.String(), last)
		require.Equal(t, "4", rec.Cell("requests.carried_out.total").Value.String(), last)
	}
	require.Equal(t, record.Absent, table("四、结转下年度继续办理 2 1 0 1 0 4").Cell("requests.carried_out.total").State)
}

// requestsWith is section three's table with some rows under its first ones.
func requestsWith(t *testing.T, under ...[]string) *record.Record {
	t.Helper()
	rows := [][]string{{"", "", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"}}
	for _, label := range []string{"一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开", "（二）部分公开", "1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请"} {
		rows = append(rows, ofRequests(label))
	}
	return loose(t, "汀州市残联2023年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况", append(rows, under...), "四、政府信息公开行政复议、行政诉讼情况", "没有。")
}

func ofRequests(label string) []string { return []string{"", label, "1", "0", "0", "0", "0", "0", "1"} }

// A group's label stands in the middle of its rows, beside the figures of one of
// them, whose own label is on lines without any: they are not the group's.
func TestFiguresBesideAHeadingOverItsRows(t *testing.T) {
	row := ofRequests
	table := func(under ...[]string) *record.Record { return requestsWith(t, under...) }
	heading := []string{"（六）其他处理", "", "5", "0", "1", "4", "4", "4", "18"}
	first, third := row("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"), row("3.其他")
	blank := []string{"", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "", "", "", "", "", "", ""}
	rec := table(first, heading, blank, third)
	require.Nil(t, rec.Cell("requests.other.total"))
	require.Equal(t, record.Unreadable, rec.Cell("requests.other_fee_unpaid.total").State)
	require.True(t, has(rec, "R03"))
	rec = table(heading, first, row("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"), third) // each has its own
	require.Equal(t, "18", rec.Cell("requests.other.total").Value.String())
	rec = table(heading) // printed as one row
	require.Equal(t, "18", rec.Cell("requests.other.total").Value.String())
}

// Lines of a table without rules: the label of a row is on three, its figures
// beside the second.
func TestALabelAroundItsFigures(t *testing.T) {
	row := ofRequests
	table := func(under ...[]string) *record.Record { return requestsWith(t, under...) }
	line := func(group, label string, values ...string) []string { return append([]string{group, label}, values...) }
	blank := []string{"", "", "", "", "", "", ""}
	figures := []string{"5", "0", "1", "4", "4", "4", "18"}
	first, third := row("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"), row("3.其他")
	rec := table(first, line("（六）其", "2.申请人逾期未按收费通知要求缴纳费", blank...), line("他处理", "用、行政机关不再处理其政府信息公开申", figures...), line("", "请", blank...), third)
	require.Equal(t, "18", rec.Cell("requests.other_fee_unpaid.total").Value.String())
	require.Equal(t, record.Printed, rec.Cell("requests.other_fee_unpaid.natural_person").State)
	require.False(t, has(rec, "R03"))
	rec = table(first, line("", "2.申请人逾期未按收费通知要求缴纳费用、行政机关", blank...), line("", "不再处理其政府信息公开申请", figures...), third)
	require.Equal(t, "5", rec.Cell("requests.other_fee_unpaid.natural_person").Value.String())
	// What does not make a label of the form leaves the row in doubt.
	rec = table(first, line("", "2.申请人逾期未按收费通知要求缴纳费", blank...), line("", "用的", figures...), third)
	require.NotEqual(t, record.Printed, rec.Cell("requests.other_fee_unpaid.natural_person").State)
	require.True(t, has(rec, "R03") || has(rec, "R15"))
}

// Rows that became the lines of one cell are not read, and a blank beside them is
// none.
func TestRowsThatAreLinesOfACell(t *testing.T) {
	table := func(cell string) *record.Record {
		return loose(t, "汀州市残联2023年政府信息公开工作年度报告", "二、主动公开政府信息情况", [][]string{
			{"", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数"},
			{"规章", "", "0", "0", "0"}, {"行政规范性文件", "", "4", "2", "28"},
			{cell, "", "", "", ""}, {"", "行政处罚", "", "", ""},
			{"信息内容", "", "本年收费金额（单位：万元）", "", ""}, {"行政事业性收费", "", "0", "", ""},
		}, "三、收到和处理政府信息公开申请情况", "没有。")
	}
	rec := table("行政许可 82\n信息内容\n行政处罚 13\n行政强制")
	require.Equal(t, record.Unreadable, rec.Cell("proactive.penalties.decisions").State)
	require.True(t, has(rec, "R03"))
	rec = table("第二十条\n第（六）项")
	require.Equal(t, record.Blank, rec.Cell("proactive.penalties.decisions").State)
	require.False(t, has(rec, "R03"))
}

// Headings that stand higher and lower by turns are over their columns all the same.
func TestHeadingsOnSeveralLines(t *testing.T) {
	rec := loose(t, "汀州市残联2023年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况", [][]string{
		{"行政复议", "", "", "", "", "行政诉讼", "", "", "", "", "", "", "", "", ""},
		{"", "结果纠正", "", "尚未审结", "", "未经复议直接起诉", "", "", "", "", "复议后起诉", "", "", "", ""},
		{"结果维持", "", "其他结果", "", "总计", "", "", "", "", "", "", "", "", "", ""},
		{"", "", "", "", "", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"},
		{"9", "4", "8", "2", "23", "7", "3", "1", "1", "12", "8", "3", "7", "0", "18"},
	}, "五、存在的主要问题及改进情况", "更新不及时。")
	require.Equal(t, "9", rec.Cell("disputes.reconsideration.upheld").Value.String())
	require.Equal(t, "4", rec.Cell("disputes.reconsideration.corrected").Value.String())
	require.False(t, has(rec, "R18"))
}

// Narrow columns break label and figure over two rows: what stands above is not
// the whole figure, even where what stands below is none.
func TestTheRestOfAFigureBelow(t *testing.T) {
	rec := loose(t, "汀州市残联2023年政府信息公开工作年度报告", "二、主动公开政府信息情况", [][]string{
		{"信息内容", "本年制发件数", "本年废止件数", "现行有效件数"},
		{"规章", "0", "0", "0"},
		{"行政规", "142", "2", "727"},
		{"范性文件", "（其中", "3 2", ""},
	}, [][]string{
		{"信息内容", "本年处理决定数量"},
		{"行政处罚", "8405"},
		{"行政强", "11"},
		{"制", "5 0"},
	}, "三、收到和处理政府信息公开申请情况", "无。")
	require.Equal(t, record.Unreadable, rec.Cell("proactive.normative_documents.repealed").State)
	require.Equal(t, record.Unreadable, rec.Cell("proactive.coercive_measures.decisions").State)
	require.Equal(t, "8405", rec.Cell("proactive.penalties.decisions").Value.String())
}
