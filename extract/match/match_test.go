package match

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"gongkai/extract/grid"
	"gongkai/extract/match/line"
	"gongkai/extract/medium"
	"gongkai/internal/sample"
	"gongkai/record"

	"github.com/stretchr/testify/require"
)

func read(t testing.TB, data []byte) *record.Record {
	t.Helper()
	doc, err := medium.Read(context.Background(), data, medium.DefaultLimits)
	require.NoError(t, err)
	rec, err := Record(context.Background(), doc)
	require.NoError(t, err)
	return rec
}

// insertAfter puts a line behind the first line that holds a mark.
func insertAfter(text, mark, line string) string {
	i := strings.Index(text, mark)
	j := i + strings.Index(text[i:], "\n")
	return text[:j+1] + line + "\n" + text[j+1:]
}

func TestARowThatNoFormHasIsUnmapped(t *testing.T) {
	text := string(sample.New(3, sample.Options{Generation: "2021"}).Text())
	text = insertAfter(text, "行政规范性文件\t", "其他主动公开文件\t186\t0\t7")
	text = insertAfter(text, "（二）部分公开", "\t（二）之二 延期后公开\t31\t0\t0\t0\t0\t0\t31")
	text = insertAfter(text, "行政强制\t", "行政征收\t无")
	rec := read(t, []byte(text))
	var all []string
	for _, u := range rec.Unmapped {
		all = append(all, strings.Join(u.Text, "|"))
	}
	require.Len(t, all, 3, "%v", all)
	require.Contains(t, all[0], "186")
	require.Contains(t, all[1], "行政征收|无")
	require.Contains(t, all[2], "延期后公开")
}

func TestAMixedFormIsSaid(t *testing.T) {
	text := string(sample.New(3, sample.Options{Generation: "2021"}).Text())
	text = strings.Replace(text, "现行有效件数", "对外公开总数量", 1)
	rec := read(t, []byte(text))
	require.Equal(t, "2021", rec.Generation)
	require.True(t, has(rec, "R10"))
}

func TestTheFormIsToldByItsLabelsNotByTheYear(t *testing.T) {
	rec := read(t, sample.New(3, sample.Options{Generation: "2019", Year: 2023}).Text())
	require.Equal(t, "2019", rec.Generation)
	require.Equal(t, 2023, rec.Report.Year)
}

