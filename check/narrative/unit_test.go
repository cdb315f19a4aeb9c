package narrative

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/internal/message"
	"gongkai/record"
)

func TestRulesAreExplained(t *testing.T) {
	for _, r := range Rules {
		require.True(t, message.Has(r.ID))
		require.True(t, message.Has(r.ID+".title"))
		require.True(t, message.Has(r.ID+".why"))
	}
}

// The readings' names are those that the code and each other ask for.
func TestReadingsNameCells(t *testing.T) {
	for generation, f := range map[string]edition{"2019": {"2019", true}, "2021": {"2021", false}} {
		cells := map[string]bool{}
		for _, c := range full(generation, "", "").Cells {
			cells[c.Path] = true
		}
		check := func(m meaning) {
			for _, s := range append(f.readings(m), f.excuses(m)...) {
				require.NotEmpty(t, s)
				for _, term := range s {
					require.True(t, cells[term.path], "%s: %v reads %s", generation, m, term.path)
				}
			}
		}
		d := readingsData()
		for k := range d.Requests {
			check(meaning{table: "requests", keys: []string{k}})
			for c := range d.Columns {
				check(meaning{table: "requests", keys: []string{k}, column: c})
			}
		}
		for k := range d.Disputes {
			for r := range d.Results {
				check(meaning{table: "disputes", keys: []string{k}, result: r})
			}
		}
		for k := range d.Proactive[generation] {
			check(meaning{table: "proactive", keys: []string{k}})
		}
	}
}

func TestNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"12件": "12", "１２件": "12", "1,234件": "1234", "１，２３４件": "1234", "18.871万元": "18.871", "三件": "3", "两件": "2", "十二件": "12", "一百零五件": "105", "二十件": "20",
		"一千二百三十四件": "1234", "三万零五件": "30005", "0件": "0", "〇件": "0", "5 件": "5", "30。": "30",
		"12余件": "", "12多件": "", "十余件": "", "数十件": "", "第12件": "", "第三件": "", "1-6件": "", "3/5": "", "国办函〔2020〕109号": "", "12个工作日": "", "5场": "", "0517-83605210": "",
		"12345工单": "", "三类内部事务信息": "", "一件事": "", "1月": "", "2023年": "", "A12件": "", "12345678901234567890123456件": "",
	} {
		var x lexed
		got := ""
		for _, k := range x.lex(text) {
			if k.kind == number {
				got += k.value.String()
			}
		}
		require.Equal(t, want, got, text)
	}
}

type lexed struct{ text }

func (x *lexed) lex(s string) []token {
	x.ready(s, vocabulary())
	return lex(&x.text, vocabulary(), nil)
}

// Lines are joined where a phrase was broken, not where something ends or begins.
func TestLines(t *testing.T) {
	for in, want := range map[string]string{
		"收到政府信\n息公开申请 3\n件。":             "收到政府信息公开申请3件。",
		"收到3件。\n答复3件。":                   "收到3件。|答复3件。",
		"（二）依申请公开情况\n全年收到3件":             "（二）依申请公开情况|全年收到3件",
		"依法办理\n（三）监督保障":                  "依法办理|（三）监督保障",
		"甲\n\n乙":                         "甲|乙",
		"正文\n| 规章 | 0 |\n乙":              "正文|乙",
		"甲。\n信息内容 本年制发件数\n行政许可 97\n乙3件。": "甲。|乙3件。",
	} {
		var x text
		x.ready(in, vocabulary())
		got := strings.ReplaceAll(strings.Trim(string(x.runes), "\n"), "\n", "|")
		require.Equal(t, strings.NewReplacer("（", "(", "）", ")").Replace(want), got)
		require.Equal(t, len(x.runes)+1, len(x.at))
	}
}

// Lines that nothing ends are one paragraph, however many; no more of it is
// looked at for each than a heading may have.
func TestManyLinesWithoutAMark(t *testing.T) {
	var x text
	x.ready(strings.Repeat("未知3\n", 500)+"一、概述\n全年收到3件", vocabulary())
	require.Equal(t, strings.Repeat("未知3", 500)+"\n一、概述\n全年收到3件", strings.Trim(string(x.runes), "\n"))
	require.Len(t, x.begun(1500), longHeading+1)
	require.Equal(t, "一、概述", string(x.begun(1505)))
}

