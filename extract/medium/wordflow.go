package medium

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"gongkai/extract/grid"
	"gongkai/record"
)

// wordFlow is the flow of a Word document, of either format: it knows fields,
// numbers that Word makes, revisions, and cells that are merged into others.
type wordFlow struct {
	flow
	lists  lists
	label  string // the paragraph's number, not yet written
	fields []bool // open fields; true behind the separator, in the result
	code   []byte // the beginning of the innermost field's instruction
	mute   int    // > 0 in what does not print
	muted  bool   // something was left out
	join   bool   // the last paragraph's end is deleted
	run    look
	raised bool // the last text was
}

// look is what a run's properties, or its style's, do to its text.
type look struct{ raised, hidden, struck, struckTwice bool }

// finish makes the document, or says why there is none.
func (w *wordFlow) finish() (*grid.Doc, error) {
	pictures := len(w.notes)
	doc, err := w.doc()
	switch {
	case err != nil:
		return nil, err
	case len(doc.Blocks) > 0:
		return doc, nil
	case pictures > 0:
		return nil, record.Fail(record.Scanned, "the Word file holds pictures only; get the report as text, or run character recognition first")
	}
	return nil, record.Fail(record.Empty, "the Word file holds no text; fetch it again")
}

// drop notes what is left out of the reading.
func (w *wordFlow) drop(what string) {
	w.notes = append(w.notes, note{"dropped", what, len(w.buf)})
}

// picture notes one.
func (w *wordFlow) picture(title string) {
	if len(w.notes) < 64 && w.mute == 0 {
		w.notes = append(w.notes, note{"picture", title, len(w.buf)})
	}
}

// prints says that text at this point is on the page.
func (w *wordFlow) prints() bool {
	for _, result := range w.fields {
		if !result {
			return false
		}
	}
	return w.mute == 0 && !w.run.hidden
}

func (w *wordFlow) beginField() { w.fields, w.code = append(w.fields, false), w.code[:0] }

// instruct adds to the instruction of the innermost field.
func (w *wordFlow) instruct(text []byte) {
	const most = 80 // bytes
	w.code = append(w.code, text[:min(len(text), most-min(len(w.code), most))]...)
}

// drawn says of a field without a result that what it draws is left out: fractions,
// characters in a circle or with their sound above, symbols, numbers.
func (w *wordFlow) drawn() {
	name := bytes.ToUpper(bytes.TrimSpace(w.code))
	for _, kind := range [...]string{"EQ", "SYMBOL", "AUTONUM", "LISTNUM", "MACROBUTTON"} {
		if bytes.HasPrefix(name, []byte(kind)) && w.mute == 0 && !w.run.hidden {
			w.drop("what a field draws: " + strings.ToValidUTF8(string(bytes.TrimSpace(w.code)), ""))
		}
	}
	w.code = w.code[:0]
}

// put writes a run's text.
func (w *wordFlow) put(s string) {
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

// symbol is a character given by font and code.
func symbol(font string, code uint64) string {
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
