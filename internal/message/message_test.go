package message

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Each key is in one family only, and is found in it; no file is forgotten.
func TestKeysAreFoundInTheirFamily(t *testing.T) {
	home := map[string]string{}
	for _, f := range named {
		for k := range f.texts() {
			require.True(t, strings.HasPrefix(k, f.name+"."), "%s.yaml: %s", f.name, k)
			home[k] = f.name
		}
	}
	for _, f := range ofRules {
		for k := range f.texts() {
			require.NotContains(t, home, k, "%s.yaml", f.name)
			home[k] = f.name
		}
	}
	for k := range home {
		require.True(t, Has(k), k)
	}
	require.Len(t, Keys(), len(home))
	require.False(t, Has("cli.nothing"))
	require.False(t, Has("nothing"))
	names, err := fs.Glob(files, "*.yaml")
	require.NoError(t, err)
	require.Len(t, names, len(named)+len(ofRules))
}
