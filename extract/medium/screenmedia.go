package medium

import "strings"

// A page is read as it is shown on a screen of this width, in points of CSS.
const screenWidth = 1280

// onScreen reports whether rules for media are those of a wide screen.
func onScreen(media string) bool {
	media = strings.ToLower(strings.TrimSpace(media))
	if media == "" {
		return true
	}
	for query := range strings.SplitSeq(media, ",") {
		query = strings.TrimSpace(query)
		rest, not := strings.CutPrefix(query, "not ")
		if mediaHolds(rest) != not {
			return true
		}
	}
	return false
}

// mediaHolds reads one query without its "not". Of what is asked but for kinds and
// widths, nothing is known: it does not hold.
func mediaHolds(query string) bool {
	for part := range strings.SplitSeq(query, " and ") {
		part = strings.Trim(part, " \t\r\n()")
		name, value, isFeature := strings.Cut(part, ":")
		if !isFeature {
			switch strings.TrimPrefix(part, "only ") {
			case "screen", "all", "color":
				continue
			}
			return false
		}
		width, known := lengthOf(strings.TrimSpace(value))
		switch strings.TrimSpace(name) {
		case "min-width", "min-device-width":
			if known && width <= screenWidth {
				continue
			}
		case "max-width", "max-device-width":
			if known && width >= screenWidth {
				continue
			}
		}
		return false
	}
	return true
}

// lengthOf reads a length in points of CSS.
func lengthOf(s string) (int, bool) {
	n, i := 0, 0
	for i < len(s) && digit(s[i]) && n < 1<<20 {
		n = n*10 + int(s[i]-'0')
		i++
	}
	unit := s[i:]
	if strings.HasPrefix(unit, ".") {
		unit = strings.TrimLeft(unit[1:], "0123456789")
	}
	if unit == "em" || unit == "rem" {
		n *= 16
	}
	return n, i > 0 && (unit == "px" || unit == "em" || unit == "rem" || unit == "" && n == 0)
}
