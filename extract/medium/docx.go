package medium

import (
	"bytes"
	"context"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"gongkai/extract/grid"
	"gongkai/record"
)

// DOCX reads Word files as they would print, with all revisions accepted:
// numbers that Word makes stand before their paragraphs, text boxes behind
// theirs, footnotes and endnotes behind the block that refers to them. Also the
// XML that Word writes as one file.
var DOCX = Medium{Name: "docx", Detect: isDOCX, Read: readDOCX}

func isDOCX(data []byte) bool {
	if hasPrefix(data, "PK") {
		return archive(data) == nil
	}
	head := data[:min(len(data), 4096)]
	if len(head) > 1 && (head[0] != '<' || head[1] == 0) {
		head = narrowed(head)
	}
	return bytes.Contains(head, []byte("<?xml")) &&
		(bytes.Contains(head, []byte(`progid="Word.Document"`)) || bytes.Contains(head, []byte("<w:document")) || bytes.Contains(head, []byte("<w:wordDocument")))
}

func readDOCX(ctx context.Context, data []byte, lim Limits) (*grid.Doc, error) {
	b := &budget{ctx: ctx, lim: lim}
	var parts wordParts
	if hasPrefix(data, "PK") {
		p, err := unpack(b, data)
		if err != nil {
			return nil, err
		}
		parts = p
	} else {
		d, err := decode(data, declaredCharset)
		if err != nil {
			return nil, err
		}
		if len(d.text) > maxSource {
			return nil, record.Fail(record.TooLarge, "a document of more than 1 GB; it is no report")
		}
		text := d.own()
		parts = wordParts{document: text, styles: text, numbering: text, footnotes: text, endnotes: text}
	}
	w := &word{lexer: lexer{s: parts.document, xml: true}, wordFlow: wordFlow{flow: flow{budget: b}}, prefixes: map[string]string{"w": "w", "mc": "mc", "m": "m"}}
	w.foot, w.end = notePart{text: parts.footnotes, block: "footnote"}, notePart{text: parts.endnotes, block: "endnote"}
	w.styles = readStyles(parts.styles)
	w.lists = readNumbering(parts.numbering, w.styles)
	for {
		t := w.next()
		if t == eof {
			return nil, record.Fail(record.Damaged, "the Word file's document has no body; open it in Word or WPS and save it again")
		}
		if t == startToken && w.local() == "body" {
			break
		}
	}
	if err := w.content("body", 0); err != nil {
		return nil, err
	}
	doc, err := w.finish()
	if err != nil && w.chunk {
		return nil, record.Fail(record.Unsupported, "the Word file only points to an embedded page; open it in Word or WPS and save it again")
	}
	if err != nil {
		return nil, err
	}
	doc.Meta = coreMeta(parts.core)
	return doc, nil
}

// word is a WordprocessingML document being read.
type word struct {
	lexer
	wordFlow
	prefixes map[string]string // of the file's XML names → w, mc, m
	styles   map[string]*wordStyle
	chunk    bool
	alts     []bool // open alternatives; true once one was taken
	refs     []noteRef
	foot     notePart
	end      notePart
}

// local is the current tag's name without its prefix where it belongs to Word,
// "mc:…" and "m:…" for alternatives and formulas, "?" and the name for others.
func (w *word) local() string {
	for i := range w.attrs {
		a := &w.attrs[i]
		if n := w.in(a.name); strings.HasPrefix(n, "xmlns:") {
			uri := w.in(a.value)
			switch {
			case strings.HasSuffix(uri, "/wordprocessingml/2006/main"), strings.HasSuffix(uri, "/wordprocessingml/main"), strings.HasSuffix(uri, "/word/2003/wordml"):
				w.prefixes[n[6:]] = "w"
			case strings.Contains(uri, "/markup-compatibility/"):
				w.prefixes[n[6:]] = "mc"
			case strings.HasSuffix(uri, "/officeDocument/2006/math"):
				w.prefixes[n[6:]] = "m"
			}
		}
	}
	if strings.HasPrefix(w.name(), "w:") && w.prefixes["w"] == "w" {
		return w.name()[2:]
	}
	prefix, name, ok := strings.Cut(w.name(), ":")
	if !ok {
		return "?" + prefix
	}
	switch w.prefixes[prefix] {
	case "w":
		return name
	case "mc":
		return "mc:" + name
	case "m":
		return "m:" + name
	}
	return "?" + name
}

// val is an attribute by its name without prefix.
func (w *word) val(name string) (string, bool) {
	for i := range w.attrs {
		a := &w.attrs[i]
		n := w.in(a.name)
		if at := strings.IndexByte(n, ':'); at >= 0 {
			n = n[at+1:]
		}
		if n == name {
			return html.UnescapeString(w.in(a.value)), true
		}
	}
	return "", false
}

// on reads a property that is on where it stands, unless its value says no.
func (w *word) on() bool {
	v, ok := w.val("val")
	return !ok || v != "0" && v != "false" && v != "off"
}

func (w *word) num(name string) int {
	v, _ := w.val(name)
	n, err := strconv.Atoi(v)
	if err != nil {
		return 0
	}
	return n
}

// skip goes behind the end of the element whose start tag was just read.
func (w *word) skip() {
	if w.empty {
		return
	}
	for depth := 1; depth > 0; {
		switch w.next() {
		case eof:
			return
		case startToken:
			if !w.empty {
				depth++
			}
		case endToken:
			depth--
		}
	}
}

