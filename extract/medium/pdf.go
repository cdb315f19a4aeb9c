package medium

import (
	"context"

	"gongkai/extract/grid"
	"gongkai/extract/pdf"
	"gongkai/extract/pdf/layout"
)

// PDF reads pdf files.
var PDF = Medium{Name: "pdf", Detect: pdf.IsPDF, Read: readPDF}

func readPDF(ctx context.Context, data []byte, lim Limits) (*grid.Doc, error) {
	l := pdf.DefaultLimits
	l.Unpacked = min(l.Unpacked, lim.Unpacked)
	doc, err := pdf.Read(ctx, data, l)
	if err != nil {
		return nil, err
	}
	return layout.Doc(doc), nil
}
