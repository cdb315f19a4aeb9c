// Package medium turns a file's bytes into a grid.Doc: paragraphs and tables in
// document order with their printed places. It knows file formats and
// encodings, and nothing of reports.
//
//	doc, err := medium.Read(ctx, data, medium.DefaultLimits)
//
// The file's kind is told from its bytes, never from a name. Errors are
// record.CodedError: empty, unsupported, encrypted, undecodable, damaged,
// scanned, too_large or timeout, each with what to do next.
//
// HTML and DOCX go the same way: a lexer (markup.go) cuts the bytes into tags and
// text, a reader of the medium (page.go, docx.go) follows them without building a
// tree and fills a flow (flow.go), and a writer (writer.go, table.go) makes blocks
// of it. The lexer is ours because x/net/html's, at 45 to 100 MB/s where a page is
// mostly style attributes, takes longer for its tags alone than a document may
// take altogether; it is the oracle that ours is fuzzed against. DOC fills the
// same flow from the binary format, which package doc reads.
//
// To add a medium, write one file with a Medium value and name it in List.
package medium

import (
	"context"

	"gongkai/extract/grid"
	"gongkai/record"
)

// Medium is one kind of file.
type Medium struct {
	Name string
	// Detect says whether the bytes are of this kind. It looks at the bytes,
	// never at a name.
	Detect func(data []byte) bool
	// Read makes the document. Errors are record.CodedError with what to do next.
	Read func(ctx context.Context, data []byte, lim Limits) (*grid.Doc, error)
}

// Limits are what one document may cost. A reader that meets one stops with
// record.TooLarge (or record.Timeout for the context's deadline).
type Limits struct {
	Bytes    int64 // of the file
	Unpacked int64 // of its parts together, once inflated
	Cells    int   // of all tables together, spans not counted
	Nesting  int   // of tables, elements, objects
	Text     int   // bytes of text
}

// DefaultLimits are far above any report seen (1 MB, 300 cells, 8 deep).
var DefaultLimits = Limits{Bytes: 64 << 20, Unpacked: 256 << 20, Cells: 100_000, Nesting: 256, Text: 16 << 20}

// List is every medium, in the order they are asked. Text is last: it takes
// whatever decodes.
var List = []Medium{PDF, DOCX, DOC, HTML, Markdown, Text}

// Read detects the medium and reads the document.
func Read(ctx context.Context, data []byte, lim Limits) (*grid.Doc, error) {
	if int64(len(data)) > lim.Bytes {
		return nil, record.Fail(record.TooLarge, "larger than the limit for one document; raise --max-bytes if it is a report")
	}
	if blankBytes(data) {
		return nil, record.Fail(record.Empty, "the file is empty; fetch it again")
	}
	lead := leading(data)
	data = data[lead:]
	if err := foreign(data); err != nil {
		return nil, err
	}
	for _, m := range List {
		if m.Detect(data) {
			doc, err := m.Read(ctx, data, lim)
			if err != nil {
				return nil, err
			}
			if doc.Medium = m.Name; lead > 0 {
				doc.Notes = append(doc.Notes, grid.Note{Kind: "fallback", Text: "blanks stand before the file's own first bytes; they were left out"})
			}
			return doc, nil
		}
	}
	return nil, record.Fail(record.Unsupported, "neither PDF, DOCX, DOC, HTML nor text; convert it to one of these first")
}
