package medium

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"gongkai/extract/grid"
	"gongkai/extract/pdf"
	"gongkai/extract/pdf/layout"
	"gongkai/extract/pdf/pdfium"
	"gongkai/record"
)

// PDF reads a page's glyphs and ruling lines and lays them out. Files that are
// only pictures, or whose text means nothing, are told apart and refused.
var PDF = Medium{Name: "pdf", Detect: pdf.IsPDF, Read: readPDF}

// A report takes some milliseconds; these bound what is made to take longer.
const (
	pdfTime    = 3 * time.Second
	pdfiumTime = 2 * time.Second
	startTime  = time.Second // of the second engine, where it is of doubtful use
)

func readPDF(ctx context.Context, data []byte, lim Limits) (*grid.Doc, error) {
	pages, err := pdfPages(ctx, data, lim)
	if err != nil {
		return nil, err
	}
	if err := readable(pages); err != nil {
		return nil, err
	}
	layers := dropLayers(pages)
	doc := layout.Doc(pages)
	doc.Engine, doc.Pages = pages.Engine, len(pages.Pages)
	describe(doc, pages)
	pages.Release()
	for _, page := range layers {
		doc.Notes = append(doc.Notes, grid.Note{Kind: "dropped", Text: "text that does not show: a layer under a scan, white on white, or painted over", Pos: grid.Pos{Page: page}})
	}
	return doc, nil
}

// dropLayers takes text that does not show off the pages and returns which had
// any. It is what a machine took a picture to say, or what was there before
// somebody painted over it, and not what is printed.
func dropLayers(d *pdf.Document) (pages []int) {
	for i := range d.Pages {
		p := &d.Pages[i]
		n := len(p.Glyphs)
		p.Glyphs = slices.DeleteFunc(p.Glyphs, func(g pdf.Glyph) bool { return g.Hidden })
		if len(p.Glyphs) < n {
			pages = append(pages, i+1)
		}
	}
	return pages
}

// pdfPages reads the pages, and asks the second engine where it may know more:
// for a file that has pages but that the first one refuses, and for fonts that
// only name a published collection of characters.
func pdfPages(ctx context.Context, data []byte, lim Limits) (*pdf.Document, error) {
	l := pdf.DefaultLimits
	l.Unpacked, l.Nesting = min(l.Unpacked, lim.Unpacked), min(l.Nesting, lim.Nesting)
	first, cancel := context.WithTimeout(ctx, pdfTime)
	defer cancel()
	pages, err := pdf.Read(first, data, l)
	switch {
	case err == nil && pages.Curable() > 0:
		if other := second(ctx, ctx, data, l); other != nil {
			pages.Heal(other)
		}
	case refused(err) && bytes.Contains(data, []byte("/Contents")):
		// Not worth seconds of starting: most of these nobody can read.
		soon, cancel := context.WithTimeout(ctx, startTime)
		defer cancel()
		other := second(soon, ctx, data, l)
		if other == nil {
			return nil, err
		}
		if unknown, visible := other.Unknown(); visible == 0 || unknown*50 > visible {
			return nil, err
		}
		other.Damaged = true
		return other, nil
	}
	return pages, err
}

func refused(err error) bool {
	var coded *record.CodedError
	return errors.As(err, &coded) && coded.Code == record.Damaged
}

// second reads with the second engine; nil if it cannot.
func second(start, ctx context.Context, data []byte, lim pdf.Limits) *pdf.Document {
	if pdfium.Start(start) != nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, pdfiumTime)
	defer cancel()
	doc, err := pdfium.Read(ctx, data, lim)
	if err != nil {
		return nil
	}
	return doc
}

const (
	// A page of pictures has fewer characters than this; a page number and a
	// stamp's caption are not its text.
	fewGlyphs = 40
	// A picture of a page covers most of it.
	pictureShare = .4
	// From this share of unknown characters on, no label can be matched.
	unknownShare = .3
)

