package extract_test

import (
	"bytes"
	"context"
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

// A file that holds the reports of two organs, one behind the other, is read as
// the first of them: no row of the second stands for one of the first.
func TestTwoReportsInOneFileAreNotMixed(t *testing.T) {
	for _, w := range writers {
		if w.name == "docx" {
			continue
		}
		for seed := range uint64(4) {
			opt := sample.Options{Generation: "2021", Size: sample.Middle}
			a, b := sample.New(seed, opt), sample.New(seed+50, opt)
			data := slices.Concat(w.write(a), []byte("\n\n"), w.write(b))
			rec, err := extract.Extract(context.Background(), "x", "x", data, extract.Options{Limits: medium.DefaultLimits})
			require.NoError(t, err)
			check.Record(rec)
			o := score(rec, a.Values, func(s string) { t.Logf("%s seed %d: %s", w.name, seed, s) })
			require.Zero(t, o.silent, "%s seed %d: %+v", w.name, seed, o)
			require.Equal(t, 200, o.right, "%s seed %d: %+v", w.name, seed, o)
		}
	}
}

// Where a document prints its tables twice, and not with the same figures, print
// does not say which is right: neither is taken, and both places are named.
func TestCopiesThatContradictAreNotTaken(t *testing.T) {
	tables := map[string]int{}
	for seed := range uint64(8) {
		a := sample.New(seed, sample.Options{Generation: "2021", Size: sample.Middle})
		first := a.Markdown()
		second := first
		changed := map[string]string{}
		for k, path := range a.Paths() {
			before, after := fmt.Sprintf("| %s |", a.Raw[path]), fmt.Sprintf("| %s7 |", a.Raw[path])
			if k%4 == 0 && bytes.Count(first, []byte(before)) == 1 && len(changed) < 6 {
				second = bytes.Replace(second, []byte(before), []byte(after), 1)
				changed[path] = a.Raw[path]
				tables[strings.SplitN(path, ".", 2)[0]]++
			}
		}
		rec, err := extract.Extract(context.Background(), "x", "x", slices.Concat(first, []byte("\n\n"), second), extract.Options{Limits: medium.DefaultLimits})
		require.NoError(t, err)
		for _, c := range rec.Cells {
			was, ok := changed[c.Path]
			if !ok {
				require.Equal(t, a.Values[c.Path], c.Value, c.Path)
				continue
			}
			require.Equal(t, record.Unreadable, c.State, "seed %d %s", seed, c.Path)
			require.True(t, c.Value.IsNull(), c.Path)
			require.Equal(t, was+" … "+was+"7", c.Raw)
			require.Regexp(t, `^\S+ t\d+ r\d+ c\d+: `+was+`; \S+ t\d+ r\d+ c\d+: `+was+`7$`, c.Note)
			require.True(t, slices.ContainsFunc(rec.Findings, func(f record.Finding) bool {
				return f.Rule == "R09" && slices.Contains(f.Paths, c.Path) && len(f.At) >= 2
			}), c.Path)
		}
	}
	require.NotZero(t, tables["proactive"])
	require.NotZero(t, tables["requests"])
}

// A row whose blank cells collapsed is read by its sums; another copy of the
// table that prints the row whole, and otherwise, is believed no less.
func TestACopyContradictsWhatTheSumsDecided(t *testing.T) {
	read := func(data []byte) *record.Record {
		rec, err := extract.Extract(context.Background(), "x", "x", data, extract.Options{Limits: medium.DefaultLimits})
		require.NoError(t, err)
		return rec
	}
	tried := 0
	for seed := range uint64(20) {
		damaged := sample.New(seed, sample.Options{Generation: "2021", Size: sample.Middle, Damage: []sample.Damage{sample.BlankZeros, sample.CollapsedBlanks}})
		whole := sample.New(seed, sample.Options{Generation: "2021", Size: sample.Middle, Damage: []sample.Damage{sample.BlankZeros}})
		first, second := damaged.Markdown(), whole.Markdown()
		for _, c := range read(first).Cells {
			before := []byte("| " + c.Raw + " |")
			if c.State != record.Inferred || c.Value.IsNull() || bytes.Count(second, before) != 1 {
				continue
			}
			tried++
			same := read(slices.Concat(first, []byte("\n\n"), second)).Cell(c.Path)
			require.Equal(t, record.Inferred, same.State, "seed %d %s", seed, c.Path)
			other := read(slices.Concat(first, []byte("\n\n"), bytes.Replace(second, before, []byte("| "+c.Raw+"7 |"), 1)))
			require.Equal(t, record.Unreadable, other.Cell(c.Path).State, "seed %d %s", seed, c.Path)
			require.True(t, slices.ContainsFunc(other.Findings, func(f record.Finding) bool { return f.Rule == "R09" && slices.Contains(f.Paths, c.Path) }))
		}
	}
	require.NotZero(t, tried)
}
