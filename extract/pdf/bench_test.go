package pdf

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// BenchmarkRead reads whole files, as extract does.
func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"corpus/huaian-2024", "corpus/hongze-2023", "pdf/lodocx-wqy", "pdf/chromium-wqy", "pdf/chromium-notosans", "pdf/chromium-wqy-long", "pdf/qpdf-lodocx-wqy-objstm", "pdf/reportlab-GBKEUCH-plain", "pdf/weasy-uming"} {
		b.Run(filepath.Base(name), func(b *testing.B) {
			data, err := os.ReadFile("../../../shared/" + name + ".pdf")
			if err != nil {
				b.Skip("no ../shared here: its samples are measured where it is")
			}
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				_, err := Read(context.Background(), data, DefaultLimits)
				require.NoError(b, err)
			}
		})
	}
}
