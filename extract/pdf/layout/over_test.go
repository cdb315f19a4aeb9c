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

// A note's mark alone in a cell is no figure of it; a figure in small print is.
func TestNoteMarkAlone(t *testing.T) {
	for name, c := range map[string]struct {
		size, y float64
		row     []string
		want    string
	}{
		"raised":                 {6, 109, []string{"甲", "", "7"}, "^1"},
		"raised, beside a label": {6, 109, []string{"甲", "", ""}, "^1"},
		"small":                  {6, 114, []string{"甲", "", "7"}, "1"},
		"small, in the middle":   {6, 112.5, []string{"甲", "", "7"}, "1"},
		"as large":               {10, 110, []string{"甲", "", "7"}, "1"},
	} {
		p := newPage()
		p.grid([]float64{60, 160, 260, 360}, 100, 20, 10, c.row, []string{"乙", "25", "3"})
		p.text(205, c.y, c.size, "1")
		require.Equal(t, c.want, texts(only(t, Doc(document(p))))[0][1], name)
	}
	p := newPage() // all figures of a table smaller than its labels, and set at the top
	p.grid([]float64{60, 160, 260, 360}, 100, 20, 10, []string{"甲", "", ""}, []string{"乙", "", ""})
	for i := range 4 {
		p.text(205+100*float64(i%2), 109+20*float64(i/2), 6, "12")
	}
	require.Equal(t, [][]string{{"甲", "12", "12"}, {"乙", "12", "12"}}, texts(only(t, Doc(document(p)))))
}
