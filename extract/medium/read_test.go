package medium_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"gongkai/extract/grid"
	"gongkai/extract/medium"
	"gongkai/record"
)

func mustRead(t *testing.T, data []byte) *grid.Doc {
	doc, err := medium.Read(context.Background(), data, medium.DefaultLimits)
	require.NoError(t, err)
	checkDoc(t, doc)
	return doc
}

// code reads a file that must be refused, and returns why.
func code(t *testing.T, data []byte, lim medium.Limits) record.Code {
	doc, err := medium.Read(context.Background(), data, lim)
	require.Error(t, err, "%v", doc)
	checkError(t, err)
	var coded *record.CodedError
	require.ErrorAs(t, err, &coded)
	return coded.Code
}

const (
	simplified  = "一、总体情况\n2023年，本机关收到政府信息公开申请12件，均已按规定办结。\n规章\t0\t0\t0\n行政规范性文件\t2\t0\t13\n"
	traditional = "一、總體情況\n2023年，本機關收到政府信息公開申請12件，均已按規定辦結。\n規章\t0\t0\t0\n行政規範性文件\t2\t0\t13\n"
)

func encode(t *testing.T, e encoding.Encoding, s string) []byte {
	b, err := e.NewEncoder().Bytes([]byte(s))
	require.NoError(t, err)
	return b
}

func TestEncodings(t *testing.T) {
	le, be := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	gb, big := simplifiedchinese.GB18030, traditionalchinese.Big5
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"utf-8":                    {[]byte(simplified), "utf-8"},
		"utf-8 with a mark":        {[]byte("\ufeff" + simplified), "utf-8"},
		"gb18030":                  {encode(t, gb, simplified), "gb18030"},
		"gb18030 of traditional":   {encode(t, gb, traditional), "gb18030"},
		"big5":                     {encode(t, big, traditional), "big5"},
		"utf-16le":                 {encode(t, le, simplified), "utf-16le"},
		"utf-16be":                 {encode(t, be, simplified), "utf-16be"},
		"utf-16le with a mark":     {encode(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), simplified), "utf-16le"},
		"utf-16be with a mark":     {encode(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), simplified), "utf-16be"},
		"utf-8, its last rune cut": {[]byte(simplified + "无")[:len(simplified)+2], "utf-8"},
	} {
		t.Run(name, func(t *testing.T) {
			doc := mustRead(t, c.data)
			require.Equal(t, "text", doc.Medium)
			require.Equal(t, c.want, doc.Encoding)
			text := visible(doc)
			require.True(t, strings.HasPrefix(text, "一、总体情况") || strings.HasPrefix(text, "一、總體情況"), text)
			require.Equal(t, "13", doc.Blocks[2].Grid.At(1, 3).Text)
		})
	}
}

// TestLabels: what the bytes say goes before what the page's label says.
func TestLabels(t *testing.T) {
	page := func(label string) string {
		return "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=" + label + "\"></head><body><p>" + simplified + "</p></body></html>"
	}
	gb := simplifiedchinese.GB18030
	for _, label := range []string{"gb2312", "GBK", "utf-8", "big5", "iso-8859-1", ""} {
		for want, data := range map[string][]byte{"gb18030": encode(t, gb, page(label)), "utf-8": []byte(page(label))} {
			if label == "big5" && want == "gb18030" {
				continue // a label that fits the bytes is believed
			}
			doc := mustRead(t, data)
			require.Equal(t, "html", doc.Medium)
			require.Equal(t, want, doc.Encoding, label)
			require.Contains(t, visible(doc), "本机关收到政府信息公开申请12件")
		}
	}
	doc := mustRead(t, encode(t, traditionalchinese.Big5, "<meta charset=big5><p>一</p><p>二</p><p>三</p><p>四</p>"))
	require.Equal(t, "big5", doc.Encoding)
	doc = mustRead(t, encode(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), page("utf-16")))
	require.Equal(t, "html", doc.Medium)
	require.Equal(t, "utf-16le", doc.Encoding)
}

// TestMangled: few bad characters leave the text readable and a note; many do not.
func TestMangled(t *testing.T) {
	long := strings.Repeat(simplified, 50)
	doc := mustRead(t, []byte(long+"\xff\xfe\xfd"[:1]))
	require.Equal(t, "damaged", doc.Notes[0].Kind)
	noise := make([]byte, 4000)
	for i := range noise {
		noise[i] = byte(0x80 + i*37%128)
	}
	require.Equal(t, record.Undecodable, code(t, noise, medium.DefaultLimits))
}

