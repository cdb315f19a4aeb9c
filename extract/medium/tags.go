package medium

import "strings"

// tag is an HTML element that the reader treats in its own way.
type tag uint8

const (
	tagOther tag = iota // unknown, or a plain inline element
	tagA
	tagBlock // a block without rules of its own
	tagBody  // html, head, body: no element of the tree here
	tagBr
	tagCaption
	tagCell // td, th
	tagCol
	tagFormat // b, font, i, …: closed across blocks
	tagHeading
	tagHidden // never shown
	tagHr
	tagImg
	tagInput
	tagItem // li
	tagMeta
	tagOption
	tagP
	tagPlain // plaintext
	tagPre
	tagRaw // its text is no markup and not shown
	tagRow
	tagSection // tbody, thead, tfoot
	tagSelect
	tagStrike
	tagSup
	tagSVG
	tagTable
	tagTerm // dd, dt
	tagTextarea
	tagTime
	tagTitle
	tagVoid
)

// tagOf names the element of a lower-case name.
func tagOf(name string) tag {
	switch name {
	case "span", "o:p":
		return tagOther
	case "p":
		return tagP
	case "td", "th":
		return tagCell
	case "tr":
		return tagRow
	case "br":
		return tagBr
	case "a":
		return tagA
	case "font", "b", "strong", "i", "u", "em", "big", "small", "code", "tt", "nobr":
		return tagFormat
	case "s", "strike", "del":
		return tagStrike
	case "div", "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "dl", "fieldset", "figcaption", "figure",
		"footer", "form", "header", "hgroup", "legend", "main", "menu", "nav", "ol", "search", "section", "summary", "ul":
		return tagBlock
	case "li":
		return tagItem
	case "dd", "dt":
		return tagTerm
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return tagHeading
	case "table":
		return tagTable
	case "tbody", "thead", "tfoot":
		return tagSection
	case "caption":
		return tagCaption
	case "col", "colgroup":
		return tagCol
	case "script", "style", "iframe", "noembed", "noframes", "noscript":
		return tagRaw
	case "template", "datalist", "rp", "xml":
		return tagHidden
	case "html", "head", "body", "frameset", "frame":
		return tagBody
	case "meta":
		return tagMeta
	case "title":
		return tagTitle
	case "img", "image":
		return tagImg
	case "input":
		return tagInput
	case "textarea":
		return tagTextarea
	case "select":
		return tagSelect
	case "option", "optgroup":
		return tagOption
	case "hr":
		return tagHr
	case "pre", "listing", "xmp":
		return tagPre
	case "plaintext":
		return tagPlain
	case "sup", "sub":
		return tagSup
	case "svg":
		return tagSVG
	case "time":
		return tagTime
	case "area", "base", "basefont", "bgsound", "embed", "keygen", "link", "param", "source", "track", "wbr":
		return tagVoid
	}
	return tagOther
}

// block says that an element begins and ends a line by itself.
func (t tag) block() bool {
	switch t {
	case tagBlock, tagP, tagItem, tagTerm, tagHeading, tagPre, tagPlain:
		return true
	}
	return false
}

// state is what an element hands down to its content, as bits.
type state uint8

const (
	none   state = 1 << iota // display: none
	unseen                   // visibility: hidden
	aria                     // aria-hidden
	pre                      // white space counts
	struck                   // line-through
	foreignContent
)

// style reads a style attribute: the states that it sets and clears, and whether
// it makes the element a block or a part of the line.
func style(v string) (set, clear state, block, inline bool) {
	for v != "" {
		decl := v
		if i := semicolon(v); i >= 0 {
			decl, v = v[:i], v[i+1:]
		} else {
			v = ""
		}
		i := 0
		for i < len(decl) && (space(decl[i])) {
			i++
		}
		decl = decl[i:]
		if len(decl) < 8 {
			continue
		}
		switch decl[0] | 0x20 {
		case 'd':
			switch val, ok := declared(decl, "display"); {
			case !ok:
			case val == "none":
				set |= none
			case val == "inline":
				inline = true
			case val == "block" || val == "flex" || val == "grid" || val == "list-item" || val == "flow-root":
				block = true
			}
		case 'v':
			switch val, ok := declared(decl, "visibility"); {
			case !ok:
			case val == "hidden" || val == "collapse":
				set |= unseen
			case val == "visible":
				clear |= unseen
			}
		case 'm':
			if val, ok := declared(decl, "mso-hide"); ok && val == "all" {
				set |= none
			}
		case 'w':
			if val, ok := declared(decl, "white-space"); ok {
				if len(val) >= 3 && val[:3] == "pre" {
					set |= pre
				} else {
					clear |= pre
				}
			}
		case 't':
			if val, ok := declared(decl, "text-decoration"); ok && val == "line-through" {
				set |= struck
			} else if val, ok := declared(decl, "text-decoration-line"); ok && val == "line-through" {
				set |= struck
			}
		}
	}
	return set, clear, block, inline
}

func semicolon(s string) int {
	for i := range len(s) {
		if s[i] == ';' {
			return i
		}
	}
	return -1
}

// declared returns the first word of the value of a declaration of the given
// property, in lower case.
func declared(decl, property string) (value string, ok bool) {
	if len(decl) <= len(property) || !strings.EqualFold(decl[:len(property)], property) {
		return "", false
	}
	rest := strings.TrimLeft(decl[len(property):], " \t\r\n")
	if rest == "" || rest[0] != ':' {
		return "", false
	}
	rest = strings.TrimLeft(rest[1:], " \t\r\n")
	if end := strings.IndexAny(rest, " \t\r\n!"); end >= 0 {
		rest = rest[:end]
	}
	return strings.ToLower(rest), true
}
