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

// figureInBrackets is what stands behind the words of a label of the form, if a
// figure is in it: guidance may name a year.
func figureInBrackets(text, own string) string {
	if len(text) == len(own) { // the label, to the letter
		return ""
	}
	at := strings.IndexFunc(text, func(r rune) bool { return r == '(' || r == 0xFF08 })
	for at >= 0 && fold.Label(text[:at]) != own {
		next := strings.IndexFunc(text[at+1:], func(r rune) bool { return r == '(' || r == 0xFF08 })
		if next < 0 {
			return ""
		}
		at += 1 + next
	}
	if at < 0 {
		return ""
	}
	tail := text[at:]
	rest := fold.Width(tail)
	for rest != "" {
		k := strings.IndexAny(rest, "0123456789")
		if k < 0 {
			return ""
		}
		rest = rest[k:]
		end := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		if next, _ := utf8.DecodeRuneInString(rest[end:]); next != words.All().YearSign {
			return tail
		}
		rest = rest[end:]
	}
	return ""
}
