package pdf

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// builder writes small PDFs. Object 1 is the catalog, 2 the page tree.
type builder struct {
	objects []string // object i+1
}

func newBuilder() *builder {
	return &builder{objects: []string{"<</Type/Catalog/Pages 2 0 R>>", ""}}
}

func (b *builder) add(object string) int {
	b.objects = append(b.objects, object)
	return len(b.objects)
}

func (b *builder) stream(dict, data string) int {
	return b.add(fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", dict, len(data), data))
}

func (b *builder) flate(dict, data string) int {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	w.Write([]byte(data))
	w.Close()
	return b.stream(dict+"/Filter/FlateDecode", z.String())
}

// page adds a page of 200 × 100 points; extra goes into its dictionary.
func (b *builder) page(resources, content, extra string) {
	c := b.stream("", content)
	p := b.add(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Resources<<%s>>/Contents %d 0 R%s>>", resources, c, extra))
	kids := strings.TrimSuffix(strings.TrimPrefix(b.objects[1], "<</Type/Pages/Kids["), "]>>")
	b.objects[1] = fmt.Sprintf("<</Type/Pages/Kids[%s %d 0 R]>>", kids, p)
}

// bytes writes the file with a plain cross-reference table.
func (b *builder) bytes() []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	at := make([]int, len(b.objects))
	for i, o := range b.objects {
		at[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	x := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, a := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, x)
	return out.Bytes()
}

func ref(id int) string { return fmt.Sprintf("%d 0 R", id) }

const helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"

// onePage is a file of one page with Helvetica as /F.
func onePage(content string) []byte {
	b := newBuilder()
	b.page("/Font<</F "+helvetica+">>", content, "")
	return b.bytes()
}

func read(t *testing.T, data []byte) *Document {
	t.Helper()
	doc, err := Read(context.Background(), data, DefaultLimits)
	require.NoError(t, err)
	return doc
}

// firstPage reads a file's first page.
func firstPage(t *testing.T, data []byte) *Page {
	t.Helper()
	doc := read(t, data)
	require.NotEmpty(t, doc.Pages)
	return &doc.Pages[0]
}

// text is a page's visible text in content order.
func (p *Page) text() string {
	var b strings.Builder
	for _, g := range p.Glyphs {
		if !g.Hidden {
			b.WriteString(g.Text)
		}
	}
	return b.String()
}

// near asserts the origin of a glyph: left edge and baseline.
func near(t *testing.T, g Glyph, text string, x, y float64) {
	t.Helper()
	require.Equal(t, text, g.Text)
	require.InDelta(t, x, g.X0, .01)
	require.InDelta(t, y, g.Baseline, .01)
}

// sane asserts what holds of any page, whatever the file.
func sane(t *testing.T, d *Document) {
	for i := range d.Pages {
		p := &d.Pages[i]
		for _, g := range p.Glyphs {
			for _, v := range [...]float64{g.X0, g.Y0, g.X1, g.Y1, g.Size, g.Baseline} {
				if math.IsNaN(v) || math.IsInf(v, 0) {
					t.Fatalf("page %d: glyph %+v", i+1, g)
				}
			}
			if g.X0 > g.X1 || g.Y0 > g.Y1 || g.Text == "" {
				t.Fatalf("page %d: glyph %+v", i+1, g)
			}
		}
		for _, r := range p.Rules {
			if r.X0 > r.X1 || r.Y0 > r.Y1 || r.X0 != r.X1 && r.Y0 != r.Y1 || !(r.X1 < 1e6 && r.Y1 < 1e6) {
				t.Fatalf("page %d: rule %+v", i+1, r)
			}
		}
	}
}
