package cli

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"县 21件\tA\n":        "县 21件\tA\n",
		"\x1b[2J县\x07":      `\x1b[2J县\x07`,
		"\u009b31m Â\u0085": `\x9b31m Â\x85`,
		"a\r\n\x7f":         `a\x0d` + "\n" + `\x7f`,
	} {
		var whole, cut bytes.Buffer
		_, err := (&plain{w: &whole}).Write([]byte(in))
		require.NoError(t, err)
		require.Equal(t, want, whole.String())
		p := &plain{w: &cut}
		for i := range len(in) {
			_, err = p.Write([]byte{in[i]})
			require.NoError(t, err)
		}
		require.Equal(t, want, cut.String(), "written byte by byte")
	}
}
