package pdf

import (
	"bytes"
	"compress/lzw"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	lib "github.com/ledongthuc/pdf"
	"github.com/stretchr/testify/require"

	"gongkai/record"
)

// modern writes the builder's objects into object streams with a
// cross-reference stream, its rows predicted from the row above.
func (b *builder) modern() []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	n := len(b.objects)
	type entry struct{ kind, a, c int }
	entries := make([]entry, n+3)
	var head, bodies strings.Builder
	packed := 0
	for i, o := range b.objects {
		if strings.Contains(o, "stream") {
			entries[i+1] = entry{1, out.Len(), 0}
			fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
			continue
		}
		entries[i+1] = entry{2, n + 1, packed}
		packed++
		fmt.Fprintf(&head, "%d %d ", i+1, bodies.Len())
		bodies.WriteString(o + "\n")
	}
	tmp := newBuilder()
	objstm := tmp.objects[tmp.flate(fmt.Sprintf("/Type/ObjStm/N %d/First %d", packed, head.Len()), head.String()+bodies.String())-1]
	entries[n+1] = entry{1, out.Len(), 0}
	fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", n+1, objstm)
	entries[n+2] = entry{1, out.Len(), 0}
	var rows []byte
	last := make([]byte, 7)
	for _, e := range entries {
		row := []byte{byte(e.kind)}
		row = binary.BigEndian.AppendUint32(row, uint32(e.a))
		row = binary.BigEndian.AppendUint16(row, uint16(e.c))
		rows = append(rows, 2)
		for i := range row {
			rows = append(rows, row[i]-last[i])
		}
		last = row
	}
	x := tmp.objects[tmp.flate(fmt.Sprintf("/Type/XRef/Size %d/Root 1 0 R/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>", len(entries)), string(rows))-1]
	at := out.Len()
	fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", n+2, x, at)
	return out.Bytes()
}

func oneWordSeed() *builder {
	b := newBuilder()
	f := b.add(helvetica)
	b.page(fmt.Sprintf("/Font<</F %d 0 R>>", f), "BT /F 10 Tf 20 50 Td (42) Tj ET", "")
	return b
}

// However the file is put together, its page says the same.
func TestFiles(t *testing.T) {
	plain, modern := oneWordSeed().bytes(), oneWordSeed().modern()
	cut := func(data []byte, sep string) []byte { return data[:bytes.LastIndex(data, []byte(sep))] }
	for name, c := range map[string]struct {
		data    []byte
		damaged bool
	}{
		"plain":            {plain, false},
		"modern":           {modern, false},
		"leading junk":     {append([]byte("\n\nHTTP/1.1 200 OK\n\n"), plain...), false},
		"much of it":       {append([]byte(strings.Repeat("Set-Cookie: a=b\r\n", 500)), plain...), false},
		"header 2.0":       {bytes.Replace(plain, []byte("%PDF-1.7"), []byte("%PDF-2.0"), 1), false},
		"trailing junk":    {append(bytes.Clone(plain), strings.Repeat("junk ", 500)...), true},
		"no EOF":           {cut(plain, "startxref"), true},
		"no table":         {cut(plain, "xref\n0"), true},
		"bad startxref":    {bytes.Replace(plain, []byte("startxref\n"), []byte("startxref\n9"), 1), true},
		"shifted":          {bytes.Replace(plain, []byte("%PDF-1.7\n"), []byte("%PDF-1.7\n%more\n"), 1), true},
		"modern, no table": {cut(modern, "startxref"), true},
		"no page tree":     {bytes.Replace(plain, []byte("/Kids"), []byte("/Cats"), 1), true},
		"no catalog":       {bytes.ReplaceAll(cut(plain, "trailer"), []byte("/Catalog"), []byte("/Cat")), true},
		"wrong length":     {bytes.Replace(plain, []byte("/Length 31"), []byte("/Length 33"), 1), false},
		"length of itself": {bytes.Replace(plain, []byte("/Length 31"), []byte("/Length 4 0 R"), 1), true},
	} {
		require.True(t, IsPDF(c.data), name)
		doc, err := Read(context.Background(), c.data, DefaultLimits)
		require.NoError(t, err, name)
		require.NotEmpty(t, doc.Pages, name)
		require.Equal(t, "42", doc.Pages[0].text(), name)
		require.Equal(t, c.damaged, doc.Damaged, name)
	}
}

