package layout

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"gongkai/extract/grid"
	"gongkai/extract/pdf"
)

var table = [][]string{{"项目", "数量", "金额"}, {"规章", "12", "0.5"}, {"许可", "3", ""}}

func only(t *testing.T, d *grid.Doc) *grid.Grid {
	g := grids(d)
	require.Len(t, g, 1)
	return g[0]
}

func TestRuledTable(t *testing.T) {
	c := newPage()
	c.text(60, 60, 12, "标题一")
	c.grid([]float64{60, 160, 260, 360}, 100, 20, 10, table...)
	c.text(60, 200, 12, "后文")
	d := Doc(document(c))
	g := only(t, d)
	require.Equal(t, table, texts(g))
	require.False(t, g.Loose)
	require.Equal(t, []string{"标题一", "后文"}, paras(d))
	require.Equal(t, grid.Pos{Page: 1, Table: 1, Row: 2, Col: 2}, g.At(1, 1).Pos)
	require.Equal(t, [4]float64{160, 120, 260, 140}, *g.At(1, 1).Box)
	require.Equal(t, "p1 b3", d.Blocks[2].Para.Pos.String())
}

// Borders of all kinds give the same grid.
func TestBorders(t *testing.T) {
	dash := func(c *canvas, on, off float64) {
		var out []pdf.Rule
		for _, r := range c.Rules {
			if r.X0 == r.X1 {
				for y := r.Y0; y < r.Y1; y += on + off {
					out = append(out, pdf.Rule{X0: r.X0, X1: r.X1, Y0: y, Y1: math.Min(y+on, r.Y1)})
				}
			} else {
				for x := r.X0; x < r.X1; x += on + off {
					out = append(out, pdf.Rule{X0: x, X1: math.Min(x+on, r.X1), Y0: r.Y0, Y1: r.Y1})
				}
			}
		}
		c.Rules = out
	}
	for name, change := range map[string]func(*canvas){
		"dashed": func(c *canvas) { dash(c, 4, 2.5) },
		"dotted": func(c *canvas) { dash(c, 1, 1) },
		"double": func(c *canvas) {
			for _, r := range c.Rules {
				if r.X0 == r.X1 {
					r.X0, r.X1 = r.X0+2.2, r.X1+2.2
				} else {
					r.Y0, r.Y1 = r.Y0+2.2, r.Y1+2.2
				}
				c.Rules = append(c.Rules, r)
			}
		},
		"apart": func(c *canvas) { // each cell has its own box, a gap between them
			c.Rules = nil
			for r := range 3 {
				for k := range 3 {
					x, y := 60+100*float64(k), 100+20*float64(r)
					c.box(x+1, y+1, x+99, y+19)
				}
			}
		},
		"crooked": func(c *canvas) {
			for i := range c.Rules {
				c.Rules[i].Y0 += float64(i%3) * .3
				c.Rules[i].Y1 += float64(i%3) * .3
			}
		},
		"open sides": func(c *canvas) {
			var out []pdf.Rule
			for _, r := range c.Rules {
				if r.X0 != r.X1 || r.X0 != 60 && r.X0 != 360 {
					out = append(out, r)
				}
			}
			c.Rules = out
		},
		"underlined words": func(c *canvas) {
			c.h(116, 75, 95)
			c.h(136, 195, 225)
		},
		"a frame in a cell": func(c *canvas) { c.box(166, 124, 254, 136) },
		"in a frame": func(c *canvas) {
			c.box(20, 20, 575, 820)
			c.box(24, 24, 571, 816)
		},
		"broken numbers": func(c *canvas) {
			c.Rules = append(c.Rules, pdf.Rule{X0: math.NaN()}, pdf.Rule{X1: math.Inf(1)})
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := newPage()
			c.grid([]float64{60, 160, 260, 360}, 100, 20, 10, table...)
			change(c)
			c.text(60, 300, 12, "后文")
			d := Doc(document(c))
			require.Equal(t, table, texts(only(t, d)))
			require.Equal(t, []string{"后文"}, paras(d))
		})
	}
}

