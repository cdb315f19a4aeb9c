package match

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/extract/fold"
	"gongkai/extract/match/words"
)

// codes says where a list in running text prints the numbers of its rows.
type codes int

const (
	noCodes     codes = iota
	codesBefore       // each label
	codesBehind       // each unit
)

// codesOf tells it from the heading, and from the words right before that.
func codesOf(before, head string) codes {
	w := &words.All().List
	before = strings.TrimRightFunc(before, fold.IsSpace)
	if slices.ContainsFunc(w.Code, func(c string) bool { return strings.HasSuffix(before, c) }) {
		return codesBefore
	}
	head = fold.Label(head)
	if slices.ContainsFunc(w.Code, func(c string) bool { return strings.Contains(head, c) }) {
		return codesBehind
	}
	return noCodes
}

// dropCodes takes the numbers of the rows out of the figures behind their
// labels. A row of which not just that figure lies between the numbers of its
// neighbours, or which has but one and that far from the one before, is open.
func (l *printedList) dropCodes(c codes) {
	if c == noCodes {
		return
	}
	var rows []*indicator
	for i := range l.items {
		if l.items[i].print != nil && (c == codesBehind || i+1 < len(l.items)) {
			rows = append(rows, &l.items[i])
		}
	}
	at := make([]int, len(rows))     // the token that is the number
	number := make([]int, len(rows)) // 0 for none
	for i, it := range rows {
		n := len(it.print.tokens)
		if c == codesBefore { // the next label's
			at[i] = n - 1
		}
		if n == len(l.cols.heads)+1 || n == 1 {
			number[i], _ = strconv.Atoi(fold.Width(it.print.tokens[at[i]]))
		}
	}
	for i, it := range rows {
		p := it.print
		before := 0
		for k := i - 1; k >= 0 && before == 0; k-- {
			before = number[k]
		}
		behind := before + 30 // rows that the form does not know have numbers too
		if i+1 < len(rows) && number[i+1] > 0 {
			behind = number[i+1]
		}
		fit := 0 // figures that the number could be
		for _, t := range p.tokens {
			if n, err := strconv.Atoi(fold.Width(t)); err == nil && n > before && n < behind {
				fit++
			}
		}
		if number[i] <= before || number[i] >= behind || fit > 1 || len(p.tokens) == 1 && number[i] > before+6 || it.fused {
			p.plain, it.fused = false, true
			continue
		}
		p.tokens = slices.Delete(p.tokens, at[i], at[i]+1)
		p.text = strings.Join(p.tokens, " ")
	}
}
