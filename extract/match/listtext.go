package match

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/match/words"
)

// A list in running text is known by labels with their unit right behind them,
// as no sentence has it, or with nothing but figures behind them on a line.

// textList reads the list from running text; nil if there is none.
func textList(x *index, z *zone, year int) *printedList {
	found := x.mentions(z)
	if len(found) == 0 {
		return nil
	}
	l := &printedList{}
	start := z.listStart(found[0].from)
	heads, headed := headOfText(z.text[start:found[0].from])
	if !headed {
		heads = []string{""}
	}
	l.cols = readColumns(heads, year)
	number := 0 // of the last ordinal in digits
	apart := slices.ContainsFunc(found, func(m mention) bool { return len(strings.TrimLeftFunc(z.text[m.to:], fold.IsSpace)) < len(z.text)-m.to })
	for k := range found {
		m := &found[k]
		to := len(z.text)
		if k+1 < len(found) {
			to = found[k+1].from
		}
		it := indicator{text: strings.TrimFunc(z.text[m.first:m.labelEnd(z)], fold.IsSpace), pos: z.pos(m.from), unit: m.unit}
		it.listLabel = readLabel(it.text)
		switch n := ordinalOfLabel(z.text[m.first:m.from]); {
		case n > 0:
			number = n
		case it.style != 0:
			number = 0
		}
		seg := z.text[m.to:to]
		figures := wordsAt(seg)
		lead, join := leadOf(seg, number+1) // of the next label …
		if k+1 < len(found) {
			found[k+1].first = m.to + lead
			seg = seg[:lead]
		}
		if rest := seg[min(figures, len(seg)):]; strings.TrimSpace(rest) != "" { // … or of a row between, that the form does not know
			figures, join = leadOf(seg[:figures], number+1)
		} else if k+1 == len(found) {
			join = apartFrom
		}
		figures = min(figures, len(seg))
		p, rest := z.figures(m.to, seg[:figures], seg[figures:])
		it.fused = join == runsOn
		if join == unknown || !headed && (!apart || it.fused) { // without a heading nobody knows of how many figures these are the digits
			p.plain, it.fused = false, true
		}
		it.print = &p
		it.cells = []string{it.text, m.unit, p.text}
		l.items = append(l.items, it)
		for _, s := range strangersIn(rest, z, m.to+len(seg)-len(rest)) {
			if n := ordinalOfLabel(s.text[:len(s.text)-len(strings.TrimLeft(s.text, "0123456789."))]); n > 0 {
				number = n
			}
			l.items = append(l.items, s)
		}
	}
	l.dropCodes(codesOf(z.text[:start], z.text[start:found[0].from]))
	l.separated()
	return l
}

// separated notes of each row whether its figures stand apart from each other,
// as those of most rows do, so that one that is missing was blank; or run on.
func (l *printedList) separated() {
	apart, rows := 0, 0
	for i := range l.items {
		if p := l.items[i].print; p != nil && p.text != "" {
			rows++
			if len(p.tokens) == len(l.cols.heads) {
				apart++
			}
		}
	}
	for i := range l.items {
		l.items[i].apart = apart*2 >= rows
	}
}

// wordsAt is where the words begin behind the figures at the start of a stretch.
func wordsAt(seg string) int {
	for i, r := range seg {
		if r >= 0x2E80 && !isPunct(r) && !fold.IsSpace(r) && !words.IsDigit(r) {
			return i
		}
	}
	return len(seg)
}

