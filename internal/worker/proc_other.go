//go:build !linux

package worker

import (
	"os"
	"os/exec"
	"runtime/metrics"
	"time"
)

func ownGroup(*exec.Cmd) {}

func startTied(cmd *exec.Cmd) error { return cmd.Start() }

func killGroup(cmd *exec.Cmd) { _ = cmd.Process.Kill() } // it may be gone already

// resident is not known here; the worker watches itself.
func resident(int) int64 { return 0 }

// watchMemory ends the process when it holds more than the limit.
func watchMemory(limit int64) {
	go func() {
		s := [1]metrics.Sample{{Name: "/memory/classes/total:bytes"}}
		for range time.Tick(20 * time.Millisecond) {
			if metrics.Read(s[:]); int64(s[0].Value.Uint64()) > limit {
				_, _ = os.Stderr.WriteString(overMemory + "\n") // the parent reads it
				os.Exit(2)
			}
		}
	}()
}