func TestDetection(t *testing.T) {
	for want, texts := range map[string][]string{
		"html": {
			"<!DOCTYPE html><title>x</title>", "\n\n  <HTML><body>x", "<p>a</p><p>b</p>", "正文<p>a</p><br><p>b</p>",
			"<table><tr><td>1</td></tr></table>", "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\">\n<html><body>a</body></html>",
			"<html><body># not a heading\n|---|\n</body></html>", "<style>\na[href]{x}\nb[a]{y}\n</style><div><p>a</p><p>b</p></div>",
			"标题<p>a</p>\n<table><tr><td>1</td></tr></table>",
		},
		"markdown": {
			"# 一、总体情况\n正文", "a | b\n---|---\n1 | 2", "| 1 | 2 |\n| 3 | 4 |", "## 表\n<table><tr><td>1</td></tr><tr><td>2</td></tr></table>",
			"正文\n<table><tr><td>1</td></tr><tr><td>2</td></tr></table>\n\n正文", "行政许可\n\n\\-2\n", "1\\.5万元，1\\.7万元\n2\\.1万元\n", "{|\n| 1\n|}",
		},
		"text": {
			"一、总体情况\n无", "规章\t0\t0", "7、<!--[if !supportLists]-->x<!--[endif]-->", "a < b > c", "#一、总体情况", "l六、其他\n|六、其他", "[略]一、总体情况", "12", "C:\\a.b", "a{b}",
		},
	} {
		for _, s := range texts {
			require.Equal(t, want, mustRead(t, []byte(s)).Medium, s)
		}
	}
}

