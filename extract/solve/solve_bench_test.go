package solve

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"
)

// fusedTable is section three's table with every border lost.
func fusedTable(seed uint64, blanks bool, f func(t *truth, rng *rand.Rand, r int) Group) Problem {
	rng := rand.New(rand.NewPCG(seed, 7))
	t := requestsTable(rng)
	p := Problem{Cells: make([]Cell, len(t.v)), Equations: t.eqs}
	for i, v := range t.v {
		p.Cells[i] = Cell{Kind: Known, Value: v}
	}
	rows := make([]int, t.rows)
	for i := range rows {
		rows[i] = i
	}
	each(func(t *truth, rng *rand.Rand, r int) Group {
		g := f(t, rng, r)
		g.Blanks = g.Blanks || blanks
		return g
	})(&t, rng, &p, rows)
	return p
}

// hard makes problems that no search finishes: each must end at the budget.
func hard() map[string]Problem {
	digits := strings.Repeat("1234567891", 6)
	long := Run{Digits: digits, Gaps: make([]Gap, len(digits)-1)}
	t := disputesTable(rand.New(rand.NewPCG(1, 1)))
	four := Problem{Cells: make([]Cell, 15), Equations: t.eqs, Groups: []Group{{Rows: [][]int{t.row(0)}, Runs: []Run{long}}}}
	open(&four, t.row(0))
	orphans := fusedTable(3, true, func(t *truth, rng *rand.Rand, r int) Group {
		return Group{Runs: []Run{t.run(t.row(r), Maybe, Maybe)}}
	})
	var g Group
	for _, x := range orphans.Groups {
		g.Rows = append(g.Rows, x.Rows...)
		g.Runs = append(g.Runs, x.Runs...)
	}
	g.Runs, g.Blanks = g.Runs[:12], true
	orphans.Groups = []Group{g}
	ones := fusedTable(3, true, func(t *truth, rng *rand.Rand, r int) Group {
		return Group{Runs: []Run{{Digits: "111111", Gaps: make([]Gap, 5)}}}
	})
	return map[string]Problem{
		"blanks":       fusedTable(5, false, collapse),
		"blanks fused": fusedTable(5, true, fuse),
		"orphans":      orphans,
		"ones":         ones,
		"section four": four,
	}
}

func BenchmarkSolve(b *testing.B) {
	run := func(name string, p Problem) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Solve(context.Background(), p)
			}
		})
	}
	t := truth{rows: 25, cols: 7, v: make([]int64, 25*7), eqs: requestEquations(25)}
	none := Problem{Cells: make([]Cell, len(t.v)), Equations: t.eqs}
	run("nothing open", none)
	one := Problem{Cells: make([]Cell, len(t.v)), Equations: t.eqs}
	for i := range one.Cells {
		one.Cells[i].Kind = Known
	}
	each(fuse)(&t, rand.New(rand.NewPCG(1, 1)), &one, []int{3})
	run("one row fused", one)
	run("all rows fused", fusedTable(11, false, fuse))
	for name, p := range hard() {
		run("hard/"+name, p)
	}
}
