package medium

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// wordStyle is a style, as far as numbers, headings and what hides go.
type wordStyle struct {
	base string
	look look
	paragraphProps
}

// paragraphProps are a paragraph's own properties, or its style's.
type paragraphProps struct {
	style   string
	numID   string // "" where nothing is said
	level   int    // of the list; -1 where nothing is said
	outline int    // from 0; -1 where nothing is said
}

// resolve fills in from the styles what the paragraph does not say itself.
func (p paragraphProps) resolve(styles map[string]*wordStyle) paragraphProps {
	id := p.style
	for range 20 { // styles may be based on each other in a circle
		s := styles[id]
		if s == nil {
			break
		}
		if p.numID == "" {
			p.numID = s.numID
		}
		if p.level < 0 {
			p.level = s.level
		}
		if p.outline < 0 {
			p.outline = s.outline
		}
		id = s.base
	}
	p.level = max(p.level, 0)
	return p
}

// readStyles reads styles.xml.
func readStyles(s string) map[string]*wordStyle {
	styles := map[string]*wordStyle{}
	w := word{lexer: lexer{s: s, xml: true}, prefixes: map[string]string{"w": "w"}}
	var cur *wordStyle
	for t := w.next(); t != eof; t = w.next() {
		if t == endToken && w.local() == "style" {
			cur = nil
		}
		if t != startToken {
			continue
		}
		name := w.local()
		if name == "style" {
			cur = &wordStyle{paragraphProps: paragraphProps{level: -1, outline: -1}}
			if id, ok := w.val("styleId"); ok {
				styles[id] = cur
			}
			continue
		}
		if cur == nil {
			continue
		}
		v, _ := w.val("val")
		switch name {
		case "basedOn":
			cur.base = v
		case "name":
			if n, ok := strings.CutPrefix(strings.ToLower(v), "heading "); ok && len(n) == 1 && n[0] >= '1' && n[0] <= '9' && cur.outline < 0 {
				cur.outline = int(n[0] - '1')
			}
		case "outlineLvl":
			cur.outline = w.num("val")
		case "numId":
			cur.numID = v
		case "ilvl":
			cur.level = w.num("val")
		default:
			w.readLook(&cur.look, name)
		}
	}
	return styles
}

// listLevel is how one level of a list counts.
type listLevel struct {
	start        int
	format, text string
	legal        bool // all numbers in digits
}

// list is an abstract list: its levels and where each has got to.
type list struct {
	levels [9]listLevel
	count  [9]int
	begun  [9]bool
}

// listUse is a list as paragraphs name it.
type listUse struct {
	list     *list
	override map[int]int // level → start, at the first use
}

// lists numbers paragraphs.
type lists map[string]*listUse

// readNumbering reads numbering.xml.
func readNumbering(s string, styles map[string]*wordStyle) lists {
	w := word{lexer: lexer{s: s, xml: true}, prefixes: map[string]string{"w": "w"}}
	abstract := map[string]*list{}
	links := map[string]string{} // abstract list → style that has its levels
	byNum := map[string]string{} // num → abstract list
	out := lists{}
	var cur *list
	var id, numID string
	var use *listUse
	level := -1
	for t := w.next(); t != eof; t = w.next() {
		if t == endToken {
			switch w.local() {
			case "abstractNum":
				cur = nil
			case "num":
				use = nil
			}
			continue
		}
		if t != startToken {
			continue
		}
		name := w.local()
		v, _ := w.val("val")
		switch name {
		case "abstractNum":
			cur = &list{}
			for i := range cur.levels {
				cur.levels[i].start = 1
			}
			id, _ = w.val("abstractNumId")
			abstract[id] = cur
		case "num":
			use = &listUse{override: map[int]int{}}
			numID, _ = w.val("numId")
			out[numID] = use
		case "abstractNumId":
			if use != nil {
				byNum[numID] = v
			}
		case "numStyleLink":
			links[id] = v
		case "lvl", "lvlOverride":
			level = w.num("ilvl")
		case "startOverride":
			if use != nil && level >= 0 {
				use.override[level] = w.num("val")
			}
		}
		if cur == nil || level < 0 || level >= len(cur.levels) {
			continue
		}
		l := &cur.levels[level]
		switch name {
		case "start":
			l.start = w.num("val")
		case "numFmt":
			l.format = v
		case "lvlText":
			l.text = html.UnescapeString(v)
		case "isLgl":
			l.legal = w.on()
		}
	}
	for num, use := range out {
		abs := byNum[num]
		if style := styles[links[abs]]; style != nil {
			abs = byNum[style.numID]
		}
		use.list = abstract[abs]
	}
	return out
}

