package medium

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// headingLevel is the level of a "## heading", 0 for any other line.
func headingLevel(s string) int {
	n := 0
	for n < len(s) && s[n] == '#' {
		n++
	}
	if n == 0 || n > 6 || n == len(s) || s[n] != ' ' && s[n] != '\t' || blank(s[n:]) {
		return 0
	}
	return n
}

// isThematic is a line of at least three dashes, stars or underscores. Dashes
// between spaces may be a row of blank figures.
func isThematic(s string) bool {
	n := 0
	for i := range len(s) {
		switch {
		case s[i] == ' ' && s[0] != '-':
		case s[i] == s[0] && (s[0] == '-' || s[0] == '*' || s[0] == '_'):
			n++
		default:
			return false
		}
	}
	return n >= 3
}

// isFence is a line that opens or closes a block of pandoc's: "::: {#text}".
func isFence(s string) bool {
	rest, ok := strings.CutPrefix(s, ":::")
	if rest = strings.Trim(rest, ": "); !ok || rest == "" {
		return ok
	}
	for i := range len(rest) {
		if rest[i] >= utf8.RuneSelf {
			return false
		}
	}
	return rest[0] == '{' || strings.IndexByte(rest, ' ') < 0
}

// escapes is how much a line tells that it is markdown: 2 for a mark at its
// beginning, escaped because it would else begin a list ("1\.", "\-2"), 1 for one
// within it or a span of pandoc's.
func escapes(s string) int {
	at := strings.IndexByte(s, '\\')
	switch {
	case at >= 0 && at+1 < len(s) && (s[at+1] == '-' || s[at+1] == '.' && at > 0) && strings.Trim(s[:at], "0123456789") == "":
		return 2
	case at >= 0 && at+1 < len(s) && (s[at+1] == '.' && at > 0 && digit(s[at-1]) || s[at+1] == '-'), strings.Contains(s, "]{"):
		return 1
	}
	return 0
}

// unlisted is a line without the mark of a list or a quotation; text is the
// line trimmed. "- 3 -" is a page's number and "- 3" may be a figure: they stay.
func unlisted(line, text string) string {
	for strings.HasPrefix(text, ">") {
		text = strings.TrimSpace(text[1:])
		line = text
	}
	if len(text) > 2 && (text[0] == '-' || text[0] == '*' || text[0] == '+') && text[1] == ' ' && !strings.HasSuffix(text, "-") {
		if rest := strings.TrimSpace(text[2:]); !numeric(rest) {
			return rest
		}
	}
	return line
}

// pipes counts the pipes of a line that part cells: escaped ones do not.
func pipes(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '|':
			n++
		}
	}
	return n
}

// isRule is a table's rule: cells of three dashes and more, with colons or
// without. A row of single dashes is a row of blank values.
func isRule(s string) bool { return ruled(s, 3) }

// shortRule is a rule too, if it stands below a header and above data.
func shortRule(s string) bool { return ruled(s, 1) && strings.Contains(s, "|") }

func ruled(s string, least int) bool {
	if s == "" || s[0] != '|' && s[0] != '-' && s[0] != ':' {
		return false
	}
	dashes, cells := 0, 0
	for i := range len(s) {
		switch s[i] {
		case '-':
			dashes++
		case '|':
			if i > 0 && dashes < least {
				return false
			}
			if i > 0 {
				cells++
			}
			dashes = 0
		case ':', ' ', '\t':
		default:
			return false
		}
	}
	if s[len(s)-1] != '|' {
		if dashes < least {
			return false
		}
		cells++
	}
	return cells > 0 && strings.Contains(s, "|")
}

// splitPipes cuts a row into cells. Outer pipes are none of them.
func splitPipes(s string) []string { return appendPipes(make([]string, 0, 16), s) }

// appendPipes appends what splitPipes returns.
func appendPipes(dst []string, s string) []string {
	dst = appendBare(dst, strings.TrimPrefix(s, "|"))
	if n := len(dst); n > 0 && dst[n-1] == "" { // what ends with a pipe, or is empty
		dst = dst[:n-1]
	}
	return dst
}

