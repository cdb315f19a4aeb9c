package layout

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/extract/pdf"
)

// Word is a run of glyphs on a line that print keeps together.
type Word struct {
	Page   int // from 0
	X0, X1 float64
	Y      float64 // baseline, in a stack of pages
	Y0, Y1 float64 // on its page
	Size   float64
	Text   string
	Number bool // digits with their signs, or a dash or slash in their place
	line   int
	row    float64 // the baseline of its row, where that is another
}

func (w *Word) centre() float64 { return (w.X0 + w.X1) / 2 }

// words cuts a line where it leaves a gap. A printed space alone does not cut,
// but between numbers.
func words(dst []Word, glyphs []pdf.Glyph, l *Line, number int) []Word {
	var buf []byte
	cur := Word{Page: l.Page, line: number}
	var last *pdf.Glyph
	space := false
	end := func() {
		if last != nil {
			cur.Text = string(buf)
			cur.Number = isNumber(cur.Text)
			dst = append(dst, cur)
		}
		buf, last = buf[:0], nil
	}
	for _, i := range l.glyphs {
		g := &glyphs[i]
		if blank(g.Text) {
			space = true
			continue
		}
		if last != nil {
			if twice(last, g) {
				continue
			}
			gap, em := g.X0-last.X1, min(last.Size, g.Size)
			least := .2
			if space && !(digit(last.Text) && digit(g.Text)) {
				least = .9
			}
			if gap > least*em || overdrawn(last, g) {
				end()
			} else if space && gap > .12*em {
				buf = append(buf, ' ')
			}
		}
		if last == nil {
			cur.X0, cur.X1, cur.Y, cur.Y0, cur.Y1, cur.Size = g.X0, g.X1, g.Baseline, g.Y0, g.Y1, g.Size
		}
		buf = append(buf, g.Text...)
		cur.X1, cur.Y0, cur.Y1 = max(cur.X1, g.X1), min(cur.Y0, g.Y0), max(cur.Y1, g.Y1)
		last, space = g, false
	}
	end()
	return dst
}

// isNumber says whether a word is a figure, or a sign that stands for one.
func isNumber(s string) bool {
	if utf8.RuneCountInString(s) > 24 {
		return false
	}
	digits := false
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			digits = true
		case strings.ContainsRune(".,+-/%\u2014\u2013\u2212\uff0c\uff0e\uff0d\uff0f\uff0b\uff05", r):
		default:
			return false
		}
	}
	return digits || s == "/" || strings.Trim(s, "-\u2014\u2013\u2212\uff0d") == "" || s == "\uff0f"
}

// column is the band that a column's figures take up.
type column struct{ x0, x1 float64 }

// Columns finds the columns of figures: rows of three or more of them tell,
// where there are such rows, else all. Figures that overlap stand in one
// column. Where that would put two figures of one row in one column, the row
// with the most figures is the pattern.
func Columns(ws []Word) []column {
	rows := figureLines(ws)
	strong := slices.ContainsFunc(rows, func(r []int) bool { return len(r) >= 3 })
	var spans []column
	widest := -1
	for i, r := range rows {
		if strong && len(r) < 3 {
			continue
		}
		if widest < 0 || len(r) > len(rows[widest]) {
			widest = i
		}
		for _, k := range r {
			spans = append(spans, column{ws[k].X0, ws[k].X1})
		}
	}
	if len(spans) == 0 {
		return nil
	}
	slices.SortFunc(spans, func(a, b column) int { return cmp.Compare(a.x0, b.x0) })
	out := spans[:1:1]
	for _, s := range spans[1:] {
		if last := &out[len(out)-1]; s.x0 < last.x1 {
			last.x1 = max(last.x1, s.x1)
		} else {
			out = append(out, s)
		}
	}
	out = widen(ws, headColumns(ws, rows, out))
	for _, r := range rows {
		for i := 1; i < len(r) && len(r) >= 3; i++ {
			if columnOf(out, &ws[r[i]]) == columnOf(out, &ws[r[i-1]]) {
				out = out[:0]
				for _, k := range rows[widest] {
					out = append(out, column{ws[k].X0, ws[k].X1})
				}
				return out
			}
		}
	}
	return out
}

