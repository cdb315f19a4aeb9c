package pdfium

import (
	"context"
	"errors"
	"math"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"gongkai/extract/pdf"
	"gongkai/record"
)

// collection draws identifiers of Adobe-GB1, with nothing else to tell what
// they mean, and "\x01" in a font that tells nothing at all. It has no table of
// objects: both engines look for them.
const collection = `%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R/G 7 0 R>>>>>> endobj
4 0 obj <</Length 111>> stream
1 w 10 40 m 110 40 l S BT /F 10 Tf 20 50 Td <03ac0f0c> Tj <00120013> Tj /G 10 Tf 0 -20 Td (1\001) Tj ET       
endstream endobj
5 0 obj <</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/Identity-H/DescendantFonts[6 0 R]>> endobj
6 0 obj <</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500]/FontDescriptor 8 0 R>> endobj
7 0 obj <</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+X/FirstChar 1/LastChar 49/Encoding/WinAnsiEncoding/FontDescriptor<</Type/FontDescriptor/FontName/ABCDEF+X/Flags 4/FontFile2 4 0 R>>>> endobj
8 0 obj <</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/Ascent 752/Descent -271/StemV 58/ItalicAngle 0/CapHeight 737>> endobj
trailer <</Root 1 0 R/Size 9>>
`

// The engine fills in what a published collection tells, and its guesses at
// other fonts are not taken.
func TestHeal(t *testing.T) {
	first, err := pdf.Read(context.Background(), []byte(collection), pdf.DefaultLimits)
	require.NoError(t, err)
	require.Equal(t, "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD", text(&first.Pages[0]))
	require.Equal(t, 4, first.Curable())
	second, err := Read(context.Background(), []byte(collection), pdf.DefaultLimits)
	require.NoError(t, err)
	require.Equal(t, "pdfium", second.Engine)
	require.Len(t, second.Pages[0].Rules, 1)
	require.InDelta(t, 60, second.Pages[0].Rules[0].Y0, .01)
	require.Equal(t, 4, first.Heal(second))
	require.Equal(t, "pdfium", first.Engine)
	require.Equal(t, "啊锡12\uFFFD\uFFFD", text(&first.Pages[0]))
}

func text(p *pdf.Page) (s string) {
	for _, g := range p.Glyphs {
		s += g.Text
	}
	return s
}

// Two engines that know nothing of each other see the same characters and lines
// at the same places.
func TestAgree(t *testing.T) {
	for _, name := range []string{"corpus/huaian-2024", "pdf/lodocx-wqy", "pdf/chromium-wqy", "pdf/pike-lodocx-wqy-rotcontent"} {
		data, err := os.ReadFile("../../../../shared/" + name + ".pdf")
		if err != nil {
			t.Skip("no ../shared here: its samples are tested where it is")
		}
		a, err := pdf.Read(context.Background(), data, pdf.DefaultLimits)
		require.NoError(t, err)
		b, err := Read(context.Background(), data, pdf.DefaultLimits)
		require.NoError(t, err)
		require.Len(t, b.Pages, len(a.Pages))
		for i := range a.Pages {
			p, q := &a.Pages[i], &b.Pages[i]
			require.Len(t, q.Glyphs, len(p.Glyphs), name)
			require.Len(t, q.Rules, len(p.Rules), name)
			for _, g := range p.Glyphs {
				require.True(t, has(q, g), "%s page %d: %+v", name, i+1, g)
			}
			for k, r := range p.Rules {
				require.InDelta(t, 0, math.Abs(r.X0-q.Rules[k].X0)+math.Abs(r.Y0-q.Rules[k].Y0)+math.Abs(r.X1-q.Rules[k].X1)+math.Abs(r.Y1-q.Rules[k].Y1), .1)
			}
		}
	}
}

func has(p *pdf.Page, g pdf.Glyph) bool {
	for _, h := range p.Glyphs {
		if h.Text == g.Text && math.Abs(h.X0-g.X0) < .5 && math.Abs(h.X1-g.X1) < .5 && math.Abs(h.Baseline-g.Baseline) < .5 {
			return true
		}
	}
	return false
}

func TestRefusals(t *testing.T) {
	code := func(ctx context.Context, data []byte) record.Code {
		_, err := Read(ctx, data, pdf.DefaultLimits)
		var coded *record.CodedError
		require.True(t, errors.As(err, &coded), "%v", err)
		return coded.Code
	}
	require.Equal(t, record.Damaged, code(context.Background(), []byte("%PDF-1.4 and nothing more")))
	require.Equal(t, record.TooLarge, code(context.Background(), make([]byte, maxBytes+1)))
	require.NoError(t, Start(context.Background()))
	late, cancel := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	defer cancel()
	require.Equal(t, record.Timeout, code(late, []byte(collection)))
}
