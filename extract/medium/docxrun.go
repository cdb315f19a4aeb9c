package medium

import (
	"strconv"
	"strings"

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

// instruction reads a piece of a field's instruction.
func (w *word) instruction() {
	for !w.empty {
		switch w.next() {
		case textToken:
			w.instruct([]byte(html.UnescapeString(w.text)))
			continue
		case startToken:
			w.skip()
			continue
		}
		break
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
	return symbol(font, code)
}

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
