package grid

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Print writes a document for people to look at, and for goldens: what the file
// says of itself, then each paragraph and table with its place. A table has a
// line for each row; a cell is its text between grave accents, line ends as \n,
// with its span in brackets (rows x columns) where it has one. A slot that no
// cell covers is a dot.
//
//	b3        Overview
//	t1        4 rows, 3 columns
//	  r1      [1x3] `Documents`
//	  r2      `kind` `issued` ·
func Print(w io.Writer, d *Doc) error {
	p := &printer{bufio.NewWriter(w)}
	p.line("medium", strings.Join(strings.Fields(d.Medium+" "+d.Encoding+" "+d.Engine), " "))
	if d.Pages > 0 {
		p.line("pages", fmt.Sprint(d.Pages))
	}
	for _, m := range d.Meta {
		p.line("meta", oneLine(m.Name)+" = "+oneLine(m.Value))
	}
	for _, n := range d.Notes {
		p.line("note", strings.TrimSpace(n.Kind+" "+n.Pos.String())+": "+oneLine(n.Text))
	}
	for _, b := range d.Blocks {
		switch {
		case b.Grid != nil:
			p.grid(b.Grid)
		case b.Para.Heading > 0:
			p.line(b.Para.Pos.String(), fmt.Sprintf("h%d %s", b.Para.Heading, oneLine(b.Para.Text)))
		default:
			p.line(b.Para.Pos.String(), oneLine(b.Para.Text))
		}
	}
	return p.Flush()
}

type printer struct{ *bufio.Writer }

func (p *printer) line(head, text string) { fmt.Fprintf(p, "%-9s %s\n", head, text) }

func (p *printer) grid(g *Grid) {
	kind := ""
	if g.Loose {
		kind = ", loose"
	}
	if g.Ragged {
		kind += ", ragged"
	}
	p.line(g.Pos.String(), fmt.Sprintf("%d rows, %d columns%s", g.Rows, g.Cols, kind))
	for r := range g.Rows {
		fmt.Fprintf(p, "  %-7s", fmt.Sprintf("r%d", r+1))
		for c := 0; c < g.Cols; c++ {
			cell := g.At(r, c)
			switch {
			case cell == nil:
				p.WriteString(" \u00B7")
			case cell.Row != r || cell.Col != c: // shown where it begins
			case cell.RowSpan > 1 || cell.ColSpan > 1:
				fmt.Fprintf(p, " [%dx%d] `%s`", cell.RowSpan, cell.ColSpan, oneLine(cell.Text))
			default:
				fmt.Fprintf(p, " `%s`", oneLine(cell.Text))
			}
		}
		p.WriteByte('\n')
	}
}

var escapes = strings.NewReplacer("\n", `\n`, "\t", `\t`, "\r", `\r`, "\u00A0", `\u00A0`, "\u3000", `\u3000`, "\u200B", `\u200B`, "\uFEFF", `\uFEFF`)

// oneLine shows line ends, tabs and the blanks that look like spaces.
func oneLine(s string) string { return escapes.Replace(s) }
