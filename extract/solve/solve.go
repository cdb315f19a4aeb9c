// Package solve decides which printed number belongs to which cell, when print
// does not say: by arithmetic only.
//
// The tables of a report are redundant: every row and every column is bound by
// a sum. Where cell borders were lost, Solve enumerates the placements that
// print allows (order kept, nothing invented) and keeps those that satisfy the
// equations. One placement left, and enough equations to confirm it: its
// values. Otherwise no value, but the candidates. The row 640020470 in seven
// cells, the last being the sum of the others, has one placement:
// 64 0 0 2 0 4 70.
//
// docs/solve.md says what is assumed and how often a unique placement is wrong.
package solve

import (
	"context"
	"slices"
)

// Problem is one table: cells numbered in form order, the equations that bind
// them, and what print leaves open.
type Problem struct {
	Cells     []Cell
	Equations []Equation
	Groups    []Group
}

// Cell is what is certain of a cell before solving.
type Cell struct {
	Kind  Kind
	Value int64 // of a Known cell
}

// Kind of a cell.
type Kind uint8

const (
	Blank Kind = iota // certain: no number is printed there; an equation with it is undecided
	Known             // certain: Value is printed there
	Open              // in some Group; if in none, nothing is known of it and an equation with it is undecided
)

// Equation says that the sum of Left is the sum of Right.
type Equation struct {
	ID          string
	Left, Right []int
}

// Group is a stretch of print and the rows that it may fill. Runs fall into
// Rows in order, each run whole into one row; every digit is used. A row that
// gets no run holds no number. Within a row the pieces of a run fall into its
// cells in order.
type Group struct {
	Rows   [][]int // cells of each row, in printed order
	Runs   []Run
	Blanks bool // a row's cells may outnumber its pieces: the others are blank

	// Ways are other readings of Rows, where print does not say which applies
	// to all of the group: a header whose order was lost. A cell that the
	// reading in force leaves out is blank.
	Ways [][][]int

	// Adrift says that print does not show that the runs belong to these rows
	// at all (a number that stands alone somewhere, and a cell that was lost):
	// the values count only if two equations of each cell ask for them. There
	// may be more runs than rows; then every row gets one, in order, the others
	// belong elsewhere, and there are candidates but no decision.
	Adrift bool
}

// Run is a string of digits and what print says of each gap between two.
type Run struct {
	Digits string
	Gaps   []Gap // len(Digits)-1

	// Head first digits and Tail last digits may belong to the text before and
	// after (the ordinal of the next label), all of them or none. A placement
	// that needs them as its own is a candidate, not a decision.
	Head, Tail int
}

// Gap says whether two adjacent digits belong to one number.
type Gap uint8

const (
	Maybe  Gap = iota // print does not say
	Joined            // one number
	Cut               // two numbers
)

// Answer holds a decision for each Open cell, in cell order.
type Answer struct {
	Cells []Decision
	// Exhausted says that the search met its budget: what it did not decide
	// may have a unique placement all the same.
	Exhausted bool
}

// Decision is the outcome for one Open cell.
type Decision struct {
	Cell    int
	Decided bool
	Blank   bool // decided: no number is printed there
	Value   int64
	By      []string // IDs of the equations that left only this placement, each once; empty if print alone did
	// Candidates are, where undecided, at most five of the values that satisfy
	// the equations ("" for blank), in ascending order: none if no placement
	// does, a single one if too little confirms it.
	Candidates []string
}

// Solve decides the Open cells of p within its budget of work. Equal problems
// have equal answers, however fast the machine is.
func Solve(ctx context.Context, p Problem) Answer {
	if !slices.ContainsFunc(p.Cells, func(c Cell) bool { return c.Kind == Open }) {
		return Answer{}
	}
	q := p // so that a problem with nothing open stays off the heap
	return search(ctx, &q)
}

func search(ctx context.Context, p *Problem) Answer {
	t := newTally(p.Cells)
	w := &work{ctx: ctx, left: budget}
	all := readings(p.Groups, w)
	for _, groups := range all {
		if solveReading(p, groups, t, w); w.spent && len(all) > 1 { // what was not searched may hold other values
			return newTally(p.Cells).answer(true)
		}
	}
	return t.answer(w.spent)
}

// readings returns the groups under every combination of their Ways.
func readings(groups []Group, w *work) [][]Group {
	if !slices.ContainsFunc(groups, func(g Group) bool { return len(g.Ways) > 0 }) {
		return [][]Group{groups}
	}
	out := [][]Group{nil}
	for _, g := range groups {
		ways := append([][][]int{g.Rows}, g.Ways...)
		if len(out)*len(ways) > maxReadings {
			w.spent = true
			return nil
		}
		var next [][]Group
		for _, head := range out {
			for _, rows := range ways {
				h := g
				h.Rows, h.Ways = rows, ways
				if len(ways) == 1 {
					h.Ways = nil
				}
				next = append(next, append(head[:len(head):len(head)], h))
			}
		}
		out = next
	}
	return out
}

// Bounds of the search. Work is counted in options looked at, not in time, so
// that the outcome does not depend on the machine.
const (
	budget      = 600_000
	maxAlone    = 32   // placements that print may allow where one equation decides alone
	maxReadings = 720  // combinations of Ways
	maxOptions  = 4096 // placements of one run in one row that satisfy the row's own equations
	maxDigits   = 15   // of one number
	maxRun      = 400  // digits of one run
)

// work is what is left of the budget.
type work struct {
	ctx   context.Context
	left  int
	spent bool // something was not searched
}

// spend takes n from the budget and says whether it was there.
func (w *work) spend(n int) bool {
	if before := w.left; before>>12 != (before-n)>>12 && w.ctx.Err() != nil {
		w.left = -1
	} else {
		w.left -= n
	}
	w.spent = w.spent || w.out()
	return !w.out()
}

// out says that nothing is left.
func (w *work) out() bool { return w.left < 0 }
