package medium

import "strings"

// htmlRun is the number of lines from one that opens an HTML table to the one
// that closes it.
func htmlRun(lines []line) int {
	depth := 0
	for i := range lines {
		t := lines[i].text
		if i == 0 && !hasTag(t, "<table") {
			return 0
		}
		depth += countTag(t, "<table") - countTag(t, "</table")
		if depth <= 0 {
			return i + 1
		}
	}
	return len(lines)
}

// A tag that goes on over more lines than this is none.
const tagLines = 8

// wholeTags joins lines that end inside a tag of HTML: a converter leaves the
// line ends of its attributes, even in the middle of a table's row.
func wholeTags(lines []line) []line {
	n := 0
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if more := tagEnd(l.text, lines[i+1:]); more > 0 {
			var b strings.Builder
			b.WriteString(strings.TrimRight(l.text, " "))
			for ; more > 0; more-- {
				i++
				b.WriteString(" " + strings.TrimSpace(lines[i].text))
				if more == 1 {
					more += tagEnd(lines[i].text, lines[i+1:])
				}
			}
			l.text, l.fields = b.String(), nil
		}
		lines[n] = l
		n++
	}
	return lines[:n]
}

// tagEnd is the number of lines down to the end of a tag that a line leaves open.
func tagEnd(s string, lines []line) int {
	at := strings.LastIndexByte(s, '<')
	if at < 0 || strings.IndexByte(s[at:], '>') >= 0 {
		return 0
	}
	if name := strings.TrimPrefix(s[at+1:], "/"); name == "" || name[0]|0x20 < 'a' || name[0]|0x20 > 'z' {
		return 0
	}
	for i := range lines[:min(len(lines), tagLines)] {
		if at := strings.IndexAny(lines[i].text, "<>"); at >= 0 {
			if lines[i].text[at] == '>' {
				return i + 1
			}
			return 0
		}
	}
	return 0
}

func hasTag(s, tag string) bool { return countTag(s, tag) > 0 }

// countTag counts the places where a tag begins, in any case of letters.
func countTag(s, tag string) int {
	n := 0
	for i := strings.IndexByte(s, '<'); i >= 0; {
		if len(s)-i >= len(tag) && strings.EqualFold(s[i:i+len(tag)], tag) {
			n++
		}
		next := strings.IndexByte(s[i+1:], '<')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return n
}

// withoutComments is a text without its <!-- comments -->, whose line ends stay.
// Converters leave one where a picture stood: there a mark of a picture stands then.
func withoutComments(s string) string {
	at := strings.Index(s, "<!--")
	if at < 0 {
		return s
	}
	var b strings.Builder
	for ; at >= 0; at = strings.Index(s, "<!--") {
		end := strings.Index(s[at+4:], "-->")
		if end < 0 {
			break
		}
		b.WriteString(s[:at])
		comment := s[at+4 : at+4+end]
		if name := strings.TrimSpace(comment); name == "image" || name == "picture" {
			b.WriteString("![" + name + "]()")
		}
		b.WriteString(strings.Repeat("\n", strings.Count(unixLines(comment), "\n")))
		s = s[at+4+end+3:]
	}
	b.WriteString(s)
	return b.String()
}
