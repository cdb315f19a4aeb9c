package match

import (
	"unicode/utf8"

	"gongkai/extract/form"
)

// anotherReport returns the line that the title of a further report stands on,
// behind the chapters of the first, with chapters of its own; 0 if none follows.
func anotherReport(lines []line, heads []heading, f *form.Form) int {
	if len(heads) < 3 {
		return 0
	}
	titles := titlesOf()[f.Generation]
	at := 0
	chapters := map[string]bool{}
	for i := heads[len(heads)-1].line + 1; i < len(lines); i++ {
		l := &lines[i]
		if n := utf8.RuneCountInString(l.text); n == 0 || n > 60 {
			continue
		}
		if isTitle(l.key) && endsAsTitle(l.key) && yearIn(l.text) != 0 {
			if len(chapters) == 0 {
				at = i
			}
		} else if h, ok := lineHeading(l, titles); ok && h.number != "" && !h.free && at > 0 {
			chapters[h.key] = true
		}
	}
	if len(chapters) < 3 {
		return 0
	}
	return at
}
