package medium

import (
	"math"
	"strings"
)

// sheet is what a page's own style sheets say of how its elements are shown, by
// the rules of the cascade: of what is important, then of what is selected by the
// most names, then the last. Sheets kept elsewhere and scripts are not known: what
// a rule hides and another rule shows again, by names that the element has not
// here, stays, and its figures are in doubt.
//
// Libraries for selectors ask a tree of nodes, which this reader does not build, and
// know nothing of what a page leaves open.
type sheet struct {
	rules map[string][]rule // by an id, a class or the tag of what they select
	shown map[string]bool   // ids, classes and tags of rules that show
	n     int               // of rules
	steps int               // still to take
	texts []string          // as read
	whole bool              // all rules are kept, those too that only show what another way of style hid
	left  bool              // rules were left out, or not looked at
	found []*rule
}

// rule is a rule of one selector, as far as it is read.
type rule struct {
	parts            []names // outermost first
	set, clear, free state
	weight           uint64
	maybe            bool // it depends on more than is looked at
}

// More rules than these, of more parts, are nobody's, and no page needs so many
// steps: a hostile one would take long to look at.
const maxRules, maxParts, maxSteps = 10_000, 8, 10_000_000

// sheetEffects are the effects that a sheet may have. What it makes tiny may have
// a size again by another: that is shrunk.
const sheetEffects = none | unseen | struck | raised | shrunk | faint | dark | glass

// read takes in the rules of a <style> element.
func (s *sheet) read(css string) {
	if s.rules == nil {
		s.rules, s.shown, s.steps = map[string][]rule{}, map[string]bool{}, maxSteps
	}
	effects := sheetEffects
	if !s.whole {
		effects = s.needed(css)
		if effects == 0 {
			return
		}
	}
	css = uncomment(css)
	for depth := 0; css != ""; {
		i := strings.IndexAny(css, "{}")
		if i < 0 {
			return
		}
		head := css[:i]
		head = strings.TrimSpace(head[1+strings.LastIndexByte(head, ';'):]) // behind @charset and @import
		if css[i] == '}' {
			depth = max(0, depth-1)
			css = css[i+1:]
			continue
		}
		css = css[i+1:]
		if strings.HasPrefix(head, "@") { // @supports and the like hold rules
			if media, ok := cutFold(head, "@media"); ok && !onScreen(media) {
				css = css[blockEnd(css):]
			} else {
				depth++
			}
			continue
		}
		end := strings.IndexByte(css, '}')
		if end < 0 {
			end = len(css)
		}
		plain, important := parted(strings.ToLower(css[:end]))
		s.add(head, plain, 0, effects)
		s.add(head, important, 1<<63, effects)
		css = css[min(end+1, len(css)):]
	}
}

// needed are the effects of a sheet that matter: what shows a text matters only
// where something hides it.
func (s *sheet) needed(css string) (effects state) {
	css = strings.ToLower(css)
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(css, w) {
				return true
			}
		}
		return false
	}
	if has("none", "visib") {
		effects |= none | unseen
	}
	if has("or:#f", "or: #f", "or:white", "or: white", "or:rgb", "or: rgb", "or:hsl", "or:transp", "or: transp") {
		effects |= faint | dark
	}
	if has("font-size:0", "font-size: 0", "font:0", "font: 0") {
		effects |= shrunk
	}
	if has("super", "sub") {
		effects |= raised
	}
	if has("line-through") {
		effects |= struck
	}
	if has("opacity:0", "opacity: 0") {
		effects |= glass
	}
	return effects
}

// parted parts declarations into those of the usual weight and the important ones.
func parted(decls string) (plain, important string) {
	if strings.IndexByte(decls, '!') < 0 {
		return decls, ""
	}
	var p, i strings.Builder
	for d := range strings.SplitSeq(decls, ";") {
		b := &p
		if strings.IndexByte(d, '!') >= 0 {
			b = &i
		}
		b.WriteString(d)
		b.WriteByte(';')
	}
	return p.String(), i.String()
}

// add takes in the declarations of one rule.
func (s *sheet) add(selectors, decls string, weight uint64, effects state) {
	if decls == "" {
		return
	}
	e := style(decls)
	if e.set&tiny != 0 {
		e.set |= shrunk
	}
	e.set, e.clear, e.free = e.set&effects, e.clear&(effects|tiny), e.free&effects
	if e.set|e.clear&^tiny|e.free == 0 {
		return
	}
	shows := e.free&none != 0 || e.clear&unseen != 0
	for _, sel := range strings.Split(selectors, ",") {
		parts, r := parseSelector(strings.TrimSpace(sel))
		if shows {
			s.shows(parts)
		}
		s.left = s.left || r.long
		if r.never || len(parts) == 0 {
			continue
		}
		if s.n >= maxRules {
			s.left = true
			return
		}
		s.n++
		last := &parts[len(parts)-1]
		key := last.tag
		switch {
		case last.id != "":
			key = "#" + last.id
		case len(last.classes) > 0:
			key = "." + last.classes[0]
		}
		s.rules[key] = append(s.rules[key], rule{
			parts: parts, set: e.set, clear: e.clear, free: e.free, maybe: r.maybe,
			weight: weight | uint64(min(r.weight, math.MaxInt32))<<31 | uint64(s.n),
		})
	}
}

// shows keeps the names of what a rule shows.
func (s *sheet) shows(parts []names) {
	for i := range parts {
		c := &parts[i]
		if c.id != "" {
			s.shown["#"+c.id] = true
		}
		for _, n := range c.classes {
			s.shown["."+n] = true
		}
	}
}

// undone reports whether another rule shows again what a rule selects: its last
// part by its names, or, where that is a tag alone, the parts around it.
func (s *sheet) undone(r *rule) bool {
	for i := len(r.parts) - 1; i >= 0; i-- {
		c := &r.parts[i]
		if c.id != "" && s.shown["#"+c.id] {
			return true
		}
		for _, n := range c.classes {
			if s.shown["."+n] {
				return true
			}
		}
		if c.id != "" || len(c.classes) > 0 {
			return false
		}
	}
	return false
}

// cutFold is strings.CutPrefix in any case.
func cutFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// blockEnd is where what follows a block begins; its opening brace has been read.
func blockEnd(css string) int {
	depth := 1
	for i := range len(css) {
		switch css[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(css)
}

// uncomment leaves out comments, and the marks that hid sheets from old browsers.
func uncomment(css string) string {
	css = strings.NewReplacer("<!--", "", "-->", "").Replace(css)
	var b strings.Builder
	for {
		from := strings.Index(css, "/*")
		if from < 0 {
			break
		}
		b.WriteString(css[:from])
		end := strings.Index(css[from+2:], "*/")
		if end < 0 {
			css = ""
			break
		}
		css = css[from+2+end+2:]
	}
	b.WriteString(css)
	return b.String()
}
