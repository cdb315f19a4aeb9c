package match

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/grid"
	"gongkai/extract/match/line"
	"gongkai/extract/match/words"
)

// mark is a column label that only one generation has.
type mark struct {
	form *form.Form
	key  string
}

// markSet is all of them.
type markSet struct {
	list *fold.Map[[]mark] // by their first character
	long *words.Finder     // those that can be told from prose
	form map[string]*form.Form
}

var marks = sync.OnceValue(func() *markSet {
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
	out := &markSet{form: map[string]*form.Form{}}
	list := map[rune][]mark{}
	var long []string
	for k, f := range forms {
		if len(f) != 1 {
			continue
		}
		r, _ := utf8.DecodeRuneInString(k)
		list[r] = append(list[r], mark{f[0], k})
		if len(k) >= 15 {
			long = append(long, k)
			out.form[k] = f[0]
		}
	}
	out.list, out.long = fold.NewMap(list), words.NewFinder(long)
	return out
})

// generationOf tells the form from the column labels that are printed, never
// from the year. other is a second generation whose labels are printed too.
// Running text is asked only where no table has any: there only the longer
// labels can be told from prose.
func generationOf(doc *grid.Doc, lines []line.Line, lists *listSearch) (best, other *form.Form) {
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
			for _, m := range marks().list.Get(firstLetter(t)) {
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
		for from, to := 0, 0; from < len(lines); from = to {
			for to = from + 1; to < len(lines) && lines[to].Block == lines[from].Block; to++ {
			}
			if !lines[from].Para {
				continue
			}
			for k := range marks().long.In(line.Keys(lines[from:to])) {
				hit(mark{marks().form[k], k})
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
		if f, _ := listOf(); f != nil && lists.isList() {
			return f, nil
		}
	}
	return best, other
}

// isForeign reports whether a text is a column label that only another form has.
func isForeign(f *form.Form, text string) bool {
	if len(text) < 6 || len(text) > 300 {
		return false
	}
	key := ""
	for _, m := range marks().list.Get(firstLetter(text)) {
		if key == "" {
			key = fold.Label(text)
		}
		if m.form != f && strings.HasPrefix(key, m.key) {
			return true
		}
	}
	return false
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
