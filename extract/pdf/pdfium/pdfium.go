// Package pdfium reads a PDF's pages with PDFium, compiled to WebAssembly and
// run without cgo. It is the second engine: a hundred times as slow to start and
// five times as slow to read as package pdf, but it knows the character
// collections of fonts that say nothing of themselves, and other repairs.
//
// It fills the same pages by the same rules. Each document has an instance of
// its own, in a sandbox without files, bounded in memory and time.
package pdfium

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	lib "github.com/klippa-app/go-pdfium"
	liberrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"gongkai/extract/pdf"
	"gongkai/record"
)

// memoryPages bounds an instance: 64 KB each, 64 MB together.
const memoryPages = 1024

// maxBytes is the largest file that fits the instance's memory with room to read it.
const maxBytes = 24 << 20

// engine is compiled once a process: that takes seconds where the cache on disk
// does not have it yet.
var engine = sync.OnceValues(start)

func start() (lib.Pool, error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages).
		WithCloseOnContextDone(true)
	if dir, err := os.UserCacheDir(); err == nil {
		// Without a cache it still works, only slower.
		if cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "gongkai", "pdfium")); err == nil {
			config = config.WithCompilationCache(cache)
		}
	}
	return webassembly.Init(webassembly.Config{
		Context:       experimental.WithCompilationWorkers(context.Background(), runtime.GOMAXPROCS(0)),
		MaxTotal:      8,
		FSConfig:      wazero.NewFSConfig(), // no files
		RuntimeConfig: config,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
}

// Start makes the engine ready. It takes seconds the first time on a machine and
// a tenth of one after that; Read does it unasked.
func Start(ctx context.Context) error {
	done := make(chan error, 1)
	go func() {
		_, err := engine()
		done <- err
	}()
	select {
	case err := <-done:
		if err != nil {
			return record.Fail(record.Crashed, "the second reader does not start: "+err.Error())
		}
		return nil
	case <-ctx.Done():
		return errTime()
	}
}

func errTime() error {
	return record.Fail(record.Timeout, "reading took longer than allowed; raise --timeout if this is a report")
}

// Read reads a PDF. Errors are record.CodedError as of pdf.Read.
func Read(ctx context.Context, data []byte, lim pdf.Limits) (*pdf.Document, error) {
	if len(data) > maxBytes {
		return nil, record.Fail(record.TooLarge, "too large for the second reader, which is needed here; print it to a new PDF")
	}
	if err := Start(ctx); err != nil {
		return nil, err
	}
	pool, err := engine()
	if err != nil {
		return nil, err
	}
	instance, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, record.Fail(record.Timeout, "the second reader was not free in time; raise --timeout or use fewer workers")
	}
	type result struct {
		doc *pdf.Document
		err error
	}
	done := make(chan result, 1)
	go func() {
		var r result
		r.err = pdf.Guard(func() (err error) {
			r.doc, err = (&reader{Pdfium: instance, ctx: ctx, lim: lim}).read(data)
			return err
		})
		done <- r
	}()
	select {
	case r := <-done:
		// An instance is never used again, whether it failed or not.
		_ = instance.Kill()
		if r.err != nil && ctx.Err() != nil {
			r.err = errTime()
		}
		return r.doc, r.err
	case <-ctx.Done():
		_ = instance.Kill() // stops the code in the sandbox
		select {
		case <-done:
		case <-time.After(time.Second):
		}
		return nil, errTime()
	}
}

// reader reads one document with one instance.
type reader struct {
	lib.Pdfium
	ctx     context.Context
	lim     pdf.Limits
	objects int
}

func damaged() error {
	return record.Fail(record.Damaged, "neither of two readers finds pages in the file; fetch it again, or open it in a viewer and print it to a new PDF")
}

func (r *reader) read(data []byte) (*pdf.Document, error) {
	opened, err := r.FPDF_LoadMemDocument(&requests.FPDF_LoadMemDocument{Data: &data})
	if errors.Is(err, liberrors.ErrPassword) {
		return nil, record.Fail(record.Encrypted, "the file asks for a password; open it in a viewer, save it without one and read that")
	}
	if err != nil {
		return nil, damaged()
	}
	count, err := r.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil || count.PageCount == 0 {
		return nil, damaged()
	}
	if count.PageCount > r.lim.Pages {
		return nil, record.Fail(record.TooLarge, "the file has more pages than any report needs")
	}
	doc := &pdf.Document{Engine: "pdfium", Info: map[string]string{}}
	for i := range count.PageCount {
		page, err := r.page(opened.Document, i)
		if err != nil {
			doc.Damaged = true // a page that cannot be read is left empty
		}
		doc.Pages = append(doc.Pages, page)
	}
	return doc, nil
}

