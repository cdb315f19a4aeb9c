package pdf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestText(t *testing.T) {
	p := firstPage(t, onePage("BT /F 10 Tf 1 0 0 1 20 60 Tm (1) Tj 12 TL T* (2) Tj 10 -5 Td (3) Tj [(4) -1000 (5)] TJ 2 Tc (67) Tj ET"))
	require.Equal(t, "1234567", p.text())
	near(t, p.Glyphs[0], "1", 20, 40) // y from the top
	near(t, p.Glyphs[1], "2", 20, 52)
	near(t, p.Glyphs[2], "3", 30, 57)
	near(t, p.Glyphs[3], "4", 35.56, 57)
	near(t, p.Glyphs[4], "5", 51.12, 57)
	near(t, p.Glyphs[6], "7", 56.68+5.56+2, 57)
}

func TestTextState(t *testing.T) {
	p := firstPage(t, onePage(`q 2 0 0 2 10 0 cm BT /F 5 Tf 200 Tz 3 Ts 10 10 Td (1) Tj ( ) Tj 10 Tw (2 3) Tj ET Q BT /F 10 Tf 5 5 Td (4) ' 1 2 (5) " ET`))
	g := p.Glyphs[0]
	near(t, g, "1", 30, 100-26)
	require.InDelta(t, 10, g.Size, .01)
	require.InDelta(t, 30+5.56*2, g.X1, .01)
	require.Equal(t, "1 2 345", p.text())
}

func TestHiddenAndRepeated(t *testing.T) {
	p := firstPage(t, onePage("BT /F 10 Tf 20 50 Td (11) Tj .3 0 Td (11) Tj 3 Tr 50 0 Td (8) Tj 0 Tr 0 0 Td (8) Tj 3 Tr 50 0 Td (9) Tj ET"))
	require.Equal(t, "118", p.text())
	require.Len(t, p.Glyphs, 4)
	require.True(t, p.Glyphs[3].Hidden)
}

func TestForms(t *testing.T) {
	b := newBuilder()
	inner := b.stream("/Type/XObject/Subtype/Form/Matrix[1 0 0 1 5 0]", "BT /F 10 Tf 0 0 Td (2) Tj ET") // no Resources: those around it
	outer := b.add("")
	b.objects[outer-1] = fmt.Sprintf("<</Type/XObject/Subtype/Form/Matrix[2 0 0 2 0 0]/Resources<</XObject<</I %d 0 R/Me %d 0 R>>>>/Length 38>>stream\nQ Q q 1 0 0 1 10 10 cm /I Do Q /Me Do  \nendstream", inner, outer)
	b.page(fmt.Sprintf("/Font<</F %s>>/XObject<</O %d 0 R>>", helvetica, outer), "q 1 0 0 1 1 1 cm /O Do Q BT /F 10 Tf 0 0 Td (1) Tj ET", "")
	p := firstPage(t, b.bytes())
	require.Equal(t, "21", p.text())
	near(t, p.Glyphs[0], "2", 31, 79)
	near(t, p.Glyphs[1], "1", 0, 100)
}

func TestInlineImage(t *testing.T) {
	binary := "\x00\xff EI Q BT\x01"
	for _, img := range []string{
		fmt.Sprintf("BI /W %d /H 1 /BPC 8 /CS /G ID %s EI", len(binary), binary),
		"BI /W 9 /H 9 /F /Fl ID \x78\x01 EI\x00\x80 EI",
		"BI /W 4 /H 4 /IM true ID \xff\xff\xff\xff\nEI",
		"BI /W 2 /H 2 /CS [/Indexed /RGB 1 <000000ffffff>] /BPC 8 ID (\\(\\ EI",
	} {
		p := firstPage(t, onePage("q 50 0 0 50 0 0 cm "+img+"\nQ BT /F 10 Tf 20 50 Td (1) Tj ET"))
		require.Equal(t, "1", p.text(), "%q", img)
		near(t, p.Glyphs[0], "1", 20, 50)
		require.Equal(t, 1, p.Images)
		require.InDelta(t, .125, p.ImageArea, .001)
	}
}

