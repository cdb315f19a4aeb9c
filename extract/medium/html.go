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

// HTML reads web pages, whole or in part: what a browser would show, without
// the tables that only lay out the page. Page chrome stays as paragraphs.
var HTML = Medium{Name: "html", Detect: isHTML, Read: readHTML}

// isHTML looks for a page's first tag, or for the tags of a page's part. A
// markdown text may hold HTML too: then its own marks decide.
func isHTML(data []byte) bool {
	if utf16Kind(data) != "" || hasPrefix(data, "\xff\xfe") || hasPrefix(data, "\xfe\xff") {
		narrow := make([]byte, 0, 4096)
		for _, c := range data[:min(len(data), 8192)] {
			if c != 0 && c < 0x80 {
				narrow = append(narrow, c)
			}
		}
		data = narrow
	}
	data = bytes.TrimLeft(data, "\xef\xbb\xbf \t\r\n\f")
	head := lowerASCII(data[:min(len(data), 1024)])
	for _, start := range [...]string{"<!doctype html", "<html", "<head", "<body"} {
		if bytes.Contains(head, []byte(start)) {
			return true
		}
	}
	if hasPrefix(head, "<?xml") && !bytes.Contains(head, []byte("<html")) && bytes.Contains(head, []byte("<w:")) {
		return false
	}
	tags := 0
	for rest := data[:min(len(data), 1<<20)]; ; {
		i := bytes.IndexByte(rest, '<')
		if i < 0 || i+1 >= len(rest) {
			return false
		}
		rest = rest[i+1:]
		name := rest
		if name[0] == '/' {
			name = name[1:]
		}
		n := 0
		for n < len(name) && n < 12 && (letter(name[n]) || name[n] >= '0' && name[n] <= '9') {
			n++
		}
		if n == 0 || n == len(name) || !space(name[n]) && name[n] != '>' && name[n] != '/' {
			continue
		}
		if t := tagOf(strings.ToLower(string(name[:n]))); t.block() || t == tagCell || t == tagRow || t == tagTable || t == tagMeta || t == tagTitle || string(name[:n]) == "span" {
			if tags++; tags >= 4 {
				return !isMarkdown(data)
			}
		}
	}
}

// lowerASCII is a copy with A–Z in lower case.
func lowerASCII(data []byte) []byte {
	out := make([]byte, len(data))
	for i, c := range data {
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		out[i] = c
	}
	return out
}

func readHTML(ctx context.Context, data []byte, lim Limits) (*grid.Doc, error) {
	d, err := decode(data, declaredCharset(data))
	if err != nil {
		return nil, err
	}
	doc, err := parseHTML(&budget{ctx: ctx, lim: lim}, d.text)
	if err != nil {
		return nil, err
	}
	base := d.doc()
	doc.Encoding, doc.Notes = base.Encoding, append(base.Notes, doc.Notes...)
	return doc, nil
}

// parseHTML reads a page or a part of one. Where all of its tables are hidden,
// a script shows them: then what is hidden is read.
func parseHTML(b *budget, s string) (*grid.Doc, error) {
	if len(s) > maxSource {
		return nil, record.Fail(record.TooLarge, "a page of more than 1 GB; cut the report out of it")
	}
	p := newPage(b, s, false)
	doc, err := p.read()
	if err != nil || !p.hidesTable || hasGrid(doc) {
		return doc, err
	}
	b.cells, b.text = 0, 0
	all, err := newPage(b, s, true).read()
	if err != nil || !hasGrid(all) {
		return doc, err
	}
	all.Notes = append(all.Notes, grid.Note{Kind: "fallback", Text: "the page hides its tables until a script shows them; the hidden parts were read"})
	return all, nil
}

// Places in a page are kept in 32 bits.
const maxSource = 1 << 30

func hasGrid(doc *grid.Doc) bool {
	for _, b := range doc.Blocks {
		if b.Grid != nil {
			return true
		}
	}
	return false
}

// page is a page being read: the lexer's tags moved through a stack of open
// elements, as the WHATWG tree builder does, without building a tree.
type page struct {
	lexer
	flow
	meta       []grid.Meta
	stack      []element
	nested     []openTable
	sup        bool // the next text may be a raised figure
	showHidden bool
	hidesTable bool
	xmlEnd     int
	sheet      sheet
	styles     [64]struct {
		text string
		effects
	}
}

