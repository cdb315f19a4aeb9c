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
			switch w.local() {
			case "vanish":
				w.run.hidden = w.on()
			case "strike", "dstrike":
				w.run.struck = w.run.struck || w.on()
			case "vertAlign":
				v, _ := w.val("val")
				w.run.raised = v == "superscript" || v == "subscript"
			case "rPrChange":
				w.skip()
				continue
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
	if !w.prints() || w.run.struck {
		if w.mute > 0 {
			w.muted = w.muted || !blank(s)
		} else if w.run.struck && !blank(s) {
			w.notes = append(w.notes, note{"dropped", "struck out: " + strings.TrimSpace(s), len(w.buf)})
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
	if w.run.raised && digit(w.last()) && digit(s[0]) {
		w.buf = append(w.buf, '^')
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
