package pdf

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

// What a reader does not see is hidden or left out; what is there to be seen is not.
func TestHidden(t *testing.T) {
	const say = "BT /F 10 Tf 20 50 Td (12) Tj ET "
	for name, c := range map[string]struct{ content, text string }{
		"painted over":             {say + "1 g 15 45 40 20 re f 0 g BT /F 10 Tf 21 50 Td (7) Tj ET", "7"},
		"painted under":            {"1 g 15 45 40 20 re f 0 g " + say, "12"},
		"painted over at its edge": {say + "1 g 15 45 9 20 re f", "12"},
		"one of two painted over":  {say + "1 g 15 45 12 20 re f", "\uFFFD2"},
		"of two words, one":        {say + "BT /F 10 Tf 60 50 Td (7) Tj ET 1 g 15 45 40 20 re f", "7"},
		"a word's end":             {"BT /F 10 Tf 20 50 Td (ab) Tj ET 1 g 25 45 40 20 re f", "ab"},
		"over by a drawn square":   {say + "1 g 15 45 m 55 45 l 55 65 l 15 65 l h f", ""},
		"over by another shape":    {say + "1 g 15 45 m 55 45 l 35 85 l h f", "12"},
		"a frame of two squares":   {say + "0 g 15 45 40 20 re 16 46 38 18 re f*", "12"},
		"stroked, not filled":      {say + "15 45 40 20 re S", "12"},
		"highlighted":              {say + "/Mult gs 1 1 0 rg 15 45 40 20 re f", "12"},
		"tinted":                   {say + "/Half gs 1 1 0 rg 15 45 40 20 re f", "12"},
		"tinted, then opaque":      {say + "/Half gs /Full gs 1 1 0 rg 15 45 40 20 re f", ""},
		"cover that is clipped":    {say + "q 100 0 50 50 re W n 1 g 15 45 40 20 re f Q", "12"},
		"cover in a clip's shape":  {say + "q 0 0 m 100 0 l 0 100 l h W n 1 g 15 45 40 20 re f Q", "12"},
		"picture over it":          {say + "q 100 0 0 100 0 0 cm /Photo Do Q", ""},
		"a small picture over it":  {say + "q 30 0 0 30 15 40 cm /Photo Do Q BT /F 10 Tf 20 60 Td (ab) Tj ET", "\uFFFD\uFFFDab"},
		"seal over it":             {say + "q 100 0 0 100 0 0 cm /Seal Do Q", "12"},
		"picture under it":         {"q 100 0 0 100 0 0 cm /Photo Do Q " + say, "12"},
		"white":                    {"1 g " + say, ""},
		"white in colours":         {"1 1 1 rg " + say, ""},
		"white in inks":            {"0 0 0 0 k " + say, ""},
		"white in a profile":       {"/Icc cs 1 1 1 sc " + say, ""},
		"a spot colour":            {"/Spot cs 1 scn " + say, "12"},
		"white, outlined":          {"1 g 1 Tr " + say, "12"},
		"white on dark":            {"0 0 .5 rg 15 45 40 20 re f 1 g " + say, "12"},
		"white on a shading":       {"q 15 45 40 20 re W n /Sh sh Q 1 g " + say, "12"},
		"white on a thick stroke":  {"20 w 10 53 m 60 53 l S 1 g " + say, "12"},
		"white on a picture":       {"q 100 0 0 100 0 0 cm /Photo Do Q 1 g " + say, "12"},
		"white beside dark":        {"0 g 80 45 40 20 re f 1 g " + say, ""},
		"transparent on dark":      {"0 0 .5 rg 15 45 40 20 re f /Clear gs 1 g " + say, ""},
		"a group that is clear":    {"/Clear gs /Group Do", ""},
		"a group that shows":       {"/Group Do", "12"},
		"nearly white":             {".95 g " + say, ""},
		"white again black":        {"q 1 g Q " + say, "12"},
		"clipped away":             {"q 100 0 50 50 re W n " + say + "Q BT /F 10 Tf 20 50 Td (3) Tj ET", "3"},
		"clipped at its end":       {"q 20 48 6 9 re W n " + say + "Q", "12"},
		"clipped, digit by digit":  {"q 20 48 6 9 re W n BT /F 10 Tf 20 50 Td (1) Tj (2) Tj ET Q", "12"},
		"one string of two":        {"q 20 48 20 9 re W n " + say + "BT /F 10 Tf 50 50 Td (3) Tj ET Q", "12"},
		"within the clip":          {"q 0 0 100 100 re W n " + say + "Q", "12"},
		"clips within one another": {"q 0 0 100 100 re W n 50 0 100 100 re W n " + say + "Q", ""},
		"a clip's bounds":          {"q 0 0 m 100 0 l 0 90 l h W n " + say + "Q", "12"},
	} {
		b := newBuilder()
		photo := b.stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "x")
		seal := b.stream(fmt.Sprintf("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/SMask %d 0 R", photo), "x")
		icc := b.stream("/N 3", "x")
		group := b.stream("/Type/XObject/Subtype/Form/BBox[0 0 200 100]/Group<</S/Transparency>>/Resources<</Font<</F "+helvetica+">>/ExtGState<</Full<</ca 1>>>>>>", "/Full gs "+say)
		b.page(fmt.Sprintf("/Font<</F %s>>/XObject<</Group "+ref(group)+"/Photo %d 0 R/Seal %d 0 R>>/ExtGState<</Mult<</BM/Multiply>>/Half<</ca .3>>/Clear<</ca 0>>/Full<</ca 1/BM/Normal/SMask/None>>>>"+
			"/ColorSpace<</Icc[/ICCBased %d 0 R]/Spot[/Separation/Gold/DeviceCMYK 9 0 R]>>", helvetica, photo, seal, icc), c.content, "")
		require.Equal(t, c.text, firstPage(t, b.bytes()).text(), name)
	}
}

