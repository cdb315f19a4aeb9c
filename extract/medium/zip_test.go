package medium_test

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// pack makes a ZIP file of parts.
func pack(tb testing.TB, parts map[string]string) []byte {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		method := zip.Deflate
		if name == "mimetype" { // stored, so that the kind shows in the first bytes
			method = zip.Store
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		require.NoError(tb, err)
		_, err = io.WriteString(w, parts[name])
		require.NoError(tb, err)
	}
	require.NoError(tb, z.Close())
	return buf.Bytes()
}

// part unpacks one part, "" if it is missing.
func part(tb testing.TB, data []byte, name string) []byte {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(tb, err)
	f, err := z.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	out, err := io.ReadAll(f)
	require.NoError(tb, err)
	return out
}

const wordNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`

// docx makes a Word file of a body.
func docx(tb testing.TB, body string) []byte {
	return pack(tb, map[string]string{"word/document.xml": `<?xml version="1.0" encoding="UTF-8"?><w:document ` + wordNS + `><w:body>` + body + `</w:body></w:document>`})
}

// wordFile makes a Word file with styles and lists: style 1 is a heading that
// counts in Chinese, list 2 the same from five on, list 3 counts "1.".
func wordFile(tb testing.TB, body string) []byte {
	return pack(tb, map[string]string{
		"[Content_Types].xml":          `<Types/>`,
		"_rels/.rels":                  `<Relationships><Relationship Id="a" Type="http://x/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="b" Type="http://x/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
		"docProps/core.xml":            `<cp:coreProperties xmlns:dc="x"><dc:title>年度报告</dc:title><dcterms:created>2024-01-10T08:00:00Z</dcterms:created></cp:coreProperties>`,
		"word/document.xml":            `<?xml version="1.0" encoding="UTF-8"?><w:document ` + wordNS + `><w:body>` + body + `</w:body></w:document>`,
		"word/_rels/document.xml.rels": `<Relationships><Relationship Type="http://x/relationships/styles" Target="styles.xml"/><Relationship Type="http://x/relationships/numbering" Target="/word/numbering.xml"/></Relationships>`,
		"word/styles.xml":              `<w:styles ` + wordNS + `><w:style w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="0"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`,
		"word/numbering.xml": `<w:numbering ` + wordNS + `><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>` +
			`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%3"/></w:lvl></w:abstractNum>` +
			`<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>` +
			`<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num></w:numbering>`,
	})
}
