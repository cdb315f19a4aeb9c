package check

import (
	"slices"

	"gongkai/extract/form"
	"gongkai/record"
)

// use is how a cell stands in the equations that it takes part in.
type use struct {
	broken, decided int
	error           record.Number // the cell's value is too high by this much
	differ          bool          // not by the same amount in all of them
	by              []int         // the broken ones
}

// suspect reports whether another value of the cell would mend every equation
// that it takes part in: its row and its column break by the same amount.
func (u *use) suspect(value record.Number) bool {
	return u.broken >= 2 && u.broken == u.decided && !u.differ && value.Sub(u.error).Sign() >= 0
}

// oneCell looks for the cell whose correction would mend every equation that
// it takes part in. It speaks only where each of these equations has one such cell.
func oneCell(p *Pass) {
	if p.Form == nil {
		p.Count(0, 1)
		return
	}
	ids := p.identities()
	uses := p.uses(ids)
	var found []int
	claimed := map[int]int{} // equations and how many cells would mend them
	for i := range uses {
		if !uses[i].suspect(p.Value(i)) {
			continue
		}
		found = append(found, i)
		for _, k := range uses[i].by {
			claimed[k]++
		}
	}
	told := false
	for _, i := range found {
		if !slices.ContainsFunc(uses[i].by, func(k int) bool { return claimed[k] > 1 }) {
			p.mendedBy(i, &uses[i], ids)
			told = true
		}
	}
	if !told {
		p.Count(0, 1)
	}
}

// uses says of each cell how it stands in the equations; nil if none is broken.
func (p *Pass) uses(ids []*form.Identity) []use {
	if !slices.ContainsFunc(ids, func(id *form.Identity) bool {
		left, right, state := p.weigh(id)
		return state == decided && !left.Equal(right)
	}) {
		return nil
	}
	uses := make([]use, len(p.cells))
	for k, id := range ids {
		left, right, state := p.weigh(id)
		if state != decided {
			continue
		}
		diff := left.Sub(right)
		for side, cells := range [2][]int{id.Left, id.Right} {
			for _, i := range cells {
				u := &uses[i]
				u.decided++
				if diff.Sign() == 0 {
					continue
				}
				e := diff
				if side == 1 {
					e = diff.Neg()
				}
				u.differ = u.differ || u.broken > 0 && !u.error.Equal(e)
				u.error = e
				u.broken++
				u.by = append(u.by, k)
			}
		}
	}
	return uses
}

// mendedBy reports the cell whose correction mends its equations.
func (p *Pass) mendedBy(i int, u *use, ids []*form.Identity) {
	value := p.Value(i)
	mended := value.Sub(u.error)
	paths, at := p.Paths(i), p.At(i)
	for _, k := range u.by {
		for _, j := range slices.Concat(ids[k].Left, ids[k].Right) {
			if q := p.Form.Cells[j].Path; !slices.Contains(paths, q) {
				paths = append(paths, q)
			}
		}
	}
	key := "T05.broken"
	if p.Form.Cells[i].Table.List {
		key = "T05.list"
	}
	p.Broken(record.Finding{Paths: paths, At: at, Left: value, Right: mended}, key,
		Label(&p.Form.Cells[i]), value.String(), mended.String(), abs(u.error).String())
}
