package identity

import (
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/grid"
	"gongkai/extract/match/line"
)

// facts is what a page says of itself as name and value.
type facts struct {
	doc   *grid.Doc
	cells map[string]string // of small tables: folded name, value in the cell beside it
	lines []string          // short lines with a colon
	text  string            // … all of them: most names stand in none
}

// topLines are the lines where a page says of itself what it is, colon or none.
const topLines = 20

func factsOf(doc *grid.Doc, lines []line.Line) *facts {
	f := &facts{doc: doc, cells: map[string]string{}}
	var buf []byte
	for _, b := range doc.Blocks {
		if b.Grid == nil || b.Grid.Rows > 12 {
			continue
		}
		for k := range b.Grid.Cells {
			c := &b.Grid.Cells[k]
			if b.Grid.Loose && len(c.Text) < 200 && (strings.IndexByte(c.Text, ':') >= 0 || strings.Contains(c.Text, "\uFF1A")) {
				f.lines = append(f.lines, c.Text)
			}
			if len(c.Text) < 6 || len(c.Text) > 40 {
				continue
			}
			if buf = fold.AppendLabel(buf[:0], c.Text); !phrases().factNames[string(buf)] || f.cells[string(buf)] != "" {
				continue
			}
			if v := b.Grid.At(c.Row, c.Col+c.ColSpan); v != nil {
				f.cells[string(buf)] = strings.TrimFunc(v.Text, fold.IsSpace)
			}
		}
	}
	for i := range lines {
		t := lines[i].Text
		if len(t) < headBytes && (strings.IndexByte(t, ':') >= 0 || strings.Contains(t, "\uFF1A") || i < topLines && len(t) < 200 && strings.Contains(t, "20")) {
			f.lines = append(f.lines, t)
		}
	}
	f.text = strings.Join(f.lines, "\n")
	return f
}

// aside is what stands for a name outside of the text: in the page's description,
// or in a table of facts.
func (f *facts) aside(name string) string {
	if v := metaValue(f.doc, name); v != "" {
		return v
	}
	return f.cells[fold.Label(name)]
}

// afterColon is what stands behind a name and a colon in a line.
func afterColon(line, name string) string {
	at := strings.Index(line, name)
	if at < 0 {
		return ""
	}
	rest := strings.TrimLeftFunc(line[at+len(name):], fold.IsSpace)
	for _, colon := range []string{":", "\uFF1A"} {
		if v, ok := strings.CutPrefix(rest, colon); ok {
			return strings.TrimFunc(v, fold.IsSpace)
		}
	}
	return ""
}

func firstField(s string) string {
	if i := strings.IndexFunc(s, fold.IsSpace); i >= 0 {
		return s[:i]
	}
	return s
}

// organ is the organ that the page gives for a name: in running text the name
// begins its line, or follows a space, and what it gives is one.
func (f *facts) organ(name string) string {
	if v := f.aside(name); v != "" && utf8.RuneCountInString(v) <= 40 {
		return v
	}
	for _, t := range f.lines {
		if v := firstField(afterColon(t, name)); v != "" && utf8.RuneCountInString(v) <= 40 && beginsWord(t, name) && endsAsOrgan(fold.Label(v)) {
			return v
		}
	}
	return ""
}

// date is the date that the page gives for a name. A short name is a part of
// others ("period of statistics"), and other things have dates too: only where
// it stands alone, before a date behind the year, is it that of publication.
func (f *facts) date(name string, year int) string {
	short := utf8.RuneCountInString(name) <= 2
	if d := dateIn(f.aside(name)); d != "" && (!short || behind(d, year)) {
		return d
	}
	if !strings.Contains(f.text, name) {
		return ""
	}
	for _, t := range f.lines {
		_, behindName, ok := strings.Cut(t, name)
		if !ok {
			continue
		}
		v := afterColon(t, name)
		d := dateIn(firstField(v))
		if d == "" && strings.HasPrefix(v, "2") { // 2024 and its parts with spaces between
			d = dateAt(v, 16)
		}
		if d == "" && !short { // cells of a page's table, a space between
			if v := strings.TrimLeftFunc(behindName, fold.IsSpace); v != behindName && strings.HasPrefix(v, "2") {
				d = dateIn(firstField(v))
			}
		}
		if d != "" && (!short || behind(d, year) && beginsWord(t, name)) {
			return d
		}
	}
	return ""
}

// beginsWord reports whether no other characters stand right before a name in a line.
func beginsWord(line, name string) bool {
	before, _, _ := strings.Cut(line, name)
	r, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || !fold.Keep(fold.Rune(r))
}

// line is what the page gives for a name: in its description, or on a line that
// the name and a colon begin.
func (f *facts) line(name string) string {
	if v := metaValue(f.doc, name); v != "" {
		return v
	}
	for _, t := range f.lines {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(t), name); ok && len(rest) < 300 {
			if v := strings.TrimLeft(rest, " :\uFF1A"); v != rest {
				return v
			}
		}
	}
	return ""
}

// title is the page's own name for itself, folded; empty if it is no report's.
func (f *facts) title() string {
	for _, m := range phrases().Meta.Title {
		if t := fold.Label(metaValue(f.doc, m)); isTitle(t) {
			return t
		}
	}
	return ""
}

func metaValue(doc *grid.Doc, name string) string {
	for _, m := range doc.Meta {
		if strings.EqualFold(m.Name, name) && m.Value != "" {
			return m.Value
		}
	}
	return ""
}
