package medium

import "strings"

// tag is an HTML element that the reader treats in its own way.
type tag uint8

const (
	tagOther tag = iota // unknown, or a plain inline element
	tagA
	tagBlock // a block without rules of its own
	tagBody  // html, head, body: no element of the tree here
	tagBox   // button, meter: a box of its own within the line
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
	case "button", "meter", "progress":
		return tagBox
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
	case "script", "style", "iframe", "noembed", "noframes", "noscript", "template":
		return tagRaw
	case "datalist", "rp", "xml":
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
	case "textarea", "xmp":
		return tagTextarea
	case "select":
		return tagSelect
	case "option", "optgroup":
		return tagOption
	case "hr":
		return tagHr
	case "pre", "listing":
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
type state uint16

const (
	none   state = 1 << iota // display: none
	unseen                   // visibility: hidden
	aria                     // aria-hidden
	pre                      // white space counts
	struck                   // line-through
	foreignContent
	raised // or lowered
	tiny   // font-size: 0
	shrunk // … of what is around it: another style may enlarge it again
	faint  // white, or transparent
	dark   // on a ground of its own
	pallid // faint outside of the table, on a ground that is not known
	veiled // display: none, by a rule that another one undoes for some readers
	dimmed // visibility: hidden, in the same way
	unsure // hidden by a rule that asks for more than is looked at
	glass  // opacity: 0, as scripts fade things in

	hidden   = none | unseen | struck | tiny
	doubtful = shrunk | faint | veiled | dimmed | unsure | glass
)

// effects are what a style does: the states that it sets, those that it clears and
// those that it leaves to what is around the element, and whether it makes the
// element a block or a part of the line.
type effects struct {
	set, clear, free state
	block, inline    bool
	apart            bool // a box of its own within the line
}

// says lets the next declaration of the same weight have its way.
func (e *effects) says(set, clear, free state) {
	all := set | clear | free
	e.set, e.clear, e.free = e.set&^all|set, e.clear&^all|clear, e.free&^all|free
}

// ownStyle reads a style attribute, and which states it is firm about.
func ownStyle(v string) (e effects, firm state) {
	plain, important := parted(v)
	e = style(plain)
	if important != "" {
		i := style(important)
		e.says(i.set, i.clear, i.free)
		firm = i.set | i.clear | i.free
	}
	return e, firm
}

// style reads declarations of one weight.
func style(v string) (e effects) {
	for v != "" {
		decl := v
		if i := strings.IndexByte(v, ';'); i >= 0 {
			decl, v = v[:i], v[i+1:]
		} else {
			v = ""
		}
		for decl != "" && space(decl[0]) {
			decl = decl[1:]
		}
		if len(decl) < 8 {
			continue
		}
		// Most declarations are of fonts and borders: two letters tell.
		switch decl[0] | 0x20 {
		case 'd':
			switch val := declared(decl, "display"); val {
			case "none":
				e.says(none, 0, 0)
				continue
			case "inline", "contents":
				e.inline = true
			case "inline-block", "inline-flex", "inline-table", "inline-grid", "table-cell":
				e.apart = true
			case "block", "flex", "grid", "list-item", "flow-root":
				e.block = true
			case "inherit", "initial", "unset", "revert":
			default:
				if !strings.HasPrefix(val, "table") {
					continue
				}
			}
			e.says(0, 0, none)
		case 'v':
			if decl[1]|0x20 == 'e' {
				switch declared(decl, "vertical-align") {
				case "super", "sub":
					e.says(raised, 0, 0)
				case "baseline":
					e.says(0, raised, 0)
				}
				continue
			}
			switch declared(decl, "visibility") {
			case "hidden", "collapse":
				e.says(unseen, 0, 0)
			case "visible":
				e.says(0, unseen, 0)
			case "inherit", "unset":
				e.says(0, 0, unseen)
			}
		case 'f':
			switch last := decl[len(decl)-1] | 0x20; {
			case len(decl) > 12 && decl[9] == ':' && decl[5]|0x20 == 's' && (last == 't' || last == 'x') && (decl[10] > '0' && decl[10] <= '9' || decl[10] == ' ' && decl[11] > '0' && decl[11] <= '9'): // "font-size:12pt", as nearly all are
				e.says(0, tiny|shrunk, 0)
			case decl[5]|0x20 == 's' || decl[4]|0x20 != '-': // most are of the family
				e.size(decl)
			}
		case 'c':
			if decl[4]|0x20 == 'r' {
				e.colour(valueOf(decl, "color"))
			}
		case 'b':
			if decl[1]|0x20 == 'a' {
				if v := valueOf(decl, "background"); v != "" {
					e.ground(v)
				} else if v := valueOf(decl, "background-color"); v != "" && !strings.EqualFold(v, "none") {
					e.ground(v)
				}
			}
		case 'm':
			if decl[4]|0x20 == 'h' && declared(decl, "mso-hide") == "all" { // by Word, who says the same to browsers
				e.says(veiled, 0, 0)
			}
		case 'o':
			if val := declared(decl, "opacity"); val != "" {
				if strings.Trim(val, "0.%") == "" {
					e.says(glass, 0, 0)
				} else {
					e.says(0, 0, glass)
				}
			}
		case 'w':
			if decl[1]|0x20 != 'h' {
				continue
			}
			if val := declared(decl, "white-space"); strings.HasPrefix(val, "pre") {
				e.set |= pre
			} else if val != "" {
				e.clear |= pre
			}
		case 't':
			if decl[5]|0x20 == 'd' && strings.Contains(strings.ToLower(decl), "line-through") { // among other words
				e.set |= struck
			}
		}
	}
	return e
}

// declared returns the first word of the value of a declaration of the given
// property, in lower case; "" for a declaration of another.
func declared(decl, property string) string {
	v := valueOf(decl, property)
	if end := strings.IndexAny(v, " \t\r\n"); end >= 0 {
		v = v[:end]
	}
	return strings.ToLower(v)
}
