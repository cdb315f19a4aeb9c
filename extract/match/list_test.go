package match

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/extract/grid"
	"gongkai/extract/match/line"
	"gongkai/record"
)

func TestReadLabel(t *testing.T) {
	for text, want := range map[string]listLabel{
		"（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）": {key: "主动公开政府信息", style: 'C'},
		"其中：1、政府网站公开数":   {key: "政府网站公开", style: 'd', among: true},
		"　　　２．传真申请数（件）":  {key: "传真申请", style: 'd', unit: "件"},
		"四、行政复议数量":       {key: "行政复议", style: 'c'},
		"其中：（1）“信息不存在”数": {key: "信息不存在", style: 'D', among: true},
		"①当面申请数":         {key: "当面申请", style: 'o'},
		"1政府公报公开政府信息数":   {key: "政府公报公开政府信息", style: 'd'},
		"其中":             {key: "其中"},
		"十二、其他":          {key: "其他", style: 'c'},
		"一般信息数":          {key: "一般信息"},
		"专职人员数[不含政府网站（含外聘）人员数]": {key: "专职人员"},
		"数":   {key: "数"},
		"（未完": {key: ""},
		"":    {},
	} {
		require.Equal(t, want, readLabel(text), text)
	}
}

func TestTheOrdinalOfTheNextLabelIsNoFigure(t *testing.T) {
	for _, c := range []struct {
		seg  string
		due  int
		left string
		how  joint
	}{
		{" 0 0 2、", 2, " 0 0 ", apartFrom},
		{"002、", 2, "00", runsOn},
		{"00２、", 2, "00", runsOn},
		{"27794.", 4, "2779", runsOn},
		{"121.", 5, "12", runsOn}, // others begin at 1
		{"27795.", 4, "27795.", unknown},
		{"35 3.", 3, "35 ", apartFrom},
		{"2543 78967 其中：1、", 1, "2543 78967 ", apartFrom},
		{"12其中：", 1, "12", apartFrom},
		{"7（二）", 3, "7", apartFrom},
		{"0四、", 3, "0", apartFrom},
		{"5①", 3, "5", apartFrom},
		{"1437", 3, "1437", apartFrom},
		{"", 1, "", apartFrom},
	} {
		at, how := leadOf(c.seg, c.due)
		left := c.seg[:at]
		if c.how == unknown {
			left = c.seg[:at] + "."
		}
		require.Equal(t, c.left, left, c.seg)
		require.Equal(t, c.how, how, c.seg)
	}
}

func TestReadColumns(t *testing.T) {
	for _, c := range []struct {
		heads            string
		year, cumulative int
	}{
		{"统计数", 0, -1},
		{"2016年度 历年累计", 0, 1},
		{"历年累计 2016年度", 1, 0},
		{"本年度 累计", 0, 1},
		{"本期实际 本年累计", 1, -1},
		{"2015年 2016年", 1, -1},
		{"2014年 2015年", -1, -1}, // neither is the report's
		{"市本级 县区 合计", 2, -1},
		{"区政府统计数 区直单位统计数", -1, -1},
		{"2016年累计", 0, -1},
		{"历年累计", -1, 0},
		{"累计", -1, -1},
		{"某栏", 0, -1},
		{"数量 备注", 0, -1},
		{"2015年", -1, -1},
		{"2016年", 0, -1},
	} {
		got := readColumns(strings.Fields(c.heads), 2016)
		require.Equal(t, [2]int{c.year, c.cumulative}, [2]int{got.year, got.cumulative}, c.heads)
	}
}

