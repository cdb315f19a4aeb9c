package layout

import (
	"cmp"
	"slices"

	"gongkai/extract/pdf"
)

// splitColumns puts lines set in two columns into reading order: where four
// lines or more have a wide part on either side of a gap in one place, and none
// between them crosses it, each is cut there, and the left halves come first.
func (w *work) splitColumns(p *pdf.Page, ls []Line) []Line {
	var middles []float64
	for i := range ls {
		if x, ok := gutter(p, &ls[i]); ok {
			middles = append(middles, x)
		}
	}
	if len(middles) < 4 {
		return ls
	}
	slices.Sort(middles)
	x := middles[len(middles)/2]
	crosses := func(l *Line) bool {
		return slices.ContainsFunc(l.glyphs, func(i int32) bool {
			g := &p.Glyphs[i]
			return g.X0 < x+.2*g.Size && g.X1 > x-.2*g.Size && !blank(g.Text)
		})
	}
	out := make([]Line, 0, len(ls)+8)
	for i := 0; i < len(ls); {
		j, both := i, 0
		for ; j < len(ls) && !crosses(&ls[j]); j++ {
			if m, ok := gutter(p, &ls[j]); ok && m-x < 3*ls[j].Size && x-m < 3*ls[j].Size {
				both++
			}
		}
		if both < 4 || 2*both < j-i {
			out = append(out, ls[i:max(j, i+1)]...)
			i = max(j, i+1)
			continue
		}
		out = append(out, w.halves(p, ls[i:j], x)...)
		i = j
	}
	return out
}

// gutter is the middle of a line's one wide gap, if what stands on either side
// is as wide as a column of prose.
func gutter(p *pdf.Page, l *Line) (x float64, ok bool) {
	if l.gap < 1.2 {
		return 0, false
	}
	end, from, to := 0.0, 0.0, 0.0 // the gap's
	wideGaps := 0
	for k, i := range l.glyphs {
		g := &p.Glyphs[i]
		if blank(g.Text) {
			continue
		}
		if k > 0 && g.X0-end > to-from {
			from, to = end, g.X0
		}
		if k > 0 && g.X0-end > .8*g.Size {
			wideGaps++
		}
		end = max(end, g.X1)
	}
	return (from + to) / 2, wideGaps == 1 && from-l.X0 > 9*l.Size && l.X1-to > 9*l.Size
}

// halves cuts lines at x: all left halves, then all right ones.
func (w *work) halves(p *pdf.Page, ls []Line, x float64) []Line {
	var out []Line
	order := 0.0
	for i := range ls {
		order = max(order, ls[i].order)
	}
	for side := range 2 {
		from := len(out)
		m := margins{1e9, -1e9}
		for i := range ls {
			var half []int32
			for _, k := range ls[i].glyphs {
				if g := &p.Glyphs[k]; (g.X0 > x) == (side == 1) {
					half = append(half, k)
				}
			}
			if half = trimBlanks(p, half); len(half) == 0 {
				continue
			}
			l := w.line(p, half, ls[i].Page)
			if side == 1 {
				order += .001
				l.order = order
			}
			m.left, m.right = min(m.left, l.X0), max(m.right, l.X1)
			out = append(out, l)
		}
		for i := from; i < len(out); i++ {
			out[i].margin = m
		}
	}
	return out
}

// upright makes lines of glyphs set from top to bottom: one a column, right to
// left.
func (w *work) upright(p *pdf.Page, of []int32, number int) []Line {
	centre := func(i int32) float64 { return (p.Glyphs[i].X0 + p.Glyphs[i].X1) / 2 }
	slices.SortFunc(of, func(a, b int32) int { return cmp.Compare(centre(b), centre(a)) })
	var out []Line
	for i := 0; i < len(of); {
		j := i + 1
		for j < len(of) && centre(of[i])-centre(of[j]) <= .6*p.Glyphs[of[i]].Size {
			j++
		}
		column := of[i:j:j]
		slices.SortFunc(column, func(a, b int32) int {
			return cmp.Or(cmp.Compare(p.Glyphs[a].Y0, p.Glyphs[b].Y0), cmp.Compare(p.Glyphs[a].Text, p.Glyphs[b].Text))
		})
		i = j
		if column = trimBlanks(p, column); len(column) == 0 {
			continue
		}
		l := w.line(p, column, number)
		w.text1, _ = appendColumns(w.text1[:0], p.Glyphs, slices.Clone(column), nil)
		l.Text, l.gap = string(w.text1), 0
		l.order = p.Glyphs[column[0]].Y0
		out = append(out, l)
	}
	return out
}

// trimBlanks drops what shows nothing from both ends.
func trimBlanks(p *pdf.Page, line []int32) []int32 {
	for len(line) > 0 && blank(p.Glyphs[line[0]].Text) {
		line = line[1:]
	}
	for len(line) > 0 && blank(p.Glyphs[line[len(line)-1]].Text) {
		line = line[:len(line)-1]
	}
	return line
}
