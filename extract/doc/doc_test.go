package doc_test

import (
	"encoding/binary"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/extract/doc"
	"gongkai/internal/sample"
	"gongkai/record"
)

// text is all that a document's main text shows, paragraphs, cells and rows told
// apart.
func text(data []byte) (string, error) {
	d, err := doc.Open(data)
	if err != nil {
		return "", err
	}
	ps, err := d.Paragraphs(d.Main())
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for i := range ps {
		err := d.Runs(&ps[i], func(r *doc.Run) error {
			b.Write(r.Text)
			if r.Kind != doc.Text {
				b.WriteByte('0' + byte(r.Kind))
			}
			return nil
		})
		if err != nil {
			return "", err
		}
		switch {
		case ps[i].RowEnd:
			b.WriteString("\r\n")
		case ps[i].CellEnd:
			b.WriteByte('\t')
		default:
			b.WriteByte('\n')
		}
	}
	return b.String(), nil
}

// files are the documents of corpus/, which LibreOffice wrote, and generated ones.
func files(t *testing.T) map[string][]byte {
	out := map[string][]byte{}
	names, err := filepath.Glob("../../corpus/*/source.doc")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range names {
		out[filepath.Base(filepath.Dir(name))], err = os.ReadFile(name)
		require.NoError(t, err)
	}
	for seed := range uint64(6) {
		out["generated "+string(rune('0'+seed))] = sample.New(seed, sample.Options{}).DOC()
	}
	return out
}

// same asserts that spoilt data are refused, or read as before.
func same(t *testing.T, want string, data []byte, what string, n int) (refused bool) {
	got, err := text(data)
	if err != nil {
		var coded *record.CodedError
		require.ErrorAs(t, err, &coded)
		require.NotEmpty(t, coded.Message)
		return true
	}
	require.Equal(t, want, got, "%s %d", what, n)
	return false
}

// TestCut: a document that ends too early is refused, or nothing of its text is
// lost.
func TestCut(t *testing.T) {
	for name, data := range files(t) {
		t.Run(name, func(t *testing.T) {
			want, err := text(data)
			require.NoError(t, err)
			require.Contains(t, want, "\r\n")
			refused := 0
			for n := 0; n < len(data); n += 512 {
				if same(t, want, data[:n], "cut at", n) {
					refused++
				}
			}
			require.Greater(t, refused, len(data)/512/2)
		})
	}
}

// TestChains: sectors chained in circles, to each other's streams or nowhere are
// noticed: what the chain holds is read once, and all of it.
func TestChains(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for name, data := range files(t) {
		t.Run(name, func(t *testing.T) {
			want, err := text(data)
			require.NoError(t, err)
			fat := (int(binary.LittleEndian.Uint32(data[76:])) + 1) * 512
			sectors := min(len(data)/512-1, 128)
			for n := range sectors {
				old := binary.LittleEndian.Uint32(data[fat+4*n:])
				for _, to := range []uint32{uint32(n), 0, uint32(max(n-1, 0)), rng.Uint32N(uint32(sectors)), 0xFFFFFFFE, 0xFFFFFFFF, 1 << 31} {
					binary.LittleEndian.PutUint32(data[fat+4*n:], to)
					same(t, want, data, "sector", n)
				}
				binary.LittleEndian.PutUint32(data[fat+4*n:], old)
			}
		})
	}
}

// TestCounts: counts and sizes that are too large cost no memory.
func TestCounts(t *testing.T) {
	data := sample.New(1, sample.Options{}).DOC()
	for at := 44; at < 76; at += 4 { // of the compound file
		spoilt := append([]byte(nil), data...)
		binary.LittleEndian.PutUint32(spoilt[at:], 0x7FFFFFFF)
		_, err := text(spoilt)
		if at == 44 || at == 48 || at == 56 { // the others are not needed here
			require.Error(t, err, "%d", at)
		}
	}
	main := strings.Index(string(data), "\xEC\xA5\xC1\x00")
	for at := main + 0x4C; at < main+0x9A+8*93 && at < len(data); at += 4 { // lengths and places
		for _, v := range []uint32{1, 0x7FFFFFFF, 0xFFFFFFFF} {
			spoilt := append([]byte(nil), data...)
			binary.LittleEndian.PutUint32(spoilt[at:], v)
			text(spoilt) // it ends
		}
	}
}

// TestRefused: files that cannot be read say what to do.
func TestRefused(t *testing.T) {
	data := sample.New(2, sample.Options{}).DOC()
	main := strings.Index(string(data), "\xEC\xA5\xC1\x00")
	for name, c := range map[string]struct {
		at   int
		with string
		want record.Code
		says string
	}{
		"password":   {11, "\x13", record.Encrypted, "password"},
		"obfuscated": {11, "\x93", record.Encrypted, "password"},
		"Word 95":    {0, "\xDC\xA5\x68\x00", record.Unsupported, "DOCX"},
		"Word 6":     {2, "\x65\x00", record.Unsupported, "DOCX"},
		"no Word":    {0, "\x00\x00", record.Damaged, "DOCX"},
		"no table":   {11, "\x10", record.Damaged, "DOCX"},
	} {
		t.Run(name, func(t *testing.T) {
			spoilt := append([]byte(nil), data...)
			copy(spoilt[main+c.at:], c.with)
			_, err := text(spoilt)
			var coded *record.CodedError
			require.ErrorAs(t, err, &coded)
			require.Equal(t, c.want, coded.Code)
			require.Contains(t, coded.Message, c.says)
		})
	}
}

func TestColumns(t *testing.T) {
	row := func(edges ...int32) *doc.Row { return &doc.Row{Edges: edges} }
	for name, c := range map[string]struct {
		rows []*doc.Row
		want [][]int
	}{
		"a header over two columns": {[]*doc.Row{row(0, 100, 300), row(0, 100, 200, 300)}, [][]int{{0, 1, 3}, {0, 1, 2, 3}}},
		"edges a little off":        {[]*doc.Row{row(0, 100, 303), row(3, 97, 200, 300)}, [][]int{{0, 1, 3}, {0, 1, 2, 3}}},
		"a row that begins later":   {[]*doc.Row{row(0, 100, 300), row(100, 300)}, [][]int{{0, 1, 2}, {1, 2}}},
		"a cell thinner than that":  {[]*doc.Row{row(0, 10, 300), row(0, 300)}, [][]int{{0, 1, 2}, {0, 2}}},
		"a cell without width":      {[]*doc.Row{row(0, 100, 100, 300), row(0, 100, 300)}, [][]int{{0, 1, 2, 3}, {0, 1, 3}}},
	} {
		got, err := doc.Columns(c.rows)
		require.NoError(t, err, name)
		require.Equal(t, c.want, got, name)
	}
	_, err := doc.Columns([]*doc.Row{row(0, 200, 100)})
	require.Error(t, err)
}

// TestShortFile: WPS leaves out sectors at the end that a stream's size counts,
// where nothing stands in them; the file is read.
func TestShortFile(t *testing.T) {
	for seed := range uint64(12) {
		data := sample.New(seed, sample.Options{}).DOC()
		want, err := text(data)
		require.NoError(t, err)
		end := len(data)
		for end > 0 && data[end-1] == 0 {
			end--
		}
		for _, n := range []int{end + 16, (end + 16 + 511) / 512 * 512} { // zeros may belong to the last part
			got, err := text(data[:min(n, len(data))])
			require.NoError(t, err)
			require.Equal(t, want, got)
		}
	}
}
