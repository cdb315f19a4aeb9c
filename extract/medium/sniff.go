package medium

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"slices"
	"strings"

	"gongkai/extract/doc"
	"gongkai/record"
)

// blankBytes says that there is nothing but white space, in any encoding: NUL
// and byte order marks included.
func blankBytes(data []byte) bool {
	for _, c := range data {
		switch c {
		case ' ', '\t', '\n', '\r', '\f', '\v', 0, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x1A:
		default:
			return false
		}
	}
	return true
}

// kinds are files that are told by their first bytes and cannot be read, and
// what to do with each.
var kinds = []struct {
	magic string
	at    int
	code  record.Code
	text  string
}{
	{`{\rtf`, 0, record.Unsupported, "a rich text file (RTF); save it as DOCX and try again"},
	{"Rar!\x1a\x07", 0, record.Unsupported, "a RAR archive; unpack it and give the files inside"},
	{"7z\xbc\xaf\x27\x1c", 0, record.Unsupported, "a 7z archive; unpack it and give the files inside"},
	{"\x1f\x8b\x08", 0, record.Unsupported, "a gzip archive; unpack it and give the file inside"},
	{"BZh", 0, record.Unsupported, "a bzip2 archive; unpack it and give the file inside"},
	{"\xfd7zXZ\x00", 0, record.Unsupported, "an xz archive; unpack it and give the file inside"},
	{"\x28\xb5\x2f\xfd", 0, record.Unsupported, "a zstd archive; unpack it and give the file inside"},
	{"ustar", 257, record.Unsupported, "a tar archive; unpack it and give the files inside"},
	{"\x89PNG\r\n\x1a\n", 0, record.Scanned, "a picture (PNG); get the report as text, or run character recognition first"},
	{"\xff\xd8\xff", 0, record.Scanned, "a picture (JPEG); get the report as text, or run character recognition first"},
	{"GIF87a", 0, record.Scanned, "a picture (GIF); get the report as text, or run character recognition first"},
	{"GIF89a", 0, record.Scanned, "a picture (GIF); get the report as text, or run character recognition first"},
	{"II*\x00", 0, record.Scanned, "a picture (TIFF); get the report as text, or run character recognition first"},
	{"MM\x00*", 0, record.Scanned, "a picture (TIFF); get the report as text, or run character recognition first"},
	{"WEBP", 8, record.Scanned, "a picture (WebP); get the report as text, or run character recognition first"},
	{"MZ", 0, record.Unsupported, "a program, not a document; find the report itself"},
	{"\x7fELF", 0, record.Unsupported, "a program, not a document; find the report itself"},
	{"SQLite format 3\x00", 0, record.Unsupported, "a database, not a document; find the report itself"},
	{"wOFF", 0, record.Unsupported, "a font, not a document; find the report itself"},
	{"ftypheic", 4, record.Scanned, "a picture (HEIC); get the report as text, or run character recognition first"},
	{"ftypavif", 4, record.Scanned, "a picture (AVIF); get the report as text, or run character recognition first"},
	{"ftyp", 4, record.Unsupported, "a video, not a document; find the report itself"},
	{"\x1a\x45\xdf\xa3", 0, record.Unsupported, "a video, not a document; find the report itself"},
	{"%!PS-", 0, record.Unsupported, "a PostScript file; convert it to PDF and try again"},
	{"JVBERi0", 0, record.Unsupported, "a PDF written as base64; decode it and give the PDF"},
	{"data:application/", 0, record.Unsupported, "a file written as a data address; decode it and give the file"},
	{"\xff\xfe\x00\x00", 0, record.Unsupported, "a text in UTF-32; save it as UTF-8"},
	{"\x00\x00\xfe\xff", 0, record.Unsupported, "a text in UTF-32; save it as UTF-8"},
}

// foreign is the failure of a file that is known to be of no readable kind.
func foreign(data []byte) error {
	for _, k := range kinds {
		if len(data) >= k.at && bytes.HasPrefix(data[k.at:], []byte(k.magic)) {
			if (k.magic == "MZ" || k.magic == "BZh") && !isBinary(data) {
				continue
			}
			return record.Fail(k.code, k.text)
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte("BM")) && isBinary(data):
		return record.Fail(record.Scanned, "a picture (BMP); get the report as text, or run character recognition first")
	case doc.IsCompound(data):
		return compound(data)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")), bytes.HasPrefix(data, []byte("PK00PK\x03\x04")):
		return archive(data)
	case PDF.Detect(data):
		return nil
	case archivedPage(data):
		return record.Fail(record.Unsupported, "a web archive (MHT) or an e-mail; open it in a browser, or in Word, and save it as HTML or DOCX")
	case otherXML(data) != "":
		return record.Fail(record.Unsupported, otherXML(data))
	case len(data) < 1<<24 && json.Valid(data) && bytes.ContainsAny(bytes.TrimSpace(data)[:1], "{[\""):
		return record.Fail(record.Unsupported, "JSON data; take the page's HTML or text out of it")
	case isBinary(data) && utf16Kind(data) == "":
		return record.Fail(record.Unsupported, "binary data of an unknown kind, neither PDF, DOCX, DOC, HTML nor text; convert it to one of these first")
	}
	return nil
}

// archivedPage says that the file is a page packed with its pictures as e-mail.
func archivedPage(data []byte) bool {
	head := bytes.TrimLeft(data[:min(len(data), 16<<10)], " \t\r\n\xef\xbb\xbf")
	name := 0 // of the first header
	for name < len(head) && (letter(head[name]) || head[name] == '-') {
		name++
	}
	if name == 0 || name == len(head) || head[name] != ':' {
		return false
	}
	head = lowerASCII(head)
	return bytes.Contains(head, []byte("mime-version:")) && (bytes.Contains(head, []byte("multipart/")) || bytes.Contains(head, []byte("quoted-printable")))
}

