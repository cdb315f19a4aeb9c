package match

import (
	"slices"
	"strings"

	"gongkai/extract/fold"
	"gongkai/extract/match/words"
)

// found is a label in a zone.
type found struct {
	entry    int
	from, to int // bytes, the ordinal included
}

// chain finds the labels in the zone: the longest sequence of them in the
// form's order. A label is looked for by its wording; where print broke it, by
// its beginning.
func (z *zone) chain(entries []entry) []found {
	var all []found
	var weight []float64
	for e := range entries {
		for _, sp := range entries[e].spell {
			n := len(sp.runes)
			if n == 0 {
				continue
			}
			for at := 0; at+n <= len(z.folded.Runes); {
				k := fold.IndexRunes(z.folded.Runes[at:], sp.runes)
				if k < 0 {
					break
				}
				k += at
				at = k + 1
				first, numbered := z.withOrdinal(k, entries[e].ordinal)
				if n <= 2 && entries[e].ordinal > 0 && !numbered {
					continue // so short a word is a label only behind its ordinal
				}
				to := z.pastGuidance(z.endOf(k + n - 1))
				all = append(all, found{e, int(z.folded.At[first]), to})
				weight = append(weight, float64(n)+0.5)
				if at := int(z.folded.At[first]); z.bracketed(at) || z.withinWords(at) {
					weight[len(weight)-1] -= 0.25 // of several places the one outside of brackets, and at the start of its words
				}
			}
		}
		if n := len(entries[e].spell[0].runes); n >= 8 { // the beginning of a long label whose end stands behind its figures
			head := entries[e].spell[0].runes[:min(9, max(5, n/2))]
			for at := 0; at+len(head) <= len(z.folded.Runes); {
				k := fold.IndexRunes(z.folded.Runes[at:], head)
				if k < 0 {
					break
				}
				k += at
				at = k + 1
				to := k
				for to < len(z.folded.Runes) && to-k < n && z.folded.Runes[to] == entries[e].spell[0].runes[to-k] {
					to++
				}
				if to-k == n {
					continue
				}
				first, _ := z.withOrdinal(k, entries[e].ordinal)
				all = append(all, found{e, int(z.folded.At[first]), z.endOf(to - 1)})
				weight = append(weight, float64(len(head))/2)
			}
		}
	}
	all, weight = z.labelLines(entries, all, weight)
	all, weight = z.tornLines(entries, all, weight)
	return longestChain(z.firstCopy(entries, all, weight))
}

// firstCopy leaves out the labels from the place on where the table is printed
// once more: rows of two are never mixed.
func (z *zone) firstCopy(entries []entry, all []found, weight []float64) ([]found, []float64) {
	counts := func(from, to int) bool {
		seen := map[int]bool{}
		for _, f := range all {
			if f.from >= from && f.from < to {
				seen[f.entry] = true
			}
		}
		return 2*len(seen) >= len(entries)
	}
	var starts []int
	for _, f := range all {
		if f.entry == 0 && f.to-f.from >= len(string(entries[0].spell[0].runes)) {
			starts = append(starts, f.from)
		}
	}
	slices.Sort(starts)
	for _, at := range starts[min(1, len(starts)):min(8, len(starts))] {
		if counts(0, at) && counts(at, len(z.text)) {
			z.again = at
			n := 0
			for i, f := range all {
				if f.from < at {
					all[n], weight[n] = f, weight[i]
					n++
				}
			}
			return all[:n], weight[:n]
		}
	}
	return all, weight
}

// labelLines adds to the labels found those that fill a line and are spelled a
// little otherwise, where the text prints a table a cell a line.
func (z *zone) labelLines(entries []entry, all []found, weight []float64) ([]found, []float64) {
	const most = 5000 // lines; a table has some three hundred
	if len(z.starts) > most {
		return all, weight
	}
	figures := 0
	cells := make([]bool, len(z.starts))
	for k := range z.starts {
		if t := z.line(k); t != "" && isCell(t) {
			cells[k] = true
			figures++
		}
	}
	if figures*2 < len(z.starts) {
		return all, weight
	}
	whole := map[int]bool{} // where an exact label ends
	for _, f := range all {
		whole[f.to] = true
	}
	for k, at := range z.starts {
		if k+1 == len(z.starts) || !cells[k+1] {
			continue
		}
		t := z.line(k)
		end := at + strings.Index(z.text[at:], t) + len(t)
		if whole[end] {
			continue
		}
		key := newLabel(fold.Label(t))
		if key.len() < 4 || key.len() > 64 {
			continue
		}
		for e := range entries {
			if l := entries[e].likeness(key); l >= 0.7 && key.len()*10 >= len(entries[e].spell[0].runes)*7 {
				all = append(all, found{e, at, end})
				weight = append(weight, l*float64(len(entries[e].spell[0].runes)))
			}
		}
	}
	return all, weight
}

// tornLines adds the labels that narrow cells broke around their figures: the
// lines below go on with the words before the figures, and end the label.
func (z *zone) tornLines(entries []entry, all []found, weight []float64) ([]found, []float64) {
	for k, at := range z.starts {
		line := z.line(k)
		words := strings.TrimRightFunc(line, func(r rune) bool { return fold.IsSpace(r) || numeral(r) })
		if len(words) == len(line) || len(words) < 2*len("\u4E00") || len(words) > 30 || !isWords(words) {
			continue
		}
		begun := []rune(fold.Label(words))
		for e := range entries {
			for _, sp := range entries[e].spell {
				if n := len(begun); len(sp.runes) > n && equalRunes(begun, sp.runes[:n]) && z.goesOn(k+1, string(sp.runes[n:])) {
					at := at + strings.Index(z.text[at:], words)
					all = append(all, found{e, at, at + len(words)})
					weight = append(weight, float64(len(sp.runes)))
				}
			}
		}
	}
	return all, weight
}

// numeral reports what a figure is written with.
func numeral(r rune) bool {
	return r >= '0' && r <= '9' || isWideDigit(r) || r == '.' || r == ',' || r == '+' || r == '/' || words.IsDash(r)
}

// goesOn reports whether the lines from k on, of words only, are the text.
func (z *zone) goesOn(k int, text string) bool {
	for ; k < len(z.starts); k++ {
		line := fold.Label(z.line(k))
		if line == text {
			return true
		}
		if line != "" && !strings.HasPrefix(text, line) {
			return false
		}
		text = text[len(line):]
	}
	return false
}

// longestChain picks, of all labels found, the sequence in document and form
// order that weighs most.
func longestChain(all []found, weight []float64) []found {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return all[a].from - all[b].from })
	const most = 1500 // labels found; a text that repeats them more is no report
	order = order[:min(len(order), most)]
	best := make([]float64, len(order))
	prev := make([]int, len(order))
	top := -1
	for i, x := range order {
		best[i], prev[i] = weight[x], -1
		for j := i - 1; j >= 0; j-- {
			y := order[j]
			if all[y].to <= all[x].from && all[y].entry < all[x].entry && best[j]+weight[x] > best[i] {
				best[i], prev[i] = best[j]+weight[x], j
			}
		}
		if top < 0 || best[i] >= best[top] {
			top = i
		}
	}
	var out []found
	for i := top; i >= 0; i = prev[i] {
		out = append(out, all[order[i]])
	}
	slices.Reverse(out)
	return out
}
