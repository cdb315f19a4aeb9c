package medium

import "strings"

// lexer cuts HTML or XML into text, start tags and end tags, by the rules of
// the WHATWG tokenizer; comments, declarations and processing instructions are
// skipped. It makes no copies: what it returns are parts of the source, with
// character references undecoded.
//
// x/net/html's Tokenizer does the same more completely, at 60 MB/s on pages
// whose weight is style attributes; a page must be read ten times as fast as
// that (see BenchmarkLexer). It is the oracle of FuzzLexer.
type lexer struct {
	s       string
	at      int
	xml     bool    // CDATA sections are text
	text    string  // of a text token
	tagName stretch // where a tag's name stands
	attrs   []attr  // of a start tag
	empty   bool    // <tag/>
	rest    bool    // the rest is text, tags or not
}

// stretch is a place in the source, not a string, so that tags and their attributes
// are nothing to the garbage collector.
type stretch struct{ from, to int32 }

// attr is an attribute.
type attr struct{ name, value stretch }

// in is what stands at a place.
func (l *lexer) in(s stretch) string { return l.s[s.from:s.to] }

// name is the tag's name, as written.
func (l *lexer) name() string { return l.in(l.tagName) }

type token uint8

const (
	eof token = iota
	textToken
	startToken
	endToken
)

