package match

import (
	"strings"
	"testing"

	"gongkai/internal/sample"
	"gongkai/record"

	"github.com/stretchr/testify/require"
)

// A table of section one may have rows that are called like those of the form.
func TestRowsOfAnotherTableAreNotTheForms(t *testing.T) {
	r := sample.New(3, sample.Options{Generation: "2021", Markup: sample.Plain})
	page := string(r.HTML())
	at := strings.Index(page, "主动公开政府信息情况")
	at = strings.LastIndex(page[:at], "<")
	page = page[:at] + "<table><tr><td>权责事项</td><td>数量</td></tr><tr><td>行政许可</td><td>77</td></tr><tr><td>行政处罚</td><td>130</td></tr></table>" +
		"<table><tr><td>案件</td><td>数量</td></tr><tr><td>行政复议</td><td>30</td></tr><tr><td>行政诉讼</td><td>20</td></tr><tr><td>总计</td><td>50</td></tr></table>" + page[at:]
	rec := read(t, []byte(page))
	for _, path := range []string{"proactive.licensing.decisions", "proactive.penalties.decisions", "disputes.reconsideration.total"} {
		require.Equal(t, r.Values[path].String(), rec.Cell(path).Value.String(), path)
	}
	require.False(t, has(rec, "R09"))
}

// Of sixteen cells for fifteen figures, with the first and the last empty, which
// is one of the row's own is not told.
func TestARowThatMaySlideIsUnreadable(t *testing.T) {
	five := "<td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td>"
	page := func(row string) string {
		return "<p>汀州市残联2023年政府信息公开工作年度报告</p><p>四、政府信息公开行政复议、行政诉讼情况</p><table><tr><td rowspan=3></td><td colspan=5 rowspan=2>行政复议</td><td colspan=10>行政诉讼</td></tr>" +
			"<tr><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr><tr>" + five + five + five + "</tr><tr>" + row + "</tr></table><p>五、存在的主要问题及改进情况</p>"
	}
	zeros := strings.Repeat("<td>0</td>", 13)
	rec := read(t, []byte(page("<td></td><td>3</td>"+zeros+"<td></td>")))
	require.Equal(t, record.Unreadable, rec.Cell("disputes.reconsideration.upheld").State)
	rec = read(t, []byte(page("<td></td><td>3</td>"+zeros+"<td>0</td>")))
	require.Equal(t, "3", rec.Cell("disputes.reconsideration.upheld").Value.String())
}

func TestAWordAmongTheFiguresOfSectionFour(t *testing.T) {
	r := sample.New(3, sample.Options{Generation: "2021"})
	text := string(r.Text())
	at := strings.LastIndex(text, "\n五、")
	at = len(strings.TrimRight(text[:at], "\n"))
	from := strings.LastIndex(text[:at], "\n") + 1
	cells := strings.Split(text[from:at], "\t")
	require.Len(t, cells, 15, text[from:at])
	cells[3] = "一"
	rec := read(t, []byte(text[:from]+strings.Join(cells, "\t")+text[at:]))
	require.Equal(t, record.Unreadable, rec.Cell("disputes.reconsideration.pending").State)
	require.Equal(t, r.Values["disputes.reconsideration.total"].String(), rec.Cell("disputes.reconsideration.total").Value.String())
}

// A cell a line, and blank cells leave no line: the row is there, though its
// figures cannot be placed.
func TestFiguresOfSectionFourAmongDroppedBlanks(t *testing.T) {
	five := "结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n"
	rec := read(t, []byte("汀州市残联2023年政府信息公开工作年度报告"+body+"四、政府信息公开行政复议、行政诉讼情况\n行政复议\n行政诉讼\n未经复议直接起诉\n复议后起诉\n"+five+five+five+"3\n1\n4\n2\n1\n3\n五、存在的主要问题及改进情况\n无\n"))
	require.Equal(t, record.Unreadable, rec.Cell("disputes.reconsideration.total").State)
	require.True(t, named(rec, "disputes.reconsideration.total"))
}

// A row that a province adds may be called like the form's, with a word before.
func TestARowThatEndsLikeTheFormsIsNotIt(t *testing.T) {
	text := "汀州市残联2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（六）项\n信息内容\n本年处理决定数量\n行政处罚\n60\n其他行政处罚\n10\n行政强制\n1\n三、收到和处理政府信息公开申请情况\n"
	for _, text := range []string{text, strings.NewReplacer("数量\n", "数量\t\n", "罚\n", "罚\t", "制\n", "制\t").Replace(text)} {
		rec := read(t, []byte(text))
		require.Equal(t, "60", rec.Cell("proactive.penalties.decisions").Value.String(), text)
		require.Len(t, rec.Unmapped, 1, text)
		require.Contains(t, strings.Join(rec.Unmapped[0].Text, " "), "10")
	}
}

// A sentence without a stop before a table in running text is no part of it.
func TestASentenceWithoutAStopBeforeATable(t *testing.T) {
	text := string(sample.New(3, sample.Options{Generation: "2021"}).Text())
	text = strings.ReplaceAll(insertAfter(text, "三、收到和处理政府信息公开申请情况", "2023年收到申请38件"), "\t", "\n")
	for _, s := range read(t, []byte(text)).Sections {
		if s.Key == "requests" {
			require.Equal(t, "2023年收到申请38件", s.Text)
		}
	}
}
