package solve

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// naive lists every joint placement of a problem's groups by plain recursion,
// in no way like Solve: it is what Solve is compared with. Each placement maps
// open cells to values; nil if there are more than it can hold.
func naive(p Problem) []map[int]int64 {
	all := []map[int]int64{{}}
	for _, g := range p.Groups {
		var own []map[int]int64
		for _, rows := range append([][][]int{g.Rows}, g.Ways...) {
			own = append(own, naiveGroup(g, rows)...)
		}
		var next []map[int]int64
		for _, a := range all {
			for _, b := range own {
				m := map[int]int64{}
				for c, v := range a {
					m[c] = v
				}
				for c, v := range b {
					m[c] = v
				}
				if next = append(next, m); len(next) > 20000 {
					return nil
				}
			}
		}
		all = next
	}
	return all
}

func naiveGroup(g Group, rows [][]int) []map[int]int64 {
	blank := map[int]int64{}
	for _, w := range append([][][]int{g.Rows}, g.Ways...) {
		for _, c := range slices.Concat(w...) {
			blank[c] = empty
		}
	}
	var out []map[int]int64
	var fill func(j, i int, m map[int]int64)
	n, k := len(rows), len(g.Runs)
	fill = func(j, i int, m map[int]int64) {
		if len(out) > 20000 {
			return
		}
		if j == n {
			if i == k || k > n {
				out = append(out, m)
			}
			return
		}
		if k < n {
			fill(j+1, i, m)
		}
		for x := i; x < k && (x == i || k > n); x++ {
			for _, vals := range naiveRun(g.Runs[x], len(rows[j]), g.Blanks) {
				next := map[int]int64{}
				for c, v := range m {
					next[c] = v
				}
				for q, v := range vals {
					next[rows[j][q]] = v
				}
				fill(j+1, x+1, next)
			}
		}
	}
	fill(0, 0, blank)
	return out
}

func naiveRun(r Run, width int, blanks bool) [][]int64 {
	var out [][]int64
	type part struct{ from, to int }
	parts := []part{{0, len(r.Digits)}}
	if r.Head > 0 && r.Head < len(r.Digits) {
		parts = append(parts, part{r.Head, len(r.Digits)})
	}
	if r.Tail > 0 && r.Tail < len(r.Digits) {
		for _, p := range slices.Clone(parts) {
			if p.from < p.to-r.Tail {
				parts = append(parts, part{p.from, p.to - r.Tail})
			}
		}
	}
	var fill func(at, end int, vals []int64)
	fill = func(at, end int, vals []int64) {
		if len(vals) == width {
			if at == end {
				out = append(out, slices.Clone(vals))
			}
			return
		}
		if blanks {
			fill(at, end, append(vals[:len(vals):len(vals)], empty))
		}
		v := int64(0)
		for to := at + 1; to <= end; to++ {
			v = v*10 + int64(r.Digits[to-1]-'0')
			if to-at > 1 && (r.Digits[at] == '0' || r.Gaps[to-2] == Cut) {
				break
			}
			if to < end && r.Gaps[to-1] == Joined {
				continue
			}
			fill(to, end, append(vals[:len(vals):len(vals)], v))
		}
	}
	for _, p := range parts {
		fill(p.from, p.to, nil)
	}
	return out
}

// satisfied says that no decided equation of p is broken.
func satisfied(p Problem, m map[int]int64) bool {
	for _, e := range p.Equations {
		sum, decided := int64(0), true
		for side, ops := range [][]int{e.Left, e.Right} {
			for _, c := range ops {
				v := p.Cells[c].Value
				if p.Cells[c].Kind == Blank {
					v = empty
				} else if p.Cells[c].Kind == Open {
					v = m[c]
				}
				if v == empty {
					decided = false
				} else {
					sum += v * int64(1-2*side)
				}
			}
		}
		if decided && sum != 0 {
			return false
		}
	}
	return true
}

