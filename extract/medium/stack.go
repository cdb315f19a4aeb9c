package medium

import (
	"strings"
)

// element is an open element.
type element struct {
	tag   tag
	gap   gap  // before and behind it
	level int8 // of a heading around the content
	own   state
	clear state
	state state   // of the content
	name  stretch // where its name stands in the page
	from  int     // in the buffer; for elements that HTML does not know
}

// isNamed says that an element was written with a name, in any case.
func (p *page) isNamed(e *element, name string) bool {
	return int(e.name.to-e.name.from) == len(name) && strings.EqualFold(p.in(e.name), name)
}

// push opens an element with what its attributes say.
func (p *page) push(t tag, own, clear state, g gap) error {
	if n := len(p.stack); g != parGap && n > 2*p.lim.Nesting && own&none == 0 {
		return nil // unclosed marks of style pile up in bad pages; they change nothing
	} else if n > 4*p.lim.Nesting {
		return errNesting
	}
	up := p.top()
	if up.state&tiny != 0 && (own|clear)&tiny == 0 && (g == parGap || p.named()) {
		own, clear = own|shrunk, clear|tiny
	}
	if up.state&pallid != 0 && own&pallid == 0 {
		if (own|clear)&faint != 0 {
			clear |= pallid
		} else if clear&dark != 0 {
			own |= faint
		}
	}
	p.stack = append(p.stack, element{
		tag: t, name: p.tagName, gap: g, own: own, clear: clear,
		state: up.state&^clear | own, level: up.level, from: len(p.buf),
	})
	return nil
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
	t, name := p.fold(p.name())
	switch t {
	case tagTable, tagCaption, tagSection, tagRow, tagCell, tagCol:
		p.endTablePart(t, name)
		return
	case tagBr:
		p.part(lineGap)
		return
	case tagBody:
		return
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
	if e.tag == tagOther && e.name.to-e.name.from > 4 && e.from < len(p.buf) && e.from >= p.from && len(p.buf)-e.from < 200 {
		if name := p.in(e.name); !strings.Contains(name, ":") && !strings.EqualFold(name, "label") {
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