// content reads blocks up to the end tag of the element that holds them.
func (w *word) content(until string, depth int) error {
	if depth > w.lim.Nesting {
		return errNesting
	}
	for {
		if err := w.tick(); err != nil {
			return err
		}
		switch w.next() {
		case eof:
			return nil
		case endToken:
			switch name := w.local(); name {
			case until:
				return nil
			case "mc:AlternateContent":
				w.endAlternatives()
			}
		case startToken:
			var err error
			empty := w.empty
			switch name := w.local(); name {
			case "p":
				if !empty {
					err = w.paragraph(depth + 1)
				}
			case "tbl":
				if !empty {
					err = w.table(depth + 1)
				}
			case "altChunk":
				w.chunk = true
				w.drop("an embedded page: open the file in Word or WPS and save it again")
			default:
				w.through(name)
			}
			if err == nil && len(w.refs) > 0 && until == "body" {
				err = w.notesBelow(depth + 1)
			}
			if err != nil {
				return err
			}
		}
	}
}

// through handles the elements that may stand anywhere around others: most are
// seen through, those that do not print are skipped.
func (w *word) through(name string) {
	switch name {
	case "del", "moveFrom", "sdtPr", "sdtEndPr", "pPr", "rPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sectPr", "pPrChange", "rPrChange",
		"instrText", "delText", "delInstrText", "customXmlPr", "smartTagPr", "rt", "rubyPr", "fldData", "ffData":
		w.skip()
	case "mc:AlternateContent":
		if !w.empty {
			w.alts = append(w.alts, false)
		}
	case "mc:Choice", "mc:Fallback":
		if n := len(w.alts); n > 0 && w.alts[n-1] {
			w.skip()
		} else if n > 0 {
			w.alts[n-1] = true
		}
	case "footnoteReference", "endnoteReference":
		if id, ok := w.val("id"); ok && w.mute == 0 && w.prints() {
			w.refs = append(w.refs, noteRef{name[0] == 'e', id})
		}
	case "m:num", "m:den", "m:sup", "m:sub", "m:deg":
		w.part(spaceGap) // a fraction's or power's figures are no longer number
	case "?blip", "?imagedata", "?OLEObject":
		title, _ := w.val("title")
		w.picture(cutText(title))
	}
}

func (w *word) endAlternatives() {
	if n := len(w.alts); n > 0 {
		w.alts = w.alts[:n-1]
	}
}

// paragraph reads one, then the text boxes that hang on it.
func (w *word) paragraph(depth int) error {
	if depth > w.lim.Nesting {
		return errNesting
	}
	if w.join {
		w.join = false
	} else {
		w.part(parGap)
	}
	w.level, w.label = 0, ""
	w.run = look{}
	var boxes []int // where the text boxes' contents begin
	for done := false; !done; {
		if err := w.tick(); err != nil {
			return err
		}
		if len(w.buf) > w.lim.Text {
			return w.addText(len(w.buf))
		}
		switch w.next() {
		case eof:
			done = true
		case endToken:
			switch w.local() {
			case "p":
				done = true
			case "mc:AlternateContent":
				w.endAlternatives()
			case "r":
				w.run = look{}
			}
		case startToken:
			switch name := w.local(); name {
			case "pPr":
				w.paragraphProps()
			case "txbxContent":
				if !w.empty {
					boxes = append(boxes, w.at)
					w.skip()
				}
			case "fldChar":
				switch kind, _ := w.val("fldCharType"); kind {
				case "begin":
					w.beginField()
				case "separate":
					if n := len(w.fields); n > 0 {
						w.fields[n-1] = true
					}
				case "end":
					if n := len(w.fields); n > 0 {
						if !w.fields[n-1] {
							w.drawn()
						}
						w.fields = w.fields[:n-1]
					}
				}
				w.skip()
			case "instrText":
				w.instruction()
			case "t", "m:t", "tab", "ptab", "br", "cr", "noBreakHyphen", "sym", "rPr":
				w.runPart(name)
			default:
				w.through(name)
			}
		}
	}
	w.label = ""
	if len(boxes) > 0 {
		end, fields := w.at, w.fields
		for _, at := range boxes {
			w.at, w.fields = at, nil
			w.part(parGap)
			if err := w.content("txbxContent", depth+1); err != nil {
				return err
			}
		}
		w.at, w.fields = end, fields
		w.part(parGap)
	}
	return nil
}

// paragraphProps reads style, number and outline level.
func (w *word) paragraphProps() {
	if w.empty {
		return
	}
	p := paragraphProps{level: -1, numID: "", outline: -1}
	for depth := 1; depth > 0; {
		switch w.next() {
		case eof:
			return
		case endToken:
			depth--
		case startToken:
			name := w.local()
			v, _ := w.val("val")
			switch name {
			case "pStyle":
				p.style = v
			case "ilvl":
				p.level = w.num("val")
			case "numId", "ilfo":
				p.numID = v
			case "outlineLvl":
				p.outline = w.num("val")
			case "del":
				w.join = true
			case "pPrChange", "rPrChange", "sectPr":
				w.skip()
				continue
			}
			if !w.empty {
				depth++
			}
		}
	}
	p = p.resolve(w.styles)
	if p.outline >= 0 && p.outline < 6 {
		w.level = p.outline + 1
	}
	w.label = w.lists.next(p.numID, p.level)
}
