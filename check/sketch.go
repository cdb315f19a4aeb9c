package check

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/record"
)

const (
	window = 6  // characters of a shingle
	bins   = 64 // values of a sketch
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
