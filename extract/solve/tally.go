package solve

import (
	"slices"
	"strconv"
)

// tally gathers, over all readings of the print, which values each open cell
// may hold.
type tally struct {
	cells []*count
	at    []*count // by problem cell; nil if it is not open
}

// count is what was found of one cell.
type count struct {
	cell      int
	print     []int64 // values that print allows, as long as there is at most one in each reading
	printOpen bool    // a reading leaves it open
	live      []int64 // values in placements that satisfy the equations, ascending
	weak      bool    // too few equations confirm it
	by        []string
}

func newTally(cells []Cell) *tally {
	t := &tally{at: make([]*count, len(cells))}
	for i, c := range cells {
		if c.Kind == Open {
			t.at[i] = &count{cell: i}
			t.cells = append(t.cells, t.at[i])
		}
	}
	return t
}

// insert adds v to an ascending set.
func insert(set []int64, v int64) []int64 {
	i, ok := slices.BinarySearch(set, v)
	if ok {
		return set
	}
	return slices.Insert(set, i, v)
}

// answer turns the counts into decisions.
func (t *tally) answer(exhausted bool) Answer {
	a := Answer{Exhausted: exhausted, Cells: make([]Decision, 0, len(t.cells))}
	for _, c := range t.cells {
		d := Decision{Cell: c.cell}
		v := int64(0)
		switch {
		case !c.printOpen && len(c.print) == 1:
			d.Decided, v = true, c.print[0]
		case len(c.live) == 1 && !c.weak:
			d.Decided, v, d.By = true, c.live[0], c.by
		default:
			for _, v := range c.live[:min(len(c.live), maxCandidates)] {
				d.Candidates = append(d.Candidates, text(v))
			}
		}
		if d.Decided && v == empty {
			d.Blank = true
		} else if d.Decided {
			d.Value = v
		}
		a.Cells = append(a.Cells, d)
	}
	return a
}

const maxCandidates = 5

func text(v int64) string {
	if v == empty {
		return ""
	}
	return strconv.FormatInt(v, 10)
}
