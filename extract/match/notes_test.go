package match

import (
	"context"
	"testing"

	"gongkai/extract/grid"
	"gongkai/extract/medium"
	"gongkai/internal/sample"
	"gongkai/record"

	"github.com/stretchr/testify/require"
)

// What may stand on a page that is a picture is not said to be absent.
func TestPagesThatArePictures(t *testing.T) {
	of := func(pictures []int, keep func(*grid.Grid) bool) *record.Record {
		doc, err := medium.Read(context.Background(), sample.New(3, sample.Options{Generation: "2021", Markup: sample.Plain}).HTML(), medium.DefaultLimits)
		require.NoError(t, err)
		kept := &grid.Doc{Medium: "pdf", Pages: 9}
		for _, b := range doc.Blocks {
			if b.Grid != nil {
				if !keep(b.Grid) {
					continue
				}
				for i := range b.Grid.Cells {
					b.Grid.Cells[i].Pos.Page = 3
				}
			}
			kept.Blocks = append(kept.Blocks, b)
		}
		for _, p := range pictures {
			kept.Notes = append(kept.Notes, grid.Note{Kind: "picture", Pos: grid.Pos{Page: p}})
		}
		rec, err := Record(context.Background(), kept)
		require.NoError(t, err)
		return rec
	}
	all := func(*grid.Grid) bool { return true }
	notRequests := func(g *grid.Grid) bool { return g.Cols != 10 }
	named := func(rec *record.Record) map[string]bool {
		out := map[string]bool{}
		for _, f := range rec.Findings {
			if f.Rule == "R05" {
				for _, p := range f.Paths {
					out[p] = true
				}
			}
		}
		return out
	}

	rec := of([]int{4, 5, 6, 7, 8}, notRequests)
	require.True(t, has(rec, "R05"))
	require.Len(t, named(rec), 175)
	require.Equal(t, record.Unreadable, rec.Cell("requests.granted.total").State)
	require.Equal(t, "p4", rec.Cell("requests.granted.total").At)
	for _, f := range rec.Findings {
		if f.Rule == "R05" {
			require.Equal(t, []string{"p4", "p5", "p6", "p7", "p8"}, f.At)
		}
	}
	require.Empty(t, named(of([]int{4}, all)))
	require.Equal(t, record.Absent, of(nil, notRequests).Cell("requests.granted.total").State)
}
