package match

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Where chapters have Chinese numerals, a heading numbered in digits that only
// speaks of a chapter's matter stands within one.
func TestAHeadingWithinAChapterIsNoChapter(t *testing.T) {
	text := strings.TrimSuffix("汀州市残联2023年政府信息公开工作年度报告"+body, "\n") + "\n四、政府信息公开行政复议、行政诉讼情况\n无\nFIVE\n更新不及时。\n2.下一步工作打算\n加强培训。\n3.其他情况说明\n人员流动。\n"
	sections := func(five string) (keys, texts []string) {
		for _, s := range read(t, []byte(strings.Replace(text, "FIVE", five, 1))).Sections {
			keys, texts = append(keys, s.Key), append(texts, s.Text)
		}
		return keys, texts
	}
	keys, texts := sections("五、存在的主要问题及改进情况")
	require.NotContains(t, keys, "other")
	require.Contains(t, texts[len(texts)-1], "人员流动")
	keys, _ = sections("五、展望")
	require.NotContains(t, keys, "problems", "its heading is not known: that is said, not guessed")
}

func TestDigitsBeforeAHeadingAreNoChineseNumeral(t *testing.T) {
	titles := titlesOf()["2021"]
	h, ok := lineHeading(&linesOf("2.下一步工作打算")[0], titles)
	require.True(t, ok)
	require.Empty(t, h.number)
}

func TestTheSixthOfAListIsNotChapterSix(t *testing.T) {
	rec := read(t, []byte("汀州市残联2023年政府信息公开工作年度报告"+body+"四、政府信息公开行政复议、行政诉讼情况\n无\n五、存在的主要问题及改进情况\n5.培训少\n每年一次。\n6.其他\n人员流动。\n六、其他需要报告的事项\n没有。\n"))
	n := len(rec.Sections)
	require.Equal(t, "六、其他需要报告的事项", rec.Sections[n-1].Heading)
	require.Contains(t, rec.Sections[n-2].Text, "人员流动")
}

// What a converter put on the line of a heading is the section's text.
func TestAHeadingEndsWhereItsTextBegins(t *testing.T) {
	titles := titlesOf()["2021"]
	for line, want := range map[string]string{
		"六、其他需要报告的事项2023年，无收取信息处理费情况":   "六、其他需要报告的事项",
		"六、其他需要报告的事项无其他需要报告的事项":         "六、其他需要报告的事项",
		"四、政府信息公开行政复议、行政诉讼情况 行政复议 行政诉讼": "四、政府信息公开行政复议、行政诉讼情况",
		"三、收到和处理政府信息公开申请情况统计表":          "三、收到和处理政府信息公开申请情况统计表",
		"五、存在的主要问题及改进情况的说明":             "五、存在的主要问题及改进情况的说明",
		"==二、主动公开政府信息情况==":              "二、主动公开政府信息情况",
		"'''一、总体情况'''":                  "一、总体情况",
	} {
		h, ok := lineHeading(&linesOf(line)[0], titles)
		require.True(t, ok, line)
		require.Equal(t, want, h.text, line)
		require.Equal(t, want, line[h.to-len(want):h.to], line)
	}
}

// A sheet with an empty column before its text is read as one without.
func TestHeadingsBehindABlankColumn(t *testing.T) {
	row := func(cells ...string) string {
		return "<tr><td></td><td>" + strings.Join(cells, "</td><td>") + "</td></tr>"
	}
	rec := read(t, []byte("<html><table>"+row("汀州市残联2023年政府信息公开工作年度报告", "", "", "")+row("一、总体情况", "", "", "")+row("公开信息300条。", "", "", "")+
		row("二、主动公开政府信息情况", "", "", "")+row("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")+row("规章", "0", "0", "0")+row("行政规范性文件", "1", "0", "3")+
		row("六、其他需要报告的事项", "", "", "")+row("无其他需要报告的事项。", "", "", "")+"</table></html>"))
	require.Equal(t, "汀州市残联", rec.Report.Organ)
	var keys []string
	for _, s := range rec.Sections {
		keys = append(keys, s.Key)
	}
	require.Equal(t, []string{"preamble", "overview", "proactive", "other"}, keys)
	require.Equal(t, "公开信息300条。", rec.Sections[1].Text)
	require.Equal(t, "3", rec.Cell("proactive.normative_documents.in_force").Raw)
}

// Of a page that breaks off, too: what is numbered in digits before chapter two
// is not chapter three.
func TestDigitsBeforeChapterTwoAreNoLaterChapter(t *testing.T) {
	rec := read(t, []byte("汀州市残联2023年政府信息公开工作年度报告\n一、总体情况\n1.主动公开情况\n公开信息8条。\n2.依申请公开办理情况\n收到申请2件。\n5、政府信息公开行政复议、行政诉讼情况。\n没有。\n二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t3\n"))
	var keys []string
	for _, s := range rec.Sections {
		keys = append(keys, s.Key)
	}
	require.Equal(t, []string{Preamble, "overview", "proactive"}, keys)
}
