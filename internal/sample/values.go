package sample

import (
	"math"
	"slices"
	"strings"

	"gongkai/extract/form"
	"gongkai/record"
)

var applicants = []string{"natural_person", "commercial_enterprise", "research_institution", "public_welfare_org", "legal_service_org", "other_org"}

// fill draws the organ's figures: first the cells that no sum gives, then the
// sums, so that every identity of the form holds.
func (r *Report) fill() {
	r.Values, r.Raw, r.Meant = map[string]record.Number{}, map[string]string{}, map[string]record.Number{}
	size := r.opt.Size
	if size == Any {
		size = pick(r.rng, []Size{Silent, Small, Small, Small, Small, Middle, Middle, Middle, Large, Large})
		for _, d := range r.opt.Damage { // damage to figures needs figures
			if slices.Contains([]Damage{SplitNumber, JoinedNumbers}, d) {
				size = pick(r.rng, []Size{Middle, Large})
			}
		}
	}
	r.fillRequests([]float64{Silent: 0, Small: 6, Middle: 80, Large: 4000}[size])
	r.fillDisputes([]float64{Silent: 0, Small: .5, Middle: 8, Large: 300}[size])
	r.fillProactive([]float64{Silent: 0, Small: 40, Middle: 900, Large: 60000}[size])
	for i := range r.form.Cells {
		c := &r.form.Cells[i]
		n, ok := r.Meant[c.Path]
		if !ok {
			continue
		}
		r.Values[c.Path] = n
		r.Raw[c.Path] = r.printed(c, n)
	}
}

// printed is a figure as organs print it: money in the cell's own unit where
// the form does not name one, a change with or without its plus sign.
func (r *Report) printed(c *form.Cell, n record.Number) string {
	switch {
	case c.Col.Signed && n.Sign() > 0 && r.rng.IntN(2) == 0:
		return "+" + n.String()
	case strings.HasSuffix(c.Path, "_wan_yuan") && !strings.Contains(c.Col.Label, c.Unit) && n.Sign() > 0:
		if unit := []rune(c.Unit); r.rng.IntN(2) == 0 {
			return n.Shift(4).String() + string(unit[len(unit)-1:])
		}
		return n.String() + c.Unit
	}
	return n.String()
}

// draw returns a count with the given mean, often 0 where that is small.
func (r *Report) draw(mean float64) int64 {
	v := mean * (0.4 + 1.2*r.rng.Float64())
	n := math.Floor(v)
	if r.rng.Float64() < v-n {
		n++
	}
	return int64(n)
}

// weights returns n shares that sum to 1, uneven from report to report; first
// is the weight of the first one against 1 for each of the others.
func (r *Report) weights(n int, first float64) []float64 {
	out := make([]float64, n)
	sum := 0.0
	for i := range out {
		out[i] = math.Exp(r.rng.NormFloat64())
		if r.rng.IntN(3) == 0 {
			out[i] = 0
		}
		if i == 0 {
			out[i] = first
		}
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

func (r *Report) set(path string, n int64) { r.Meant[path] = record.Int(n) }

func (r *Report) fillRequests(mean float64) {
	b := &r.form.Table("requests").Blocks[0]
	one := r.Generation == "2019" || r.has(OtherOneRow)
	var leaves []string
	for _, n := range b.RowLeaves {
		inOther := n.Parent != nil && n.Parent.Key == "other"
		switch {
		case n.Key == "other" && one, n.Key != "other" && !(inOther && one) && !slices.Contains([]string{"new_received", "carried_in", "processed_total", "carried_out"}, n.Key):
			leaves = append(leaves, n.Key)
		}
	}
	rows, cols := r.weights(len(leaves), 6), r.weights(len(applicants), 12)
	sums := map[string]int64{}
	put := func(row, col string, n int64) {
		r.set("requests."+row+"."+col, n)
		sums[row] += n
	}
	for k, col := range applicants {
		var processed int64
		for i, row := range leaves {
			n := r.draw(mean * rows[i] * cols[k])
			processed += n
			put(row, col, n)
		}
		out := r.draw(mean * cols[k] * 0.06)
		in := min(r.draw(mean*cols[k]*0.06), processed+out)
		put("processed_total", col, processed)
		put("carried_out", col, out)
		put("carried_in", col, in)
		put("new_received", col, processed+out-in)
	}
	for row, n := range sums {
		r.set("requests."+row+".total", n)
	}
}

func (r *Report) fillDisputes(mean float64) {
	for _, kind := range []string{"reconsideration", "litigation_direct", "litigation_after_reconsideration"} {
		var total int64
		for i, result := range []string{"upheld", "corrected", "other", "pending"} {
			n := r.draw(mean * []float64{.6, .1, .2, .1}[i])
			total += n
			r.set("disputes."+kind+"."+result, n)
		}
		r.set("disputes."+kind+".total", total)
	}
}

func (r *Report) fillProactive(mean float64) {
	government := r.Scope == "region"
	for i := range r.form.Cells {
		c := &r.form.Cells[i]
		if c.Table.Key != "proactive" || c.Optional {
			continue
		}
		switch {
		case strings.HasSuffix(c.Path, "_wan_yuan"):
			if mean == 0 || r.rng.IntN(2) == 0 {
				r.set(c.Path, 0)
				continue
			}
			places := pick(r.rng, []int{-6, -4, -2, -1})
			r.Meant[c.Path] = record.Int(1 + r.rng.Int64N(int64(mean)*1000)).Shift(places)
		case c.Row.Key == "regulations":
			r.set(c.Path, 0)
			if government && mean > 500 {
				r.set(c.Path, r.draw(2))
			}
		case c.Row.Key == "normative_documents":
			n := r.draw(map[bool]float64{true: math.Sqrt(mean), false: math.Sqrt(mean) / 5}[government])
			switch c.Col.Key {
			case "in_force": // a stock holds what was issued this year
				issued, _ := r.Meant["proactive.normative_documents.issued"].Int64()
				n = issued + 3*n
			case "disclosed_total":
				disclosed, _ := r.Meant["proactive.normative_documents.newly_disclosed"].Int64()
				n = disclosed + 3*n
			}
			r.set(c.Path, n)
		case c.Col.Signed:
			r.set(c.Path, r.draw(4)-4)
			if mean == 0 {
				r.set(c.Path, 0)
			}
		case strings.HasPrefix(c.Path, "proactive.coercive_measures"), strings.HasPrefix(c.Path, "proactive.admin_fees"):
			r.set(c.Path, r.draw(mean/40))
		default:
			r.set(c.Path, r.draw(mean))
		}
	}
}