func TestRefusals(t *testing.T) {
	ole := func(stream string) string {
		name := ""
		for _, c := range stream {
			name += string(c) + "\x00"
		}
		return "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600) + name + "\x00\x00"
	}
	long := strings.Repeat("\x00\x01\x02binary", 100)
	for _, c := range []struct {
		name, data string
		want       record.Code
		says       string
	}{
		{"nothing", "", record.Empty, "fetch it again"},
		{"white space", " \r\n\t\ufeff\n", record.Empty, "fetch it again"},
		{"wide white space", "\u3000\u00a0\n\u200b", record.Empty, "white space"},
		{"zeros", strings.Repeat("\x00", 512), record.Empty, ""},
		{"cut doc", ole("WordDocument"), record.Damaged, "DOCX"},
		{"xls", ole("Workbook"), record.Unsupported, ".et"},
		{"encrypted docx", ole("EncryptedPackage"), record.Encrypted, "password"},
		{"cut ole", ole("Root Entry"), record.Damaged, "fetch it again"},
		{"rtf", `{\rtf1\ansi report}`, record.Unsupported, "RTF"},
		{"blanks before rtf", "\r\n  " + `{\rtf1\ansi report}`, record.Unsupported, "RTF"},
		{"mark before rtf", "\ufeff" + `{\rtf1\ansi report}`, record.Unsupported, "RTF"},
		{"blanks before gzip", "\n\x1f\x8b\x08\x00" + long, record.Unsupported, "gzip"},
		{"blanks before png", "\x00\n\x89PNG\r\n\x1a\n" + long, record.Scanned, "picture"},
		{"heic", "\x00\x00\x00\x1cftypheic" + long, record.Scanned, "picture"},
		{"utf-32", "\xff\xfe\x00\x00<\x00\x00\x00p\x00\x00\x00", record.Unsupported, "UTF-32"},
		{"postscript", "%!PS-Adobe-3.0\n/x 1 def showpage\n", record.Unsupported, "PDF"},
		{"base64", "JVBERi0xLjQKJcfs\n", record.Unsupported, "base64"},
		{"spreadsheet in xml", `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook><Table><Row><Cell>1</Cell></Row></Table></Workbook>`, record.Unsupported, "Excel"},
		{"uof", `<?xml version="1.0"?><uof:UOF xmlns:uof="x"><p>1</p></uof:UOF>`, record.Unsupported, "UOF"},
		{"svg", `<svg xmlns="x"><text>1</text></svg>`, record.Unsupported, "SVG"},
		{"mark before mht", "\ufeffMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n<p>1</p>", record.Unsupported, "MHT"},
		{"mail", "X-Long: " + strings.Repeat("z", 5000) + "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n<p>1</p>", record.Unsupported, "e-mail"},
		{"zip of a docx", string(pack(t, map[string]string{"a.docx": string(docx(t, "<w:p/>"))})), record.Unsupported, "unpack"},
		{"rar", "Rar!\x1a\x07\x00" + long, record.Unsupported, "unpack"},
		{"7z", "7z\xbc\xaf\x27\x1c" + long, record.Unsupported, "unpack"},
		{"gzip", "\x1f\x8b\x08\x00" + long, record.Unsupported, "unpack"},
		{"png", "\x89PNG\r\n\x1a\n" + long, record.Scanned, "picture"},
		{"jpeg", "\xff\xd8\xff\xe0" + long, record.Scanned, "picture"},
		{"program", "MZ\x90\x00" + long, record.Unsupported, ""},
		{"mht", "From: <Saved by Browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n<table><tr><td>1=\r\n2</td></tr></table>", record.Unsupported, "MHT"},
		{"json", ` {"content": "<p>1</p><p>2</p><p>3</p>"} `, record.Unsupported, "JSON"},
		{"binary", long, record.Unsupported, "binary"},
		{"zip", string(pack(t, map[string]string{"a.txt": "1"})), record.Unsupported, "unpack"},
		{"xlsx", string(pack(t, map[string]string{"xl/workbook.xml": "<x/>", "[Content_Types].xml": ""})), record.Unsupported, "Excel"},
		{"ofd", string(pack(t, map[string]string{"OFD.xml": "<x/>"})), record.Unsupported, "OFD"},
		{"odt", string(pack(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.text"})), record.Unsupported, "OpenDocument"},
		{"cut docx", string(docx(t, "<w:p/>")[:200]), record.Damaged, "fetch it again"},
		{"docx without body", string(pack(t, map[string]string{"word/document.xml": "<x/>"})), record.Damaged, ""},
		{"empty docx", string(docx(t, "<w:p/>")), record.Empty, ""},
		{"pictures in a docx", string(docx(t, `<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>`)), record.Scanned, "character recognition"},
		{"embedded page", string(docx(t, `<w:altChunk r:id="x"/>`)), record.Unsupported, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := medium.Read(context.Background(), []byte(c.data), medium.DefaultLimits)
			checkError(t, err)
			var coded *record.CodedError
			require.ErrorAs(t, err, &coded)
			require.Equal(t, c.want, coded.Code, coded.Message)
			require.Contains(t, coded.Message, c.says)
		})
	}
}

// What servers and programs put before a file's first bytes is no part of it; before
// a text the blanks are its own.
func TestWhatStandsBeforeAFile(t *testing.T) {
	word := string(docx(t, "<w:p><w:r><w:t>总体情况</w:t></w:r></w:p>"))
	for name, data := range map[string]string{"blanks": "\r\n" + word, "mark": "\ufeff" + word, "NULs": "\x00\x00" + word} {
		d := mustRead(t, []byte(data))
		require.Equal(t, "docx", d.Medium, name)
		require.Equal(t, "总体情况", d.Blocks[0].Para.Text, name)
		require.Equal(t, "fallback", d.Notes[0].Kind, name)
	}
	d := mustRead(t, []byte("\n\n  总体情况\n"))
	require.Equal(t, 3, d.Blocks[0].Para.Pos.Line)
	require.Empty(t, d.Notes)
	// The XML of Word in UTF-16.
	xml := `<?xml version="1.0"?><w:wordDocument xmlns:w="x"><w:body><w:p><w:r><w:t>总体情况</w:t></w:r></w:p></w:body></w:wordDocument>`
	wide := []byte{0xFF, 0xFE}
	for _, r := range xml {
		wide = append(wide, byte(r), byte(r>>8))
	}
	require.Equal(t, "docx", mustRead(t, wide).Medium)
	require.Equal(t, "docx", mustRead(t, wide[2:]).Medium)
}

// TestHostile: what costs nothing to write costs nothing to read, or is refused.
func TestHostile(t *testing.T) {
	span := mustRead(t, []byte(`<table><tr><td colspan="2000000000" rowspan=99999999999999999999>a<td>b</tr><tr><td>c</table>`))
	g := span.Blocks[0].Grid
	require.LessOrEqual(t, g.Rows*g.Cols, 9)

	row := `<td>1</td><td colspan=1000>2</td>`
	for name, c := range map[string]struct {
		data string
		want record.Code
	}{
		"cells":            {"<table>" + strings.Repeat("<tr>"+strings.Repeat("<td>1", 100), 2000), record.TooLarge},
		"columns":          {"<table><tr>" + strings.Repeat(row, 60), record.TooLarge},
		"tables in tables": {strings.Repeat("<table><tr><td>", 300), record.TooLarge},
		"divs":             {strings.Repeat("<div>", 100_000), record.TooLarge},
		"docx in docx":     {string(docx(t, strings.Repeat("<w:tbl><w:tr><w:tc>", 300))), record.TooLarge},
		"text boxes": {string(docx(t, strings.Repeat("<w:p><w:r><w:txbxContent>", 300)+strings.Repeat("</w:txbxContent></w:r></w:p>", 300))),
			record.TooLarge},
		"wide docx":   {string(docx(t, "<w:tbl><w:tr>"+strings.Repeat(`<w:tc><w:tcPr><w:gridSpan w:val="1000"/></w:tcPr></w:tc>`, 40))), record.TooLarge},
		"zip bomb":    {string(docx(t, strings.Repeat(" ", 18<<20))), record.TooLarge},
		"tabs":        {strings.Repeat(strings.Repeat("1\t", 99)+"\n", 2000), record.TooLarge},
		"ragged tabs": {strings.Repeat("1\t2\n", 10_000) + strings.Repeat("\t1", 10_000), record.TooLarge},
		"pipes":       {strings.Repeat("|"+strings.Repeat("1|", 99)+"\n", 2000), record.TooLarge},
	} {
		t.Run(name, func(t *testing.T) { require.Equal(t, c.want, code(t, []byte(c.data), medium.DefaultLimits)) })
	}
	for name, s := range map[string]string{
		"fonts":        strings.Repeat("<font>", 100_000) + "1",
		"end tags":     strings.Repeat("<b>", 400) + strings.Repeat("</i>", 100_000) + "1",
		"xml islands":  strings.Repeat("<xml>", 100_000) + "1</xml>1",
		"attributes":   "<p " + strings.Repeat("a=1 ", 100_000) + ">1",
		"comments":     strings.Repeat("<!--->", 100_000) + "1",
		"open comment": "1" + strings.Repeat("<!--", 100_000),
		"scripts":      "1" + strings.Repeat("<script><!--<script>", 50_000),
		"entities":     strings.Repeat("&", 200_000) + "1",
		"rows":         "<table>" + strings.Repeat("<tr>", 200_000) + "<td>1<td>2",
		"quotes":       strings.Repeat("\"\t", 10_000) + "1",
		"stars":        "# 1\n" + strings.Repeat("*a ", 5_000),
		"brackets":     "# 1\n" + strings.Repeat("![[", 5_000),
		"rules":        styled(strings.Repeat(".x td{display:none}", 100_000), strings.Repeat(`<div class="x">`, 400), 5_000),
		"selectors":    styled(strings.Repeat(".x td,", 100_000)+".y{display:none}", `<div class="z">`, 20_000),
		"deep":         styled(".z .y .x .w .v td{display:none}", strings.Repeat(`<div class="y x w v">`, 400), 20_000),
		"conditions":   styled("td"+strings.Repeat(":not(.q)[a]", 50_000)+"{display:none}", "", 20_000),
		"classes":      styled(".k .l td{display:none}", `<div class="`+strings.Repeat("kk ", 100_000)+`">`, 20_000),
		"style sheets": strings.Repeat("<style>.b .c{display:none}</style>", 50_000) + styled("", "", 20_000),
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
			defer cancel()
			doc, err := medium.Read(ctx, []byte(s), medium.DefaultLimits)
			require.NoError(t, err)
			require.Contains(t, visible(doc), "1")
		})
	}
}

