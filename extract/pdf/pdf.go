// Package pdf reads what a PDF's pages show: glyphs with their boxes and ruling
// lines, in page coordinates. Package layout makes paragraphs and tables of them.
package pdf

import (
	"context"

	"gongkai/record"
)

// Document is what was read of a file.
type Document struct {
	Pages   []Page
	Info    map[string]string // Title, Author, CreationDate …, decoded
	Damaged bool              // the file's structure was rebuilt: values may be incomplete
	Engine  string            // native or pdfium
}

// Page is one page, turned so that its text reads left to right. Coordinates
// are points from the top left; y grows downwards.
type Page struct {
	Width, Height float64
	Glyphs        []Glyph // in content order
	Rules         []Rule
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
	Hidden         bool    // text render mode 3: a layer under a scan
}

// Rule is a ruling line: horizontal (Y0 == Y1) or vertical (X0 == X1), from a
// stroke or a thin fill. Width is its thickness.
type Rule struct{ X0, Y0, X1, Y1, Width float64 }

// Limits are what one file may cost.
type Limits struct {
	Objects, Operators, Glyphs, Rules, Pages, Nesting int
	Unpacked                                          int64 // bytes of all inflated streams
}

// DefaultLimits are far above any report seen.
var DefaultLimits = Limits{Objects: 500_000, Operators: 5_000_000, Glyphs: 2_000_000, Rules: 200_000, Pages: 2000, Nesting: 64, Unpacked: 256 << 20}

// Read reads a PDF. Errors are record.CodedError: encrypted, damaged,
// too_large, timeout.
func Read(ctx context.Context, data []byte, lim Limits) (*Document, error) {
	return nil, record.Fail(record.Unsupported, "not built yet")
}
