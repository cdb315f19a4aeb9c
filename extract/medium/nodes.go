package medium

import (
	"strings"
	"unicode/utf8"
)

// Text taken out of a page node by node, with a sign between the nodes, stands on
// a single line, or has a character a line where each was marked up by itself.

// A line with more bars or tabs than maxFields is no row: no report has a table
// so wide. The longest of these seen has 1,500 nodes, or one a character.
const maxFields, maxNodes = 60, 20_000

// nodes cuts lines with more bars or tabs than a table has, if they are most of
// the text, and joins characters that stand on lines of their own.
func nodes(lines []line) []line {
	alone, words := 0, 0       // lines of a character and of more, figures left out
	long, size, all := 0, 0, 0 // lines of many nodes, their bytes, and those of all
	for i := range lines {
		t := lines[i].text
		all += len(t)
		if separator(t) != "" {
			long, size = long+1, size+len(t)
		}
		if t == "" || t[0] < utf8.RuneSelf {
			continue
		}
		if _, n := utf8.DecodeRuneInString(t); n == len(t) {
			alone++
		} else {
			words++
		}
	}
	switch {
	case long > 0 && long < maxLong && size > all/2:
		return nodes(cutNodes(lines))
	case alone > 100 && alone > 2*words:
		return joinRunes(lines)
	}
	return lines
}

// More lines than these are no text nodes with line ends within.
const maxLong = 20

func cutNodes(lines []line) (out []line) {
	for _, l := range lines {
		sep := separator(l.text)
		if sep == "" {
			out = append(out, l)
			continue
		}
		for part := range strings.SplitSeq(l.text, sep) {
			out = append(out, line{text: part, n: l.n})
		}
	}
	return out
}

func joinRunes(lines []line) []line {
	one := func(l line) bool { return l.text != "" && utf8.RuneCountInString(l.text) == 1 }
	out := lines[:0]
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if one(l) {
			var b strings.Builder
			b.WriteString(l.text)
			for i+1 < len(lines) && one(lines[i+1]) {
				i++
				b.WriteString(lines[i].text)
			}
			l.text = b.String()
		}
		out = append(out, l)
	}
	return out
}

// separator is the sign between the nodes on a line; empty where the line is
// none of these.
func separator(s string) string {
	if len(s) < maxFields {
		return ""
	}
	for _, sep := range [...]string{"|", "\t"} {
		if n := strings.Count(s, sep); n > maxFields && n < maxNodes {
			return sep
		}
	}
	return ""
}
