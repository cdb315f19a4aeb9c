package form

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// FuzzLoad reads form data of any kind: it is refused, or every cell has a path
// of its own and every identity stands on cells of its form.
func FuzzLoad(f *testing.F) {
	// Small forms: a fuzzer spends its minutes on taking large ones apart.
	f.Add([]byte("generation: \"2021\"\nyears: [2021, 0]\ntables:\n  - key: t\n    blocks:\n      - columns: [{key: a}, {label: B, children: [{key: b, signed: true}]}]\n        rows: [{key: r, optional: true}, {key: s, value: true, children: [{key: u}]}]\n        identities: [{id: X, over: rows, left: [r], right: [s, u]}, {id: Y, over: columns, left: [a], right: [b]}]\n"))
	f.Add([]byte("generation: \"2021\"\ntables:\n  - {key: t, like: \"2021\"}\n"))
	f.Add([]byte("generation: \"2021\"\ntables:\n  - key: t\n    blocks:\n      - columns: [{key: a, children: [{key: a}]}]\n        identities: [{id: X, over: columns, each: [a], left: [a], right: [a]}]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		forms, err := Load(fstest.MapFS{"2021.yaml": {Data: data}})
		if err != nil {
			return
		}
		for _, f := range forms {
			for i := range f.Cells {
				require.Equal(t, i, f.Index(f.Cells[i].Path))
				require.NotNil(t, f.Cells[i].Col)
				require.NotNil(t, f.Cells[i].Row)
			}
			all := f.IdentitiesFor(func(int) bool { return true })
			for _, id := range all {
				for _, i := range slices.Concat(id.Left, id.Right) {
					require.Contains(t, f.Cells[i].Path, ".")
				}
			}
			require.LessOrEqual(t, len(f.IdentitiesFor(func(int) bool { return false })), len(all))
		}
	})
}