// smallProblem makes a table of r rows and c columns, whose last column and
// row are sums, prints it, and loses borders; want holds the true values.
func smallProblem(rng *rand.Rand) (p Problem, want []int64) {
	r, c := 2+rng.IntN(2), 3+rng.IntN(2)
	v := make([]int64, r*c)
	for i := range r {
		for j := range c {
			switch {
			case i == r-1:
				for q := range i {
					v[i*c+j] += v[q*c+j]
				}
			case j == c-1:
				for q := range j {
					v[i*c+j] += v[i*c+q]
				}
			case rng.IntN(2) == 0:
				v[i*c+j] = int64(rng.IntN(3) * rng.IntN(14))
			}
		}
	}
	want = slices.Clone(v)
	for range r * c {
		p.Cells = append(p.Cells, Cell{Kind: Open})
	}
	for i := range r {
		e := Equation{ID: "row", Right: []int{i*c + c - 1}}
		for j := range c - 1 {
			e.Left = append(e.Left, i*c+j)
		}
		p.Equations = append(p.Equations, e)
	}
	for j := range c {
		e := Equation{ID: "column", Right: []int{(r-1)*c + j}}
		for i := range r - 1 {
			e.Left = append(e.Left, i*c+j)
		}
		p.Equations = append(p.Equations, e)
	}
	var orphans Group
	for i := range r {
		cells := make([]int, c)
		for j := range c {
			cells[j] = i*c + j
		}
		kind := rng.IntN(7)
		g := Group{Rows: [][]int{cells}}
		var run Run
		for j, cell := range cells {
			if (kind == 1 || kind == 2) && v[cell] == 0 && rng.IntN(2) == 0 { // a zero that was never printed
				want[cell], g.Blanks = empty, true
				continue
			}
			d := text(v[cell])
			if run.Digits != "" {
				gap := Cut
				if kind == 2 || kind > 2 && rng.IntN(3) > 0 {
					gap = Maybe
				}
				run.Gaps = append(run.Gaps, gap)
			}
			for x := range len(d) - 1 {
				run.Gaps = append(run.Gaps, []Gap{Joined, Maybe}[min(1, kind/3*rng.IntN(3))])
				_ = x
			}
			run.Digits += d
			_ = j
		}
		if run.Digits == "" {
			for _, cell := range cells {
				p.Cells[cell] = Cell{}
			}
			continue
		}
		if kind == 5 {
			run.Digits += "2"
			run.Gaps = append(run.Gaps, Maybe)
			run.Tail = 1
		}
		g.Runs = []Run{run}
		switch {
		case kind == 0:
			for _, cell := range cells {
				p.Cells[cell] = Cell{Kind: Known, Value: v[cell]}
			}
		case kind == 6:
			orphans.Rows, orphans.Runs = append(orphans.Rows, cells), append(orphans.Runs, run)
		case kind == 4 && !g.Blanks:
			way := slices.Clone(cells)
			slices.Reverse(way)
			g.Ways = [][][]int{{way}}
			p.Groups = append(p.Groups, g)
		default:
			p.Groups = append(p.Groups, g)
		}
	}
	if len(orphans.Rows) > 0 {
		orphans.Blanks = rng.IntN(2) == 0
		p.Groups = append(p.Groups, orphans)
	}
	return p, want
}

// verify compares Solve's answer with the naive list of placements.
func verify(t *testing.T, p Problem) {
	t.Helper()
	a := Solve(context.Background(), p)
	require.Equal(t, a, Solve(context.Background(), p), "two answers to one problem")
	digits := 0
	for _, g := range p.Groups {
		for _, r := range g.Runs {
			digits += len(r.Digits)
		}
	}
	written := 0
	for _, d := range a.Cells {
		require.True(t, slices.IsSortedFunc(d.Candidates, func(a, b string) int {
			if len(a) != len(b) {
				return len(a) - len(b)
			}
			return strings.Compare(a, b)
		}), "%v", d.Candidates)
		require.LessOrEqual(t, len(d.Candidates), maxCandidates)
		if d.Decided && !d.Blank {
			written += len(text(d.Value))
		}
	}
	require.LessOrEqual(t, written, digits, "more digits than were printed")
	all := naive(p)
	if all == nil || a.Exhausted {
		return
	}
	for _, m := range all {
		if satisfied(p, m) {
			for _, d := range a.Cells {
				v, ok := m[d.Cell]
				if d.Decided && ok {
					got := d.Value
					if d.Blank {
						got = empty
					}
					require.Equal(t, v, got, "cell %d of %+v in placement %v", d.Cell, p, m)
				}
			}
		}
	}
}

// Every decided value is in every placement that print and equations allow.
func TestNaive(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 2))
	decided := 0
	for range 4000 {
		p, want := smallProblem(rng)
		verify(t, p)
		for _, d := range Solve(context.Background(), p).Cells {
			if !d.Decided {
				continue
			}
			decided++
			got := d.Value
			if d.Blank {
				got = empty
			}
			require.Equal(t, want[d.Cell], got)
		}
	}
	require.Greater(t, decided, 10000)
}
