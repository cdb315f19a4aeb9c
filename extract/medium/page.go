package medium

import (
	"strings"
	"sync"

	"golang.org/x/net/html"

	"gongkai/extract/grid"
)

// page is a page being read: the lexer's tags moved through a stack of open
// elements, as the WHATWG tree builder does, without building a tree.
type page struct {
	lexer
	flow
	meta   []grid.Meta
	stack  []element
	nested []openTable
	raised bool // the last text was
	showing
	hidesTable bool
	// Cells of tables that hold no others, by what the sheets say of their tables.
	shownCells, veiledCells int
	again                   bool // the style sheets must be known in whole, and before the page
	xmlEnd                  int
	sheet                   *sheet
	kin                     []ancestor // see ancestors
	spare                   []attr
	fresh                   startTag // the one read last, if it is not kept
	tags                    startTags
}

// showing is how a page is read.
type showing struct {
	showHidden bool     // what it hides, too
	showVeiled bool     // what it hides from some readers, without doubt
	sheets     []string // what all of its style sheets say, where that must be known before
}

// pages are kept for their room.
var pages = sync.Pool{New: func() any { return new(page) }}

func newPage(b *budget, s string, how showing) *page {
	p := pages.Get().(*page)
	p.s, p.budget, p.showing = s, b, how
	if len(how.sheets) > 0 {
		p.sheet = &sheet{whole: true}
		for _, css := range how.sheets {
			p.sheet.read(css)
		}
	}
	p.stack = append(p.stack, element{})
	return p
}

// release gives a page's room back.
func (p *page) release() {
	const kept = 1 << 20 // bytes of text; a report has 30,000
	if cap(p.buf) <= kept {
		*p = page{lexer: lexer{attrs: p.attrs[:0]}, flow: flow{buf: p.buf[:0]}, stack: p.stack[:0], nested: p.nested[:0], spare: p.spare[:0]}
		pages.Put(p)
	}
}

func (p *page) read() (*grid.Doc, error) {
	for {
		if err := p.tick(); err != nil {
			return nil, err
		}
		if len(p.buf) > p.lim.Text {
			return nil, p.addText(len(p.buf))
		}
		if t := p.known(); t != nil {
			if err := p.start(t); err != nil {
				return nil, err
			}
			continue
		}
		var err error
		switch p.next() {
		case eof:
			for len(p.nested) > 0 {
				p.shutTable()
			}
			doc, err := p.doc()
			if err == nil {
				doc.Meta = p.meta
			}
			return doc, err
		case textToken:
			p.show(p.text)
		case startToken:
			err = p.start(p.startTag())
		case endToken:
			p.end()
		}
		if err != nil {
			return nil, err
		}
	}
}

func (p *page) top() *element { return &p.stack[len(p.stack)-1] }

// show adds text of the page, if it is shown.
func (p *page) show(s string) {
	if strings.IndexByte(s, '&') >= 0 {
		if s == "&nbsp;" {
			s = "\u00A0"
		} else {
			s = html.UnescapeString(s)
		}
	}
	p.literal(s)
}

// literal is show for text without character references.
func (p *page) literal(s string) {
	e := p.top()
	if e.state&(hidden|doubtful) != 0 && !p.seen(e.state, s) {
		return
	}
	if up := e.state&raised != 0; up != p.raised && s != "" {
		p.raised = up
		if digit(p.last()) && digit(s[0]) {
			p.buf = append(p.buf, '^') // else a raised figure would lengthen the number
		}
	}
	p.pre, p.level = e.state&pre != 0, int(e.level)
	p.write(s)
}

