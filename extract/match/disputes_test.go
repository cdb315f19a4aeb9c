package match

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/record"

	"github.com/stretchr/testify/require"
)

// sectionFour is a page whose section four holds the given rows of a table.
func sectionFour(rows ...string) []byte {
	return []byte("<p>汀州市残联2023年政府信息公开工作年度报告</p><p>四、政府信息公开行政复议、行政诉讼情况</p><table><tr>" + strings.Join(rows, "</tr><tr>") + "</tr></table><p>五、存在的主要问题及改进情况</p>")
}

const (
	results  = "<td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td>"
	oneRow   = "<td>1</td><td>0</td><td>0</td><td>0</td><td>1</td>"
	otherRow = "<td>4</td><td>2</td><td>0</td><td>1</td><td>7</td>"
)

// Of two rows under one header print does not say which is the report's.
func TestTwoRowsUnderOneHeader(t *testing.T) {
	groups := "<td colspan=5>行政复议</td><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td>"
	rec := read(t, sectionFour(groups, results+results+results, oneRow+oneRow+oneRow, otherRow+otherRow+otherRow))
	require.Equal(t, record.Unreadable, rec.Cell("disputes.reconsideration.total").State)
	require.True(t, has(rec, "R09"))
	rec = read(t, sectionFour("<td colspan=5>行政复议</td>", results, otherRow, oneRow))
	require.Equal(t, record.Unreadable, rec.Cell("disputes.reconsideration.total").State)
}

// A row for each group, the two of litigation behind a heading of their own.
func TestGroupsAsRowsBehindAHeading(t *testing.T) {
	rec := read(t, sectionFour("<td colspan=2>类型</td>"+results, "<td colspan=2>行政复议</td>"+oneRow, "<td rowspan=2>行政诉讼</td><td>未经复议直接起诉</td>"+otherRow, "<td>复议后起诉</td>"+oneRow))
	for path, want := range map[string]string{"reconsideration": "1", "litigation_direct": "7", "litigation_after_reconsideration": "1"} {
		require.Equal(t, want, rec.Cell("disputes."+path+".total").Value.String(), path)
	}
}

// A group of which nothing is found breaks no sum: it is named.
func TestAGroupThatIsNotFoundIsNamed(t *testing.T) {
	rec := read(t, sectionFour("<td colspan=5>行政复议</td>", results, oneRow))
	for _, group := range []string{"litigation_direct", "litigation_after_reconsideration"} {
		path := fmt.Sprintf("disputes.%s.total", group)
		require.Equal(t, record.Absent, rec.Cell(path).State)
		require.True(t, named(rec, path))
	}
	require.False(t, named(rec, "disputes.reconsideration.total"))
}

// Reconsiderations stand above lawsuits, in columns twice as wide: a converter
// left a blank cell behind each of their cells, and behind the heading of both
// kinds of lawsuits.
func TestWideColumnsAboveNarrowOnes(t *testing.T) {
	text := "汀州市残联2023年政府信息公开工作年度报告\n\n四、政府信息公开行政复议、行政诉讼情况\n\n" +
		"| 行政复议 | | | | | | | | | |\n|---|---|---|---|---|---|---|---|---|---|\n" +
		"| 结果维持 | | 结果纠正 | | 其他结果 | | 尚未审结 | | 总计 | |\n| 3 | | 6 | | 0 | | 7 | | 16 | |\n" +
		"| 行政诉讼 | | | | | | | | | |\n| 未经复议直接起诉 | | | | | 复议后起诉 | | | | |\n" +
		"| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n| 8 | 6 | 3 | 0 | 17 | 7 | 0 | 8 | 0 | 15 |\n\n五、存在的主要问题及改进情况\n"
	rec := read(t, []byte(text))
	for path, want := range map[string]string{"reconsideration.upheld": "3", "reconsideration.corrected": "6", "reconsideration.pending": "7", "reconsideration.total": "16", "litigation_direct.total": "17", "litigation_after_reconsideration.upheld": "7"} {
		require.Equal(t, want, rec.Cell("disputes."+path).Value.String(), path)
	}
}

// A text browser aligned the figures and parted the header from them: the lines
// are a table without it.
func TestTheHeaderIsTheLineBeforeTheTable(t *testing.T) {
	head := "汀州市残联2023年政府信息公开工作年度报告\n\n四、政府信息公开行政复议、行政诉讼情况\n\n"
	names := "结果维持 结果纠正 其他结果 尚未审结 总计\n"
	for _, text := range []string{
		"                           " + names + "行政复议                   9        2        1        5        17\n行政诉讼 未经复议直接起诉  1        7        0        4        12\n         复议后起诉        8        4        4        7        23\n",
		"   行政复议\n   " + names + "   9    2    1    5    17\n\n   未经复议直接起诉\n   " + names + "   1    7    0    4    12\n\n   复议后起诉\n   " + names + "   8    4    4    7    23\n",
	} {
		rec := read(t, []byte(head+text+"\n五、存在的主要问题及改进情况\n更新不及时。\n"))
		for path, want := range map[string]string{"reconsideration.upheld": "9", "reconsideration.total": "17", "litigation_direct.upheld": "1", "litigation_direct.total": "12", "litigation_after_reconsideration.pending": "7"} {
			require.Equal(t, want, rec.Cell("disputes."+path).Value.String(), path)
		}
	}
}
