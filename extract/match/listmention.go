package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/match/words"
)

// mention is a label of the list in running text.
type mention struct {
	from, to int // bytes: its first character, and the first behind its unit
	first    int // byte: where the ordinal or the word before the label begins
	unit     string
	mark     bool
}

func (m *mention) labelEnd(z *zone) int {
	text := z.text[m.from:m.to]
	if m.unit != "" {
		if i := strings.LastIndex(text, m.unit); i > 0 {
			text = strings.TrimRight(text[:i], "(\uFF08")
		}
	}
	return m.from + len(text)
}

// mentions finds the labels of the list that stand as rows do, those of the
// longest stretch of them.
func (x *index) mentions(z *zone) []mention {
	var all []mention
	runes := z.folded.Runes
	for i := 0; i < len(runes); i++ {
		best := 0
		for _, l := range x.first.Get(runes[i]) {
			if n := len(l); n > best && i+n <= len(runes) && equalRunes(runes[i:i+n], l) {
				if _, ok := z.rowAt(i, n); ok {
					best = n
				}
			}
		}
		if best == 0 {
			continue
		}
		m, _ := z.rowAt(i, best)
		m.mark = x.marks[string(runes[i:i+best])]
		all = append(all, m)
		i += best - 1
	}
	var found []mention
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j].from-all[j-1].to < 400 {
			j++
		}
		if j-i > len(found) {
			found = all[i:j]
		}
		i = j
	}
	marks := 0
	for _, m := range found {
		if m.mark {
			marks++
		}
	}
	if marks < 3 {
		return nil
	}
	return found
}

// rowAt reads the label of n characters at folded character k as one of a row:
// nothing of a longer word before it, its unit or its figures behind it.
func (z *zone) rowAt(k, n int) (m mention, ok bool) {
	w := &words.All().List
	m.from = int(z.folded.At[k])
	m.first = m.from
	if before := z.text[:m.from]; before != "" {
		r, _ := utf8.DecodeLastRuneInString(before)
		if r >= 0x4E00 && r < 0xA000 && !hasSuffix(before, w.Units, w.Year, w.Total, []string{w.Among, w.Cumulative}) {
			return m, false
		}
	}
	rest := z.text[z.endOf(k+n-1):]
	for _, c := range w.Counts {
		if t, ok := strings.CutPrefix(strings.TrimLeftFunc(rest, fold.IsSpace), c); ok {
			rest = t
			break
		}
	}
	rest = strings.TrimLeftFunc(rest, fold.IsSpace)
	for range 2 { // a remark; the unit in brackets
		r, size := utf8.DecodeRuneInString(rest)
		if fold.Rune(r) != '(' {
			break
		}
		end := strings.IndexAny(rest[:min(len(rest), 200)], ")\uFF09")
		if end < 0 {
			return m, false
		}
		inner := fold.Label(rest[size:end])
		for _, u := range w.Unit {
			inner = strings.TrimPrefix(inner, u)
		}
		if slices.Contains(w.Units, inner) {
			m.unit = inner
		}
		_, size = utf8.DecodeRuneInString(rest[end:])
		rest = strings.TrimLeftFunc(rest[end+size:], fold.IsSpace)
	}
	if m.unit == "" {
		for _, u := range w.Units {
			if t, ok := strings.CutPrefix(rest, u); ok {
				m.unit, rest = u, t
				break
			}
		}
	}
	m.to = len(z.text) - len(rest)
	body := strings.TrimLeftFunc(rest, fold.IsSpace)
	digits := strings.TrimLeft(fold.Width(body[:min(len(body), 40)]), "0123456789.,")
	switch {
	case m.unit != "":
		r, _ := utf8.DecodeRuneInString(body)
		return m, body == "" || r < 0x2E80 || isPunct(r) || r >= 0xFF10 && r <= 0xFF19 || len(rest) > len(body) || strings.HasPrefix(body, w.Among)
	case len(rest) > len(body) || len(digits) < len(fold.Width(body[:min(len(body), 40)])):
		after := strings.TrimLeft(digits, " ")
		return m, len(digits) < len(fold.Width(body[:min(len(body), 40)])) && (after == "" || after[0] == '\n' || digits[0] == '\n' || after[0] >= '0' && after[0] <= '9')
	}
	return m, false
}

func hasSuffix(s string, lists ...[]string) bool {
	return slices.ContainsFunc(lists, func(l []string) bool {
		return slices.ContainsFunc(l, func(w string) bool { return w != "" && strings.HasSuffix(s, w) })
	})
}
