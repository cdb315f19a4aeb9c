package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/match/words"
	"gongkai/record"
)

// inLabel looks for a figure that stands in the cell of a row's label. Where cells
// of the row lack theirs it may be one of them, and none is certain; else it is
// said to be left out. It reports whether the row is done with.
func (b *board) inLabel(l *label, r *row, values []*cell, cells []int) bool {
	if l == nil {
		return false
	}
	found := figureBehind(l, r.cells)
	switch {
	case found == "":
		return false
	case numbers(values) < len(cells):
		b.unreadable(cells, strings.TrimSpace(found+" "+joinTexts(values)), r.pos())
		return true
	}
	b.find("R11", record.Info, cells, []string{r.pos().String()}, found)
	return false
}

// figureBehind is the figure that stands in the cell of a row's label, right
// behind its words or in brackets behind them.
func figureBehind(l *label, cells []*cell) string {
	for _, c := range cells {
		if c.label == l {
			text := strings.TrimRightFunc(c.Text, fold.IsSpace)
			if l.known {
				return figureInBrackets(text, l.text)
			}
			return figureAtEnd(text)
		}
	}
	return ""
}

// figureAtEnd is the figure that a text ends with, or that has a unit or a bracket
// behind it.
func figureAtEnd(text string) string {
	const digits = "0123456789."
	tail := strings.TrimRightFunc(text, func(r rune) bool { return !strings.ContainsRune(digits, r) })
	if unit := fold.Label(text[len(tail):]); unit != "" && !slices.Contains(words.All().Units, unit) {
		return ""
	}
	return text[len(strings.TrimRight(tail, digits)):]
}

// figureInBrackets is what stands in brackets behind the words of a label of the
// form, if a figure is in it.
func figureInBrackets(text, own string) string {
	if len(text) == len(own) { // the label, to the letter
		return ""
	}
	for i, c := range text {
		if (c == '(' || c == 0xFF08) && fold.Label(text[:i]) == own {
			return withFigure(text[i:])
		}
	}
	return ""
}

// withFigure is a text if a figure is in it that is no year: guidance may name one.
func withFigure(text string) string {
	for rest := fold.Width(text); ; {
		k := strings.IndexAny(rest, "0123456789")
		if k < 0 {
			return ""
		}
		rest = strings.TrimLeft(rest[k:], "0123456789")
		if next, _ := utf8.DecodeRuneInString(rest); next != words.All().YearSign {
			return text
		}
	}
}

// besideNothing is the figure behind the words of an indicator's label, if nothing
// is printed beside it.
func (it *indicator) besideNothing() string {
	if it.print != nil || !it.empty() {
		return ""
	}
	if at := strings.LastIndexAny(it.text, "(\uFF08"); at > 0 && strings.IndexAny(it.text[at:], ")\uFF09") > 0 {
		return withFigure(it.text[at:])
	}
	return figureAtEnd(it.text)
}
