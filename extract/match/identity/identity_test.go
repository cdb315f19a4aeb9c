package identity_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/extract/match"
	"gongkai/extract/medium"
	"gongkai/record"
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
		{"白鹿县人民政府", "", "1.本机关不\n掌握相关政府信息\n0\n0", ""}, // the form says so
		{"汀州市第一中学", "", "我市公开信息300条。", "organ"},
		{"汀州海关", "", "关区收到申请3件。", "system"},
		{"汀州市城关区人民政府", "", "全区公开信息300条。", "region"}, // no customs
		{"南关区石桥街道办事处", "现公布南关区石桥街道报告。", "公开信息300条。", "organ"},
		{"新乡市人民政府", "", "全市公开信息300条。", "region"}, // no town, though its name has the word in it
		{"景德镇市人民政府", "", "全市公开信息300条。", "region"},
		// no organ is named
		{"", "现将我区教育局的报告公布如下。", "稳步推进。", "organ"},
		{"", "本报告由我区教育局编制。", "我区公开信息300条。", ""},
		{"", "", "我区公开信息300条，我区教育局公开30条。", "region"},
		{"", "", "我街按照全区工作的总体要求公开信息30条。", "organ"},
		{"", "", "按照全区工作的总体要求公开信息30条。", ""},
		{"", "", "我县公开信息300条，全县各部门都有专人。", "region"},
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

// Where nothing but section one names a year, once, it is the report's, and said
// to be found there.
func TestTheOnlyYearOfSectionOne(t *testing.T) {
	for text, year := range map[string]int{
		"健全制度。2022年，我局公开信息16条。": 2022, "完善机制。截止2022年12月31日公开信息16条。": 2022, "落实要求。2022年度公开16条。": 2022,
		"认真学习、宣传和贯彻落实2019年修订的条例，公开信息16条。": 0, "公开2022年预算和2021年决算。": 0,
	} {
		rec := read(t, []byte(strings.Replace(body, "稳步推进。", text, 1)))
		require.Equal(t, year, rec.Report.Year, text)
		require.True(t, slices.Contains(rules(rec), "R17"), text)
	}
}

// A page that tells its period is a report, if of text alone.
func TestAReportWithoutTables(t *testing.T) {
	text := "根据《中华人民共和国政府信息公开条例》，现公布本单位2020年度政府信息公开工作年度报告。本报告的统计数据时限为2020年1月1日至12月31日。\n一、政府信息工作公开的情况\n全年公开信息12条。\n"
	rec := read(t, []byte(text))
	require.True(t, slices.Contains(rules(rec), "R21"))
	require.Equal(t, 2020, rec.Report.Year)
	require.True(t, slices.Contains(rules(read(t, []byte("汀州市卫生健康委员会2020年政府信息公开工作年度报告\n一、总体情况\n全年公开信息12条。\n"))), "R21"))
	doc, err := medium.Read(t.Context(), []byte("通知公告\n关于做好2020年度政府信息公开工作年度报告编制的通知\n请按时报送。\n"), medium.DefaultLimits)
	require.NoError(t, err)
	_, err = match.Record(t.Context(), doc)
	require.Error(t, err)
}

// The page's title has the whole name, the text's own only its end.
func TestOfTwoTitlesTheOneWithTheWholeName(t *testing.T) {
	r := read(t, []byte("白鹿山度假区商务局2020年政府信息公开年度报告\n\n发布日期:2021-01-30\n\n  商务局2020年政府信息公开工作年度报告\n"+body)).Report
	require.Equal(t, "白鹿山度假区商务局", r.Organ)
	require.Equal(t, "白鹿山度假区商务局2020年政府信息公开年度报告", r.Title)
}

// A link to an older report is no title, whatever it calls the organ.
func TestALinkToAnOlderReportWithTheWholeName(t *testing.T) {
	r := read(t, []byte("白鹿山度假区商务局2020年政府信息公开年度报告\n\n商务局2021年政府信息公开工作年度报告\n"+body)).Report
	require.Equal(t, 2021, r.Year)
	require.Equal(t, "商务局2021年政府信息公开工作年度报告", r.Title)
}

