package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/match/words"
	"gongkai/record"
)

// figure is what one cell says.
type figure struct {
	state record.State
	value record.Number
	note  string // how the print became the value, where that is not plain
	// doubt is the key of the finding that the reading itself calls for.
	doubt string
	// runs are the strings of digits printed, where they are plain digits but
	// not one number: "1 2".
	runs []string
}

func (f *figure) hasNumber() bool { return !f.value.IsNull() }

// readFigure reads a cell's text as the form's column wants it: col says
// whether a sign is a number there and whether it is money. head is the text of
// the printed column header, which may name another unit.
func readFigure(raw string, col *form.Node, head string) figure {
	money := col != nil && isMoney(col)
	if n, ok := plainInt(raw); ok && !money {
		return figure{state: record.Printed, value: record.Int(n)}
	}
	s := strings.TrimFunc(fold.Width(raw), fold.IsSpace)
	if s == "" {
		return figure{state: record.Blank}
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
	value, rest, ok := leadingNumber(body)
	if !ok {
		if word, behind := signWord(body); word != "" {
			return wordSigned(word, behind, col)
		}
		return readWords(s, col)
	}
	f := figure{state: record.Printed, value: value}
	if len(body) > 1 && body[0] == '0' && body[1] >= '0' && body[1] <= '9' {
		f.doubt = "R20" // 04: perhaps the end of a number that was cut
	}
	if sign != "" {
		if col == nil || !col.Signed {
			return figure{state: record.Unreadable, doubt: "R01"}
		}
		if sign == "-" {
			f.value = value.Neg()
			if len(s)-len(body) > 1 {
				f.note, f.doubt = "minus printed as "+s[:len(s)-len(body)], "R07"
			}
		}
	}
	rest = strings.TrimFunc(rest, fold.IsSpace)
	if rest != "" {
		f = readTail(f, body, rest, money)
		if f.state == record.Unreadable {
			return f
		}
	}
	if money {
		return moneyFigure(f, fold.Label(rest), fold.Label(head))
	}
	if _, whole := f.value.Int64(); !whole {
		f.doubt = "R13"
	}
	return f
}

// signWord cuts off the word for a change up or down that a figure begins with.
func signWord(s string) (sign, rest string) {
	w := words.All()
	for _, list := range [...]struct {
		sign  string
		words []string
	}{{"+", w.More}, {"-", w.Less}} {
		for _, p := range list.words {
			if t, ok := strings.CutPrefix(s, p); ok {
				t = strings.TrimLeftFunc(t, fold.IsSpace)
				if t != "" && t[0] >= '0' && t[0] <= '9' {
					return list.sign, t
				}
			}
		}
	}
	return "", s
}

// wordSigned reads a change whose sign is a word, where a column has signs.
func wordSigned(sign, rest string, col *form.Node) figure {
	f := readFigure(rest, col, "")
	switch {
	case col != nil && !col.Signed || !f.hasNumber():
		return figure{state: record.Unreadable, doubt: "R01"}
	case sign == "-":
		f.value = f.value.Neg()
	}
	f.state = record.Annotated
	return f
}

// plainInt reads a cell that is nothing but one to nine ASCII digits between
// blanks, as nearly all are.
func plainInt(s string) (n int64, ok bool) {
	i, j := 0, len(s)
	for i < j && (s[i] == ' ' || s[i] == '\n') {
		i++
	}
	for j > i && (s[j-1] == ' ' || s[j-1] == '\n') {
		j--
	}
	if j-i == 0 || j-i > 9 || j-i > 1 && s[i] == '0' {
		return 0, false
	}
	for ; i < j; i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int64(s[i]-'0')
	}
	return n, true
}

func isMoney(col *form.Node) bool { _, ok := words.All().MoneyShift(col.Unit); return ok }

// readSign reads cells that hold only a dash or a slash.
func readSign(s string) (figure, bool) {
	dash, slash := true, true
	for _, r := range s {
		dash = dash && words.IsDash(r)
		slash = slash && (r == '/' || r == '\\' || r == 0x2215 || r == 0x2571)
	}
	switch {
	case dash:
		return figure{state: record.Dash}, true
	case slash:
		return figure{state: record.Slash}, true
	}
	return figure{}, false
}

// cutDash takes a leading dash other than the ASCII hyphen off.
func cutDash(s string) (string, bool) {
	t := strings.TrimLeftFunc(s, words.IsDash)
	return t, t != s && t != ""
}

// leadingNumber reads the decimal at the start of s, thousands separated by
// commas or not, and returns what follows.
func leadingNumber(s string) (n record.Number, rest string, ok bool) {
	i := 0
	for i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == '.' || s[i] == ',') {
		i++
	}
	t := strings.TrimRight(s[:i], ".,")
	rest = s[len(t):]
	if strings.Contains(t, ",") {
		whole, frac, point := strings.Cut(t, ".")
		groups := strings.Split(whole, ",")
		for k, g := range groups {
			if k > 0 && len(g) != 3 || k == 0 && (len(g) == 0 || len(g) > 3) {
				return n, s, false
			}
		}
		t = strings.Join(groups, "")
		if point {
			t += "." + frac
		}
	}
	n, err := record.ParseNumber(t)
	return n, rest, err == nil
}

