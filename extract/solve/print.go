package solve

import (
	"math"
	"slices"
)

// empty stands for "no number is printed here" among values.
const empty = math.MinInt64

// reading is one run in one row: what print alone allows. A state (c, p) says
// that the cells before c hold the digits before p.
type reading struct {
	run    *Run
	width  int
	blanks bool
	alive  []bool // states on some way from start to end, (width+1)×(len+1)
	only   []int64
	open   []bool // cells that print leaves open; the others hold only
	fits   bool   // there is a placement
	count  int    // of placements, at most many
}

// many is more placements than are ever counted.
const many = 1 << 20

func (r *reading) state(c, p int) int { return c*(len(r.run.Digits)+1) + p }

// read finds which cells of a row print alone decides.
func read(run *Run, width int, blanks bool) *reading {
	n := len(run.Digits)
	r := &reading{run: run, width: width, blanks: blanks, only: make([]int64, width), open: make([]bool, width)}
	if n == width && !blanks && run.Head == 0 && run.Tail == 0 { // most rows of a fused table: a digit for each cell
		for i := range run.Digits {
			r.only[i] = int64(run.Digits[i] - '0')
		}
		if r.fits = !slices.Contains(run.Gaps, Joined); r.fits {
			r.count = 1
		}
		return r
	}
	r.alive = make([]bool, (width+1)*(n+1))
	fwd := make([]bool, len(r.alive))
	fwd[r.state(0, 0)] = true
	if run.Head > 0 && run.Head < n {
		fwd[r.state(0, run.Head)] = true
	}
	for c := range width {
		for p := 0; p <= n; p++ {
			if fwd[r.state(c, p)] {
				r.steps(p, func(q int, _ int64) { fwd[r.state(c+1, q)] = true })
			}
		}
	}
	r.alive[r.state(width, n)] = fwd[r.state(width, n)]
	if run.Tail > 0 && run.Tail < n {
		r.alive[r.state(width, n-run.Tail)] = fwd[r.state(width, n-run.Tail)]
	}
	ways := make([]int, len(r.alive))
	for s, ok := range r.alive {
		if ok {
			ways[s] = 1
		}
	}
	for c := width - 1; c >= 0; c-- {
		seen := false
		for p := 0; p <= n; p++ {
			s := r.state(c, p)
			if !fwd[s] {
				continue
			}
			r.steps(p, func(q int, v int64) {
				if !r.alive[r.state(c+1, q)] {
					return
				}
				r.alive[s] = true
				ways[s] = min(many, ways[s]+ways[r.state(c+1, q)])
				if seen && r.only[c] != v {
					r.open[c] = true
				}
				seen, r.only[c] = true, v
			})
		}
	}
	for p := 0; p <= n; p++ {
		r.fits = r.fits || r.alive[r.state(0, p)]
		r.count = min(many, r.count+ways[r.state(0, p)])
	}
	return r
}

// steps calls f with the end and the value of each piece that may begin at p.
func (r *reading) steps(p int, f func(q int, v int64)) {
	if r.blanks {
		f(p, empty)
	}
	d, v := r.run.Digits, int64(0)
	for q := p; q < len(d) && q-p < maxDigits; q++ {
		v = v*10 + int64(d[q]-'0')
		if q > p && (d[p] == '0' || r.run.Gaps[q-1] == Cut) {
			return
		}
		if q+1 == len(d) || r.run.Gaps[q] != Joined || r.mayEnd(q+1) {
			f(q+1, v)
		}
	}
}

// mayEnd says that the run may end, or begin, at p for its tail or head is not of it.
func (r *reading) mayEnd(p int) bool {
	return r.run.Tail > 0 && p == len(r.run.Digits)-r.run.Tail || r.run.Head > 0 && p == r.run.Head
}

// rowEquation is an equation whose open operands all lie in one row:
// the coefficients times the row's cells sum to goal.
type rowEquation struct {
	coef []int64 // by cell of the row
	goal int64
}