// An update replaces objects: the newest counts, by table and when rebuilt.
func TestUpdate(t *testing.T) {
	data := oneWordSeed().bytes()
	prev := bytes.LastIndex(data, []byte("xref\n0"))
	at := len(data)
	data = append(data, "4 0 obj\n<</Length 31>>stream\nBT /F 10 Tf 20 50 Td (77) Tj ET\nendstream\nendobj\n"...)
	x := len(data)
	data = fmt.Appendf(data, "xref\n4 1\n%010d 00000 n \ntrailer\n<</Size 6/Root 1 0 R/Prev %d>>\n", at, prev)
	require.Equal(t, "77", firstPage(t, data).text())
	require.True(t, read(t, data).Damaged)
	data = fmt.Appendf(data, "startxref\n%d\n%%%%EOF\n", x)
	require.Equal(t, "77", firstPage(t, data).text())
	require.False(t, read(t, data).Damaged)
}

func TestFilters(t *testing.T) {
	want := strings.Repeat("BT /F 1 Tf ET ", 300)
	var late bytes.Buffer
	w := lzw.NewWriter(&late, lzw.MSB, 8)
	w.Write([]byte(want))
	w.Close()
	in := testInflater()
	out, ok := in.decode(late.Bytes(), []filter{{name: "LZWDecode"}})
	require.True(t, ok)
	require.Equal(t, want, string(out))

	// From the PDF reference, 7.4.4.2.
	out, ok = in.decode([]byte{0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01}, []filter{{name: "LZWDecode", early: true}})
	require.True(t, ok)
	require.Equal(t, []byte{45, 45, 45, 45, 45, 65, 45, 45, 45, 66}, out)
	out, ok = in.decode(earlyLZW([]byte(want)), []filter{{name: "LZW", early: true}})
	require.True(t, ok)
	require.Equal(t, want, string(out))

	out, ok = in.decode([]byte("34313> "), []filter{{name: "AHx"}})
	require.True(t, ok)
	require.Equal(t, "410", string(out))
	out, ok = in.decode([]byte("<~87cURD]i,\"Ebo7~>"), []filter{{name: "A85"}})
	require.True(t, ok)
	require.Equal(t, "Hello World", string(out[:11]))
	out, _ = in.decode([]byte{2, 'a', 'b', 'c', 254, 'x', 128, 'z'}, []filter{{name: "RunLengthDecode"}})
	require.Equal(t, "abcxxx", string(out))
	_, ok = in.decode([]byte("\xff\xd8"), []filter{{name: "DCTDecode"}})
	require.False(t, ok)

	// Each PNG predictor on a row of four bytes, two a pixel.
	rows := []byte{0, 1, 2, 3, 4, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 3, 2, 2, 2, 2, 4, 1, 1, 1, 1}
	require.Equal(t, []byte{1, 2, 3, 4, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 5, 5, 4, 4, 6, 6},
		unpredict(rows, &filter{predictor: 15, columns: 2, colors: 2, bpc: 8}))
	require.Equal(t, []byte{1, 2, 4, 6}, unpredict([]byte{1, 2, 3, 4}, &filter{predictor: 2, columns: 2, colors: 2, bpc: 8}))
}

// earlyLZW writes LZW as PDF has it, plainly.
func earlyLZW(data []byte) []byte {
	var out []byte
	var acc, bits uint
	put := func(code, width int) {
		acc, bits = acc<<width|uint(code), bits+uint(width)
		for bits >= 8 {
			bits -= 8
			out = append(out, byte(acc>>bits))
		}
	}
	table := map[string]int{}
	for i := range 256 {
		table[string([]byte{byte(i)})] = i
	}
	next, width := 258, 9
	put(256, width)
	word := ""
	for _, c := range data {
		if _, ok := table[word+string([]byte{c})]; ok {
			word += string([]byte{c})
			continue
		}
		put(table[word], width)
		table[word+string([]byte{c})] = next
		next++
		if next+1 > 1<<width {
			width++
		}
		word = string([]byte{c})
	}
	put(table[word], width)
	put(257, width)
	put(0, 7)
	return out
}

