package pdf

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"gongkai/record"
)

// shared lists the samples that every session has, or skips the test.
func shared(t testing.TB, pattern string) []string {
	files, err := filepath.Glob("../../../shared/" + pattern)
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("no ../shared here: its samples are tested where it is")
	}
	return files
}

// Each damaged or hostile sample ends in a document or a coded error, in time.
func TestBadFiles(t *testing.T) {
	for _, name := range shared(t, "pdf/bad-*.pdf") {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		doc, err := Read(ctx, data, DefaultLimits)
		require.NoError(t, ctx.Err(), "%s took too long", name)
		cancel()
		var coded *record.CodedError
		if err == nil {
			sane(t, doc)
		} else if !errors.As(err, &coded) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Files that tell whether they were read right: what was damaged is whole again
// and says so, what is packed or encrypted otherwise reads the same.
func TestSamples(t *testing.T) {
	want := ""
	for _, name := range shared(t, "pdf/lodocx-wqy.pdf") {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		want = read(t, data).text()
		require.Contains(t, want, "2023")
	}
	for pattern, damaged := range map[string]bool{
		"pike-lodocx-wqy-formxobj": false, "pike-lodocx-wqy-inlineimg": false, "pike-lodocx-wqy-rotcontent": false, "pike-lodocx-wqy-rotflag": false,
		"qpdf-*-aes128": false, "qpdf-*-aes256": false, "qpdf-*-rc4128": false, "qpdf-*-rc440": false, "qpdf-*-objstm": false, "gs-lodocx-wqy": false,
		"bad-leadjunk": false, "bad-v20hdr": false, "bad-noeof": true, "bad-trailjunk": true, "bad-xrefoff": true,
	} {
		for _, name := range shared(t, "pdf/"+pattern+".pdf") {
			data, err := os.ReadFile(name)
			require.NoError(t, err)
			doc := read(t, data)
			require.Equal(t, want, doc.text(), name)
			require.Equal(t, damaged, doc.Damaged, name)
			unknown, visible := doc.Unknown()
			require.Zero(t, unknown, name)
			require.Positive(t, visible, name)
		}
	}
	for _, name := range shared(t, "pdf/*-needspw.pdf") {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		_, err = Read(context.Background(), data, DefaultLimits)
		var coded *record.CodedError
		require.ErrorAs(t, err, &coded)
		require.Equal(t, record.Encrypted, coded.Code)
	}
	for _, name := range shared(t, "pdf/*-notounicode.pdf") {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		unknown, visible := read(t, data).Unknown()
		require.Equal(t, visible, unknown)
	}
}

// text is a document's visible text in content order.
func (d *Document) text() string {
	var b strings.Builder
	for i := range d.Pages {
		b.WriteString(d.Pages[i].text())
	}
	return b.String()
}

// FuzzRead: any bytes end in a document with finite boxes or a coded error.
func FuzzRead(f *testing.F) {
	b := oneWordSeed()
	f.Add(b.bytes())
	f.Add(b.modern())
	f.Add(onePage("q 1 0 0 1 5 5 cm BT /F 10 Tf (1) Tj [(2)-3<34>] TJ ET 0 0 9 1 re f BI /W 1 /H 1 ID x EI /X Do Q"))
	f.Add(onePage("BT /F 1e9 Tf 9999999999999 0 0 -1 0 0 Tm (1) Tj ET -1 -1 99999999 1 re S"))
	if files, err := filepath.Glob("../../../shared/pdf/*.pdf"); err == nil {
		for _, name := range files {
			if data, err := os.ReadFile(name); err == nil && len(data) < 100_000 {
				f.Add(data)
			}
		}
	}
	lim := DefaultLimits
	lim.Unpacked, lim.Operators = 16<<20, 500_000
	f.Fuzz(func(t *testing.T, data []byte) {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		doc, err := Read(ctx, data, lim)
		var coded *record.CodedError
		switch {
		case err == nil:
			sane(t, doc)
		case !errors.As(err, &coded):
			t.Fatalf("%v", err)
		case coded.Code == record.Timeout:
			t.Fatal("took five seconds")
		}
	})
}

// FuzzContent: any page content does the same. It reaches further into the
// painter than bytes of whole files do.
func FuzzContent(f *testing.F) {
	for _, s := range []string{
		"BT /F 10 Tf 20 50 Td (1) Tj ET", "BT /V 9 Tf 1 0 0 1 9 9 Tm [<4e00>-200<516c>] TJ T* (a) ' ET", "q .1 0 0 -9 1 1 cm 1 w 0 0 m 9 0 l h S 0 0 5 5 re 1 1 3 3 re f* Q",
		"/OC /X BDC /Span <</ActualText(a)>> BDC EMC EMC /M Do", "BI /W 3 /H 2 /BPC 8 /CS /RGB ID \x00\x01EI EI Q", "0 0 0 0 0 0 cm 1e300 1e300 l 3 Tr 0 Tz /T 5 Tf (AB) Tj",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		b := newBuilder()
		form := b.stream("/Type/XObject/Subtype/Form/Matrix[0 1 -1 0 3 3]", string(content))
		b.page("/XObject<</M "+ref(form)+">>/Font<</F "+helvetica+"/V <</Type/Font/Subtype/Type0/Encoding/UniGB-UTF16-V/DescendantFonts[<</Subtype/CIDFontType0>>]>>"+
			"/T <</Type/Font/Subtype/Type3/FontMatrix[1 0 0 -1 0 0]/FontBBox[0 0 9 9]/FirstChar 65/Widths[3 4]/Encoding<</Differences[65/one]>>>>>>", string(content), "")
		doc, err := Read(context.Background(), b.bytes(), DefaultLimits)
		var coded *record.CodedError
		if err == nil {
			sane(t, doc)
		} else if !errors.As(err, &coded) {
			t.Fatalf("%v", err)
		}
	})
}
