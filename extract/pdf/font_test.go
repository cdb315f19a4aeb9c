package pdf

import (
	"context"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func testInflater() *inflater {
	return &inflater{newBudget(context.Background(), DefaultLimits), new(room)}
}

func TestCMap(t *testing.T) {
	m := readCMap(testInflater(), []byte(`/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /X def /WMode 1 def
1 begincodespacerange <0000> <ffff> endcodespacerange
2 beginbfchar <0003> <0031> <0004> <d840dc00> endbfchar
3 beginbfrange <0010> <0012> <4e00> <0020> <0021> [<0041> <00420043>] <0030><0030><4e8c> endbfrange
1 beginbfchar <0011> <4e09> endbfchar
endcmap`))
	require.True(t, m.vertical)
	for code, want := range map[uint32]string{3: "1", 4: "\U00020000", 0x10: "一", 0x11: "三", 0x12: "丂", 0x20: "A", 0x21: "BC", 0x30: "二"} {
		got, ok := m.text(code, 2)
		require.True(t, ok, "%x", code)
		require.Equal(t, want, got, "%x", code)
	}
	_, ok := m.text(0x13, 2)
	require.False(t, ok)
}

// A map that ends in the middle of anything ends.
func TestCMapCut(t *testing.T) {
	whole := "/A /B usecmap /WMode 1 def 1 begincodespacerange <00><ff> endcodespacerange 1 beginbfchar <01> /one endbfchar 1 beginbfrange <02><03>[<0041>] endbfrange /X"
	for i := range len(whole) + 1 {
		readCMap(testInflater(), []byte(whole[:i]))
	}
	m := readCMap(testInflater(), []byte(whole))
	require.Equal(t, "B", m.base)
	s, _ := m.text(1, 1)
	require.Equal(t, "1", s)
}

// An embedded map of one- and two-byte codes to identifiers.
func TestCMapCodes(t *testing.T) {
	m := readCMap(testInflater(), []byte(`/GBK-EUC-H usecmap
2 begincodespacerange <00> <80> <8140> <fefe> endcodespacerange
1 begincidrange <20> <7e> 814 endcidrange 1 begincidchar <b0a1> 939 endcidchar`))
	require.Equal(t, "GBK-EUC-H", m.base)
	c, n := m.next([]byte("A"))
	require.Equal(t, []int{'A', 1}, []int{int(c), n})
	id, ok := m.cid(c, n)
	require.True(t, ok)
	require.EqualValues(t, 814+33, id)
	c, n = m.next([]byte("\xb0\xa1A"))
	require.Equal(t, []int{0xb0a1, 2}, []int{int(c), n})
	id, _ = m.cid(c, n)
	require.EqualValues(t, 939, id)
	_, ok = m.cid(0xb0a2, 2)
	require.False(t, ok)
}

// Each predefined map that Chinese writers use, upright and vertical.
func TestPredefinedCMaps(t *testing.T) {
	gb18030, err := simplifiedchinese.GB18030.NewEncoder().String("公㐂1")
	require.NoError(t, err)
	utf16 := "\x51\x6c\x00\x31\xd8\x40\xdc\x00"
	for name, c := range map[string]struct{ in, want string }{
		"GBK-EUC-H": {"\xb9\xab1", "公1"}, "GBKp-EUC-H": {"\xb9\xab1", "公1"}, "GB-EUC-H": {"\xb9\xab1", "公1"}, "GBpc-EUC-V": {"\xb9\xab1", "公1"},
		"GBK2K-V": {gb18030, "公㐂1"}, "UniGB-UCS2-H": {"\x51\x6c\x00\x31", "公1"}, "UniGB-UTF16-V": {utf16, "公1\U00020000"},
		"UniGB-UTF8-H": {"公1", "公1"}, "UniCNS-UTF16-H": {utf16, "公1\U00020000"}, "UniGB-UTF32-H": {"\x00\x00\x51\x6c", "公"},
		"ETen-B5-H": {"\xa4\xbd1", "公1"}, "UniJIS-UTF16-H": {utf16, "公1\U00020000"},
	} {
		p, vertical, ok := predefinedCMap(name)
		require.True(t, ok, name)
		require.Equal(t, strings.HasSuffix(name, "V"), vertical, name)
		f := &font{cut: p.cut, known: &p}
		got := ""
		for s := []byte(c.in); len(s) > 0; {
			code, n := f.next(s)
			got += f.meaning(code, n)
			s = s[n:]
		}
		require.Equal(t, c.want, got, name)
	}
	for _, name := range []string{"", "H", "EUC-H", "90ms-RKSJ-H", "UniGB-UCS4-H"} {
		_, _, ok := predefinedCMap(name)
		require.False(t, ok, name)
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"1": "1", "公": "公", "⼀⽅⾯": "一方面", "⻬⺠": "齐民", "⼾": "户", "\u00ad": "-", "a\u200bb": "ab", "\ufb01": "fi", "\t": " ",
		"\x01": "\uFFFD", "\u0085": "\uFFFD", "\ufeff": "", "\uf900": "豈", "\u00a0": "\u00a0", "（": "（",
	} {
		require.Equal(t, want, clean(in), "%q", in)
	}
}

// fonts draws one string with a font and gives the page.
func fontPage(t *testing.T, b *builder, font, str string) *Page {
	b.page("/Font<</F "+font+">>", "BT /F 10 Tf 20 50 Td "+str+" Tj ET", "")
	return firstPage(t, b.bytes())
}

func TestSimpleFonts(t *testing.T) {
	unknown := strings.Repeat("\uFFFD", 3)
	for _, c := range []struct{ name, font, str, want string }{
		{"win", helvetica, "(1\x80\x93)", "1€“"},
		{"mac", "<</Type/Font/Subtype/Type1/BaseFont/X/Encoding/MacRomanEncoding>>", "(1\xa5)", "1•"},
		{"standard", "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>", "(1'\xd0)", "1’—"},
		{"differences", "<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[1/one/two 65/uni4E00/u4E8C/g77]>>>>", "(\x01\x02ABCD)", "12一二\uFFFDD"},
		{"subset", "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+X/FirstChar 1/Widths[500 500]/Encoding/WinAnsiEncoding/FontDescriptor<</Flags 4/FontFile2 9 0 R>>>>", "(\x0112)", unknown},
		{"symbolic but plain", "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+X/FirstChar 32/Widths[500 500]/Encoding/WinAnsiEncoding/FontDescriptor<</Flags 4/FontFile2 9 0 R>>>>", "(12)", "12"},
		{"missing", "null", "(12\x01)", unknown},
	} {
		require.Equal(t, c.want, fontPage(t, newBuilder(), c.font, c.str).text(), c.name)
	}
}

// A Type 1 program tells what its codes mean where the file does not.
func TestBuiltInEncoding(t *testing.T) {
	for name, c := range map[string]struct{ program, encoding, want string }{
		"its own":     {"/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 49 /two put\ndup 50 /g7 put\nreadonly def\ncurrentfile eexec \x80/Encoding", "", "2\uFFFD\uFFFD"},
		"standard":    {"%!PS\n/Encoding StandardEncoding def\ncurrentfile eexec", "", "123"},
		"differences": {"/Encoding 256 array dup 49 /two put dup 50 /three put readonly def", "/Encoding<</Differences[50/nine]>>", "29\uFFFD"},
		"named":       {"/Encoding 256 array dup 49 /two put readonly def", "/Encoding/WinAnsiEncoding", "123"},
		"cut":         {"/Encoding 256 array dup 49 /two put", "", "\uFFFD\uFFFD\uFFFD"},
		"none":        {"%!PS", "", "\uFFFD\uFFFD\uFFFD"},
	} {
		b := newBuilder()
		program := b.flate("", c.program)
		font := fmt.Sprintf("<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+X/FirstChar 49/Widths[500 500 500]%s/FontDescriptor<</Flags 4/FontFile %d 0 R>>>>", c.encoding, program)
		require.Equal(t, c.want, fontPage(t, b, font, "(123)").text(), name)
	}
}

// sfnt is a TrueType program of tables by name.
func sfnt(tables map[string][]byte) string {
	out := append([]byte("\x00\x01\x00\x00"), 0, byte(len(tables)), 0, 0, 0, 0, 0, 0)
	at := len(out) + 16*len(tables)
	var body []byte
	for name, t := range tables {
		out = binary.BigEndian.AppendUint32(append(append(out, name...), 0, 0, 0, 0), uint32(at+len(body)))
		out = binary.BigEndian.AppendUint32(out, uint32(len(t)))
		body = append(body, t...)
	}
	return string(append(out, body...))
}

// charTables is a "cmap" of tables in format 12 for platforms, encodings and their
// characters.
func charTables(tables ...any) []byte {
	out := []byte{0, 0, 0, byte(len(tables) / 3)}
	var body []byte
	for i := 0; i < len(tables); i += 3 {
		out = binary.BigEndian.AppendUint32(append(out, 0, byte(tables[i].(int)), 0, byte(tables[i+1].(int))), uint32(4+8*len(tables)/3+len(body)))
		chars := tables[i+2].(map[rune]uint32)
		body = binary.BigEndian.AppendUint32(append(body, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), uint32(len(chars)))
		for r, glyph := range chars {
			for _, v := range []uint32{uint32(r), uint32(r), glyph} {
				body = binary.BigEndian.AppendUint32(body, v)
			}
		}
	}
	return append(out, body...)
}

// glyphNamesTable is a "post" that names the glyphs from 0 on.
func glyphNamesTable(names ...string) []byte {
	out := append([]byte{0, 2, 0, 0}, make([]byte, 28)...)
	out = binary.BigEndian.AppendUint16(out, uint16(len(names)))
	for i := range names {
		out = binary.BigEndian.AppendUint16(out, uint16(258+i))
	}
	for _, n := range names {
		out = append(append(out, byte(len(n))), n...)
	}
	return out
}

// A TrueType program tells what its glyphs mean where the file does not: by its
// tables of characters, or by the glyphs' names.
func TestCharactersOfAFontProgram(t *testing.T) {
	const cid = "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/CIDSystemInfo<</Ordering(Identity)>>%s/FontDescriptor<</FontFile2 %d 0 R>>>>]>>"
	const simple = "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+X/FirstChar 1/Widths[500 500 500]%s/FontDescriptor<</Flags 4/FontFile2 %d 0 R>>>>"
	text := map[rune]uint32{'1': 3, '公': 1, 0x2F00: 2, '一': 2, 0xE000: 4}
	dealt := map[rune]uint32{1: 1, 2: 2, 3: 3}
	symbols := map[rune]uint32{0xF001: 1, 0xF002: 2, 0xF003: 3}
	latin := map[rune]uint32{'!': 1, '"': 2, '#': 3}
	names := glyphNamesTable(".notdef", "uni516C", "one", "g3")
	for name, c := range map[string]struct {
		font, more string
		tables     map[string][]byte
		want       string
	}{
		"identifiers":            {cid, "", map[string][]byte{"cmap": charTables(3, 1, text)}, "公一1"},
		"of all Unicode":         {cid, "", map[string][]byte{"cmap": charTables(0, 4, text, 3, 10, text)}, "公一1"},
		"digits alone":           {cid, "", map[string][]byte{"cmap": charTables(3, 1, map[rune]uint32{'0': 1, '1': 2, '2': 3})}, "012"},
		"mapped":                 {cid, "/CIDToGIDMap %d 0 R", map[string][]byte{"cmap": charTables(3, 1, text)}, "1\uFFFD公"},
		"numbers":                {cid, "", map[string][]byte{"cmap": charTables(3, 1, map[rune]uint32{'1': 0x31, '2': 0x32})}, "\uFFFD\uFFFD\uFFFD"},
		"no table":               {cid, "", map[string][]byte{"glyf": {}}, "\uFFFD\uFFFD\uFFFD"},
		"names":                  {cid, "", map[string][]byte{"post": names}, "公1\uFFFD"},
		"names that contradict":  {cid, "", map[string][]byte{"cmap": charTables(3, 1, map[rune]uint32{'公': 1, '2': 2, '3': 3}), "post": names}, "公\uFFFD3"},
		"codes":                  {simple, "", map[string][]byte{"cmap": charTables(3, 0, symbols, 3, 1, text)}, "公一1"},
		"codes of the Macintosh": {simple, "/Encoding/WinAnsiEncoding", map[string][]byte{"cmap": charTables(1, 0, dealt), "post": names}, "公1\uFFFD"},
		"codes dealt out":        {simple, "", map[string][]byte{"cmap": charTables(1, 0, dealt, 3, 0, symbols)}, "\uFFFD\uFFFD\uFFFD"},
		"codes called Unicode":   {simple, "", map[string][]byte{"cmap": charTables(1, 0, dealt, 3, 1, latin)}, "\uFFFD\uFFFD\uFFFD"},
	} {
		b := newBuilder()
		program := b.flate("", sfnt(c.tables))
		str := "(\x01\x02\x03)"
		if c.font == cid {
			str = "<000100020003>"
		}
		if c.more != "" && c.font == cid {
			c.more = fmt.Sprintf(c.more, b.flate("", "\x00\x00\x00\x03\x00\x04\x00\x01"))
		}
		require.Equal(t, c.want, fontPage(t, b, fmt.Sprintf(c.font, c.more, program), str).text(), name)
	}
	for n := range 200 { // cut anywhere, it tells less or nothing
		readProgram([]byte(sfnt(map[string][]byte{"cmap": charTables(3, 0, symbols, 3, 1, text), "post": names}))[:n])
	}
}

func TestToUnicode(t *testing.T) {
	b := newBuilder()
	u := b.flate("", "1 begincodespacerange <00><ff> endcodespacerange 2 beginbfchar <01><0031> <02><0000> endbfchar")
	p := fontPage(t, b, fmt.Sprintf("<</Type/Font/Subtype/TrueType/BaseFont/X/Encoding/WinAnsiEncoding/FirstChar 1/Widths[600 700 800]/ToUnicode %d 0 R>>", u), "(\x01A\x02)")
	require.Equal(t, "1A\uFFFD", p.text())
	near(t, p.Glyphs[1], "A", 26, 50)
}

func TestWidths(t *testing.T) {
	b := newBuilder()
	d := b.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)>>/DW 900/W[1[100 200] 5 7 300]>>")
	u := b.stream("", "1 beginbfrange <0000><00ff><0041> endbfrange")
	p := fontPage(t, b, fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", d, u), "<00010002000300060000>")
	require.Equal(t, "BCDGA", p.text())
	x := 20.0
	for i, w := range []float64{1, 2, 9, 3, 9} {
		require.InDelta(t, x, p.Glyphs[i].X0, .01)
		require.InDelta(t, x+w, p.Glyphs[i].X1, .01)
		x += w
	}
}

// Half-width ASCII beside full-width characters, as GBK-EUC-H has it.
func TestPredefinedWidths(t *testing.T) {
	b := newBuilder()
	p := fontPage(t, b, "<</Type/Font/Subtype/Type0/BaseFont/STSong/Encoding/GBK-EUC-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)>>/W[814 939 500]>>]>>", "(\xb9\xab12\xb9\xab)")
	require.Equal(t, "公12公", p.text())
	near(t, p.Glyphs[1], "1", 30, 50)
	near(t, p.Glyphs[2], "2", 35, 50)
	near(t, p.Glyphs[3], "公", 40, 50)
}

// Vertical writing hangs each glyph under the one before, its middle on the line.
func TestVertical(t *testing.T) {
	b := newBuilder()
	p := fontPage(t, b, "<</Type/Font/Subtype/Type0/BaseFont/STSong/Encoding/UniGB-UCS2-V/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong/W2[7[-500 500 880]]>>]>>", "<4e004e8c>")
	require.Equal(t, "一二", p.text())
	for i, g := range p.Glyphs {
		require.True(t, g.Vertical)
		require.InDelta(t, 15, g.X0, .01)
		require.InDelta(t, 25, g.X1, .01)
		require.InDelta(t, 50+10*float64(i), g.Y0, .01)
		require.InDelta(t, 60+10*float64(i), g.Y1, .01)
	}
}

func TestType3(t *testing.T) {
	b := newBuilder()
	proc := b.stream("", "500 0 0 0 400 700 d1 0 0 400 700 re f")
	f := fmt.Sprintf("<</Type/Font/Subtype/Type3/FontBBox[0 0 8 10]/FontMatrix[.1 0 0 .1 0 0]/CharProcs<</one %d 0 R>>/Encoding<</Differences[65/one/g9]>>/FirstChar 65/Widths[5 6]>>", proc)
	p := fontPage(t, b, f, "(AB)")
	require.Equal(t, "1\uFFFD", p.text())
	near(t, p.Glyphs[0], "1", 20, 50)
	require.InDelta(t, 25, p.Glyphs[1].X0, .01)
	require.InDelta(t, 10, p.Glyphs[0].Size, .01)
}