// appendBare cuts a row without outer pipes into cells: what stands before its
// first pipe and behind its last are cells, blank ones too.
func appendBare(dst []string, s string) []string {
	from := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '|':
			dst = append(dst, strings.TrimSpace(s[from:i]))
			from = i + 1
		}
	}
	return append(dst, strings.TrimSpace(s[from:]))
}

// isBare reports whether the rows of a table have no outer pipes: its header,
// the first line, has none, or as many as the rule below it, which has none.
func isBare(lines []line) bool {
	t := strings.TrimSpace(lines[0].text)
	if len(lines) > 1 {
		if rule := strings.TrimSpace(lines[1].text); isRule(rule) {
			return rule[0] != '|' && rule[len(rule)-1] != '|' && pipes(rule) == pipes(t)
		}
	}
	return t[0] != '|' && t[len(t)-1] != '|'
}

// padding is the number of cells that only fill a row up to its table's width:
// bars without a space between them, behind a cell's own bar and a space, as
// crawlers write them.
func padding(s string) int {
	t := strings.TrimRight(s, "|")
	n := len(s) - len(t)
	if cell := strings.TrimRight(t, " "); n < 2 || cell == t || !strings.HasSuffix(cell, "|") {
		return 0
	}
	return n
}

// joinRows puts the lines together that a line end within a cell made of one row
// between outer pipes: it has as many cells as the row before or behind it.
func joinRows(lines []line) []line {
	const most = 4 // lines that a cell goes on for
	out := lines[:0]
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		text := strings.TrimSpace(l.text)
		if strings.HasPrefix(text, "|") && !strings.HasSuffix(text, "|") {
			for k := i + 1; k < len(lines) && k <= i+most; k++ {
				t := strings.TrimSpace(lines[k].text)
				if t == "" || t[0] == '|' {
					break
				}
				text += "\n" + t
				if t[len(t)-1] != '|' {
					continue
				}
				n := pipes(text)
				if len(out) > 0 && outerPipes(out[len(out)-1].text) == n || k+1 < len(lines) && outerPipes(lines[k+1].text) == n {
					l.text, l.fields, i = text, nil, k
				}
				break
			}
		}
		out = append(out, l)
	}
	return out
}

// outerPipes counts the pipes of a row that begins and ends with one; 0 for others.
func outerPipes(s string) int {
	if s = strings.TrimSpace(s); len(s) < 2 || s[0] != '|' || s[len(s)-1] != '|' {
		return 0
	}
	return pipes(s)
}

// pipeRun is the number of lines that make a run of pipe rows. A line between
// outer pipes is a row by itself; one without them needs a rule or another row
// beside it, and rows of two cells a figure behind the pipe.
func pipeRun(lines []line) int {
	n, rows := 0, 0
	sure, figures := false, false
	for i := range lines {
		t := strings.TrimSpace(lines[i].text)
		p := pipes(t)
		if p == 0 {
			break
		}
		figures = figures || p > 1 || numeric(strings.TrimSpace(t[strings.LastIndexByte(t, '|')+1:]))
		outer := p >= 2 && t[0] == '|' && t[len(t)-1] == '|'
		rule := isRule(t)
		if !outer && !rule && p < 2 && !sure && (t[0] == '|' || t[len(t)-1] == '|') && !(i+1 < len(lines) && isRule(strings.TrimSpace(lines[i+1].text))) {
			break
		}
		sure = sure || outer || rule
		n = i + 1
		rows++
	}
	if !sure && (rows < 2 || !figures) {
		return 0
	}
	return n
}

// htmlRun is the number of lines from one that opens an HTML table to the one
// that closes it.
func htmlRun(lines []line) int {
	depth := 0
	for i := range lines {
		t := lines[i].text
		if i == 0 && !hasTag(t, "<table") {
			return 0
		}
		depth += countTag(t, "<table") - countTag(t, "</table")
		if depth <= 0 {
			return i + 1
		}
	}
	return len(lines)
}