// seen reports whether a reader sees a text of these states, and says what figures
// he does not. A figure in a cell that some may not see is none to rely on: it gets
// the sign of a character that could not be read.
func (p *page) seen(s state, text string) bool {
	n := len(p.nested)
	figure := n > 0 && p.nested[n-1].floor > 0 && numeric(strings.TrimSpace(text))
	switch {
	case s&hidden == 0 || p.showHidden:
		if p.showVeiled {
			s &^= veiled | dimmed
		}
		if figure && (s&(shrunk|veiled|dimmed|unsure|glass) != 0 || s&(faint|dark) == faint) {
			p.write("\uFFFD")
			p.again = true
		}
		return true
	case s&struck != 0 && !blank(text):
		p.notes = append(p.notes, note{"dropped", "struck out: " + strings.TrimSpace(text), len(p.buf)})
	case figure && p.stack[p.nested[n-1].base-1].state&hidden == 0: // in a table that is shown
		p.notes = append(p.notes, note{"dropped", "not shown by the page: " + strings.TrimSpace(text), len(p.buf)})
		p.again = true
	}
	return false
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// start handles a start tag.
func (p *page) start(start *startTag) error {
	t := start.tag
	if p.top().state&foreignContent != 0 {
		switch {
		case t.block() && t != tagPlain, t == tagTable, t == tagBr, t == tagImg:
			for p.top().state&foreignContent != 0 {
				p.stack = p.stack[:len(p.stack)-1]
			}
		case p.empty:
			return nil
		}
	}
	if n := len(p.nested); n > 0 {
		switch t {
		case tagCaption, tagCol, tagSection, tagRow, tagCell:
			return p.tablePart(start)
		case tagTable:
			if p.nested[n-1].floor == 0 {
				p.shutTable()
			}
		}
	}
	switch t {
	case tagCaption, tagCol, tagSection, tagRow, tagCell, tagBody:
		return nil
	case tagTable:
		return p.openTable(start)
	case tagTextarea:
		return p.verbatim(start)
	}
	if p.alone(start) {
		return nil
	}
	return p.element(start)
}

// alone reads a tag that opens no element: it has no content, or its content is
// no markup. It reports whether the tag is one.
func (p *page) alone(start *startTag) bool {
	name := start.name
	switch start.tag {
	case tagVoid:
		if name == "embed" {
			p.attachment("src")
		}
	case tagRaw:
		if text := p.raw(name); name == "style" {
			media, _ := p.get("media")
			p.styleSheet(text, media)
		} else if name == "iframe" {
			p.attachment("src")
		}
	case tagTitle:
		p.addMeta("title", p.raw(name))
	case tagMeta:
		p.metaTag()
	case tagBr:
		if p.top().state&pre != 0 {
			p.show("\n")
		} else {
			p.part(lineGap)
		}
	case tagHr:
		p.closeP()
		p.part(parGap)
	case tagImg:
		p.picture()
	case tagInput:
		p.input(p.looked(start))
	default:
		return false
	}
	return true
}

// styleSheet takes in a <style> element. One behind a table speaks of it too.
func (p *page) styleSheet(css, media string) {
	if len(p.sheets) > 0 || !onScreen(media) {
		return
	}
	if p.sheet == nil {
		p.sheet = &sheet{}
	}
	n := p.sheet.n
	p.sheet.texts = append(p.sheet.texts, css)
	p.sheet.read(css)
	if p.sheet.n > n {
		clear(p.tags[:])
		p.again = p.again || len(p.opened) > 0
	}
}

// verbatim reads an element whose text is shown as it stands.
func (p *page) verbatim(start *startTag) error {
	err := p.push(start.tag, p.looked(start).set|pre, 0, parGap)
	p.part(parGap)
	if text := strings.TrimPrefix(p.raw(start.name), "\n"); start.name == "xmp" {
		p.literal(text)
	} else {
		p.show(text)
	}
	p.part(parGap)
	if err == nil {
		p.stack = p.stack[:len(p.stack)-1]
	}
	return err
}

// element opens an element, with what its tag and its attributes do to the text.
func (p *page) element(start *startTag) error {
	t, name := start.tag, start.name
	if t.block() {
		p.implied(t)
	}
	e := start.effects
	if start.placed != nil {
		e = p.looked(start)
	}
	switch t {
	case tagA:
		p.attachment("href")
	case tagTime:
		if v, ok := p.get("datetime"); ok {
			p.addMeta("time", v)
		}
	case tagHidden:
		if name != "xml" || p.at < p.lastXML() {
			e.set |= none
		}
	case tagBox:
		e.apart = true
	case tagBlock:
		if name == "dialog" {
			if _, open := p.get("open"); !open {
				e.set |= none
			}
		}
	case tagSVG:
		if p.empty {
			return nil
		}
		e.set |= none | foreignContent
	case tagSelect:
		e.set |= none
	case tagOption:
		if p.top().tag == tagOption {
			p.stack = p.stack[:len(p.stack)-1]
		}
		if _, ok := p.get("selected"); ok {
			e.clear |= none
		}
	case tagPre:
		e.set |= pre
	case tagPlain:
		p.rest = true
		e.set |= pre
	case tagStrike:
		e.set |= struck
	case tagSup:
		e.set |= raised
	}
	g := noGap
	switch {
	case e.block || t.block() && !e.inline:
		g = parGap
	case e.apart:
		g = spaceGap
	}
	p.part(g)
	if err := p.push(t, e.set, e.clear, g); err != nil {
		return err
	}
	if t == tagHeading && p.top().tag == tagHeading {
		p.top().level = int8(name[1] - '0')
	}
	return nil
}

// lastXML is where the last island of XML ends. One that is not closed, as in
// <xml/>, hides nothing.
func (p *page) lastXML() int {
	if p.xmlEnd == 0 {
		p.xmlEnd = strings.LastIndex(p.s, "</xml")
	}
	return p.xmlEnd
}
