package runfolder

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/internal/batch"
	"gongkai/record"
)

var tool = record.Tool{Version: "1", Forms: "f"}

// doc is a document of a test run: its path and its content.
type doc struct{ path, content string }

func docs(n int) []doc {
	out := make([]doc, n)
	for i := range out {
		out[i] = doc{fmt.Sprintf("in/%03d.txt", i), fmt.Sprintf("content %d", i)}
	}
	return out
}

// run does what batch.Run does, with made-up documents: those that begin with
// "bad" fail. It stops after `stop` documents, if that is not negative, and
// returns how many documents were read, not kept.
func run(t *testing.T, dir string, in []doc, stop int, edit func(*Options)) (read int) {
	t.Helper()
	opt := Options{Tool: tool, Arguments: Arguments{Paths: []string{"in"}, Shard: 10}}
	if edit != nil {
		edit(&opt)
	}
	inputs := make([]batch.Input, len(in))
	for i, d := range in {
		inputs[i].Path = d.path
	}
	f, err := Open(dir, inputs, opt)
	require.NoError(t, err)
	first := map[string]string{}
	for i, d := range in {
		if i == stop {
			require.NoError(t, f.Close())
			return read
		}
		sum := fmt.Sprintf("%x", d.content)
		done := batch.Done{Index: i, Input: inputs[i], SHA256: sum}
		src := record.Source{Name: filepath.Base(d.path), Path: d.path, SHA256: sum, DuplicateOf: first[sum]}
		done.Duplicate = src.DuplicateOf != ""
		if !done.Duplicate {
			first[sum] = d.path
		}
		k := f.Known(inputs[i], sum)
		switch {
		case k == nil:
			read++
			fallthrough
		case k.Source.Path != src.Path || k.Source.DuplicateOf != src.DuplicateOf:
			if strings.HasPrefix(d.content, "bad") {
				done.Code = record.Damaged
				done.Line, err = json.Marshal(record.Failure{Schema: record.FailureSchema, Tool: opt.Tool, Source: src, Error: record.FailureError{Code: done.Code}})
			} else {
				done.Line, err = json.Marshal(&record.Record{Schema: record.Schema, Tool: opt.Tool, Source: src, Findings: []record.Finding{{Severity: record.Error}}})
			}
			require.NoError(t, err)
		default:
			done.Kept, done.Code, done.Message = k, k.Code, k.Message
		}
		require.NoError(t, f.Line(done))
	}
	require.NoError(t, f.Finish())
	require.NoError(t, f.Close())
	return read
}

// files is what a folder holds, by name.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	list, err := os.ReadDir(dir)
	require.NoError(t, err)
	out := map[string]string{}
	for _, d := range list {
		b, err := os.ReadFile(filepath.Join(dir, d.Name()))
		require.NoError(t, err)
		out[d.Name()] = string(b)
	}
	return out
}

func fresh(t *testing.T, in []doc) map[string]string {
	t.Helper()
	dir := t.TempDir()
	run(t, dir, in, -1, nil)
	return files(t, dir)
}

func TestAStoppedRunGoesOnToTheSameBytes(t *testing.T) {
	in := docs(35)
	in[3].content, in[17].content = "bad 3", "bad 17"
	in[20].content = in[2].content
	want := fresh(t, in)
	for stop := range len(in) {
		dir := t.TempDir()
		run(t, dir, in, stop, nil)
		_, err := Shards(dir)
		require.Error(t, err, "an unfinished run is not to be taken for a finished one")
		read := run(t, dir, in, -1, nil)
		require.LessOrEqual(t, read, len(in)-stop, "what was done is not done again")
		require.Equal(t, want, files(t, dir), "stopped after %d", stop)
	}
}

func TestASecondRunDoesOnlyWhatIsNewOrChanged(t *testing.T) {
	in := docs(35)
	in[3].content = "bad 3"
	dir := t.TempDir()
	require.Equal(t, 35, run(t, dir, in, -1, nil))
	require.Equal(t, 0, run(t, dir, in, -1, nil))
	require.Equal(t, fresh(t, in), files(t, dir))

	in[5].content = "changed"
	in = append([]doc{{"in/000-first.txt", "new"}}, in...)
	require.Equal(t, 2, run(t, dir, in, -1, nil))
	require.Equal(t, fresh(t, in), files(t, dir))

	require.Equal(t, 1, run(t, dir, in, -1, func(o *Options) { o.Retry = true }), "the one failure")
	require.Equal(t, fresh(t, in), files(t, dir))

	require.Equal(t, 36, run(t, dir, in, -1, func(o *Options) { o.Tool.Version = "2" }), "another version reads all again")
}

func TestDocumentsNotGivenAgainKeepTheirRecords(t *testing.T) {
	dir := t.TempDir()
	in := docs(25)
	run(t, dir, in, -1, nil)
	run(t, dir, in[20:], 2, nil) // stopped: the finished run stays what it was
	require.Equal(t, 0, run(t, dir, in[20:], -1, nil))
	m, err := Read(dir)
	require.NoError(t, err)
	require.Equal(t, 25, m.Counts.Documents)
	require.Contains(t, files(t, dir)[m.Shards[0].File], "in/020.txt")

	run(t, dir, []doc{{"moved/001.txt", in[1].content}}, -1, nil)
	all := ""
	for _, s := range files(t, dir) {
		all += s
	}
	require.Equal(t, 1, strings.Count(all, `"duplicate_of":"moved/001.txt"`))

	run(t, dir, in[20:], -1, func(o *Options) { o.Prune = true })
	require.Equal(t, fresh(t, in[20:]), files(t, dir))
}

func TestLinesOfAKilledShardAreSalvaged(t *testing.T) {
	in := docs(8)
	dir := t.TempDir()
	run(t, dir, in, 5, nil)
	part := filepath.Join(dir, partFile)
	b, err := os.ReadFile(part)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(part, b[:len(b)-7], 0o666)) // the write was cut
	require.Equal(t, 4, run(t, dir, in, -1, nil))
	require.Equal(t, fresh(t, in), files(t, dir))
}

func TestASecondRunInOneFolderStops(t *testing.T) {
	dir := t.TempDir()
	f, err := Open(dir, nil, Options{Tool: tool})
	require.NoError(t, err)
	_, err = Open(dir, nil, Options{Tool: tool})
	require.ErrorIs(t, err, ErrBusy)
	require.NoError(t, f.Close())
	f, err = Open(dir, nil, Options{Tool: tool})
	require.NoError(t, err)
	require.NoError(t, f.Close())
}

func TestAShardThatWasChangedIsNotTrusted(t *testing.T) {
	in := docs(12)
	dir := t.TempDir()
	run(t, dir, in, -1, nil)
	m, err := Read(dir)
	require.NoError(t, err)
	path := filepath.Join(dir, m.Shards[0].File)
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, []byte(strings.Replace(string(b), "in/001", "in/999", 1)), 0o666))
	_, err = Open(dir, nil, Options{Tool: tool})
	require.ErrorContains(t, err, "was changed")
	require.NoError(t, os.Remove(filepath.Join(dir, runFile)))
	require.Equal(t, 10, run(t, dir, in, -1, nil))
	require.Equal(t, fresh(t, in), files(t, dir))
}
