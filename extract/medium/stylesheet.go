package medium

import "strings"

// sheet is what a page's own style sheets hide: ".class" and "#id" selectors.
// A name that some other rule shows again is left out, since scripts and further
// classes decide about it.
type sheet map[string]bool

// read takes in the rules of a <style> element.
func (s sheet) read(css string) {
	css = uncomment(css)
	for depth := 0; css != ""; {
		i := strings.IndexAny(css, "{}")
		if i < 0 {
			return
		}
		head := strings.TrimSpace(css[:i])
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
		if low := strings.ToLower(css[:end]); strings.Contains(low, "display") || strings.Contains(low, "visibility") {
			s.rule(head, style(low), depth)
		}
		css = css[min(end+1, len(css)):]
	}
}

// rule takes in one rule that says how boxes are shown.
func (s sheet) rule(selectors string, e effects, depth int) {
	for _, sel := range strings.Split(selectors, ",") {
		sel = strings.TrimSpace(sel)
		if e.set&none != 0 && depth == 0 && plainSelector(sel) {
			if _, known := s[sel]; !known {
				s[sel] = true
			}
			continue
		}
		if e.set&none != 0 {
			continue
		}
		for _, part := range strings.FieldsFunc(sel, func(r rune) bool { return strings.ContainsRune(" >+~:[", r) }) {
			for part != "" {
				n := 1 + strings.IndexAny(part[1:], ".#")
				if n == 0 {
					n = len(part)
				}
				s[part[:n]] = false
				part = part[n:]
			}
		}
	}
}

// plainSelector says that a selector is one class or one id and no more.
func plainSelector(s string) bool {
	return len(s) > 1 && (s[0] == '.' || s[0] == '#') && !strings.ContainsAny(s[1:], " .#:>+~[*(,\t\n")
}

// hides says that the sheet hides an element of this id and these classes.
func (s sheet) hides(id, classes string) bool {
	if id != "" && s["#"+id] {
		return true
	}
	for _, c := range strings.Fields(classes) {
		if s["."+c] {
			return true
		}
	}
	return false
}

func uncomment(css string) string {
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
