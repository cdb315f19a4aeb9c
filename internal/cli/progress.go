package cli

import (
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"gongkai/internal/batch"
)

// progress tells people, or a log, how a run goes: failures as they come, a bar
// at a terminal, and one table at the end. All of it on stderr.
type progress struct {
	e     *env
	tally tally
	begun time.Time
	bar   *progressbar.ProgressBar
	log   *slog.Logger // --log-format json
	quiet bool
	said  int // failures told so far
}

type tally struct{ batch.Tally }

// toldFailures is how many failures are told one by one; all are in the output.
const toldFailures = 20

func newProgress(e *env, o *reading, documents int) *progress {
	r := &progress{e: e, begun: time.Now(), quiet: o.quiet}
	switch {
	case o.logFormat == "json":
		r.log = slog.New(slog.NewJSONHandler(e.err, nil))
	case !o.quiet && isTerminal(e.err) && documents > 1:
		r.bar = progressbar.NewOptions(documents, progressbar.OptionSetWriter(e.err), progressbar.OptionShowCount(), progressbar.OptionShowIts(),
			progressbar.OptionSetItsString(e.say("documents")), progressbar.OptionSetPredictTime(true), progressbar.OptionClearOnFinish(),
			progressbar.OptionThrottle(200*time.Millisecond), progressbar.OptionSetWidth(20))
	}
	return r
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// Line counts a document and tells its failure.
func (r *progress) Line(d batch.Done) error {
	r.tally.Add(d)
	if r.bar != nil {
		_ = r.bar.Add(1) // a bar that cannot be drawn is no reason to stop
		if r.tally.Failed() > 0 {
			r.bar.Describe(r.e.say("bar_failed", r.tally.Failed()))
		}
	}
	if d.Code == "" {
		return nil
	}
	r.said++
	switch {
	case r.log != nil:
		r.log.Warn("failure", "path", d.Input.Path, "code", d.Code, "message", d.Message)
	case r.quiet:
	case r.said <= toldFailures:
		r.clear()
		_, _ = fmt.Fprintf(&plain{w: r.e.err}, "%s: %s: %s\n", d.Input.Path, d.Code, d.Message)
	case r.said == toldFailures+1:
		r.clear()
		r.e.note("more_failures")
	}
	return nil
}

func (r *progress) clear() {
	if r.bar != nil {
		_ = r.bar.Clear() // as above
	}
}

// close takes the bar away.
func (r *progress) close() {
	if r.bar != nil {
		_ = r.bar.Finish() // as above
	}
}

// end tells the whole in one table.
func (r *progress) end() {
	r.close()
	t, took := &r.tally, time.Since(r.begun)
	rate := float64(t.Documents) / max(took.Seconds(), 1e-9)
	if r.log != nil {
		r.log.Info("done", "documents", t.Documents, "records", t.Records, "failures", t.Failures, "findings", t.Findings,
			"duplicates", t.Duplicates, "kept", t.Kept, "seconds", took.Seconds())
		return
	}
	if r.quiet {
		return
	}
	e := r.e
	w := tabwriter.NewWriter(e.err, 0, 0, 2, ' ', 0)
	row := func(key string, value any) { _, _ = fmt.Fprintf(w, "%s\t%v\n", e.say("sum."+key), value) }
	row("documents", t.Documents)
	row("records", t.Records)
	for _, code := range slices.Sorted(maps.Keys(t.Failures)) {
		_, _ = fmt.Fprintf(w, "%s %s\t%d\n", e.say("sum.failed"), code, t.Failures[code])
	}
	row("findings", e.say("sum.severities", t.Findings.Error, t.Findings.Warning, t.Findings.Info))
	row("duplicates", t.Duplicates)
	if t.Kept > 0 {
		row("kept", t.Kept)
	}
	row("time", e.say("sum.rate", took.Round(time.Millisecond), rate))
	_ = w.Flush() // what cannot be written to stderr can be told nobody
}

// status is the exit status that the counts ask for.
func (t *tally) status(failOn string) error {
	switch {
	case t.Documents > 0 && t.Records == 0:
		return &exit{status: statusNothing}
	case t.Failed() > 0:
		return &exit{status: statusSome}
	case t.Findings.AtLeast(failOn) > 0:
		return &exit{status: statusFindings}
	}
	return nil
}
