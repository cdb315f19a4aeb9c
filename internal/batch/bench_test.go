package batch

import (
	"os"
	"os/exec"
	"path/filepath"
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
// rules checked.
func BenchmarkDocument(b *testing.B) {
	for _, medium := range sample.Media {
		b.Run(medium, func(b *testing.B) {
			lim := worker.Limits{Time: time.Minute, Memory: 512 << 20, Bytes: 1 << 20}
			docs, size := make([]worker.Request, 16), 0
			for i := range docs {
				docs[i] = worker.Request{Name: "a", Bytes: true, Data: sample.New(uint64(i), sample.Options{}).Write(medium)}
				size += len(docs[i].Data)
			}
			b.SetBytes(int64(size / len(docs)))
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				require.Empty(b, Document(b.Context(), docs[i%len(docs)], lim).Message)
				i++
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "documents/s")
		})
	}
}
