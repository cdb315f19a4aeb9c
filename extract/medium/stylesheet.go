package medium

import "strings"

// sheet is what a page's own style sheets hide, strike out or raise, or print in
// white. A name that some other rule shows again is undone: scripts and further
// classes decide about it, so what it hides is shown, and a figure in doubt.
type sheet struct {
	plain map[string]state      // by ".class", "tag.class" and "#id"
	deep  map[string][]deepRule // other selectors, by an id, a class or the tag of what they select
	rules int                   // of deep
}

// sheetEffects are the effects that a sheet may have.
const sheetEffects = none | unseen | struck | raised | shrunk | faint | dark

// read takes in the rules of a <style> element.
func (s *sheet) read(css string) {
	effects := sheetEffects
	if !strings.Contains(css, "or:#f") && !strings.Contains(css, "or: #f") && !strings.Contains(css, "or:#F") && !strings.Contains(css, "or:white") {
		effects &^= faint | dark // what the text stands on matters only if it is white
	}
	if effects&dark == 0 && !strings.Contains(css, "none") && !strings.Contains(css, "visib") && !strings.Contains(css, "super") && !strings.Contains(css, "line-through") && !strings.Contains(css, "font-size:0") && !strings.Contains(css, "font-size: 0") {
		return
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
		if strings.HasPrefix(head, "@") { // @media and the like hold rules
			depth++
			continue
		}
		end := strings.IndexByte(css, '}')
		if end < 0 {
			end = len(css)
		}
		low := strings.ToLower(css[:end])
		e := style(low)
		if e.set&tiny != 0 { // what is inside may have a size again by other sheets
			e.set |= shrunk
		}
		if e.set &= effects; e.set != 0 && strings.Contains(low, "important") {
			e.set |= firm
		}
		if e.set != 0 || strings.Contains(low, "display") || strings.Contains(low, "visibility") {
			s.rule(head, e, depth)
		}
		css = css[min(end+1, len(css)):]
	}
}

// rule takes in one rule that says how boxes are shown.
func (s *sheet) rule(selectors string, e effects, depth int) {
	for _, sel := range strings.Split(selectors, ",") {
		sel = lowerTag(strings.TrimSpace(sel))
		if set := e.set; set != 0 {
			if depth > 0 {
				continue
			}
			if !plainSelector(sel) {
				s.addDeep(sel, set)
			} else if old := s.plain[sel]; old&undone == 0 {
				s.plain[sel] = old | set
			} else if set&(none|unseen) != 0 {
				s.plain[sel] = undone | shrunk
			}
			continue
		}
		for _, part := range strings.FieldsFunc(sel, func(r rune) bool { return strings.ContainsRune(" >+~:[", r) }) {
			s.undo(lowerTag(part))
			for part != "" {
				n := 1 + strings.IndexAny(part[1:], ".#")
				if n == 0 {
					n = len(part)
				}
				s.undo(part[:n])
				part = part[n:]
			}
		}
	}
}

// undo takes back what a name was to hide.
func (s *sheet) undo(name string) {
	old := s.plain[name]
	s.plain[name] = undone | old&shrunk
	if old&(none|unseen) != 0 {
		s.plain[name] = undone | shrunk
	}
}

// lowerTag is a selector with its tag's name in lower case.
func lowerTag(sel string) string {
	n := strings.IndexAny(sel, ".#")
	if n <= 0 {
		return sel
	}
	return strings.ToLower(sel[:n]) + sel[n:]
}

// plainSelector says that a selector is one id, or one class, perhaps of a tag,
// and no more.
func plainSelector(s string) bool {
	n := max(0, strings.IndexAny(s, ".#"))
	if n > 0 && s[n] == '#' || strings.ContainsAny(s[:n], " :>+~[*(,\t\n") {
		return false
	}
	s = s[n:]
	return len(s) > 1 && (s[0] == '.' || s[0] == '#') && !strings.ContainsAny(s[1:], " .#:>+~[*(,\t\n")
}

// of is what the sheet does to an element of this name, id and these classes,
// wherever it stands.
func (s *sheet) of(name, id, classes string) (set state) {
	if id != "" {
		set = s.plain["#"+id]
	}
	for c := range strings.FieldsSeq(classes) {
		set |= s.plain["."+c] | s.plain[strings.ToLower(name)+"."+c]
	}
	return set
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
