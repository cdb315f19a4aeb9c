package pdf

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestMatrix(t *testing.T) {
	turn := matrix{0, 1, -1, 0, 0, 0} // a quarter to the left
	shift := matrix{1, 0, 0, 1, 10, 20}
	m := turn.mul(&shift) // first turn, then shift
	x, y := m.apply(1, 0)
	require.Equal(t, []float64{10, 21}, []float64{x, y})
	m = shift.mul(&turn)
	x, y = m.apply(1, 0)
	require.Equal(t, []float64{-20, 11}, []float64{x, y})

	m = matrix{2, 0, 0, 3, 5, 5}
	m.move(1, 1)
	require.Equal(t, matrix{2, 0, 0, 3, 7, 8}, m)
	require.InDelta(t, 2.449, m.scale(), .001)
	require.Equal(t, box{-3, 8, 7, 14}, m.bounds(box{-5, 0, 0, 2}))
	require.True(t, m.finite())
	m[0] = 1e300
	require.False(t, m.finite())
}
