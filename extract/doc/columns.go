package doc

import "slices"

// near is how far apart edges of cells may be that are one: a point, which nobody
// sees. The format itself calls edges that are up to 3 apart the same.
const nearEdge = 20

// Columns lays the rows of a table on common columns: for each row, where each of
// its edges falls among all edges of the table. Edges that are near are one,
// unless that left a cell without width.
func Columns(rows []*Row) ([][]int, error) {
	var all []int32
	for _, r := range rows {
		for i := 1; i < len(r.Edges); i++ {
			if r.Edges[i] < r.Edges[i-1] {
				return nil, damaged("table")
			}
		}
		all = append(all, r.Edges...)
	}
	if out, ok := columns(rows, all, nearEdge); ok {
		return out, nil
	}
	// Some cells are thinner than that, or have no width: each still is a column.
	all = all[:0]
	for _, r := range rows {
		for i := 1; i < len(r.Edges); i++ {
			r.Edges[i] = max(r.Edges[i], r.Edges[i-1]+1)
		}
		all = append(all, r.Edges...)
	}
	out, _ := columns(rows, all, 0)
	return out, nil
}

func columns(rows []*Row, all []int32, within int32) ([][]int, bool) {
	slices.Sort(all)
	edges := all[:0] // of each group of edges that are near, the first
	for _, x := range all {
		if len(edges) == 0 || x > edges[len(edges)-1]+within {
			edges = append(edges, x)
		}
	}
	out := make([][]int, len(rows))
	for i, r := range rows {
		out[i] = make([]int, len(r.Edges))
		for k, x := range r.Edges {
			at, found := slices.BinarySearch(edges, x)
			if !found {
				at-- // the group began before it
			}
			if k > 0 && at <= out[i][k-1] {
				return nil, false
			}
			out[i][k] = at
		}
	}
	return out, true
}
