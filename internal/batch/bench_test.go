package batch

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"gongkai/internal/sample"
	"gongkai/internal/worker"
)

// BenchmarkPool is what a document costs beside its reading: the way to a worker
// process and back.
func BenchmarkPool(b *testing.B) {
	self, err := os.Executable()
	require.NoError(b, err)
	pool := &worker.Pool{
		Command: func() *exec.Cmd { return exec.Command(self, "test-worker") }, Workers: 1,
		Limits: worker.Limits{Time: time.Minute, Memory: 512 << 20, Bytes: 1 << 20},
	}
	dir := b.TempDir()
	inputs := make([]Input, 2000)
	for i := range inputs {
		inputs[i].Path = filepath.Join(dir, time.Duration(i).String())
		require.NoError(b, os.WriteFile(inputs[i].Path, []byte(inputs[i].Path), 0o666))
	}
	b.ReportAllocs()
	for b.Loop() {
		require.NoError(b, Run(b.Context(), inputs, Options{Pool: pool}, discard{}))
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(inputs)), "ns/document")
}

type discard struct{}

func (discard) Line(Done) error { return nil }

// BenchmarkDocument is the whole way in one process: bytes to the finished line,
// rules checked, the garbage collector set as in a worker. It reads generated
// reports, those of corpus/, and the real ones where ../shared is.
func BenchmarkDocument(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(worker.GCPercent))
	for _, medium := range sample.Media {
		docs := make([][]byte, 16)
		for i := range docs {
			docs[i] = sample.New(uint64(i), sample.Options{}).Write(medium)
		}
		b.Run(medium, func(b *testing.B) { benchDocuments(b, docs) })
	}
	for name, pattern := range map[string]string{
		"corpus/text": "../../corpus/*/source.txt", "corpus/html": "../../corpus/*/source.html",
		"real/text": "../../../shared/corpus/*.txt", "real/html": "../../../shared/corpus/*.html",
		"real/pdf": "../../../shared/corpus/*.pdf", "ruled/pdf": "../../../shared/pdf/*-uming.pdf",
	} {
		b.Run(name, func(b *testing.B) {
			files, err := filepath.Glob(pattern)
			require.NoError(b, err)
			if len(files) == 0 {
				b.Skip("no " + pattern + " here")
			}
			docs := make([][]byte, len(files))
			for i, f := range files {
				docs[i], err = os.ReadFile(f)
				require.NoError(b, err)
			}
			benchDocuments(b, docs)
		})
	}
}

// benchDocuments reads each document in turn; a failure is as good as a record.
func benchDocuments(b *testing.B, docs [][]byte) {
	lim := worker.Limits{Time: time.Minute, Memory: 512 << 20, Bytes: 1 << 20}
	size := 0
	for _, data := range docs {
		size += len(data)
	}
	b.SetBytes(int64(size / len(docs)))
	b.ReportAllocs()
	i := 0
	var room []byte // as a worker keeps it
	for b.Loop() {
		room = Document(b.Context(), worker.Request{Name: "a", Bytes: true, Data: docs[i%len(docs)], Room: room}, lim).Line[:0]
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "documents/s")
}
