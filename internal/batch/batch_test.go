package batch

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"gongkai/internal/worker"
	"gongkai/record"
)

// TestMain makes the test binary its own worker. What a document says decides
// how the worker fares: it may hang, eat memory, crash, exit or have children.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == "test-worker" {
		if err := worker.Serve(context.Background(), os.Stdin, os.Stdout, hostile); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

var (
	hog   [][]byte
	spins int
)

func hostile(ctx context.Context, req worker.Request, lim worker.Limits) worker.Response {
	src := record.Source{Name: req.Name, Path: req.Path}
	data := req.Data
	if !req.Bytes {
		var err error
		if data, err = readFile(req.Path, lim.Bytes, nil, &src); err != nil {
			return Failed(src, err)
		}
	}
	src.SHA256, src.Bytes = hash(data), int64(len(data))
	switch word, _, _ := strings.Cut(string(data), " "); word {
	case "hang":
		for {
			spins++
		}
	case "eat":
		for {
			b := make([]byte, 16<<20) // large bites: the collector would slow down small ones until the time is over
			for i := 0; i < len(b); i += 4096 {
				b[i] = 1
			}
			hog = append(hog, b)
		}
	case "crash":
		_ = data[len(data)]
	case "exit":
		os.Exit(7)
	case "child":
		_ = exec.Command("sh", "-c", "echo $$ > "+req.Path+".pid; exec sleep 1000").Run()
	case "patient":
		<-ctx.Done()
		return Failed(src, ctx.Err())
	}
	return worker.Response{Line: encode(record.Failure{Schema: record.FailureSchema, Source: src}), SHA256: src.SHA256}
}

func testPool(t *testing.T, workers int) *worker.Pool {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	return &worker.Pool{
		Command: func() *exec.Cmd { return exec.Command(self, "test-worker") },
		Workers: workers,
		Limits:  worker.Limits{Time: 3 * time.Second, Memory: 80 << 20, Bytes: 1 << 20},
		Recycle: 7,
	}
}

type lines struct {
	done []Done
	text bytes.Buffer
}

func (l *lines) Line(d Done) error {
	l.done = append(l.done, d)
	fmt.Fprintf(&l.text, "%s\n", d.Line)
	return nil
}

// write makes a folder of documents and returns its path.
func write(t *testing.T, documents ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i, text := range documents {
		require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.txt", i)), []byte(text), 0o666))
	}
	return dir
}

func TestOneBadDocumentHurtsNobody(t *testing.T) {
	docs := []string{}
	for i := range 60 {
		docs = append(docs, fmt.Sprintf("good %d", i))
	}
	docs[5], docs[6], docs[20], docs[21], docs[33], docs[40] = "hang", "crash", "eat", "exit", "child", "patient"
	inputs, skipped := List([]string{write(t, docs...)})
	require.Empty(t, skipped)
	var want string
	for _, workers := range []int{1, 4} {
		var out lines
		require.NoError(t, Run(t.Context(), inputs, Options{Pool: testPool(t, workers)}, &out))
		require.Len(t, out.done, len(docs))
		codes := map[int]record.Code{5: record.Timeout, 6: record.Crashed, 20: record.TooLarge, 21: record.Crashed, 33: record.Timeout, 40: record.Timeout}
		for i, d := range out.done {
			require.Equal(t, i, d.Index)
			require.Equal(t, codes[i], d.Code, "document %d: %s", i, d.Line)
			require.Equal(t, hash([]byte(docs[i])), d.SHA256, "each line names its content, even of a document that killed its reader")
			require.Contains(t, string(d.Line), d.SHA256)
		}
		require.Contains(t, out.done[6].Message, "index out of range")
		pid, err := os.ReadFile(inputs[33].Path + ".pid")
		require.NoError(t, err)
		require.Eventually(t, func() bool {
			b, err := os.ReadFile("/proc/" + strings.TrimSpace(string(pid)) + "/stat")
			return err != nil || strings.Contains(string(b), ") Z ")
		}, 5*time.Second, 10*time.Millisecond, "a worker's children are killed with it")
		if want == "" {
			want = out.text.String()
		}
		require.Equal(t, want, out.text.String(), "with %d workers", workers)
	}
}

