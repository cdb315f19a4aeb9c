package report

import (
	"slices"
	"strconv"
	"strings"
)

// many is how many places are named one by one.
const many = 8

// places writes where a finding's cells stand: "p4 t3 r4 c1–5", or in Chinese
// with words. Cells that follow each other in a row or a column are drawn
// together; of many other places the first are named.
func (r *Report) places(at []string) string {
	var out []string
	for i := 0; i < len(at); {
		first := split(at[i])
		along := -1 // the part in which the places differ
		j := i + 1
		for ; j < len(at); j++ {
			k := differ(first, split(at[j]))
			if k < 0 || along >= 0 && k != along || split(at[j])[k].n != first[k].n+j-i {
				break
			}
			along = k
		}
		if along >= 0 {
			first[along].to = first[along].n + j - i - 1
		}
		if text := r.place(first); !slices.Contains(out, text) {
			out = append(out, text)
		}
		i = j
	}
	if len(out) > many {
		out = append(out[:many], r.say("places_more", len(out)-many))
	}
	return strings.Join(out, r.say("and"))
}

// spot is one part of a place: a letter and a number (page 4), or a word that is
// none (the name of another document).
type spot struct {
	letter, word string
	n, to        int
}

func split(at string) (out []spot) {
	for s := range strings.FieldsSeq(at) {
		if len(s) > 1 && strings.IndexByte("lpbtrc", s[0]) >= 0 {
			if n, err := strconv.Atoi(s[1:]); err == nil {
				out = append(out, spot{letter: s[:1], n: n})
				continue
			}
		}
		out = append(out, spot{word: s})
	}
	return out
}

// differ returns the only part in which two places differ; -1 where they differ
// in none or more, or not in a number.
func differ(a, b []spot) int {
	if len(a) != len(b) || slices.Equal(a, b) {
		return -1
	}
	k := -1
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if a[i].letter == "" || a[i].letter != b[i].letter || k >= 0 && k != i {
			return -1
		}
		k = i
	}
	return k
}

func (r *Report) place(parts []spot) string {
	var b strings.Builder
	for i, s := range parts {
		if i > 0 && (r.Lang != "zh" || s.letter == "" || parts[i-1].letter == "") {
			b.WriteByte(' ')
		}
		if s.letter == "" {
			b.WriteString(s.word)
			continue
		}
		n := strconv.Itoa(s.n)
		if s.to > 0 {
			n += "–" + strconv.Itoa(s.to)
		}
		b.WriteString(r.say("place."+s.letter, n))
	}
	return strings.TrimSpace(b.String())
}
