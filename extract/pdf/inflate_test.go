package pdf

import (
	"bytes"
	"compress/flate"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// unpacked is what unpack makes of data, and what the standard library does.
func bothInflate(t *testing.T, data []byte) {
	t.Helper()
	in := bytes.NewReader(data)
	want, errWant := io.ReadAll(flate.NewReader(in))
	all := 0
	got, rest, err := new(inflation).unpack([]byte("before"), data, func(n, sum int) {
		all += n
		require.Equal(t, all, sum)
	})
	got = got[len("before"):]
	require.Equal(t, errWant == nil, err == nil, "%v", errWant)
	require.Len(t, got, all)
	if err == nil {
		require.True(t, bytes.Equal(want, got))
		require.Equal(t, in.Len(), rest)
	} else {
		require.True(t, bytes.HasPrefix(got, want)) // it may have come a byte or two further
		require.LessOrEqual(t, len(got), len(want)+longest)
	}
}

// samples are texts that packers treat in their several ways.
func inflateSamples() (out [][]byte) {
	r := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 70_000)
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	skewed := make([]byte, 200_000) // codes of up to 15 bits
	for i := range skewed {
		skewed[i] = byte(min(r.ExpFloat64()*9, 255))
	}
	lines := []byte{}
	for range 3000 {
		lines = append(lines, "1 0 0 -1 "...)
		for range r.IntN(12) {
			lines = append(lines, byte('0'+r.IntN(10)))
		}
		lines = append(lines, " Tm <0A3F> Tj\n"...)
	}
	return [][]byte{nil, []byte("a"), []byte("abc"), bytes.Repeat([]byte("a"), 100_000), bytes.Repeat([]byte("abcdefg"), 999), noise, noise[:100], skewed, lines}
}

func packed(t testing.TB, text []byte, level int) []byte {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, level)
	require.NoError(t, err)
	_, err = w.Write(text)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}

// Whatever the stream, what comes out is what the standard library takes it for:
// whole ones with the rest behind them, cut ones and ones with a bit flipped.
func TestInflate(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, text := range inflateSamples() {
		for _, level := range []int{flate.NoCompression, flate.BestSpeed, flate.DefaultCompression, flate.BestCompression, flate.HuffmanOnly} {
			data := packed(t, text, level)
			bothInflate(t, data)
			bothInflate(t, append(bytes.Clone(data), "and more"...))
			for range 40 {
				bothInflate(t, data[:r.IntN(len(data))])
				flipped := bytes.Clone(data)
				flipped[r.IntN(min(len(flipped), 1<<r.IntN(17)))] ^= 1 << r.IntN(8)
				bothInflate(t, flipped)
			}
		}
	}
}

func FuzzInflate(f *testing.F) {
	for _, text := range inflateSamples() {
		f.Add(packed(f, text[:min(len(text), 500)], 9))
	}
	f.Fuzz(bothInflate)
}

func BenchmarkInflate(b *testing.B) {
	samples := inflateSamples()
	data := packed(b, samples[len(samples)-1], 6)
	b.SetBytes(int64(len(data)))
	z := new(inflation)
	var out []byte
	for b.Loop() {
		out, _, _ = z.unpack(out[:0], data, func(int, int) {})
	}
}
