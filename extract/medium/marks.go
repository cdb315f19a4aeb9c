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
