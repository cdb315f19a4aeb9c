package medium

import (
	"strings"

	"golang.org/x/net/html"
)

// Tables of MediaWiki's markup, as pandoc writes them:
//
//	{|
//	|-
//	| colspan="2"| a
//	|-
//	| b || 0
//	|}

// wikiRun is the number of lines from one that opens such a table to the one
// that closes it, 0 where none does. Behind the opening there are attributes, if
// anything.
func wikiRun(lines []line) int {
	attrs, ok := strings.CutPrefix(strings.TrimLeft(lines[0].text, " :"), "{|")
	if !ok || !blank(attrs) && !strings.Contains(attrs, "=") {
		return 0
	}
	depth := 0
	for i := range lines[:min(len(lines), 2000)] {
		t := strings.TrimSpace(lines[i].text)
		switch {
		case strings.HasPrefix(t, "{|"):
			depth++
		case strings.HasPrefix(t, "|}"):
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// wikiHTML is the markup as that of HTML, which has the same tables.
func (m *markdown) wikiHTML(lines []line) []line {
	var b strings.Builder
	for i := range lines {
		t := strings.TrimSpace(lines[i].text)
		switch {
		case strings.HasPrefix(t, "{|"):
			b.WriteString("<table><tr>")
		case strings.HasPrefix(t, "|}"):
			b.WriteString("</table>")
			m.wikiText(&b, t[2:], lines[i].n)
		case strings.HasPrefix(t, "|-"):
			b.WriteString("<tr>")
			if rest := strings.TrimLeft(t[2:], "-"); !strings.Contains(rest, "=") {
				m.wikiText(&b, rest, lines[i].n)
			}
		case strings.HasPrefix(t, "|+"):
			b.WriteString("<caption>" + html.EscapeString(m.inline(t[2:], lines[i].n)) + "</caption>")
		case t != "" && (t[0] == '|' || t[0] == '!'):
			rest := t[1:]
			if t[0] == '!' {
				rest = strings.ReplaceAll(rest, "!!", "||")
			}
			for c := range strings.SplitSeq(rest, "||") {
				own, text, ok := strings.Cut(c, "|")
				if !ok || !strings.Contains(own, "=") {
					own, text = "", c
				}
				b.WriteString("<td " + strings.ReplaceAll(own, ">", "") + ">" + html.EscapeString(m.inline(text, lines[i].n)))
			}
		default: // a cell goes on
			m.wikiText(&b, t, lines[i].n)
		}
	}
	return []line{{text: b.String(), n: lines[0].n}}
}

// wikiText adds what stands on a line, if anything does.
func (m *markdown) wikiText(b *strings.Builder, text string, n int) {
	if !blank(text) {
		b.WriteString("<p>" + html.EscapeString(m.inline(text, n)))
	}
}
