package layout

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// Figures that stand each in its own column are cells of their own, though no
// line parts them.
func TestBorderLeftOut(t *testing.T) {
	for name, c := range map[string]struct {
		draw func(*canvas)
		want []string
	}{
		"two figures":       {func(c *canvas) { c.centred(110, 134, 10, "61"); c.centred(210, 134, 10, "6.5") }, []string{"61", "6.5", "9"}},
		"figure and slash":  {func(c *canvas) { c.centred(110, 134, 10, "61"); c.centred(210, 134, 10, "/") }, []string{"61", "/", "9"}},
		"one figure":        {func(c *canvas) { c.centred(160, 134, 10, "61") }, []string{"61", "9"}},
		"one, spaced":       {func(c *canvas) { c.centred(153, 134, 10, "1"); c.centred(170, 134, 10, "234") }, []string{"1 234", "9"}},
		"both in a column":  {func(c *canvas) { c.centred(90, 134, 10, "61"); c.centred(130, 134, 10, "69") }, []string{"61 69", "9"}},
		"across the border": {func(c *canvas) { c.centred(110, 134, 10, "61"); c.centred(163, 134, 10, "699") }, []string{"61 699", "9"}},
		"words":             {func(c *canvas) { c.centred(110, 134, 10, "61"); c.centred(210, 134, 10, "其中") }, []string{"61 其中", "9"}},
	} {
		c0 := newPage()
		for y := range 3 {
			c0.h(100+20*float64(y), 60, 360)
		}
		for _, x := range []float64{60, 160, 260, 360} {
			end := 140.0
			if x == 160 {
				end = 120
			}
			c0.v(x, 100, end)
		}
		for k, s := range []string{"甲", "乙", "丙"} {
			c0.centred(110+100*float64(k), 114, 10, s)
		}
		c0.centred(310, 134, 10, "9")
		c.draw(c0)
		g := only(t, Doc(document(c0)))
		require.Equal(t, c.want, texts(g)[1], name)
		if len(c.want) == 3 {
			require.Equal(t, [4]float64{160, 120, 260, 140}, *g.At(1, 1).Box, name)
		}
	}
}
