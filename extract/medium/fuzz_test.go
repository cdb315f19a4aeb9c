package medium_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"gongkai/extract/doc"
	"gongkai/extract/grid"
	"gongkai/extract/medium"
	"gongkai/internal/sample"
	"gongkai/record"
)

// tight are limits that a fuzzer can meet.
var tight = medium.Limits{Bytes: 1 << 20, Unpacked: 4 << 20, Cells: 5000, Nesting: 64, Text: 1 << 20}

// seeds gives a fuzz target our own fixtures, the corpus if it is there, and
// generated reports.
func seeds(f *testing.F, kind string, add func([]byte)) {
	for _, pattern := range []string{filepath.Join("testdata", "*."+kind), filepath.Join("..", "..", "corpus", "*", "source."+kind), filepath.Join("..", "..", "..", "shared", "corpus", "*."+kind)} {
		files, err := filepath.Glob(pattern)
		require.NoError(f, err)
		for _, name := range files {
			data, err := os.ReadFile(name)
			require.NoError(f, err)
			add(data)
		}
	}
	for seed := range uint64(3) {
		r := sample.New(seed, sample.Options{})
		switch kind {
		case "html":
			add(r.HTML())
		case "md":
			add(r.Markdown())
		case "docx":
			add(r.DOCX())
		case "doc":
			add(r.DOC())
		default:
			add(r.Text())
		}
	}
}

// checkGrid asserts what every grid must be: cells inside it, none over another,
// every slot of a span leading to its cell.
func checkGrid(t *testing.T, g *grid.Grid) {
	require.Positive(t, g.Rows)
	require.Positive(t, g.Cols)
	owners := make([]int, g.Rows*g.Cols)
	for i := range g.Cells {
		c := &g.Cells[i]
		require.True(t, c.Row >= 0 && c.Col >= 0 && c.RowSpan >= 1 && c.ColSpan >= 1 && c.Row+c.RowSpan <= g.Rows && c.Col+c.ColSpan <= g.Cols, "cell %+v in %dx%d", c, g.Rows, g.Cols)
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Col; k < c.Col+c.ColSpan; k++ {
				require.Zero(t, owners[r*g.Cols+k], "two cells in r%d c%d", r+1, k+1)
				owners[r*g.Cols+k] = i + 1
				require.Same(t, c, g.At(r, k))
			}
		}
		require.Equal(t, c.Row+1, c.Pos.Row)
		require.Equal(t, c.Col+1, c.Pos.Col)
		require.Equal(t, g.Pos.Table, c.Pos.Table)
	}
}

// checkDoc asserts what every document must be.
func checkDoc(t *testing.T, doc *grid.Doc) {
	tables := 0
	for i, b := range doc.Blocks {
		require.True(t, (b.Para == nil) != (b.Grid == nil), "block %d is both or neither", i+1)
		if b.Grid != nil {
			tables++
			require.Equal(t, tables, b.Grid.Pos.Table)
			checkGrid(t, b.Grid)
			continue
		}
		require.NotEmpty(t, strings.TrimSpace(b.Para.Text))
		require.True(t, utf8.ValidString(b.Para.Text))
		require.NotEmpty(t, b.Para.Pos.String())
	}
	require.NoError(t, grid.Print(&bytes.Buffer{}, doc))
}

// checkError asserts that an error is one of ours and says what to do.
func checkError(t *testing.T, err error) {
	var coded *record.CodedError
	require.ErrorAs(t, err, &coded)
	require.NotEmpty(t, coded.Message)
	require.NotEqual(t, record.Crashed, coded.Code)
	require.False(t, errors.Is(err, context.DeadlineExceeded))
}

// read reads within a time; it returns nil where the reader refused.
func read(t *testing.T, f func(context.Context, []byte, medium.Limits) (*grid.Doc, error), data []byte) *grid.Doc {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	doc, err := f(ctx, data, tight)
	if err != nil {
		checkError(t, err)
		return nil
	}
	checkDoc(t, doc)
	return doc
}

// visible is all text of a document, in order.
func visible(doc *grid.Doc) string {
	var b strings.Builder
	for _, block := range doc.Blocks {
		if block.Para != nil {
			b.WriteString(block.Para.Text)
			continue
		}
		for i := range block.Grid.Cells {
			b.WriteString(block.Grid.Cells[i].Text)
		}
	}
	return b.String()
}

// letters are the characters that show, sorted: what must not get lost.
func letters(s string, also func(rune) bool) string {
	rs := slices.DeleteFunc([]rune(s), func(r rune) bool {
		return r <= ' ' || r == 0x7F || r == 0x85 || r == 0xA0 || r == 0x1680 || r >= 0x2000 && r <= 0x200F || r == 0x2028 || r == 0x2029 ||
			r == 0x202F || r == 0x205F || r == 0x2060 || r == 0x3000 || r == 0xFEFF || also != nil && also(r)
	})
	slices.Sort(rs)
	return string(rs)
}

