package cli

import (
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"gongkai/extract/grid"
	"gongkai/extract/medium"
	"gongkai/extract/pdf"
	"gongkai/extract/pdf/draw"
)

func gridCmd(e *env) *cobra.Command {
	var timeout time.Duration
	var pictures string
	c := e.command("grid FILE", e.exactly(1), func(c *cobra.Command, args []string) error {
		data, err := e.readAll(args[0])
		if err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(c.Context(), timeout)
		defer cancel()
		doc, err := medium.Read(ctx, data, medium.DefaultLimits)
		if pictures != "" && pdf.IsPDF(data) { // also of a file that is refused, to see why
			if derr := drawPages(ctx, e, data, doc, pictures); derr != nil && err == nil {
				err = derr
			}
		} else if pictures != "" && err == nil {
			return usage(e.say("png_pdf", args[0]))
		}
		if err != nil {
			return e.failed(args[0], err)
		}
		return grid.Print(&plain{w: e.out}, doc)
	})
	c.Flags().DurationVar(&timeout, "timeout", 10*time.Second, e.say("flag.timeout"))
	c.Flags().StringVar(&pictures, "png", "", e.say("flag.png"))
	return c
}

// drawPages draws what was seen of each page, with the cells of doc where there
// is one, into dir.
func drawPages(ctx context.Context, e *env, data []byte, doc *grid.Doc, dir string) error {
	pages, err := pdf.Read(ctx, data, pdf.DefaultLimits)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	cells := map[int][]draw.Cell{}
	if doc != nil {
		for _, b := range doc.Blocks {
			if b.Grid == nil {
				continue
			}
			for _, c := range b.Grid.Cells {
				if c.Box != nil {
					cells[c.Pos.Page] = append(cells[c.Pos.Page], draw.Cell{Row: c.Row + 1, Col: c.Col + 1, Box: *c.Box})
				}
			}
		}
	}
	for i := range pages.Pages {
		name := filepath.Join(dir, fmt.Sprintf("page-%03d.png", i+1))
		f, err := os.Create(name)
		if err != nil {
			return err
		}
		err = png.Encode(f, draw.Page(&pages.Pages[i], cells[i+1]))
		if cerr := f.Close(); err == nil {
			err = cerr
		}
		if err != nil {
			return err
		}
		e.note("drawn", name)
	}
	return nil
}
