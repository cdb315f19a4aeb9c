package check

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"gongkai/record"
)

const (
	window  = 6  // characters of a shingle
	bins    = 64 // values of a sketch
	rows    = 4  // of them in one band: two texts are compared if one band is the same
	scarce  = 150
	similar = 0.8
)

// sketch is a one-permutation MinHash of a text: the share of equal values
// estimates the share of common shingles.
type sketch [bins]uint32

// plain is what counts of a text when texts are compared: letters only. Digits
// are left out, since a copied text often has its figures changed.
func plain(r *record.Record) []rune {
	var out []rune
	for i := range r.Sections {
		if k := r.Sections[i].Key; k != "overview" && k != "problems" {
			continue
		}
		for _, c := range r.Sections[i].Text {
			if unicode.IsLetter(c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// hashes returns the hash of every window of the text.
func hashes(text []rune) []uint64 {
	if len(text) < window {
		return nil
	}
	const base = 0x100000001b3
	out := make([]uint64, 0, len(text))
	var h, drop uint64 = 0, 1
	for i := 0; i < window; i++ {
		drop *= base
	}
	for i, c := range text {
		h = h*base + uint64(c)
		if i >= window {
			h -= drop * uint64(text[i-window])
		}
		if i >= window-1 {
			out = append(out, mix(h))
		}
	}
	return out
}

// shingles returns the hashes of all windows, sorted, each once.
func shingles(text []rune) []uint64 {
	out := hashes(text)
	slices.Sort(out)
	return slices.Compact(out)
}

// mix spreads a hash over all bits (the finaliser of splitmix64).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// sketchOf makes the sketch of a text's shingles: the least hash of each bin; an
// empty bin takes its right neighbour's.
func sketchOf(values []uint64) (s sketch) {
	var set [bins]bool
	for _, h := range values {
		b, v := h>>58, uint32(h>>26)
		if !set[b] || v < s[b] {
			s[b], set[b] = v, true
		}
	}
	for i := range s {
		for k := 1; !set[i] && k < bins; k++ {
			if j := (i + k) % bins; set[j] {
				s[i] = s[j] + uint32(k)*0x9e3779b9
				break
			}
		}
	}
	return s
}

// jaccard is the share of common values of two sorted lists.
func jaccard(a, b []uint64) float64 {
	common, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			common++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	if union := len(a) + len(b) - common; union > 0 {
		return float64(common) / float64(union)
	}
	return 0
}

// twin is the record of another organ whose text is nearest; other is -1 where
// none is near.
type twin struct {
	other int
	share float64
}

// twins finds for each record the nearest text of another organ on the same or
// an earlier year. Texts meet where one band of their sketches is equal, so that
// the work grows with the number of records, not of pairs.
func twins(s *set) []twin {
	out := make([]twin, len(s.records))
	sketches := make([]sketch, len(s.records))
	usable := make([]bool, len(s.records))
	each(len(s.records), func(i int) {
		out[i].other = -1
		r := s.records[i]
		if r == nil || Organ(r) == "" || r.Source.DuplicateOf != "" {
			return
		}
		if text := plain(r); len(text) >= scarce {
			sketches[i], usable[i] = sketchOf(hashes(text)), true
		}
	})
	type entry struct {
		hash uint64
		i    int32
	}
	type pair struct{ a, b int32 }
	var pairs []pair
	entries := make([]entry, 0, len(s.records))
	for band := 0; band < bins; band += rows {
		entries = entries[:0]
		for i := range sketches {
			if !usable[i] {
				continue
			}
			h := uint64(band)
			for _, v := range sketches[i][band : band+rows] {
				h = mix(h ^ uint64(v))
			}
			entries = append(entries, entry{h, int32(i)})
		}
		slices.SortFunc(entries, func(x, y entry) int {
			return cmp.Or(cmp.Compare(x.hash, y.hash), cmp.Compare(x.i, y.i))
		})
		for from := 0; from < len(entries); {
			to := from + 1
			for to < len(entries) && entries[to].hash == entries[from].hash {
				to++
			}
			// Of a text that a thousand organs share each is compared with a few.
			for k := from + 1; k < to; k++ {
				for _, j := range []int{from, from + 1, k - 1, k - 2} {
					if j >= from && j < k {
						pairs = append(pairs, pair{entries[j].i, entries[k].i})
					}
				}
			}
			from = to
		}
	}
	slices.SortFunc(pairs, func(x, y pair) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	pairs = slices.Compact(pairs)
	best := make([]int, len(out)) // equal values with the nearest so far
	for _, p := range pairs {
		a, b := s.records[p.a], s.records[p.b]
		if s.organ(Organ(a)) == s.organ(Organ(b)) || a.Source.SHA256 != "" && a.Source.SHA256 == b.Source.SHA256 {
			continue
		}
		equal := 0
		for i, v := range sketches[p.a] {
			if v == sketches[p.b][i] {
				equal++
			}
		}
		if equal < bins*6/10 {
			continue
		}
		if b.Report.Year <= a.Report.Year && equal > best[p.a] {
			best[p.a], out[p.a].other = equal, int(p.b)
		}
		if a.Report.Year <= b.Report.Year && equal > best[p.b] {
			best[p.b], out[p.b].other = equal, int(p.a)
		}
	}
	// The sketch chose; the texts themselves decide.
	each(len(out), func(i int) {
		if j := out[i].other; j >= 0 {
			out[i].share = jaccard(shingles(plain(s.records[i])), shingles(plain(s.records[j])))
			if out[i].share < similar {
				out[i] = twin{other: -1}
			}
		}
	})
	return out
}

// each runs f for 0 to n-1 on all cores.
func each(n int, f func(int)) {
	var w sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for k := range workers {
		w.Go(func() {
			for i := k; i < n; i += workers {
				f(i)
			}
		})
	}
	w.Wait()
}

// passages returns the longest sentences that two reports share, and how many
// of the first one's are shared. Digits do not count.
func passages(a, b *record.Record) (longest []string, shared, all int) {
	other := map[string]bool{}
	for _, s := range sentences(b) {
		other[lettersOf(s)] = true
	}
	for _, s := range sentences(a) {
		all++
		if other[lettersOf(s)] {
			shared++
			longest = append(longest, s)
		}
	}
	slices.SortStableFunc(longest, func(x, y string) int { return cmp.Compare(len(y), len(x)) })
	return longest[:min(3, len(longest))], shared, all
}

func sentences(r *record.Record) (out []string) {
	ends := lexicon().Ends
	for i := range r.Sections {
		if k := r.Sections[i].Key; k != "overview" && k != "problems" {
			continue
		}
		for s := range strings.FieldsFuncSeq(r.Sections[i].Text, func(c rune) bool { return strings.ContainsRune(ends, c) }) {
			if s = squeeze(s); utf8.RuneCountInString(s) >= 12 {
				out = append(out, s)
			}
		}
	}
	return out
}

func lettersOf(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) {
			return c
		}
		return -1
	}, s)
}