// Blank cells are known where the printed sums leave no choice, and only there.
func TestBlankCells(t *testing.T) {
	r := full("2021", "overview", "政府信息公开行政复议维持3件，纠正0件，其他结果0件，尚未审结0件。")
	set := func(path, raw string) {
		c := r.Cell("disputes.reconsideration." + path)
		c.Value, c.State = record.Number{}, record.Blank
		if raw != "" {
			c.Value, _ = record.ParseNumber(raw)
			c.State = record.Printed
		}
	}
	verdicts := func() string {
		Check(r)
		var v []string
		for _, c := range r.Claims {
			v = append(v, c.Verdict)
		}
		return strings.Join(v, " ")
	}
	set("upheld", "3")
	set("corrected", "")
	set("other", "")
	set("pending", "")
	set("total", "3")
	require.Equal(t, "agrees agrees agrees agrees", verdicts())
	set("total", "4")
	require.Equal(t, "agrees open open open", verdicts())
	set("total", "")
	require.Equal(t, "agrees open open open", verdicts())
	set("total", "3")
	r.Cell("disputes.reconsideration.other").State = record.Unreadable
	require.Equal(t, "agrees open open open", verdicts())
}

func TestExcuses(t *testing.T) {
	r := full("2021", "overview", "共收到政府信息公开申请100件，办结90件。")
	for _, c := range []struct {
		row string
		n   int64
	}{{"new_received", 100}, {"carried_in", 5}, {"processed_total", 95}} {
		r.Cell("requests." + c.row + ".total").Value = record.Int(c.n)
	}
	findings, holds, undecided := Check(r)
	require.Empty(t, findings, "90 of this year's 100 were answered, and 5 of last year's")
	require.Equal(t, []int{1, 1}, []int{holds, undecided})
	r.Cell("requests.processed_total.total").Value = record.Int(96)
	findings, _, _ = Check(r)
	require.Len(t, findings, 1)
	f := findings[0]
	require.Equal(t, "N01", f.Rule)
	require.Equal(t, "90 96", f.Left.String()+" "+f.Right.String())
	require.Equal(t, []string{"requests.processed_total.total"}, f.Paths)
	require.Equal(t, []string{"b1"}, f.At[:1])
	require.Contains(t, f.MessageZH, "办结90件")
}

func TestZeroContradicted(t *testing.T) {
	r := full("2021", "overview", "本年度未收到政府信息公开申请。")
	findings, _, _ := Check(r)
	require.Len(t, findings, 1)
	require.Equal(t, "N04", findings[0].Rule)
}

// A text that begins as if it went on with a sentence goes on with none: what
// the document before spoke of last is forgotten.
func TestADocumentKnowsNothingOfTheOneBefore(t *testing.T) {
	r := full("2021", "disputes", "其中行政诉讼尚未审结政府信息公开申请共12件，未收到。")
	alone, _, _ := Check(r)
	for _, before := range []string{"上年收到政府信息公开申请３件。", "1至3月收到政府信息公开申请3件。", "共制发12件标注公开属性。"} {
		Check(full("2021", "disputes", before))
		after, _, _ := Check(r)
		require.Equal(t, alone, after, before)
	}
}

func TestFees(t *testing.T) {
	for text, want := range map[string]string{
		"全年收取政府信息公开信息处理费 3940 元。":                      "null null 3940",
		"依据《政府信息公开信息处理费管理办法》，全年收取政府信息公开信息处理费0元。":       "null null 0",
		"2023年，无收取信息处理费情况。":                            "null null 0",
		"我局未发生政府信息公开收费事项。":                             "null null 0",
		"本年度发出收费通知3件，总金额600元，实际收取的总金额400元。":            "3 600 400",
		"收取信息处理费0.04万元。":                               "null null 400",
		"收取行政事业性收费300万元。":                              "null null null",
		"无其他需要报告的事项。":                                  "null null null",
		"收取信息处理费400元。全年信息处理费共计收取500元。":                 "null null null",
		"2022年收取信息处理费100元，2023年收取信息处理费400元，减免信息处理费50元": "null null 400",
	} {
		r := full("2021", "other", text)
		a, b, c := feesOf(r)
		require.Equal(t, want, a.String()+" "+b.String()+" "+c.String(), text)
	}
	for text, want := range map[string]int{
		"收取信息处理费400元。全年信息处理费共计收取500元。":   1,
		"发出收费通知3件，总金额400元，实际收取的总金额600元。": 1,
		"发出收费通知3件，总金额600元，实际收取的总金额400元。": 0,
	} {
		findings, _, _ := Check(full("2021", "other", text))
		require.Len(t, findings, want, text)
		for _, f := range findings {
			require.Equal(t, "N05", f.Rule)
		}
	}
}
