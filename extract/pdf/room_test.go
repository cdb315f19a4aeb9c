package pdf

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// What one document leaves in the memory that the next uses must not show: each
// reads the same after all the others, and beside them.
func TestDocumentsDoNotSeeEachOther(t *testing.T) {
	files, err := filepath.Glob("../../../shared/*/*.pdf")
	require.NoError(t, err)
	own, err := filepath.Glob("../../corpus/*/*.pdf")
	require.NoError(t, err)
	type file struct {
		data []byte
		want []Page
		info map[string]string
	}
	var all []file
	for _, name := range append(files, own...) {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		if len(data) > 200_000 {
			continue // the large ones are large by pictures and padding
		}
		f := file{data: data}
		if d, err := readDocument(newBudget(context.Background(), DefaultLimits), data, false); err == nil {
			f.want, f.info = d.Pages, d.Info // never released, so its memory stays its own
		}
		all = append(all, f)
	}
	var wg sync.WaitGroup
	for n := range 2 {
		wg.Go(func() {
			for i := range all {
				f := &all[(i*(2*n+1)+n)%len(all)]
				d, err := readDocument(newBudget(context.Background(), DefaultLimits), f.data, false)
				if err != nil {
					if f.want != nil {
						t.Errorf("refused the second time: %v", err)
					}
					continue
				}
				if !samePages(f.want, d.Pages) || len(f.info) != len(d.Info) {
					t.Error("reads differently the second time")
				}
				d.Release()
			}
		})
	}
	wg.Wait()
}

func samePages(a, b []Page) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !slices.Equal(a[i].Glyphs, b[i].Glyphs) || !slices.Equal(a[i].Rules, b[i].Rules) || !slices.Equal(a[i].Askew, b[i].Askew) {
			return false
		}
	}
	return true
}