// A form shows what its box holds, as where one sheet of two pages is cut in two.
func TestFormBox(t *testing.T) {
	b := newBuilder()
	form := b.stream("/Type/XObject/Subtype/Form/BBox[0 0 50 100]/Resources<</Font<</F "+helvetica+">>>>", "BT /F 10 Tf 10 50 Td (1) Tj 90 0 Td (2) Tj ET 10 40 m 150 40 l S 90 10 m 90 90 l S")
	b.page("/XObject<</X "+ref(form)+">>", "/X Do", "")
	p := firstPage(t, b.bytes())
	require.Equal(t, "1", p.text())
	require.Len(t, p.Rules, 1)
	require.InDelta(t, 50, p.Rules[0].X1, 2)
}

// Watermarks are no part of the text: set aslant, faint across it, or called so.
func TestWatermarks(t *testing.T) {
	const say = "BT /F 10 Tf 20 50 Td (12) Tj ET "
	for name, c := range map[string]struct{ content, text, askew string }{
		"at an angle":       {say + "BT /F 10 Tf .8 .6 -.6 .8 20 40 Tm (X) Tj ET", "12", "X"},
		"a little aslant":   {say + "BT /F 10 Tf 1 .05 -.05 1 20 49 Tm (X) Tj ET", "12", "X"},
		"all aslant":        {"1 .05 -.05 1 0 0 cm " + say, "12", ""},
		"faint across":      {say + "BT /F 10 Tf 20 80 Td (345) Tj ET " + ".8 g BT /F 10 Tf 20 49 Td (XY) Tj 80 0 Td (Z) Tj ET", "12345", "XYZ"},
		"transparent":       {say + "/Half gs 1 0 0 rg BT /F 10 Tf 20 49 Td (X) Tj ET", "12", "X"},
		"faint elsewhere":   {say + ".8 g BT /F 10 Tf 100 49 Td (X) Tj ET", "12X", ""},
		"faint, other size": {say + "BT /F 10 Tf 20 80 Td (345) Tj ET " + ".8 g BT /F 12 Tf 20 49 Td (X) Tj /F 10 Tf 80 0 Td (Z) Tj ET", "12345Z", "X"},
		"all faint":         {".7 g " + say + "0 g BT /F 10 Tf 20 50 Td (X) Tj ET", "12X", ""},
		"called so":         {say + "/Artifact <</Type/Pagination/Subtype/Watermark>> BDC BT /F 10 Tf 20 50 Td (X) Tj ET EMC", "12", "X"},
		"called otherwise":  {say + "/Artifact <</Type/Pagination/Subtype/Footer>> BDC BT /F 10 Tf 90 50 Td (X) Tj ET EMC", "12X", ""},
	} {
		b := newBuilder()
		b.page("/Font<</F "+helvetica+">>/ExtGState<</Half<</ca .3>>>>", c.content, "")
		p := firstPage(t, b.bytes())
		require.Equal(t, c.text, p.text(), name)
		askew := Page{Glyphs: p.Askew}
		require.Equal(t, c.askew, askew.text(), name)
	}
}
