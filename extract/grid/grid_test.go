package grid_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"gongkai/extract/grid"
)

func TestSpansAreFilled(t *testing.T) {
	g := grid.New(3, 4, []grid.Cell{
		{Row: 0, Col: 0, RowSpan: 2, ColSpan: 2, Text: "a"},
		{Row: 0, Col: 2, RowSpan: 1, ColSpan: 1, Text: "b"},
		{Row: 2, Col: 0, RowSpan: 1, ColSpan: 3, Text: "c"},
	}, grid.Pos{Table: 1})
	for r, row := range []string{"aab.", "aa..", "ccc."} {
		for c, want := range row {
			cell := g.At(r, c)
			if want == '.' {
				require.Nil(t, cell)
				continue
			}
			require.Equal(t, string(want), cell.Text)
		}
	}
	for _, out := range [][2]int{{-1, 0}, {0, -1}, {3, 0}, {0, 4}} {
		require.Nil(t, g.At(out[0], out[1]))
	}
}

func TestSpansAreClamped(t *testing.T) {
	g := grid.New(2, 2, []grid.Cell{
		{Row: 0, Col: 0, RowSpan: 1 << 40, ColSpan: -3, Text: "a"},
		{Row: 0, Col: 1, RowSpan: 0, ColSpan: 2_000_000_000, Text: "b"},
	}, grid.Pos{})
	require.Equal(t, [2]int{2, 1}, [2]int{g.Cells[0].RowSpan, g.Cells[0].ColSpan})
	require.Equal(t, [2]int{1, 1}, [2]int{g.Cells[1].RowSpan, g.Cells[1].ColSpan})
	require.Equal(t, "a", g.At(1, 0).Text)
	require.Nil(t, g.At(1, 1))
}

func TestTheEarlierCellKeepsItsSlot(t *testing.T) {
	g := grid.New(2, 2, []grid.Cell{
		{Row: 0, Col: 1, RowSpan: 2, ColSpan: 1, Text: "a"},
		{Row: 1, Col: 0, RowSpan: 1, ColSpan: 2, Text: "b"},
	}, grid.Pos{})
	require.Equal(t, "a", g.At(1, 1).Text)
	require.Equal(t, "b", g.At(1, 0).Text)
}

func TestRow(t *testing.T) {
	g := grid.New(2, 4, []grid.Cell{
		{Row: 0, Col: 0, RowSpan: 2, ColSpan: 1},
		{Row: 0, Col: 1, RowSpan: 1, ColSpan: 3},
		{Row: 1, Col: 3, RowSpan: 1, ColSpan: 1},
	}, grid.Pos{})
	require.Equal(t, []int{0, 1}, g.Row(nil, 0))
	require.Equal(t, []int{9, 0, 2}, g.Row([]int{9}, 1), "appended; the cell from above stands in the row")
}

// TestRowListsWhatAtShows: in any table, a row lists each cell that touches it,
// once, from left to right.
func TestRowListsWhatAtShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, cols := rapid.IntRange(1, 6).Draw(t, "rows"), rapid.IntRange(1, 6).Draw(t, "cols")
		free := make([]bool, rows*cols)
		for i := range free {
			free[i] = true
		}
		var cells []grid.Cell
		for r := range rows {
			for c := range cols {
				if !free[r*cols+c] || rapid.IntRange(0, 4).Draw(t, "gap") == 0 {
					continue
				}
				h, w := rapid.IntRange(1, rows-r).Draw(t, "height"), 1
				for c+w < cols && free[r*cols+c+w] && rapid.Bool().Draw(t, "wider") {
					w++
				}
				for y := r; y < r+h; y++ {
					for x := c; x < c+w; x++ {
						if !free[y*cols+x] {
							h = y - r
							break
						}
					}
				}
				for y := r; y < r+h; y++ {
					for x := c; x < c+w; x++ {
						free[y*cols+x] = false
					}
				}
				cells = append(cells, grid.Cell{Row: r, Col: c, RowSpan: h, ColSpan: w})
			}
		}
		g := grid.New(rows, cols, cells, grid.Pos{})
		for r := range rows {
			var want []int
			for c := range cols {
				cell := g.At(r, c)
				for i := range g.Cells {
					if &g.Cells[i] == cell && (len(want) == 0 || want[len(want)-1] != i) {
						want = append(want, i)
					}
				}
			}
			require.Equal(t, want, g.Row(nil, r))
		}
	})
}

func TestPos(t *testing.T) {
	require.Equal(t, "p3 t2 r14 c5", grid.Pos{Page: 3, Table: 2, Row: 14, Col: 5}.String())
	require.Equal(t, "p1 b4", grid.Pos{Page: 1, Block: 4}.String())
	require.Equal(t, "l52", grid.Pos{Line: 52}.String())
	require.Empty(t, grid.Pos{}.String())
}

func TestPrint(t *testing.T) {
	doc := &grid.Doc{
		Medium: "pdf", Engine: "native", Pages: 2, Meta: []grid.Meta{{Name: "Title", Value: "年度\n报告"}},
		Notes: []grid.Note{{Kind: "picture", Text: "seal", Pos: grid.Pos{Page: 2}}},
		Blocks: []grid.Block{
			{Para: &grid.Para{Text: "一、总体情况", Heading: 2, Pos: grid.Pos{Block: 1}}},
			{Para: &grid.Para{Text: "第一行\n第二行", Pos: grid.Pos{Block: 2}}},
			{Grid: grid.New(2, 3, []grid.Cell{
				{Row: 0, Col: 0, RowSpan: 2, ColSpan: 1, Text: "甲"}, {Row: 0, Col: 1, RowSpan: 1, ColSpan: 2, Text: "\u00a0乙\t"}, {Row: 1, Col: 1, RowSpan: 1, ColSpan: 1},
			}, grid.Pos{Table: 1})},
		},
	}
	doc.Blocks[2].Grid.Loose = true
	var b bytes.Buffer
	require.NoError(t, grid.Print(&b, doc))
	require.Equal(t, `medium    pdf native
pages     2
meta      Title = 年度\n报告
note      picture p2: seal
b1        h2 一、总体情况
b2        第一行\n第二行
t1        2 rows, 3 columns, loose
  r1      [2x1] `+"`甲` [1x2] `\\u00A0乙\\t`"+`
  r2      `+"`` \u00b7"+`
`, b.String())
	require.Error(t, grid.Print(full{}, doc))
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }
