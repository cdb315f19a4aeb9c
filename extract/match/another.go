package match

import (
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/match/identity"
	"gongkai/extract/match/line"
	"gongkai/record"
)

// anotherReport returns the line that the title of a further report stands on,
// behind the chapters of the first, with chapters of its own; 0 if none follows.
// An annex under the first's own title is none.
func anotherReport(lines []line.Line, heads []heading, f *form.Form, own *record.Report) int {
	if len(heads) < 3 {
		return 0
	}
	titles := titlesOf()[f.Generation]
	at := 0
	chapters := map[string]bool{}
	for i := heads[len(heads)-1].line + 1; i < len(lines); i++ {
		l := &lines[i]
		if n := utf8.RuneCountInString(l.Text); n == 0 || n > 60 {
			continue
		}
		if organ, year, ok := identity.TitleOf(l); ok {
			if len(chapters) == 0 && !(year == own.Year && strings.Contains(fold.Label(own.Organ), organ)) {
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
