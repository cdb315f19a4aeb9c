package check

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/record"
)

func TestReviewsSurviveARunAndAMove(t *testing.T) {
	e := example{Organ: "某县人民政府", Cells: nil}
	r := e.record(t)
	r.Findings = []record.Finding{
		{Rule: "T01", Paths: []string{"a", "b"}, Left: record.Int(1), Right: record.Int(2), Message: "one"},
		{Rule: "T02", Paths: []string{"a", "b"}, Left: record.Int(1), Right: record.Int(2), Message: "two"},
		{Rule: "R11", At: []string{"p1"}}, {Rule: "R11", At: []string{"p2"}},
	}
	var none *Baseline
	d := none.Draft([]*record.Record{r})
	require.Len(t, d.Reviews, 4)
	d.Reviews[1].Status, d.Reviews[1].Reason = Dismissed, "口径不同: # 见说明"
	var b bytes.Buffer
	require.NoError(t, d.Write(&b))

	again, err := ReadBaseline(&b)
	require.NoError(t, err)
	r.Source.Name, r.Findings[1].Message, r.Findings[1].At = "moved.pdf", "other words", []string{"p9"}
	require.Equal(t, Open, again.Of(r, r.Findings[0]).Status)
	require.Equal(t, Dismissed, again.Of(r, r.Findings[1]).Status)
	require.Equal(t, "口径不同: # 见说明", again.Of(r, r.Findings[1]).Reason)
	r.Findings[1].Right = record.Int(3)
	require.Equal(t, Open, again.Of(r, r.Findings[1]).Status, "another number is another finding")
	require.Len(t, again.Draft([]*record.Record{r}).Reviews, 5, "a review whose finding is gone is kept")
}

func TestABaselineSaysWhichEntryIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		"- fingerprint: a\n  status: done\n":                                   "entry 1: status",
		"- fingerprint: a\n  status: dismissed\n":                              "entry 1: say in reason",
		"- status: open\n":                                                     "entry 1 has no fingerprint",
		"- {fingerprint: a, status: open}\n- {fingerprint: a, status: open}\n": "entry 2: fingerprint a stands there twice",
		"- {fingerprint: a, stat: open}\n":                                     "stat",
	} {
		_, err := ReadBaseline(strings.NewReader(text))
		require.ErrorContains(t, err, want)
	}
	b, err := ReadBaseline(strings.NewReader(""))
	require.NoError(t, err)
	require.Empty(t, b.Reviews)
}

func TestPartsAreReadWithAndWithoutAHeading(t *testing.T) {
	m, err := ReadParts(strings.NewReader("\ufeffregion,part\n某县,甲镇\n某县, 乙镇\n"))
	require.NoError(t, err)
	require.Equal(t, map[string][]string{"某县": {"甲镇", "乙镇"}}, m)
	m, err = ReadParts(strings.NewReader("某县,甲镇\n"))
	require.NoError(t, err)
	require.Len(t, m["某县"], 1)
	_, err = ReadParts(strings.NewReader("某县,甲镇\n某县\n"))
	require.ErrorContains(t, err, "line 2")
}
