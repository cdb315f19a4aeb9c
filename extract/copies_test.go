package extract_test

import (
	"context"
	"slices"
	"testing"

	"gongkai/check"
	"gongkai/extract"
	"gongkai/extract/medium"
	"gongkai/internal/sample"

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
		}
	}
}