func TestRules(t *testing.T) {
	for content, want := range map[string][]Rule{
		"1 w 10 50 m 110 50 l S":           {{10, 50, 110, 50, 1}},
		"0 w 10 50.2 m 110 50 l S":         {{10, 49.9, 110, 49.9, .1}},
		"10 10 100 .5 re f":                {{10, 89.75, 110, 89.75, .5}},
		"10 10 .5 50 re f*":                {{10.25, 40, 10.25, 90, .5}},
		"10 10 100 50 re f":                nil, // shading
		"10 10 m 90 70 l S":                nil, // aslant
		"10 10 20 20 re n":                 nil, // only clips
		"1 w 10 10 20 30 re S":             {{10, 90, 30, 90, 1}, {30, 60, 30, 90, 1}, {10, 60, 30, 60, 1}, {10, 60, 10, 90, 1}},
		"10 10 1 1 re f":                   {{10, 89.5, 11, 89.5, 1}, {10.5, 89, 10.5, 90, 1}},
		"40 w 50 50 m 50 51 l S":           {{30, 49.5, 70, 49.5, 1}},
		"30 w 10 50 m 110 50 l S":          nil, // as good as a shading
		"10 10 m 20 40 30 40 40 10 c S":    nil,
		"10 10 80 40 re 11 11 78 38 re f*": {{10, 89.5, 90, 89.5, 1}, {10, 50.5, 90, 50.5, 1}, {10.5, 50, 10.5, 90, 1}, {89.5, 50, 89.5, 90, 1}},
		"q 100 0 0 1 10 10 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00\nEI Q": {{10, 89.5, 110, 89.5, 1}},
		"q 0 1 -1 0 50 10 cm 1 w 0 0 m 30 0 l S Q":                      {{50, 60, 50, 90, 1}},
		"1 w -50 50 m 300 50 l S":                                       {{0, 50, 200, 50, 1}},
	} {
		p := firstPage(t, onePage(content))
		require.Len(t, p.Rules, len(want), content)
		for _, w := range want {
			found := false
			for _, r := range p.Rules {
				d := Rule{r.X0 - w.X0, r.Y0 - w.Y0, r.X1 - w.X1, r.Y1 - w.Y1, r.Width - w.Width}
				found = found || max(d.X0, -d.X0, d.Y0, -d.Y0, d.X1, -d.X1, d.Y1, -d.Y1, d.Width, -d.Width) < .01
			}
			require.True(t, found, "%s: %v not in %v", content, w, p.Rules)
		}
	}
}

func TestOptionalContent(t *testing.T) {
	b := newBuilder()
	off, on := b.add("<</Type/OCG/Name(a)>>"), b.add("<</Type/OCG/Name(b)>>")
	either := b.add(fmt.Sprintf("<</Type/OCMD/OCGs[%d 0 R %d 0 R]>>", off, on))
	both := b.add(fmt.Sprintf("<</Type/OCMD/P/AllOn/OCGs[%d 0 R %d 0 R]>>", off, on))
	b.objects[0] = fmt.Sprintf("<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[%d 0 R %d 0 R]/D<</OFF[%d 0 R]>>>>>>", off, on, off)
	form := b.stream(fmt.Sprintf("/Type/XObject/Subtype/Form/OC %d 0 R", off), "BT /F 10 Tf (5) Tj ET")
	b.page(fmt.Sprintf("/Font<</F %s>>/Properties<</A %d 0 R/B %d 0 R/C %d 0 R/D %d 0 R>>/XObject<</X %d 0 R>>", helvetica, off, on, either, both, form),
		"BT /F 10 Tf 20 50 Td /OC /A BDC /Span BMC (1) Tj EMC EMC /OC /B BDC (2) Tj EMC /OC /C BDC (3) Tj EMC /OC /D BDC (4) Tj EMC (6) Tj ET /X Do", "")
	require.Equal(t, "236", firstPage(t, b.bytes()).text())
}

