package narrative

import (
	"slices"
	"strings"
)

// outcome reads a figure of requests that ended in one way, or in several.
func (p *parser) outcome(b *bag, s statement) {
	s.role = outcomeItem
	s.nested, s.inner = p.underItem(b), p.inner
	if s.nested && !s.inner && !b.marks[mAmong] && p.semicolon && len(b.outcomes) == 1 && heads(b.outcomes[0]) {
		s.nested = false // the list goes on with its next head
	}
	if s.nested && len(b.outcomes) == 1 && group(b.outcomes[0]) != "" && p.stated(group(b.outcomes[0])) {
		// a reason under its heading
	} else {
		s.soft = s.soft || s.nested
	}
	if slices.Contains(b.outcomes, "granted") {
		n := len(b.outcomes)
		b.outcomes = without(b.outcomes, "already") // both stand in one row, or so most report them
		s.soft = s.soft || len(b.outcomes) < n
	}
	column := ""
	if len(b.applicants) == 1 {
		column, s.soft = b.applicants[0], true
	}
	m := func(keys ...string) meaning { return meaning{table: "requests", keys: keys, column: column} }
	var groups, leaves []string
	for _, o := range b.outcomes {
		switch o {
		case "withdrawn", "already", "rest":
			s.soft = true
			groups = append(groups, o)
		default:
			if group(o) != "" && slices.Contains(b.outcomes, group(o)) {
				leaves = append(leaves, o)
			} else {
				groups = append(groups, o)
				s.soft = s.soft || group(o) != "" && !p.stated(group(o)) && (b.paraphrased || !p.listing())
			}
		}
	}
	switch {
	case slices.Contains(groups, "rest") && len(groups) > 1:
		s.closing = true
		named := slices.DeleteFunc(slices.Clone(groups), func(o string) bool { return o == "rest" })
		p.keep(s, m(append(named, "unprocessed", "other")...), m(append(slices.Clone(named), "other")...))
	case len(leaves) > 0 && len(groups) == 1:
		p.keep(s, m(leaves...), m(groups...))
	case len(leaves) > 0:
		s.soft = true
		p.keep(s, m(groups...))
	case len(groups) == 1 && groups[0] == "granted" && !p.partial:
		p.keep(s, m("granted_alone"))
	case slices.Contains(groups, "granted_or_partial") && len(groups) > 1:
		s.soft = true
		p.keep(s, m(groups...))
	default:
		s.closing = slices.Contains(groups, "rest")
		s.soft = s.soft || len(groups) > 2
		if b.marks[mEach] && len(groups) > 1 {
			for _, g := range groups {
				p.keep(s, m(g))
			}
			return
		}
		p.keep(s, m(groups...))
	}
}

// heads reports whether an outcome is a heading of section three, or a row of its own.
func heads(outcome string) bool {
	switch outcome {
	case "withdrawn", "already", "rest":
		return false
	}
	return group(outcome) == ""
}

// carried reports whether a key counts requests of another year.
func carried(key string) bool {
	return key == "carried_in" || key == "carried_out" || key == "carried"
}

// group is the heading in section three that an outcome stands under.
func group(outcome string) string {
	g, _, ok := strings.Cut(outcome, "_")
	if !ok || outcome == "granted_or_partial" {
		return ""
	}
	return g
}

// stated reports whether the sentence gave a figure of this outcome.
func (p *parser) stated(outcome string) bool {
	for i := len(p.out) - 1; i >= 0 && p.out[i].sentence == p.number; i-- {
		for _, m := range p.out[i].meanings {
			if slices.Contains(m.keys, outcome) {
				return true
			}
		}
	}
	return false
}

// totalStated reports whether the sentence gave a figure of all requests.
func (p *parser) totalStated() bool {
	for i := len(p.out) - 1; i >= 0 && p.out[i].sentence == p.number; i-- {
		if s := &p.out[i]; s.role == total && s.about == "request" {
			return true
		}
	}
	return false
}

// listing reports whether the figure goes on with a list of outcomes.
func (p *parser) listing() bool {
	n := len(p.out)
	return n > 0 && p.out[n-1].sentence == p.number && p.out[n-1].role == outcomeItem && !p.out[n-1].nested
}

// underItem reports whether the figure divides an item, not a total: "of
// these" stands after one.
func (p *parser) underItem(b *bag) bool {
	n := len(p.out)
	if p.inner {
		return true
	}
	if !b.marks[mAmong] || n == 0 || p.out[n-1].sentence != p.number {
		return n > 0 && p.out[n-1].sentence == p.number && p.out[n-1].nested && !p.out[n-1].inner
	}
	last := &p.out[n-1]
	if last.bracketed && p.depth == 0 { // it divides what stands before the brackets
		return false
	}
	switch last.role {
	case plain: // of those carried from or to another year, where it says so at once
		return !p.going && len(last.meanings) == 1 && last.meanings[0].table == "requests" && carried(last.meanings[0].keys[0])
	case total:
		return false
	case applicantItem, channelItem: // "of these", opening a sentence, are all of those before it
		return !p.going
	}
	return true
}
