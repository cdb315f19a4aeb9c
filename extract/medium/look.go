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
			e.says(0, tiny|shrunk, 0)
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
		e.says(tiny, 0, shrunk)
	} else if !isShare(v[n:]) {
		e.says(0, tiny|shrunk, 0)
	} else {
		e.says(0, 0, tiny|shrunk)
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
	case v == "":
	case strings.EqualFold(v, "inherit") || strings.EqualFold(v, "currentcolor") || strings.EqualFold(v, "unset"):
		e.says(0, 0, faint)
	case white(v) || clearColour(v):
		e.says(faint, 0, 0)
	default:
		e.says(0, faint, 0)
	}
}

// ground reads a declaration of what the text stands on: white is not seen on a
// light one.
func (e *effects) ground(v string) {
	known := false // that there is none
	for v != "" {
		word := v
		if i := strings.IndexAny(v, " ("); i >= 0 {
			if v[i] == '(' {
				i = max(i, strings.IndexByte(v, ')')) + 1
			}
			word = v[:i]
		}
		v = strings.TrimLeft(v[len(word):], " ")
		switch low := strings.ToLower(word); {
		case low == "none" || low == "inherit" || low == "initial" || low == "unset" || clearColour(low):
			known = true
		case strings.HasSuffix(low, "repeat") || strings.HasPrefix(low, "repeat-") || low == "scroll" || low == "fixed" || low == "top" || low == "bottom" || low == "left" || low == "right" || low == "center" || digit(low[0]) || low[0] == '/' || low[0] == '-':
		case light(low):
			e.says(0, dark, 0)
			return
		default:
			e.says(dark, 0, 0)
			return
		}
	}
	if known {
		e.says(0, 0, dark)
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
	return pale(v, 'f', 250) || strings.EqualFold(v, "white") || strings.EqualFold(v, "snow")
}

// light reports a colour, in lower case, that white is hardly seen on.
func light(v string) bool {
	return pale(v, 'e', 224) || strings.HasSuffix(v, "white") || v == "whitesmoke" || v == "snow" || v == "ivory"
}

// pale reports a colour whose parts begin with no lower sixteenth digit than this,
// or are no less than a figure.
func pale(v string, lowest byte, least int) bool {
	if hex := strings.TrimPrefix(v, "#"); len(hex) < len(v) || len(v) == 6 { // it may be left out of an attribute
		if len(hex) != 0 && len(hex)%4 == 0 { // with its alpha
			hex = hex[:len(hex)/4*3]
		}
		if len(hex) != 3 && len(hex) != 6 {
			return false
		}
		for i := range len(hex) {
			if c := hex[i] | 0x20; c > 'f' || (len(hex) == 3 || i%2 == 0) && c < lowest {
				return false
			}
		}
		return true
	}
	name, parts := colourParts(v)
	switch {
	case len(parts) < 3:
	case name == "hsl" || name == "hsla":
		n, _ := lengthOf(strings.TrimSuffix(parts[2], "%") + "px")
		return n*255 >= least*100
	case name == "rgb" || name == "rgba":
		for _, part := range parts[:3] {
			n, _ := lengthOf(part)
			if part != "100%" && n < least {
				return false
			}
		}
		return true
	}
	return false
}

// colourParts reads "name(a, b c / d)", its name in lower case.
func colourParts(v string) (name string, parts []string) {
	name, inner, ok := strings.Cut(v, "(")
	if !ok {
		return "", nil
	}
	return strings.ToLower(name), strings.FieldsFunc(inner, func(r rune) bool { return strings.ContainsRune(" ,/)", r) })
}

// clearColour reports a colour that is none, or nearly so.
func clearColour(v string) bool {
	switch {
	case v[0]|0x20 == 't':
		return strings.EqualFold(v, "transparent")
	case v[0] == '#':
		return len(v) == 5 && v[4] == '0' || len(v) == 9 && v[7] == '0'
	case v[0]|0x20 != 'r' && v[0]|0x20 != 'h':
		return false
	}
	if _, parts := colourParts(v); len(parts) == 4 {
		return strings.TrimLeft(parts[3], "0.%") == "" || strings.HasPrefix(strings.TrimLeft(parts[3], "0"), ".0")
	}
	return false
}
