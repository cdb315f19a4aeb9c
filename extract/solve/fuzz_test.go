package solve

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzSolve makes small problems and changes them as the fuzzer says: a digit, a
// gap, a certain cell, an operand. Whatever comes of it, what Solve decides is
// in every placement that a naive enumeration finds, and no digit is invented.
func FuzzSolve(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed, []byte{})
		f.Add(seed, []byte{1, 7, 2, 9})
	}
	f.Fuzz(func(t *testing.T, seed uint64, edits []byte) {
		p, _ := smallProblem(rand.New(rand.NewPCG(seed, 1)))
		for len(edits) >= 2 {
			what, at := edits[0], int(edits[1])
			edits = edits[2:]
			switch {
			case len(p.Groups) == 0:
			case what%5 == 0:
				g := &p.Groups[at%len(p.Groups)]
				d := []byte(g.Runs[0].Digits)
				d[at%len(d)] = '0' + what/5%10
				g.Runs[0].Digits = string(d)
			case what%5 == 1:
				g := &p.Groups[at%len(p.Groups)]
				if gaps := g.Runs[0].Gaps; len(gaps) > 0 {
					gaps[at%len(gaps)] = Gap(what / 5 % 3)
				}
			case what%5 == 2:
				if c := &p.Cells[at%len(p.Cells)]; c.Kind != Open {
					*c = Cell{Kind: Kind(what / 5 % 2), Value: int64(what)}
				}
			case what%5 == 3:
				e := &p.Equations[at%len(p.Equations)]
				e.Left[int(what)%len(e.Left)] = at % len(p.Cells)
			default:
				p.Groups[at%len(p.Groups)].Blanks = what/5%2 == 0
			}
		}
		verify(t, p)
	})
}

// FuzzHostile builds problems that no matcher would: Solve ends, the same each
// time, with one decision for each open cell.
func FuzzHostile(f *testing.F) {
	f.Add([]byte{9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
	f.Fuzz(func(t *testing.T, b []byte) {
		next := func() int {
			if len(b) == 0 {
				return 0
			}
			x := int(b[0])
			b = b[1:]
			return x
		}
		var p Problem
		open := 0
		for range next() % 40 {
			c := Cell{Kind: Kind(next() % 4), Value: int64(next()-100) << (next() % 63)}
			p.Cells = append(p.Cells, c)
			if c.Kind == Open {
				open++
			}
		}
		list := func() (l []int) {
			for range next() % 9 {
				l = append(l, next()%45-2)
			}
			return l
		}
		lists := func() (l [][]int) {
			for range next() % 5 {
				l = append(l, list())
			}
			return l
		}
		for range next() % 12 {
			p.Equations = append(p.Equations, Equation{ID: string(rune('a' + next()%3)), Left: list(), Right: list()})
		}
		for range next() % 5 {
			g := Group{Rows: lists(), Blanks: next()%2 == 0, Adrift: next()%3 == 0}
			for range next() % 3 {
				g.Ways = append(g.Ways, lists())
			}
			for range next() % 4 {
				r := Run{Head: next()%5 - 1, Tail: next()%5 - 1}
				for range next() % 30 {
					r.Digits += string(rune('/' + next()%11))
					r.Gaps = append(r.Gaps, Gap(next()%4))
				}
				if len(r.Gaps) > 0 && next()%9 > 0 {
					r.Gaps = r.Gaps[1:]
				}
				g.Runs = append(g.Runs, r)
			}
			p.Groups = append(p.Groups, g)
		}
		a := Solve(context.Background(), p)
		require.Len(t, a.Cells, open)
		require.Equal(t, a, Solve(context.Background(), p))
	})
}
