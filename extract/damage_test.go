package extract_test

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/check"
	"gongkai/extract"
	"gongkai/extract/medium"
	"gongkai/internal/sample"
	"gongkai/record"

	"github.com/stretchr/testify/require"
)

var (
	seeds = flag.Int("seeds", 6, "generated reports for each form, medium and damage")
	only  = flag.String("damage", "", "only this damage, each cell that is not right printed")
)

// outcome counts cells as tools/score.py does.
type outcome struct{ right, missed, flagged, silent, lost int }

func (o *outcome) add(p outcome) {
	o.right += p.right
	o.missed += p.missed
	o.flagged += p.flagged
	o.silent += p.silent
	o.lost += p.lost
}

// score compares a record with the true values. A wrong number is silent if it
// is stated as printed and no finding names it.
func score(rec *record.Record, want map[string]record.Number, say func(string)) (o outcome) {
	named := map[string]bool{}
	for _, f := range rec.Findings {
		for _, p := range f.Paths {
			named[p] = true
		}
	}
	got := map[string]*record.Cell{}
	for i := range rec.Cells {
		if rec.Cells[i].State != record.Absent {
			got[rec.Cells[i].Path] = &rec.Cells[i]
		}
	}
	judge := func(path string, w record.Number, listed bool) {
		c := got[path]
		var have record.Number
		state := record.Absent
		if c != nil {
			have, state = c.Value, c.State
		}
		switch {
		case have.IsNull() && w.IsNull(), have.Equal(w):
			if listed {
				o.right++
			}
			return
		case have.IsNull():
			o.missed++
		case state == record.Inferred || state == record.Unreadable || named[path]:
			o.flagged++
		default:
			o.silent++
			say("SILENT")
		}
		say(fmt.Sprintf("%s: want %v, have %v (%s)", path, w, have, state))
	}
	for path, w := range want {
		judge(path, w, true)
	}
	for path := range got {
		if _, ok := want[path]; !ok {
			judge(path, record.Number{}, false)
		}
	}
	return o
}

// media in which sample can write a report.
var writers = []struct {
	name  string
	write func(*sample.Report) []byte
}{
	{"text", (*sample.Report).Text}, {"spaced", (*sample.Report).SpacedText}, {"lines", (*sample.Report).LineText},
	{"markdown", (*sample.Report).Markdown}, {"html", (*sample.Report).HTML}, {"docx", (*sample.Report).DOCX}, {"doc", (*sample.Report).DOC},
	{"drawn", (*sample.Report).DrawnText}, {"bars", pageText("bars")}, {"padded", pageText("padded")}, {"cell_bars", pageText("cell_bars")},
	{"bar_lines", pageText("bar_lines")}, {"lone_pads", pageText("lone_pads")},
	{"open_bars", pageText("open_bars")}, {"gaps", pageText("gaps")},
}

func pageText(style string) func(*sample.Report) []byte {
	return func(r *sample.Report) []byte { return r.PageText(style) }
}

// TestNoDamageMakesASilentError reads reports with every kind of damage in every
// medium. What cannot be read must be said; what is said to be printed must be
// right.
func TestNoDamageMakesASilentError(t *testing.T) {
	kinds := append([]sample.Kind{{Damage: ""}}, sample.Damages...)
	var table strings.Builder
	fmt.Fprintf(&table, "%-20s %-9s %8s %8s %8s %8s\n", "damage", "medium", "right", "missed", "flagged", "silent")
	for _, k := range kinds {
		if *only != "" && string(k.Damage) != *only {
			continue
		}
		for _, w := range writers {
			name := w.name
			if name == "spaced" || name == "lines" || name == "drawn" || slices.Contains(sample.PageTexts, name) {
				name = "text"
			}
			if k.Media != nil && !slices.Contains(k.Media, name) {
				continue
			}
			var sum outcome
			for _, gen := range []string{"2019", "2021"} {
				for seed := range *seeds {
					sum.add(one(t, w.name, w.write, gen, uint64(seed), k.Damage))
				}
			}
			fmt.Fprintf(&table, "%-20s %-9s %8d %8d %8d %8d\n", k.Damage, w.name, sum.right, sum.missed, sum.flagged, sum.silent)
			if sum.silent > 0 || sum.lost > 0 {
				t.Errorf("%s in %s: %d silent, %d lost", k.Damage, w.name, sum.silent, sum.lost)
			}
			if k.Damage == "" && sum.right == 0 || k.Damage == "" && sum.missed+sum.flagged > 0 {
				t.Errorf("a sound report in %s: %+v", w.name, sum)
			}
		}
	}
	t.Log("\n" + table.String())
}

func one(t *testing.T, name string, write func(*sample.Report) []byte, gen string, seed uint64, d sample.Damage) outcome {
	opt := sample.Options{Generation: gen}
	if d != "" {
		opt.Damage = []sample.Damage{d}
	}
	r := sample.New(seed, opt)
	rec, err := extract.Extract(context.Background(), "x", "x", write(r), extract.Options{Limits: medium.DefaultLimits})
	if err != nil {
		if *only != "" {
			t.Logf("%s %s seed %d: %v", name, gen, seed, err)
		}
		return outcome{missed: len(r.Values)}
	}
	check.Record(rec)
	require.NotNil(t, rec)
	say := func(s string) {
		if *only != "" {
			t.Logf("%s %s seed %d: %s", name, gen, seed, s)
		}
	}
	return score(rec, r.Values, say)
}
