package layout

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/extract/grid"
	"gongkai/extract/pdf"
)

// leaflet is a report of four pages with a table over two of them.
func leaflet(numbered bool) (out []*canvas) {
	for i := range 4 {
		c := newPage()
		c.text(60, 60, 12, fmt.Sprintf("第%c部分说明本年度信息公开工作的总体情况和有关数据", []rune("甲乙丙丁")[i]))
		c.text(60, 80, 12, fmt.Sprintf("本部分另有一段文字，说明各项工作的进展，共计%d件。", 10+i))
		switch i {
		case 1:
			c.grid([]float64{60, 160, 260, 360}, 700, 20, 10, table[:2]...)
		case 2:
			c.Glyphs = nil
			c.grid([]float64{60, 160, 260, 360}, 60, 20, 10, table[2:]...)
			c.text(60, 300, 12, "表后文字说明本年度信息公开工作的总体情况和有关数据")
			c.text(60, 320, 12, "表后文字说明本年度信息公开工作的总体情况和其他数据")
		}
		if numbered {
			c.centred(297, 815, 9, fmt.Sprintf("— %d —", i+1))
		}
		out = append(out, c)
	}
	return out
}

// sheet puts two pages side by side; either may be nil, for a blank one.
func sheet(left, right *canvas) *canvas {
	s := &canvas{pdf.Page{Width: 2 * 595, Height: 842}}
	for k, c := range []*canvas{left, right} {
		if c == nil {
			continue
		}
		x := float64(k) * 595
		for _, g := range c.Glyphs {
			g.X0, g.X1 = g.X0+x, g.X1+x
			s.Glyphs = append(s.Glyphs, g)
		}
		for _, r := range c.Rules {
			r.X0, r.X1 = r.X0+x, r.X1+x
			s.Rules = append(s.Rules, r)
		}
	}
	return s
}

func blocks(d *grid.Doc) (out []any) {
	for _, b := range d.Blocks {
		if b.Para != nil {
			out = append(out, b.Para.Text)
		} else {
			out = append(out, texts(b.Grid))
		}
	}
	return out
}

// Two pages on a sheet read as two pages, one after the other, and as a booklet
// where they are one; places are those of the sheet.
func TestTwoPagesOnASheet(t *testing.T) {
	for _, numbered := range []bool{false, true} {
		p := leaflet(numbered)
		want := blocks(Doc(document(p...)))
		d := Doc(document(sheet(p[0], p[1]), sheet(p[2], p[3])))
		require.Equal(t, want, blocks(d))
		g := only(t, d)
		require.Equal(t, grid.Pos{Page: 1, Table: 1, Row: 2, Col: 2}, g.At(1, 1).Pos)
		require.Equal(t, [4]float64{595 + 160, 720, 595 + 260, 740}, *g.At(1, 1).Box)
		require.Equal(t, grid.Pos{Page: 2, Table: 1, Row: 3, Col: 2}, g.At(2, 1).Pos)
		require.Equal(t, [4]float64{160, 60, 260, 80}, *g.At(2, 1).Box)
	}
	p := leaflet(true)
	require.Equal(t, blocks(Doc(document(p...))), blocks(Doc(document(sheet(p[3], p[0]), sheet(p[1], p[2])))))
	p = leaflet(false)[:3]
	require.Equal(t, blocks(Doc(document(p...))), blocks(Doc(document(sheet(nil, p[0]), sheet(p[1], p[2])))))
}

// A wide page stays one where anything stands across its middle, or where figures
// alone stand right of it.
func TestWidePageStaysWhole(t *testing.T) {
	p := leaflet(false)
	titled := sheet(p[0], p[1])
	titled.centred(595, 40, 16, "年度报告")
	ruled := sheet(p[0], p[1])
	ruled.h(400, 100, 1000)
	figures := sheet(p[0], newPage())
	for i := range 6 {
		for k := range 4 {
			figures.centred(700+120*float64(k), 200+20*float64(i), 10, "12")
		}
	}
	narrow := sheet(p[0], p[1])
	narrow.Height = 1190
	for name, c := range map[string]*canvas{"title": titled, "rule": ruled, "figures": figures, "no wide page": narrow} {
		require.Nil(t, unimpose(document(c).Pages), name)
	}
	require.NotNil(t, unimpose(document(sheet(p[0], p[1])).Pages))
	require.Nil(t, unimpose(document(sheet(p[0], p[1]), titled).Pages), "every sheet must be two pages")
}