// otherXML says what a file of XML is that is neither a page nor a Word document;
// empty for any other file.
func otherXML(data []byte) string {
	head := bytes.TrimLeft(data[:min(len(data), 1024)], " \t\r\n\xef\xbb\xbf")
	if !hasPrefix(head, "<?xml") && !hasPrefix(head, "<svg") {
		return ""
	}
	for _, k := range [...]struct{ mark, text string }{
		{`progid="Excel.Sheet"`, "an Excel workbook saved as XML; copy the report into a DOCX or HTML file"},
		{"urn:schemas-microsoft-com:office:spreadsheet", "an Excel workbook saved as XML; copy the report into a DOCX or HTML file"},
		{"<uof:UOF", "a UOF document; save it as DOCX and try again"},
		{"<office:document", "an OpenDocument file; save it as DOCX and try again"},
		{"<svg", "a drawing (SVG); get the report as text, or run character recognition first"},
	} {
		if bytes.Contains(head, []byte(k.mark)) && !bytes.Contains(head, []byte("<html")) {
			return k.text
		}
	}
	return ""
}

// compound tells the kinds of OLE2 files by the names of their streams: a
// document may hold the others within. Of a file whose directory cannot be read
// the names are looked for as they would stand in it.
func compound(data []byte) error {
	names, err := doc.Names(data)
	for _, k := range [...]struct {
		stream string
		code   record.Code
		text   string
	}{
		{"EncryptedPackage", record.Encrypted, "an office document with a password; open it with the password and save it without one"},
		{"WordDocument", "", ""},
		{"Workbook", record.Unsupported, "an old Excel or WPS workbook (.xls, .et); copy the report into a DOCX or HTML file"},
		{"Book", record.Unsupported, "an old Excel workbook (.xls); copy the report into a DOCX or HTML file"},
		{"PowerPoint Document", record.Unsupported, "an old presentation (.ppt, .dps); copy the report into a DOCX file"},
	} {
		if err == nil && !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, k.stream) }) ||
			err != nil && !bytes.Contains(data, utf16Name(k.stream)) {
			continue
		}
		if k.code == "" {
			return err // a Word document, perhaps a damaged one
		}
		return record.Fail(k.code, k.text)
	}
	if err != nil {
		return record.Fail(record.Damaged, "an OLE2 file, perhaps an old office document, that is cut or damaged; fetch it again, or save it as DOCX")
	}
	return record.Fail(record.Unsupported, "an OLE2 file, perhaps an old office document; save it as DOCX and try again")
}

// utf16Name is a name as it stands in a directory.
func utf16Name(s string) []byte {
	out := make([]byte, 0, 2*len(s)+2)
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return append(out, 0, 0)
}

// archive is the failure of a ZIP file that is no Word document.
func archive(data []byte) error {
	for _, k := range [...]struct{ name, text string }{
		{"word/document", ""},
		{"word\\document", ""},
		{"OFD.xml", "an OFD document; export it as PDF and try again"},
		{"xl/workbook", "an Excel workbook (.xlsx); copy the report into a DOCX or HTML file"},
		{"ppt/presentation", "a presentation (.pptx); copy the report into a DOCX file"},
		{"application/vnd.oasis.opendocument", "an OpenDocument file; save it as DOCX and try again"},
		{"application/epub", "an e-book; get the report as HTML, DOCX or PDF"},
	} {
		if bytes.Contains(data, []byte(k.name)) {
			if k.text == "" {
				return nil
			}
			return record.Fail(record.Unsupported, k.text)
		}
	}
	if bytes.Contains(data, []byte("[Content_Types].xml")) {
		return nil // the package says which part is the document
	}
	return errArchive
}

var errArchive = record.Fail(record.Unsupported, "a ZIP archive; unpack it and give the files inside")

// leading is how many blanks, marks of encodings and NULs stand before the first
// bytes that tell a file's kind: some servers and programs put them there. Before
// a text they are its own.
func leading(data []byte) int {
	if len(data) == 0 || data[0] > ' ' && data[0] != 0xEF {
		return 0
	}
	rest := bytes.TrimLeft(data, " \t\r\n\f\x00")
	rest = bytes.TrimLeft(bytes.TrimPrefix(rest, []byte("\xef\xbb\xbf")), " \t\r\n\f\x00")
	known := hasPrefix(rest, "PK\x03\x04") || doc.IsCompound(rest)
	for i := range kinds {
		known = known || kinds[i].at == 0 && hasPrefix(rest, kinds[i].magic)
	}
	if !known {
		return 0
	}
	return len(data) - len(rest)
}

// control is 1 for the control characters that no text holds.
var control = func() (t [256]int) {
	for c := range 0x20 {
		if !(c >= '\t' && c <= '\r') && c != 0x1A && c != 0x1B {
			t[c] = 1
		}
	}
	return t
}()

// isBinary says that the first bytes hold more control characters than text does.
func isBinary(data []byte) bool {
	head := data[:min(len(data), 8192)]
	n := 0
	for rest := head; len(rest) > 0; {
		if len(rest) >= 8 && noControl(binary.LittleEndian.Uint64(rest)) {
			rest = rest[8:]
			continue
		}
		n += control[rest[0]]
		rest = rest[1:]
	}
	return n*100 > len(head)
}

const tops = 0x8080808080808080 // of eight bytes

// noControl reports whether none of eight bytes is below a space: a byte below it
// leaves a carry in its top bit when the space is taken off.
func noControl(x uint64) bool {
	const ones = 0x0101010101010101
	return (x-ones*' ')&^x&tops == 0
}
