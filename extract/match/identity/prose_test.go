package identity_test

import (
	"strings"
	"testing"

	"gongkai/record"

	"github.com/stretchr/testify/require"
)

// The title is on the page, the text that was saved lacks it: the introduction
// says whose report it is.
func TestTheIntroductionNamesTheReport(t *testing.T) {
	for _, c := range []struct{ intro, title, organ, scope, published string }{
		{"根据《条例》规定，现公布松涧区柳坪街道2023年政府信息公开工作年度报告。", "松涧区柳坪街道2023年政府信息公开工作年度报告", "松涧区柳坪街道", "organ", ""},
		{"特向社会公布2023年度白鹿县人民政府办公室政府信息公开年度报告，由六部分组成。", "2023年度白鹿县人民政府办公室政府信息公开年度报告", "白鹿县人民政府办公室", "organ", ""},
		{"按照关于做好2023年政府信息公开工作年度报告编制发布等工作的要求，形成了《石桥镇人民政府2023年政府信息公开工作年度报告》。", "石桥镇人民政府2023年政府信息公开工作年度报告", "石桥镇人民政府", "organ", ""},
		{"现公布汀州市公安局政府信息公开工作2023年度报告。", "汀州市公安局政府信息公开工作2023年度报告", "汀州市公安局", "organ", ""},
		{"现就云泽镇2023年政府信息公开工作情况报告如下：", "", "云泽镇", "organ", ""},
		{"本报告由玉屏市林西区教育局根据有关要求编制，统计期限自2023年1月1日起。", "", "玉屏市林西区教育局", "organ", ""},
		{"统计期限自2023年1月1日起。如有疑问，请与汀州市财政局办公室联系（地址：长安路1号）。", "", "汀州市财政局", "organ", ""},
		{"梳理编制临港海关关区2023年政府信息公开工作年度报告。", "临港海关关区2023年政府信息公开工作年度报告", "临港海关", "system", ""},
		{"白鹿县2023年政府信息公开工作年度报告\n2024年01月26日来源：县政府办", "白鹿县2023年政府信息公开工作年度报告", "白鹿县", "region", "2024-01-26"},
		{"特向社会公布2023年度我局政府信息公开工作年度报告，涵盖了2023年汀州市林业局政府信息公开工作。", "", "汀州市林业局", "organ", ""},
		{"所列数据自2023年1月1日起。请与白鹿县发展和改革委员会联系（地址：长安路1号）。本报告统计期限为2023年。", "", "白鹿县发展和改革委员会", "organ", ""},
		{"我局2023年政府信息公开工作年度报告如下。", "", "", "organ", ""},
	} {
		rec := read(t, []byte(c.intro+"\n一、总体情况\n稳步推进。\n二、主动公开政府信息情况\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t3\n行政许可\t5\n三、收到和处理政府信息公开申请情况\n"))
		require.Equal(t, record.Report{Title: c.title, Organ: c.organ, Year: 2023, Scope: c.scope, Published: c.published}, rec.Report, c.intro)
	}
}

func TestATitleOnThreeLinesOrBehindAColumnName(t *testing.T) {
	for _, c := range []struct{ top, title, organ string }{
		{"玉屏市林西区\n人民政府办公室\n2023年政府信息公开工作年度报告\n", "玉屏市林西区人民政府办公室2023年政府信息公开工作年度报告", "玉屏市林西区人民政府办公室"},
		{"【年报】松涧区住建局2023年度政府信息公开年报\n", "【年报】松涧区住建局2023年度政府信息公开年报", "松涧区住建局"},
	} {
		rec := read(t, []byte(c.top+"一、总体情况\n稳步推进。\n二、主动公开政府信息情况\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t3\n行政许可\t5\n三、收到和处理政府信息公开申请情况\n"))
		require.Equal(t, c.title, rec.Report.Title)
		require.Equal(t, c.organ, rec.Report.Organ)
	}
}

// A page that names its source and puts a date behind it, and has no signature.
func TestTheDateBehindTheSource(t *testing.T) {
	page := func(head string) []byte {
		return []byte("# 汀州市残联2023年政府信息公开工作年度报告\n\n" + head + "\n\n一、总体情况\n\n本年度未收到申请。\n\n二、主动公开政府信息情况\n\n三、收到和处理政府信息公开申请情况\n")
	}
	require.Equal(t, "2024-01-19", read(t, page("来源：汀州市残联 2024-01-19 打印 关闭")).Report.Published)
	require.Empty(t, read(t, page("来源：汀州市残联 打印 2024年")).Report.Published)
	require.Empty(t, read(t, page("来源：汀州市残联 2022-01-19")).Report.Published) // before the year was over
}

