package medium_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/extract/medium"
	"gongkai/internal/sample"
	"gongkai/record"
)

// wide is a name as a directory holds it.
func wide(s string) (out []byte) {
	for _, c := range []byte(s) {
		out = append(out, c, 0)
	}
	return out
}

// TestDOCThatContradictsItself: no figure is put into a column that only may be
// its own.
func TestDOCThatContradictsItself(t *testing.T) {
	whole := sample.New(3, sample.Options{}).DOC()
	row := bytes.LastIndex(whole, []byte{0x08, 0xD6}) // a row's definition: its size, the number of cells
	require.Greater(t, row, 0)
	for name, spoil := range map[string]func([]byte){
		"a cell fewer than it has":   func(b []byte) { b[row+4]-- },
		"no row at all":              func(b []byte) { b[row] = 0x09 },
		"edges that go back":         func(b []byte) { b[row+7], b[row+8] = 0, 0x80 },
		"a row that is no row's end": func(b []byte) { b[row-1] = 0 },
	} {
		t.Run(name, func(t *testing.T) {
			data := bytes.Clone(whole)
			spoil(data)
			_, err := medium.Read(context.Background(), data, medium.DefaultLimits)
			var coded *record.CodedError
			require.ErrorAs(t, err, &coded)
			require.Equal(t, record.Damaged, coded.Code)
			require.Contains(t, coded.Message, "save it as DOCX")
		})
	}
}

// TestCompoundKinds: what a compound file is, its directory tells, not what it
// holds within.
func TestCompoundKinds(t *testing.T) {
	data := sample.New(3, sample.Options{}).DOC()
	require.Equal(t, "doc", mustRead(t, append(data, wide("Workbook\x00")...)).Medium)
	at := bytes.Index(data, wide("WordDocument"))
	for name, says := range map[string]string{"Workbook\x00\x00\x00\x00": "workbook", "Contents\x00\x00\x00\x00": "OLE2"} {
		copy(data[at:], wide(name))
		data[at+64] = 18
		_, err := medium.Read(context.Background(), append(data, wide("WordDocument\x00")...), medium.DefaultLimits)
		var coded *record.CodedError
		require.ErrorAs(t, err, &coded)
		require.Equal(t, record.Unsupported, coded.Code)
		require.Contains(t, coded.Message, says)
	}
}

// TestDOCLimits: a document may not cost more than any may.
func TestDOCLimits(t *testing.T) {
	data := sample.New(3, sample.Options{}).DOC()
	for name, lim := range map[string]medium.Limits{
		"cells": {Bytes: 1 << 20, Cells: 20, Nesting: 64, Text: 1 << 20},
		"text":  {Bytes: 1 << 20, Cells: 5000, Nesting: 64, Text: 100},
		"depth": {Bytes: 1 << 20, Cells: 5000, Nesting: 1, Text: 1 << 20},
	} {
		_, err := medium.Read(context.Background(), data, lim)
		var coded *record.CodedError
		require.ErrorAs(t, err, &coded, name)
		require.Equal(t, record.TooLarge, coded.Code, name)
	}
}
