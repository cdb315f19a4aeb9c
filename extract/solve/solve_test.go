package solve

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// problem writes a small problem: rows of numbers, the last column and the last
// row being sums. A row is one of
//
//	"1 2 3"     known numbers; - is a certain blank, ? an open cell of no group
//	"=1|2_3"    print: | cuts, _ may cut, digits side by side are one number
//	"*123"      print in which every gap may be cut
//
// and "~" before = or * lets cells be blank.
func problem(t *testing.T, rows ...string) Problem {
	t.Helper()
	var p Problem
	width := 0
	for _, s := range rows {
		if !strings.ContainsAny(s, "=*") {
			width = len(strings.Fields(s))
		}
	}
	require.NotZero(t, width, "no row is known")
	for i, s := range rows {
		var cells []int
		for j := range width {
			cells = append(cells, i*width+j)
		}
		if !strings.ContainsAny(s, "=*") {
			for _, f := range strings.Fields(s) {
				c := Cell{Kind: Known}
				switch f {
				case "-":
					c.Kind = Blank
				case "?":
					c.Kind = Open
				default:
					_, err := fmt.Sscan(f, &c.Value)
					require.NoError(t, err)
				}
				p.Cells = append(p.Cells, c)
			}
			continue
		}
		for range width {
			p.Cells = append(p.Cells, Cell{Kind: Open})
		}
		g := Group{Rows: [][]int{cells}}
		s, g.Blanks = strings.CutPrefix(s, "~")
		g.Runs = []Run{printed(s)}
		p.Groups = append(p.Groups, g)
	}
	for i := range rows {
		e := Equation{ID: "row", Right: []int{i*width + width - 1}}
		for j := range width - 1 {
			e.Left = append(e.Left, i*width+j)
		}
		p.Equations = append(p.Equations, e)
	}
	for j := range width {
		e := Equation{ID: "column", Right: []int{(len(rows)-1)*width + j}}
		for i := range len(rows) - 1 {
			e.Left = append(e.Left, i*width+j)
		}
		p.Equations = append(p.Equations, e)
	}
	return p
}

// printed reads the notation of a run.
func printed(s string) Run {
	var r Run
	within := Joined
	if s[0] == '*' {
		within = Maybe
	}
	next := within
	for _, c := range s[1:] {
		switch c {
		case '|':
			next = Cut
		case '_':
			next = Maybe
		default:
			if r.Digits != "" {
				r.Gaps = append(r.Gaps, next)
			}
			r.Digits += string(c)
			next = within
		}
	}
	return r
}

// outcomes prints the decisions of a problem: a value, - for blank, or the
// candidates in brackets.
func outcomes(a Answer) string {
	var out []string
	for _, d := range a.Cells {
		switch {
		case d.Blank:
			out = append(out, "-")
		case d.Decided:
			out = append(out, text(d.Value))
		default:
			c := slices.Clone(d.Candidates)
			for i := range c {
				if c[i] == "" {
					c[i] = "-"
				}
			}
			out = append(out, "["+strings.Join(c, " ")+"]")
		}
	}
	return strings.Join(out, " ")
}

func TestSolve(t *testing.T) {
	for _, c := range []struct {
		name string
		rows []string
		want string
		by   string // IDs that decided, of all cells together
	}{
		{"print alone", []string{"*0000", "1 0 0 1", "1 0 0 1"}, "0 0 0 0", ""},
		{"print alone, though no sum fits: a printed fault stays one", []string{"*1111", "1 0 0 1", "1 0 0 1"}, "1 1 1 1", ""},
		{"borders lost, the row decides with its columns", []string{"*640266", "6 0 0 6", "70 0 2 72"}, "64 0 2 66", "column row"},
		{"the row has two placements, the columns choose", []string{"*111012", "0 0 1 1", "1 1 11 13"}, "1 1 10 12", "column row"},
		{"two rows that could change places", []string{"*111012", "*111012", "12 2 10 24"}, "[1 11] 1 [0 10] 12 [1 11] 1 [0 10] 12", "column row"},
		{"rows that fit no sum", []string{"*1100012", "0 0 1 1", "1 10 1 12"}, "[] [] [] []", ""},
		{"a number split over two cells", []string{"=2_0_0_1_21", "1 0 1 2", "21 0 2 23"}, "20 0 1 21", "column row"},
		{"two numbers joined", []string{"=5|1_2_1|1_8", "0 1 1 2", "5 13 2 20"}, "5 12 1 18", "column row"},
		{"six for seven: a blank between zeros has no place, the others have", []string{"~=5|0|5", "1 0 0 1", "6 0 0 6"}, "5 [- 0] [- 0] 5", "column row"},
		{"a blank whose place the columns know", []string{"~=5|2|7", "1 0 0 1", "6 0 2 8"}, "5 - 2 7", "column row"},
		{"a misprint hides behind a blank: nothing is said", []string{"~=0|0|5", "1 0 0 1", "6 0 0 6"}, "[-] [0] [0] [5]", ""},
		{"a broken known row puts its columns aside, the row decides alone", []string{"*100010", "1 1 1 5", "11 1 1 15"}, "10 0 0 10", "row"},
		{"nor does it lend them to another reading", []string{"*110011", "1 1 1 5", "12 2 1 15"}, "[1 11] [0 10] 0 11", "row"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := Solve(context.Background(), problem(t, c.rows...))
			require.False(t, a.Exhausted)
			var by []string
			for _, d := range a.Cells {
				by = append(by, d.By...)
			}
			slices.Sort(by)
			require.Equal(t, c.want, outcomes(a))
			require.Equal(t, c.by, strings.Join(slices.Compact(by), " "))
		})
	}
}

