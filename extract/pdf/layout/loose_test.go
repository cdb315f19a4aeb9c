package layout

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"gongkai/extract/grid"
)

// row draws a row without borders: a label from the left, figures centred in
// columns that begin at 240, 50 points wide.
func (c *canvas) row(y float64, label string, figures ...string) {
	for i, line := range strings.Split(label, "\n") {
		n := strings.Count(label, "\n")
		c.text(66, y+(float64(i)-float64(n)/2)*12, 10, line)
	}
	for i, s := range figures {
		c.centred(265+50*float64(i), y, 10, s)
	}
}

func loose(t *testing.T, c ...*canvas) *grid.Grid {
	g := only(t, Doc(document(c...)))
	require.True(t, g.Loose)
	return g
}

func TestWordTable(t *testing.T) {
	c := newPage()
	c.text(60, 60, 10, "三、收到和处理政府信息公开申请情况")
	c.row(100, "", "自然人", "企业", "机构", "总计")
	c.row(120, "一、本年新收", "1", "1200", "3", "4")
	c.row(140, "二、上年结转", "5", "", "7", "8")
	c.row(160, "三、其他", "9", "10", "—", "")
	c.text(60, 200, 10, "四、下一节")
	d := Doc(document(c))
	g := only(t, d)
	require.Equal(t, []string{"三、收到和处理政府信息公开申请情况", "四、下一节"}, paras(d))
	require.Equal(t, [][]string{
		{"", "自然人", "企业", "机构", "总计"},
		{"一、本年新收", "1", "1200", "3", "4"},
		{"二、上年结转", "5", "", "7", "8"},
		{"三、其他", "9", "10", "—", ""},
	}, texts(g))
	require.Equal(t, grid.Pos{Page: 1, Table: 1, Row: 3, Col: 2}, g.At(2, 1).Pos)
}

// Labels over several lines, with the figures on the middle one, and a group's
// label beside them.
func TestWrappedLabels(t *testing.T) {
	c := newPage()
	y := 100.0
	put := func(label string, figures ...string) {
		n := float64(strings.Count(label, "\n"))
		y += 6 * n
		for i, line := range strings.Split(label, "\n") {
			c.text(110, y+(float64(i)-n/2)*12, 10, line)
		}
		c.row(y, "", figures...)
		y += 6*n + 20
	}
	put("1.属于国家秘密", "1", "2", "3")
	put("2.其他法律行政\n法规禁止公开", "4", "5", "6")
	put("3.申请人逾期未按\n通知要求缴费行政\n机关不再处理", "7", "8", "9")
	put("4.其他", "10", "11", "12")
	c.text(66, 124, 10, "（三）")
	c.text(66, 136, 10, "不予")
	g := loose(t, c)
	require.Equal(t, 4, g.Rows)
	for r, want := range []string{"1.属于国家秘密", "2.其他法律行政\n法规禁止公开", "3.申请人逾期未按\n通知要求缴费行政\n机关不再处理", "4.其他"} {
		require.Equal(t, want, g.At(r, 1).Text)
	}
	require.Equal(t, "（三）\n不予", g.At(1, 0).Text)
}

// Rows as close as lines: labels from the top, wrapped where they are full.
func TestDenseLabels(t *testing.T) {
	c := newPage()
	y := 100.0
	for _, row := range [][]string{{"1.属于国家秘密的", "1", "2", "3"}, {"2.其他法律行政法\n规禁止公开的信息\n和文件", "4", "5", "6"}, {"3.其他", "7", "8", "9"}, {"4.无正当理由反复\n申请", "10", "11", "12"}} {
		c.row(y, "", row[1:]...)
		for _, line := range strings.Split(row[0], "\n") {
			c.text(66, y, 10, line)
			y += 13
		}
	}
	require.Equal(t, [][]string{{"1.属于国家秘密的", "1", "2", "3"}, {"2.其他法律行政法\n规禁止公开的信息\n和文件", "4", "5", "6"}, {"3.其他", "7", "8", "9"}, {"4.无正当理由反复\n申请", "10", "11", "12"}}, texts(loose(t, c)))
}