// readTail reads what stands behind a number in its cell: a unit, a remark in
// brackets, or more digits.
func readTail(f figure, body, rest string, money bool) figure {
	label := fold.Label(rest)
	w := words.All()
	if unit, ok := strings.CutPrefix(label, w.List.Myriad); ok && !money && (unit == "" || slices.Contains(w.Units, unit)) {
		return f.inMyriads(label)
	}
	if _, ok := w.MoneyShift(label); ok {
		f.state = record.Annotated
		if !money {
			f.doubt = "R06"
		}
		return f
	}
	for _, u := range w.Units {
		if label == u {
			f.state = record.Annotated
			return f
		}
	}
	more, other := digitRuns(rest)
	switch {
	case label == "" && strings.ContainsAny(rest, "/,\u2192\u2190"): // a second number's place, empty
		return figure{state: record.Unreadable, doubt: "R01"}
	case lettersTouch(body):
		return figure{state: record.Unreadable, doubt: "R01"}
	case len(more) > 0 && !other: // "1 2"
		first, _ := digitRuns(body[:len(body)-len(rest)])
		return figure{state: record.Unreadable, doubt: "R01", runs: append(first, more...)}
	case len(more) > 0 && !opensBracket(rest, w.Units):
		return figure{state: record.Unreadable, doubt: "R01"}
	}
	f.state, f.doubt = record.Annotated, "R06"
	return f
}

// inMyriads is a count that is printed in ten thousands.
func (f figure) inMyriads(unit string) figure {
	from := f.value
	f.state, f.doubt, f.value = record.Annotated, "R07", from.Shift(4)
	if f.value.IsNull() {
		return figure{state: record.Unreadable, doubt: "R01"}
	}
	f.note = from.String() + " " + unit + " = " + f.value.String()
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

// lettersTouch reports whether a Latin letter stands right beside a digit: it may
// be one that was misread, as in l0O.
func lettersTouch(s string) bool {
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	letter := func(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
	for i := 1; i < len(s); i++ {
		if digit(s[i-1]) && letter(s[i]) || letter(s[i-1]) && digit(s[i]) {
			return true
		}
	}
	return false
}

// digitRuns returns the runs of digits in s, and whether anything but digits
// and space stands there.
func digitRuns(s string) (runs []string, other bool) {
	for i := 0; i < len(s); {
		if s[i] >= '0' && s[i] <= '9' {
			j := i
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
			runs = append(runs, s[i:j])
			i = j
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		other = other || !fold.IsSpace(r)
		i += n
	}
	return runs, other
}

// readWords reads a cell that begins with no number. Of a change the words may be
// the sign.
func readWords(s string, col *form.Node) figure {
	label := fold.Label(s)
	for _, n := range words.All().None {
		if label == n {
			return figure{state: record.Word}
		}
	}
	if runs, _ := digitRuns(s); len(runs) == 1 && label != runs[0] && !lettersTouch(s) {
		if v, err := record.ParseNumber(runs[0]); err == nil && !strings.ContainsAny(s, ".,-+") && (col == nil || !col.Signed) {
			return figure{state: record.Annotated, value: v, doubt: "R06"}
		}
	}
	return figure{state: record.Unreadable, doubt: "R01"}
}

// moneyFigure brings an amount to 万元. The unit stands in the cell, or in the
// header; where neither says, the form's own unit is taken, and said.
func moneyFigure(f figure, unit, head string) figure {
	w := words.All()
	for _, u := range w.List.Unit {
		unit = strings.TrimPrefix(unit, u)
	}
	for _, m := range w.Money {
		if strings.HasPrefix(unit, m.Unit) { // a remark may stand behind it
			return shifted(f, m.Shift, m.Unit)
		}
	}
	for _, m := range w.Money {
		if at := strings.Index(head, m.Unit); at >= 0 {
			if strings.Contains(head[:at], w.Money[len(w.Money)-1].Unit) {
				break // the header's lines were parted, and its unit with them
			}
			return shifted(f, m.Shift, m.Unit)
		}
	}
	if f.value.Sign() != 0 {
		f.note, f.doubt = "no unit printed", "R14"
	}
	return f
}

func shifted(f figure, shift int, unit string) figure {
	if shift == 0 {
		return f
	}
	from := f.value
	f.value = from.Shift(shift)
	f.note = from.String() + " " + unit + " = " + f.value.String() + " " + words.All().Money[0].Unit
	if f.value.IsNull() {
		return figure{state: record.Unreadable, doubt: "R01"}
	}
	if f.value.Sign() != 0 {
		f.doubt = "R07"
	}
	return f
}
