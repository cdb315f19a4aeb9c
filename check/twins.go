package check

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
)

// twin is the record of another organ whose text is nearest; other is -1 where
// none is near.
type twin struct {
	other int
	share float64
}

const (
	rows    = 4   // values of a sketch in one band: two texts are compared if one band is the same
	scarce  = 150 // letters: a shorter text is like many
	nearly  = bins * 6 / 10
	similar = 0.8
)

// twins finds for each record the nearest text of another organ on the same or
// an earlier year: texts are sketched, those with an equal band of their sketches
// meet, the nearest sketch is chosen, and the texts themselves decide.
func twins(s *set) []twin {
	sketches := sketchesOf(s)
	out := s.nearest(sketches, meetings(sketches))
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

// sketched is a record's sketch; unusable is that of a record without organ or
// text, and of a copy of another file.
type sketched struct {
	sketch
	usable bool
}

func sketchesOf(s *set) []sketched {
	out := make([]sketched, len(s.records))
	each(len(s.records), func(i int) {
		r := s.records[i]
		if r == nil || Organ(r) == "" || r.Source.DuplicateOf != "" {
			return
		}
		if text := plain(r); len(text) >= scarce {
			out[i] = sketched{sketchOf(hashes(text)), true}
		}
	})
	return out
}

// pair is two records, the first of them first.
type pair struct{ a, b int32 }

// meetings are the pairs of texts of which one band of the sketches is equal, so
// that the work grows with the number of records, not of pairs.
func meetings(sketches []sketched) (pairs []pair) {
	type entry struct {
		hash uint64
		i    int32
	}
	entries := make([]entry, 0, len(sketches))
	for band := 0; band < bins; band += rows {
		entries = entries[:0]
		for i := range sketches {
			s := &sketches[i]
			if !s.usable {
				continue
			}
			h := uint64(band)
			for _, v := range s.sketch[band : band+rows] {
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
	return slices.Compact(pairs)
}

// nearest chooses for each record, of those of other organs that it meets, the one
// whose sketch has most values in common.
func (s *set) nearest(sketches []sketched, pairs []pair) []twin {
	out := make([]twin, len(sketches))
	for i := range out {
		out[i].other = -1
	}
	best := make([]int, len(out)) // equal values with the nearest so far
	for _, p := range pairs {
		a, b := s.records[p.a], s.records[p.b]
		if s.organ(Organ(a)) == s.organ(Organ(b)) || a.Source.SHA256 != "" && a.Source.SHA256 == b.Source.SHA256 {
			continue
		}
		equal := sketches[p.a].equal(&sketches[p.b].sketch)
		if equal < nearly {
			continue
		}
		if b.Report.Year <= a.Report.Year && equal > best[p.a] {
			best[p.a], out[p.a].other = equal, int(p.b)
		}
		if a.Report.Year <= b.Report.Year && equal > best[p.b] {
			best[p.b], out[p.b].other = equal, int(p.a)
		}
	}
	return out
}

// equal counts the values that two sketches have in common.
func (s *sketch) equal(o *sketch) (n int) {
	for i, v := range s {
		if v == o[i] {
			n++
		}
	}
	return n
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
