package pdfium

import (
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"gongkai/extract/pdf"
	"gongkai/record"
)

// draw follows one object of a page: paths, pictures, and forms with more of
// both. Text was read before.
func (r *reader) draw(d *pdf.Drawing, o references.FPDF_PAGEOBJECT, depth int) {
	if r.objects++; r.objects > r.lim.Operators {
		panic(record.Fail(record.TooLarge, "the file has more drawing operators than any report needs; print it to a new PDF if it is a report"))
	}
	kind, err := r.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o})
	if err != nil || depth > r.lim.Nesting {
		return
	}
	m := pdf.Matrix{1, 0, 0, 1, 0, 0}
	if got, err := r.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: o}); err == nil {
		g := got.Matrix
		m = pdf.Matrix{float64(g.A), float64(g.B), float64(g.C), float64(g.D), float64(g.E), float64(g.F)}
	}
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_IMAGE:
		d.Within(m, d.Image)
	case enums.FPDF_PAGEOBJ_PATH:
		d.Within(m, func() { r.path(d, o) })
	case enums.FPDF_PAGEOBJ_FORM:
		n, err := r.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: o})
		if err != nil {
			return
		}
		d.Within(m, func() {
			for i := range n.Count {
				if k, err := r.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: o, Index: uint64(i)}); err == nil {
					r.draw(d, k.PageObject, depth+1)
				}
			}
		})
	}
}

func (r *reader) path(d *pdf.Drawing, o references.FPDF_PAGEOBJECT) {
	mode, err := r.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: o})
	if err != nil {
		return
	}
	fill := mode.FillMode != enums.FPDF_FILLMODE_NONE
	n, err := r.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: o})
	if err != nil || !fill && !mode.Stroke {
		return
	}
	width := 1.0
	if w, err := r.FPDFPageObj_GetStrokeWidth(&requests.FPDFPageObj_GetStrokeWidth{PageObject: o}); err == nil {
		width = float64(w.StrokeWidth)
	}
	for i := range n.Count {
		s, err := r.FPDFPath_GetPathSegment(&requests.FPDFPath_GetPathSegment{PageObject: o, Index: i})
		if err != nil {
			return
		}
		at, err1 := r.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: s.PathSegment})
		kind, err2 := r.FPDFPathSegment_GetType(&requests.FPDFPathSegment_GetType{PathSegment: s.PathSegment})
		if err1 != nil || err2 != nil {
			return
		}
		x, y := float64(at.X), float64(at.Y)
		switch kind.Type {
		case enums.FPDF_SEGMENT_MOVETO:
			d.MoveTo(x, y)
		case enums.FPDF_SEGMENT_LINETO:
			d.LineTo(x, y)
		case enums.FPDF_SEGMENT_BEZIERTO:
			d.CurveTo(x, y)
		}
		if c, err := r.FPDFPathSegment_GetClose(&requests.FPDFPathSegment_GetClose{PathSegment: s.PathSegment}); err == nil && c.IsClose {
			d.Close()
		}
	}
	d.Paint(mode.Stroke, fill, width)
}