func TestDuplicatesNameTheFirst(t *testing.T) {
	dir := write(t, "a", "b", "a", "a", "b", "c")
	inputs, _ := List([]string{dir})
	var out lines
	require.NoError(t, Run(t.Context(), inputs, Options{Pool: testPool(t, 3)}, &out))
	for i, first := range []int{-1, -1, 0, 0, 1, -1} {
		_, src, err := Head(out.done[i].Line)
		require.NoError(t, err)
		require.Equal(t, first >= 0, out.done[i].Duplicate)
		if first < 0 {
			require.Empty(t, src.DuplicateOf)
		} else {
			require.Equal(t, inputs[first].Path, src.DuplicateOf)
		}
	}
}

func TestStandardInputAndPipes(t *testing.T) {
	var out lines
	inputs, _ := List([]string{"-", filepath.Join(t.TempDir(), "missing.pdf")})
	require.NoError(t, Run(t.Context(), inputs, Options{Pool: testPool(t, 1), Stdin: strings.NewReader("crash")}, &out))
	require.Equal(t, record.Crashed, out.done[0].Code)
	require.Equal(t, hash([]byte("crash")), out.done[0].SHA256)
	require.Equal(t, record.IO, out.done[1].Code)
	require.Contains(t, out.done[1].Message, "check the path")
}

func TestInterruptEndsSoon(t *testing.T) {
	inputs, _ := List([]string{write(t, "a", "hang", "b")})
	ctx, cancel := context.WithCancel(t.Context())
	pool := testPool(t, 2)
	pool.Limits.Time = time.Hour
	var out lines
	err := Run(ctx, inputs, Options{Pool: pool}, sinkFunc(func(d Done) error { cancel(); return out.Line(d) }))
	require.ErrorIs(t, err, context.Canceled)
	require.Len(t, out.done, 1)
}

type sinkFunc func(Done) error

func (f sinkFunc) Line(d Done) error { return f(d) }

func TestAWorkerThatCannotStartEndsTheRun(t *testing.T) {
	inputs, _ := List([]string{write(t, "a")})
	pool := testPool(t, 1)
	pool.Command = func() *exec.Cmd { return exec.Command("/nonexistent/gongkai") }
	require.ErrorContains(t, Run(t.Context(), inputs, Options{Pool: pool}, &lines{}), "worker process did not start")
}

func TestListTakesDocumentsOnce(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.html", "a.PDF", "noext", ".hidden.html", "x.json", "sub/c.docx", ".git/d.html", "x.tsv"} {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o777))
		require.NoError(t, os.WriteFile(path, nil, 0o666))
	}
	require.NoError(t, os.Symlink(dir, filepath.Join(dir, "sub", "loop")))
	inputs, skipped := List([]string{filepath.Join(dir, "b.html"), dir, filepath.Join(dir, "*.json"), filepath.Join(dir, "*.zzz")})
	var got []string
	for _, in := range inputs {
		rel, _ := filepath.Rel(dir, in.Path)
		got = append(got, rel)
	}
	require.Equal(t, []string{"b.html", "a.PDF", "noext", "sub/c.docx", "x.json", "*.zzz"}, got)
	require.NotEmpty(t, inputs[5].Trouble)
	require.Len(t, skipped, 3) // x.json, x.tsv and the loop
}

func TestReadList(t *testing.T) {
	got, err := ReadList(strings.NewReader("\ufeffa b.txt\r\n\nc.txt"))
	require.NoError(t, err)
	require.Equal(t, []string{"a b.txt", "c.txt"}, got)
	got, err = ReadList(strings.NewReader("a\x00b\x00"))
	require.NoError(t, err)
	require.Equal(t, []string{"a", "b"}, got)
}
