package layout

import (
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/extract/pdf"
)

// A note's mark is no digit of the figure that it stands behind.
func TestNoteMark(t *testing.T) {
	glyphs := []pdf.Glyph{
		{Text: "1", X0: 0, X1: 5, Y0: 1, Y1: 11, Size: 10, Baseline: 10},
		{Text: "2", X0: 5, X1: 10, Y0: 1, Y1: 11, Size: 10, Baseline: 10},
		{Text: "3", X0: 10, X1: 13, Y0: 2, Y1: 8, Size: 6, Baseline: 7.5},
	}
	w := &work{}
	require.Equal(t, "12 / 3", w.text(glyphs, []int32{0, 1, 2}))
	glyphs[1].Pale = true // the rest of a watermark
	require.Equal(t, "1 / 2 / 3", w.text(glyphs, []int32{0, 1, 2}))
	glyphs[1].Pale = false
	glyphs[2].Y0, glyphs[2].Y1, glyphs[2].Baseline = 0, 6, 5.5 // a line of its own
	require.Equal(t, "3 / 12", w.text(glyphs, []int32{0, 1, 2}))
}

// Texts drawn over one another do not make a number that neither of them is.
func TestDrawnOverOneAnother(t *testing.T) {
	set := func(x float64, text string) (out []pdf.Glyph) {
		for _, r := range text {
			out = append(out, pdf.Glyph{Text: string(r), X0: x, X1: x + 5, Y0: 1, Y1: 11, Size: 10, Baseline: 10})
			x += 5
		}
		return out
	}
	for _, c := range []struct {
		texts []pdf.Glyph
		want  string
	}{
		{append(set(0, "574"), set(1.5, "24")...), "574 / 24"},
		{append(set(0, "3"), set(1.5, "0")...), "3 / 0"},
		{append(set(0, "12"), set(10, "34")...), "1234"},
		{append(set(5, "24"), set(0, "1")...), "124"},
		{append(set(0, "12"), set(.4, "12")...), "12"},  // bold
		{append(set(0, "12"), set(8, "34")...), "1234"}, // a tight font, or a width that is wrong
	} {
		line := make([]int32, len(c.texts))
		for i := range line {
			line[i] = int32(i)
		}
		w := &work{}
		require.Equal(t, c.want, w.text(c.texts, line), c.want)
	}
}
