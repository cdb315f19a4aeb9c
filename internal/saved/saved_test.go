package saved

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/internal/batch"
	"gongkai/internal/runfolder"
	"gongkai/record"
)

func lines(t *testing.T) string {
	t.Helper()
	rec, err := (&record.Record{Schema: record.Schema, Source: record.Source{Name: "a"},
		Cells: []record.Cell{{Path: "requests.new_received.total", Value: record.Int(7), Raw: "7", State: record.Printed}}}).MarshalJSON()
	require.NoError(t, err)
	fail, err := json.Marshal(record.Failure{Schema: record.FailureSchema, Source: record.Source{Name: "b"}, Error: record.FailureError{Code: record.Scanned}})
	require.NoError(t, err)
	return string(rec) + "\n\n" + string(fail) + "\n"
}

func TestEachGivesWhatWasWritten(t *testing.T) {
	var got []string
	require.NoError(t, Each(strings.NewReader(lines(t)), "x", func(r *record.Record, f *record.Failure) error {
		if r != nil {
			v, _ := r.Cell("requests.new_received.total").Value.Int64()
			require.EqualValues(t, 7, v)
			got = append(got, r.Source.Name)
		} else {
			got = append(got, f.Source.Name+" "+string(f.Error.Code))
		}
		return nil
	}))
	require.Equal(t, []string{"a", "b scanned"}, got)
}

func TestEachSaysWhichLineIsNotOurs(t *testing.T) {
	for _, bad := range []string{"{", `{"schema":"gongkai.record/9"}`, `{"schema":"gongkai.record/1","tables":3}`, "[]"} {
		err := Each(strings.NewReader(lines(t)+bad), "x.jsonl", func(*record.Record, *record.Failure) error { return nil })
		require.ErrorContains(t, err, "x.jsonl: line 4: ", bad)
	}
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "r.jsonl")
	require.NoError(t, os.WriteFile(file, []byte(lines(t)), 0o666))
	document := filepath.Join(dir, "d.html")
	require.NoError(t, os.WriteFile(document, []byte("<p>"), 0o666))
	for path, want := range map[string][]string{file: {file}, document: nil, dir: nil, filepath.Join(dir, "missing"): nil} {
		got, err := Files(path)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	run := filepath.Join(dir, "run")
	f, err := runfolder.Open(run, nil, runfolder.Options{Arguments: runfolder.Arguments{Shard: 10}})
	require.NoError(t, err)
	_, err = Files(run)
	require.ErrorContains(t, err, "give its extract command again")
	first, _, _ := strings.Cut(lines(t), "\n")
	require.NoError(t, f.Line(batch.Done{Line: []byte(first)}))
	require.NoError(t, f.Finish())
	require.NoError(t, f.Close())
	got, err := Files(run)
	require.NoError(t, err)
	require.Len(t, got, 1)
	require.True(t, Is(bufio.NewReader(strings.NewReader(first))))
	require.False(t, Is(bufio.NewReader(strings.NewReader("{"))))
}

// TestLinesThatAnotherProgramFiltered: with spaces, sorted keys, a byte order mark.
func TestLinesThatAnotherProgramFiltered(t *testing.T) {
	var m map[string]any
	first, _, _ := strings.Cut(lines(t), "\n")
	require.NoError(t, json.Unmarshal([]byte(first), &m))
	sorted, err := json.Marshal(m)
	require.NoError(t, err)
	for name, text := range map[string]string{
		"spaces": strings.NewReplacer(`":`, `": `, `,"`, `, "`).Replace(first), "sorted": string(sorted), "mark": "\ufeff" + first, "windows": first + "\r\n",
	} {
		require.True(t, Is(Reader(strings.NewReader(text))), name)
		n := 0
		require.NoError(t, Each(strings.NewReader(text+"\n"), "x", func(r *record.Record, _ *record.Failure) error {
			v, _ := r.Cell("requests.new_received.total").Value.Int64()
			require.EqualValues(t, 7, v, name)
			n++
			return nil
		}))
		require.Equal(t, 1, n, name)
	}
	require.False(t, Is(Reader(strings.NewReader(`{"schema": "other/1"}`))))
}