// next is the number of the next paragraph in a list, as it prints; "" if it has
// none.
func (ls lists) next(numID string, level int) string {
	use := ls[numID]
	if use == nil || use.list == nil || level < 0 || level >= len(use.list.levels) {
		return ""
	}
	l := use.list
	if start, ok := use.override[level]; ok {
		delete(use.override, level)
		l.count[level], l.begun[level] = start, true
	} else if !l.begun[level] {
		l.count[level], l.begun[level] = l.levels[level].start, true
	} else {
		l.count[level]++
	}
	for i := level + 1; i < len(l.levels); i++ {
		l.begun[i] = false
	}
	lv := &l.levels[level]
	if lv.format == "bullet" || lv.format == "none" {
		return ""
	}
	var b strings.Builder
	for i := 0; i < len(lv.text); i++ {
		if lv.text[i] != '%' || i+1 == len(lv.text) || lv.text[i+1] < '1' || lv.text[i+1] > '9' {
			b.WriteByte(lv.text[i])
			continue
		}
		i++
		k := int(lv.text[i] - '1')
		n := l.count[k]
		if !l.begun[k] {
			n = l.levels[k].start
		}
		format := l.levels[k].format
		if lv.legal {
			format = "decimal"
		}
		b.WriteString(numeral(n, format))
	}
	return b.String()
}

//go:embed numerals.txt
var numeralText string

// numerals is a line of numerals.txt.
func numerals(line int) []rune { return []rune(strings.Split(numeralText, "\n")[line]) }

// numeral writes n in one of Word's number formats; those that are not known
// come out in digits.
func numeral(n int, format string) string {
	switch format {
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand", "koreanCounting", "ideographLegalTraditional":
		return countingNumeral(n, numerals(0))
	case "chineseLegalSimplified", "japaneseLegal":
		return countingNumeral(n, numerals(1))
	case "japaneseDigitalTenThousand", "taiwaneseDigital", "ideographDigital":
		digits := numerals(0)
		return mapDigits(n, func(d int) rune { return digits[d] })
	case "ideographTraditional", "ideographZodiac":
		line := 2
		if format == "ideographZodiac" {
			line = 3
		}
		if set := numerals(line); n >= 1 && n <= len(set) {
			return string(set[n-1])
		}
	case "decimalFullWidth", "decimalFullWidth2":
		return mapDigits(n, func(d int) rune { return '\uFF10' + rune(d) })
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		if n >= 1 && n <= 20 {
			return string('\u2460' + rune(n-1))
		}
	case "decimalEnclosedParen":
		if n >= 1 && n <= 20 {
			return string('\u2474' + rune(n-1))
		}
	case "decimalEnclosedFullstop":
		if n >= 1 && n <= 20 {
			return string('\u2488' + rune(n-1))
		}
	case "ideographEnclosedCircle":
		if n >= 1 && n <= 10 {
			return string('\u3280' + rune(n-1))
		}
	case "decimalZero":
		return fmt.Sprintf("%02d", n)
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperLetter":
		return letters(n, 'A')
	case "lowerLetter":
		return letters(n, 'a')
	}
	return strconv.Itoa(n)
}

func mapDigits(n int, f func(int) rune) string {
	var b strings.Builder
	for _, c := range strconv.Itoa(max(n, 0)) {
		b.WriteRune(f(int(c - '0')))
	}
	return b.String()
}

// countingNumeral writes a number below ten thousand as it is spoken. set holds
// the digits from zero on, then ten, hundred, thousand.
func countingNumeral(n int, set []rune) string {
	if n <= 0 || n >= 10_000 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	zero := false
	for i, unit := range [...]int{1000, 100, 10, 1} {
		d := n / unit % 10
		if d == 0 {
			zero = b.Len() > 0
			continue
		}
		if zero {
			b.WriteRune(set[0])
			zero = false
		}
		if !(unit == 10 && d == 1 && b.Len() == 0) {
			b.WriteRune(set[d])
		}
		if unit > 1 {
			b.WriteRune(set[12-i])
		}
	}
	return b.String()
}

func roman(n int) string {
	if n <= 0 || n >= 4000 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range [...]struct {
		n int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.n; n -= r.n {
			b.WriteString(r.s)
		}
	}
	return b.String()
}

// letters counts A to Z, AA, BB, … as Word does.
func letters(n int, first rune) string {
	if n <= 0 || n > 26*20 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
}
