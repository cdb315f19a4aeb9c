package layout

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// spaced draws a text whose letters are set apart.
func (c *canvas) spaced(x, y, size, space float64, s string) {
	for _, r := range s {
		c.text(x, y, size, string(r))
		x += width(size, string(r)) + space
	}
}

// Digits that stand as far apart as the letters of the labels are one figure; any
// other gap between digits parts them, or nobody knows.
func TestLetterSpacedFigures(t *testing.T) {
	for name, c := range map[string]struct {
		labels, digits float64
		figure, want   string
	}{
		"as far as the labels":    {4, 4, "123", "123"},
		"with a point":            {4, 4, "1.25", "1.25"},
		"further":                 {4, 6.5, "123", "1 2 3"},
		"labels set close":        {0, 4, "123", "1 2 3"},
		"a space drawn":           {4, 4, "12 3", "1 2 3"},
		"not a figure of one run": {4, 4, "12/3", "1 2 / 3"},
	} {
		p := newPage()
		xs := []float64{60, 260, 460}
		p.grid(xs, 100, 20, 10, []string{"", ""}, []string{"", ""})
		for i, s := range []string{"行政许可事项", "行政处罚事项"} {
			p.spaced(70, 100+20*float64(i)+14, 10, c.labels, s)
		}
		p.spaced(300, 114, 10, c.digits, c.figure)
		p.text(300, 134, 10, "7")
		require.Equal(t, c.want, texts(only(t, Doc(document(p))))[0][1], name)
	}
}
