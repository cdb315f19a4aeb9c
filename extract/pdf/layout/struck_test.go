package layout

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// What is struck out is no part of the text: a revision that was printed with it.
func TestStruckOut(t *testing.T) {
	c := newPage()
	c.grid([]float64{60, 160, 260, 360}, 100, 20, 10, []string{"项目", "数量", "金额"}, []string{"规章", "1992", "35"})
	x := 0.0
	for _, g := range c.Glyphs {
		if g.Text == "9" {
			x = g.X0
			break
		}
	}
	c.h(131, x, x+10) // 99
	for _, g := range c.Glyphs {
		if g.Text == "3" {
			x = g.X0
		}
	}
	c.h(131, x, x+10) // all of 35
	c.text(60, 200, 10, "共99收到申请12件")
	c.h(197, 70, 80)
	c.h(202, 120, 150) // underlined
	d := Doc(document(c))
	require.Equal(t, [][]string{{"项目", "数量", "金额"}, {"规章", "1 2", unread}}, texts(only(t, d)))
	require.Equal(t, []string{"共 收到申请12件"}, paras(d))
	var notes []string
	for _, n := range d.Notes {
		notes = append(notes, n.Text)
	}
	require.Equal(t, []string{"struck out: 99 35 99"}, notes)
}
