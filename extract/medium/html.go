package medium

import (
	"bytes"
	"context"
	"strings"

	"gongkai/extract/grid"
	"gongkai/record"
)

// HTML reads web pages, whole or in part: what a browser would show, without
// the tables that only lay out the page. Page chrome stays as paragraphs.
var HTML = Medium{Name: "html", Detect: isHTML, Read: readHTML}

// isHTML looks for a page's first tag, or for the tags of a page's part. A
// markdown text may hold HTML too: then its own marks decide.
func isHTML(data []byte) bool {
	data = narrowed(data)
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

// narrowed is the ASCII of what begins a text in UTF-16; another stays as it is.
func narrowed(data []byte) []byte {
	if utf16Kind(data) == "" && !hasPrefix(data, "\xff\xfe") && !hasPrefix(data, "\xfe\xff") {
		return data
	}
	narrow := make([]byte, 0, 4096)
	for _, c := range data[:min(len(data), 8192)] {
		if c != 0 && c < 0x80 {
			narrow = append(narrow, c)
		}
	}
	return narrow
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
	d, err := decode(data, declaredCharset)
	if err != nil {
		return nil, err
	}
	d.unspell()
	doc, err := parseHTML(&budget{ctx: ctx, lim: lim}, d.text)
	if err != nil {
		return nil, err
	}
	base := d.doc()
	doc.Encoding, doc.Notes = base.Encoding, append(base.Notes, doc.Notes...)
	return doc, nil
}

// parseHTML reads a page or a part of one. Where figures are hidden or in doubt, it
// is read again with all that its style sheets say; and where all of its tables are
// hidden, or most in doubt, a script shows them: then what is hidden is read.
func parseHTML(b *budget, s string) (*grid.Doc, error) {
	if len(s) > maxSource {
		return nil, record.Fail(record.TooLarge, "a page of more than 1 GB; cut the report out of it")
	}
	how := showing{}
	doc, p, err := readPage(b, s, how)
	if err == nil && p.again && p.sheet != nil && len(p.sheet.texts) > 0 {
		how.sheets = p.sheet.texts
		p.release()
		doc, p, err = readPage(b, s, how)
	}
	defer func() { p.release() }()
	switch {
	case err != nil:
		return doc, err
	case p.hidesTable && !hasGrid(doc):
		how.showHidden, how.showVeiled = true, true
	case p.veiledCells > p.shownCells:
		how.showVeiled = true
	default:
		return doc, nil
	}
	all, whole, err := readPage(b, s, how)
	defer whole.release()
	if err != nil || !hasGrid(all) {
		return doc, err
	}
	all.Notes = append(all.Notes, grid.Note{Kind: "fallback", Text: "the page hides its tables until a script shows them; the hidden parts were read"})
	return all, nil
}

// readPage reads a page once.
func readPage(b *budget, s string, how showing) (*grid.Doc, *page, error) {
	b.cells, b.text = 0, 0
	p := newPage(b, s, how)
	doc, err := p.read()
	if err == nil && p.sheet != nil && p.sheet.left {
		doc.Notes = append(doc.Notes, grid.Note{Kind: "fallback", Text: "the page has more style rules than are read; what they hide was read"})
	}
	return doc, p, err
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
