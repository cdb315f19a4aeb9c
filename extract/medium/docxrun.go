package medium

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// runPart reads the pieces of a run.
func (w *word) runPart(name string) {
	switch name {
	case "t", "m:t":
		for !w.empty {
			switch w.next() {
			case textToken:
				text := w.text
				if strings.IndexByte(text, '&') >= 0 {
					text = html.UnescapeString(text)
				}
				w.put(text)
				continue
			case startToken:
				w.skip()
				continue
			}
			break
		}
	case "tab", "ptab":
		w.put("\t")
	case "br", "cr":
		if w.prints() {
			w.part(lineGap)
		}
	case "noBreakHyphen":
		w.put("-")
	case "sym":
		w.put(w.symbol())
	case "rPr":
		w.runProps()
	}
}

// symbol is a character given by font and code.
func (w *word) symbol() string {
	v, _ := w.val("char")
	font, _ := w.val("font")
	code, err := strconv.ParseUint(v, 16, 32)
	if err != nil {
		return "\uFFFD"
	}
	if code >= 0xF000 && code <= 0xF0FF {
		code -= 0xF000
		if strings.HasPrefix(font, "Wingdings") || strings.HasPrefix(font, "Webdings") {
			switch code {
			case 0xFE, 0x52:
				return "\u2611"
			case 0xFC:
				return "\u2713"
			case 0xA8, 0x6F, 0x71:
				return "\u25A1"
			}
			return "\uFFFD"
		}
	}
	if code < ' ' || code >= 0x7F && code < 0xA0 || code > 0x10FFFF {
		return "\uFFFD"
	}
	return string(rune(code))
}

// look is what a run's properties, or its style's, do to its text.
type look struct{ raised, hidden, struck, struckTwice bool }

// readLook reads one property of a run.
func (w *word) readLook(l *look, name string) {
	switch name {
	case "vanish":
		l.hidden = w.on()
	case "strike":
		l.struck = w.on()
	case "dstrike":
		l.struckTwice = w.on()
	case "vertAlign":
		v, _ := w.val("val")
		l.raised = v == "superscript" || v == "subscript"
	case "position": // in half points
		if n := w.num("val"); n >= 6 || n <= -6 {
			l.raised = true
		}
	}
}

// styledLook is what a character style and those that it is based on do.
func styledLook(styles map[string]*wordStyle, id string) (l look) {
	for range 20 { // styles may be based on each other in a circle
		s := styles[id]
		if s == nil {
			break
		}
		l.raised, l.hidden = l.raised || s.look.raised, l.hidden || s.look.hidden
		l.struck, l.struckTwice = l.struck || s.look.struck, l.struckTwice || s.look.struckTwice
		id = s.base
	}
	return l
}

func (w *word) runProps() {
	if w.empty {
		return
	}
	for depth := 1; depth > 0; {
		switch w.next() {
		case eof:
			return
		case endToken:
			depth--
		case startToken:
			switch name := w.local(); name {
			case "rStyle":
				id, _ := w.val("val")
				w.run = styledLook(w.styles, id)
			case "rPrChange":
				w.skip()
				continue
			default:
				w.readLook(&w.run, name)
			}
			if !w.empty {
				depth++
			}
		}
	}
}

// prints says that text at this point is on the page.
func (w *word) prints() bool {
	for _, result := range w.fields {
		if !result {
			return false
		}
	}
	return w.mute == 0 && !w.run.hidden
}

// put writes a run's text.
func (w *word) put(s string) {
	if s == "" {
		return
	}
	if struck := w.run.struck || w.run.struckTwice; struck || !w.prints() {
		if w.mute > 0 {
			w.muted = w.muted || !blank(s)
		} else if struck && !blank(s) {
			w.drop("struck out: " + strings.TrimSpace(s))
		}
		return
	}
	if w.label != "" && !blank(s) {
		label := w.label
		w.label = ""
		if label[len(label)-1] < utf8.RuneSelf && s[0] < utf8.RuneSelf {
			label += " " // "1." and "5" are not 1.5
		}
		w.put(label)
	}
	if w.run.raised != w.raised {
		w.raised = w.run.raised
		if digit(w.last()) && digit(s[0]) {
			w.buf = append(w.buf, '^') // else a raised figure would lengthen the number
		}
	}
	if w.gap != noGap || len(w.buf) == w.from {
		w.sep()
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c >= ' ' && c != 0x7F, c == '\t':
			w.buf = append(w.buf, c)
		case c == '\n' || c == '\r':
			w.buf = append(w.buf, ' ')
		}
	}
}
