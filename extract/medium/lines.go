package medium

import "strings"

// line is one line of a text.
type line struct {
	text   string
	n      int      // from 1; 0 unknown
	fields []string // of a line with tabs; quoted ones may hold line ends
}

// splitLines cuts text at any line end. A quoted field that holds line ends, as
// spreadsheets copy and save them, stays in its line.
func splitLines(b *budget, s string) ([]line, error) {
	if err := b.addText(len(s)); err != nil {
		return nil, err
	}
	s = unixLines(s)
	lines := make([]line, 0, strings.Count(s, "\n")+1)
	for n := 1; s != ""; n++ {
		if err := b.tick(); err != nil {
			return nil, err
		}
		end, next := lineEnd(s)
		l := line{text: s[:end], n: n}
		if strings.IndexByte(l.text, '"') >= 0 {
			fields, used := quotedRow(s)
			if used == 0 && strings.IndexByte(l.text, '\t') < 0 && (l.text[0] == '"' || strings.IndexByte(l.text, ',') >= 0) {
				used = quotedCommas(s)
			}
			if used > 0 {
				l.fields, end, next = fields, used, used
				l.text = s[:used]
				n += strings.Count(s[:used], "\n")
				if _, skip := lineEnd(s[used:]); used < len(s) {
					next += skip
				}
			}
		}
		if l.fields == nil && strings.IndexByte(l.text, '\t') >= 0 {
			l.fields = strings.Split(l.text, "\t")
		}
		lines = append(lines, l)
		s = s[next:]
	}
	return lines, nil
}

// unixLines makes every kind of line end a single \n.
func unixLines(s string) string {
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	for _, end := range [...]string{"\f", "\v", "\u0085", "\u2028", "\u2029"} {
		if strings.Contains(s, end) {
			s = strings.ReplaceAll(s, end, "\n")
		}
	}
	return s
}

// lineEnd finds the first line end: where the line ends, where the next begins.
func lineEnd(s string) (end, next int) {
	if end = strings.IndexByte(s, '\n'); end >= 0 {
		return end, end + 1
	}
	return len(s), len(s)
}

// A quoted field longer than this is a paragraph that opens with a quotation mark.
const maxQuoted = 1000

// quotedRow reads one row of tab-separated fields of which at least one is
// quoted. used is its length without the line end; 0 if it is no such row.
func quotedRow(s string) (fields []string, used int) {
	quoted := false
	for at := 0; ; {
		if strings.HasPrefix(s[at:], `"`) {
			if text, n := quotedField(s[at:], '\t'); n > 0 {
				fields, quoted = append(fields, text), true
				at += n
				if strings.HasPrefix(s[at:], "\t") {
					at++
					continue
				}
				used = at
				break
			}
		}
		end, _ := lineEnd(s[at:])
		if tab := strings.IndexByte(s[at:at+end], '\t'); tab >= 0 {
			fields = append(fields, s[at:at+tab])
			at += tab + 1
			continue
		}
		fields = append(fields, s[at:at+end])
		used = at + end
		break
	}
	if !quoted || len(fields) < 2 {
		return nil, 0
	}
	return fields, used
}

// quotedCommas is the length of a row of fields between commas of which a quoted
// one holds a line end; 0 if it is no such row.
func quotedCommas(s string) int {
	at, broken := 0, false
	for {
		if strings.HasPrefix(s[at:], `"`) {
			text, n := quotedField(s[at:], ',')
			if n == 0 {
				return 0
			}
			broken = broken || strings.IndexByte(text, '\n') >= 0
			at += n
		} else {
			end, _ := lineEnd(s[at:])
			if comma := strings.IndexByte(s[at:at+end], ','); comma >= 0 {
				end = comma
			}
			at += end
		}
		if at == len(s) || s[at] != ',' {
			break
		}
		at++
	}
	if !broken {
		return 0
	}
	var buf [32]string
	if _, row := commaRow(commaFields(buf[:0], s[:at])); !row {
		return 0
	}
	return at
}

// quotedField reads a field in quotation marks that ends before a separator or at
// a line's end. n is 0 if it is no such field.
func quotedField(s string, sep byte) (text string, n int) {
	limit := min(len(s), maxQuoted)
	for i := 1; i < limit; i++ {
		if s[i] != '"' {
			continue
		}
		if i+1 < len(s) && s[i+1] == '"' {
			i++
			continue
		}
		if end, _ := lineEnd(s[i+1:]); end == 0 || s[i+1] == sep {
			return strings.ReplaceAll(s[1:i], `""`, `"`), i + 1
		}
		return "", 0
	}
	return "", 0
}
