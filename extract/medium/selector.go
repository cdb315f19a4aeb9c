package medium

import (
	"strconv"
	"strings"
)

// names is a part of a selector that one element answers to.
type names struct {
	tag, id string
	classes []string
	attrs   []attrTest
	not     []names
	every   int  // which child of its parent, every so many …
	nth     int  // … from this one on; both 0 for any
	child   bool // directly in the element of the part before
	top     bool // directly in the page's body
}

// attrTest is [name], or [name op value] with one of = ~ | ^ $ * for op.
type attrTest struct {
	name, value string
	op          byte
}

// reach is what else is known of a selector.
type reach struct {
	weight int
	maybe  bool // it depends on more than is looked at
	never  bool // it selects no element, or only while a reader points at it
	long   bool // it has too many parts
}

// parseSelector reads a selector of tags, ids, classes, attributes and places
// among the children, parted by spaces and signs. Of a sibling nothing is kept.
func parseSelector(sel string) (parts []names, r reach) {
	c, some, child, top := names{}, false, false, false
	after, every := 0, 0 // as in the place of the cell or row before
	done := func() {
		if !some {
			return
		}
		if (c.tag == "html" || c.tag == "body") && len(parts) == 0 { // around everything, and not kept
			r.maybe = r.maybe || c.id != "" || len(c.classes) > 0 || len(c.attrs) > 0
			top = true
		} else {
			c.child, c.top = child && len(parts) > 0, child && top && len(parts) == 0
			if after > 0 && c.nth == 0 {
				c.every, c.nth = every, after+1
			}
			parts = append(parts, c)
		}
		c, some, child, after = names{}, false, false, 0
	}
	for i := 0; i < len(sel) && len(parts) <= maxParts; {
		switch b := sel[i]; {
		case space(b):
			done()
			i++
		case b == '>':
			done()
			child = true
			i++
		case b == '+' || b == '~':
			done()
			if n := len(parts); n > 0 {
				last := &parts[n-1]
				if after, every = last.after(); after == 0 {
					r.maybe = true
				}
				child = last.child
				parts = parts[:n-1]
			}
			i++
		default:
			n := r.simple(sel[i:], &c)
			if len(c.classes)+len(c.attrs)+len(c.not) > maxParts {
				return nil, reach{never: true, long: true}
			}
			if n == 0 {
				r.never = true
				return parts, r
			}
			some = true
			i += n
		}
	}
	if len(parts) > maxParts {
		return nil, reach{never: true, long: true}
	}
	if done(); top && len(parts) == 0 {
		r.never = true
	}
	return parts, r
}

// after is the place of a cell or row that others follow: its number, and whether
// those behind have it too (as in every and nth); 0 where that is not known.
func (c *names) after() (nth, every int) {
	if c.tag != "td" && c.tag != "tr" || c.id != "" || len(c.classes)+len(c.attrs)+len(c.not) > 0 || c.every > 1 {
		return 0, 0
	}
	if c.nth == 0 {
		return 1, 1
	}
	return c.nth, c.every
}

// simple reads one name or sign at the beginning of s; 0 if it is none.
func (r *reach) simple(s string, c *names) int {
	n := 1
	for n < len(s) && strings.IndexByte(" .#:[>+~*(),\t\r\n\f\\", s[n]) < 0 {
		n++
	}
	name := s[1:n]
	switch s[0] {
	case '*':
		return 1
	case '.', '#':
		if name == "" {
			return 0
		}
		if s[0] == '.' {
			c.classes = append(c.classes, name)
			r.weight += 1 << 10
		} else {
			c.id = name
			r.weight += 1 << 20
		}
		return n
	case '[':
		end := strings.IndexByte(s, ']')
		if end < 0 {
			return 0
		}
		c.attrs = append(c.attrs, parseAttr(s[1:end]))
		r.weight += 1 << 10
		return end + 1
	case ':':
		if n < len(s) && s[n] == '(' {
			end := strings.IndexByte(s[n:], ')')
			if end < 0 {
				return 0
			}
			inner := s[n+1 : n+end]
			if strings.IndexByte(inner, '(') >= 0 {
				r.maybe = true
				return len(s)
			}
			r.function(strings.ToLower(name), strings.TrimSpace(inner), c)
			return n + end + 1
		}
		r.weight += 1 << 10
		switch strings.ToLower(name) {
		case "first-child":
			c.every, c.nth = 0, 1
		case "last-child", "only-child", "first-of-type", "last-of-type", "only-of-type":
			r.maybe = true
		case "link", "any-link":
		default: // of a pointer, of what is before or behind an element, of what is empty
			r.never = true
		}
		return n
	case '\\', '(', ')', ',':
		r.maybe = true
		return len(s)
	}
	c.tag = strings.ToLower(s[:n])
	r.weight++
	return n
}

// function reads ":name(inner)".
func (r *reach) function(name, inner string, c *names) {
	switch name {
	case "nth-child":
		r.weight += 1 << 10
		var ok bool
		if c.every, c.nth, ok = everyOf(strings.ToLower(inner)); !ok {
			c.every, c.nth, r.maybe = 0, 0, true
		}
	case "not":
		parts, in := parseSelector(inner)
		if len(parts) != 1 || in.maybe || in.never {
			r.maybe = true
			return
		}
		c.not = append(c.not, parts[0])
		r.weight += in.weight
	default:
		r.maybe = true
	}
}

// everyOf reads "odd", "even", "3", "2n+1".
func everyOf(s string) (every, from int, ok bool) {
	switch s = strings.ReplaceAll(s, " ", ""); s {
	case "odd":
		return 2, 1, true
	case "even":
		return 2, 2, true
	}
	before, after, isEvery := strings.Cut(s, "n")
	if !isEvery {
		n, err := strconv.Atoi(s)
		return 0, n, err == nil && n > 0
	}
	every, err := strconv.Atoi(before)
	if before == "" || before == "+" {
		every, err = 1, nil
	}
	if after != "" && err == nil {
		from, err = strconv.Atoi(after)
	}
	if every < 1 || err != nil {
		return 0, 0, false
	}
	for from < 1 && from > -1000 {
		from += every
	}
	return every, from, from >= 1
}

// parseAttr reads what stands between brackets.
func parseAttr(s string) (t attrTest) {
	name, value, some := strings.Cut(s, "=")
	t.name = strings.ToLower(strings.TrimSpace(name))
	if !some {
		return t
	}
	t.op, t.value = '=', strings.Trim(strings.TrimSpace(value), `"'`)
	if n := len(t.name) - 1; n >= 0 && strings.IndexByte("~|^$*", t.name[n]) >= 0 {
		t.op, t.name = t.name[n], strings.TrimSpace(t.name[:n])
	}
	return t
}