// listDoc is a table of a list: cells parted by bars, rows by lines.
func listDoc(rows string) *grid.Doc {
	var cells []grid.Cell
	lines := strings.Split(strings.TrimSpace(rows), "\n")
	width := 0
	for r, l := range lines {
		parts := strings.Split(l, "|")
		width = max(width, len(parts))
		for c, p := range parts {
			cells = append(cells, grid.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: strings.TrimSpace(p), Pos: grid.Pos{Table: 1, Row: r + 1, Col: c + 1}})
		}
	}
	title := &grid.Para{Text: "某县2016年政府信息公开工作年度报告", Pos: grid.Pos{Block: 1}}
	return &grid.Doc{Medium: "test", Blocks: []grid.Block{{Para: title}, {Grid: grid.New(len(lines), width, cells, grid.Pos{Table: 1})}}}
}

func readList(t *testing.T, doc *grid.Doc) (values map[string]string, r *record.Record) {
	t.Helper()
	r, err := Record(t.Context(), doc)
	require.NoError(t, err)
	require.Equal(t, "2014", r.Generation)
	values = map[string]string{}
	for _, c := range r.Cells {
		if c.State != record.Absent {
			values[strings.TrimPrefix(c.Path, "indicators.")] = c.Value.String()
			if c.State != record.Printed {
				values[strings.TrimPrefix(c.Path, "indicators.")] = string(c.State) + " " + c.Value.String()
			}
		}
	}
	return values, r
}

// TestPartsOfASumAreKnownBehindItOnly: the same words name the results of
// reconsideration and of litigation, and those of a row that the form lacks.
func TestPartsOfASumAreKnownBehindItOnly(t *testing.T) {
	values, r := readList(t, listDoc(`
统计指标|单位|统计数
（一）收到申请数|件|9
1.当面申请数|件|4
5.其他|件|5
（三）申请答复数|件|9
2.同意公开答复数|件|8
9.其他|件|1
行政申诉数|件|7
（一）维持具体行政行为数|件|6
（二）被依法纠错数|件|1
五、行政诉讼数量|件|3
（一）维持具体行政行为数|件|1
（二）被依法纠错数|件|2
四、行政复议数量|件|5
（二）被依法纠错数|件|4`))
	require.Equal(t, map[string]string{"requests.received": "9", "requests.in_person": "4", "requests.other": "5", "replies.total": "9", "replies.granted": "8", "replies.other": "1",
		"litigation.total": "3", "litigation.corrected": "2", "reconsideration.total": "5", "reconsideration.corrected": "4"}, values)
	var left []string
	for _, u := range r.Unmapped {
		left = append(left, strings.Join(u.Text, " "))
	}
	require.Equal(t, []string{"行政申诉数 件 7", "（一）维持具体行政行为数 件 6", "（二）被依法纠错数 件 1", "（一）维持具体行政行为数 件 1"}, left)
}

func TestAFigureOverSeveralRowsIsNoneOfTheirs(t *testing.T) {
	doc := listDoc("统计指标|单位|统计数\n主动公开政府信息数|条|10\n收到申请数|件|7\n申请办结数|件|\n申请答复数|件|1")
	g := doc.Blocks[1].Grid
	for i := range g.Cells {
		if g.Cells[i].Text == "7" {
			g.Cells[i].RowSpan = 2
		}
	}
	doc.Blocks[1].Grid = grid.New(g.Rows, g.Cols, g.Cells, g.Pos)
	values, r := readList(t, doc)
	require.Equal(t, "unreadable null", values["requests.received"])
	require.Equal(t, "unreadable null", values["requests.concluded"])
	require.True(t, has(r, "R01"))
}

// TestTheSameWordsAgainFillNoBlank: without ordinals, and under a heading that is
// not known, the parts of another sum seem to be those of the last.
func TestTheSameWordsAgainFillNoBlank(t *testing.T) {
	values, r := readList(t, listDoc(`
统计指标|单位|统计数
主动公开政府信息数|条|10
收到申请数|件|1
申请答复数|件|1
行政复议数量|件|
被依法纠错数|件|
行政诉讼案件情况|件|2
被依法纠错数|件|2`))
	require.NotEqual(t, "2", values["reconsideration.corrected"])
	require.True(t, has(r, "R09") || has(r, "R03"))
}

// TestARowOfTheProvinceIsNamedWithTheSumThatItMayBelongTo, so that the sum is
// not held against the parts that the form knows.
func TestARowOfTheProvinceIsNamedWithTheSumThatItMayBelongTo(t *testing.T) {
	_, r := readList(t, listDoc(`
统计指标|单位|统计数
收到申请数|件|9
1.当面申请数|件|4
2.短信申请数|件|5
申请答复数|件|9
1.同意公开答复数|件|9
咨询电话接听数|人次|70`))
	paths := [][]string{}
	for _, f := range r.Findings {
		if f.Rule == "R03" {
			paths = append(paths, f.Paths)
		}
	}
	require.Equal(t, [][]string{{"indicators.requests.received"}, nil}, paths)
}

func TestColumnsThatNoHeadingTellsAreUnreadable(t *testing.T) {
	values, r := readList(t, listDoc(`
序号|统计指标|单位|区政府统计数|区直单位统计数
1|主动公开政府信息数|条|3|4
2|收到申请数|件|0|0
3|申请答复数|件|0|0`))
	require.Equal(t, map[string]string{"proactive.total": "unreadable null", "requests.received": "unreadable null", "replies.total": "unreadable null"}, values)
	require.Equal(t, "R15", r.Findings[0].Rule)
	require.Len(t, r.Findings[0].Paths, 3)
}

func TestAFigureTooManyIsUnreadable(t *testing.T) {
	values, _ := readList(t, listDoc(`
指标名称|计量单位|2016年度|历年累计
主动公开政府信息数|条|3|4|5
收到申请数|件|1
申请答复数|6|7|
当面申请数||8|9
|网络申请数|件|10|11`))
	require.Equal(t, map[string]string{"proactive.total": "unreadable null", "indicators_cumulative.proactive.total": "unreadable null",
		"requests.received": "1", "indicators_cumulative.requests.received": "blank null",
		"replies.total": "6", "indicators_cumulative.replies.total": "7",
		"requests.in_person": "8", "indicators_cumulative.requests.in_person": "9",
		"requests.online": "10", "indicators_cumulative.requests.online": "11"}, values)
}

func TestAFigureInTheCellOfAnIndicator(t *testing.T) {
	values, r := readList(t, listDoc(`
统计指标|单位|统计数
主动公开政府信息数（2016年）|条|
收到申请数（19）|件|
1.当面申请数（含电话）|件|
2.网络申请数12|件|
申请答复数（9）|件|9`))
	require.Equal(t, map[string]string{"proactive.total": "blank null", "requests.received": "unreadable null", "requests.in_person": "blank null", "replies.total": "9"}, values)
	require.True(t, named(r, "indicators.requests.received"))
	require.Equal(t, "2.网络申请数12", r.Unmapped[0].Text[0])
}

func TestASecondListIsNamedAndNotRead(t *testing.T) {
	values, r := readList(t, listDoc(`
统计指标|单位|统计数
主动公开政府信息数|条|3
收到申请数|件|1
申请答复数|件|1
统计指标|单位|统计数
主动公开政府信息数|条|30
收到申请数|件|10
申请答复数|件|10`))
	require.Equal(t, map[string]string{"proactive.total": "3", "requests.received": "1", "replies.total": "1"}, values)
	require.Equal(t, "R09", r.Findings[0].Rule)
	require.Len(t, r.Findings[0].Paths, 3)
	require.Len(t, r.Unmapped, 3)
}

func TestUnitsOfAList(t *testing.T) {
	values, r := readList(t, listDoc(`
统计指标|单位|统计数
主动公开政府信息数|万条|1.25
收到申请数|件|12件
申请答复数（件）||0
依申请公开信息收取的费用|元|200
当面申请数|万件|`))
	require.Equal(t, map[string]string{"proactive.total": "12500", "requests.received": "annotated 12", "replies.total": "0", "fees_collected_wan_yuan": "0.02", "requests.in_person": "blank null"}, values)
	require.Equal(t, []string{"R07", "R07"}, []string{r.Findings[0].Rule, r.Findings[1].Rule})
}

// TestAnotherFormsLabelsTellMoreThanAList: a report on a newer form may print
// indicators of its own beside it.
func TestAnotherFormsLabelsTellMoreThanAList(t *testing.T) {
	doc := listDoc(`
统计指标|单位|统计数
主动公开政府信息数|条|3
当面申请数|件|1
网络申请数|件|1
本年新收政府信息公开申请数量|件|2`)
	lines := line.Of(doc)
	f, _ := generationOf(doc, lines, searchLists(doc, lines))
	require.Nil(t, f)
}

func textOf(lines ...string) *grid.Doc {
	doc := &grid.Doc{Medium: "test"}
	for i, l := range append([]string{"某县2016年政府信息公开工作年度报告"}, lines...) {
		doc.Blocks = append(doc.Blocks, grid.Block{Para: &grid.Para{Text: l, Pos: grid.Pos{Line: i + 1}}})
	}
	return doc
}

func TestAListInRunningText(t *testing.T) {
	values, r := readList(t, textOf("六、附表 指标名称计量单位2016年度历年累计主动公开文件数条346085376其中：1、政府网站公开数条99", "受理依申请公开信息总数条00其中：1、当面申请数条00２、网上申请数条003、短信申请数条12收费减免金额元00对申请的答复总数条0 3谢谢"))
	require.Equal(t, map[string]string{"proactive.total": "unreadable null", "indicators_cumulative.proactive.total": "unreadable null", "channel.website": "unreadable null", "indicators_cumulative.channel.website": "unreadable null",
		"requests.received": "inferred 0", "indicators_cumulative.requests.received": "inferred 0", "requests.in_person": "inferred 0", "indicators_cumulative.requests.in_person": "inferred 0",
		"requests.online": "inferred 0", "indicators_cumulative.requests.online": "inferred 0", "replies.total": "inferred 0", "indicators_cumulative.replies.total": "inferred 3"}, values)
	require.Equal(t, [][]string{{"3、短信申请数", "条", "12"}, {"收费减免金额", "元", "00"}}, [][]string{r.Unmapped[0].Text, r.Unmapped[1].Text})
	text := ""
	for _, s := range r.Sections {
		text += s.Text
	}
	require.Contains(t, text, "附表")
	require.Contains(t, text, "谢谢")
	require.NotContains(t, text, "网上申请数")
}

// TestAFigureThatIsLostIsNoPartOfTheOther: where figures run on, a blank one
// leaves no trace, and the sums may agree on a wrong cut of several rows.
func TestAFigureThatIsLostIsNoPartOfTheOther(t *testing.T) {
	values, r := readList(t, textOf("指标名称计量单位2016年度历年累计主动公开政府信息数条908收到申请数件12134其中：1.当面申请数件002.传真申请数件003.网络申请数件004.信函申请数件12134申请办结数件05申请答复数件0"+
		"从事政府信息公开工作人员数人1072110835（1）专职人员数人62（2）兼职人员数人1072110773")) // 10721 and 10835 of which 62 and 10773; not 107211083 and 5
	for path, want := range map[string]string{"proactive.total": "unreadable null", "requests.received": "unreadable null", "requests.letter": "unreadable null",
		"requests.in_person": "inferred 0", "requests.concluded": "inferred 0", "indicators_cumulative.requests.concluded": "inferred 5", "replies.total": "unreadable null",
		"staffing.staff_total": "unreadable null", "staffing.staff_full_time": "unreadable null", "staffing.staff_part_time": "unreadable null"} {
		require.Equal(t, want, values[path], path)
	}
	require.Equal(t, "R15", r.Findings[0].Rule)
	require.Contains(t, r.Findings[0].Message, "90|908")
}