// widen gives columns the width of the short words that stand in them, which is
// more than their figures', up to half way to the next.
func widen(ws []Word, columns []column) []column {
	out := slices.Clone(columns)
	for i := range ws {
		w := &ws[i]
		if w.Number || w.X1-w.X0 > 2.2*w.Size || w.X1 < columns[0].x0 {
			continue
		}
		if a, b := over(columns, w); a == b && min(w.X1, columns[a].x1) > max(w.X0, columns[a].x0) {
			low, high := -1e9, 1e9
			if a > 0 {
				low = (columns[a-1].x1+columns[a].x0)/2 + .1
			}
			if a+1 < len(columns) {
				high = (columns[a].x1+columns[a+1].x0)/2 - .1
			}
			out[a].x0, out[a].x1 = min(out[a].x0, max(w.X0, low)), max(out[a].x1, min(w.X1, high))
		}
	}
	return out
}

// headColumns adds columns that hold no figure, as where cells are blank: where
// short words of the heading stand below one another in a gap between columns, or
// beside them where no row has a label.
func headColumns(ws []Word, rows [][]int, columns []column) []column {
	labelled := false
	for _, r := range rows {
		labelled = labelled || r[0] > 0 && ws[r[0]-1].line == ws[r[0]].line
	}
	first := ws[rows[0][0]].line
	var heads []column
	for i := range ws {
		w := &ws[i]
		if w.line >= first || w.Number || w.X1-w.X0 > 4.5*w.Size || labelled && w.X0 < columns[0].x0 {
			continue
		}
		alone := true
		for _, c := range columns {
			alone = alone && (w.X0 > c.x1 || w.X1 < c.x0)
		}
		if alone {
			heads = append(heads, column{w.X0, w.X1})
		}
	}
	slices.SortFunc(heads, func(a, b column) int { return cmp.Compare(a.x0, b.x0) })
	for i := 0; i < len(heads); {
		j, c := i+1, heads[i]
		for ; j < len(heads) && heads[j].x0 < c.x1; j++ {
			c.x1 = max(c.x1, heads[j].x1)
		}
		if j-i > 1 {
			columns = append(columns, c)
		}
		i = j
	}
	slices.SortFunc(columns, func(a, b column) int { return cmp.Compare(a.x0, b.x0) })
	return columns
}

// figureLines lists the figures of each line, left to right; those that a label
// follows do not count.
func figureLines(ws []Word) (rows [][]int) {
	for i := 0; i < len(ws); {
		j := i
		var row []int
		for ; j < len(ws) && ws[j].line == ws[i].line; j++ {
			if ws[j].Number {
				row = append(row, j)
			} else if len(row) > 0 && !strings.ContainsFunc(ws[j].Text, unicode.IsDigit) {
				row = row[:0]
			}
		}
		if len(row) > 0 {
			rows = append(rows, row)
		}
		i = j
	}
	return rows
}

// columnOf is the column that a word overlaps most, or the nearest.
func columnOf(columns []column, w *Word) int {
	best, most := 0, -1e9
	for i, c := range columns {
		if over := min(c.x1, w.X1) - max(c.x0, w.X0); over > most {
			best, most = i, over
		}
	}
	return best
}

// over is the stretch of columns that a word overlaps.
func over(columns []column, w *Word) (from, to int) {
	from = columnOf(columns, w)
	to = from
	for from > 0 && columns[from-1].x1 > w.X0 {
		from--
	}
	for to+1 < len(columns) && columns[to+1].x0 < w.X1 {
		to++
	}
	return from, to
}

// spanOf is the stretch of columns that a heading stands over: those it overlaps
// and, where that puts its middle in theirs, neighbours that no other word of
// its line is above. One that stands in the middle of a single column keeps it.
func spanOf(columns []column, w *Word, line []*Word) (from, to int) {
	from, to = over(columns, w)
	miss := func(a, b int) float64 {
		d := (columns[a].x0+columns[b].x1)/2 - w.centre()
		return max(d, -d)
	}
	step := .4 * w.Size
	if from == to && miss(from, to) < step || len(line) > 64 {
		return from, to
	}
	low, high := 0, len(columns)-1
	var right *Word
	for _, o := range line {
		if o.X0 > w.X0 && (right == nil || o.X0 < right.X0) {
			right = o
		}
		if o.X0 < w.X0 {
			_, b := over(columns, o)
			low = max(low, min(b+1, from))
		}
	}
	if right != nil {
		a, _ := spanOf(columns, right, line)
		high = max(a-1, to)
	}
	bestA, bestB := from, to
	for a := low; a <= from; a++ {
		for b := to; b <= high; b++ {
			if d := miss(a, b) - miss(bestA, bestB); d < -step || d < step && b-a > bestB-bestA {
				bestA, bestB = a, b
			}
		}
	}
	return bestA, bestB
}
