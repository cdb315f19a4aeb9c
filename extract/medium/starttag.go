package medium

import (
	"strings"

	"golang.org/x/net/html"
)

// startTag is a start tag and what its attributes say of how its content is shown.
type startTag struct {
	text             string // as written; "" for one that is not kept
	name             string // in lower case
	placed           *looks // of one that rules of the style sheet may be of, by where it stands: then these count
	size             int32  // of the name as written
	rowSpan, colSpan int32  // of a cell
	effects          effects
	tag              tag
	empty            bool // <tag/>
}

// looks are what a tag's attributes and its style do, between which the sheets come,
// and the states that no sheet changes.
type looks struct {
	hint, style effects
	firm        state
}

// startTags keeps the tags of a page that were read last. Pages written by Word
// or an editor have a few dozen, which they repeat a thousand times.
type startTags [64]startTag

// at is the place for a tag. Tags of one length differ in the figures of their styles,
// many in the last one.
func (k *startTags) at(text string) *startTag {
	n := len(text)
	at := n + 3*int(text[n*3/4]) + 5*int(text[n/2]) + 7*int(text[1])
	if n > 7 {
		at += 11*int(text[n-7]) + 13*int(text[n-6])
	}
	return &k[at%len(k)]
}

// known reads the tag that stands next, if it is one of those kept.
func (p *page) known() *startTag {
	s := p.s[p.at:]
	if len(s) < 3 || s[0] != '<' || !letter(s[1]) || p.rest {
		return nil
	}
	end := strings.IndexByte(s, '>') + 1
	if end == 0 {
		return nil
	}
	t := p.tags.at(s[:end])
	if t.text != s[:end] {
		return nil
	}
	p.tagName = stretch{int32(p.at + 1), int32(p.at+1) + t.size}
	p.attrs, p.empty = p.attrs[:0], t.empty
	p.at += end
	return t
}

// startTag is the tag that the lexer has just read. It is kept if nothing else is
// ever asked of its attributes.
func (p *page) startTag() *startTag {
	t, name := p.fold(p.name())
	p.fresh = startTag{name: name, size: p.tagName.to - p.tagName.from, tag: t, empty: p.empty}
	if p.sheet == nil || p.sheet.n == 0 {
		p.fresh.effects = p.effects()
	} else {
		own := p.self()
		l := p.attributes()
		if p.sheet.placed(&own) {
			p.fresh.placed = &l
		} else {
			p.fresh.effects = p.sheet.cascade(&own, nil, &l)
		}
	}
	switch t {
	case tagCell:
		p.fresh.rowSpan, p.fresh.colSpan = int32(p.span("rowspan")), int32(max(1, p.span("colspan")))
	case tagOther, tagP, tagBlock, tagFormat, tagItem, tagHeading, tagRow, tagSection:
	default:
		return &p.fresh
	}
	if text := p.s[p.tagName.from-1 : p.at]; strings.IndexByte(text, '>') == len(text)-1 {
		kept := p.tags.at(text)
		*kept = p.fresh
		kept.text = text
	}
	return &p.fresh
}

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

// effects are what the attributes do, where no sheet speaks of the element.
func (p *page) effects() effects {
	l := p.attributes()
	if l.hint != (effects{}) {
		l.hint.over(l.style.set, l.style.clear, l.style.free)
		l.style.set, l.style.clear = l.hint.set, l.hint.clear
	}
	return l.style
}

// attributes reads the attributes that hide or colour, and that of style. Of two of
// a name the first counts.
func (p *page) attributes() (l looks) {
	styled := false
	for i := range p.attrs {
		a := &p.attrs[i]
		name := p.in(a.name)
		switch len(name) {
		case 5:
			if strings.EqualFold(name, "style") && !styled {
				styled = true
				l.style, l.firm = ownStyle(html.UnescapeString(p.in(a.value)))
			} else if strings.EqualFold(name, "color") {
				l.hint.colour(strings.TrimSpace(p.in(a.value)))
			}
		case 4:
			if name[0]|0x20 == 's' && strings.EqualFold(name, "size") { // of a font
				l.hint.says(0, tiny|shrunk, 0)
			}
		case 7:
			if name[0]|0x20 == 'b' && strings.EqualFold(name, "bgcolor") {
				l.hint.ground(strings.TrimSpace(p.in(a.value)))
			}
		case 6:
			if strings.EqualFold(name, "hidden") {
				l.hint.set |= none
			}
		case 11:
			if strings.EqualFold(name, "aria-hidden") && strings.EqualFold(p.in(a.value), "true") {
				l.hint.set |= aria
			}
		}
	}
	return l
}
