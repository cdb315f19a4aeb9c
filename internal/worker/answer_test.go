package worker

import (
	"bufio"
	"bytes"
	"io"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"gongkai/record"
)

// What is sent is received, one after another; of an answer that is cut
// nothing is.
func TestAnswersArriveWholeOrNotAtAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sent := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Response {
			return Response{Line: rapid.SliceOf(rapid.Byte()).Draw(t, "line"), SHA256: rapid.String().Draw(t, "sha"),
				Code: record.Code(rapid.String().Draw(t, "code")), Message: rapid.String().Draw(t, "message")}
		}), 0, 4).Draw(t, "sent")
		var b bytes.Buffer
		a := newAnswers(&b)
		var ends []int
		for _, r := range sent {
			require.NoError(t, a.send(r))
			ends = append(ends, b.Len())
		}
		cut := rapid.IntRange(0, b.Len()).Draw(t, "cut")
		in := bufio.NewReader(bytes.NewReader(b.Bytes()[:cut]))
		at := 0
		for i, end := range ends {
			got, err := receive(in)
			if end > cut {
				require.Error(t, err)
				if at < cut {
					require.Equal(t, io.ErrUnexpectedEOF, err)
				}
				return
			}
			require.NoError(t, err)
			require.True(t, bytes.Equal(sent[i].Line, got.Line))
			got.Line = sent[i].Line
			require.Equal(t, sent[i], got)
			at = end
		}
		_, err := receive(in)
		require.Equal(t, io.EOF, err)
	})
}

func TestWhatIsNoAnswerIsRefused(t *testing.T) {
	_, err := receive(bufio.NewReader(bytes.NewReader(bytes.Repeat([]byte{0xff}, 9))))
	require.Error(t, err)
	_, err = receive(bufio.NewReader(bytes.NewReader([]byte("panic: \xff\xff\xff\xff\xff\xff\xff\x7f"))))
	require.Error(t, err)
}