func TestDigitsWithoutAHeadingAreUnreadable(t *testing.T) {
	values, _ := readList(t, textOf("主动公开文件数条346085376受理依申请公开信息总数条11对申请的答复总数条12"))
	for path, v := range values {
		require.Equal(t, "unreadable null", v, path)
	}
	require.Len(t, values, 3)
}

func TestAListLineByLine(t *testing.T) {
	values, _ := readList(t, textOf("统计指标", "单位", "统计数", "一、主动公开情况", "——", "——", "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "206", "其中：主动公开规范性文件数", "条", "",
		"（三）申请答复数", "件", "无", "1.属于已主动公开范围数", "件", "/", "2.同意公开答复数", "件", "1 2"))
	require.Equal(t, map[string]string{"proactive.total": "206", "proactive.normative_documents": "blank null", "replies.total": "word null", "replies.already_public": "slash null", "replies.granted": "unreadable null"}, values)
}

// TestWordsRightBehindAFigure: a unit there belongs to the figure, and another
// word makes it doubtful.
func TestWordsRightBehindAFigure(t *testing.T) {
	values, r := readList(t, textOf("统计指标 单位 统计数", "（一）主动公开政府信息数 条 3万", "收到申请数 件 20件", "1.当面申请数 件 5 含热线", "2.传真申请数 件 8（含热线3件）", "（二）申请办结数 件 20 ", "（三）申请答复数 件 7（含电话2件）"))
	require.Equal(t, map[string]string{"proactive.total": "annotated 30000", "requests.received": "annotated 20", "requests.in_person": "5", "requests.fax": "annotated 8", "requests.concluded": "20", "replies.total": "annotated 7"}, values)
	require.NotEmpty(t, r.Findings)
}

// TestSentencesAreNoList: in a sentence the unit stands behind the figure.
func TestSentencesAreNoList(t *testing.T) {
	doc := textOf("主动公开政府信息数2069条，收到申请数12件，其中当面申请数3件、网络申请数9件，申请答复数12件。")
	lines := line.Of(doc)
	f, _ := generationOf(doc, lines, searchLists(doc, lines))
	require.Nil(t, f)
}

// TestNumbersOfRowsAreNoFigures: a crawler keeps bars and codes, and a page
// numbers its rows; a row whose number is not due is not read.
func TestNumbersOfRowsAreNoFigures(t *testing.T) {
	want := map[string]string{"proactive.total": "206", "requests.received": "blank null", "requests.in_person": "unreadable null", "replies.total": "80"}
	values, _ := readList(t, textOf("指标名称", "| 计量单位", "| 代码", "| 本年", "|", "主动公开信息数", "| 条", "| 01", "| 206", "|", "申请总数", "| 条", "| 10", "|", "其中:1.当面申请数", "| 条", "| 1", "| 4", "|", "对申请的答复总数", "| 条", "| 12", "| 80", "|"))
	want["requests.received"] = "unreadable null" // 10 after 1 may be a figure
	require.Equal(t, want, values)
	values, _ = readList(t, textOf("序号 统计指标 单位 统计数", "1 主动公开政府信息数 条 206", "2 收到申请数 件", "3 1.当面申请数 件 4 70", "4 申请答复数 件 80"))
	want["requests.received"] = "blank null"
	require.Equal(t, want, values)
}

// A row of the list that is cut in two: what stands below the label is its
// figure or it is reported; it is not dropped.
func TestARowOfTheListCutInTwo(t *testing.T) {
	page := "<h1>汀州市林业局2016年政府信息公开工作年度报告</h1><table><tr><td>统计指标</td><td>单位</td><td>统计数</td></tr>" +
		"<tr><td>（一）主动公开政府信息数</td><td>条</td><td>120</td></tr><tr><td>其中：主动公开规范性文件数</td><td>条</td><td>7</td></tr><tr><td>制发规范性文件总数</td><td>件</td><td>7</td></tr>" +
		"<tr><td>六、举报投诉数量</td></tr><tr><td>件</td><td>2</td></tr><tr><td></td><td></td><td>35</td></tr></table>"
	rec := read(t, []byte(page))
	c := rec.Cell("indicators.complaints")
	require.Equal(t, record.Unreadable, c.State)
	require.Contains(t, c.Raw, "2")
	require.Len(t, rec.Unmapped, 1)
	require.Contains(t, strings.Join(rec.Unmapped[0].Text, "|"), "35")
}

