package match

import (
	"strings"
	"testing"

	"gongkai/internal/sample"
	"gongkai/record"

	"github.com/stretchr/testify/require"
)

// body is a report's text below its title, all of it figures that can be read.
const body = "\n一、总体情况\n稳步推进。\n二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t3\n三、收到和处理政府信息公开申请情况\n"

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

// Scripts that leave out lines printed before take the figures of whole rows.
func TestARowWithoutFiguresIsBlankOnlyAmongWholeRows(t *testing.T) {
	rows := func(second string) string {
		return "汀州市残联2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\n" + second + "二、上年结转政府信息公开申请数量\n" +
			"三、本年度办理结果\n（一）予以公开\n3\n1\n2\n0\n0\n0\n6\n（二）部分公开\n（三）不予公开\n1.属于国家秘密\n2.其他法律行政法规禁止公开\n3.危及“三安全一稳定”\n4.保护第三方合法权益\n" +
			"5.属于三类内部事务信息\n6.属于四类过程性信息\n7.属于行政执法案卷\n8.属于行政查询事项\n（四）无法提供\n1.本机关不掌握相关政府信息\n2.没有现成信息需要另行制作\n（七）总计\n3\n1\n2\n0\n0\n0\n6\n四、结转下年度继续办理\n"
	}
	for second, want := range map[string]record.State{"3\n1\n2\n0\n0\n0\n6\n": record.Blank, "3\n1\n2\n0\n6\n": record.Unreadable, "0\n0\n0\n0\n0\n0\n0\n": record.Unreadable} {
		rec := read(t, []byte(rows(second)))
		require.Equal(t, want, rec.Cell("requests.carried_in.natural_person").State, second)
	}
}

func TestFiguresApartFromTheirLabelAreNotCut(t *testing.T) {
	rec := read(t, []byte("汀州市残联2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n行政规范性文件\n148\n信息内容\n本年处理决定数量\n行政许可\n12\n34\n行政处罚\n5\n三、收到和处理政府信息公开申请情况\n"))
	for _, path := range []string{"regulations.issued", "normative_documents.issued", "normative_documents.in_force", "licensing.decisions"} {
		require.Equal(t, record.Unreadable, rec.Cell("proactive."+path).State, path)
	}
	require.Equal(t, record.Printed, rec.Cell("proactive.penalties.decisions").State)
}

// Converters write a wide cell into each column that it covers.
func TestAWideCellRepeatedIsOneFigure(t *testing.T) {
	table := "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n|---|---|---|---|\n| 规章 | 0 | 0 | 0 |\n| 行政规范性文件 | 1 | 0 | 3 |\n| 信息内容 | HEAD | HEAD | HEAD |\n| 行政许可 | 67 | 67 | THIRD |\n"
	top := "# 汀州市残联2023年政府信息公开工作年度报告\n\n## 二、主动公开政府信息情况\n\n"
	for third, want := range map[string]record.State{"67": record.Printed, "68": record.Unreadable} {
		rec := read(t, []byte(top+strings.NewReplacer("HEAD", "本年处理决定数量", "THIRD", third).Replace(table)))
		require.Equal(t, want, rec.Cell("proactive.licensing.decisions").State, third)
	}
}

func TestLabelsInTwoLanguages(t *testing.T) {
	text := string(sample.New(3, sample.Options{Generation: "2021"}).Text())
	want := read(t, []byte(text))
	text = strings.NewReplacer("规章\t", "规章 Regulations\t", "行政许可\t", "行政许可 Licensing\t", "重复申请\t", "重复申请 Repeated requests\t").Replace(text)
	got := read(t, []byte(text))
	require.Len(t, got.Cells, len(want.Cells))
	for i := range want.Cells {
		require.Equal(t, want.Cells[i].Raw, got.Cells[i].Raw, want.Cells[i].Path)
	}
	require.False(t, has(got, "R03"))
}

// A picture is missed only where a table is.
func TestAPictureBesideAllTablesIsNoTable(t *testing.T) {
	text := string(sample.New(3, sample.Options{Generation: "2021"}).Markdown())
	require.False(t, has(read(t, []byte(text+"\n\n![Image 1](qr.png)\n")), "R05"))
	at := strings.Index(text, "四、结转下年度")
	require.True(t, has(read(t, []byte(text[:at-2]+"\n\n![](t.png)\n\n"+text[strings.Index(text, "五、"):])), "R05"))
}
