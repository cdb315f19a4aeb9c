package extract_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/extract"
	"gongkai/extract/medium"
	"gongkai/internal/sample"
	"gongkai/record"
)

var converted = flag.Int("soffice", 0, "so many generated reports are saved as .doc by LibreOffice and compared; 340 take half a minute")

// TestLibreOffice: what LibreOffice saves as .doc gives the cells that the DOCX
// gives. It joins tables that nothing stands between, so that orphan rows may be
// less certain there, but no figure is another.
func TestLibreOffice(t *testing.T) {
	if *converted == 0 {
		t.Skip("run it with -soffice 340")
	}
	dir := t.TempDir()
	cells := func(data []byte) []record.Cell {
		rec, err := extract.Extract(context.Background(), "report", "", data, extract.Options{Limits: medium.DefaultLimits})
		require.NoError(t, err)
		return rec.Cells
	}
	orphans := map[string]bool{}
	args := []string{"-env:UserInstallation=file://" + dir + "/profile", "--headless", "--convert-to", "doc:MS Word 97", "--outdir", dir}
	for i := range *converted {
		opt := sample.Options{Generation: []string{"2019", "2021"}[i%2]}
		if k := i % (len(sample.Damages) + 1); k > 0 {
			opt.Damage = []sample.Damage{sample.Damages[k-1].Damage}
		}
		name := filepath.Join(dir, fmt.Sprintf("%04d.docx", i))
		orphans[name] = slices.Contains(opt.Damage, sample.OrphanRows)
		require.NoError(t, os.WriteFile(name, sample.New(uint64(i), opt).DOCX(), 0o666))
		args = append(args, name)
	}
	for rest := args[6:]; len(rest) > 0; { // at once it gives up
		n := min(len(rest), 100)
		out, err := exec.Command("soffice", append(slices.Clone(args[:6]), rest[:n]...)...).CombinedOutput()
		require.NoError(t, err, string(out))
		rest = rest[n:]
	}
	for _, name := range args[6:] {
		docx, err := os.ReadFile(name)
		require.NoError(t, err)
		doc, err := os.ReadFile(strings.TrimSuffix(name, "x"))
		require.NoError(t, err)
		want, got := cells(docx), cells(doc)
		require.Len(t, got, len(want))
		for i := range want {
			a, b := &want[i], &got[i]
			if orphans[name] && b.State != record.Printed {
				continue
			}
			require.Equal(t, []any{a.Path, a.State, a.Value.String()}, []any{b.Path, b.State, b.Value.String()}, name)
		}
	}
}