// Figures that wrap in their cells are one text of two lines, never two rows
// that look sure.
func TestWrappedFigures(t *testing.T) {
	c := newPage()
	for i, s := range []string{"行政许", "可", "行政处", "罚"} {
		c.text(66, 100+13*float64(i), 10, s)
	}
	c.text(120, 100, 10, "4730")
	c.text(120, 113, 10, "3")
	c.text(160, 100, 10, "2")
	c.text(200, 100, 10, "6108")
	c.text(200, 113, 10, "5")
	c.text(120, 126, 10, "1070")
	c.text(160, 126, 10, "1")
	c.text(200, 126, 10, "1863")
	require.Equal(t, [][]string{{"行政许\n可", "4730\n3", "2", "6108\n5"}, {"行政处\n罚", "1070", "1", "1863"}}, texts(loose(t, c)))
}

func TestWordTableOverPages(t *testing.T) {
	a, b := newPage(), newPage()
	a.row(740, "1.本机关不掌握", "1", "2", "3")
	a.row(770, "2.没有现成信息", "4", "5", "6")
	a.centred(297, 815, 9, "- 1 -")
	b.text(66, 60, 10, "需要另行制作") // the rest of the label
	b.row(90, "3.补正后仍不明确", "7", "8", "9")
	b.centred(297, 815, 9, "- 2 -")
	require.Equal(t, [][]string{{"1.本机关不掌握", "1", "2", "3"}, {"2.没有现成信息\n需要另行制作", "4", "5", "6"}, {"3.补正后仍不明确", "7", "8", "9"}}, texts(loose(t, a, b)))

	a, b = newPage(), newPage()
	a.row(740, "1.本机关不掌握", "1", "2", "3")
	a.row(770, "", "4", "5", "6")
	b.row(60, "2.没有现成信息") // the figures' label
	b.row(90, "3.补正后仍不明确", "7", "8", "9")
	require.Equal(t, [][]string{{"1.本机关不掌握", "1", "2", "3"}, {"2.没有现成信息", "4", "5", "6"}, {"3.补正后仍不明确", "7", "8", "9"}}, texts(loose(t, a, b)))
}

// Headings over several columns span them.
func TestWordSpans(t *testing.T) {
	c := newPage()
	c.centred(290, 80, 10, "行政复议")
	c.centred(440, 80, 10, "行政诉讼")
	c.row(100, "", "维持", "总计", "维持", "纠正", "其他", "总计")
	c.row(120, "", "1", "2", "3", "4", "5", "6")
	g := loose(t, c)
	require.Equal(t, [][]string{{"行政复议", "行政诉讼"}, {"维持", "总计", "维持", "纠正", "其他", "总计"}, {"1", "2", "3", "4", "5", "6"}}, texts(g))
	require.Equal(t, 2, g.At(0, 0).ColSpan)
	require.Equal(t, 4, g.At(0, 2).ColSpan)
}

// What only looks a little like a table is prose.
func TestNoWordTable(t *testing.T) {
	for name, put := range map[string]func(c *canvas){
		"signature": func(c *canvas) { c.text(60, 100, 10, "单位：某某局"); c.text(300, 100, 10, "2024年1月3日") },
		"stretched line": func(c *canvas) {
			for i, r := range []rune("号，邮编：223100，电话：0517") {
				c.text(60+float64(i)*20, 100, 10, string(r))
			}
			c.text(60, 120, 10, "后面的一行是普通的文字，有12件和34件")
		},
		"figures in prose": func(c *canvas) {
			c.text(60, 100, 10, "2023 年收到 21 件，办结 20 件，结转 1 件。")
			c.text(60, 118, 10, "2024 年收到 31 件，办结 30 件，结转 2 件。")
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := newPage()
			put(c)
			require.Empty(t, grids(Doc(document(c))))
		})
	}
}

