package strict

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestYAML(t *testing.T) {
	var v struct{ Years []int }
	require.NoError(t, YAML([]byte("years: [2021]"), &v))
	require.Equal(t, []int{2021}, v.Years)
	require.NoError(t, YAML(nil, &v))
	require.ErrorContains(t, YAML([]byte("year: 2021"), &v), "year")
	require.Error(t, YAML([]byte("years: !000\n0000000\n  -0"), &v), "the library panics on it")
}