// A tag that goes on over more lines than this is none.
const tagLines = 8

// wholeTags joins lines that end inside a tag of HTML: a converter leaves the
// line ends of its attributes, even in the middle of a table's row.
func wholeTags(lines []line) []line {
	n := 0
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if more := tagEnd(l.text, lines[i+1:]); more > 0 {
			var b strings.Builder
			b.WriteString(strings.TrimRight(l.text, " "))
			for ; more > 0; more-- {
				i++
				b.WriteString(" " + strings.TrimSpace(lines[i].text))
				if more == 1 {
					more += tagEnd(lines[i].text, lines[i+1:])
				}
			}
			l.text, l.fields = b.String(), nil
		}
		lines[n] = l
		n++
	}
	return lines[:n]
}

// tagEnd is the number of lines down to the end of a tag that a line leaves open.
func tagEnd(s string, lines []line) int {
	at := strings.LastIndexByte(s, '<')
	if at < 0 || strings.IndexByte(s[at:], '>') >= 0 {
		return 0
	}
	if name := strings.TrimPrefix(s[at+1:], "/"); name == "" || name[0]|0x20 < 'a' || name[0]|0x20 > 'z' {
		return 0
	}
	for i := range lines[:min(len(lines), tagLines)] {
		if at := strings.IndexAny(lines[i].text, "<>"); at >= 0 {
			if lines[i].text[at] == '>' {
				return i + 1
			}
			return 0
		}
	}
	return 0
}

func hasTag(s, tag string) bool { return countTag(s, tag) > 0 }

// countTag counts the places where a tag begins, in any case of letters.
func countTag(s, tag string) int {
	n := 0
	for i := strings.IndexByte(s, '<'); i >= 0; {
		if len(s)-i >= len(tag) && strings.EqualFold(s[i:i+len(tag)], tag) {
			n++
		}
		next := strings.IndexByte(s[i+1:], '<')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return n
}

// withoutComments is a text without its <!-- comments -->, whose line ends stay.
// Converters leave one where a picture stood: there a mark of a picture stands then.
func withoutComments(s string) string {
	at := strings.Index(s, "<!--")
	if at < 0 {
		return s
	}
	var b strings.Builder
	for ; at >= 0; at = strings.Index(s, "<!--") {
		end := strings.Index(s[at+4:], "-->")
		if end < 0 {
			break
		}
		b.WriteString(s[:at])
		comment := s[at+4 : at+4+end]
		if name := strings.TrimSpace(comment); name == "image" || name == "picture" {
			b.WriteString("![" + name + "]()")
		}
		b.WriteString(strings.Repeat("\n", strings.Count(unixLines(comment), "\n")))
		s = s[at+4+end+3:]
	}
	b.WriteString(s)
	return b.String()
}

// unmark takes the marks of emphasis, code, links, pictures and inline HTML
// out of a line. The names of pictures, and what is struck out, come back beside it.
func unmark(s string) (text string, pictures, struck []string) {
	var b strings.Builder
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '\\' && i+1 < len(s) && s[i+1] < utf8.RuneSelf && unicode.IsOneOf([]*unicode.RangeTable{unicode.P, unicode.S}, rune(s[i+1])):
			b.WriteByte(s[i+1])
			i += 2
			continue
		case c == '`':
			if i == 0 || i+1 == len(s) || !digit(s[i-1]) || !digit(s[i+1]) {
				i++
				continue
			}
		case c == '<':
			n, name := inlineTag(s[i:])
			switch name {
			case "br":
				b.WriteByte('\n')
			case "s", "del", "strike":
				if end := strings.Index(s[i+n:], "</"+name+">"); end >= 0 && s[i+1] != '/' {
					struck = append(struck, s[i+n:i+n+end])
					n += end + len("</>") + len(name)
				} else {
					n = 0
				}
			case "sup", "sub": // a raised figure would lengthen the number
				if t := b.String(); t != "" && digit(t[len(t)-1]) && i+n < len(s) && digit(s[i+n]) {
					b.WriteByte('^')
				}
			}
			if n > 0 {
				i += n
				continue
			}
		case c == '!' && strings.HasPrefix(s[i:], "!["), c == '[':
			if label, n := attributed(s[i:]); n > 0 {
				inner, more, cut := unmark(label)
				b.WriteString(inner)
				pictures, struck = append(pictures, more...), append(struck, cut...)
				i += n
				continue
			}
			if label, target, n := link(s[i:]); n > 0 {
				if c == '!' {
					if label == "" {
						label = target
					}
					pictures = append(pictures, label)
				} else {
					inner, more, cut := unmark(label)
					b.WriteString(inner)
					pictures, struck = append(pictures, more...), append(struck, cut...)
				}
				i += n
				continue
			}
		case c == '*' || c == '_' || c == '~':
			n := 1
			for i+n < len(s) && s[i+n] == c {
				n++
			}
			if c == '~' && n == 2 {
				if end := strings.Index(s[i+2:], "~~"); end > 0 {
					struck = append(struck, s[i+2:i+2+end])
					i += end + 4
					continue
				}
			}
			if emphasis(s, i, n) {
				i += n
				continue
			}
			b.WriteString(s[i : i+n])
			i += n
			continue
		}
		b.WriteByte(c)
		i++
	}
	return b.String(), pictures, struck
}

