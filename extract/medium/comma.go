package medium

import (
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
)

// Tables saved as comma-separated text, or retyped with commas between cells:
//
//	Licensing,36,,
//	"Decisions, all kinds",1,0,0
//
// A comma within quotation marks or brackets parts nothing: labels hold such.

// commaFields cuts a line at its commas, ASCII or full width, but not at both.
func commaFields(dst []string, s string) []string {
	sep := ','
	if strings.IndexByte(s, ',') < 0 {
		sep = 0xFF0C
	}
	depth, from, quoted := 0, 0, false
	for i, r := range fold.Runes(s) {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '(' || r == 0xFF08:
			depth++
		case r == ')' || r == 0xFF09:
			depth = max(0, depth-1)
		case r == sep && depth == 0:
			dst = append(dst, unquote(s[from:i]))
			from = i + utf8.RuneLen(r)
		}
	}
	if quoted || depth > 0 {
		return dst[:0]
	}
	return append(dst, unquote(s[from:]))
}

func unquote(s string) string {
	s = strings.TrimFunc(s, blankRune)
	if len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' {
		return strings.ReplaceAll(s[1:len(s)-1], `""`, `"`)
	}
	return s
}

// commaRow judges a line cut at its commas. figures is the number of fields that
// stand for one; a row of labels has none.
func commaRow(fields []string) (figures int, row bool) {
	if len(fields) < 2 || len(fields) > maxCommas {
		return 0, false
	}
	labels, blanks := 0, 0
	for _, f := range fields {
		switch {
		case f == "":
			blanks++
		case numeric(f) || figures > 0 && len(f) <= 40 && f[0] >= '0' && f[0] <= '9': // with a unit, perhaps
			figures++
		case figures > 0 || len(f) > 150 || strings.ContainsAny(f, "\u3002\uFF1B"):
			return figures, false // words behind a figure, or a sentence
		default:
			labels++
		}
	}
	if figures == 0 {
		return 0, blanks > 0 || labels >= 3
	}
	return figures, len(fields) >= 3 && labels <= 3
}

// No report has a table of more columns, or more lines of headings over it.
const maxCommas, maxHeads = 40, 6

// withoutPadding takes the commas that stand for empty cells off a line of words,
// and the quotation marks around its only cell.
func withoutPadding(s string) string {
	t := strings.TrimRight(s, ",\t ")
	if strings.Count(s[len(t):], ",") < 2 {
		return s
	}
	if n := len(t); n > 1 && t[0] == '"' && t[n-1] == '"' {
		return strings.ReplaceAll(t[1:n-1], `""`, `"`)
	}
	return t
}

// commaRun is the number of lines that make one table of fields between commas,
// whose fields it sets: rows of labels among rows of figures, of which one holds
// three figures, or two under as many labels, or two rows hold some. A comma
// within a figure makes one field too many, which matching sees.
func commaRun(lines []line) int {
	var buf [32]string
	n, rows, most, width, head := 0, 0, 0, 0, 0
	headed := false
	for i := range lines {
		text := lines[i].text
		if blank(text) && i == n && n > 0 {
			continue
		}
		if lines[i].fields != nil || strings.IndexByte(text, ',') < 0 && !strings.Contains(text, "\uFF0C") {
			break
		}
		fields := commaFields(buf[:0], text)
		figures, row := commaRow(fields)
		if !row {
			break
		}
		if figures == 0 && rows == 0 && i > maxHeads {
			return 0
		}
		if figures > 0 {
			rows, most, width = rows+1, max(most, figures), max(width, len(fields))
			headed = headed || figures > 1 && len(fields) == head
		} else {
			head = len(fields)
		}
		n = i + 1
	}
	for n > 0 { // a row of labels at the end belongs to what follows
		fields := commaFields(buf[:0], lines[n-1].text)
		if figures, _ := commaRow(fields); figures > 0 || len(fields) == width && width > 2 {
			break
		}
		n--
	}
	if rows == 0 || most < 3 && rows < 2 && !headed {
		return 0
	}
	for i := range lines[:n] {
		if !blank(lines[i].text) {
			lines[i].fields = commaFields(nil, lines[i].text)
		}
	}
	return n
}
