package medium

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/transform"
)

// FuzzDecodeStretches compares what is decoded stretch by stretch with the same
// decoded as a whole.
func FuzzDecodeStretches(f *testing.F) {
	for _, s := range []string{"<td>政府信息公开</td>", "總計12，無", "𠀀€é", "plain"} {
		for _, e := range []encoding.Encoding{simplifiedchinese.GB18030, traditionalchinese.Big5} {
			if b, err := e.NewEncoder().Bytes([]byte(s)); err == nil {
				f.Add(b)
				f.Add(append(b, 0x81))
				f.Add(append([]byte{0x80, 'a', 0x80, 0x81, '<'}, b...))
			}
		}
	}
	f.Add([]byte("\x84\x31\xa4\x37"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, e := range []encoding.Encoding{simplifiedchinese.GB18030, traditionalchinese.Big5} {
			want, _, err := transform.Append(e.NewDecoder(), nil, data)
			require.NoError(t, err)
			if got, whole := decodeStretches(make([]byte, 0, 4*len(data)+4), e.NewDecoder(), data); whole {
				require.Equal(t, string(want), string(got), "%x", data)
			}
		}
	})
}
