package medium

import "strings"

// size reads a declaration of a font's size: a text of size 0 is hidden, and any
// other size, but one that is a share of what is around it, shows it.
func (e *effects) size(decl string) {
	v := valueOf(decl, "font-size")
	if v == "" {
		if v = valueOf(decl, "font"); v == "" {
			return
		}
		if v[0] != '0' { // many words; the size is among them
			e.clear |= tiny | shrunk
			return
		}
		v, _, _ = strings.Cut(v, "/")
	}
	n, zero := 0, true
	for n < len(v) && (digit(v[n]) || v[n] == '.') {
		zero = zero && (v[n] == '0' || v[n] == '.')
		n++
	}
	if n > 0 && zero {
		e.set, e.clear = e.set|tiny, e.clear&^(tiny|shrunk)
	} else if !isShare(v[n:]) {
		e.set, e.clear = e.set&^tiny, e.clear|tiny|shrunk
	}
}

// isShare reports whether a size without its number is a share of another.
func isShare(unit string) bool {
	switch {
	case len(unit) < 2:
		return unit == "%"
	case strings.EqualFold(unit[:2], "em"), strings.EqualFold(unit[:2], "ex"):
		return true
	}
	return unit[0] == '%' || strings.EqualFold(unit, "inherit") || strings.EqualFold(unit, "smaller") || strings.EqualFold(unit, "larger")
}

// colour reads a declaration of the text's: white is seen on some grounds only.
func (e *effects) colour(v string) {
	switch {
	case v == "" || strings.EqualFold(v, "inherit"):
	case white(v) || clearColour(v):
		e.set, e.clear = e.set|faint, e.clear&^faint
	default:
		e.set, e.clear = e.set&^faint, e.clear|faint
	}
}

// ground reads a declaration of what the text stands on.
func (e *effects) ground(v string) {
	switch {
	case v == "" || strings.EqualFold(v, "none") || strings.EqualFold(v, "inherit") || strings.EqualFold(v, "initial") || clearColour(v):
	case white(v):
		e.set, e.clear = e.set&^dark, e.clear|dark
	default:
		e.set, e.clear = e.set|dark, e.clear&^dark
	}
}

// valueOf is a declaration's value without spaces around it; empty if the
// declaration is of another property.
func valueOf(decl, property string) string {
	if len(decl) <= len(property) || !strings.EqualFold(decl[:len(property)], property) {
		return ""
	}
	rest := decl[len(property):]
	for rest != "" && space(rest[0]) {
		rest = rest[1:]
	}
	if rest == "" || rest[0] != ':' {
		return ""
	}
	v := strings.TrimSpace(rest[1:])
	if i := strings.IndexByte(v, '!'); i >= 0 {
		v = strings.TrimSpace(v[:i])
	}
	return v
}

// white reports a colour that is white or next to it.
func white(v string) bool {
	if v[0] == '#' {
		v = v[1:]
	} else if len(v) == 5 {
		return strings.EqualFold(v, "white")
	} else if len(v) > 9 && strings.EqualFold(v[:3], "rgb") {
		_, v, _ = strings.Cut(v, "(")
		for range 3 {
			var part string
			part, v, _ = strings.Cut(v, ",")
			if part = strings.Trim(part, " )"); part != "100%" && (len(part) != 3 || part < "250" || part > "255") {
				return false
			}
		}
		return true
	}
	if len(v) != 3 && len(v) != 6 && len(v) != 8 {
		return false
	}
	for i := range len(v) {
		if c := v[i] | 0x20; c != 'f' && (len(v) == 3 || i%2 == 0 || c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// clearColour reports a colour that is none.
func clearColour(v string) bool {
	if v[0]|0x20 == 't' {
		return strings.EqualFold(v, "transparent")
	}
	if len(v) < 9 || !strings.EqualFold(v[:5], "rgba(") {
		return false
	}
	alpha := strings.Trim(v[1+strings.LastIndexByte(v, ','):], " )")
	return alpha == "0" || alpha == "0.0"
}

// add takes in what a sheet says of an element: its own style comes first, but for
// what a sheet calls important.
func (e *effects) add(s state) {
	if s&firm == 0 {
		s &^= e.clear
		if e.shown {
			s &^= none
		}
	}
	e.set |= s &^ (firm | undone)
}