// Rows that stand twice, one below the other, are no second list.
func TestRowsOfTheListPrintedTwiceInARow(t *testing.T) {
	row := func(label, figure string) string {
		return "<tr><td>" + label + "</td><td>件</td><td>" + figure + "</td></tr>"
	}
	page := "<h1>汀州市林业局2016年政府信息公开工作年度报告</h1><table><tr><td>统计指标</td><td>单位</td><td>统计数</td></tr>"
	for _, r := range []string{row("（一）主动公开政府信息数", "120"), row("其中：主动公开规范性文件数", "7"), row("制发规范性文件总数", "7")} {
		page += r + r
	}
	rec := read(t, []byte(page+row("六、举报投诉数量", "2")+"</table>"))
	require.Equal(t, "2", rec.Cell("indicators.complaints").Value.String())
	require.Equal(t, "7", rec.Cell("indicators.proactive.normative_documents").Value.String())
	require.Empty(t, rec.Unmapped)
}

// A row of a list with several columns that was cut, or of which two figures
// stand in one cell: which is the sum's is not told.
func TestAShortRowOfAListWithSeveralColumns(t *testing.T) {
	page := "<h1>汀州市2016年政府信息公开工作年度报告</h1><table><tr><td>统计指标</td><td>单位</td><td>市本级</td><td>县（区）</td><td>合计</td></tr>" +
		"<tr><td>（一）主动公开政府信息数</td><td>条</td><td>1</td><td>2</td><td>3</td></tr><tr><td>其中：主动公开规范性文件数</td><td>条</td><td>4</td><td>5<br>9</td></tr>" +
		"<tr><td>制发规范性文件总数</td><td>件</td><td>4</td></tr><tr><td>5</td><td>9</td></tr><tr><td>六、举报投诉数量</td><td>件</td><td>0</td><td>1</td><td>1</td></tr></table>"
	rec := read(t, []byte(page))
	require.Equal(t, "3", rec.Cell("indicators.proactive.total").Value.String())
	require.Equal(t, "1", rec.Cell("indicators.complaints").Value.String())
	for path, raw := range map[string]string{"indicators.proactive.normative_documents": "4 5\n9", "indicators.proactive.normative_documents_issued": "4 5 9"} {
		require.Equal(t, record.Unreadable, rec.Cell(path).State, path)
		require.Equal(t, raw, rec.Cell(path).Raw)
	}
}

// A list of which the heading is lost, some rows shifted by a tab: the columns of
// units and of room for shifted cells are neither labels nor figures.
func TestAListWithoutHeadingWithShiftedRows(t *testing.T) {
	text := "汀州市林业局2016年政府信息公开工作年度报告\n附表\n"
	for i, l := range []string{"（一）主动公开政府信息数", "其中：主动公开规范性文件数", "制发规范性文件总数", "1.政府公报公开政府信息数", "2.政府网站公开政府信息数", "3.政务微博公开政府信息数", "4.政务微信公开政府信息数", "六、举报投诉数量"} {
		if i == 3 {
			text += "\t"
		}
		text += l + "\t件\t" + strconv.Itoa(10+i) + "\n"
	}
	rec := read(t, []byte(text))
	for path, want := range map[string]string{"proactive.total": "10", "proactive.normative_documents_issued": "12", "channel.gazette": "13", "complaints": "17"} {
		c := rec.Cell("indicators." + path)
		require.NotNil(t, c, path)
		require.Equal(t, want, c.Value.String(), path)
	}
	require.Empty(t, rec.Unmapped)
}
