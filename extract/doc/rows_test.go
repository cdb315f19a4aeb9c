package doc

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestRowChanges: rows are defined, and changed behind that.
func TestRowChanges(t *testing.T) {
	define := func(bits ...byte) []byte {
		n := len(bits)
		out := []byte{0, 0, byte(n)}
		for i := range n + 1 {
			out = le.AppendUint16(out, uint16(100*i))
		}
		for _, b := range bits {
			out = append(out, append([]byte{b}, make([]byte, cellBytes-1)...)...)
		}
		return out
	}
	type op struct {
		op  uint16
		arg []byte
	}
	three := op{opDefTable, define(0, 0, 0)}
	for name, c := range map[string]struct {
		ops      []op
		edges    []int32
		sideways []Merge
	}{
		"defined":                 {[]op{three}, []int32{0, 100, 200, 300}, []Merge{Alone, Alone, Alone}},
		"merged as in Word 97":    {[]op{{opDefTable, define(1, 2, 2, 0, 1, 2)}}, nil, []Merge{First, GoesOn, GoesOn, Alone, First, GoesOn}},
		"merged as in MS-DOC":     {[]op{{opDefTable, define(2, 1, 1, 0, 3, 1)}}, nil, []Merge{First, GoesOn, GoesOn, Alone, First, GoesOn}},
		"two merged side by side": {[]op{{opDefTable, define(1, 2, 1, 2)}}, nil, []Merge{First, GoesOn, First, GoesOn}},
		"merged later":            {[]op{three, {opMerge, []byte{1, 3}}}, nil, []Merge{Alone, First, GoesOn}},
		"and split again":         {[]op{three, {opMerge, []byte{0, 3}}, {opSplit, []byte{0, 3}}}, nil, []Merge{Alone, Alone, Alone}},
		"inserted":                {[]op{three, {opInsert, []byte{1, 2, 50, 0}}}, []int32{0, 100, 150, 200, 300, 400}, []Merge{Alone, Alone, Alone, Alone, Alone}},
		"inserted into nothing":   {[]op{{opInsert, []byte{0, 2, 50, 0}}}, []int32{0, 50, 100}, []Merge{Alone, Alone}},
		"inserted at the end":     {[]op{three, {opInsert, []byte{3, 1, 50, 0}}}, []int32{0, 100, 200, 300, 350}, []Merge{Alone, Alone, Alone, Alone}},
		"deleted":                 {[]op{three, {opDelete, []byte{0, 2}}}, []int32{0, 100}, []Merge{Alone}},
		"other widths":            {[]op{three, {opWidth, []byte{1, 3, 150, 0}}}, []int32{0, 100, 250, 400}, []Merge{Alone, Alone, Alone}},
		"moved":                   {[]op{three, {opGap, []byte{8, 0}}, {opLeft, []byte{48, 0}}}, []int32{40, 140, 240, 340}, []Merge{Alone, Alone, Alone}},
		"moved before":            {[]op{{opLeft, []byte{48, 0}}, three, {opGap, []byte{8, 0}}}, []int32{0, 100, 200, 300}, []Merge{Alone, Alone, Alone}},
		"as Word inserts cells":   {[]op{{opLeft, []byte{0x90, 0xFF}}, {opInsert, []byte{0, 2, 0x68, 1}}, {opWidth, []byte{0, 1, 0x75, 0x1B}}, {opWidth, []byte{1, 2, 0xA4, 9}}, {opGap, []byte{30, 0}}}, []int32{-142, 6887, 9355}, []Merge{Alone, Alone}},
	} {
		t.Run(name, func(t *testing.T) {
			var r Row
			for _, o := range c.ops {
				require.True(t, r.change(o.op, o.arg))
			}
			r.settle()
			if c.edges != nil {
				require.Equal(t, c.edges, r.Edges)
			}
			require.Len(t, r.Edges, len(c.sideways)+1)
			for i, want := range c.sideways {
				require.Equal(t, want, r.Cells[i].Sideways, i)
			}
		})
	}
	for _, o := range []op{{opInsert, []byte{4, 1, 0, 0}}, {opDelete, []byte{2, 4}}, {opDelete, []byte{2, 1}}, {opMerge, []byte{0, 4}}, {opWidth, []byte{3, 4, 0, 0}}, {opMergeDown, []byte{2, 3, 1}}, {opDefTable, []byte{0, 0, 9}}} {
		r := Row{}
		require.True(t, r.change(three.op, three.arg))
		require.False(t, r.change(o.op, o.arg), "%x", o.op)
	}
}

// TestOperands: how long an operand is.
func TestOperands(t *testing.T) {
	for op, c := range map[uint16]struct {
		rest []byte
		want int
	}{
		opInTable: {[]byte{1}, 1}, opSpecial: {nil, 1}, opParaStyle: {nil, 2}, opDepth: {nil, 4}, 0x8418: {nil, 2}, 0xA413: {nil, 2}, 0xF614: {nil, 3},
		opMergeDown: {[]byte{2, 0, 1}, 3}, opDefTable: {[]byte{9, 1}, 0x10A}, opTabs: {[]byte{4, 0}, 5}, 0xC60D: {nil, -1},
	} {
		require.Equal(t, c.want, operand(op, c.rest), "%x", op)
	}
	require.Equal(t, 255*7+2, operand(opTabs, append([]byte{255, 255}, append(make([]byte, 4*255), 255)...))-1)
}

// TestToggles: a property may be as the style has it, or the opposite.
func TestToggles(t *testing.T) {
	for _, c := range []struct {
		v           byte
		style, want bool
	}{{0, true, false}, {1, false, true}, {0x80, true, true}, {0x80, false, false}, {0x81, true, false}, {0x81, false, true}} {
		base := Look{Hidden: c.style}
		l := base
		l.change(opHidden, []byte{c.v}, &base)
		require.Equal(t, c.want, l.Hidden, c)
	}
}
