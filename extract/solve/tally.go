package solve

import (
	"slices"
	"strconv"
)

// tally gathers, over all readings of the print, which values each open cell
// may hold.
type tally struct {
	cells []count
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
	room      [2]int64 // for print and live, which nearly always hold one value
}

func newTally(cells []Cell) *tally {
	n := 0
	for i := range cells {
		if cells[i].Kind == Open {
			n++
		}
	}
	t := &tally{cells: make([]count, 0, n), at: make([]*count, len(cells))}
	for i := range cells {
		if cells[i].Kind == Open {
			t.cells = append(t.cells, count{cell: i})
			c := &t.cells[len(t.cells)-1]
			c.print, c.live = c.room[0:0:1], c.room[1:1:2]
			t.at[i] = c
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
	for i := range t.cells {
		c := &t.cells[i]
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