func TestSolveGroups(t *testing.T) {
	four := problem(t, "5 1 2 8", "0 0 1 1", "10 0 2 12", "15 1 5 21") // three rows and their sum
	lose := func(p Problem, rows ...int) Problem {
		p.Cells, p.Groups = slices.Clone(p.Cells), nil
		for _, r := range rows {
			for c := range 4 {
				p.Cells[4*r+c] = Cell{Kind: Open}
			}
		}
		return p
	}
	row := func(r int) []int { return []int{4 * r, 4*r + 1, 4*r + 2, 4*r + 3} }
	solve := func(p Problem) string { return outcomes(Solve(context.Background(), p)) }

	t.Run("orphan rows in order are where they are", func(t *testing.T) {
		p := lose(four, 0, 1)
		p.Groups = []Group{{Rows: [][]int{row(0), row(1)}, Runs: []Run{printed("=5|1|2|8"), printed("=0|0|1|1")}}}
		require.Equal(t, "5 1 2 8 0 0 1 1", solve(p))
	})
	t.Run("fewer runs than rows: the row without numbers is found by the columns", func(t *testing.T) {
		p := problem(t, "5 1 2 8", "0 0 0 0", "10 0 2 12", "15 1 4 20")
		p = lose(p, 0, 1)
		p.Groups = []Group{{Rows: [][]int{row(0), row(1)}, Runs: []Run{printed("=5|1|2|8")}}}
		// Both rows can hold it, and with zeros in the other the columns add up.
		require.Equal(t, "[- 5] [- 1] [- 2] [- 8] [- 5] [- 1] [- 2] [- 8]", solve(p))
		p.Equations = append(p.Equations, Equation{ID: "first", Left: []int{0}, Right: []int{16}})
		p.Cells = append(p.Cells, Cell{Kind: Known})
		require.Equal(t, "- - - - 5 1 2 8", solve(p))
	})
	t.Run("a number adrift is taken where two sums ask for it", func(t *testing.T) {
		p := lose(four)
		p.Cells[6] = Cell{Kind: Open}
		p.Groups = []Group{{Rows: [][]int{{6}}, Runs: []Run{printed("=1")}, Adrift: true}}
		require.Equal(t, "1", solve(p))
		p.Groups[0].Runs = []Run{printed("=2")}
		require.Equal(t, "[]", solve(p))
		p.Groups[0].Runs = []Run{printed("=3"), printed("=1")}
		require.Equal(t, "[1]", solve(p), "one of two that stand adrift may as well be misprinted")
		p.Groups[0].Runs, p.Equations = []Run{printed("=1")}, p.Equations[:4]
		require.Equal(t, "[1]", solve(p), "one sum is not enough")
	})
	t.Run("digits that run into the next label's number", func(t *testing.T) {
		p := lose(four, 0)
		r := printed("*51282")
		r.Tail = 1
		p.Groups = []Group{{Rows: [][]int{row(0)}, Runs: []Run{r}}}
		require.Equal(t, "5 1 2 8", solve(p))
		r = printed("*15128")
		r.Head = 1
		p.Groups[0].Runs = []Run{r}
		require.Equal(t, "5 1 2 8", solve(p))
	})
	t.Run("a header whose order was lost", func(t *testing.T) {
		p := lose(four, 0, 1, 2, 3)
		g := Group{Ways: [][][]int{nil}}
		for r, s := range []string{"=8|5|1|2", "=1|0|0|1", "=12|10|0|2", "=21|15|1|5"} {
			g.Rows = append(g.Rows, row(r))
			g.Ways[0] = append(g.Ways[0], []int{4*r + 3, 4 * r, 4*r + 1, 4*r + 2})
			g.Runs = append(g.Runs, printed(s))
		}
		p.Groups = []Group{g}
		require.Equal(t, "5 1 2 8 0 0 1 1 10 0 2 12 15 1 5 21", solve(p))
	})
	t.Run("what cannot be is not read", func(t *testing.T) {
		for _, g := range []Group{
			{},
			{Rows: [][]int{row(0)}},
			{Rows: [][]int{{-1, 0, 1, 2}}, Runs: []Run{printed("=1|2|3|4")}},
			{Rows: [][]int{{0, 0, 1, 2}}, Runs: []Run{printed("=1|2|3|4")}},
			{Rows: [][]int{{4, 0, 1, 2}}, Runs: []Run{printed("=1|2|3|4")}},
			{Rows: [][]int{row(0)}, Runs: []Run{{}}},
			{Rows: [][]int{row(0)}, Runs: []Run{{Digits: "1x34", Gaps: make([]Gap, 3)}}},
			{Rows: [][]int{row(0)}, Runs: []Run{{Digits: "1234"}}},
			{Rows: [][]int{row(0)}, Runs: []Run{printed("=1|2|3")}},
			{Rows: [][]int{row(0)}, Runs: []Run{printed("=1|2|3|04")}},
			{Rows: [][]int{row(0)}, Runs: []Run{printed("=1|2|3|1234567890123456")}},
			{Rows: [][]int{row(0)}, Runs: []Run{printed("=5|1|2|8"), printed("=5|1|2|8")}},
		} {
			p := lose(four, 0)
			p.Groups = []Group{g}
			if len(g.Rows) > 0 && len(g.Runs) == 0 { // no run: nothing is printed there
				require.Equal(t, "- - - -", solve(p))
				continue
			}
			require.Equal(t, "[] [] [] []", solve(p), "%+v", g)
		}
		p := lose(four, 0)
		g := Group{Rows: [][]int{row(0)}, Runs: []Run{printed("=5|1|2|8")}}
		p.Groups = []Group{g, g}
		require.Equal(t, "[] [] [] []", solve(p), "two groups claim the same cells")
	})
}

