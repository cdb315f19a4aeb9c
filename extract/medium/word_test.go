package medium_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/extract/grid"
)

// paras are a document's paragraphs.
func paras(doc *grid.Doc) []string {
	var out []string
	for _, b := range doc.Blocks {
		if b.Para != nil {
			out = append(out, b.Para.Text)
		}
	}
	return out
}

// TestWordDialects: the same document under another prefix, in the strict
// dialect, without a package, and with names as Windows writes them.
func TestWordDialects(t *testing.T) {
	body := `<w:body><w:p><w:r><w:t>收到</w:t></w:r><w:r><w:t>12件</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>合计</w:t></w:r></w:p></w:tc></w:tr>` +
		`<w:tr><w:tc><w:p><w:r><w:t>许可</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body>`
	document := `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` + body + `</w:document>`
	for name, data := range map[string][]byte{
		"usual":      pack(t, map[string]string{"word/document.xml": document}),
		"prefix":     pack(t, map[string]string{"word/document.xml": strings.NewReplacer("<w:", "<ns0:", "</w:", "</ns0:", "w:val", "ns0:val", "xmlns:w", "xmlns:ns0").Replace(document)}),
		"strict":     pack(t, map[string]string{"word/document.xml": strings.Replace(document, "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main", 1)}),
		"backslash":  pack(t, map[string]string{`word\document.xml`: document}),
		"other name": pack(t, map[string]string{"word/document2.xml": document, "[Content_Types].xml": "", "_rels/.rels": `<Relationships><Relationship Type="x/officeDocument" Target="/word/document2.xml"/></Relationships>`}),
		"one file":   []byte(strings.Replace(document, "?>", "?><?mso-application progid=\"Word.Document\"?>", 1)),
	} {
		t.Run(name, func(t *testing.T) {
			doc := mustRead(t, data)
			require.Equal(t, "docx", doc.Medium)
			require.Equal(t, []string{"收到12件"}, paras(doc))
			g := doc.Blocks[1].Grid
			require.Equal(t, [2]int{2, 2}, [2]int{g.Rows, g.Cols})
			require.Equal(t, "合计", g.At(0, 1).Text)
			require.Equal(t, "7", g.At(1, 1).Text)
		})
	}
}

// TestNumbersStayApart: what a medium puts side by side never makes a longer
// number than was printed.
func TestNumbersStayApart(t *testing.T) {
	cell := func(doc *grid.Doc) string {
		for _, b := range doc.Blocks {
			if b.Grid != nil {
				return b.Grid.At(0, 1).Text
			}
		}
		return ""
	}
	for in, want := range map[string]string{
		"<span>2</span><span>0</span>":  "20",
		"2<!-- x -->0":                  "20",
		"<span>2</span> <span>0</span>": "2 0",
		"<p>2</p><p>0</p>":              "2\n0",
		"2<br>0":                        "2\n0",
		"2<div>0</div>":                 "2\n0",
		"<i style='display:inline-block'>2</i><i style='display:inline-block'>0</i>": "2 0",
		"<i style='display:block'>2</i>0":                                            "2\n0",
		"<p style='display:inline'>2</p><p style='display:inline'>0</p>":             "20",
		"2<sup>1</sup>":  "2^1",
		"<sup>1</sup>2":  "1^2",
		"km<sup>2</sup>": "km2",
		"<del>2</del>0":  "0",
		"<span style='text-decoration:line-through'>2</span>0": "0",
		"2<span style='display:none'>1</span>0":                "20",
		"<ul><li>2<li>0</ul>":                                  "2\n0",
		"<table><tr><td>20</td></tr></table>":                  "20",
		"&#50;&#x30;":                                          "20",
		"２０":                                                   "２０",
	} {
		require.Equal(t, want, cell(mustRead(t, []byte("<table><tr><td>许可</td><td>"+in+"</td></tr></table>"))), in)
	}
	run := func(s string) string { return "<w:r><w:t>" + s + "</w:t></w:r>" }
	num := `<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>`
	for in, want := range map[string]string{
		"<w:p>" + run("2") + run("0") + "</w:p>":                                                                                      "20",
		"<w:p>" + run("2") + "</w:p><w:p>" + run("0") + "</w:p>":                                                                      "2\n0",
		"<w:p>" + run("2") + "<w:r><w:tab/></w:r>" + run("0") + "</w:p>":                                                              "2\t0",
		"<w:p>" + run("2") + "<w:r><w:br/></w:r>" + run("0") + "</w:p>":                                                               "2\n0",
		"<w:p>" + num + run("5") + "</w:p>":                                                                                           "1. 5",
		"<w:p>" + num + run("规章") + "</w:p>":                                                                                          "1.规章",
		"<w:p>" + run("2") + `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r></w:p>`:                         "2^1",
		"<w:p>" + run("2") + `<w:ins>` + run("0") + `</w:ins><w:del><w:r><w:delText>9</w:delText></w:r></w:del></w:p>`:                "20",
		"<w:p><w:hyperlink>" + run("2") + "</w:hyperlink><w:smartTag>" + run("0") + "</w:smartTag></w:p>":                             "20",
		"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:p>" + run("2") + run("0") + "</w:p></w:sdtContent></w:sdt>":              "20",
		`<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>20</m:t></m:r></m:oMath></w:p>`: "20",
	} {
		body := "<w:tbl><w:tr><w:tc><w:p>" + run("许可") + "</w:p></w:tc><w:tc>" + in + "</w:tc></w:tr></w:tbl>"
		require.Equal(t, want, cell(mustRead(t, wordFile(t, body))), in)
	}
	for in, want := range map[string]string{
		"| 许可 | 2**0** |\n|---|---|":   "20",
		"| 许可 | 2*0*3 |\n|---|---|":    "2*0*3",
		"| 许可 | 2<br>0 |\n|---|---|":   "2\n0",
		"| 许可 | 2`0`1 |\n|---|---|":    "2`0`1",
		"| 许可 | 2\\.0 |\n|---|---|":    "2.0",
		"| 许可 | 2&nbsp;0 |\n|---|---|": "2\u00a00",
	} {
		require.Equal(t, want, cell(mustRead(t, []byte(in))), in)
	}
}

// wordWith is a Word file of this body with styles, footnotes and endnotes.
func wordWith(t *testing.T, body string) []byte {
	part := func(name, content string) string {
		return `<w:` + name + ` ` + wordNS + `>` + content + `</w:` + name + `>`
	}
	return pack(t, map[string]string{
		"word/document.xml": part("document", `<w:body>`+body+`</w:body>`),
		"word/_rels/document.xml.rels": `<Relationships><Relationship Type="http://x/relationships/styles" Target="styles.xml"/><Relationship Type="http://x/relationships/footnotes" Target="footnotes.xml"/>` +
			`<Relationship Type="http://x/relationships/endnotes" Target="endnotes.xml"/></Relationships>`,
		"word/styles.xml":    part("styles", `<w:style w:styleId="gone"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="ref"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style><w:style w:styleId="ref2"><w:basedOn w:val="ref"/></w:style>`),
		"word/footnotes.xml": part("footnotes", `<w:footnote w:id="-1"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>含延期 3 件</w:t></w:r></w:p></w:footnote>`),
		"word/endnotes.xml":  part("endnotes", `<w:endnote w:id="2"><w:p><w:r><w:t>尾注</w:t></w:r></w:p></w:endnote>`),
	})
}

// TestWordRuns: what styles hide is no part of a number, and what they raise does
// not lengthen one.
func TestWordRuns(t *testing.T) {
	run := func(text, props string) string {
		return `<w:r><w:rPr>` + props + `</w:rPr><w:t>` + text + `</w:t></w:r>`
	}
	for name, c := range map[string]struct{ in, want string }{
		"hidden by its style":      {run("9", `<w:rStyle w:val="gone"/>`) + run("12", ""), "12"},
		"shown against its style":  {run("9", `<w:rStyle w:val="gone"/><w:vanish w:val="0"/>`) + run("12", ""), "912"},
		"raised by its style":      {run("12", "") + run("1", `<w:rStyle w:val="ref2"/>`), "12^1"},
		"raised by hand":           {run("12", "") + run("1", `<w:position w:val="8"/>`), "12^1"},
		"raised before":            {run("1", `<w:vertAlign w:val="superscript"/>`) + run("12", ""), "1^12"},
		"raised in two runs":       {run("12", "") + run("1", `<w:rStyle w:val="ref"/>`) + run("3", `<w:rStyle w:val="ref"/>`), "12^13"},
		"struck, not struck twice": {run("9", `<w:strike/><w:dstrike w:val="0"/>`) + run("12", ""), "12"},
		"a fraction":               {`<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>`, "1 2"},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, []string{c.want}, paras(mustRead(t, wordWith(t, `<w:p>`+c.in+`</w:p>`))))
		})
	}
}

// TestWordNotes: footnotes and endnotes print below the block that refers to them;
// an embedded page is not read, which is said.
func TestWordNotes(t *testing.T) {
	p := func(s string) string { return `<w:p>` + s + `</w:p>` }
	text := func(s string) string { return `<w:r><w:t>` + s + `</w:t></w:r>` }
	doc := mustRead(t, wordWith(t, `<w:tbl><w:tr><w:tc>`+p(text("收到"))+`</w:tc><w:tc>`+p(text("12")+`<w:r><w:footnoteReference w:id="2"/></w:r>`)+`</w:tc></w:tr></w:tbl>`+
		p(text("结尾")+`<w:r><w:endnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>`)+p(text("完"))+`<w:altChunk/>`))
	require.Equal(t, "12", doc.Blocks[0].Grid.At(0, 1).Text)
	require.Equal(t, []string{"含延期 3 件", "结尾", "尾注", "完"}, paras(doc))
	require.Equal(t, []string{"dropped"}, []string{doc.Notes[0].Kind})
}

// TestFieldsThatDraw: of a DOCX field its result is shown; what one draws without
// a result, as a figure in a circle, is said to be left out.
func TestFieldsThatDraw(t *testing.T) {
	field := func(code, result string) string {
		s := `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>` + code + `</w:instrText></w:r>`
		if result != "" {
			s += `<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>` + result + `</w:t></w:r>`
		}
		return s + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	for _, c := range []struct {
		fields string
		notes  []string
	}{
		{field(` eq \o\ac(&#9675;,1)`, ""), []string{`what a field draws: eq \o\ac(○,1)`}},
		{field(` =SUM(ABOVE) `, "4"), nil},
		{field(` XE "a" `, ""), nil},
		{field(` IF `+`</w:instrText></w:r>`+field(` PAGE `, "1")+`<w:r><w:instrText> = 1 `, "4"), nil},
	} {
		doc := mustRead(t, docx(t, `<w:p><w:r><w:t>收到</w:t></w:r>`+c.fields+`<w:r><w:t>件</w:t></w:r></w:p>`))
		var notes []string
		for _, n := range doc.Notes {
			require.Equal(t, "dropped", n.Kind)
			notes = append(notes, n.Text)
		}
		require.Equal(t, c.notes, notes, c.fields)
	}
}
