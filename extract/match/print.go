package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/grid"
	"gongkai/extract/match/line"
	"gongkai/extract/match/words"
	"gongkai/extract/solve"
)

// print is what stands behind a label in running text: figures apart from each
// other, or run together.
type print struct {
	text   string
	pos    grid.Pos
	tokens []string // between spaces and line ends
	plain  bool     // only digits and spaces
	apart  bool     // a space or line end parts them from the label
}

// printBehind reads the text between a label and the next one. Words end it:
// what follows them belongs to something else, and is returned.
func printBehind(z *zone, from, to int, label []rune) (p print, rest string) {
	text := z.text[from:to]
	// The end of a label that was wrapped around its figures is not a figure.
	cut := len(text)
	for i, r := range text {
		if r >= 0x2E80 && !isPunct(r) && !fold.IsSpace(r) && !isWideDigit(r) && !isWidePoint(text[i:]) {
			cut = i
			break
		}
	}
	figures, behind := text[:cut], text[cut:]
	dated := strings.HasPrefix(behind, string(words.All().YearSign))
	if w := fold.Label(behind); w != "" && endsLabel([]rune(w), label) {
		behind = ""
	}
	for { // the page's number, where it ends behind the row
		at := strings.LastIndexByte(strings.TrimRightFunc(figures, fold.IsSpace), '\n') + 1
		if at == 0 || !line.IsPageNumber(strings.TrimFunc(figures[at:], fold.IsSpace)) {
			break
		}
		figures = figures[:at]
	}
	p = newPrint(figures)
	lead := max(0, strings.Index(figures, p.text))
	p.pos = z.pos(from + lead)
	p.apart = strings.ContainsFunc(figures[:lead], fold.IsSpace)
	if dated {
		p.dropYear()
	}
	return p, strings.TrimSpace(behind)
}

// newPrint takes the signs around figures off, and parts them.
func newPrint(figures string) print {
	p := print{text: strings.TrimFunc(figures, func(r rune) bool { return fold.IsSpace(r) || isPunct(r) }), plain: true}
	p.tokens = strings.FieldsFunc(p.text, fold.IsSpace)
	for _, t := range p.tokens {
		p.plain = p.plain && strings.Trim(fold.Width(t), "0123456789") == ""
	}
	return p
}

// takeUnit takes a unit into the print that stands right behind its last figure,
// off what follows.
func (p *print) takeUnit(rest string) string {
	if rest == "" || p.text == "" {
		return rest
	}
	unit := rest
	if i := strings.IndexFunc(rest, fold.IsSpace); i > 0 {
		unit = rest[:i]
	}
	if _, ok := words.All().MoneyShift(fold.Label(unit)); !ok && !slices.Contains(words.All().Units, fold.Label(unit)) {
		return rest
	}
	p.text += unit
	p.tokens[len(p.tokens)-1] += unit
	p.plain = false
	return strings.TrimSpace(rest[len(unit):])
}

// joinLines takes the ends of lines for no ends of figures, where the first
// figure touches its label: such a text parts no cells, and breaks lines within
// them.
func (p *print) joinLines() {
	if !p.apart && strings.Contains(p.text, "\n") {
		p.tokens = []string{strings.Join(p.tokens, "")}
	}
}

// end is the byte behind the print, which begins at from or later.
func (p *print) end(text string, from int) int {
	for _, t := range p.tokens {
		if k := strings.Index(text[from:], t); k >= 0 {
			from += k + len(t)
		}
	}
	return from
}

// dropYear takes the year off that ends the print, because its sign stands behind
// it. Where it touches a figure, where that ends is not told.
func (p *print) dropYear() {
	n := len(p.tokens)
	if n == 0 {
		return
	}
	last := p.tokens[n-1]
	if n > 1 && len(last) == 4 {
		p.text, p.tokens = strings.TrimSpace(strings.TrimSuffix(p.text, last)), p.tokens[:n-1]
		return
	}
	if len(last) > 4 || n > 1 {
		p.plain, p.tokens = false, nil
	}
}

// isWidePoint reports whether a text begins with a decimal point of full width
// and a digit of full width.
func isWidePoint(s string) bool {
	rest, ok := strings.CutPrefix(s, "\uFF0E")
	r, _ := utf8.DecodeRuneInString(rest)
	return ok && isWideDigit(r)
}

// endsLabel reports whether words are the end of a label.
func endsLabel(words, label []rune) bool {
	return len(words) <= len(label) && equalRunes(words, label[len(label)-len(words):])
}

// isPunct reports brackets, commas, stops and bars that stand around figures.
func isPunct(r rune) bool {
	switch r {
	case '|', ':', '"', ',', 0xFF0C, 0x201C, 0x201D, 0xFF1A, '(', ')', 0xFF08, 0xFF09, 0x3001, 0x3002, ';', 0xFF1B:
		return true
	}
	return r >= 0x3008 && r <= 0x3011
}

// run is the print's digits as one run, cut where between says that spaces cut.
func (p *print) run(between, within solve.Gap) solve.Run {
	var run solve.Run
	for _, t := range p.tokens {
		appendRun(&run, fold.Width(t), between, within)
	}
	return run
}

// digitsOf are the digits of a text.
func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r = fold.Rune(r); r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
