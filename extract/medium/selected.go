package medium

import (
	"slices"
	"strings"
)

// match is whether a selector selects an element.
type match uint8

const (
	no match = iota
	perhaps
	yes
)

// is reports whether an element answers to a part.
func (c *names) is(a *ancestor) match {
	if c.tag != "" && c.tag != a.name || c.id != "" && c.id != a.id {
		return no
	}
	for _, want := range c.classes {
		if !a.has(want) {
			return no
		}
	}
	for _, t := range c.attrs {
		if !a.answers(t) {
			return no
		}
	}
	m := yes
	for i := range c.not {
		switch c.not[i].is(a) {
		case yes:
			return no
		case perhaps:
			m = perhaps
		}
	}
	if c.nth != 0 {
		switch d := a.nth - c.nth; {
		case a.nth == 0:
			m = perhaps
		case c.every == 0 && d != 0, c.every > 0 && (d < 0 || d%c.every != 0):
			return no
		}
	}
	return m
}

// ancestor is an element as selectors see it.
type ancestor struct {
	tag               string // as written
	name, id, classes string
	nth               int // which child of its parent; 0 where that is not known
	at                stretch
}

// has reports whether an element is of a class.
func (a *ancestor) has(class string) bool {
	for rest := a.classes; len(rest) >= len(class); {
		i := strings.Index(rest, class)
		if i < 0 {
			return false
		}
		end := i + len(class)
		if (i == 0 || space(rest[i-1])) && (end == len(rest) || space(rest[end])) {
			return true
		}
		rest = rest[end:]
	}
	return false
}

func (a *ancestor) answers(t attrTest) bool {
	tag := lexer{s: a.tag}
	if a.tag == "" || tag.next() != startToken {
		return false
	}
	v, ok := tag.get(t.name)
	if !ok {
		return false
	}
	switch t.op {
	case '=':
		return v == t.value
	case '~':
		return slices.Contains(strings.Fields(v), t.value)
	case '|':
		return v == t.value || strings.HasPrefix(v, t.value+"-")
	case '^':
		return t.value != "" && strings.HasPrefix(v, t.value)
	case '$':
		return t.value != "" && strings.HasSuffix(v, t.value)
	case '*':
		return t.value != "" && strings.Contains(v, t.value)
	}
	return true
}

// within reports whether all but the last of a selector's parts are found around
// an element, outermost first.
func (s *sheet) within(parts []names, around []ancestor) match {
	n := len(parts) - 1
	if n == 0 {
		if parts[0].top && len(around) > 0 {
			return no
		}
		return yes
	}
	best := no
	for i := len(around) - 1; i >= 0; i-- {
		if !s.step(&around[i]) {
			return perhaps
		}
		if m := parts[n-1].is(&around[i]); m != no {
			if best = max(best, min(m, s.within(parts[:n], around[:i]))); best == yes {
				return yes
			}
		}
		if parts[n].child {
			break
		}
	}
	return best
}

// nthOf is which child of its row or section a cell or row is; 0 where that is
// not known.
func (p *page) nthOf(t tag) int {
	n := len(p.nested)
	switch {
	case n == 0:
	case t == tagCell:
		return p.nested[n-1].cellNo
	case t == tagRow:
		return p.nested[n-1].rowNo
	}
	return 0
}

// ancestor is the element whose tag has its name at a place.
func (p *page) ancestor(name stretch) ancestor {
	a := ancestor{name: strings.ToLower(p.in(name)), at: name}
	tag := lexer{s: p.s, at: int(name.from) - 1, attrs: p.spare[:0]}
	if tag.next() == startToken {
		a.tag = p.s[name.from-1 : tag.at]
		a.id, _ = tag.get("id")
		a.classes, _ = tag.get("class")
	}
	p.spare = tag.attrs
	return a
}

// self is the element of the tag just read. A tag that is known has been read before.
func (p *page) self() ancestor {
	if len(p.attrs) == 0 {
		return p.ancestor(p.tagName)
	}
	a := ancestor{name: strings.ToLower(p.name()), tag: p.s[p.tagName.from-1 : p.at], at: p.tagName}
	a.id, _ = p.get("id")
	a.classes, _ = p.get("class")
	return a
}

// named reports whether the tag just read has an id or a class.
func (p *page) named() bool {
	a := p.self()
	return a.id != "" || a.classes != ""
}

// ancestors are the open elements, outermost first, rows and sections among them.
// Those that were open when they were last asked for are not read again.
func (p *page) ancestors() []ancestor {
	n := 0
	add := func(name stretch, implied string, nth int) {
		if name.to == name.from && implied == "" {
			return
		}
		if n == len(p.kin) {
			p.kin = append(p.kin, ancestor{})
		}
		switch k := &p.kin[n]; {
		case name.to == name.from:
			*k = ancestor{name: implied}
		case k.at != name:
			*k = p.ancestor(name)
		}
		p.kin[n].nth = nth
		n++
	}
	tables := p.nested
	for i := 1; i < len(p.stack); i++ {
		nth := 0
		if e := &p.stack[i]; e.tag == tagCell && len(p.nested) > len(tables) {
			nth = p.nested[len(p.nested)-len(tables)-1].cellNo
		}
		add(p.stack[i].name, "", nth)
		for len(tables) > 0 && tables[0].base == i+1 {
			o := &tables[0]
			tables = tables[1:]
			section := ""
			if o.rowNo > 0 {
				section = "tbody"
			}
			add(o.sectionName, section, 0)
			if o.hasRow {
				add(o.rowName, "tr", o.rowNo)
			}
		}
	}
	return p.kin[:n]
}