// list enumerates the placements of the run that satisfy the row's own
// equations and calls add with each, and whether it uses digits that may belong
// to the text around; an equation with a blank operand rules nothing out. It works from the last cell to the first, because totals stand
// last, and returns false where it gave up.
func (r *reading) list(eqs []rowEquation, w *work, add func(vals []int64, outer bool)) bool {
	if r.count == 1 && r.run.Head == 0 && r.run.Tail == 0 {
		for _, e := range eqs {
			sum, void := -e.goal, false
			for c, k := range e.coef {
				void = void || k != 0 && r.only[c] == empty
				sum += k * r.only[c]
			}
			if sum != 0 && !void {
				return true
			}
		}
		add(r.only, false)
		return w.spend(r.width)
	}
	l := lister{reading: r, eqs: eqs, w: w, add: add, vals: make([]int64, r.width), rest: make([]int64, len(eqs)), void: make([]int, len(eqs))}
	l.into = make([][]edge, (r.width+1)*(len(r.run.Digits)+1))
	for c := range r.width {
		for p := 0; p <= len(r.run.Digits); p++ {
			if !r.alive[r.state(c, p)] {
				continue
			}
			r.steps(p, func(q int, v int64) {
				if s := r.state(c+1, q); r.alive[s] {
					l.into[s] = append(l.into[s], edge{p, v})
				}
			})
		}
	}
	l.closed = make([]bool, r.width+1)
	for c := range l.closed {
		l.closed[c] = true
		for _, e := range eqs {
			before, after := false, false
			for i, k := range e.coef {
				before, after = before || k != 0 && i < c, after || k != 0 && i >= c
			}
			l.closed[c] = l.closed[c] && !(before && after)
		}
	}
	l.dead = make([]bool, len(r.alive))
	l.at, l.firstPlus, l.firstMinus = make([][]int, r.width), make([]int, len(eqs)), make([]int, len(eqs))
	for i, e := range eqs {
		l.rest[i], l.firstPlus[i], l.firstMinus[i] = e.goal, r.width, r.width
		for c := r.width - 1; c >= 0; c-- {
			if k := e.coef[c]; k != 0 {
				l.at[c] = append(l.at[c], i)
				if k > 0 {
					l.firstPlus[i] = c
				} else {
					l.firstMinus[i] = c
				}
			}
		}
	}
	for p := len(r.run.Digits); p >= 0; p-- {
		if r.alive[r.state(r.width, p)] {
			l.end = p
			l.walk(r.width, p)
		}
	}
	return !l.stopped
}

// edge is a piece that ends at a state: where it begins, and its value.
type edge struct {
	from int
	v    int64
}

type lister struct {
	*reading
	eqs                   []rowEquation
	w                     *work
	add                   func([]int64, bool)
	end                   int // the state from which the walk began
	into                  [][]edge
	at                    [][]int // by cell: the equations with it
	firstPlus, firstMinus []int   // of each equation: its first cell with a coefficient of that sign
	closed                []bool  // no equation reaches over the border before cell c
	dead                  []bool  // closed states without a placement to their left
	vals                  []int64
	rest                  []int64 // of each equation: its goal less the cells placed
	void                  []int   // of each equation: its blank operands
	found                 int
	stopped               bool
}

// walk fills the cells before c with the digits before p.
func (l *lister) walk(c, p int) {
	if l.stopped || l.dead[l.state(c, p)] {
		return
	}
	if c == 0 {
		if l.found++; l.found > maxOptions {
			l.stopped, l.w.spent = true, true
			return
		}
		l.add(l.vals, l.run.Head > 0 && p == 0 || l.run.Tail > 0 && l.end == len(l.run.Digits))
		return
	}
	before := l.found
	for _, e := range l.into[l.state(c, p)] {
		if !l.w.spend(1) {
			l.stopped = true
			return
		}
		l.vals[c-1] = e.v
		l.place(c-1, e.v, 1)
		if l.possible(c - 1) {
			l.walk(c-1, e.from)
		}
		l.place(c-1, e.v, -1)
	}
	l.dead[l.state(c, p)] = l.closed[c] && l.found == before && !l.stopped
}

// place counts v in cell c into the equations, or takes it out again.
func (l *lister) place(c int, v, sign int64) {
	for _, i := range l.at[c] {
		if v == empty {
			l.void[i] += int(sign)
		} else {
			l.rest[i] -= sign * l.eqs[i].coef[c] * v
		}
	}
}

// possible says whether the cells before c may still satisfy the equations of
// cell c: numbers are not negative.
func (l *lister) possible(c int) bool {
	for _, i := range l.at[c] {
		if l.void[i] > 0 {
			continue
		}
		plus, minus := c > l.firstPlus[i], c > l.firstMinus[i]
		if l.blanks && (plus || minus) {
			continue // a blank may still void it
		}
		if l.rest[i] > 0 && !plus || l.rest[i] < 0 && !minus {
			return false
		}
	}
	return true
}
