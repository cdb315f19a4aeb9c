package medium

import (
	"cmp"
	"slices"
	"strings"
)

// each calls try with the rules that may be of an element, until it returns true.
func (s *sheet) each(own *ancestor, try func(*rule) bool) bool {
	some := func(key string) bool {
		rules := s.rules[key]
		for i := range rules {
			if !s.step(own) {
				return false
			}
			if try(&rules[i]) {
				return true
			}
		}
		return false
	}
	if some("") || some(own.name) || own.id != "" && some("#"+own.id) {
		return true
	}
	for c := range strings.FieldsSeq(own.classes) {
		if some("." + c) {
			return true
		}
	}
	return false
}

// step counts a look at an element; false when there have been too many.
func (s *sheet) step(a *ancestor) bool {
	if s.steps -= 1 + len(a.tag)>>6; s.steps < 0 {
		s.left = true
	}
	return s.steps >= 0
}

// placed reports whether rules of an element ask where it stands.
func (s *sheet) placed(own *ancestor) bool {
	return s.each(own, func(r *rule) bool {
		last := &r.parts[len(r.parts)-1]
		return (len(r.parts) > 1 || last.top || last.nth != 0 || len(last.not) > 0) && last.is(own) != no
	})
}

// cascade is what attributes, the rules of the sheet and the element's own style
// do together.
func (s *sheet) cascade(own *ancestor, around []ancestor, l *looks) effects {
	s.found = s.found[:0]
	s.each(own, func(r *rule) bool {
		m := min(r.parts[len(r.parts)-1].is(own), s.within(r.parts, around))
		switch {
		case m == no:
		case m == yes && !r.maybe:
			s.found = append(s.found, r)
		case r.set&(none|unseen|shrunk|glass) != 0: // what may be hidden is in doubt
			s.found = append(s.found, &rule{set: unsure, weight: r.weight})
		}
		return false
	})
	slices.SortStableFunc(s.found, func(a, b *rule) int { return cmp.Compare(a.weight, b.weight) })
	e := l.hint
	firm := len(s.found)
	for firm > 0 && s.found[firm-1].weight>>63 != 0 {
		firm--
	}
	for _, r := range s.found[:firm] {
		e.rule(s, r, 0)
	}
	e.over(l.style.set, l.style.clear, l.style.free)
	for _, r := range s.found[firm:] {
		e.rule(s, r, l.firm)
	}
	e.block, e.inline, e.apart = l.style.block, l.style.inline, l.style.apart
	return e
}

// rule lets a rule do what it does. What it hides and another rule shows is veiled.
func (e *effects) rule(s *sheet, r *rule, firm state) {
	set, free := r.set, r.free
	if hides := set & (none | unseen); hides != 0 && len(r.parts) > 0 && s.undone(r) {
		set, free = set&^hides|inDoubt(hides), free|hides
	}
	e.over(set&^firm, r.clear&^firm, free&^firm)
}

// inDoubt are the states for what is perhaps hidden in these ways.
func inDoubt(hides state) (s state) {
	if hides&unseen != 0 {
		s = dimmed
	}
	if hides&none != 0 {
		s |= veiled
	}
	return s
}

// over lets a declaration of more weight have its way.
func (e *effects) over(set, clear, free state) {
	// What is shown or hidden for certain is in doubt no more.
	if (set|free)&none != 0 && set&veiled == 0 {
		free |= veiled | unsure
	}
	if (set|free)&unseen != 0 && set&dimmed == 0 {
		free |= dimmed
	}
	if clear&unseen != 0 {
		clear |= dimmed
	}
	all := set | clear | free
	e.set = e.set&^all | set
	e.clear = e.clear&^all | clear
}

// looked is what a tag's attributes and the page's sheets do to its element,
// where it stands.
func (p *page) looked(start *startTag) effects {
	if start.placed == nil {
		return start.effects
	}
	own := p.self()
	own.nth = p.nthOf(start.tag)
	return p.sheet.cascade(&own, p.ancestors(), start.placed)
}
