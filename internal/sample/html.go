package sample

import (
	"fmt"
	"html"
	"math/rand/v2"
	"strings"
)

// Markup is how a page writes its paragraphs and cells.
type Markup string

// The markups; AnyMarkup lets the seed choose.
const (
	AnyMarkup  Markup = ""
	Plain      Markup = "plain"
	WordMarkup Markup = "word"   // mso styles, o:p, conditional comments, a paragraph in each cell
	Fonts      Markup = "fonts"  // each character in a span of its own
	Nested     Markup = "nested" // the report inside layout tables
	Hidden     Markup = "hidden" // the tables a second time, hidden
	Metadata   Markup = "meta"   // a table of metadata above the text
)

// Markups lists them.
var Markups = []Markup{Plain, WordMarkup, Fonts, Nested, Hidden, Metadata}

type page struct {
	strings.Builder
	r      *Report
	rng    *rand.Rand
	markup Markup
}

// HTML returns the report as a page of a government site.
func (r *Report) HTML() []byte {
	p := &page{r: r, rng: r.fork("html"), markup: r.opt.Markup}
	if p.markup == AnyMarkup {
		p.markup = pick(p.rng, Markups)
	}
	_, charset := r.charset()
	ch := &words().Chrome
	printed := html.EscapeString(r.blocks[0].text)
	flat := strings.ReplaceAll(printed, "\n", "")
	fmt.Fprintf(p, "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"%s\">\n", charset)
	if p.rng.IntN(2) == 0 {
		fmt.Fprintf(p, "<meta name=\"ArticleTitle\" content=\"%s\">\n<meta name=\"PubDate\" content=\"%s 09:30\">\n", flat, r.Published)
	}
	fmt.Fprintf(p, "<title>%s_%s</title>\n<style>td { border: 1px solid #000 }</style>\n<script>var total = 12345; document.title += \"<td>1</td>\";</script>\n</head>\n<body>\n", flat, ch.Column)
	fmt.Fprintf(p, "<div class=\"nav\"><ul><li><a href=\"/\">%s</a></li>", ch.Home)
	for _, n := range ch.Nav {
		fmt.Fprintf(p, "<li><a href=\"#\">%s</a></li>", n)
	}
	fmt.Fprintf(p, "</ul></div>\n<div class=\"crumb\">%s<a href=\"/\">%s</a> &gt; <a href=\"../\">%s</a></div>\n", ch.Here, ch.Home, ch.Column)
	if p.markup == Metadata {
		fmt.Fprintf(p, "<table class=\"meta\"><tr><td>%s</td><td>XX000-2-%d-00031</td><td>%s</td><td>%s</td></tr><tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr></table>\n",
			ch.Meta["index"], r.Year, ch.Meta["publisher"], html.EscapeString(r.Organ), ch.Meta["name"], flat, ch.Meta["date"], r.Published)
	}
	fmt.Fprintf(p, "<h1>%s</h1>\n<div class=\"info\">%s%s&nbsp;&nbsp;<publishtime>%s</publishtime> <a href=\"javascript:window.print()\">%s</a></div>\n",
		strings.ReplaceAll(printed, "\n", "<br>"), ch.Source, html.EscapeString(r.Organ), r.Published, strings.Join(ch.Print, " "))
	if p.markup == Nested {
		p.WriteString("<table width=\"100%\"><tr><td width=\"10\"></td><td><table><tr><td>\n")
	}
	p.WriteString("<div id=\"zoom\">\n")
	if p.markup == WordMarkup {
		fmt.Fprintf(p, "<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument><p>%s</p></xml><![endif]-->\n", ch.OldYear)
	}
	for i := range r.blocks[1:] {
		p.block(&r.blocks[i+1])
	}
	p.WriteString("</div>\n")
	if p.markup == Nested {
		p.WriteString("</td></tr></table></td></tr></table>\n")
	}
	fmt.Fprintf(p, "<div class=\"footer\">%s</div>\n</body>\n</html>\n", strings.Join(ch.Footer, "<br>"))
	return r.encode(p.String())
}

func (p *page) block(b *block) {
	switch {
	case b.table != nil:
		p.table(b.table)
		if p.markup == Hidden {
			p.WriteString("<div style=\"display: none\">\n")
			p.table(b.table)
			p.WriteString("</div>\n")
		}
	case b.kind == heading && p.markup == Plain:
		fmt.Fprintf(p, "<h2>%s</h2>\n", p.inline(b.text))
	case b.kind == heading:
		fmt.Fprintf(p, "<p><strong>%s</strong></p>\n", p.inline(b.text))
	default:
		for _, line := range strings.Split(b.text, "\n") {
			fmt.Fprintf(p, "<p style=\"text-indent: 2em\">%s</p>\n", p.inline(line))
		}
	}
}

// inline writes a piece of text in the page's markup.
func (p *page) inline(s string) string {
	var b strings.Builder
	switch p.markup {
	case Fonts:
		for _, c := range s {
			fmt.Fprintf(&b, "<span style=\"font-family: FangSong\">%s</span>", html.EscapeString(string(c)))
		}
	case WordMarkup:
		fmt.Fprintf(&b, "<span lang=\"EN-US\" style='font-size:14.0pt;mso-bidi-font-size:12.0pt;\nfont-family:FangSong'>%s<o:p></o:p></span>", html.EscapeString(s))
	default:
		return html.EscapeString(s)
	}
	return b.String()
}

func (p *page) table(t *table) {
	p.WriteString("<table border=\"1\" cellspacing=\"0\">\n<tbody>\n")
	for i, row := range p.r.misalign(t) {
		p.WriteString("<tr>")
		for _, c := range row {
			p.WriteString("<td")
			if c.rowSpan > 1 {
				fmt.Fprintf(p, " rowspan=\"%d\"", c.rowSpan)
			}
			if c.colSpan > 1 {
				fmt.Fprintf(p, " colspan=\"%d\"", c.colSpan)
			}
			p.WriteString(">" + p.cell(c, i) + "</td>")
		}
		p.WriteString("</tr>\n")
	}
	p.WriteString("</tbody></table>\n")
}

func (p *page) cell(c cell, row int) string {
	lines := []string{c.text}
	if p.r.has(WrappedLabels) && c.path == "" {
		lines = wrap(c.text)
	}
	for i := range lines {
		if lines[i] == "" {
			lines[i] = pick(p.rng, []string{"", "&nbsp;", "\u3000"})
		} else {
			lines[i] = p.inline(lines[i])
		}
	}
	text := strings.Join(lines, "<br>")
	if p.markup == WordMarkup {
		return "<p class=\"MsoNormal\" align=\"center\">" + text + "</p>"
	}
	return text
}

// misalign returns a table's rows, for MisalignedHeader with section three's
// first applicant under a header two columns wide: below it stands an empty
// cell, and the next applicant's header begins under it.
func (r *Report) misalign(t *table) [][]cell {
	if !r.has(MisalignedHeader) || t.key != "requests" || t.head == 0 {
		return t.rows
	}
	first := t.cols - len(applicants) - 1
	out := make([][]cell, len(t.rows))
	for i, row := range t.rows {
		for _, c := range row {
			switch {
			case i == 0 && c.col == first:
				c.colSpan++
			case i == 1 && c.col == first:
				c.colSpan, c.rowSpan = 2, 1
				out[2] = append(out[2], cell{col: first, rowSpan: 1, colSpan: 1})
			case i != 1 && c.col == first+1:
				c.colSpan = 2
			case c.col > first:
				c.col++
			}
			out[i] = append(out[i], c)
		}
	}
	return out
}
