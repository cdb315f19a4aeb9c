// Package pdf reads what a PDF's pages show: glyphs with their boxes and ruling
// lines, in page coordinates. Package layout makes paragraphs and tables of them.
//
//	bytes ──objects──▶ file ──document──▶ page content ──painter──▶ Page
//
// Objects are read by github.com/ledongthuc/pdf, over a picture of the file that
// it can read whatever the file is like (file.go). Tables of objects, filters,
// decryption, fonts and page content are read here. Every loop, nesting and size
// is bounded: any input ends in a Document or a coded error.
package pdf

import (
	"bytes"
	"context"

	"gongkai/record"
)

// Document is what was read of a file.
type Document struct {
	Pages   []Page
	Info    map[string]string // Title, Author, CreationDate …, decoded
	Damaged bool              // the file's structure was rebuilt, or part of it is lost: values may be incomplete
	Engine  string            // native or pdfium
	rebuilt bool
	shelf   *shelf
}

// Page is one page, turned so that its text reads left to right. Coordinates
// are points from the top left; y grows downwards.
type Page struct {
	Width, Height float64
	Glyphs        []Glyph // in content order
	Rules         []Rule
	Askew         []Glyph // watermarks, set at an angle or faint across the text: no part of it
	Images        int     // how many pictures it shows
	ImageArea     float64 // the share of the page that pictures cover, 0–1
}

// Glyph is one drawn character.
type Glyph struct {
	Text           string // usually one rune; code points folded to unified ideographs; "\uFFFD" where the font does not tell
	X0, Y0, X1, Y1 float64
	Size           float64 // of the font, on the page
	Baseline       float64 // y
	Vertical       bool    // set top to bottom
	Hidden         bool    // not shown: a layer under a scan, white on white, or painted over
	covered        bool    // by something solid
	slanted        bool    // set a little aslant
	faint          uint8   // faintPale, faintWhite
	Pale           bool    // hardly shown: set beside darker text, it is no part of it
	curable        bool    // unknown here, but its font follows a published collection
}

// Rule is a ruling line: horizontal (Y0 == Y1) or vertical (X0 == X1), from a
// stroke or a thin fill. Width is its thickness.
type Rule struct{ X0, Y0, X1, Y1, Width float64 }

// Limits are what one file may cost.
type Limits struct {
	Objects, Operators, Glyphs, Rules, Pages, Nesting int
	Unpacked                                          int64 // bytes of all inflated streams; one alone may have a quarter
}

// DefaultLimits are far above any report seen (5,000 operators a page, 2 MB unpacked).
var DefaultLimits = Limits{Objects: 500_000, Operators: 5_000_000, Glyphs: 500_000, Rules: 200_000, Pages: 2000, Nesting: 64, Unpacked: 128 << 20}

// IsPDF reports whether the bytes begin, but for some junk, as a PDF does. Of more
// junk than viewers skip, the end of a PDF must stand at the end.
func IsPDF(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 1024)], []byte(fileMark)) ||
		bytes.Contains(data[max(0, len(data)-2048):], []byte("startxref")) && bytes.Contains(data[:min(len(data), maxJunk)], []byte(fileMark))
}

const (
	fileMark = "%PDF-"
	maxJunk  = 64 << 10 // before it: a server's answer, or a page that was glued on
)

// Read reads a PDF. Errors are record.CodedError: encrypted, damaged,
// too_large, timeout.
//
// A file whose tables are broken, or do not lead to its objects, is read once
// more by looking through all of it.
func Read(ctx context.Context, data []byte, lim Limits) (*Document, error) {
	if data = start(data); !bytes.HasPrefix(data, []byte("%PDF-")) {
		return nil, damaged()
	}
	doc, err := readDocument(newBudget(ctx, lim), data, false)
	if err == nil && (!doc.Damaged || doc.rebuilt) {
		return doc, nil
	}
	if err != nil && !isCode(err, record.Damaged) {
		return nil, err
	}
	again, errAgain := readDocument(newBudget(ctx, lim), data, true)
	if errAgain != nil {
		return doc, err
	}
	if doc == nil || again.glyphs() > doc.glyphs() {
		return again, nil
	}
	return doc, nil
}

func (d *Document) glyphs() (n int) {
	for i := range d.Pages {
		n += len(d.Pages[i].Glyphs)
	}
	return n
}