// next reads one token.
func (l *lexer) next() token {
	for l.at < len(l.s) {
		s := l.s[l.at:]
		if s[0] != '<' || l.rest {
			return l.plain(s, 0)
		}
		if len(s) < 2 {
			return l.plain(s, 1)
		}
		switch c := s[1]; {
		case letter(c):
			if l.tag(2, 1) {
				return startToken
			}
		case c == '/':
			switch {
			case len(s) == 2:
				return l.plain(s, 2)
			case letter(s[2]):
				if l.tag(3, 2) {
					return endToken
				}
			case s[2] == '>':
				l.at += 3
			default:
				l.skip(2, ">")
			}
		case c == '!':
			switch {
			case strings.HasPrefix(s, "<!--"):
				l.comment()
			case l.xml && strings.HasPrefix(s, "<![CDATA["):
				text := s[9:]
				end := strings.Index(text, "]]>")
				if end < 0 {
					l.text, l.at = text, len(l.s)
				} else {
					l.text, l.at = text[:end], l.at+9+end+3
				}
				if l.text != "" {
					return textToken
				}
			default:
				l.skip(2, ">")
			}
		case c == '?':
			if l.xml {
				l.skip(2, "?>")
			} else {
				l.skip(1, ">")
			}
		case l.xml && c >= 0x80:
			if l.tag(2, 1) {
				return startToken
			}
		default:
			return l.plain(s, 1)
		}
	}
	return eof
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// plain takes the text up to the next "<" at or behind from.
func (l *lexer) plain(s string, from int) token {
	end := -1
	if !l.rest {
		end = strings.IndexByte(s[from:], '<')
	}
	if end < 0 {
		end = len(s)
	} else {
		end += from
	}
	l.text = s[:end]
	l.at += end
	return textToken
}

// skip goes behind the next end after from.
func (l *lexer) skip(from int, end string) {
	if i := strings.Index(l.s[l.at+from:], end); i >= 0 {
		l.at += from + i + len(end)
		return
	}
	l.at = len(l.s)
}

// comment skips "<!-- … -->", with the endings that browsers take.
func (l *lexer) comment() {
	s := l.s[l.at+4:]
	switch {
	case strings.HasPrefix(s, ">"):
		l.at += 5
		return
	case strings.HasPrefix(s, "->"):
		l.at += 6
		return
	}
	for i := 0; ; {
		n := strings.Index(s[i:], "--")
		if n < 0 {
			l.at = len(l.s)
			return
		}
		i += n + 2
		switch {
		case strings.HasPrefix(s[i:], ">"):
			l.at += 4 + i + 1
			return
		case !l.xml && strings.HasPrefix(s[i:], "!>"):
			l.at += 4 + i + 2
			return
		}
		i--
	}
}

// tag reads a tag whose name begins at name and has its first byte read at
// from-1. It reports false where the source ends inside the tag.
func (l *lexer) tag(from, name int) bool {
	s := l.s[l.at:]
	i := from
	for i < len(s) && !space(s[i]) && s[i] != '/' && s[i] != '>' {
		i++
	}
	l.tagName, l.empty = stretch{int32(l.at + name), int32(l.at + i)}, false
	l.attrs = l.attrs[:0]
	for i < len(s) {
		switch c := s[i]; {
		case c == '>':
			l.at += i + 1
			return true
		case c == '/':
			i++
			l.empty = i < len(s) && s[i] == '>'
		case space(c):
			i++
		default:
			i = l.attr(s, i)
		}
	}
	l.at = len(l.s)
	return false
}

// attr reads one attribute at s[i] and returns where it ends.
func (l *lexer) attr(s string, i int) int {
	at := int32(l.at)
	a := attr{name: stretch{from: at + int32(i)}}
	for i++; i < len(s) && nameByte[s[i]]; i++ {
	}
	a.name.to = at + int32(i)
	for i < len(s) && space(s[i]) {
		i++
	}
	if i < len(s) && s[i] == '=' {
		i++
		for i < len(s) && space(s[i]) {
			i++
		}
		switch {
		case i == len(s) || s[i] == '>':
		case s[i] == '"' || s[i] == '\'':
			end := strings.IndexByte(s[i+1:], s[i])
			if end < 0 {
				return len(s)
			}
			a.value = stretch{at + int32(i+1), at + int32(i+1+end)}
			i += end + 2
		default:
			a.value.from = at + int32(i)
			for i < len(s) && s[i] != '>' && !space(s[i]) {
				i++
			}
			a.value.to = at + int32(i)
		}
	}
	l.attrs = append(l.attrs, a)
	return i
}

// get returns the value of an attribute by its lower-case name.
func (l *lexer) get(name string) (string, bool) {
	for i := range l.attrs {
		if a := &l.attrs[i]; int(a.name.to-a.name.from) == len(name) && strings.EqualFold(l.in(a.name), name) {
			return l.in(a.value), true
		}
	}
	return "", false
}

// nameByte tells the bytes that go on with an attribute's name.
var nameByte = func() (t [256]bool) {
	for i := range t {
		c := byte(i)
		t[i] = c != '=' && c != '>' && c != '/' && !space(c)
	}
	return t
}()

// raw takes everything up to the end tag of the given name, which is taken too.
func (l *lexer) raw(name string) string {
	s := l.s[l.at:]
	end, next := endOf(s, name)
	if name == "script" {
		end, next = scriptEnd(s)
	}
	l.at += next
	return s[:end]
}

// endOf finds "</name" in any case: where it begins, and what follows its tag.
func endOf(s, name string) (end, next int) {
	for i := 0; ; {
		n := strings.Index(s[i:], "</")
		if n < 0 {
			return len(s), len(s)
		}
		i += n
		if named(s[i+2:], name) {
			t := lexer{s: s, at: i}
			t.tag(3, 2)
			return i, t.at
		}
		i += 2
	}
}

// named says that s begins with name, in any case, and that the name ends there.
func named(s, name string) bool {
	if len(s) <= len(name) || !strings.EqualFold(s[:len(name)], name) {
		return false
	}
	c := s[len(name)]
	return space(c) || c == '/' || c == '>'
}

// scriptEnd is endOf for scripts: inside "<!-- <script> … </script> -->" an end
// tag closes only the inner script.
func scriptEnd(s string) (end, next int) {
	comment, inner := false, false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '-':
			if comment && strings.HasPrefix(s[i:], "-->") {
				comment, inner = false, false
			}
		case s[i] != '<':
		case strings.HasPrefix(s[i:], "<!--"):
			comment = true
			i++
		case comment && !inner && named(s[i+1:], "script"):
			inner = true
		case strings.HasPrefix(s[i:], "</") && named(s[i+2:], "script"):
			if inner {
				inner = false
				continue
			}
			t := lexer{s: s, at: i}
			t.tag(3, 2)
			return i, t.at
		}
	}
	return len(s), len(s)
}

func space(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }
