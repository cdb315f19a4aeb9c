package layout

import (
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/extract/grid"
)

// cutTable lays out a table whose rows a page break parts, with all lines drawn.
func cutTable(t *testing.T, above, below [][]string) *grid.Grid {
	a, b := newPage(), newPage()
	a.grid(edges, 800-20*float64(len(above)), 20, 9, above...)
	b.grid(edges, 60, 20, 9, below...)
	return only(t, Doc(document(a, b)))
}

func TestSeam(t *testing.T) {
	head := [][]string{{"1.本机关不掌握", "1", "2"}, {"2.没有现成信息", "131", "4"}}
	for name, c := range map[string]struct{ last, first, want []string }{
		"the figures stand with the rest of the label": {
			[]string{"3.补正后申请", "", ""}, []string{"内容仍不明确", "5", "6"}, []string{"3.补正后申请\n内容仍不明确", "5", "6"}},
		"the rest of the label has a comma behind its first character": {
			[]string{"3.申请人逾期不补", "5", "6"}, []string{"正、不再处理", "", ""}, []string{"3.申请人逾期不补\n正、不再处理", "5", "6"}},
		"a blank row, and one that opens an item": {
			[]string{"3.补正后申请", "", ""}, []string{"4.重复申请", "5", "6"}, nil},
		"numbers cut with the label": {
			[]string{"3.补正后申请", "13", ""}, []string{"内容仍不明确", "1", "6"}, []string{"3.补正后申请\n内容仍不明确", "13\n1", "6"}},
		"a number of one digit a line": {
			[]string{"3.补正后申请", "4", ""}, []string{"内容仍不明确", "9", "6"}, []string{"3.补正后申请\n内容仍不明确", "4\n9", "6"}},
		"numbers cut beside a whole label": {
			[]string{"3.补正后", "13", "6"}, []string{"", "1", ""}, []string{"3.补正后", "13\n1", "6"}},
		"a number of one digit a line beside a whole label": {
			[]string{"3.补正后", "4", "6"}, []string{"", "9", ""}, []string{"3.补正后", "4\n9", "6"}},
		"a row without a label": {
			[]string{"3.补正后", "1", "6"}, []string{"", "3", "2"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			want := append(head[:2:2], c.want)
			if c.want == nil {
				want = append(head[:2:2], c.last, c.first)
			}
			want = append(want, []string{"9.其他", "7", "8"})
			g := cutTable(t, append(head[:2:2], c.last), [][]string{c.first, {"9.其他", "7", "8"}})
			require.Equal(t, want, texts(g))
		})
	}
}

// A label without a number may be a row's own: figures on both sides stay apart.
func TestSeamOfUnnumberedRows(t *testing.T) {
	rows := [][]string{{"规章", "1", "2"}, {"3.其他", "5", "6"}, {"总计", "7", "8"}, {"行政处罚", "3", "4"}}
	require.Equal(t, rows, texts(cutTable(t, rows[:2], rows[2:])))
}

// A merged cell that runs over a whole page has its outer border beside the
// table's other lines, which never meet it.
func TestBorderOfMergedCell(t *testing.T) {
	var pages []*canvas
	for i, rows := range [][][]string{{{"1.公开", "1"}, {"2.部分", "2"}}, {{"3.不予", "3"}, {"4.无法", "4"}}, {{"5.其他", "5"}, {"6.总计", "6"}}} {
		c := newPage()
		top := 790 - 20*float64(len(rows))
		c.grid([]float64{100, 200, 260}, top, 20, 9, rows...)
		c.v(60, top, 790)
		if i == 0 {
			c.h(top, 60, 100)
		}
		if i == 2 {
			c.h(790, 60, 100)
		}
		c.centred(80, top+20, 9, []string{"三、", "办理", "结果"}[i])
		pages = append(pages, c)
	}
	g := only(t, Doc(document(pages...)))
	require.Equal(t, 6, g.Rows)
	require.Equal(t, "三、\n办理\n结果", g.At(0, 0).Text)
	require.Equal(t, 6, g.At(0, 0).RowSpan)
}