// Figures of a table without borders come back in their columns, or the cell
// holds more than one and does not look sure.
func TestFiguresStayInColumns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cols, rows := rapid.IntRange(3, 8).Draw(t, "cols"), rapid.IntRange(2, 12).Draw(t, "rows")
		pitch := rapid.Float64Range(16, 40).Draw(t, "pitch")
		align := rapid.SampledFrom([]float64{0, .5, 1}).Draw(t, "align")
		c := newPage()
		want := make([][]string, rows)
		for r := range rows {
			y := 100 + pitch*float64(r)
			c.text(60, y, 10, string(rune('一'+r*7))+"某某事项")
			for k := range cols {
				s := ""
				if r < 2 || k == r%cols || rapid.IntRange(0, 4).Draw(t, "blank") > 0 {
					s = rapid.StringMatching(`[0-9]{1,4}`).Draw(t, "n")
				}
				want[r] = append(want[r], s)
				c.text(160+50*float64(k)+align*(40-width(10, s)), y, 10, s)
			}
		}
		g := grids(Doc(document(c)))
		if len(g) != 1 || g[0].Rows != rows || g[0].Cols != cols+1 {
			t.Fatalf("%d grids, want one of %d×%d", len(g), rows, cols+1)
		}
		for r := range rows {
			for k := range cols {
				if have := g[0].At(r, k+1).Text; have != want[r][k] {
					t.Fatalf("row %d column %d: %q, want %q", r, k, have, want[r][k])
				}
			}
		}
	})
}

// A label whose lines all stand above its row is one label, and nothing beside it.
func TestCutLabelAboveItsRow(t *testing.T) {
	table := wordTable{top: true, wrap: 20, rows: []wordRow{{y: 110, number: true}}}
	label := &block{words: []*Word{{Y: 100, Size: 10, Text: "其他"}}}
	require.Equal(t, []*block{label}, table.cutLabel(label, func(*Word) bool { return true }))
}

// A heading that stands wider to the left than the figures that it is flush with
// is no label.
func TestHeadingsFlushRight(t *testing.T) {
	c := newPage()
	row := func(y float64, label string, figures ...string) {
		c.text(60, y, 10, label)
		for i, s := range figures {
			c.text(240+90*float64(i)-width(10, s), y, 10, s)
		}
	}
	row(100, "信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
	row(116, "规章", "0", "0", "3")
	row(132, "规范性文件", "4", "8", "25")
	require.Equal(t, [][]string{{"信息内容", "本年制发件数", "本年废止件数", "现行有效件数"}, {"规章", "0", "0", "3"}, {"规范性文件", "4", "8", "25"}}, texts(loose(t, c)))
}

// Short labels beside rows without another label are those rows', not a group's
// over several rows, though other rows have two columns of labels.
func TestShortLabelsInTheOuterColumn(t *testing.T) {
	c := newPage()
	c.row(100, "规章", "1", "2", "3")
	c.row(114, "许可", "4", "5", "6")
	c.row(128, "处罚", "7", "8", "9")
	c.row(142, "（三）", "10", "11", "12")
	c.row(156, "不予", "13", "14", "15")
	c.row(170, "", "16", "17", "18")
	for i, s := range []string{"1.国家秘密", "2.内部事务", "3.其他情形"} {
		c.text(140, 142+14*float64(i), 10, s)
	}
	g := loose(t, c)
	require.Equal(t, 6, g.Rows)
	for r, want := range []string{"规章", "许可", "处罚", "1.国家秘密", "2.内部事务", "3.其他情形"} {
		require.Equal(t, want, g.At(r, 1).Text, "row %d", r)
	}
}

// Figures at a page's head and foot, beside labels on two lines, are no page
// numbers.
func TestFiguresAtAPagesEdgeAreNoPageNumbers(t *testing.T) {
	c := newPage()
	c.row(46, "部分公开区分处理的只计\n这一情形", "1300", "0", "4", "1304")
	for i := range 30 {
		c.row(80+20*float64(i), "公开", "1", "0", "3", "4")
	}
	c.row(800, "不予公开区分处理的只计\n这一情形", "2300", "0", "5", "2305")
	d := Doc(document(c))
	require.Empty(t, d.Notes)
	all := strings.Join(slices.Concat(texts(only(t, d))...), " ")
	require.Contains(t, all, "1304")
	require.Contains(t, all, "2305")
}