// figures reads the figures of a row; a word for none stands for them.
func (z *zone) figures(from int, seg, tail string) (p print, rest string) {
	rest = strings.TrimSpace(tail)
	p = print{text: strings.TrimFunc(seg, func(r rune) bool { return fold.IsSpace(r) || isPunct(r) }), plain: true}
	if p.text == "" {
		word := rest
		if i := strings.IndexFunc(rest, fold.IsSpace); i > 0 {
			word = rest[:i]
		}
		if slices.Contains(words.All().None, fold.Label(word)) {
			p.text, rest = word, strings.TrimSpace(rest[len(word):])
		}
	}
	p.pos = z.pos(from + max(0, strings.Index(seg, p.text)))
	p.tokens = strings.FieldsFunc(p.text, fold.IsSpace)
	if n := len(p.tokens); n > 0 {
		more, left := attached(seg, tail)
		if more != "" {
			p.text, p.tokens[n-1], rest = p.text+more, p.tokens[n-1]+more, strings.TrimSpace(left)
		}
	}
	for _, t := range p.tokens {
		p.plain = p.plain && strings.Trim(fold.Width(t), "0123456789") == ""
	}
	return p, rest
}

// attached is the unit, or the remark in brackets, that begins right behind the
// figures of a stretch, and what follows it.
func attached(seg, tail string) (more, rest string) {
	w := words.All()
	last, n := utf8.DecodeLastRuneInString(seg)
	if last == '(' || last == 0xFF08 {
		all := seg[len(seg)-n:] + tail
		end := strings.IndexAny(all, ")\uFF09\n")
		if end < 0 || all[end] == '\n' || isBracketed(all) {
			return "", tail
		}
		_, n = utf8.DecodeRuneInString(all[end:])
		return all[:end+n], all[end+n:]
	}
	if fold.IsSpace(last) {
		return "", tail
	}
	end := strings.IndexFunc(tail, fold.IsSpace)
	if end < 0 {
		end = len(tail)
	}
	unit := fold.Label(tail[:end])
	if unit == w.List.Myriad || slices.Contains(w.Units, unit) || slices.Contains(w.List.Units, unit) {
		return tail[:end], tail[end:]
	}
	return "", tail
}

// joint says how figures and the ordinal behind them are told apart.
type joint int

const (
	apartFrom joint = iota // print does
	runsOn                 // the number that is due does
	unknown                // nothing does
)

// leadOf finds where the words that lead the next label begin at the end of a
// stretch: "of these", an ordinal, both. Digits that run into the ordinal's are
// told from it by the number that is due, or by 1, where others begin.
func leadOf(seg string, due int) (at int, j joint) {
	end := len(strings.TrimRightFunc(seg, func(r rune) bool { return fold.IsSpace(r) }))
	s := seg[:end]
	among := func(s string) string {
		t := strings.TrimRightFunc(s, func(r rune) bool { return fold.IsSpace(r) || r == ':' || r == 0xFF1A || r == ',' || r == 0xFF0C })
		if u, ok := strings.CutSuffix(t, words.All().List.Among); ok {
			return u
		}
		return s
	}
	last, n := utf8.DecodeLastRuneInString(s)
	switch last {
	case 0x3001, '.', 0xFF0E: // 2、 2.
		digits := s[:len(s)-n]
		head := strings.TrimRightFunc(digits, words.IsDigit)
		run := fold.Width(digits[len(head):])
		if run == "" {
			return numeralStart(digits), apartFrom
		}
		for _, d := range []string{strconv.Itoa(due), "1"} {
			if run == d {
				return len(among(head)), apartFrom
			}
			if strings.HasSuffix(run, d) {
				for range d {
					_, n := utf8.DecodeLastRuneInString(digits)
					digits = digits[:len(digits)-n]
				}
				return len(digits), runsOn
			}
		}
		if a := among(head); a != head {
			return len(a), apartFrom
		}
		return len(digits), unknown
	case ')', 0xFF09: // (1) (\u4E00)
		if i := strings.LastIndexAny(s, "(\uFF08"); i >= 0 && utf8.RuneCountInString(s[i:]) <= 5 {
			return len(among(s[:i])), apartFrom
		}
	}
	if last >= 0x2460 && last <= 0x249B {
		return len(among(s[:len(s)-n])), apartFrom
	}
	if a := among(s); a != s {
		return len(a), apartFrom
	}
	return len(s), apartFrom
}

