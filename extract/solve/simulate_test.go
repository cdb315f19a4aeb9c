package solve

import (
	"context"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

var tables = flag.Int("tables", 150, "tables per kind of damage and class of fault in TestSimulate")

var only = flag.String("only", "", "a part of the name of the damage to simulate")

// truth is a balanced report: section three's table of rows by seven columns,
// or section four's line of 15.
type truth struct {
	rows, cols int
	v          []int64
	eqs        []Equation
}

// draw makes a number of requests: often none, mostly few, sometimes thousands.
func draw(rng *rand.Rand, median, spread float64) int64 {
	return int64(median * math.Exp(spread*rng.NormFloat64()))
}

// share splits n over k heads of very unequal weight.
func share(rng *rand.Rand, n int64, k int, spread float64) []int64 {
	w, sum := make([]float64, k), 0.0
	for i := range w {
		w[i] = math.Exp(spread * rng.NormFloat64())
		sum += w[i]
	}
	out := make([]int64, k)
	if n > 400 { // in proportion, what is left over to the heaviest
		left := n
		for i := range w {
			out[i] = int64(float64(n) * w[i] / sum)
			left -= out[i]
		}
		out[slices.Index(w, slices.Max(w))] += left
		return out
	}
	for range n {
		x := rng.Float64() * sum
		for i := range w {
			if x -= w[i]; x < 0 || i == k-1 {
				out[i]++
				break
			}
		}
	}
	return out
}

// requestsTable makes section three's table in the form of 2021.
func requestsTable(rng *rand.Rand) truth {
	t := truth{rows: 25, cols: 7, v: make([]int64, 25*7), eqs: requestEquations(25)}
	at := func(r, c int) *int64 { return &t.v[7*r+c] }
	received, carried := draw(rng, 25, 1.8), draw(rng, 0.9, 1.5)
	out := min(draw(rng, 0.9, 1.5), received+carried)
	natural := 0.5 + 0.5*math.Sqrt(rng.Float64())
	applicants := func(n int64) []int64 {
		p := int64(float64(n) * natural)
		if n < 30 {
			p = 0
			for range n {
				if rng.Float64() < natural {
					p++
				}
			}
		}
		return append([]int64{p}, share(rng, n-p, 5, 1.5)...)
	}
	stock := make([]int64, 6) // to be handled, by applicant
	for r, n := range []int64{received, carried} {
		for c, x := range applicants(n) {
			*at(r, c) = x
			stock[c] += x
		}
	}
	for left := out; left > 0; left-- {
		c := rng.IntN(6)
		for stock[c] == 0 {
			c = (c + 1) % 6
		}
		stock[c]--
		*at(24, c)++
	}
	weight := 1 + rng.Float64()
	for c := range 6 {
		for r, x := range share(rng, stock[c], 21, weight) {
			*at(2+r, c) = x
		}
		*at(23, c) = stock[c]
	}
	for r := range 25 {
		for c := range 6 {
			*at(r, 6) += *at(r, c)
		}
	}
	return t
}

// disputesTable makes section four's line.
func disputesTable(rng *rand.Rand) truth {
	t := truth{rows: 1, cols: 15, v: make([]int64, 15)}
	for b := range 3 {
		n := draw(rng, 2.5, 1.6)
		copy(t.v[5*b:], share(rng, n, 4, 1.2))
		t.v[5*b+4] = n
		k := 5 * b
		t.eqs = append(t.eqs, Equation{ID: "T04", Left: []int{k, k + 1, k + 2, k + 3}, Right: []int{k + 4}})
	}
	return t
}

// fault changes one printed number, in one of the rows given, as writers do.
type fault struct {
	name string
	do   func(t *truth, rng *rand.Rand, row int)
}

func (t *truth) cell(rng *rand.Rand, row int) *int64 { return &t.v[row*t.cols+rng.IntN(t.cols)] }

// misprints change one number, as writers do.
var misprints = []fault{
	{"off by one", func(t *truth, rng *rand.Rand, row int) {
		c := t.cell(rng, row)
		if *c == 0 || rng.IntN(2) == 0 {
			*c++
		} else {
			*c--
		}
	}},
	{"another number", func(t *truth, rng *rand.Rand, row int) {
		c := t.cell(rng, row)
		for old := *c; *c == old; {
			*c = draw(rng, 3, 1.5)
		}
	}},
	{"a digit lost, doubled or changed", func(t *truth, rng *rand.Rand, row int) {
		c := t.nonzero(rng, row)
		d := []byte(text(*c))
		switch i := rng.IntN(len(d)); rng.IntN(3) {
		case 0:
			d = slices.Delete(d, i, i+1)
		case 1:
			d = slices.Insert(d, i, d[i])
		default:
			d[i] = '0' + (d[i]-'0'+byte(1+rng.IntN(9)))%10
		}
		*c = 0
		for _, x := range d {
			*c = *c*10 + int64(x-'0')
		}
	}},
	{"zero in place of a number", func(t *truth, rng *rand.Rand, row int) { *t.nonzero(rng, row) = 0 }},
	{"wrong total", func(t *truth, rng *rand.Rand, row int) {
		c := &t.v[row*t.cols+t.cols-1]
		if t.cols == 15 {
			c = &t.v[5*rng.IntN(3)+4]
		}
		for old := *c; *c == old; {
			*c = max(0, *c+int64(rng.IntN(21))-10)
		}
	}},
}

// doubles change two numbers.
var doubles = []fault{
	{"neighbours in a row exchanged", func(t *truth, rng *rand.Rand, row int) {
		var at []int
		for i := row * t.cols; i < row*t.cols+t.cols-1; i++ {
			if t.v[i] != t.v[i+1] {
				at = append(at, i)
			}
		}
		if len(at) > 0 {
			i := at[rng.IntN(len(at))]
			t.v[i], t.v[i+1] = t.v[i+1], t.v[i]
		}
	}},
	{"two misprints", func(t *truth, rng *rand.Rand, row int) {
		for range 2 {
			misprints[rng.IntN(len(misprints))].do(t, rng, row)
			row = rng.IntN(t.rows)
		}
	}},
	{"neighbours in a column exchanged", func(t *truth, rng *rand.Rand, row int) {
		c := rng.IntN(t.cols)
		to := row + 1
		if to >= t.rows {
			to = row - 1
		}
		if to < 0 {
			return
		}
		t.v[to*t.cols+c], t.v[row*t.cols+c] = t.v[row*t.cols+c], t.v[to*t.cols+c]
	}},
}

// nonzero picks a number of the row that is not zero, if there is one.
func (t *truth) nonzero(rng *rand.Rand, row int) *int64 {
	var at []int
	for i := row * t.cols; i < (row+1)*t.cols; i++ {
		if t.v[i] != 0 {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return t.cell(rng, row)
	}
	return &t.v[at[rng.IntN(len(at))]]
}

// damage makes the problem that is left of a printed table when rows are
// damaged. It may put empty into t.v where the print is without a number.
type damage struct {
	name string
	four bool // section four
	rows int  // how many rows are damaged; 0 is all
	do   func(t *truth, rng *rand.Rand, p *Problem, rows []int)
}

func (t *truth) row(r int) []int {
	cells := make([]int, t.cols)
	for i := range cells {
		cells[i] = r*t.cols + i
	}
	return cells
}

// run prints cells as a run, with one gap between numbers and another within.
func (t *truth) run(cells []int, between, within Gap) Run {
	var r Run
	for _, c := range cells {
		if t.v[c] == empty {
			continue
		}
		d := text(t.v[c])
		if r.Digits != "" {
			r.Gaps = append(r.Gaps, between)
		}
		for range len(d) - 1 {
			r.Gaps = append(r.Gaps, within)
		}
		r.Digits += d
	}
	return r
}

func open(p *Problem, cells []int) {
	for _, c := range cells {
		p.Cells[c] = Cell{Kind: Open}
	}
}

// each damages rows one by one into groups of their own.
func each(f func(t *truth, rng *rand.Rand, r int) Group) func(*truth, *rand.Rand, *Problem, []int) {
	return func(t *truth, rng *rand.Rand, p *Problem, rows []int) {
		for _, r := range rows {
			g := f(t, rng, r)
			if len(g.Runs) == 0 {
				continue
			}
			if g.Runs[0].Digits == "" {
				for _, c := range t.row(r) {
					p.Cells[c] = Cell{}
				}
				continue
			}
			g.Rows = [][]int{t.row(r)}
			open(p, t.row(r))
			p.Groups = append(p.Groups, g)
		}
	}
}

// collapse leaves zeros of the row unprinted, their cells gone.
func collapse(t *truth, rng *rand.Rand, r int) Group {
	var zeros []int
	for _, c := range t.row(r) {
		if t.v[c] == 0 {
			zeros = append(zeros, c)
		}
	}
	rng.Shuffle(len(zeros), func(i, j int) { zeros[i], zeros[j] = zeros[j], zeros[i] })
	if len(zeros) == 0 {
		return Group{}
	}
	for _, c := range zeros[:1+rng.IntN(min(3, len(zeros)))] {
		t.v[c] = empty
	}
	return Group{Runs: []Run{t.run(t.row(r), Cut, Joined)}, Blanks: true}
}

// cut splits a number over two cells: the row has a cell too many.
func cut(t *truth, rng *rand.Rand, r int) Group {
	run := t.run(t.row(r), Maybe, Joined)
	if at := slices.Index(run.Gaps, Joined); at >= 0 {
		var joined []int
		for i, g := range run.Gaps {
			if g == Joined {
				joined = append(joined, i)
			}
		}
		run.Gaps[joined[rng.IntN(len(joined))]] = Maybe
	}
	return Group{Runs: []Run{run}}
}

// join leaves out the border between two numbers.
func join(blanks bool) func(t *truth, rng *rand.Rand, r int) Group {
	return func(t *truth, rng *rand.Rand, r int) Group {
		run := t.run(t.row(r), Cut, Maybe)
		var cuts []int
		for i, g := range run.Gaps {
			if g == Cut {
				cuts = append(cuts, i)
			}
		}
		run.Gaps[cuts[rng.IntN(len(cuts))]] = Maybe
		return Group{Runs: []Run{run}, Blanks: blanks}
	}
}

// fuse loses all borders of a row; some rows run into the next label's ordinal.
func fuse(t *truth, rng *rand.Rand, r int) Group {
	run := t.run(t.row(r), Maybe, Maybe)
	if rng.IntN(2) == 0 {
		run.Digits += string(rune('1' + rng.IntN(8)))
		run.Gaps = append(run.Gaps, Maybe)
		run.Tail = 1
	}
	return Group{Runs: []Run{run}}
}

// adrift loses the cell of one number of a row; the number stands elsewhere,
// perhaps beside another that does not belong to the table.
func adrift(rival bool) func(*truth, *rand.Rand, *Problem, []int) {
	return func(t *truth, rng *rand.Rand, p *Problem, rows []int) {
		c := rows[0]*t.cols + rng.IntN(t.cols)
		open(p, []int{c})
		g := Group{Rows: [][]int{{c}}, Runs: []Run{t.run([]int{c}, Cut, Joined)}, Adrift: true}
		if rival {
			d := text(draw(rng, 2, 1.5))
			g.Runs = slices.Insert(g.Runs, rng.IntN(2), Run{Digits: d, Gaps: slices.Repeat([]Gap{Joined}, len(d)-1)})
		}
		p.Groups = append(p.Groups, g)
	}
}

var damages = []damage{
	{"blank cells collapsed, one row", false, 1, each(collapse)},
	{"blank cells collapsed, four rows", false, 4, each(collapse)},
	{"all zeros blank and collapsed", false, 0, each(func(t *truth, rng *rand.Rand, r int) Group {
		for _, c := range t.row(r) {
			if t.v[c] == 0 {
				t.v[c] = empty
			}
		}
		return Group{Runs: []Run{t.run(t.row(r), Cut, Joined)}, Blanks: true}
	})},
	{"a number split over two cells, one row", false, 1, each(cut)},
	{"numbers split, six rows", false, 6, each(cut)},
	{"two numbers joined, one row", false, 1, each(join(false))},
	{"two joined or one blank, one row", false, 1, each(join(true))},
	{"rows adrift, one label without numbers", false, 4, func(t *truth, rng *rand.Rand, p *Problem, rows []int) {
		lost := rng.IntN(len(rows))
		g := Group{}
		for i, r := range rows {
			g.Rows = append(g.Rows, t.row(r))
			open(p, t.row(r))
			if i == lost {
				for _, c := range t.row(r) {
					t.v[c] = empty
				}
				continue
			}
			g.Runs = append(g.Runs, t.run(t.row(r), Cut, Joined))
		}
		p.Groups = append(p.Groups, g)
	}},
	{"a number adrift, its cell lost", false, 1, adrift(false)},
	{"a number adrift, and another", false, 1, adrift(true)},
	{"all borders of one row lost", false, 1, each(fuse)},
	{"all borders lost", false, 0, each(fuse)},
	{"all borders lost, zeros of a row unprinted", false, 0, func(t *truth, rng *rand.Rand, p *Problem, rows []int) {
		r := rng.IntN(t.rows)
		collapse(t, rng, r)
		each(fuse)(t, rng, p, slices.DeleteFunc(slices.Clone(rows), func(x int) bool { return x == r }))
		if run := t.run(t.row(r), Maybe, Maybe); run.Digits != "" {
			open(p, t.row(r))
			p.Groups = append(p.Groups, Group{Rows: [][]int{t.row(r)}, Runs: []Run{run}, Blanks: true})
		} else {
			for _, c := range t.row(r) {
				p.Cells[c] = Cell{}
			}
		}
	}},
	{"all borders of one row lost, columns undecided", false, 1, func(t *truth, rng *rand.Rand, p *Problem, rows []int) {
		each(fuse)(t, rng, p, rows)
		for c := range 7 {
			for r := range t.rows {
				if r != rows[0] && t.v[7*r+c] == 0 {
					p.Cells[7*r+c] = Cell{}
					break
				}
			}
		}
	}},
	{"all borders lost, columns undecided", false, 0, func(t *truth, rng *rand.Rand, p *Problem, rows []int) {
		lost := rng.IntN(len(rows))
		each(fuse)(t, rng, p, slices.Delete(slices.Clone(rows), lost, lost+1))
		for _, c := range t.row(rows[lost]) {
			p.Cells[c] = Cell{}
		}
	}},
	{"order of the columns lost", false, 0, func(t *truth, rng *rand.Rand, p *Problem, rows []int) {
		g := Group{Ways: [][][]int{nil}}
		for _, r := range rows {
			cells := t.row(r)
			g.Rows = append(g.Rows, cells)
			g.Runs = append(g.Runs, t.run(cells, Cut, Joined))
			g.Ways[0] = append(g.Ways[0], append([]int{cells[6]}, cells[:6]...))
			open(p, cells)
		}
		p.Groups = append(p.Groups, g)
	}},
	{"section four in one string", true, 0, each(func(t *truth, rng *rand.Rand, r int) Group {
		return Group{Runs: []Run{t.run(t.row(r), Maybe, Maybe)}}
	})},
	{"section four, blank cells collapsed", true, 0, each(collapse)},
}

// outcome counts what became of tables.
type outcome struct {
	tables, right, wrong          int // tables: in all, without an open cell left, with a wrong value
	cells, cellsRight, cellsWrong int
	exhausted                     int
	example                       string
}

func (o *outcome) add(b outcome) {
	o.tables += b.tables
	o.right += b.right
	o.wrong += b.wrong
	o.cells += b.cells
	o.cellsRight += b.cellsRight
	o.cellsWrong += b.cellsWrong
	o.exhausted += b.exhausted
	if o.example == "" {
		o.example = b.example
	}
}

func pct(n, of int) string { return fmt.Sprintf("%.3f", 100*float64(n)/float64(max(1, of))) }

func (o *outcome) String() string {
	return fmt.Sprintf("%d | %s | %s | %s | %s | %s | %s", o.tables, pct(o.right, o.tables), pct(o.tables-o.right-o.wrong, o.tables), pct(o.wrong, o.tables),
		pct(o.cellsRight, o.cells), pct(o.cells-o.cellsRight-o.cellsWrong, o.cells), pct(o.cellsWrong, o.cells))
}

// simulate makes one table, plants a fault, damages it and solves it. inside
// says that the fault is in a damaged row, not anywhere.
func simulate(d damage, f *fault, inside bool, seed uint64) (o outcome) {
	rng := rand.New(rand.NewPCG(seed, 7))
	t := requestsTable(rng)
	if d.four {
		t = disputesTable(rng)
	}
	rows := rng.Perm(t.rows)
	if d.rows > 0 {
		rows = rows[:d.rows]
	}
	slices.Sort(rows)
	if f != nil {
		r := rng.IntN(t.rows)
		if inside {
			r = rows[rng.IntN(len(rows))]
		}
		f.do(&t, rng, r)
	}
	p := Problem{Cells: make([]Cell, len(t.v)), Equations: t.eqs}
	for i, v := range t.v {
		p.Cells[i] = Cell{Kind: Known, Value: v}
	}
	d.do(&t, rng, &p, rows)
	a := Solve(context.Background(), p)
	o.tables = 1
	if a.Exhausted {
		o.exhausted++
	}
	for _, x := range a.Cells {
		o.cells++
		if !x.Decided {
			continue
		}
		v := x.Value
		if x.Blank {
			v = empty
		}
		if v == t.v[x.Cell] {
			o.cellsRight++
			continue
		}
		if o.cellsWrong++; o.cellsWrong == 1 {
			o.example = fmt.Sprintf("seed %d: cell %d is %q, not %q", seed, x.Cell, text(v), text(t.v[x.Cell]))
		}
	}
	if o.cellsWrong > 0 {
		o.wrong++
	} else if o.cellsRight == o.cells {
		o.right++
	}
	return o
}

// simulateMany solves n tables on all cores, their faults taken in turn; the
// outcome, in all and by fault, does not depend on how many cores there are.
func simulateMany(d damage, faults []fault, inside bool, n int) (all outcome, by []outcome) {
	by = make([]outcome, max(1, len(faults)))
	var mu sync.Mutex
	var wg sync.WaitGroup
	k := runtime.GOMAXPROCS(0)
	for c := range k {
		wg.Go(func() {
			own := make([]outcome, len(by))
			for i := c; i < n; i += k {
				var f *fault
				if len(faults) > 0 {
					f = &faults[i%len(faults)]
				}
				own[i%len(by)].add(simulate(d, f, inside, uint64(i)))
			}
			mu.Lock()
			defer mu.Unlock()
			for i := range own {
				by[i].add(own[i])
			}
		})
	}
	wg.Wait()
	for _, o := range by {
		all.add(o)
	}
	return all, by
}

// TestSimulate damages random tables, with and without planted faults, and
// counts what comes out: nothing wrong where print is right, and under one
// table in a thousand where one number is misprinted. The tables of
// docs/solve.md are what it prints with -v -tables 100000.
func TestSimulate(t *testing.T) {
	type class struct {
		name   string
		faults []fault
		inside bool
	}
	classes := []class{{"no fault", nil, false}, {"one misprint, anywhere", misprints, false}, {"one misprint, in a damaged row", misprints, true}}
	for _, f := range doubles {
		classes = append(classes, class{f.name, []fault{f}, true})
	}
	byFault := make([]outcome, len(misprints))
	var one outcome
	t.Log("| damage | fault | tables | right | unreadable | wrong | cells right | cells unreadable | cells wrong")
	for _, d := range damages {
		if !strings.Contains(d.name, *only) {
			continue
		}
		for _, c := range classes {
			if c.inside && d.rows == 0 && len(c.faults) > 1 {
				continue // all rows are damaged: the same as anywhere
			}
			n := *tables
			if c.inside { // a closer look at what is rare
				n = (n + 4) / 5
			}
			if len(c.faults) == 1 {
				n = (n + 3) / 4
			}
			all, by := simulateMany(d, c.faults, c.inside, n)
			t.Logf("| %s | %s | %s", d.name, c.name, &all)
			if all.wrong > 0 || all.exhausted > 0 {
				t.Logf("  %d exhausted, %s", all.exhausted, all.example)
			}
			if c.faults == nil {
				require.Zero(t, all.wrong, "%s: %s", d.name, all.example)
			} else if len(c.faults) > 1 {
				one.add(all)
				for i, o := range by {
					byFault[i].add(o)
				}
				if n >= 20000 {
					require.Less(t, all.wrong*1000, all.tables, "%s, %s", d.name, c.name)
				}
			}
		}
	}
	for i, f := range misprints {
		t.Logf("| %s | %s", f.name, &byFault[i])
	}
	require.Less(t, one.wrong*1000, one.tables)
}