// What is filled into a form's fields is on the page.
func TestAnnotations(t *testing.T) {
	b := newBuilder()
	look := b.stream("/Type/XObject/Subtype/Form/BBox[0 0 20 10]/Resources<</Font<</F "+helvetica+">>>>", "/Tx BMC BT /F 10 Tf 2 1 Td (42) Tj ET EMC")
	on := b.stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F "+helvetica+">>>>", "BT /F 9 Tf (x) Tj ET")
	b.page("", "", fmt.Sprintf(`/Annots[<</Subtype/Widget/Rect[100 40 140 60]/AP<</N %d 0 R>>>><</Subtype/Widget/Rect[10 10 19 19]/AS/Yes/AP<</N<</Yes %d 0 R/Off %d 0 R>>>>>>
		<</Subtype/FreeText/F 2/Rect[0 0 20 10]/AP<</N %d 0 R>>>><</Subtype/Popup/Rect[0 0 20 10]/AP<</N %d 0 R>>>>]`, look, on, look, look, look))
	p := firstPage(t, b.bytes())
	require.Equal(t, "42x", p.text())
	near(t, p.Glyphs[0], "4", 104, 58)
	require.InDelta(t, 20, p.Glyphs[0].Size, .01)
}

// What is filled into a field that the file does not draw is on the page too:
// viewers draw it.
func TestFieldsWithoutALook(t *testing.T) {
	for name, c := range map[string]struct{ annots, text string }{
		"text":     {`<</Subtype/Widget/FT/Tx/V(42)/DA(/F 10 Tf)/Rect[100 40 140 60]>>`, "42"},
		"unicode":  {`<</Subtype/Widget/FT/Tx/V<feff4e008d77>/Rect[100 40 140 60]>>`, "一起"},
		"parent":   {`<</Subtype/Widget/Parent<</FT/Tx/V(7)/DA(/F 8 Tf)>>/Rect[100 40 140 60]>>`, "7"},
		"lines":    {`<</Subtype/Widget/FT/Tx/V(1\r2\r\n3)/Rect[100 20 140 80]>>`, "123"},
		"list":     {`<</Subtype/Widget/FT/Ch/Ff 131072/Opt[[(a)(5)][(b)(6)]]/V(b)/Rect[100 40 140 60]>>`, "6"},
		"note":     {`<</Subtype/FreeText/Contents(8)/Rect[100 40 140 60]>>`, "8"},
		"password": {`<</Subtype/Widget/FT/Tx/Ff 8192/V(42)/Rect[100 40 140 60]>>`, ""},
		"button":   {`<</Subtype/Widget/FT/Btn/V/Yes/Rect[100 40 140 60]>>`, ""},
		"hidden":   {`<</Subtype/Widget/F 2/FT/Tx/V(42)/Rect[100 40 140 60]>>`, ""},
	} {
		b := newBuilder()
		b.page("", "", "/Annots["+c.annots+"]")
		p := firstPage(t, b.bytes())
		require.Equal(t, c.text, p.text(), name)
		for _, g := range p.Glyphs {
			require.True(t, g.X0 > 98 && g.X1 < 142 && g.Y0 > 18 && g.Y1 < 82, "%s: %+v", name, g)
		}
	}
	b := newBuilder() // the looks are said to be out of date
	old := b.stream("/Type/XObject/Subtype/Form/BBox[0 0 20 10]/Resources<</Font<</F "+helvetica+">>>>", "BT /F 10 Tf 2 1 Td (0) Tj ET")
	b.objects[0] = "<</Type/Catalog/Pages 2 0 R/AcroForm<</NeedAppearances true>>>>"
	b.page("", "", fmt.Sprintf(`/Annots[<</Subtype/Widget/FT/Tx/V(42)/Q 2/DA(/F 10 Tf)/Rect[100 40 140 60]/AP<</N %d 0 R>>>>]`, old))
	p := firstPage(t, b.bytes())
	require.Equal(t, "42", p.text())
	near(t, p.Glyphs[1], "2", 133, 53)
}