// isPicture reports whether a page shows pictures in place of text.
func isPicture(p *pdf.Page) bool {
	visible := 0
	for i := range p.Glyphs {
		if !p.Glyphs[i].Hidden {
			visible++
		}
	}
	return visible < fewGlyphs && p.ImageArea > pictureShare
}

// readable refuses documents whose pages cannot be read as text.
func readable(d *pdf.Document) error {
	unknown, visible := d.Unknown()
	pictures, images, hidden, outside := 0, 0, 0, 0
	for i := range d.Pages {
		p := &d.Pages[i]
		images += p.Images
		if isPicture(p) {
			pictures++
		} else {
			outside += len(p.Glyphs)
		}
		for j := range p.Glyphs {
			if p.Glyphs[j].Hidden {
				hidden++
			}
		}
	}
	switch {
	case pictures > 0 && outside < 3*fewGlyphs && hidden > 3*fewGlyphs:
		return record.Fail(record.Scanned, "its pages are scans, with a layer of recognised text beneath that nobody printed; fetch the report as text or DOCX, or key in its tables")
	case pictures > 0 && outside < 3*fewGlyphs, visible == 0 && images > 0:
		return record.Fail(record.Scanned, "its pages are pictures; fetch the report as text or DOCX, or have it recognised and checked by hand")
	case visible == 0 && d.Damaged:
		return record.Fail(record.Damaged, "the file is broken and none of its text could be saved; fetch it again")
	case visible == 0:
		return record.Fail(record.Empty, "its pages show no text; fetch it again, or open it to see whether its text is drawn as shapes")
	case float64(unknown) > unknownShare*float64(visible) && d.Damaged:
		return record.Fail(record.Damaged, "the file is broken, and with it the tables that tell its characters; fetch it again")
	case float64(unknown) > unknownShare*float64(visible):
		return record.Fail(record.Undecodable, "its fonts do not tell which characters they draw; fetch the report as a web page or DOCX, or print it and have it recognised and checked by hand")
	}
	return nil
}

// describe adds what the file says of itself, and what there is to say about
// its reading.
func describe(doc *grid.Doc, d *pdf.Document) {
	for _, k := range [...]string{"Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate"} {
		if v := d.Info[k]; v != "" {
			doc.Meta = append(doc.Meta, grid.Meta{Name: k, Value: v})
		}
	}
	note := func(kind string, page int, format string, args ...any) {
		doc.Notes = append(doc.Notes, grid.Note{Kind: kind, Text: fmt.Sprintf(format, args...), Pos: grid.Pos{Page: page}})
	}
	if d.Damaged {
		note("damaged", 0, "the file is broken; values may be missing or wrong")
	}
	if unknown, visible := d.Unknown(); unknown > 0 {
		note("fallback", 0, "%d of %d characters have no known meaning", unknown, visible)
	}
	for i := range d.Pages {
		p := &d.Pages[i]
		if isPicture(p) {
			note("picture", i+1, "the page is a picture; what it shows was not read")
		}
		if s := askew(p); s != "" {
			note("dropped", i+1, "a watermark, at an angle or faint across the text: %s", s)
		}
	}
}

// askew is the text of a page's watermarks, each once.
func askew(p *pdf.Page) string {
	var lines []string
	var line strings.Builder
	end := func() {
		if s := line.String(); s != "" && !slices.Contains(lines, s) {
			lines = append(lines, s)
		}
		line.Reset()
	}
	for i := range p.Askew {
		g := &p.Askew[i]
		if i > 0 {
			if last := &p.Askew[i-1]; max(g.X0-last.X1, last.X0-g.X1, g.Y0-last.Y1, last.Y0-g.Y1) > g.Size {
				end()
			}
		}
		line.WriteString(g.Text)
		if len(lines) > 8 || line.Len() > 400 {
			break
		}
	}
	end()
	return strings.Join(lines, " | ")
}