// A flipped bit in packed content is noticed by its check sum.
func TestCheckSum(t *testing.T) {
	b := newBuilder()
	b.page("/Font<</F "+helvetica+">>", "", "")
	c := b.flate("", "BT /F 10 Tf 20 50 Td (42) Tj ET")
	b.objects[len(b.objects)-2] = strings.Replace(b.objects[len(b.objects)-2], "/Contents 3 0 R", fmt.Sprintf("/Contents %d 0 R", c), 1)
	data := b.bytes()
	require.False(t, read(t, data).Damaged)
	data[bytes.Index(data, []byte("\nendstream\nendobj\nxref"))-1] ^= 1
	require.True(t, read(t, data).Damaged)
}

// The two things that are taken from inside the library's values.
func TestIdent(t *testing.T) {
	b := newBuilder()
	b.objects[0] = "<</Type/Catalog/Pages 2 0 R/A 3 0 R/B<</C 3 0 R>>>>"
	b.add("<</X 1>>")
	f, err := open(newBudget(context.Background(), DefaultLimits), new(room), b.bytes(), false)
	require.NoError(t, err)
	root := f.lib.Trailer().Key("Root")
	id, _ := ident(root)
	require.EqualValues(t, 1, id)
	id, _ = ident(root.Key("A"))
	require.EqualValues(t, 3, id)
	id, _ = ident(root.Key("B"))
	require.EqualValues(t, 1, id)
	require.EqualValues(t, 3, refTo(root, "A"))
	require.EqualValues(t, 0, refTo(root, "B"))
	require.EqualValues(t, 0, refTo(root, "Type"))
	require.EqualValues(t, 0, refTo(root, "Z"))
	require.EqualValues(t, 0, refTo(lib.Value{}, "Z"))
	require.Equal(t, "3 0 R", string(rawOf(root)["A"]))
}

func TestLimits(t *testing.T) {
	code := func(lim Limits, data []byte) record.Code {
		_, err := Read(context.Background(), data, lim)
		var coded *record.CodedError
		require.True(t, errors.As(err, &coded), "%v", err)
		return coded.Code
	}
	set := func(f func(*Limits)) Limits {
		l := DefaultLimits
		f(&l)
		return l
	}
	many := onePage(strings.Repeat("BT /F 10 Tf 20 50 Td (12345) Tj ET 0 0 9 1 re f\n", 200))
	require.Equal(t, record.TooLarge, code(set(func(l *Limits) { l.Operators = 100 }), many))
	require.Equal(t, record.TooLarge, code(set(func(l *Limits) { l.Glyphs = 100 }), many))
	require.Equal(t, record.TooLarge, code(set(func(l *Limits) { l.Rules = 100 }), many))
	two := newBuilder()
	two.page("", "", "")
	two.page("", "", "")
	require.Equal(t, record.TooLarge, code(set(func(l *Limits) { l.Pages = 1 }), two.bytes()))
	packed := newBuilder()
	packed.page("", "", "")
	c := packed.flate("", strings.Repeat(" ", 1<<20))
	packed.objects[3] = strings.Replace(packed.objects[3], "/Contents 3", fmt.Sprintf("/Contents %d", c), 1)
	require.Equal(t, record.TooLarge, code(set(func(l *Limits) { l.Unpacked = 1 << 20 }), packed.bytes()))
	require.Equal(t, record.Damaged, code(DefaultLimits, []byte("no PDF at all")))

	ctx, cancel := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	defer cancel()
	_, err := Read(ctx, many, DefaultLimits)
	var coded *record.CodedError
	require.ErrorAs(t, err, &coded)
	require.Equal(t, record.Timeout, coded.Code)
}
