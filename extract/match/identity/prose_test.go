package identity_test

import (
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
