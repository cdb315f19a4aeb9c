package match

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/grid"
	"gongkai/extract/match/line"
	"gongkai/extract/match/words"
)

// listSearch looks for a list of indicators in a document, to tell the generation
// by it and to read it. What it finds it looks for once.
type listSearch struct {
	doc   *grid.Doc
	lines []line.Line
	index *index

	tables, askedTables bool
	text                *zone // of all running text
	mentions            []mention
	askedText           bool
}

func searchLists(doc *grid.Doc, lines []line.Line) *listSearch {
	_, x := listOf()
	return &listSearch{doc: doc, lines: lines, index: x}
}

// inTables reports whether a list stands in the document's tables.
func (s *listSearch) inTables() bool {
	if !s.askedTables {
		s.tables, s.askedTables = s.index.inTables(s.doc), true
	}
	return s.tables
}

// inText returns the labels of a list in the running text.
func (s *listSearch) inText() (*zone, []mention) {
	if !s.askedText {
		s.askedText = true
		if s.text = listZone(s.lines); s.text != nil {
			s.mentions = s.index.mentions(s.text)
		}
	}
	return s.text, s.mentions
}

// isList reports whether the document prints a list of indicators: labels of
// three rows that tell it, and no row of another form.
func (s *listSearch) isList() bool {
	if s.inTables() {
		return true
	}
	_, found := s.inText()
	return len(found) > 0
}

// part parts the list from the lines in which headings and sentences are
// read. Where it stands in tables, no running text is looked at for it.
func (s *listSearch) part() (text []line.Line, list *zone) {
	if !s.inTables() {
		if z, found := s.inText(); len(found) > 0 {
			return cutList(s.lines, z, found)
		}
	}
	for _, l := range s.lines {
		if l.Para {
			text = append(text, l)
		}
	}
	return text, nil
}

// cutList takes the stretch of running text that is the list out of the lines,
// so that neither headings nor sentences are read in it.
func cutList(lines []line.Line, z *zone, found []mention) (text []line.Line, list *zone) {
	from := z.listStart(found[0].from)
	for _, c := range words.All().List.Code { // a column before the labels
		head := strings.TrimRightFunc(z.text[:from], fold.IsSpace)
		if t, ok := strings.CutSuffix(head, c); ok {
			from = len(t)
			break
		}
	}
	last := &found[len(found)-1]
	figures := last.to + wordsAt(z.text[last.to:])
	_, rest := attached(z.text[last.to:figures], z.text[figures:])
	rest = strings.TrimSpace(rest)
	for rest != "" { // rows that the form does not know may follow
		label, unit, _, tail := cutRow(rest)
		if unit == "" || utf8.RuneCountInString(label) > 40 || strings.ContainsAny(label, "\u3002\uFF0C\n") {
			break
		}
		rest = strings.TrimSpace(tail)
	}
	to := len(strings.TrimRightFunc(z.text, unicode.IsSpace)) - len(rest)
	var cut []line.Line
	for k, start := range z.starts {
		l := lines[z.lines[k]]
		end := start + len(l.Text)
		a, b := min(max(from, start), end), max(min(to, end), start)
		if a < b {
			part := l
			part.Text = l.Text[a-start : b-start]
			part.Key = fold.Label(part.Text)
			cut = append(cut, part)
		}
	}
	for i, l := range lines {
		if !l.Para {
			continue
		}
		k, ok := slices.BinarySearch(z.lines, i)
		start := 0
		if ok {
			start = z.starts[k]
		}
		end := start + len(l.Text)
		if !ok || to <= start || from >= end {
			text = append(text, l)
			continue
		}
		for _, t := range []string{l.Text[:max(0, from-start)], l.Text[min(len(l.Text), to-start):]} {
			if strings.TrimSpace(t) != "" {
				part := l
				part.Text, part.Key = t, fold.Label(t)
				text = append(text, part)
			}
		}
	}
	return text, listZone(cut)
}

// listZone is all of the lines, bars between cells read as spaces.
func listZone(lines []line.Line) *zone {
	bare := slices.Clone(lines)
	for i := range bare {
		bare[i].Text = strings.ReplaceAll(bare[i].Text, "|", " ")
	}
	return newStream(bare, nil).zone(0, 0, len(bare), 0)
}

func (x *index) inTables(doc *grid.Doc) bool {
	seen := map[string]bool{}
	for _, b := range doc.Blocks {
		if b.Grid == nil {
			continue
		}
		for i := range b.Grid.Cells {
			t := b.Grid.Cells[i].Text
			if len(t) < 9 || len(t) > 200 {
				continue
			}
			if k := readLabel(t).key; x.marks[k] {
				seen[k] = true
			} else if x.others[fold.Label(t)] {
				return false
			}
		}
	}
	return len(seen) >= 3
}
