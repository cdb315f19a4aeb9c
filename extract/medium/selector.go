package medium

import (
	"slices"
	"strings"
)

// deepRule is a rule of a style sheet whose selector names more than one id or
// class: "td.x span", "#text > .y", ".tab.off".
type deepRule struct {
	parts []names // outermost first
	set   state
}

// names is a part of a selector that one element answers to.
type names struct {
	tag, id string
	classes []string
	child   bool // directly in the element of the part before
}

// More rules than these, or of more parts, are nobody's; of a hostile page they
// would take long to look at.
const maxDeep, maxParts = 400, 6

// addDeep takes in a rule for a selector; one with signs that depend on more than
// names is left out, and what it hides is shown.
func (s *sheet) addDeep(selector string, set state) {
	parts, ok := parseSelector(selector)
	if !ok || s.rules >= maxDeep {
		return
	}
	last := &parts[len(parts)-1]
	key := last.tag
	switch {
	case last.id != "":
		key = "#" + last.id
	case len(last.classes) > 0:
		key = "." + last.classes[0]
	}
	if s.deep == nil {
		s.deep = map[string][]deepRule{}
	}
	s.rules++
	s.deep[key] = append(s.deep[key], deepRule{parts, set})
}

// parseSelector reads tags, ids and classes, parted by spaces and ">".
func parseSelector(sel string) (parts []names, ok bool) {
	if strings.ContainsAny(sel, ":[+~*(\\") {
		return nil, false
	}
	child := false
	for word := range strings.FieldsSeq(strings.ReplaceAll(sel, ">", " > ")) {
		if word == ">" {
			child = true
			continue
		}
		c := names{child: child && len(parts) > 0}
		child = false
		for word != "" {
			n := 1 + strings.IndexAny(word[1:], ".#")
			if n == 0 {
				n = len(word)
			}
			switch name := word[:n]; {
			case name == "." || name == "#":
				return nil, false
			case name[0] == '.':
				c.classes = append(c.classes, name[1:])
			case name[0] == '#':
				c.id = name[1:]
			default:
				c.tag = strings.ToLower(name)
			}
			word = word[n:]
		}
		if c.tag == "html" || c.tag == "body" { // around everything, and not kept
			if len(parts) > 0 || c.id != "" || len(c.classes) > 0 {
				return nil, false
			}
			continue
		}
		parts = append(parts, c)
	}
	return parts, len(parts) > 0 && len(parts) <= maxParts
}

// decided reports whether no other rule shows again what a rule selects: its last
// part by its names, or, where that is a tag alone, the parts around it.
func (s *sheet) decided(r *deepRule) bool {
	for i := len(r.parts) - 1; i >= 0; i-- {
		c := &r.parts[i]
		undone := func(name string) bool { return s.plain[name]&undone != 0 }
		if c.id != "" && undone("#"+c.id) || slices.ContainsFunc(c.classes, func(n string) bool { return undone("." + n) }) {
			return false
		}
		if c.id != "" || len(c.classes) > 0 {
			break
		}
	}
	return true
}

// each calls try with the rules that may be of an element, until it returns true.
func (s *sheet) each(own ancestor, try func(*deepRule) bool) bool {
	some := func(key string) bool {
		rules := s.deep[key]
		for i := range rules {
			if r := &rules[i]; r.parts[len(r.parts)-1].is(own) && s.decided(r) && try(r) {
				return true
			}
		}
		return false
	}
	if some(own.name) || own.id != "" && some("#"+own.id) {
		return true
	}
	for c := range strings.FieldsSeq(own.classes) {
		if some("." + c) {
			return true
		}
	}
	return false
}

// selects reports whether a rule of several names may be of an element.
func (s *sheet) selects(own ancestor) bool {
	return s.each(own, func(*deepRule) bool { return true })
}

// ofDeep is what rules of several names do to an element, by what it stands in.
func (s *sheet) ofDeep(p *page) (set state) {
	around := p.ancestors()
	s.each(p.ancestor(p.tagName), func(r *deepRule) bool {
		steps := 1000
		if set&r.set != r.set && within(r.parts, around, &steps) {
			set |= r.set
		}
		return false
	})
	return set
}

// within reports whether all but the last of a selector's parts are found around
// an element, outermost first.
func within(parts []names, around []ancestor, steps *int) bool {
	n := len(parts) - 1
	if n == 0 {
		return true
	}
	for i := len(around) - 1; i >= 0 && *steps > 0; i-- {
		*steps--
		if parts[n-1].is(around[i]) && within(parts[:n], around[:i], steps) {
			return true
		}
		if parts[n].child {
			break
		}
	}
	return false
}

// ancestor is an element as selectors see it.
type ancestor struct{ name, id, classes string }

func (c *names) is(a ancestor) bool {
	if c.tag != "" && c.tag != a.name || c.id != "" && c.id != a.id {
		return false
	}
	for _, want := range c.classes {
		found := false
		for class := range strings.FieldsSeq(a.classes) {
			found = found || class == want
		}
		if !found {
			return false
		}
	}
	return true
}

// ancestor is the element whose tag has its name at a place. Its tag is read once
// more: pages with rules of several names are few.
func (p *page) ancestor(name stretch) ancestor {
	a := ancestor{name: strings.ToLower(p.in(name))}
	tag := lexer{s: p.s, at: int(name.from) - 1}
	if tag.next() == startToken {
		a.id, _ = tag.get("id")
		a.classes, _ = tag.get("class")
	}
	return a
}

// named reports whether the tag just read has an id or a class.
func (p *page) named() bool {
	a := p.ancestor(p.tagName)
	return a.id != "" || a.classes != ""
}

// ancestors are the open elements, outermost first, rows and sections among them.
func (p *page) ancestors() []ancestor {
	out := make([]ancestor, 0, len(p.stack)+2*len(p.nested))
	add := func(name stretch, implied string) {
		if name.to > name.from {
			out = append(out, p.ancestor(name))
		} else if implied != "" {
			out = append(out, ancestor{name: implied})
		}
	}
	tables := p.nested
	for i := 1; i < len(p.stack); i++ {
		add(p.stack[i].name, "")
		for len(tables) > 0 && tables[0].base == i+1 {
			o := &tables[0]
			tables = tables[1:]
			if o.hasRow {
				add(o.sectionName, "tbody")
				add(o.rowName, "tr")
			} else {
				add(o.sectionName, "")
			}
		}
	}
	return out
}