func TestActualText(t *testing.T) {
	b := newBuilder()
	b.page("/Font<</F <</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Differences[1/g1/g2]>>>>>>",
		"BT /F 10 Tf 20 50 Td /Span <</ActualText <feff4e004e8c>>> BDC (\x01\x02) Tj EMC /Span <</ActualText (abc)>> BDC (\x01\x02) Tj EMC ET", "")
	require.Equal(t, "一二\uFFFD\uFFFD", firstPage(t, b.bytes()).text())
}

// A page is turned by its text, whatever its Rotate says.
func TestTurn(t *testing.T) {
	for name, c := range map[string]struct {
		m    string
		w, h float64
		x, y float64
	}{
		"upright":    {"1 0 0 1 20 60", 200, 100, 20, 40},
		"up":         {"0 1 -1 0 20 60", 100, 200, 60, 20},
		"down":       {"0 -1 1 0 20 60", 100, 200, 40, 180},
		"upsidedown": {"-1 0 0 -1 20 60", 200, 100, 180, 60},
	} {
		b := newBuilder()
		b.page("/Font<</F "+helvetica+">>", "1 w 0 60 m 200 60 l S BT /F 10 Tf "+c.m+" Tm (123) Tj ET", "/Rotate 90")
		p := firstPage(t, b.bytes())
		require.Equal(t, []float64{c.w, c.h}, []float64{p.Width, p.Height}, name)
		near(t, p.Glyphs[0], "1", c.x, c.y)
		near(t, p.Glyphs[1], "2", c.x+5.56, c.y)
		require.Len(t, p.Rules, 1)
		if c.w == 200 {
			require.Equal(t, p.Rules[0].Y0, p.Rules[0].Y1, name)
		} else {
			require.Equal(t, p.Rules[0].X0, p.Rules[0].X1, name)
		}
	}
}

func TestSideways(t *testing.T) {
	p := firstPage(t, onePage("BT /F 10 Tf 20 60 Td (1234) Tj 0 -1 1 0 100 60 Tm (56) Tj .7 .7 -.7 .7 50 50 Tm (789) Tj ET"))
	require.Equal(t, "123456", p.text())
	require.False(t, p.Glyphs[0].Vertical)
	require.True(t, p.Glyphs[4].Vertical)
	require.Len(t, p.Askew, 3, "a watermark is no part of the text")
}

func TestPageBoxes(t *testing.T) {
	b := newBuilder()
	b.page("/Font<</F "+helvetica+">>", "BT /F 10 Tf 120 60 Td (1) Tj ET BT /F 10 Tf 10 10 Td (off) Tj ET", "/CropBox[210 110 100 50]/UserUnit 2")
	b.objects[1] = strings.Replace(b.objects[1], "/Kids", "/MediaBox[0 0 1 1]/Kids", 1)
	p := firstPage(t, b.bytes())
	require.Equal(t, []float64{200, 100}, []float64{p.Width, p.Height})
	require.Equal(t, "1", p.text())
	near(t, p.Glyphs[0], "1", 40, 80)
}

// Arrays of content streams go on where the last ended; tokens do not.
func TestContentArray(t *testing.T) {
	b := newBuilder()
	b.page("/Font<</F "+helvetica+">>", "BT /F 10 Tf 20 5", "")
	second := b.flate("", "0 Td (1) Tj [(2)")
	third := b.stream("", "(3)] TJ ET")
	b.objects[len(b.objects)-3] = strings.Replace(b.objects[len(b.objects)-3], "/Contents 3 0 R", fmt.Sprintf("/Contents[3 0 R %d 0 R %d 0 R]", second, third), 1)
	require.Equal(t, "123", firstPage(t, b.bytes()).text())
}
