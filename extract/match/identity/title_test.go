package identity_test

import (
	"slices"
	"strings"
	"testing"

	"gongkai/record"

	"github.com/stretchr/testify/require"
)

func TestTitleYearOrganAndDate(t *testing.T) {
	for _, c := range []struct{ text, title, organ, date string }{
		{"青山市水务局\n2023年度政府信息公开工作\n年度报告\n一、总体情况\n二、主动公开政府信息情况\n无", "青山市水务局2023年度政府信息公开工作年度报告", "青山市水务局", ""},
		{"青山市水务局 2023 年政府信息公开工作年度报告\n发布时间：2024-01-30 10:00\n一、总体情况\n二、主动公开政府信息情况\n无", "青山市水务局 2023 年政府信息公开工作年度报告", "青山市水务局", "2024-01-30"},
		{"二○二三年青山市水务局政府信息公开年报\n一、总体情况\n二、主动公开政府信息情况\n无\n青山市水务局\n二〇二四年一月二十五日", "二○二三年青山市水务局政府信息公开年报", "青山市水务局", "2024-01-25"},
		{"青山市水务局政府信息公开工作2023年度报告\n一、总体情况\n二、主动公开政府信息情况\n无", "青山市水务局政府信息公开工作2023年度报告", "青山市水务局", ""},
		{"青山市水務局2023年政府信息公開工作年度報告 根據條例一、总体情况無。二、主动公开政府信息情况略。", "青山市水務局2023年政府信息公開工作年度報告", "青山市水務局", ""},
		{"首页 政府信息公开年报\n2023年政府信息公开工作年度报告\n一、总体情况\n二、主动公开政府信息情况\n无\n青山市水务局\n2024年1月5日", "2023年政府信息公开工作年度报告", "青山市水务局", "2024-01-05"},
		{"青山市水务局2023年政府信息公开工作年度报告\n一、总体情况\n二、主动公开政府信息情况\n无\n六、其他\n2024年2月1日之前无需要报告的事项。 青山市水务局 2024年1月5日 主办单位：", "青山市水务局2023年政府信息公开工作年度报告", "青山市水务局", "2024-01-05"},
		{"青山市水务局2023年政府信息公开工作年度报告\n一、总体情况\n二、主动公开政府信息情况\n无\n至2022年5月1日的事项均已在当年的报告里作了说明", "青山市水务局2023年政府信息公开工作年度报告", "青山市水务局", ""},
		{"青山市水务局2023年政府信息公开工作年度报告\n一、总体情况\n二、主动公开政府信息情况\n无\n青山市水务局\n2024年1月5日\n" + strings.Repeat("  1. https://a.example/\n", 30), "青山市水务局2023年政府信息公开工作年度报告", "青山市水务局", "2024-01-05"},
	} {
		rec := read(t, []byte(c.text))
		require.Equal(t, record.Report{Title: c.title, Organ: c.organ, Year: 2023, Scope: "organ", Published: c.date}, rec.Report, c.text)
	}
}

// A page lists other reports above the one that it shows.
func TestATitleOfAnotherReportIsNotTaken(t *testing.T) {
	for _, page := range []string{
		// the page's own name for itself tells
		"<title>汀州市残联2023年政府信息公开工作年度报告</title><ul><li>汀州市人民政府2022年政府信息公开工作年度报告</li></ul><p>汀州市残联2023年政府信息公开工作年度报告</p>",
		// the printed period tells
		"<ul><li>汀州市林业局2022年政府信息公开工作年度报告</li></ul><p>汀州市残联2023年政府信息公开工作年度报告</p><p>本报告统计期限自2023年1月1日起。</p>",
	} {
		html := page + "<p>" + strings.ReplaceAll(strings.TrimSpace(body), "\n", "</p><p>") + "</p>"
		rec := read(t, []byte(html))
		require.Equal(t, "汀州市残联", rec.Report.Organ)
		require.Equal(t, 2023, rec.Report.Year)
	}
}

// In saved text nothing tells the links from the title: it stands last, or is
// the one that the text speaks of.
func TestTheTitleUnderAListOfOtherOrgansReports(t *testing.T) {
	list := "汀州市教育局2023年政府信息公开工作年度报告\n汀州市民政局2023年政府信息公开工作年度报告\n汀州市医保局2023年政府信息公开工作年度报告\n"
	require.Equal(t, "汀州市医保局", read(t, []byte(list+"统计期限为2023年。"+body)).Report.Organ)
	require.Equal(t, "汀州市民政局", read(t, []byte(list+"本报告由汀州市民政局根据有关要求编制。"+body)).Report.Organ)
	require.Equal(t, "汀州市司法局", read(t, []byte("汀州市司法局关于2023年度政府信息公开工作情况的报告\n统计期限为2023年。"+body)).Report.Organ)
}

// A title that names the year of its making too: the report's is the one beside
// what it speaks of, and it is in doubt unless the text tells.
func TestATitleWithTwoYears(t *testing.T) {
	for title, doubt := range map[string]bool{
		"2023白鹿县2022年度政府信息公开工作年度报告":        true,
		"2023年白鹿县2022年度政府信息公开工作年度报告":       true,
		"白鹿县2023年公布2022年政府信息公开工作年度报告":      true,
		"2023白鹿县2022政府信息公开工作年度报告":          true,
		"2022白鹿县2022年度政府信息公开工作年度报告":        false,
		"白鹿县2022年度政府信息公开工作年度报告（2023年1月公布）": false,
		"2023-01-22白鹿县2022年度政府信息公开工作年度报告":  false,
	} {
		rec := read(t, []byte(title+body))
		require.Equal(t, "白鹿县", rec.Report.Organ, title)
		require.Equal(t, 2022, rec.Report.Year, title)
		require.Equal(t, doubt, slices.Contains(rules(rec), "R17"), title)
		rec = read(t, []byte(title+strings.Replace(body, "稳步推进。", "2022年，我县稳步推进。", 1)))
		require.NotContains(t, rules(rec), "R17", title)
	}
}

func TestOrganAndYearOfTitles(t *testing.T) {
	for _, title := range []string{
		"汀州市财政局2023政府信息公开工作年度报告", "汀州市财政局2023年度政务公开（政府信息公开）工作年度报告",
		"汀州市财政局2023年法治政府建设暨政府信息公开工作年度报告", "2023年汀州市财政局政府信息公开工作年度报告", "汀州市财政局政府信息公开2023年年度报告",
	} {
		r := read(t, []byte(title+body)).Report
		require.Equal(t, "汀州市财政局", r.Organ, title)
		require.Equal(t, 2023, r.Year, title)
		require.Equal(t, "汀州市财政局", read(t, []byte("-1-"+title+body)).Report.Organ)
	}
}
