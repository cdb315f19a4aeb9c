package identity_test

import (
	"gongkai/record"
	"testing"

	"github.com/stretchr/testify/require"
)

// Other things than the report have dates too.
func TestTheDateOfAnotherThingIsNotThatOfPublication(t *testing.T) {
	for _, c := range []struct{ intro, last, date string }{
		{"统计时间：2023年1月1日至2023年12月31日", "", ""},
		{"数据截止时间：2023年12月31日", "", ""},
		{"培训时间：2024年1月6日，共20人。", "", ""},
		{"时间：2024-01-18 来源：本站", "", "2024-01-18"},
		{"信息发布日期：2024-01-18", "", "2024-01-18"},
		{"发布时间：2024 年 1 月 18 日 浏览：35", "", "2024-01-18"},
		{"", "填报日期：2024年1月18日", "2024-01-18"},
		{"", "（数据截至2023年12月31日）", ""},
		{"", "汀州市残联 2024年1月20日", "2024-01-20"},
		{"", "2023年1月20日", "2023-01-20"}, // as it is signed
		{"", "二〇二四年一月二十日", "2024-01-20"},
	} {
		rec := read(t, []byte("汀州市残联2023年政府信息公开工作年度报告\n"+c.intro+body+"四、政府信息公开行政复议、行政诉讼情况\n无\n"+c.last))
		require.Equal(t, c.date, rec.Report.Published, "%s %s", c.intro, c.last)
	}
}

// Where the title names no organ, not everything above the date of signing is one.
func TestWhatStandsAboveTheDateIsTheOrganOnlyIfItIsOne(t *testing.T) {
	for above, organ := range map[string]string{
		"联系电话：0100-1234567": "", "附件：统计表": "", "地址：汀州市长安路1号": "", "特此报告": "",
		"整改责任单位：各镇街": "", "明确信息公开机构：局办公室": "", "责任单位：各科室": "",
		"汀州市残联": "汀州市残联", "汀州市民政局（盖章）": "汀州市民政局", "公开单位：汀州市司法局": "汀州市司法局",
	} {
		rec := read(t, []byte("2023年政府信息公开工作年度报告"+body+"四、政府信息公开行政复议、行政诉讼情况\n无\n"+above+"\n2024年1月20日"))
		require.Equal(t, organ, rec.Report.Organ, above)
		require.Equal(t, "2024-01-20", rec.Report.Published, above)
	}
}

// A department's text speaks of its region and system too.
func TestScopeOfTheFigures(t *testing.T) {
	for _, c := range []struct{ organ, intro, text, scope string }{
		{"汀州市民政局", "", "组织全系统培训2次。", "organ"},
		{"汀州市民政局", "", "按照海关系统的做法改进。", "organ"},
		{"汀州市民政局", "", "指导全市各级行政机关规范办理。", "organ"},
		{"汀州市民政局", "本报告综合全系统情况编制。", "", "system"},
		{"白鹿县石桥镇人民政府", "", "全县各级行政机关评比第一。", "organ"},
		{"白鹿县人民政府", "", "全县各级行政机关公开信息300条。", "region"},
		{"汀州市人民政府办公室", "", "全市各级行政机关公开信息300条。", "region"},
		{"汀州海关", "", "关区收到申请3件。", "system"},
		{"新乡市人民政府", "", "全市公开信息300条。", "region"}, // no town, though its name has the word in it
		{"景德镇市人民政府", "", "全市公开信息300条。", "region"},
	} {
		rec := read(t, []byte(c.organ+"2023年政府信息公开工作年度报告\n"+c.intro+"\n一、总体情况\n"+c.text+"\n二、主动公开政府信息情况\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t3\n"))
		require.Equal(t, c.scope, rec.Report.Scope, "%s %s", c.organ, c.text)
	}
}

func TestTheYearOfThePeriod(t *testing.T) {
	for _, intro := range []string{"数据统计时间为2023年1月1日至2023年12月31日。", "统计区间：2023年1月1日至12月31日"} {
		rec := read(t, []byte("汀州市残联政府信息公开工作年度报告\n"+intro+body))
		require.Equal(t, 2023, rec.Report.Year, intro)
		require.NotContains(t, rules(rec), "R17", intro)
	}
}

func rules(rec *record.Record) (ids []string) {
	for i := range rec.Findings {
		ids = append(ids, rec.Findings[i].Rule)
	}
	return ids
}