// A search that does not end is broken off, and says nothing of what it left.
func TestSolveBudget(t *testing.T) {
	spent := 0
	for name, p := range hard() {
		a := Solve(context.Background(), p)
		require.Equal(t, a, Solve(context.Background(), p), name)
		if a.Exhausted {
			spent++
		}
	}
	require.Positive(t, spent)
	long := Run{Digits: strings.Repeat("1", maxRun+1), Gaps: make([]Gap, maxRun)}
	p := problem(t, "?", "0")
	p.Groups = []Group{{Rows: [][]int{{0}}, Runs: []Run{long}}}
	require.True(t, Solve(context.Background(), p).Exhausted)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	require.NotPanics(t, func() { Solve(ctx, hard()["ones"]) })
}

func TestNothingOpenCostsNothing(t *testing.T) {
	p := problem(t, "1 2 3", "1 2 3")
	require.Zero(t, testing.AllocsPerRun(100, func() { Solve(context.Background(), p) }))
}

func ExampleSolve() {
	cells := []int{0, 1, 2, 3, 4, 5, 6}
	p := Problem{
		Cells:     slices.Repeat([]Cell{{Kind: Open}}, 7),
		Equations: []Equation{{ID: "T01", Left: cells[:6], Right: cells[6:]}},
		Groups:    []Group{{Rows: [][]int{cells}, Runs: []Run{{Digits: "640020470", Gaps: make([]Gap, 8)}}}},
	}
	for _, d := range Solve(context.Background(), p).Cells {
		fmt.Println(d.Value, d.By)
	}
	// Output:
	// 64 [T01]
	// 0 [T01]
	// 0 [T01]
	// 2 [T01]
	// 0 [T01]
	// 4 [T01]
	// 70 [T01]
}
