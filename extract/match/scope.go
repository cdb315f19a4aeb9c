package match

import (
	"slices"
	"strings"
	"sync"
)

// scopeWords are all words that tell whose figures they are.
var scopeWords = sync.OnceValue(func() *finder {
	w := words()
	lists := [][]string{w.RegionWords}
	for _, s := range w.Scope {
		lists = append(lists, s.Words)
	}
	return newFinder(lists...)
})

// scopeOf says whose figures they are, from the words of the first pages.
func scopeOf(organ string, lines []line) string {
	w := words()
	var b strings.Builder
	for i, n := 0, 0; i < len(lines) && n <= 5000; i++ {
		if lines[i].para {
			b.WriteString(lines[i].key)
			n += len(lines[i].text)
		}
	}
	said := scopeWords().in(b.String())
	has := func(list []string) bool {
		return slices.ContainsFunc(list, func(s string) bool { return said[s] })
	}
	for _, s := range w.Scope {
		if s.Scope != "organ" && has(s.Words) {
			return s.Scope
		}
	}
	ends := func(list []string) bool {
		return slices.ContainsFunc(list, func(s string) bool { return strings.HasSuffix(organ, s) })
	}
	switch {
	case organ == "":
	case ends(w.RegionOrgans):
		if slices.ContainsFunc(w.Below, func(s string) bool { return strings.Contains(organ, s) }) {
			return "organ"
		}
		if has(w.RegionWords) {
			return "region"
		}
	case ends(w.NotRegion):
		return "organ"
	}
	if has(w.Scope[len(w.Scope)-1].Words) {
		return "organ"
	}
	if has(w.RegionWords) && !ends(w.NotRegion) || ends(w.Places) {
		return "region"
	}
	return ""
}
