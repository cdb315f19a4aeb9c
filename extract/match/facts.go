package match

import (
	"strings"

	"gongkai/extract/fold"
	"gongkai/extract/grid"
)

// facts is what a page says of itself as name and value.
type facts struct {
	doc   *grid.Doc
	cells map[string]string // of small tables: folded name, value in the cell beside it
	lines []string          // short lines with a colon
}

func factsOf(doc *grid.Doc, lines []line) *facts {
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
			if buf = fold.AppendLabel(buf[:0], c.Text); !words().factNames[string(buf)] || f.cells[string(buf)] != "" {
				continue
			}
			if v := b.Grid.At(c.Row, c.Col+c.ColSpan); v != nil {
				f.cells[string(buf)] = strings.TrimFunc(v.Text, fold.IsSpace)
			}
		}
	}
	for i := range lines {
		if t := lines[i].text; len(t) < headBytes && (strings.IndexByte(t, ':') >= 0 || strings.Contains(t, "\uFF1A")) {
			f.lines = append(f.lines, t)
		}
	}
	return f
}

// value returns what the page gives for a name: in its description, in a table
// of facts above the text, or after a colon.
func (f *facts) value(name string) string {
	if v := metaValue(f.doc, name); v != "" {
		return v
	}
	if v := f.cells[fold.Label(name)]; v != "" {
		return v
	}
	for _, t := range f.lines {
		if at := strings.Index(t, name); at >= 0 {
			rest := strings.TrimLeftFunc(t[at+len(name):], fold.IsSpace)
			for _, colon := range []string{":", "\uFF1A"} {
				if v, ok := strings.CutPrefix(rest, colon); ok {
					v = strings.TrimFunc(v, fold.IsSpace)
					if w := strings.Fields(v); len(w) > 0 {
						return w[0]
					}
				}
			}
		}
	}
	return ""
}

// line is value, but takes all of the line behind the colon.
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
	for _, m := range words().Meta.Title {
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
