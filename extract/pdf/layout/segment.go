package layout

import (
	"cmp"
	"math"
	"slices"

	"gongkai/extract/pdf"
)

// Segment is a ruling line after merging: where it lies across its direction,
// and from where to where it runs.
type Segment struct{ At, From, To float64 }

// Segments merges a page's rules: pieces of dashed and dotted lines, borders
// drawn cell by cell, and lines drawn twice become one. Bits too short to bound
// a character are left out. em is the size of the page's small print.
func Segments(rules []pdf.Rule, em float64) (horizontal, vertical []Segment) {
	for _, r := range rules {
		if !finite(r.X0 + r.X1 + r.Y0 + r.Y1) {
			continue
		}
		dx, dy := math.Abs(r.X1-r.X0), math.Abs(r.Y1-r.Y0)
		if dx >= dy {
			horizontal = append(horizontal, Segment{(r.Y0 + r.Y1) / 2, min(r.X0, r.X1), max(r.X0, r.X1)})
		} else {
			vertical = append(vertical, Segment{(r.X0 + r.X1) / 2, min(r.Y0, r.Y1), max(r.Y0, r.Y1)})
		}
	}
	return merge(horizontal, em), merge(vertical, em)
}

// sameLine is how far apart, in points, two pieces of one line may lie.
const sameLine = 1.2

// merge works in place. Pieces whose positions lie within sameLine of the first
// are one line; along it, gaps up to bridge close.
func merge(s []Segment, em float64) []Segment {
	slices.SortFunc(s, func(a, b Segment) int { return cmp.Compare(a.At, b.At) })
	bridge, shortest := bridgeOf(em), min(max(.4*em, 3), 6)
	out := s[:0]
	for i := 0; i < len(s); {
		j := i + 1
		for j < len(s) && s[j].At-s[i].At <= sameLine {
			j++
		}
		line := s[i:j]
		slices.SortFunc(line, func(a, b Segment) int {
			return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.At, b.At))
		})
		for k := 0; k < len(line); {
			one := line[k]
			weight := one.To - one.From + .01
			at := one.At * weight
			for k++; k < len(line) && line[k].From <= one.To+bridge; k++ {
				w := line[k].To - line[k].From + .01
				at += line[k].At * w
				weight += w
				one.To = max(one.To, line[k].To)
			}
			if one.At = at / weight; one.To-one.From >= shortest {
				out = append(out, one) // never past the read position: k pieces gave at most k lines
			}
		}
		i = j
	}
	slices.SortFunc(out, func(a, b Segment) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.From, b.From)) })
	return out
}

// bridgeOf is the widest gap in a dashed line. A cell is never so narrow.
func bridgeOf(em float64) float64 { return min(max(.35*em, 3), 6) }

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