// element is an open element.
type element struct {
	tag   tag
	gap   gap  // before and behind it
	level int8 // of a heading around the content
	own   state
	clear state
	state state // of the content
	name  int32 // where its name stands in the page; no string, so that the collector has nothing to trace
	chars int32
	from  int // in the buffer; for elements that HTML does not know
}

// openTable is a table that is being read.
type openTable struct {
	table                  *table
	base                   int // length of the stack with the table's element
	floor                  int // length of the stack with its open cell or caption; 0 while none
	hasRow                 bool
	section                int
	kind                   int
	sectionState, rowState state
}

func newPage(b *budget, s string, showHidden bool) *page {
	p := &page{lexer: lexer{s: s}, flow: flow{budget: b, buf: make([]byte, 0, min(len(s)/8, 16<<10))}, showHidden: showHidden}
	p.stack = append(make([]element, 0, 32), element{})
	return p
}

func (p *page) read() (*grid.Doc, error) {
	for {
		if err := p.tick(); err != nil {
			return nil, err
		}
		if len(p.buf) > p.lim.Text {
			return nil, p.addText(len(p.buf))
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
			err = p.start()
		case endToken:
			p.end()
		}
		if err != nil {
			return nil, err
		}
	}
}

func (p *page) top() *element { return &p.stack[len(p.stack)-1] }

// fold is a tag's name in lower case. Long names are nobody's.
func (p *page) fold(name string) (tag, string) {
	for i := range len(name) {
		if c := name[i]; c >= 'A' && c <= 'Z' {
			if len(name) > 40 {
				break
			}
			name = strings.ToLower(name)
			break
		}
	}
	return tagOf(name), name
}

// isNamed says that an element was written with a name, in any case.
func (p *page) isNamed(e *element, name string) bool {
	return int(e.chars) == len(name) && strings.EqualFold(p.s[e.name:e.name+e.chars], name)
}

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
	if e.state&(none|unseen|struck) != 0 && !p.showHidden {
		if e.state&struck != 0 && !blank(s) {
			p.notes = append(p.notes, note{"dropped", "struck out: " + strings.TrimSpace(s), len(p.buf)})
		}
		return
	}
	if p.sup {
		if s == "" {
			return
		}
		p.sup = false
		if digit(p.last()) && digit(s[0]) {
			p.buf = append(p.buf, '^') // else a raised figure would lengthen the number
		}
	}
	p.pre, p.level = e.state&pre != 0, int(e.level)
	p.write(s)
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// push opens an element with what its attributes say.
func (p *page) push(t tag, own, clear state, g gap) error {
	if n := len(p.stack); g != parGap && n > 2*p.lim.Nesting && own&none == 0 {
		return nil // unclosed marks of style pile up in bad pages; they change nothing
	} else if n > 4*p.lim.Nesting {
		return errNesting
	}
	up := p.top()
	p.stack = append(p.stack, element{
		tag: t, name: int32(p.nameAt), chars: int32(len(p.name)), gap: g, own: own, clear: clear,
		state: up.state&^clear | own, level: up.level, from: len(p.buf),
	})
	return nil
}

// effects reads the attributes that hide, and those of style.
func (p *page) effects() (e effects) {
	for i := range p.attrs {
		a := &p.attrs[i]
		name := p.s[a.name:a.nameEnd]
		switch len(name) {
		case 5:
			if strings.EqualFold(name, "style") {
				hidden := e.set
				e = p.style(p.s[a.value:a.valueEnd])
				e.set |= hidden
			}
		case 6:
			if strings.EqualFold(name, "hidden") {
				e.set |= none
			}
		case 11:
			if strings.EqualFold(name, "aria-hidden") && strings.EqualFold(p.s[a.value:a.valueEnd], "true") {
				e.set |= aria
			}
		}
	}
	if p.sheet != nil {
		id, _ := p.get("id")
		classes, _ := p.get("class")
		if p.sheet.hides(id, classes) {
			e.set |= none
		}
	}
	return e
}

// style reads a style attribute. Pages written by Word have a few long ones a
// thousand times: those read last are remembered.
func (p *page) style(v string) effects {
	known := &p.styles[(len(v)+int(v0(v)))%len(p.styles)]
	if known.text != v {
		text := v
		if strings.IndexByte(v, '&') >= 0 {
			text = html.UnescapeString(v)
		}
		known.text, known.effects = v, style(text)
	}
	return known.effects
}

