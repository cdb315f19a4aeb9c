package doc

import (
	"bytes"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/record"
)

func code(err error) record.Code {
	var coded *record.CodedError
	errors.As(err, &coded)
	if coded == nil {
		return ""
	}
	return coded.Code
}

// TestBounds: what a few bytes can ask for is bounded.
func TestBounds(t *testing.T) {
	const n = 500_000
	all := []run{{gap: true}, {end: n}}
	d := &Document{main: bytes.Repeat([]byte{paraMark}, n), pieces: []piece{{to: n}}, paras: all, chars: all}
	d.fib.ccp[mainText] = n
	_, err := d.Paragraphs(d.Main())
	require.Equal(t, record.TooLarge, code(err))

	// A list of changes that leads to itself, once and ten thousand times.
	lead := []byte{0x46, 0x66, 0, 0, 0, 0}
	for _, times := range []int{1, 10_000} {
		list := bytes.Repeat(lead, times)
		d := &Document{data: append(le.AppendUint16(nil, uint16(len(list))), list...)}
		err := d.applyParas(lead, &Paragraph{}, &pap{})
		require.Equal(t, record.Damaged, code(err), times)
		err = d.applyRow(lead, &Row{})
		require.Equal(t, record.Damaged, code(err), times)
	}
	// One that every paragraph may name.
	d = &Document{}
	for err = nil; err == nil; {
		err = d.spend(1 << 16)
	}
	require.Equal(t, record.TooLarge, code(err))
}