// styled is a page with a sheet, what stands before its table, and so many rows.
func styled(css, before string, rows int) string {
	return "<html><style>" + css + "</style>" + before + "<table>" + strings.Repeat(`<tr><td class="c">1<td id="d">2`, rows) + "</table>"
}

func TestLimits(t *testing.T) {
	data := []byte("<p>" + strings.Repeat("字", 1000) + "</p><p>1</p><table><tr><td>1<td>2</table>")
	lim := medium.DefaultLimits
	lim.Bytes = 100
	require.Equal(t, record.TooLarge, code(t, data, lim))
	lim = medium.DefaultLimits
	lim.Text = 1000
	require.Equal(t, record.TooLarge, code(t, data, lim))
	lim = medium.DefaultLimits
	lim.Cells = 1
	require.Equal(t, record.TooLarge, code(t, data, lim))
	lim = medium.DefaultLimits
	lim.Unpacked = 1000
	require.Equal(t, record.TooLarge, code(t, docx(t, "<w:p>"+strings.Repeat("<w:r/>", 1000)+"</w:p>"), lim))
}

// TestDeadline: every reader stops when the time is up.
func TestDeadline(t *testing.T) {
	ctx, cancel := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	defer cancel()
	var p bytes.Buffer
	for i := range 5000 {
		fmt.Fprintf(&p, "<w:p><w:r><w:t>%d</w:t></w:r></w:p>", i)
	}
	for name, data := range map[string][]byte{
		"text":     []byte(strings.Repeat("字\n", 5000)),
		"markdown": []byte("# 1\n" + strings.Repeat("字\n", 5000)),
		"html":     []byte(strings.Repeat("<p>1</p>", 5000)),
		"docx":     docx(t, p.String()),
	} {
		_, err := medium.Read(ctx, data, medium.DefaultLimits)
		var coded *record.CodedError
		require.ErrorAs(t, err, &coded, name)
		require.Equal(t, record.Timeout, coded.Code, name)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	_, err := medium.Read(stopped, []byte(strings.Repeat("字\n", 5000)), medium.DefaultLimits)
	require.ErrorIs(t, err, context.Canceled)
}
