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
	require.NoError(t, YAML([]byte("# nothing but a comment\n"), &v))
	require.Equal(t, []int{2021}, v.Years)
	require.ErrorContains(t, YAML([]byte("years: []\nyear: 2021"), &v), "line 2: field year")
	require.ErrorContains(t, YAML([]byte("years: []\nyears: [1]"), &v), "line 2")
	require.ErrorContains(t, YAML([]byte("years: [one]"), &v), "line 1")
	require.ErrorContains(t, YAML([]byte("years: [\n'1"), &v), "line 2")
	require.ErrorContains(t, YAML([]byte("years: [2021]\n---\nyears: [2022]"), &v), "line 2")
	require.Error(t, YAML([]byte("years: !000\n0000000\n  -0"), &v))
}
