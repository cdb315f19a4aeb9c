package identity

import (
	"slices"
	"strings"
	"sync"

	"gongkai/extract/fold"
	"gongkai/extract/match/line"
	"gongkai/extract/match/words"
)

// scopeWords are all words that tell whose figures they are.
var scopeWords = sync.OnceValue(func() *words.Finder {
	w := phrases()
	lists := [][]string{w.RegionWords}
	for _, s := range w.Scope {
		lists = append(lists, s.Words)
	}
	return words.NewFinder(lists...)
})

// scopeOf says whose figures they are, from the words of the first pages. before
// is the line that the text begins in: a department's text speaks of its region
// and system too, so that there only the introduction tells.
func scopeOf(organ string, lines []line.Line, before int) string {
	w := phrases()
	organ = fold.Label(organ)
	n := 0
	for i := range lines {
		if n > 5000 {
			lines = lines[:i]
			break
		}
		if lines[i].Para {
			n += len(lines[i].Text)
		}
	}
	var b strings.Builder
	b.Grow(n)
	intro := -1
	for i := range lines {
		if i >= before && intro < 0 {
			intro = b.Len()
		}
		if lines[i].Para {
			b.WriteString(lines[i].Key)
		}
	}
	text := b.String()
	if intro < 0 {
		intro = len(text)
	}
	said, early := scopeWords().In(text), scopeWords().In(text[:intro])
	in := func(said map[string]bool, list []string) bool {
		return slices.ContainsFunc(list, func(s string) bool { return said[s] })
	}
	has := func(list []string) bool { return in(said, list) }
	ends := func(list []string) bool {
		return slices.ContainsFunc(list, func(s string) bool { return strings.HasSuffix(organ, s) })
	}
	isBelow := slices.ContainsFunc(w.RegionOrgans, func(g string) bool {
		place, ok := strings.CutSuffix(organ, g)
		return ok && slices.ContainsFunc(w.Below, func(s string) bool { return strings.HasSuffix(place, s) })
	})
	isDepartment := isBelow || ends(w.NotRegion) && !slices.ContainsFunc(w.ForOthers, func(s string) bool { return strings.Contains(organ, s) })
	for _, s := range w.Scope {
		if s.Scope != "organ" && strings.Contains(organ, s.Of) && (in(early, s.Words) || has(s.Words) && !isDepartment) {
			return s.Scope
		}
	}
	switch {
	case organ == "":
	case isBelow:
		return "organ"
	case ends(w.RegionOrgans):
		if has(w.RegionWords) {
			return "region"
		}
	case ends(w.NotRegion):
		return "organ"
	}
	if own := w.Scope[len(w.Scope)-1].Words; has(own) && in(scopeWords().In(withoutForm(text)), own) {
		return "organ"
	}
	// What all of a region did may be spoken of by any organ in it: where none is
	// named, only a region's own government says "our county".
	ours := organ == "" && has(w.OurRegion)
	if ours {
		switch all, departments := ourRegion(text); {
		case all == departments:
			return "organ" // "our county's bureau of education" makes the report
		case departments > 0:
			if _, makers := ourRegion(text[:intro]); makers > 0 {
				return ""
			}
		}
	}
	if ours || organ != "" && has(w.RegionWords) && !ends(w.NotRegion) || ends(w.Places) {
		return "region"
	}
	return ""
}

// withoutForm is a text without the words of the form's own labels.
func withoutForm(text string) string {
	for _, s := range phrases().FormWords {
		text = strings.ReplaceAll(text, s, "")
	}
	return text
}

// ourRegion counts where a text says "our county", and where what follows is the
// name of a department.
func ourRegion(text string) (all, departments int) {
	w := phrases()
	const longest = 12 // characters of a department's name
	for _, our := range w.OurRegion {
		for rest := text; ; {
			_, behind, ok := strings.Cut(rest, our)
			if rest = behind; !ok {
				break
			}
			all++
			name := line.First(behind, longest)
			for _, e := range w.NotRegion {
				if k := strings.Index(name, e); k > 0 && !slices.ContainsFunc(w.Title.Before, func(s string) bool { return strings.Contains(name[:k], s) }) {
					departments++
					break
				}
			}
		}
	}
	return all, departments
}
