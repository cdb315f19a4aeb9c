package match

import (
	"strings"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/grid"
)

// generationOf tells the form from the column labels that are printed, never
// from the year. other is a second generation whose labels are printed too.
func generationOf(doc *grid.Doc) (best, other *form.Form) {
	type mark struct {
		form *form.Form
		key  string
	}
	var marks []mark
	shared := map[string]int{}
	for _, f := range form.All() {
		seen := map[string]bool{}
		for i := range f.Cells {
			if n := f.Cells[i].Col; n.Mark {
				for _, l := range n.Labels() {
					if k := fold.Label(l); !seen[k] {
						seen[k] = true
						shared[k]++
						marks = append(marks, mark{f, k})
					}
				}
			}
		}
	}
	count := map[*form.Form]map[string]bool{}
	hit := func(m mark) {
		if count[m.form] == nil {
			count[m.form] = map[string]bool{}
		}
		count[m.form][m.key] = true
	}
	for _, b := range doc.Blocks {
		if b.Para != nil {
			key := fold.Label(b.Para.Text)
			for _, m := range marks {
				// In running text only the longer labels can be told from prose.
				if shared[m.key] == 1 && len(m.key) >= 15 && strings.Contains(key, m.key) {
					hit(m)
				}
			}
			continue
		}
		for i := range b.Grid.Cells {
			t := b.Grid.Cells[i].Text
			if _, ok := plainInt(t); ok || len(t) < 6 || len(t) > 300 {
				continue
			}
			key := fold.Label(t)
			for _, m := range marks {
				if shared[m.key] == 1 && strings.HasPrefix(key, m.key) {
					hit(m)
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
	return best, other
}

// byYear returns the form made for a report year: the newest if there is none.
func byYear(year int) *form.Form {
	all := form.All()
	for _, f := range all {
		if year >= f.Years[0] && (f.Years[1] == 0 || year <= f.Years[1]) {
			return f
		}
	}
	return all[len(all)-1]
}
