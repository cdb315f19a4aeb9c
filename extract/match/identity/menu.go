package identity

import (
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/grid"
	"gongkai/extract/match/line"
)

// headBytes is how much of a line without an end may hold what a page says of
// itself.
const headBytes = 600

// behindMenu takes off a title the menus that a page without line ends has
// printed before it: what stands before a bar or an arrow, and behind that the
// names that no organ has; the name of a column that is a report's without a
// year, in any case.
func behindMenu(title string) string {
	rest, marked := title, false
	if i := strings.LastIndexAny(title, "|>\u00BB\u203A\uFF1E\uFF5C"); i >= 0 {
		_, size := utf8.DecodeRuneInString(title[i:])
		after := title[i+size:]
		if yearIn(after) == 0 || organIn(after) == "" {
			return title
		}
		rest, marked = after, true
	}
	rest = strings.TrimLeftFunc(rest, fold.IsSpace)
	for {
		i := strings.IndexFunc(rest, fold.IsSpace)
		if i < 0 {
			return rest
		}
		after := strings.TrimLeftFunc(rest[i:], fold.IsSpace)
		first := fold.Label(rest[:i])
		column := yearIn(first) == 0 && endsAsTitle(first)
		if !(column || marked && !endsAsOrgan(first)) || yearIn(after) == 0 || !endsAsOrgan(fold.Label(organIn(after))) {
			return rest
		}
		rest = after
	}
}

// dateInHead reads when a page was published from the head of a first line that
// runs on into the text: before its first sentence ends, and after the year that
// the report is of.
func dateInHead(lines []line.Line, year int) string {
	if year == 0 {
		return ""
	}
	for i := range lines[:min(len(lines), 3)] {
		t := lines[i].Text
		if len(t) < headBytes { // a fact of its own
			continue
		}
		head, _, _ := strings.Cut(t[:wholeDate(t, headBytes)], "\u3002")
		f := facts{doc: &grid.Doc{}, lines: []string{head}, text: head}
		for _, m := range phrases().Meta.Published {
			if d := f.date(m, year); d != "" && behind(d, year) {
				return d
			}
		}
	}
	return ""
}
