package runfolder

import (
	"encoding/json"
	"fmt"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/internal/batch"
	"gongkai/record"
)

// A full disk is said, and what was done is not lost: seen on a file system of
// 200 kB of its own.
func TestAFullDiskLosesNothing(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=200k"); err != nil {
		t.Skip("cannot mount a small tmpfs here:", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	in := docs(400)
	for i := range in {
		in[i].content += strings.Repeat("x", 200)
	}
	inputs := make([]batch.Input, len(in))
	f, err := Open(dir, inputs, Options{Tool: tool, Arguments: Arguments{Shard: 10}})
	require.NoError(t, err)
	n := 0
	for i, d := range in {
		line, _ := json.Marshal(&record.Record{Schema: record.Schema, Tool: tool, Source: record.Source{SHA256: fmt.Sprintf("%x", d.content)}})
		if err = f.Line(batch.Done{Index: i, Line: line}); err != nil {
			break
		}
		n++
	}
	require.ErrorIs(t, err, syscall.ENOSPC)
	require.NoError(t, f.Close())
	require.NoError(t, syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=4m"))
	known := 0
	f, err = Open(dir, inputs, Options{Tool: tool, Arguments: Arguments{Shard: 10}})
	require.NoError(t, err)
	for _, d := range in {
		if f.Known(batch.Input{}, fmt.Sprintf("%x", d.content)) != nil {
			known++
		}
	}
	require.NoError(t, f.Close())
	require.GreaterOrEqual(t, known, n/10*10-10)
	require.Positive(t, known)
}
