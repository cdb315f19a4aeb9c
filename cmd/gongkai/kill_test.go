package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"gongkai/internal/sample"
)

// gongkai is our own binary as the command.
func gongkai(ctx context.Context, t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	c := exec.CommandContext(ctx, self, args...)
	c.Args[0] = "gongkai"
	c.Env = append(os.Environ(), "LC_ALL=C")
	return c
}

// snapshot hashes what stands in a folder, by name.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	list, err := os.ReadDir(dir)
	require.NoError(t, err)
	out := map[string]string{}
	for _, d := range list {
		b, err := os.ReadFile(filepath.Join(dir, d.Name()))
		require.NoError(t, err)
		out[d.Name()] = fmt.Sprintf("%d %x", len(b), sha256.Sum256(b))
	}
	return out
}

// many writes n generated reports of mixed media, some damaged, some twice.
func many(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		medium := sample.Media[i%len(sample.Media)]
		data := sample.New(uint64(i-i%17/16), sample.Options{}).Write(medium)
		if i%50 == 7 {
			data = data[:len(data)/3]
		}
		if i%50 == 9 {
			data = nil
		}
		require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.txt", i)), data, 0o666))
	}
	return dir
}

// TestKilledRunsEndInTheSameBytes kills a run at twenty random moments, starts
// it again after each, and compares with a run that was never killed.
func TestKilledRunsEndInTheSameBytes(t *testing.T) {
	in := many(t, 300)
	want := filepath.Join(t.TempDir(), "run")
	args := func(out string, workers int) []string {
		return []string{"extract", "--quiet", "--shard", "40", "--workers", fmt.Sprint(workers), "--out", out, in}
	}
	begun := time.Now()
	var stderr bytes.Buffer
	c := gongkai(t.Context(), t, args(want, 2)...)
	c.Stderr = &stderr
	if err := c.Run(); err != nil && c.ProcessState.ExitCode() != 3 && c.ProcessState.ExitCode() != 4 {
		t.Fatal(err, stderr.String())
	}
	whole := time.Since(begun)

	rng := rand.New(rand.NewPCG(5, 5))
	got := filepath.Join(t.TempDir(), "run")
	finished := 0
	for i := range 20 {
		c := gongkai(t.Context(), t, args(got, 1+i%4)...)
		require.NoError(t, c.Start())
		time.Sleep(time.Duration(rng.Int64N(int64(whole)*2/3 + 1)))
		_ = c.Process.Kill() // it may have finished
		_ = c.Wait()
		if _, err := os.Stat(filepath.Join(got, "run.json")); err == nil {
			finished++
			if i < 19 { // begin anew, so that there is something to kill
				require.NoError(t, os.RemoveAll(got))
			}
		}
	}
	t.Logf("a whole run takes %v; %d of 20 runs finished before they were killed", whole, finished)
	c = gongkai(t.Context(), t, args(got, 4)...)
	_ = c.Run() // its status is that of the damaged documents
	require.Equal(t, snapshot(t, want), snapshot(t, got))
}

// TestWorkersDoNotChangeTheOutput compares the bytes of one worker with those of four.
func TestWorkersDoNotChangeTheOutput(t *testing.T) {
	in := many(t, 120)
	var first []byte
	for _, workers := range []string{"1", "4"} {
		out, _ := gongkai(t.Context(), t, "extract", "--quiet", "--workers", workers, in).Output()
		require.Equal(t, 120, bytes.Count(out, []byte("\n")))
		if first == nil {
			first = out
		}
		require.True(t, bytes.Equal(first, out), "with %s workers", workers)
	}
}

// TestInterruptKeepsWhatIsDone interrupts a run that hangs, as ^C does.
func TestInterruptKeepsWhatIsDone(t *testing.T) {
	in, out := t.TempDir(), filepath.Join(t.TempDir(), "run")
	for i, text := range []string{"one", "two", "PLANTED HANG", "four"} {
		require.NoError(t, os.WriteFile(filepath.Join(in, fmt.Sprintf("%d.txt", i)), []byte(text), 0o666))
	}
	var stderr bytes.Buffer
	c := gongkai(t.Context(), t, "extract", "--timeout", "1h", "--workers", "1", "--out", out, in)
	c.Stderr = &stderr
	require.NoError(t, c.Start())
	require.Eventually(t, func() bool { // before, a signal would find nobody who minds it
		begun, err := os.ReadDir(out)
		return err == nil && len(begun) > 0
	}, time.Minute, 5*time.Millisecond)
	time.Sleep(500 * time.Millisecond) // two documents and the hang; fewer on a machine that is busy
	require.NoError(t, c.Process.Signal(os.Interrupt))
	_ = c.Wait() // its status follows
	require.Equal(t, 130, c.ProcessState.ExitCode(), stderr.String())
	require.Contains(t, stderr.String(), "give the same command again")
	require.NoError(t, os.WriteFile(filepath.Join(in, "2.txt"), []byte("three"), 0o666))
	c = gongkai(t.Context(), t, "extract", "--out", out, in)
	_ = c.Run() // these are no reports
	b, err := os.ReadFile(filepath.Join(out, "quarantine.jsonl"))
	require.NoError(t, err)
	require.Equal(t, 4, bytes.Count(b, []byte("\n")))
}