// emphasis says whether the run of n marks at i opens or closes emphasis: a run
// like it stands elsewhere in the line, and not both its sides are blank.
// Underscores count only at a word's border, a single tilde never, and no single
// mark between two digits: it keeps two numbers apart.
func emphasis(s string, i, n int) bool {
	mark := s[i : i+n]
	if mark == "~" || n > 3 {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+n:])
	if n == 1 && before >= '0' && before <= '9' && after >= '0' && after <= '9' {
		return false
	}
	open := i+n < len(s) && !unicode.IsSpace(after)
	shut := i > 0 && !unicode.IsSpace(before)
	if mark[0] == '_' && i > 0 && i+n < len(s) && wordRune(before) && wordRune(after) {
		return false
	}
	return open && strings.Contains(s[i+n:], mark) || shut && strings.Contains(s[:i], mark)
}

func wordRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// link reads [label](target) or ![label](target).
func link(s string) (label, target string, n int) {
	from := strings.IndexByte(s, '[') + 1
	mid := strings.Index(s, "](")
	if mid < from || strings.IndexByte(s[from:mid], '[') >= 0 && s[0] != '[' {
		return "", "", 0
	}
	end := strings.IndexByte(s[mid:], ')')
	if end < 0 {
		return "", "", 0
	}
	return s[from:mid], s[mid+2 : mid+end], mid + end + 1
}

// attributed reads [text]{attributes}, as pandoc writes a span.
func attributed(s string) (text string, n int) {
	if s[0] != '[' || !strings.Contains(s, "]{") {
		return "", 0
	}
	depth := 0
	for i := range min(len(s), 4000) {
		switch s[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth > 0 {
				continue
			}
			if i+1 == len(s) || s[i+1] != '{' {
				return "", 0
			}
			end := strings.IndexByte(s[i:], '}')
			if end < 0 {
				return "", 0
			}
			return s[1:i], i + end + 1
		}
	}
	return "", 0
}

// inlineTag is the length of an HTML tag at the start of s, and its name.
func inlineTag(s string) (n int, name string) {
	end := strings.IndexByte(s[:min(len(s), 2000)], '>') // pages written by Word have long ones
	if end < 2 {
		return 0, ""
	}
	name = strings.ToLower(strings.Trim(s[1:end], "/ "))
	if at := strings.IndexAny(name, " \t"); at > 0 {
		name = name[:at]
	}
	switch name {
	case "br", "s", "del", "strike", "b", "i", "u", "em", "strong", "span", "font", "a", "p", "div", "center", "sub", "sup", "small", "big", "o:p":
		return end + 1, name
	}
	return 0, ""
}
