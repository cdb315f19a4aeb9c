package draw

import (
	"image/color"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/extract/pdf"
)

func TestPage(t *testing.T) {
	p := &pdf.Page{Width: 100, Height: 50,
		Glyphs: []pdf.Glyph{{Text: "八", X0: 10, Y0: 10, X1: 20, Y1: 20, Baseline: 19}, {Text: "\uFFFD", X0: 30, Y0: 10, X1: 40, Y1: 20}},
		Rules:  []pdf.Rule{{X0: 0, Y0: 40, X1: 100, Y1: 40, Width: 1}},
	}
	m := Page(p, []Cell{{Row: 1, Col: 1, Box: [4]float64{60, 5, 90, 35}}})
	require.Equal(t, 201, m.Bounds().Dx())
	at := func(x, y float64) color.Color { return m.At(int(x*scale), int(y*scale)) }
	require.Equal(t, known, at(10, 15))
	require.Equal(t, unknown, at(30, 15))
	require.Equal(t, color.RGBA{0, 0, 0, 255}, at(50, 40))
	require.Equal(t, inside, at(75, 20))
	require.Equal(t, edge, at(75, 34))
	require.Equal(t, color.RGBA{255, 255, 255, 255}, at(50, 20))
}

// A page whose boxes lie anywhere must not cost more than its picture.
func TestPageFarOff(t *testing.T) {
	p := &pdf.Page{Width: 1e5, Height: 10, Rules: []pdf.Rule{{X0: -1e300, Y0: 5, X1: 1e300, Y1: 5, Width: 1e300}}}
	m := Page(p, nil)
	require.LessOrEqual(t, m.Bounds().Dx(), int(maxPixels)+1)
}