// The band between double borders is no column, though words of a merged cell
// across it have their middle there.
func TestMergedOverDoubleBorder(t *testing.T) {
	c := newPage()
	c.box(60, 80, 360, 100)
	c.text(205.5, 94, 10, "数量金额") // the first stands over the double border
	for _, x := range []float64{60, 209, 212, 360} {
		c.v(x, 100, 120)
	}
	c.h(120, 60, 360)
	c.text(80, 114, 10, "12")
	c.text(280, 114, 10, "7")
	require.Equal(t, [][]string{{"数量金额"}, {"12", "7"}}, texts(only(t, Doc(document(c)))))
}

func TestFrameIsNoTable(t *testing.T) {
	c := newPage()
	c.box(20, 20, 575, 820)
	c.h(60, 20, 575) // a letterhead's line
	c.text(60, 45, 12, "某某局文件")
	c.text(60, 100, 12, "正文一行")
	d := Doc(document(c))
	require.Empty(t, grids(d))
	require.Equal(t, []string{"某某局文件", "正文一行"}, paras(d))
}

func TestCrossedLinesAreNoTable(t *testing.T) {
	c := newPage()
	c.h(60, 20, 575)
	c.v(50, 20, 820)
	c.text(25, 100, 12, "装")
	c.text(100, 45, 12, "某某局文件")
	c.text(100, 100, 12, "正文一行")
	require.Empty(t, grids(Doc(document(c))))
}

func TestTwoTables(t *testing.T) {
	xs := []float64{60, 160, 260, 360}
	c := newPage()
	c.grid(xs, 100, 20, 10, table...)
	c.grid(xs, 175, 20, 10, table...) // 15 points below the first
	require.Len(t, grids(Doc(document(c))), 2)

	c = newPage() // one within a cell of another
	c.box(50, 50, 560, 400)
	c.v(150, 50, 400)
	c.text(60, 200, 10, "外")
	c.grid([]float64{160, 260, 360, 460}, 100, 20, 10, table...)
	c.text(160, 300, 10, "内")
	g := grids(Doc(document(c)))
	require.Len(t, g, 2)
	require.Equal(t, [][]string{{"外", "内"}}, texts(g[0]))
	require.Equal(t, table, texts(g[1]))
}

// A merged cell that is not a rectangle is cut into rectangles; no text is lost.
func TestAngledCell(t *testing.T) {
	c := newPage()
	c.box(60, 100, 360, 160)
	c.v(160, 120, 160) // left and middle meet in the first row alone
	c.v(260, 100, 160)
	c.h(120, 160, 360)
	c.h(140, 60, 360)
	c.text(80, 115, 10, "甲")
	c.text(80, 135, 10, "乙")
	c.text(200, 135, 10, "丙")
	g := only(t, Doc(document(c)))
	var all []string
	for _, cell := range g.Cells {
		if cell.Text != "" {
			all = append(all, cell.Text)
		}
	}
	require.ElementsMatch(t, []string{"甲", "乙", "丙"}, all)
}

// A line across the merged label alone does not part its row.
func TestStrayRowLine(t *testing.T) {
	c := newPage()
	c.box(60, 100, 360, 180)
	c.v(120, 100, 180)
	c.v(240, 100, 180)
	c.h(140, 120, 360)
	c.h(160, 60, 120) // the label's own end, too high
	c.text(70, 120, 10, "三")
	c.text(130, 120, 10, "甲")
	c.text(250, 120, 10, "1")
	c.text(130, 165, 10, "乙")
	c.text(250, 165, 10, "2")
	g := only(t, Doc(document(c)))
	require.Equal(t, [][]string{{"三", "甲", "1"}, {"乙", "2"}}, texts(g))
}

func TestVerticalText(t *testing.T) {
	draw := func(put func(c *canvas)) string {
		c := newPage()
		c.box(60, 100, 160, 300)
		c.box(160, 100, 260, 300)
		c.text(180, 200, 10, "12")
		put(c)
		return texts(only(t, Doc(document(c))))[0][0]
	}
	down := func(c *canvas, x, y float64, s string, vertical bool) {
		for i, r := range []rune(s) {
			top := y + 12*float64(i)
			c.Glyphs = append(c.Glyphs, pdf.Glyph{Text: string(r), X0: x, X1: x + 10, Y0: top, Y1: top + 10, Size: 10, Baseline: top + 8.8, Vertical: vertical})
		}
	}
	require.Equal(t, "三、本年度办理结果", draw(func(c *canvas) { down(c, 100, 110, "三、本年度办理结果", true) }))
	require.Equal(t, "三、本年度\n办理结果", draw(func(c *canvas) {
		down(c, 120, 110, "三、本年度", true)
		down(c, 90, 110, "办理结果", true)
	}))
	require.Equal(t, "三、本年度办理结果", draw(func(c *canvas) { down(c, 100, 110, "三、本年度办理结果", false) }))
	require.Equal(t, "三、本年度\n办理结果", draw(func(c *canvas) { // stacked characters, two columns
		down(c, 120, 110, "三、本年度", false)
		down(c, 90, 110, "办理结果", false)
	}))
	require.Equal(t, "不予\n公开\n的", draw(func(c *canvas) { // short lines are not columns
		c.text(90, 120, 10, "不予")
		c.text(90, 132, 10, "公开")
		c.text(90, 144, 10, "的")
	}))
}

