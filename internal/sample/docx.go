package sample

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"math/rand/v2"
	"strings"
)

const (
	contentTypes = xml.Header + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>`
	packageRels  = xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	documentRels = xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>`
	numbering    = xml.Header + `<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%%1%s"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
	docxHead     = xml.Header + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	docxTail     = `<w:sectPr/></w:body></w:document>`
)

type document struct {
	strings.Builder
	r    *Report
	rng  *rand.Rand
	auto bool // headings numbered by Word
}

// DOCX returns the report as a Word file: spans as gridSpan and vMerge, runs
// that cut numbers, a deleted revision, and for some seeds headings that Word
// numbers.
func (r *Report) DOCX() []byte {
	d := &document{r: r, rng: r.fork("docx")}
	d.auto = d.rng.IntN(3) == 0 && !r.has(WrongOrdinals) && !r.has(MissingSection)
	d.WriteString(docxHead)
	for i := range r.blocks {
		b := &r.blocks[i]
		switch {
		case b.table != nil:
			d.table(b.table)
		case b.kind == heading && d.auto:
			d.para(`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>`, b.auto)
		case b.kind == title:
			d.para(`<w:jc w:val="center"/>`, b.text)
		default:
			d.para("", b.text)
		}
	}
	d.WriteString(docxTail)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRels},
		{"word/document.xml", d.String()},
		{"word/_rels/document.xml.rels", documentRels},
		{"word/numbering.xml", fmt.Sprintf(numbering, words().Mark["cjk"])},
	} {
		w, err := z.Create(f.name)
		if err == nil {
			_, err = w.Write([]byte(f.text))
		}
		if err != nil {
			panic(err) // a buffer takes everything
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func (d *document) para(properties, text string) {
	d.WriteString("<w:p>")
	if properties != "" {
		d.WriteString("<w:pPr>" + properties + "</w:pPr>")
	}
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			d.WriteString("<w:r><w:br/></w:r>")
		}
		d.runs(line)
	}
	d.WriteString("</w:p>")
}

// runs writes a line as one run, or as two that meet inside it, here and there
// with a deletion between them.
func (d *document) runs(s string) {
	c := []rune(s)
	if len(c) < 2 || d.rng.IntN(4) > 0 {
		d.run(s)
		return
	}
	at := 1 + d.rng.IntN(len(c)-1)
	d.run(string(c[:at]))
	if d.rng.IntN(4) == 0 {
		d.WriteString(`<w:del w:id="1" w:author="a"><w:r><w:delText>99</w:delText></w:r></w:del>`)
	}
	d.run(string(c[at:]))
}

func (d *document) run(s string) {
	if s == "" {
		return
	}
	d.WriteString(`<w:r><w:t xml:space="preserve">`)
	xml.EscapeText(&d.Builder, []byte(s)) // a builder takes everything
	d.WriteString("</w:t></w:r>")
}

func (d *document) table(t *table) {
	d.WriteString("<w:tbl><w:tblPr/><w:tblGrid>")
	d.WriteString(strings.Repeat(`<w:gridCol w:w="900"/>`, t.cols))
	d.WriteString("</w:tblGrid>")
	for _, row := range d.r.wordRows(t) {
		d.WriteString("<w:tr>")
		for _, c := range row {
			d.cell(c.colSpan, [...]string{"", `<w:vMerge w:val="restart"/>`, `<w:vMerge/>`}[c.merge], c.cell)
		}
		d.WriteString("</w:tr>")
	}
	d.WriteString("</w:tbl>")
}

func (d *document) cell(span int, merge string, c cell) {
	d.WriteString("<w:tc><w:tcPr>")
	if span > 1 {
		fmt.Fprintf(d, `<w:gridSpan w:val="%d"/>`, span)
	}
	d.WriteString(merge + "</w:tcPr>")
	d.para("", d.r.wordText(c))
	d.WriteString("</w:tc>")
}

// wordCell is a cell as Word has it: those below the first of a merge stand in
// their rows too.
type wordCell struct {
	cell
	merge int // 0 alone, 1 begins one, 2 goes on in one
}

// wordRows are a table's rows with every cell that Word has in them.
func (r *Report) wordRows(t *table) (out [][]wordCell) {
	type open struct{ left, width int } // rows and columns that a vertical merge still takes
	below := map[int]open{}
	for _, row := range r.misalign(t) {
		var cells []wordCell
		col, k := 0, 0
		for {
			if o := below[col]; o.left > 0 {
				cells = append(cells, wordCell{cell{colSpan: o.width}, 2})
				below[col] = open{o.left - 1, o.width}
				col += o.width
				continue
			}
			if k == len(row) {
				break
			}
			c := wordCell{cell: row[k]}
			k++
			if c.rowSpan > 1 {
				c.merge = 1
				below[col] = open{c.rowSpan - 1, c.colSpan}
			}
			cells = append(cells, c)
			col += c.colSpan
		}
		out = append(out, cells)
	}
	return out
}

// wordText is what a cell says in a Word file.
func (r *Report) wordText(c cell) string {
	if r.has(WrappedLabels) && c.path == "" {
		return strings.Join(wrap(c.text), "\n")
	}
	return c.text
}
