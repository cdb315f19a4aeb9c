package match

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/grid"
)

// mark is a column label that only one generation has.
type mark struct {
	form *form.Form
	key  string
}

// marks lists them by their first character.
var marks = sync.OnceValue(func() map[rune][]mark {
	forms := map[string][]*form.Form{}
	for _, f := range form.All() {
		for i := range f.Cells {
			if n := f.Cells[i].Col; n.Mark {
				for _, l := range n.Labels() {
					if k := fold.Label(l); !slices.Contains(forms[k], f) {
						forms[k] = append(forms[k], f)
					}
				}
			}
		}
	}
	out := map[rune][]mark{}
	for k, f := range forms {
		if len(f) == 1 {
			r, _ := utf8.DecodeRuneInString(k)
			out[r] = append(out[r], mark{f[0], k})
		}
	}
	return out
})

// generationOf tells the form from the column labels that are printed, never
// from the year. other is a second generation whose labels are printed too.
// Running text is asked only where no table has any: there only the longer
// labels can be told from prose.
func generationOf(doc *grid.Doc) (best, other *form.Form) {
	count := map[*form.Form]map[string]bool{}
	hit := func(m mark) {
		if count[m.form] == nil {
			count[m.form] = map[string]bool{}
		}
		count[m.form][m.key] = true
	}
	for _, b := range doc.Blocks {
		if b.Grid == nil {
			continue
		}
		for i := range b.Grid.Cells {
			t := b.Grid.Cells[i].Text
			if len(t) < 6 || len(t) > 300 {
				continue
			}
			key := ""
			for _, m := range marks()[firstLetter(t)] {
				if key == "" {
					key = fold.Label(t)
				}
				if strings.HasPrefix(key, m.key) {
					hit(m)
				}
			}
		}
	}
	if len(count) == 0 {
		for _, b := range doc.Blocks {
			if b.Para == nil {
				continue
			}
			key := fold.Label(b.Para.Text)
			for _, list := range marks() {
				for _, m := range list {
					if len(m.key) >= 15 && strings.Contains(key, m.key) {
						hit(m)
					}
				}
			}
		}
	}
	for _, f := range form.All() {
		switch n := len(count[f]); {
		case n == 0:
		case best == nil || n > len(count[best]):
			best, other = f, best
		case other == nil || n > len(count[other]):
			other = f
		}
	}
	if best == nil {
		if f, x := listOf(); f != nil && x.isList(doc) {
			return f, nil
		}
	}
	return best, other
}

// firstLetter is the first character of a label's folded spelling.
func firstLetter(s string) rune {
	for _, r := range s {
		if r = fold.Rune(r); fold.Keep(r) {
			return r
		}
	}
	return 0
}

// byYear returns the form made for a report year: the newest if there is none.
// A list is known by its labels only.
func byYear(year int) *form.Form {
	all := form.All()
	for _, f := range all {
		if !f.Tables[0].List && year >= f.Years[0] && (f.Years[1] == 0 || year <= f.Years[1]) {
			return f
		}
	}
	return all[len(all)-1]
}
