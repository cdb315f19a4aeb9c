package match

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/match/words"
)

// index finds the rows of a list by their labels.
type index struct {
	table  *form.Table
	block  *form.Block
	rows   map[string][]int    // row leaves by the key of each label
	heads  map[string]bool     // keys of headings, which hold no figure
	marks  map[string]bool     // keys that tell the generation
	first  *fold.Map[[][]rune] // keys by their first character
	others map[string]bool     // long labels of the other forms' rows
}

// listOf returns the form whose first table is a list, with its index; nil if
// there is none.
var listOf = sync.OnceValues(func() (*form.Form, *index) {
	for _, f := range form.All() {
		if len(f.Tables) == 0 || !f.Tables[0].List {
			continue
		}
		x := &index{table: &f.Tables[0], block: &f.Tables[0].Blocks[0], rows: map[string][]int{}, heads: map[string]bool{}, marks: map[string]bool{}}
		leaf := map[*form.Node]int{}
		for i, n := range x.block.RowLeaves {
			leaf[n] = i
		}
		var walk func(list []form.Node)
		walk = func(list []form.Node) {
			for i := range list {
				n := &list[i]
				for _, l := range n.Labels() {
					k := readLabel(l).key
					if at, ok := leaf[n]; !ok {
						x.heads[k] = true
					} else if !slices.Contains(x.rows[k], at) {
						x.rows[k] = append(x.rows[k], at)
						x.marks[k] = x.marks[k] || n.Mark
					}
				}
				walk(n.Children)
			}
		}
		walk(x.block.Rows)
		first := map[rune][][]rune{}
		for k := range x.rows {
			if r := []rune(k); len(r) > 2 {
				first[r[0]] = append(first[r[0]], r)
			}
		}
		x.first = fold.NewMap(first)
		x.others = map[string]bool{}
		for _, g := range form.All() {
			for i := range g.Cells {
				if n := g.Cells[i].Row; g != f && utf8.RuneCountInString(n.Label) >= 8 {
					x.others[fold.Label(n.Ordinal+n.Label)], x.others[fold.Label(n.Label)] = true, true
				}
			}
		}
		return f, x
	}
	return nil, nil
})

// listLabel is a printed label in its parts: "其中：2.政府网站公开数（条）".
type listLabel struct {
	key   string // folded, without ordinal, "among", remarks and the word for a count
	style byte   // of the ordinal: 0 none, d 1., D (1), c one in Chinese, C the same in brackets
	among bool
	unit  string // in brackets at its end
}

// readLabel takes a label apart.
func readLabel(text string) listLabel {
	w := &words.All().List
	var l listLabel
	s := strings.TrimFunc(fold.Width(text), fold.IsSpace)
	for range 3 { // among, ordinal; or an ordinal twice
		if t, ok := strings.CutPrefix(s, w.Among); ok && t != "" {
			l.among = true
			s = strings.TrimLeftFunc(t, func(r rune) bool { return fold.IsSpace(r) || r == ':' || r == ',' || r == 0x3001 })
			continue
		}
		style, rest := cutOrdinal(s)
		if style == 0 {
			break
		}
		l.style, s = style, rest
	}
	bare, unit := withoutRemarks(s)
	l.key, l.unit = fold.Label(bare), unit
	if i := strings.IndexFunc(l.key, func(r rune) bool { return r < '0' || r > '9' }); i > 0 && i <= 2 { // 1政府公报…
		l.style, l.key = 'd', l.key[i:]
	}
	for _, c := range w.Counts {
		if k, ok := strings.CutSuffix(l.key, c); ok && utf8.RuneCountInString(k) > 1 {
			l.key = k
			break
		}
	}
	return l
}

// withoutRemarks is a label without what stands in brackets, of which one may be
// its unit.
func withoutRemarks(s string) (bare, unit string) {
	if !strings.ContainsAny(s, "([") {
		return s, ""
	}
	w := &words.All().List
	var b strings.Builder
	for s != "" {
		i := strings.IndexAny(s, "([")
		if i < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:i])
		j := closing(s[i:])
		inner := fold.Label(s[i : i+j])
		for _, u := range w.Unit {
			inner = strings.TrimPrefix(inner, u)
		}
		if slices.Contains(w.Units, inner) {
			unit = inner
		}
		s = s[i+j:]
	}
	return b.String(), unit
}

