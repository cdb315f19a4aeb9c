package medium

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/extract/pdf"
	"gongkai/record"
)

func glyphs(n int, text string, hidden bool) (out []pdf.Glyph) {
	for i := range n {
		x := float64(i%40) * 10
		y := float64(i/40) * 20
		out = append(out, pdf.Glyph{Text: text, X0: x, Y0: y, X1: x + 10, Y1: y + 10, Size: 10, Baseline: y + 9, Hidden: hidden})
	}
	return out
}

func TestReadablePDF(t *testing.T) {
	scan := pdf.Page{Width: 595, Height: 842, Images: 1, ImageArea: 1}
	layered, numbered := scan, scan
	layered.Glyphs = glyphs(500, "字", true)
	numbered.Glyphs = glyphs(5, "1", false)
	words := pdf.Page{Width: 595, Height: 842, Glyphs: glyphs(500, "字", false)}
	stamped := words
	stamped.Images, stamped.ImageArea = 1, .5
	riddle := pdf.Page{Width: 595, Height: 842, Glyphs: append(glyphs(200, "\uFFFD", false), glyphs(200, "1", false)...)}
	dotted := pdf.Page{Width: 595, Height: 842, Glyphs: append(glyphs(3, "\uE004", false), glyphs(200, "字", false)...)}
	for name, c := range map[string]struct {
		doc  pdf.Document
		want record.Code
	}{
		"words":            {pdf.Document{Pages: []pdf.Page{words}}, ""},
		"stamped":          {pdf.Document{Pages: []pdf.Page{stamped}}, ""},
		"annex scanned":    {pdf.Document{Pages: []pdf.Page{words, scan}}, ""},
		"private bullets":  {pdf.Document{Pages: []pdf.Page{dotted}}, ""},
		"scans":            {pdf.Document{Pages: []pdf.Page{scan, numbered}}, record.Scanned},
		"recognised layer": {pdf.Document{Pages: []pdf.Page{layered, layered}}, record.Scanned},
		"no known font":    {pdf.Document{Pages: []pdf.Page{riddle}}, record.Undecodable},
		"broken fonts":     {pdf.Document{Damaged: true, Pages: []pdf.Page{riddle}}, record.Damaged},
		"blank":            {pdf.Document{Pages: []pdf.Page{{Width: 9, Height: 9}}}, record.Empty},
		"broken and blank": {pdf.Document{Damaged: true, Pages: []pdf.Page{{Width: 9, Height: 9}}}, record.Damaged},
	} {
		err := readable(&c.doc)
		if c.want == "" {
			require.NoError(t, err, name)
			continue
		}
		var coded *record.CodedError
		require.True(t, errors.As(err, &coded), "%s: %v", name, err)
		require.Equal(t, c.want, coded.Code, name)
	}
}

func TestDropLayers(t *testing.T) {
	d := &pdf.Document{Pages: []pdf.Page{{Glyphs: glyphs(3, "1", false)}, {Glyphs: append(glyphs(2, "1", false), glyphs(4, "7", true)...)}}}
	require.Equal(t, []int{2}, dropLayers(d))
	require.Len(t, d.Pages[0].Glyphs, 3)
	require.Equal(t, glyphs(2, "1", false), d.Pages[1].Glyphs)
}

// What a reader of the record must know of the reading is noted.
func TestPDFNotes(t *testing.T) {
	words := pdf.Page{Width: 595, Height: 842, Glyphs: append(glyphs(200, "字", false), glyphs(2, "\uFFFD", false)...)}
	words.Askew = glyphs(43, "样", false) // forty on a line, and three on the next
	scan := pdf.Page{Width: 595, Height: 842, Images: 1, ImageArea: 1}
	require.Equal(t, strings.Repeat("样", 40)+" | 样样样", askew(&words))
	data, err := os.ReadFile("../../../shared/pdf/bad-noeof.pdf")
	if err != nil {
		t.Skip("no ../shared here: its samples are tested where it is")
	}
	doc, err := Read(context.Background(), data, DefaultLimits)
	require.NoError(t, err)
	require.Equal(t, "damaged", doc.Notes[0].Kind)
	require.Equal(t, "native", doc.Engine)
	require.Equal(t, 3, doc.Pages)
	kinds := map[string]int{}
	describe(doc, &pdf.Document{Pages: []pdf.Page{words, scan}})
	for _, n := range doc.Notes {
		kinds[n.Kind]++
	}
	require.Equal(t, map[string]int{"damaged": 1, "fallback": 1, "dropped": 1, "picture": 1}, kinds)
}

// The samples that cannot be read, each by its kind.
func TestRefusedPDFs(t *testing.T) {
	for pattern, want := range map[string]record.Code{
		"scan-*": record.Scanned, "*-needspw": record.Encrypted, "*-notounicode": record.Undecodable, "bad-bomb": record.TooLarge,
		"bad-pageloop": record.Damaged, "bad-trunc60": record.Damaged, "bad-formloop": record.Empty,
	} {
		files, err := filepath.Glob("../../../shared/pdf/" + pattern + ".pdf")
		require.NoError(t, err)
		if len(files) == 0 {
			t.Skip("no ../shared here: its samples are tested where it is")
		}
		for _, name := range files {
			data, err := os.ReadFile(name)
			require.NoError(t, err)
			_, err = Read(context.Background(), data, DefaultLimits)
			var coded *record.CodedError
			require.True(t, errors.As(err, &coded), "%s: %v", name, err)
			require.Equal(t, want, coded.Code, name)
		}
	}
}
