package medium_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/extract/grid"
	"gongkai/extract/medium"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden: each file of testdata as the grid beside it. A .xml file is the
// body of a Word document.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "*.*"))
	require.NoError(t, err)
	n := 0
	for _, name := range files {
		if strings.HasSuffix(name, ".grid") {
			continue
		}
		n++
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			require.NoError(t, err)
			want := map[string]string{".txt": "text", ".md": "markdown", ".html": "html", ".xml": "docx"}[filepath.Ext(name)]
			if want == "docx" {
				data = wordFile(t, string(data))
			}
			doc, err := medium.Read(context.Background(), data, medium.DefaultLimits)
			require.NoError(t, err)
			require.Equal(t, want, doc.Medium)
			var got bytes.Buffer
			require.NoError(t, grid.Print(&got, doc))
			golden := strings.TrimSuffix(name, filepath.Ext(name)) + filepath.Ext(name) + ".grid"
			if *update {
				require.NoError(t, os.WriteFile(golden, got.Bytes(), 0o644))
			}
			expected, err := os.ReadFile(golden)
			require.NoError(t, err, "run go test -update and read the file that it writes")
			require.Equal(t, string(expected), got.String())
		})
	}
	require.Greater(t, n, 8)
}
