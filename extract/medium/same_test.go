package medium_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"gongkai/extract/grid"
	"gongkai/extract/medium"
	"gongkai/internal/sample"
)

// rows are the texts of every row that prints more than one cell, blank cells
// and white space left out: what a table says in any medium. Cells of several
// rows and columns count where they begin. A row of one cell is a line between
// tables in text.
func rows(doc *grid.Doc) []string {
	var out []string
	for _, b := range doc.Blocks {
		if b.Grid == nil {
			continue
		}
		at := -1
		for _, c := range b.Grid.Cells {
			text := strings.Join(strings.FieldsFunc(c.Text, func(r rune) bool { return r <= ' ' || r == 0xA0 || r == 0x3000 }), "")
			if text == "" {
				continue
			}
			if c.Row != at {
				at = c.Row
				out = append(out, text)
				continue
			}
			out[len(out)-1] += " " + text
		}
	}
	return slices.DeleteFunc(out, func(s string) bool { return !strings.Contains(s, " ") })
}

// TestSameTables: one report as text, markdown, HTML, DOCX and DOC says the same in
// its tables.
func TestSameTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		markups := []sample.Markup{sample.Plain, sample.WordMarkup, sample.Fonts, sample.Nested, sample.Hidden}
		r := sample.New(rapid.Uint64().Draw(t, "seed"), sample.Options{
			Generation: rapid.SampledFrom([]string{"2019", "2021"}).Draw(t, "generation"),
			Markup:     rapid.SampledFrom(markups).Draw(t, "markup"),
		})
		var want []string
		for _, m := range sample.Media {
			doc, err := medium.Read(context.Background(), r.Write(m), medium.DefaultLimits)
			require.NoError(t, err)
			require.Equal(t, m, doc.Medium)
			got := rows(doc)
			require.Greater(t, len(got), 30)
			if want == nil {
				want = got
			}
			require.Equal(t, want, got, m)
		}
	})
}

// TestSpacedTables: runs of spaces for tabs leave every row with figures whole.
func TestSpacedTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := sample.New(rapid.Uint64().Draw(t, "seed"), sample.Options{})
		tabs, err := medium.Read(context.Background(), r.Text(), medium.DefaultLimits)
		require.NoError(t, err)
		spaces, err := medium.Read(context.Background(), r.SpacedText(), medium.DefaultLimits)
		require.NoError(t, err)
		for _, b := range spaces.Blocks {
			require.True(t, b.Grid == nil || b.Grid.Loose)
		}
		loose := rows(spaces)
		for _, row := range rows(tabs) {
			if strings.ContainsAny(row, "0123456789") {
				require.Contains(t, loose, row)
			}
		}
	})
}

// TestSameGrid: spans included, HTML, DOCX and DOC make the same grid.
func TestSameGrid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := sample.New(rapid.Uint64().Draw(t, "seed"), sample.Options{Markup: sample.Plain})
		var want []*grid.Grid
		for _, m := range []string{"html", "docx", "doc"} {
			doc, err := medium.Read(context.Background(), r.Write(m), medium.DefaultLimits)
			require.NoError(t, err)
			var got []*grid.Grid
			for _, b := range doc.Blocks {
				if b.Grid != nil {
					got = append(got, b.Grid)
				}
			}
			if want == nil {
				want = got
				continue
			}
			require.Equal(t, len(want), len(got))
			for i := range want {
				require.Equal(t, [2]int{want[i].Rows, want[i].Cols}, [2]int{got[i].Rows, got[i].Cols})
				require.Equal(t, len(want[i].Cells), len(got[i].Cells))
				for k := range want[i].Cells {
					a, b := want[i].Cells[k], got[i].Cells[k]
					a.Text, b.Text = strings.Trim(a.Text, "\u00A0\u3000 "), strings.Trim(b.Text, "\u00A0\u3000 ")
					require.Equal(t, a, b)
				}
			}
		}
	})
}