func TestCellText(t *testing.T) {
	cell := func(put func(c *canvas)) string {
		c := newPage()
		c.box(60, 100, 160, 140)
		c.box(160, 100, 260, 140)
		c.text(180, 120, 10, "X")
		put(c)
		return texts(only(t, Doc(document(c))))[0][0]
	}
	require.Equal(t, "20", cell(func(c *canvas) { c.text(70, 120, 10, "2"); c.text(75.8, 120, 10, "0") }))
	require.Equal(t, "2 0", cell(func(c *canvas) { c.text(70, 120, 10, "2"); c.text(80, 120, 10, "0") }))
	require.Equal(t, "20", cell(func(c *canvas) { c.text(70, 120, 10, "20"); c.text(70.4, 120, 10, "20") }), "drawn twice to look bold")
	require.Equal(t, "11", cell(func(c *canvas) { c.text(70, 120, 10, "11") }))
	require.Equal(t, "其他\n事项", cell(func(c *canvas) { c.text(70, 115, 10, "其他"); c.text(70, 128, 10, "事项") }))
	require.Equal(t, "总计", cell(func(c *canvas) { c.text(70, 120, 10, "总"); c.text(87, 120, 10, "计") }))
	require.Equal(t, "12", cell(func(c *canvas) { c.text(70, 120, 10, "  12  ") }))
}

// A number too long for its cell stays whole, drawn over the border or wrapped.
func TestNarrowCells(t *testing.T) {
	xs := []float64{60, 80, 100, 120}
	c := newPage()
	c.grid(xs, 100, 20, 10, []string{"1", "", "2"})
	c.text(79, 113, 10, "34567")
	require.Equal(t, [][]string{{"1", "34567", "2"}}, texts(only(t, Doc(document(c)))))

	c = newPage()
	c.grid(xs, 100, 30, 10, []string{"300\n1", "300\n2", "3"})
	require.Equal(t, [][]string{{"3001", "3002", "3"}}, texts(only(t, Doc(document(c)))))

	c = newPage() // room for both on one line: two numbers, not one
	c.grid([]float64{60, 160, 260}, 100, 30, 10, []string{"30\n1", "3"})
	require.Equal(t, [][]string{{"30\n1", "3"}}, texts(only(t, Doc(document(c)))))
}

func TestHiddenText(t *testing.T) {
	c := newPage()
	c.text(60, 100, 12, "文字层")
	for i := range c.Glyphs {
		c.Glyphs[i].Hidden = true
	}
	c.ImageArea, c.Images = 1, 1
	d := Doc(document(c))
	require.Equal(t, []string{"文字层"}, paras(d))
	require.Equal(t, []grid.Note{{Kind: "fallback", Text: "text layer under a scanned image", Pos: grid.Pos{Page: 1}}}, d.Notes)
	c.text(60, 100, 12, "文字层") // printed as well
	d = Doc(document(c))
	require.Equal(t, []string{"文字层"}, paras(d))
	require.Empty(t, d.Notes)
}