func TestColumnsInAnotherOrderAreReadByTheirLabels(t *testing.T) {
	page := func(order []string, figures []string) []byte {
		var b strings.Builder
		b.WriteString("<p>2023年某某局政府信息公开工作年度报告</p><p>三、收到和处理政府信息公开申请情况</p><table><tr><td>本列数据</td>")
		for _, o := range order {
			b.WriteString("<td>" + o + "</td>")
		}
		b.WriteString("</tr>")
		for _, row := range []string{"一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开", "（七）总计", "四、结转下年度继续办理"} {
			b.WriteString("<tr><td>" + row + "</td>")
			for _, f := range figures {
				b.WriteString("<td>" + f + "</td>")
			}
			b.WriteString("</tr>")
		}
		return []byte(b.String() + "</table>")
	}
	rec := read(t, page([]string{"总计", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"}, []string{"28", "7", "6", "5", "4", "3", "3"}))
	require.Equal(t, "28", rec.Cell("requests.new_received.total").Value.String())
	require.Equal(t, "7", rec.Cell("requests.new_received.natural_person").Value.String())
	require.True(t, has(rec, "R18"))

	// A head that is punctuation alone says nothing, and crashes nothing.
	rec = read(t, page([]string{"）", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"}, []string{"7", "6", "5", "4", "3", "3", "28"}))
	require.Equal(t, "28", rec.Cell("requests.new_received.total").Value.String())
}

func TestAPageWithoutAReportIsRefused(t *testing.T) {
	doc, err := medium.Read(context.Background(), []byte("<html><body><p>用户登录</p><p>请输入密码</p></body></html>"), medium.DefaultLimits)
	require.NoError(t, err)
	_, err = Record(context.Background(), doc)
	var coded *record.CodedError
	require.ErrorAs(t, err, &coded)
	require.Equal(t, record.NotAReport, coded.Code)
}

func TestSectionsUnderEveryTitleSeen(t *testing.T) {
	for key, titles := range map[string][]string{
		"overview":  {"一、总体情况", "一、政府信息公开工作情况", "一、总体工作情况", "1.总体落实情况", "一、政府信息公开工作总体情况", "一、2025年政务公开工作总体情况", "一、概述", "## 一、总体情况", "一 、总体 情况"},
		"proactive": {"二、行政机关主动公开政府信息情况", "二、本年度主动公开政府信息情况", "二、主动公开政务信息情况"},
		"requests":  {"三、收到和处理信息公开申请情况", "三、收到和处理政府信息公开申请情况统计表", "三 、收到和处理政府信息公开申请情况"},
		"disputes":  {"四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "五、行政复议、行政诉讼情况", "四.政府信息公开工作行政复议, 行政诉讼情况"},
		"problems":  {"五、存在问题及改进情况", "五、政府信息公开工作存在的主要问题及改进方向", "五、信息公开工作存在的问题与改进措施", "存在的主要问题及改进情况"},
		"other":     {"六、其他报告的事项", "|六、其他需要报告的事项", "l六、其他需要报告的事项", "六、其他需要报告的事项情况", "七、其他需要报告的事项"},
	} {
		for _, title := range titles {
			lines := linesOf("引言。", title, "正文在此，写了一些字。")
			heads := findHeadings(lines, byYear(2023))
			require.Len(t, heads, 1, title)
			require.Equal(t, key, heads[0].key, title)
		}
	}
	for _, no := range []string{"（一）主动公开情况", "一、本年新收政府信息公开申请数量", "三、本年", "（四）无法提供 1.本机关不掌握", "全文包括总体情况、主动公开政府信息情况等六个部分。"} {
		require.Empty(t, findHeadings(linesOf(no), byYear(2023)), no)
	}
}

// linesOf are texts as the lines of a document.
func linesOf(texts ...string) []line.Line {
	return line.Of(&grid.Doc{Blocks: []grid.Block{{Para: &grid.Para{Text: strings.Join(texts, "\n")}}}})
}

func TestAHeadingGluedToItsTextIsFound(t *testing.T) {
	rec := read(t, []byte("<p>某局2023年政府信息公开工作年度报告</p><p>本报告按规定编制。一、总体情况2023年，我局共受理申请3件。</p><p>二、主动公开政府信息情况</p><p>略。</p>"))
	require.Equal(t, "overview", rec.Sections[1].Key)
	require.Equal(t, "2023年，我局共受理申请3件。", rec.Sections[1].Text)
}

func has(rec *record.Record, rule string) bool {
	for _, f := range rec.Findings {
		if f.Rule == rule {
			return true
		}
	}
	return false
}

func FuzzRecord(f *testing.F) {
	for _, list := range []string{"yunze-2016/source.html", "songjian-jiaoyu-2015/source.txt", "tingzhou-2017/source.txt", "wangjiang-guotu-2012/source.md"} {
		data, err := os.ReadFile("../../corpus/" + list)
		require.NoError(f, err)
		f.Add(data)
	}
	for seed := range uint64(4) {
		r := sample.New(seed, sample.Options{})
		f.Add(r.Text())
		f.Add(r.LineText())
		f.Add(r.HTML())
		f.Add(sample.New(seed, sample.Options{Damage: []sample.Damage{sample.LostBorders}}).Text())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		lim := medium.DefaultLimits
		lim.Bytes, lim.Text, lim.Cells = 1<<20, 1<<18, 5000
		doc, err := medium.Read(context.Background(), data, lim)
		if err != nil {
			return
		}
		rec, err := Record(context.Background(), doc)
		if err != nil {
			return
		}
		for _, c := range rec.Cells {
			if c.State == record.Printed && (c.Value.IsNull() || strings.TrimSpace(c.Raw) == "") {
				t.Fatalf("%s is printed without a number: %+v", c.Path, c)
			}
			if (c.State == record.Absent || c.State == record.Unreadable || c.State == record.Blank) && !c.Value.IsNull() {
				t.Fatalf("%s has a value and is %s", c.Path, c.State)
			}
			if c.State == record.Unreadable && !named(rec, c.Path) {
				t.Fatalf("%s is unreadable, and no finding says so", c.Path)
			}
		}
		again, err := Record(context.Background(), doc)
		require.NoError(t, err)
		a, _ := json.Marshal(rec)
		b, _ := json.Marshal(again)
		if string(a) != string(b) {
			t.Fatal("two readings differ")
		}
	})
}

func named(rec *record.Record, path string) bool {
	for _, f := range rec.Findings {
		for _, p := range f.Paths {
			if p == path {
				return true
			}
		}
	}
	return false
}

func BenchmarkRecord(b *testing.B) {
	for _, m := range sample.Media[:3] {
		b.Run(m, func(b *testing.B) {
			data := sample.New(5, sample.Options{Generation: "2021"}).Write(m)
			doc, err := medium.Read(context.Background(), data, medium.DefaultLimits)
			require.NoError(b, err)
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Record(context.Background(), doc); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A figure that cannot be read as one number is said; its row is not lost.
func TestAFigureSetApartIsNoLabel(t *testing.T) {
	text := string(sample.New(3, sample.Options{Generation: "2019"}).Text())
	at := strings.Index(text, "政府集中采购\t")
	row := strings.Split(text[at:at+strings.Index(text[at:], "\n")], "\t")
	rec := read(t, []byte(strings.Replace(text, strings.Join(row, "\t"), row[0]+"\t"+row[1]+"\t5 . 6 7 5 万元", 1)))
	require.Equal(t, row[1], rec.Cell("proactive.central_procurement.projects").Value.String())
	require.Equal(t, record.Unreadable, rec.Cell("proactive.central_procurement.amount_wan_yuan").State)
}

// A row with figures is reported also where words stand behind them.
func TestARowWithARemarkIsReported(t *testing.T) {
	text := string(sample.New(3, sample.Options{Generation: "2021"}).Text())
	rec := read(t, []byte(insertAfter(text, "行政规范性文件\t", "其他主动公开文件\t186\t0\t7\t含转载文件")))
	require.Len(t, rec.Unmapped, 1)
	require.Contains(t, rec.Unmapped[0].Text, "186")
}

// A cell of which nothing can be read is a figure's cell all the same.
func TestAnUnknownCharacterIsNoLabel(t *testing.T) {
	r := sample.New(3, sample.Options{Generation: "2021", Markup: sample.Plain})
	page := string(r.HTML())
	at := strings.Index(page, "<td>行政规范性文件</td>")
	cell := "<td>" + r.Raw["proactive.normative_documents.issued"] + "</td>"
	at += strings.Index(page[at:], cell) + len(cell)
	page = page[:at] + strings.Replace(page[at:], "<td>"+r.Raw["proactive.normative_documents.repealed"]+"</td>", "<td>\uFFFD</td>", 1)
	rec := read(t, []byte(page))
	require.Equal(t, record.Unreadable, rec.Cell("proactive.normative_documents.repealed").State)
	require.Equal(t, r.Values["proactive.normative_documents.issued"].String(), rec.Cell("proactive.normative_documents.issued").Value.String())
	require.Equal(t, r.Values["proactive.normative_documents.in_force"].String(), rec.Cell("proactive.normative_documents.in_force").Value.String())
}

// A figure in the cell of a label does not vanish: beside a blank cell it may be its
// figure, and beside a figure it is said to be left out.
func TestAFigureInTheCellOfALabel(t *testing.T) {
	text := string(sample.New(3, sample.Options{Generation: "2021"}).Text())
	const path = "proactive.licensing.decisions"
	at := strings.Index(text, "行政许可\t")
	end := at + strings.Index(text[at:], "\n")
	for row, want := range map[string]record.State{
		"行政许可（456）\t": record.Unreadable, "行政许可(456件)\t": record.Unreadable, "行政许可（2023年共456件）\t": record.Unreadable,
		"行政许可[456]\t": record.Unreadable, "行政许可 456件\t": record.Unreadable,
		"行政许可（2023年）\t": record.Blank, "行政许可\t": record.Blank, "行政许可（含延续）\t": record.Blank,
		"行政许可（456）\t7": record.Printed, "行政许可（2023年）\t7": record.Printed,
	} {
		rec := read(t, []byte(text[:at]+row+text[end:]))
		require.Equal(t, want, rec.Cell(path).State, row)
		require.Equal(t, strings.Contains(row, "456"), named(rec, path), row)
	}
	at = strings.Index(text, "2.重复申请\t")
	end = at + strings.Index(text[at:], "\n")
	rec := read(t, []byte(text[:at]+"2.重复申请（5）\t\t\t\t\t\t\t"+text[end:]))
	require.Equal(t, record.Unreadable, rec.Cell("requests.unprocessed_repeat.total").State)
}

// What a browser does not show is no part of a figure, and a figure that only some
// readers see is none to rely on.
func TestFiguresThatAPageDoesNotShow(t *testing.T) {
	r := sample.New(3, sample.Options{Generation: "2021", Markup: sample.Plain})
	page := string(r.HTML())
	const path = "proactive.licensing.decisions"
	own := r.Raw[path]
	at := strings.Index(page, "<td>行政许可</td>")
	at += strings.Index(page[at:], ">"+own+"</td>")
	for cell, state := range map[string]record.State{
		own + `<span style="font-size:0">9</span>`:        record.Printed,
		own + `<b class="c">9</b>`:                        record.Printed,
		own + `<b style="color:#fff">9</b>`:               record.Unreadable,
		`<b style="color:transparent">` + own + `</b>件`:   record.Unreadable,
		own + `<b class="d">9</b>`:                        record.Unreadable, // a script may show it
		`<b style="color:#000">` + own + `</b>`:           record.Printed,
		`<b style="font-size:0;">9</b><b>` + own + `</b>`: record.Printed,
	} {
		html := "<style>#t td .c, .c b { display: none } .d { display: none } .d.on { display: inline }</style><div id=t>" +
			page[:at] + ">" + cell + page[at+len(">"+own):] + "</div>"
		rec := read(t, []byte(html))
		require.Equal(t, state, rec.Cell(path).State, cell)
		if state == record.Printed {
			require.Equal(t, r.Values[path].String(), rec.Cell(path).Value.String(), cell)
			require.Equal(t, strings.Contains(cell, "9<"), has(rec, "R11"), cell) // and said
		} else {
			require.True(t, named(rec, path), cell)
		}
	}
}

// Rows of section two that are not found are named: no sum would tell.
func TestRowsNotFoundAreNamed(t *testing.T) {
	text := string(sample.New(3, sample.Options{Generation: "2021"}).Text())
	at := strings.Index(text, "行政强制\t")
	rec := read(t, []byte(text[:at]+text[at+strings.Index(text[at:], "\n")+1:]))
	require.Equal(t, record.Absent, rec.Cell("proactive.coercive_measures.decisions").State)
	var paths []string
	for _, f := range rec.Findings {
		if f.Rule == "R04" {
			paths = append(paths, f.Paths...)
			require.Contains(t, f.MessageZH, "行政强制")
		}
	}
	require.Equal(t, []string{"proactive.coercive_measures.decisions"}, paths)
}

func TestRowsOfSectionThreeNotFoundAreNamed(t *testing.T) {
	text := string(sample.New(3, sample.Options{Generation: "2021"}).Text())
	at := strings.Index(text, "2.重复申请")
	rec := read(t, []byte(text[:at]+text[at+strings.Index(text[at:], "\n")+1:]))
	require.Equal(t, record.Absent, rec.Cell("requests.unprocessed_repeat.total").State)
	require.True(t, named(rec, "requests.unprocessed_repeat.total"))
	require.True(t, has(rec, "R04"))
}

// So are the columns that a header leaves out.
func TestColumnsNotFoundAreNamed(t *testing.T) {
	text := string(sample.New(3, sample.Options{Generation: "2021"}).Text())
	for _, row := range []string{"信息内容\t本年制发件数", "规章\t", "行政规范性文件\t"} {
		at := strings.Index(text, row)
		end := at + strings.Index(text[at:], "\n")
		text = text[:at] + text[at:end][:strings.LastIndexByte(text[at:end], '\t')] + text[end:]
	}
	rec := read(t, []byte(text))
	require.Equal(t, record.Printed, rec.Cell("proactive.normative_documents.repealed").State)
	require.Equal(t, record.Absent, rec.Cell("proactive.normative_documents.in_force").State)
	var paths []string
	for _, f := range rec.Findings {
		if f.Rule == "R04" {
			paths = append(paths, f.Paths...)
			require.Contains(t, f.MessageZH, "现行有效件数")
		}
	}
	require.Equal(t, []string{"proactive.regulations.in_force", "proactive.normative_documents.in_force"}, paths)
}

// A row whose own label is lost stands beside its group's, as the group's one row
// would: where its siblings are printed, it is named all the same.
func TestAPartOfARowThatLostItsLabelIsNamed(t *testing.T) {
	text := string(sample.New(3, sample.Options{Generation: "2021"}).Text())
	label := "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
	require.Contains(t, text, label)
	rec := read(t, []byte(strings.Replace(text, label, "", 1)))
	require.NotEqual(t, record.Absent, rec.Cell("requests.other_other.total").State)
	require.True(t, named(rec, "requests.other_no_correction.total"))
}