// FuzzRead: whatever the bytes, a document that holds together or an error that
// says what to do.
func FuzzRead(f *testing.F) {
	for _, kind := range []string{"txt", "md", "html", "docx", "doc"} {
		seeds(f, kind, func(data []byte) { f.Add(data) })
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		read(t, func(ctx context.Context, data []byte, lim medium.Limits) (*grid.Doc, error) {
			if medium.PDF.Detect(data) {
				return nil, record.Fail(record.Unsupported, "another reader's")
			}
			return medium.Read(ctx, data, lim)
		}, data)
	})
}

// FuzzText: no character of a text gets lost.
func FuzzText(f *testing.F) {
	seeds(f, "txt", func(data []byte) { f.Add(data) })
	f.Fuzz(func(t *testing.T, data []byte) {
		doc := read(t, medium.Text.Read, data)
		if doc == nil || doc.Encoding != "utf-8" || !utf8.Valid(data) || bytes.Contains(data, []byte("&nbsp;")) {
			return
		}
		// Rules of tables, where there may be any, and what stands around cells.
		drawn := bytes.Contains(data, []byte("--")) || bytes.Contains(data, []byte("==")) || bytes.IndexFunc(data, func(r rune) bool { return r >= 0x2500 && r < 0x2580 }) >= 0
		signs := func(r rune) bool {
			return strings.ContainsRune("\",\uFF0C|-=", r) || drawn && (r >= 0x2500 && r < 0x2580 || strings.ContainsRune("+:", r))
		}
		require.Equal(t, letters(string(data), signs), letters(visible(doc), signs))
	})
}

// FuzzMarkdown: no letter or digit of a markdown text without HTML, links,
// escapes, wiki tables and what is struck out gets lost.
func FuzzMarkdown(f *testing.F) {
	seeds(f, "md", func(data []byte) { f.Add(data) })
	f.Fuzz(func(t *testing.T, data []byte) {
		doc := read(t, medium.Markdown.Read, data)
		if doc == nil || doc.Encoding != "utf-8" || !utf8.Valid(data) || bytes.ContainsAny(data, "<&[\\") || bytes.Contains(data, []byte("```")) || bytes.Contains(data, []byte("~~")) || bytes.Contains(data, []byte(":::")) || bytes.Contains(data, []byte("{|")) {
			return
		}
		marks := func(r rune) bool { return strings.ContainsRune("#|-=*_`~:>+\",\uFF0C", r) } // commas part cells here too
		require.Equal(t, letters(string(data), marks), letters(visible(doc), marks))
	})
}

// FuzzDOCX: a package of any document part is read or refused.
func FuzzDOCX(f *testing.F) {
	seeds(f, "docx", func(data []byte) {
		f.Add(string(part(f, data, "word/document.xml")), string(part(f, data, "word/numbering.xml")))
	})
	f.Add(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>1</w:t></w:r></w:p></w:body></w:document>`, "")
	f.Fuzz(func(t *testing.T, document, numbering string) {
		read(t, medium.DOCX.Read, pack(t, map[string]string{"word/document.xml": document, "word/numbering.xml": numbering,
			"word/_rels/document.xml.rels": `<Relationships><Relationship Type="x/numbering" Target="numbering.xml"/></Relationships>`}))
	})
}

// FuzzDOC: no character that a document prints in its main text gets lost.
func FuzzDOC(f *testing.F) {
	seeds(f, "doc", func(data []byte) { f.Add(data) })
	f.Fuzz(func(t *testing.T, data []byte) {
		got := read(t, medium.DOC.Read, data)
		if got == nil || slices.ContainsFunc(got.Notes, func(n grid.Note) bool { return strings.Contains(n.Text, "merged") }) {
			return
		}
		count := map[rune]int{} // numbers of paragraphs, notes and text boxes are more
		for _, r := range visible(got) {
			count[r]++
		}
		for _, r := range letters(printed(t, data), func(r rune) bool { return r < ' ' }) {
			if count[r]--; count[r] < 0 {
				t.Fatalf("%q is lost", r)
			}
		}
	})
}

// printed is what the runs of a document's main text print.
func printed(t *testing.T, data []byte) string {
	d, err := doc.Open(data)
	require.NoError(t, err)
	ps, err := d.Paragraphs(d.Main())
	require.NoError(t, err)
	var b strings.Builder
	var fields []bool
	for i := range ps {
		require.NoError(t, d.Runs(&ps[i], func(r *doc.Run) error {
			switch r.Kind {
			case doc.FieldBegin:
				fields = append(fields, false)
			case doc.FieldResult:
				fields[len(fields)-1] = true
			case doc.FieldEnd:
				fields = fields[:len(fields)-1]
			case doc.Text:
				if !r.Look.Hidden && !r.Look.Struck && !slices.Contains(fields, false) {
					b.Write(r.Text)
				}
			}
			return nil
		}))
	}
	return b.String()
}