// Random spans, drawn as rules and glyphs, come back.
func TestSpansComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, cols := rapid.IntRange(1, 8).Draw(t, "rows"), rapid.IntRange(2, 8).Draw(t, "cols")
		xs, ys := []float64{50}, []float64{50}
		for range cols {
			xs = append(xs, xs[len(xs)-1]+rapid.Float64Range(14, 60).Draw(t, "w"))
		}
		for range rows {
			ys = append(ys, ys[len(ys)-1]+rapid.Float64Range(13, 60).Draw(t, "h"))
		}
		var cells []grid.Cell
		taken := make([]bool, rows*cols)
		for r := range rows {
			for k := range cols {
				if taken[r*cols+k] {
					continue
				}
				c := grid.Cell{Row: r, Col: k, RowSpan: rapid.IntRange(1, rows-r).Draw(t, "high"), ColSpan: 1}
				for c.Col+c.ColSpan < cols && !taken[r*cols+c.Col+c.ColSpan] && rapid.IntRange(0, 3).Draw(t, "wide") == 0 {
					c.ColSpan++
				}
				if rapid.Bool().Draw(t, "low") {
					c.RowSpan = 1
				}
				for i := range c.RowSpan {
					for j := range c.ColSpan {
						taken[(r+i)*cols+k+j] = true
					}
				}
				c.Text = rapid.SampledFrom([]string{"1", "23", "其", "0"}).Draw(t, "text")
				cells = append(cells, c)
			}
		}
		p := newPage()
		for _, c := range cells {
			x0, x1, y0, y1 := xs[c.Col], xs[c.Col+c.ColSpan], ys[c.Row], ys[c.Row+c.RowSpan]
			p.box(x0, y0, x1, y1)
			p.centred((x0+x1)/2, (y0+y1)/2+3.8, 10, c.Text)
		}
		// Edges that no cell uses are not drawn: count what is.
		usedX, usedY := map[int]bool{}, map[int]bool{}
		for _, c := range cells {
			usedX[c.Col], usedX[c.Col+c.ColSpan], usedY[c.Row], usedY[c.Row+c.RowSpan] = true, true, true, true
		}
		if len(usedX) < 3 { // one column is no table
			return
		}
		rand.Shuffle(len(p.Rules), func(i, j int) { p.Rules[i], p.Rules[j] = p.Rules[j], p.Rules[i] })
		got := grids(Doc(document(p)))
		if len(got) != 1 {
			t.Fatalf("%d grids", len(got))
		}
		index := func(used map[int]bool, n int) (at int) {
			for i := range n {
				if used[i] {
					at++
				}
			}
			return at
		}
		g := got[0]
		if g.Rows != len(usedY)-1 || g.Cols != len(usedX)-1 || len(g.Cells) != len(cells) {
			t.Fatalf("%d×%d with %d cells, want %d×%d with %d", g.Rows, g.Cols, len(g.Cells), len(usedY)-1, len(usedX)-1, len(cells))
		}
		for _, c := range cells {
			r, k := index(usedY, c.Row), index(usedX, c.Col)
			have := g.At(r, k)
			if have.Row != r || have.Col != k || have.Text != c.Text ||
				have.Row+have.RowSpan != index(usedY, c.Row+c.RowSpan) || have.Col+have.ColSpan != index(usedX, c.Col+c.ColSpan) {
				t.Fatalf("cell %+v came back as %+v", c, *have)
			}
		}
	})
}

// Pages made to take long end, and say what was given up.
func TestManyRules(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	c := newPage()
	c.Width, c.Height = 14400, 14400
	for i := range 100_000 {
		at := float64(i%14000) + r.Float64()
		c.h(at, 0, 14400)
		c.v(at, 0, 14400)
	}
	c.text(60, 100, 12, "正文")
	d := Doc(document(c))
	require.Equal(t, []string{"正文"}, paras(d))
	require.Equal(t, "fallback", d.Notes[0].Kind)

	c = newPage() // many small tables
	for i := range 20_000 {
		x, y := float64(i%140)*4, float64(i/140)*5
		c.box(x, y, x+2, y+2)
	}
	for range 100_000 {
		c.text(r.Float64()*595, r.Float64()*842, 1, "1")
	}
	require.NotEmpty(t, Doc(document(c)).Blocks)

	c = newPage() // glyphs without end on one line, and in one spot
	for i := range 200_000 {
		c.text(float64(i%500), 100, 10, "1")
	}
	require.NotEmpty(t, Doc(document(c)).Blocks)
	c.Glyphs = append(c.Glyphs, pdf.Glyph{Text: "x", X0: math.NaN(), Size: 10}, pdf.Glyph{Text: "y", Size: math.Inf(1)}, pdf.Glyph{Text: "z", Size: -1})
	require.False(t, strings.ContainsAny(strings.Join(paras(Doc(document(c))), ""), "xyz"))
}
