package diff

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"gongkai/record"
)

func side(list []Edit, kind string) string {
	var b strings.Builder
	for _, e := range list {
		if e.Kind == kind || e.Kind == Both {
			b.WriteString(e.Text)
		}
	}
	return b.String()
}

// Whatever the texts are, the edits rebuild both.
func TestEditsRebuildBothTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("收到申请件12。\n，a")), 0, 80, -1)
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		e := edits(a, b)
		require.Equal(t, a, side(e, Left))
		require.Equal(t, b, side(e, Right))
		for i := 1; i < len(e); i++ {
			require.NotEqual(t, e[i-1].Kind, e[i].Kind, "neighbours are of different kinds")
		}
	})
	x, y := strings.Repeat("甲", 3000), strings.Repeat("乙", 3000)
	require.Equal(t, []Edit{{Left, x}, {Right, y}}, edits(x, y), "texts with nothing in common")
}

func TestAChangedNumberIsOneEdit(t *testing.T) {
	require.Equal(t, []Edit{{Both, "收到申请"}, {Left, "12"}, {Right, "119"}, {Both, "件，均已答复。"}}, edits("收到申请12件，均已答复。", "收到申请119件，均已答复。"))
}

func number(n int64) record.Cell {
	return record.Cell{Path: "requests.new_received.total", Value: record.Int(n), Raw: record.Int(n).String(), State: record.Printed, At: "t2 r4 c9"}
}

func TestTwoReportsSideBySide(t *testing.T) {
	a := &record.Record{Generation: "2019", Source: record.Source{Name: "a.txt"}, Report: record.Report{Organ: "某局", Year: 2020}, Cells: []record.Cell{
		number(12), {Path: "requests.carried_in.total", State: record.Blank}, {Path: "disputes.reconsideration.total", Value: record.Int(1), State: record.Printed}},
		Sections: []record.Section{{Key: "overview", Heading: "一、总体情况", Text: "2020年，收到申请12件。"}, {Key: "other", Heading: "六、其他", Text: "无"}}}
	b := &record.Record{Generation: "2021", Source: record.Source{Name: "b.txt"}, Report: record.Report{Organ: "某局", Year: 2021}, Cells: []record.Cell{
		number(15), {Path: "requests.carried_in.total", State: record.Dash}, {Path: "disputes.reconsideration.total", Value: record.Int(1), State: record.Printed},
		{Path: "requests.carried_out.total", State: record.Absent}},
		Sections: []record.Section{{Key: "overview", Heading: "一、总体情况", Text: "2021年，收到申请15件。"}}}
	d := Compare(a, b)
	require.Equal(t, 1, d.Same)
	require.Len(t, d.Figures, 2)
	require.True(t, d.Figures[0].Diff.Equal(record.Int(3)))
	require.Equal(t, "一、本年新收政府信息公开申请数量 / 总计", d.Figures[0].Label)
	var out bytes.Buffer
	require.NoError(t, d.Text(&out, "en"))
	require.Equal(t, `- a.txt
+ b.txt

Year
  - 2020
  + 2021

Form
  - 2019
  + 2021

Figures: 2 differ, 1 are the same
  一、本年新收政府信息公开申请数量 / 总计: 12 → 15 (+3)
  二、上年结转政府信息公开申请数量 / 总计: blank → a dash

一、总体情况
  - [2020]年，收到申请
  + [2021]年，收到申请
  - 年，收到申请[12]件。
  + 年，收到申请[15]件。

六、其他 (only in the first)
  - [无]
`, out.String())
	require.NoError(t, d.JSON(&out))
	require.Empty(t, Compare(a, a).Figures)
	require.Empty(t, Compare(a, a).Sections)
	require.Empty(t, Compare(a, a).Facts)
}