// Two titles of one organ name two years: one is taken, and the doubt said, unless
// the page's own title, its period or its text tells.
func TestTwoTitlesOfDifferentYears(t *testing.T) {
	const older, newer = "白鹿县教育局2022年政府信息公开工作年度报告", "白鹿县教育局2023年政府信息公开工作年度报告"
	html := func(named, text string) string {
		return "<title>" + named + "</title><p>" + strings.ReplaceAll(text, "\n", "</p><p>") + "</p>"
	}
	for _, c := range []struct {
		text  string
		year  int
		doubt bool
	}{
		{older + "\n" + newer + body, 2023, true},
		{"2022年政府信息公开年报\n" + newer + body, 2023, true}, // of whom?
		{html(older, newer+body), 2023, true},          // the page calls itself otherwise
		{html("政务公开", older+"\n\n发布时间：2024-01-02\n\n"+newer+body), 2023, true},
		{older + "\n" + newer + strings.Replace(body, "稳步推进。", "2023年，我局稳步推进。", 1), 2023, false},
		{older + "\n" + newer + strings.Replace(body, "稳步推进。", "2022年，我局稳步推进。", 1), 2023, true},
		{older + "\n" + newer + "\n本报告统计期限自2023年1月1日起。" + body, 2023, false},
		{html(newer, older+"\n"+newer+body), 2023, false},
		{"白鹿县林业局2022年政府信息公开工作年度报告\n" + newer + body, 2023, false}, // another organ's
		{newer + "\n" + newer + body, 2023, false},
	} {
		rec := read(t, []byte(c.text))
		require.Equal(t, c.year, rec.Report.Year, c.text)
		require.Equal(t, c.doubt, slices.Contains(rules(rec), "R17"), c.text)
	}
}

// What a page says beside its title: a date in a list, the year twice, an office
// of the organ.
func TestFactsBesideTheTitle(t *testing.T) {
	r := read(t, []byte("2023白鹿县大垅乡2023年度政府信息公开工作年度报告\n\n  • 听全文\n  • 2024-01-29\n  • 来源:乡政府\n"+body)).Report
	require.Equal(t, "白鹿县大垅乡", r.Organ)
	require.Equal(t, "2024-01-29", r.Published)
	for _, office := range []string{"综合办公室", "党政办公室", "党政综合办公室", "党政办"} {
		r = read(t, []byte("如有疑问,请与汀州市长安区南街街道"+office+"联系(地址:长安路1号)。\n"+body)).Report
		require.Equal(t, "汀州市长安区南街街道", r.Organ, office)
	}
	r = read(t, []byte("本报告由汀州市供销合作社联合社按照有关要求编制。\n"+body)).Report
	require.Equal(t, "汀州市供销合作社联合社", r.Organ)
	for title, organ := range map[string]string{"汀州市城关区": "汀州市城关区", "南关区": "南关区", "汀州海关关区": "汀州海关", "度假区管理委员会": "度假区管理委员会", "本溪市财政局": "本溪市财政局"} {
		require.Equal(t, organ, read(t, []byte(title+"2023年政府信息公开工作年度报告"+body)).Report.Organ)
		require.Equal(t, organ, read(t, []byte("2023年度"+title+"政府信息公开工作年度报告"+body)).Report.Organ)
	}
}

// A title that says "government" once, for the organ and for its information.
func TestAnOrganThatSharesAWordWithTheSubject(t *testing.T) {
	for _, title := range []string{"2023年石桥镇人民政府信息公开工作年度报告", "石桥镇人民政府信息公开工作2023年年度报告"} {
		require.Equal(t, "石桥镇人民政府", read(t, []byte(title+body)).Report.Organ, title)
	}
}