// v0 is a byte near the end of a style, where styles of one length differ.
func v0(v string) byte {
	if len(v) < 8 {
		return 0
	}
	return v[len(v)-8]
}

// start handles a start tag.
func (p *page) start() error {
	t, name := p.fold(p.name)
	foreign := p.top().state&foreignContent != 0
	if foreign {
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
			return p.tablePart(t, name)
		case tagTable:
			if p.nested[n-1].floor == 0 {
				p.shutTable()
			}
		}
	}
	switch t {
	case tagCaption, tagCol, tagSection, tagRow, tagCell, tagBody:
		return nil
	case tagVoid:
		if name == "embed" {
			p.attachment("src")
		}
		return nil
	case tagRaw:
		if text := p.raw(name); name == "style" && strings.Contains(text, "none") {
			if p.sheet == nil {
				p.sheet = sheet{}
			}
			p.sheet.read(text)
		} else if name == "iframe" {
			p.attachment("src")
		}
		return nil
	case tagTitle:
		p.addMeta("title", p.raw(name))
		return nil
	case tagTextarea:
		e := p.effects()
		err := p.push(t, e.set|pre, 0, parGap)
		p.part(parGap)
		if text := strings.TrimPrefix(p.raw(name), "\n"); name == "xmp" {
			p.literal(text)
		} else {
			p.show(text)
		}
		p.part(parGap)
		if err == nil {
			p.stack = p.stack[:len(p.stack)-1]
		}
		return err
	case tagMeta:
		p.metaTag()
		return nil
	case tagBr:
		if p.top().state&pre != 0 {
			p.show("\n")
		} else {
			p.part(lineGap)
		}
		return nil
	case tagHr:
		p.closeP()
		p.part(parGap)
		return nil
	case tagImg:
		p.picture()
		return nil
	case tagInput:
		p.input()
		return nil
	case tagTable:
		return p.openTable()
	case tagA:
		p.attachment("href")
	case tagSup:
		p.sup = true
	case tagTime:
		if v, ok := p.get("datetime"); ok {
			p.addMeta("time", v)
		}
	case tagPlain:
		p.rest = true
	}
	e := p.effects()
	switch t {
	case tagHidden:
		if name != "xml" || p.at < p.lastXML() {
			e.set |= none
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
	case tagPre, tagPlain:
		e.set |= pre
	case tagStrike:
		e.set |= struck
	}
	g := noGap
	switch {
	case e.block || t.block() && !e.inline:
		g = parGap
	case e.apart:
		g = spaceGap
	}
	if t.block() {
		p.implied(t)
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

// floor is the length of the stack below which the open cell, caption or table
// lets no end tag reach.
func (p *page) floor() int {
	if n := len(p.nested); n > 0 {
		if p.nested[n-1].floor > 0 {
			return p.nested[n-1].floor
		}
		return p.nested[n-1].base
	}
	return 1
}

// implied closes what the start of a block closes unsaid.
func (p *page) implied(t tag) {
	switch t {
	case tagHeading:
		p.closeP()
		if len(p.stack) > p.floor() && p.top().tag == tagHeading {
			p.stack = p.stack[:len(p.stack)-1]
		}
		return
	case tagItem, tagTerm:
		for i := len(p.stack) - 1; i >= p.floor(); i-- {
			e := &p.stack[i]
			if e.tag == t {
				p.stack = p.stack[:i]
				break
			}
			if e.tag == tagBlock && !p.isNamed(e, "div") && !p.isNamed(e, "address") || e.tag == tagHeading || e.tag == tagPre {
				break
			}
		}
	}
	p.closeP()
}

// closeP closes an open paragraph.
func (p *page) closeP() {
	for i := len(p.stack) - 1; i >= p.floor(); i-- {
		if p.stack[i].tag == tagP {
			p.stack = p.stack[:i]
			p.part(parGap)
			return
		}
	}
}

// end handles an end tag.
func (p *page) end() {
	t, name := p.fold(p.name)
	switch t {
	case tagTable, tagCaption, tagSection, tagRow, tagCell, tagCol:
		p.endTablePart(t, name)
		return
	case tagBr:
		p.part(lineGap)
		return
	case tagBody:
		return
	case tagSup:
		p.sup = true
	}
	for i := len(p.stack) - 1; i >= p.floor(); i-- {
		e := &p.stack[i]
		if e.tag == t && (t == tagHeading || p.isNamed(e, name)) {
			p.leave(i)
			return
		}
		if !t.block() && e.tag.block() && t != tagHidden && t != tagSelect && t != tagSVG {
			if t == tagFormat || t == tagA || t == tagStrike {
				p.unformat(i, t, name)
			}
			return
		}
	}
	if t == tagP { // stands for an empty paragraph
		p.part(parGap)
	}
}

// leave closes the element at i and all inside it.
func (p *page) leave(i int) {
	e := &p.stack[i]
	for k := i; k < len(p.stack); k++ {
		p.part(p.stack[k].gap)
	}
	if e.tag == tagOther && e.chars > 4 && e.from < len(p.buf) && e.from >= p.from && len(p.buf)-e.from < 200 {
		if name := p.s[e.name : e.name+e.chars]; !strings.Contains(name, ":") && !strings.EqualFold(name, "label") {
			p.addMeta(name, string(p.buf[e.from:]))
		}
	}
	p.stack = p.stack[:i]
}

// unformat takes a mark of style out of the stack below a block that stays open.
func (p *page) unformat(i int, t tag, name string) {
	for floor := p.floor(); i >= floor; i-- {
		if p.stack[i].tag != t || !p.isNamed(&p.stack[i], name) {
			continue
		}
		p.stack = append(p.stack[:i], p.stack[i+1:]...)
		for ; i < len(p.stack); i++ {
			e := &p.stack[i]
			e.state = p.stack[i-1].state&^e.clear | e.own
		}
		return
	}
}

// addMeta keeps what a page says about itself.
func (p *page) addMeta(name, value string) {
	value = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, html.UnescapeString(value))), " ")
	if value != "" && len(value) <= 500 && len(p.meta) < 64 {
		p.meta = append(p.meta, grid.Meta{Name: strings.Clone(name), Value: strings.Clone(value)})
	}
}

