package medium

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"gongkai/extract/grid"
)

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
func (p *page) input(e effects) {
	kind, _ := p.get("type")
	switch strings.ToLower(kind) {
	case "hidden", "checkbox", "radio", "submit", "button", "image", "file", "reset", "password":
		return
	}
	if e.set&none != 0 {
		return
	}
	p.part(spaceGap) // it is a box of its own
	if v, ok := p.get("value"); ok {
		p.show(v)
	}
	p.part(spaceGap)
}