func TestTheOrganBehindItsShortForm(t *testing.T) {
	for _, c := range []struct{ intro, organ string }{
		{"本报告依据《条例》（国务院令第711号，以下简称《条例》）的要求，结合国家税务总局汀州市林西区税务局（以下简称“林西区税务局”）有关统计数据撰写，统计期限自2023年1月1日起。", "国家税务总局汀州市林西区税务局"},
		{"按照汀州市人民政府办公室（以下简称“市府办”）的要求编写，统计期限自2023年1月1日起。", ""},
		{"统计期限自2023年1月1日起。如有疑问，请与汀州市公安局（地址：长安路1号；邮编：100000；电话：0100-1234567；传真：0100-1234568）联系。", "汀州市公安局"},
		{"统计期限自2023年1月1日起，从六个方面汇报我镇2023年政府信息公开工作。", ""},
		{"根據《條例》有關要求,現將我局2023年度政府信息公開情況報告如下。", ""},
	} {
		rec := read(t, []byte(c.intro+body))
		require.Equal(t, c.organ, rec.Report.Organ, c.intro)
		require.Equal(t, 2023, rec.Report.Year, c.intro)
	}
}

// No title, and no sentence that names the report: how section one begins, and
// whom to ask.
func TestTheOrganThatSectionOneBeginsWith(t *testing.T) {
	for _, c := range []struct{ intro, first, organ string }{
		{"统计期限自2023年1月1日起。", "2023年，汀州市运输执法总队认真贯彻落实《条例》，公开信息3条。", "汀州市运输执法总队"},
		{"统计期限自2023年1月1日起。", "今年以来，白鹿县审计局认真贯彻落实要求。", "白鹿县审计局"},
		{"统计期限自2023年1月1日起。", "2023年，县审计局认真贯彻落实要求。", ""},
		{"统计期限自2023年1月1日起。", "2023年度区水利局认真贯彻落实要求。", ""},
		{"统计期限自2023年1月1日起。", "2023年，白鹿县委县政府高度重视。", ""},
		{"统计期限自2023年1月1日起。", "2023年，区委区政府高度重视。", ""},
		{"统计期限自2023年1月1日起。如有疑问，请联系：汀州市林西区人民政府长坪街道办事处；联系电话：0100-1234567。", "稳步推进。", "汀州市林西区人民政府长坪街道办事处"},
		{"统计期限自2023年1月1日起。如有疑问，请与白鹿县水利局政府信息公开工作领导小组办公室联系。", "稳步推进。", "白鹿县水利局"},
		{"统计期限自2023年1月1日起。如有疑问，请与汀州市民族与宗教事务局办公室政府信息公开受理处联系（地址：长安路1号）。", "稳步推进。", "汀州市民族与宗教事务局"},
		{"统计期限自2023年1月1日起。如有疑问，请与三溪乡党政办联系（地址：三溪村）。", "稳步推进。", "三溪乡"},
		{"统计期限自2023年1月1日起。如有疑问，请与县政府办公室联系。", "稳步推进。", ""},
		{"统计期限自2023年1月1日起。如有疑问，请与我镇党政办联系。", "稳步推进。", ""},
		{"统计期限自2023年1月1日起。如有疑问，请联系：白鹿县石桥乡信息公开领导小组办公室，邮编：100000，传真：1234567。", "稳步推进。", "白鹿县石桥乡"},
	} {
		rec := read(t, []byte(c.intro+strings.Replace(body, "稳步推进。", c.first, 1)))
		require.Equal(t, c.organ, rec.Report.Organ, c.intro+c.first)
		require.Equal(t, 2023, rec.Report.Year, c.intro)
	}
}

// A sentence that was copied from last year's report names that: the period is
// this one's, and the difference is found.
func TestThePeriodGoesBeforeASentence(t *testing.T) {
	rec := read(t, []byte("我镇编制了《云泽镇2022年政府信息公开工作年度报告》，所列数据的统计期限自2023年1月1日起至12月31日止。"+body+"截止2023年12月31日，通过网站公开信息88条，其中政策解读3条，工作动态48条，通知公告5条"))
	require.Equal(t, record.Report{Title: "云泽镇2022年政府信息公开工作年度报告", Organ: "云泽镇", Year: 2023, Scope: "organ"}, rec.Report)
	rec = read(t, []byte("# 云泽镇2023年政府信息公开工作年度报告 | |||||||\n统计期限自2022年1月1日起。"+body+"特此报告。云泽镇 2024年1月20日 打印 关闭 扫一扫在手机打开当前页面，更多内容请关注我们"))
	require.Equal(t, record.Report{Title: "云泽镇2023年政府信息公开工作年度报告", Organ: "云泽镇", Year: 2023, Scope: "organ", Published: "2024-01-20"}, rec.Report)
	rec = read(t, []byte("白鹿县审计局2023年政府信息公开工作年度报告 | |||||||||||||||||||||||||||||||||||||||||||||||||||||||||||\n本年报按要求编制，统计期限自2023年1月1日起。一、总体情况 稳步推进。"+body))
	require.Equal(t, "白鹿县审计局2023年政府信息公开工作年度报告", rec.Report.Title)
}

// A page's table of facts whose cells became words with spaces between.
func TestFactsWithSpacesBetween(t *testing.T) {
	r := read(t, []byte("松涧市市场监督管理局\n\n名称 松涧市市场监督管理局2023年政府信息公开工作年度报告\n索引号 014300000/2024-00005 分类 信息公开年报\n发布机构 市市场监督管理局 公开日期 2024-01-28\n文号 关键词\n\n根据《条例》的规定，统计期限自2023年1月1日起。\n"+body)).Report
	require.Equal(t, record.Report{Title: "松涧市市场监督管理局2023年政府信息公开工作年度报告", Organ: "松涧市市场监督管理局", Year: 2023, Scope: "organ", Published: "2024-01-28"}, r)
}

// Section one tells of last year's report too.
func TestSectionOneNamesLastYearsReport(t *testing.T) {
	for first, year := range map[string]int{
		"2025年，区司法局主动公开2024年度政府信息公开工作年度报告等11个事项。2025年收到申请2件。": 2025,
		"按照2019年修订的条例，现公布我局2023年政府信息公开工作年度报告如下。":              2023,
	} {
		rec := read(t, []byte(strings.Replace(body[1:], "稳步推进。", first, 1)))
		require.Equal(t, year, rec.Report.Year, first)
	}
}

// A name without its place has it where the page says whom to ask, or who
// published it; a table of facts may hold the only title.
func TestTheOrganWithItsPlace(t *testing.T) {
	for top, want := range map[string][2]string{
		"现公开县文化广电和旅游局2023年政府信息公开工作年度报告，统计期限自2023年1月1日起。可直接与白鹿县文化广电和旅游局办公室联系（电话：0100-1234567）。": {"县文化广电和旅游局2023年政府信息公开工作年度报告", "白鹿县文化广电和旅游局"},
		"区审计局2023年政府信息公开工作年度报告\n发布时间：2024-01-10 来源：汀州市林西区审计局\n":                                {"区审计局2023年政府信息公开工作年度报告", "汀州市林西区审计局"},
		"区审计局2023年政府信息公开工作年度报告\n发布时间：2024-01-10 来源：汀州市林西区人民政府\n":                               {"区审计局2023年政府信息公开工作年度报告", "区审计局"},
		"教育局2023年政府信息公开工作年度报告\n发布时间：2024-01-10 来源：林西区教育局\n":                                    {"教育局2023年政府信息公开工作年度报告", "林西区教育局"},
		"教育局2023年政府信息公开工作年度报告\n发布时间：2024-01-10 来源：市教育局\n":                                      {"教育局2023年政府信息公开工作年度报告", "教育局"},
		"自然资源部2023年政府信息公开工作年度报告\n发布时间：2024-01-10 来源：中华人民共和国自然资源部\n":                            {"自然资源部2023年政府信息公开工作年度报告", "自然资源部"},
		"索 引 号 | 675490773/2024-00049 | 分 类 | 报告 |\n发布机构 | 松涧经济技术开发区 | 发文日期 | 2024-01-03 |\n标 题 | 松涧经济技术开发区管理委员会2023年政府信息公开工作年度报告 | ||\n文 号 | 无号 | 主 题 词 | |\n报告中所列数据的统计期限为2023年1月1日至2023年12月31日。": {"松涧经济技术开发区管理委员会2023年政府信息公开工作年度报告", "松涧经济技术开发区管理委员会"},
	} {
		rec := read(t, []byte(top+body))
		require.Equal(t, want, [2]string{rec.Report.Title, rec.Report.Organ}, top)
	}
}

// A town of pastures; a list's bullet and a file's ending around a title.
func TestTheReportOfATownOfPastures(t *testing.T) {
	r := read(t, []byte("• 白鹿旗乌兰苏木2023年政府信息公开工作年度报告.docx\n统计期限自2023年1月1日起。\n"+body)).Report
	require.Equal(t, record.Report{Title: "白鹿旗乌兰苏木2023年政府信息公开工作年度报告", Organ: "白鹿旗乌兰苏木", Year: 2023, Scope: "organ"}, r)
	r = read(t, []byte("白鹿縣林西鄉人民政府2023年政府信息公開工作年度報告\n統計期限自2023年1月1日起。\n"+body)).Report
	require.Equal(t, "organ", r.Scope) // in traditional characters
	r = read(t, []byte("白鹿旗乌兰苏木人民政府2023年政府信息公开工作年度报告\n全旗公开信息9条。\n"+body)).Report
	require.Equal(t, "organ", r.Scope)
}