// numeralStart is where the Chinese numeral at the end of s begins.
func numeralStart(s string) int {
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		if !words.All().IsNumeral(fold.Rune(r)) {
			break
		}
		s = s[:len(s)-n]
	}
	return len(s)
}

// ordinalOfLabel is the number in front of a label, 0 for none.
func ordinalOfLabel(lead string) (n int) {
	for _, r := range fold.Width(lead) {
		if r >= '0' && r <= '9' {
			n = n*10 + int(r-'0')
		}
	}
	return n
}

// strangersIn takes rows apart that stand behind the figures of a known one and
// are none of the form's: words, a unit, figures.
func strangersIn(rest string, z *zone, from int) (out []indicator) {
	pos := z.pos(from)
	for strings.ContainsFunc(rest, words.IsDigit) {
		label, unit, figures, tail := cutRow(rest)
		if unit == "" {
			out = append(out, indicator{text: rest, pos: pos, cells: []string{"", rest}})
			break
		}
		it := indicator{text: label, pos: pos, unit: unit, cells: append([]string{label, unit}, strings.FieldsFunc(figures, fold.IsSpace)...)}
		it.listLabel = readLabel(label)
		it.key = "" // were it a row of the form that stands as rows do, it would have been found
		out = append(out, it)
		rest = strings.TrimSpace(tail)
	}
	return out
}

// cutRow cuts the first row off a stretch of them: the words up to a unit with
// figures behind it.
func cutRow(s string) (label, unit, figures, rest string) {
	for i := range s {
		for _, u := range words.All().List.Units {
			t, ok := strings.CutPrefix(s[i:], u)
			if !ok || i == 0 {
				continue
			}
			body := strings.TrimLeftFunc(t, fold.IsSpace)
			n := strings.IndexFunc(body, func(r rune) bool { return !(fold.Rune(r) >= '0' && fold.Rune(r) <= '9' || r == '.' || fold.IsSpace(r)) })
			if n < 0 {
				n = len(body)
			}
			if strings.TrimSpace(body[:n]) != "" && body[0] != '.' {
				return strings.TrimSpace(s[:i]), u, strings.TrimSpace(body[:n]), body[n:]
			}
		}
	}
	return "", "", "", ""
}

// listStart is where the heading of a list begins that stands before its first
// label, or the label itself.
func (z *zone) listStart(label int) int {
	from := max(0, label-160)
	for from < label && !utf8.RuneStart(z.text[from]) {
		from++
	}
	start := -1
	for _, w := range words.All().List.Label[:3] { // the words of one character pair are words of prose too
		if i := strings.LastIndex(z.text[from:label], w); i >= 0 && (start < 0 || from+i < start) {
			start = from + i
		}
	}
	if start < 0 {
		return label
	}
	return start
}

// headOfText reads the headings of the columns of figures, run together or not.
func headOfText(text string) (heads []string, headed bool) {
	w := &words.All().List
	t := fold.Label(text)
	known := func(s string) (n int, figures bool) {
		for _, list := range [][]string{w.Label, w.Unit, w.Code} {
			for _, x := range list {
				if strings.HasPrefix(s, x) && len(x) > n {
					n = len(x)
				}
			}
		}
		if year, rest := leadingYear(s); year > 0 {
			n, figures = len(s)-len(rest), true
		}
		for _, list := range [][]string{w.Year, w.Total, {w.Cumulative}, w.Sums} {
			for _, x := range list {
				if strings.HasPrefix(s, x) && len(x) > n {
					n, figures = len(x), true
				}
			}
		}
		return n, figures
	}
	strange := ""
	for t != "" {
		n, figures := known(t)
		if n == 0 {
			_, n = utf8.DecodeRuneInString(t)
			strange += t[:n]
			t = t[n:]
			continue
		}
		headed = true
		if strange != "" && figures {
			heads = append(heads, strange+t[:n])
		} else if figures {
			heads = append(heads, t[:n])
		}
		strange, t = "", t[n:]
	}
	return heads, headed && len(heads) > 0
}
