package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/match/line"
)

// singleText reads a table of one row from running text: the figures behind its
// header, all together or a group at a time.
func (b *board) singleText(t *form.Table, block *form.Block, lab *blockLabels, s *stream) {
	z := s.section(t.Section)
	if z == nil {
		return
	}
	hits := 0
	for j := range lab.cols {
		if slices.ContainsFunc(lab.cols[j].spell, func(sp spelling) bool { return len(sp.runes) > 2 && fold.IndexRunes(z.folded.Runes, sp.runes) >= 0 }) {
			hits++
		}
	}
	n := len(block.ColLeaves)
	cells := b.rowCells(block, 0)
	headed := hits*2 >= len(lab.cols)
	run, ok := z.cellRun(n)
	p := run
	if !ok {
		p, ok = longestFigures(z, n)
	}
	if !ok {
		p, ok = z.figureRow(n)
	}
	if !ok && headed && len(run.tokens) > len(lab.groups) { // blank cells leave no line
		b.unreadable(cells, strings.Join(run.tokens, " "), run.pos)
		return
	}
	rival := ok && z.rival(&p, n)
	if !ok || !headed && len(p.tokens) != n {
		return // without the header's words only a line of just as many figures is this row
	}
	at := max(0, strings.Index(z.text, p.text))
	z.take(0, at+len(p.text), "")
	if rival || uneven(&p, len(lab.groups[0].leaves)) || lab.oneMore(headWords(z.text[:at])) || shuffledText(z.text[:at], lab.cols[:len(lab.groups[0].leaves)]) {
		b.unreadable(cells, p.text, p.pos)
		return
	}
	b.textRow(t, cells, &p, false)
}

// uneven reports whether a few lines of figures are neither one row, nor rows of a
// group of per columns each: one of them is not the row's.
func uneven(p *print, per int) bool {
	groups, lines, figures := true, 0, 0
	for l := range strings.SplitSeq(p.text, "\n") {
		if n := len(strings.FieldsFunc(l, fold.IsSpace)); n > 0 {
			groups = groups && n%per == 0
			lines, figures = lines+1, figures+n
		}
	}
	return lines > 1 && !groups && lines*2 <= figures // else a cell a line, but for some
}

// headWords are the words before a table's figures, from the last sentence on.
func headWords(before string) (words []*label) {
	for _, w := range strings.FieldsFunc(before[strings.LastIndex(before, "\u3002")+1:], fold.IsSpace) {
		words = append(words, newLabel(fold.Label(w)))
	}
	return words
}

// figureRow is the only line of the zone that is n figures, or signs and words
// for none, side by side.
func (z *zone) figureRow(n int) (p print, ok bool) {
	for k := range z.starts {
		fields := strings.FieldsFunc(z.line(k), fold.IsSpace)
		if len(fields) != n || slices.ContainsFunc(fields, func(s string) bool { return !isCell(s) }) {
			continue
		}
		if ok {
			return p, false
		}
		p, ok = print{text: z.line(k), pos: z.pos(z.starts[k]), tokens: fields, plain: true}, true
	}
	return p, ok
}

// longestFigures returns the stretch of the zone with the most digits and no
// words in it, if it can hold n figures.
func longestFigures(z *zone, n int) (best print, ok bool) {
	most := 0
	from, digits := 0, 0
	flush := func(to int) {
		if digits > most {
			most = digits
			best = newPrint(z.text[from:to])
			best.pos = z.pos(from)
		}
		digits = 0
	}
	for i, r := range z.text {
		switch {
		case fold.Rune(r) >= '0' && fold.Rune(r) <= '9':
			digits++
		case r >= 0x2E80 && !isPunct(r) && !fold.IsSpace(r):
			flush(i)
			from = i + utf8.RuneLen(r)
		}
	}
	flush(len(z.text))
	return best, most >= n
}

// rival reports whether the zone holds other lines of figures, a group of the
// table's or more, as it does where the row is printed for another year or organ
// too.
func (z *zone) rival(p *print, n int) bool {
	if len(p.tokens) != n {
		return false
	}
	var run []string
	for k := 0; k <= len(z.starts); k++ {
		var fields []string
		if k < len(z.starts) {
			fields = strings.FieldsFunc(z.line(k), fold.IsSpace)
		}
		if len(fields) == 1 && line.IsPageNumber(fields[0]) {
			continue
		}
		if len(fields) > 0 && !slices.ContainsFunc(fields, func(s string) bool { return !isCell(s) }) {
			run = append(run, fields...)
			continue
		}
		if len(run) >= n/3 && !slices.Equal(run, p.tokens) { // blank cells leave no line
			return true
		}
		run = run[:0]
	}
	return false
}
