// Package figure reads what one cell says: a number, with words around it or
// without, nothing, a sign for nothing, or what cannot be read.
//
//	0          printed, 0
//	８，８６３    printed, 8863
//	22（其中修订16件）  annotated, 22
//	-          dash
//	1 2        unreadable: one number or two?
package figure

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/match/words"
	"gongkai/record"
)

// Figure is what one cell says.
type Figure struct {
	State record.State
	Value record.Number
	Note  string // how the print became the value, where that is not plain
	// Doubt is the key of the finding that the reading itself calls for.
	Doubt string
	// Runs are the strings of digits printed, where they are plain digits but
	// not one number: "1 2".
	Runs []string
}

// HasNumber reports whether a number is printed.
func (f *Figure) HasNumber() bool { return !f.Value.IsNull() }

// Read reads a cell's text as the form's column wants it: col says whether a sign
// is a number there and whether it is money; it may be nil. head is the text of
// the printed column header, which may name another unit.
func Read(raw string, col *form.Node, head string) Figure {
	money := col != nil && IsMoney(col)
	if n, ok := PlainInt(raw); ok && !money {
		return Figure{State: record.Printed, Value: record.Int(n)}
	}
	s := strings.TrimFunc(fold.Width(raw), fold.IsSpace)
	if s == "" {
		return Figure{State: record.Blank}
	}
	if f, ok := readSign(s); ok {
		return f
	}
	sign, body := "", s
	if strings.HasPrefix(body, "+") || strings.HasPrefix(body, "-") {
		sign, body = body[:1], strings.TrimLeft(body, "+- ")
	} else if t, ok := cutDash(body); ok {
		sign, body = "-", strings.TrimLeft(t, " ")
	}
	value, rest, ok := Leading(body)
	if !ok {
		if word, behind := SignWord(body); word != "" {
			return wordSigned(word, behind, col)
		}
		return readWords(s, col)
	}
	f := Figure{State: record.Printed, Value: value}
	if len(body) > 1 && body[0] == '0' && body[1] >= '0' && body[1] <= '9' {
		f.Doubt = "R20" // 04: perhaps the end of a number that was cut
	}
	if sign != "" {
		if col == nil || !col.Signed {
			return Figure{State: record.Unreadable, Doubt: "R01"}
		}
		if sign == "-" {
			f.Value = value.Neg()
			if len(s)-len(body) > 1 {
				f.Note, f.Doubt = "minus printed as "+s[:len(s)-len(body)], "R07"
			}
		}
	}
	rest = strings.TrimFunc(rest, fold.IsSpace)
	if rest != "" {
		f = readTail(f, body, rest, money)
		if f.State == record.Unreadable {
			return f
		}
	}
	if money {
		return moneyFigure(f, fold.Label(rest), fold.Label(head))
	}
	if _, whole := f.Value.Int64(); !whole {
		f.Doubt = "R13"
	}
	return f
}

// readTail reads what stands behind a number in its cell: a unit, a remark in
// brackets, or more digits.
func readTail(f Figure, body, rest string, money bool) Figure {
	label := fold.Label(rest)
	w := words.All()
	if unit, ok := strings.CutPrefix(label, w.List.Myriad); ok && !money && (unit == "" || slices.Contains(w.Units, unit)) {
		return f.InMyriads(label)
	}
	if _, ok := w.MoneyShift(label); ok {
		f.State = record.Annotated
		if !money {
			f.Doubt = "R06"
		}
		return f
	}
	for _, u := range w.Units {
		if label == u {
			f.State = record.Annotated
			return f
		}
	}
	more, other := DigitRuns(rest)
	switch {
	case label == "" && strings.ContainsAny(rest, "/,\u2192\u2190"): // a second number's place, empty
		return Figure{State: record.Unreadable, Doubt: "R01"}
	case lettersTouch(body):
		return Figure{State: record.Unreadable, Doubt: "R01"}
	case len(more) > 0 && !other: // "1 2"
		first, _ := DigitRuns(body[:len(body)-len(rest)])
		return Figure{State: record.Unreadable, Doubt: "R01", Runs: append(first, more...)}
	case len(more) > 0 && !opensBracket(rest, w.Units):
		return Figure{State: record.Unreadable, Doubt: "R01"}
	}
	f.State, f.Doubt = record.Annotated, "R06"
	return f
}

// opensBracket reports whether a remark in brackets begins rest, perhaps after a unit.
func opensBracket(rest string, units []string) bool {
	for _, u := range units {
		if t, ok := strings.CutPrefix(rest, u); ok {
			rest = t
			break
		}
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return r == '(' || r == '[' || r == 0x3010 || r == 0x3014
}

// readWords reads a cell that begins with no number. Of a change the words may be
// the sign.
func readWords(s string, col *form.Node) Figure {
	label := fold.Label(s)
	for _, n := range words.All().None {
		if label == n {
			return Figure{State: record.Word}
		}
	}
	if runs, _ := DigitRuns(s); len(runs) == 1 && label != runs[0] && !lettersTouch(s) {
		if v, err := record.ParseNumber(runs[0]); err == nil && !strings.ContainsAny(s, ".,-+") && (col == nil || !col.Signed) {
			return Figure{State: record.Annotated, Value: v, Doubt: "R06"}
		}
	}
	return Figure{State: record.Unreadable, Doubt: "R01"}
}