// closing is the length of the remark in brackets that s begins with, the
// brackets within it included.
func closing(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '(', '[':
			depth++
		case ')', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(s)
}

// cutOrdinal takes an ordinal off that is set apart by brackets or a stop.
func cutOrdinal(s string) (style byte, rest string) {
	first, n := utf8.DecodeRuneInString(s)
	if first >= 0x2460 && first <= 0x249B { // circled, bracketed or dotted digits
		return 'o', trimStops(s[n:])
	}
	bracket := first == '(' || first == '['
	t := s
	if bracket {
		t = strings.TrimLeftFunc(s[n:], fold.IsSpace)
	}
	digits, numerals := 0, 0
	i := 0
	for i < len(t) && digits+numerals < 3 {
		r, n := utf8.DecodeRuneInString(t[i:])
		switch {
		case r >= '0' && r <= '9' && numerals == 0:
			digits++
		case words.All().IsNumeral(fold.Rune(r)) && digits == 0:
			numerals++
		default:
			n = 0
		}
		if n == 0 {
			break
		}
		i += n
	}
	if digits+numerals == 0 {
		return 0, s
	}
	tail := strings.TrimLeftFunc(t[i:], fold.IsSpace)
	stop, n := utf8.DecodeRuneInString(tail)
	if bracket != (stop == ')' || stop == ']') || !bracket && stop != '.' && stop != 0x3001 && stop != ',' && stop != ')' {
		return 0, s
	}
	if !bracket && stop == '.' && n < len(tail) && tail[n] >= '0' && tail[n] <= '9' { // 1.5
		return 0, s
	}
	style = 'd'
	if numerals > 0 {
		style = 'c'
	}
	if bracket {
		style -= 'a' - 'A'
	}
	return style, trimStops(tail[n:])
}

func trimStops(s string) string {
	return strings.TrimLeftFunc(s, func(r rune) bool { return fold.IsSpace(r) || r == '.' || r == 0x3001 || r == ',' })
}

// Entries of items that are no row of the form.
const (
	aHeading  = -1
	aStranger = -2
)

// assign finds the row of each item. A label that the form knows is a row's
// wherever it stands if it tells the generation or stands under no sum; the
// parts of a sum ("of these, upheld") are known only behind it, and so is a
// label that two sums share. What is printed among the parts of a sum and is
// none of the form's is noted as such: the known parts need not add up then.
func (x *index) assign(items []indicator) {
	var scope *form.Node                 // the sum whose parts are being read
	style := map[*form.Node]byte{}       // of each row's ordinal
	parts := map[*form.Node]*indicator{} // by sum: the last of its parts
	for i := range items {
		it := &items[i]
		it.entry = aStranger
		if x.heads[it.key] && x.rows[it.key] == nil {
			it.entry, scope = aHeading, nil
			continue
		}
		for _, leaf := range x.rows[it.key] {
			n := x.block.RowLeaves[leaf]
			if !isPart(n) || within(scope, n.Parent) {
				if len(x.rows[it.key]) == 1 || isPart(n) {
					it.entry = leaf
				}
			} else if n.Mark && len(x.rows[it.key]) == 1 {
				it.entry = leaf
			}
		}
		if it.entry >= 0 {
			n := x.block.RowLeaves[it.entry]
			style[n] = it.style
			if isPart(n) {
				parts[n.Parent] = it
			}
			switch {
			case len(n.Children) > 0:
				scope = n
				delete(parts, n)
			case isPart(n):
				scope = n.Parent
			default:
				scope = nil
			}
			continue
		}
		for ; scope != nil; scope = sumAround(scope) {
			last := parts[scope]
			if it.among || last != nil && it.style == last.style || last == nil && it.style != 0 && it.style != style[scope] {
				it.sum = 1 + slices.Index(x.block.RowLeaves, scope)
				break
			}
		}
	}
}

// isPart reports whether a row stands under one that holds a figure itself.
func isPart(n *form.Node) bool { return n.Parent != nil && n.Parent.Key != "" }

// sumAround is the row that a sum is itself a part of, or nil.
func sumAround(n *form.Node) *form.Node {
	if isPart(n) {
		return n.Parent
	}
	return nil
}

// within reports whether a sum is the one being read, or one around it.
func within(scope, sum *form.Node) bool {
	for n := scope; n != nil; n = n.Parent {
		if n == sum {
			return true
		}
	}
	return false
}
