package narrative

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/extract/form"
	"gongkai/internal/sample"
	"gongkai/record"
)

// sampled is a generated report as a perfect reader would record it.
func sampled(s *sample.Report) *record.Record {
	r := &record.Record{Generation: s.Generation, Report: record.Report{Organ: s.Organ, Year: s.Year, Scope: s.Scope}}
	for _, c := range form.Get(s.Generation).Cells {
		v, ok := s.Values[c.Path]
		state := record.Printed
		switch {
		case !ok:
			state = record.Absent
		case v.IsNull():
			state = record.Blank
		}
		r.Cells = append(r.Cells, record.Cell{Path: c.Path, Value: v, State: state})
	}
	for _, x := range s.Sections {
		r.Sections = append(r.Sections, record.Section{Key: x.Key, Text: strings.Join(x.Paragraphs, "\n")})
	}
	return r
}

// Of generated reports, whose figures are known, every figure is found, in its
// sense, and none is held against a table that bears it out.
func TestGeneratedReports(t *testing.T) {
	stated, missed := 0, map[string]int{}
	for seed := range uint64(500) {
		s := sample.New(seed, sample.Options{})
		r := sampled(s)
		findings, _, _ := Check(r)
		for _, f := range findings {
			t.Fatalf("seed %d: %s %s", seed, f.Rule, f.Message)
		}
		for _, c := range s.Claims {
			stated++
			want := strings.Join(slices.Sorted(slices.Values(c.Paths)), "+")
			if !slices.ContainsFunc(r.Claims, func(k record.Claim) bool {
				return k.Value.Equal(c.Value) && slices.ContainsFunc(k.Readings, func(x string) bool {
					return strings.Join(slices.Sorted(strings.SplitSeq(x, "+")), "+") == want
				})
			}) {
				missed[c.Sentence+" "+c.Value.String()+" "+want]++
			}
		}
	}
	require.Greater(t, stated, 500)
	require.Empty(t, missed)
}