func (p *page) metaTag() {
	name, ok := p.get("name")
	if !ok {
		name, ok = p.get("property")
	}
	if !ok {
		name, ok = p.get("itemprop")
	}
	if content, has := p.get("content"); ok && has {
		p.addMeta(name, content)
	}
}

// picture notes an image that is large enough to show a table.
func (p *page) picture() {
	for _, side := range [...]string{"width", "height"} {
		if v, ok := p.get(side); ok {
			if n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(v), "px")); err == nil && n < 100 {
				return
			}
		}
	}
	src, _ := p.get("src")
	if p.top().state&(none|unseen) != 0 || len(p.notes) >= 64 || strings.Contains(src, "icon") || strings.Contains(src, "logo") {
		return
	}
	text, _ := p.get("alt")
	if strings.TrimSpace(text) == "" && !strings.HasPrefix(src, "data:") {
		text = src
	}
	p.notes = append(p.notes, note{"picture", cutText(text), len(p.buf)})
}

// attachment notes a document that the page links to or shows in a frame.
func (p *page) attachment(attribute string) {
	href, ok := p.get(attribute)
	if !ok || len(p.notes) >= 64 {
		return
	}
	path, _, _ := strings.Cut(href, "?")
	dot := strings.LastIndexByte(path, '.')
	if dot < 0 {
		return
	}
	switch strings.ToLower(path[dot+1:]) {
	case "pdf", "doc", "docx", "wps", "ofd", "xls", "xlsx", "et", "rar", "zip", "jpg", "png":
		p.notes = append(p.notes, note{"attachment", cutText(href), len(p.buf)})
	}
}

func cutText(s string) string {
	s = html.UnescapeString(s)
	if len(s) > 200 {
		s = strings.ToValidUTF8(s[:200], "")
	}
	return strings.Clone(strings.TrimSpace(s))
}

// input writes what stands in a field of a form.
func (p *page) input() {
	kind, _ := p.get("type")
	switch strings.ToLower(kind) {
	case "hidden", "checkbox", "radio", "submit", "button", "image", "file", "reset", "password":
		return
	}
	if p.effects().set&none != 0 {
		return
	}
	if v, ok := p.get("value"); ok {
		p.show(v)
	}
}