func (r *reader) page(doc references.FPDF_DOCUMENT, i int) (pdf.Page, error) {
	loaded, err := r.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc, Index: i})
	if err != nil {
		return pdf.Page{}, err
	}
	page := requests.Page{ByReference: &loaded.Page}
	x0, y0, x1, y1 := r.box(page)
	d := pdf.NewDrawing(r.ctx, r.lim, x0, y0, x1, y1)
	if err := r.glyphs(d, page); err != nil {
		return pdf.Page{}, err
	}
	n, err := r.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil {
		return pdf.Page{}, err
	}
	for k := range n.Count {
		o, err := r.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: k})
		if err != nil {
			continue
		}
		r.draw(d, o.PageObject, 0)
	}
	_, err = r.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	return d.Page(), err
}

// box is what the page shows, in its own coordinates.
func (r *reader) box(page requests.Page) (x0, y0, x1, y1 float64) {
	if b, err := r.FPDFPage_GetCropBox(&requests.FPDFPage_GetCropBox{Page: page}); err == nil && b.Right-b.Left > 10 && b.Top-b.Bottom > 10 {
		return float64(b.Left), float64(b.Bottom), float64(b.Right), float64(b.Top)
	}
	if b, err := r.FPDFPage_GetMediaBox(&requests.FPDFPage_GetMediaBox{Page: page}); err == nil && b.Right-b.Left > 10 && b.Top-b.Bottom > 10 {
		return float64(b.Left), float64(b.Bottom), float64(b.Right), float64(b.Top)
	}
	// Inherited boxes are known only through the size of the turned page.
	w, err1 := r.FPDF_GetPageWidthF(&requests.FPDF_GetPageWidthF{Page: page})
	h, err2 := r.FPDF_GetPageHeightF(&requests.FPDF_GetPageHeightF{Page: page})
	turn, err3 := r.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: page})
	if err1 != nil || err2 != nil || err3 != nil || w.PageWidth < 10 || h.PageHeight < 10 {
		return 0, 0, 595, 842
	}
	if turn.PageRotation%2 == 1 {
		return 0, 0, float64(h.PageHeight), float64(w.PageWidth)
	}
	return 0, 0, float64(w.PageWidth), float64(h.PageHeight)
}

// invisible is text render mode 3, of a layer under a scan.
const invisible = 3

func (r *reader) glyphs(d *pdf.Drawing, page requests.Page) error {
	loaded, err := r.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return err
	}
	t := loaded.TextPage
	count, err := r.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: t})
	if err != nil {
		return err
	}
	for i := range count.Count {
		if g, err := r.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: t, Index: i}); err != nil || g.IsGenerated {
			continue
		}
		u, err := r.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: t, Index: i})
		if err != nil {
			return err
		}
		text := string(rune(u.Unicode))
		if e, err := r.FPDFText_HasUnicodeMapError(&requests.FPDFText_HasUnicodeMapError{TextPage: t, Index: i}); u.Unicode == 0 || u.Unicode > 0x10ffff || err == nil && e.HasUnicodeMapError {
			text = "\uFFFD"
		}
		loose, err1 := r.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: t, Index: i})
		origin, err2 := r.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: t, Index: i})
		m, err3 := r.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: t, Index: i})
		size, err4 := r.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: t, Index: i})
		if err := errors.Join(err1, err2, err3, err4); err != nil {
			continue // a character without a place
		}
		hidden := false
		if o, err := r.FPDFText_GetTextObject(&requests.FPDFText_GetTextObject{TextPage: t, Index: i}); err == nil {
			mode, err := r.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: o.TextObject})
			hidden = err == nil && mode.TextRenderMode == invisible
		}
		mm := pdf.Matrix{float64(m.Matrix.A), float64(m.Matrix.B), float64(m.Matrix.C), float64(m.Matrix.D)}
		// The loose box is as wide as the advance, along the line.
		advance := float64(loose.Rect.Right - loose.Rect.Left)
		if abs(mm[1]) > abs(mm[0]) {
			advance = float64(loose.Rect.Top - loose.Rect.Bottom)
		}
		d.Glyph(text, origin.X, origin.Y, mm, size.FontSize, abs(advance), hidden)
	}
	_, err = r.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: t})
	return err
}

func abs(v float64) float64 { return max(v, -v) }
