package match

import (
	"slices"
	"strings"

	"gongkai/extract/fold"
	"gongkai/extract/match/figure"
	"gongkai/extract/match/words"
	"gongkai/record"
)

// layout is the columns of a table that holds a list, or of a half of it where
// two halves stand side by side.
type layout struct {
	from, to int // columns of the grid
	label    []int
	unit     []int
	figures  []int
	cols     columns
}

// gridLists collects the rows of the lists that stand in tables. A table cut by
// a page goes on under the headings of its first part.
func (b *board) gridLists(x *index, rows []row, year int) (out []printedList) {
	var last []layout
	var halves [][]indicator // of the list at hand
	width := 0
	flush := func() {
		if last != nil {
			out = append(out, printedList{items: slices.Concat(halves...), cols: last[0].cols})
		}
	}
	for from := 0; from < len(rows); {
		to := from
		for to < len(rows) && rows[to].grid == rows[from].grid {
			to++
		}
		table := rows[from:to]
		from = to
		known := 0
		for i := range table {
			if x.knows(&table[i]) {
				known++
			}
		}
		head, now := headOfList(x, table, year)
		goesOn := last != nil && table[0].grid.Cols == width
		if known == 0 || known < 3 && now == nil && !goesOn {
			continue
		}
		switch {
		case now == nil && goesOn:
			now = last
		case now == nil:
			now = []layout{unheaded(x, table)}
		}
		if len(now[0].figures) == 0 {
			continue // labels alone
		}
		if len(now) > 1 && slices.ContainsFunc(now, func(l layout) bool { return !slices.Equal(l.cols.heads, now[0].cols.heads) }) {
			now = now[:1] // two tables side by side, not two halves of one
		}
		if last == nil || len(now) != len(last) || !slices.Equal(now[0].cols.heads, last[0].cols.heads) {
			flush()
			halves = make([][]indicator, len(now))
		}
		for i := range table {
			table[i].read = true
		}
		for k := range now {
			for i := head; i < len(table); i++ {
				if it, ok := now[k].item(&table[i]); ok {
					halves[k] = append(halves[k], it)
				} else if r := &table[i]; k == 0 && numbers(r.cells) > 0 && !hasLetters(r) {
					if n := len(halves[k]) - 1; i > head && n >= 0 && halves[k][n].pos.Row == r.n && (halves[k][n].short || halves[k][n].empty()) {
						halves[k][n].torn = halves[k][n].figures() + joinTexts(r.cells) // a row cut in two
					} else {
						b.dropUnmapped(r.texts(), r.pos())
					}
				}
			}
		}
		last, width = now, table[0].grid.Cols
	}
	flush()
	return out
}

// knows reports whether a cell of the row is a label of the list's.
func (x *index) knows(r *row) bool {
	return slices.ContainsFunc(r.cells, func(c *cell) bool {
		return c.Row == r.n && !c.value && len(c.Text) < 400 && len(x.rows[readLabel(c.Text).key]) > 0
	})
}

// heading reports whether the row is a heading over rows of the list's.
func (x *index) heading(r *row) bool {
	return slices.ContainsFunc(r.cells, func(c *cell) bool {
		return c.Row == r.n && !c.value && len(c.Text) < 400 && x.heads[readLabel(c.Text).key]
	})
}

// words are a cell's words, folded.
func (c *cell) words() string {
	if c.label == nil {
		return ""
	}
	return c.label.text
}

// headOfList reads the heading of a table: the rows before the first one of the
// list. Without the word for indicators there is none.
func headOfList(x *index, table []row, year int) (rows int, out []layout) {
	w := &words.All().List
	for rows < len(table) && rows < 6 && !x.knows(&table[rows]) && !x.heading(&table[rows]) {
		rows++
	}
	at := slices.IndexFunc(table[:rows], func(r row) bool {
		return len(r.cells) > 1 && slices.ContainsFunc(r.cells, func(c *cell) bool { return slices.Contains(w.Label, c.words()) })
	})
	if at < 0 {
		return rows, nil
	}
	g := table[0].grid
	end := at + 1 // further rows of the heading: parts of its columns
	for end < rows && !isListRow(&table[end]) {
		end++
	}
	var lay *layout
	for c := range g.Cols {
		text, class := "", byte('f')
		for r := at; r < end; r++ {
			cell := g.At(r, c)
			if cell == nil || cell.Row < r && r > at {
				continue
			}
			key := fold.Label(cell.Text)
			switch {
			case slices.Contains(w.Label, key):
				class = 'l'
			case slices.Contains(w.Unit, key):
				class = 'u'
			case slices.Contains(w.Code, key):
				class = 'c'
			}
			text = strings.TrimSpace(text + " " + strings.TrimFunc(cell.Text, fold.IsSpace))
		}
		if class == 'l' && (lay == nil || len(lay.figures) > 0) {
			out = append(out, layout{from: c})
			lay = &out[len(out)-1]
		}
		if lay == nil {
			continue
		}
		lay.to = c + 1
		switch {
		case class == 'l':
			lay.label = append(lay.label, c)
		case class == 'u':
			lay.unit = append(lay.unit, c)
		case class == 'c' || text == "" && len(lay.figures) > 0: // a column without heading, or room for shifted cells
		case text == "" && len(lay.figures) == 0 && len(lay.unit) == 0:
			lay.label = append(lay.label, c)
		default:
			if k := len(lay.figures); k > 0 && g.At(end-1, lay.figures[k-1]) == g.At(end-1, c) {
				continue // one heading over two columns of the grid
			}
			lay.figures = append(lay.figures, c)
			lay.cols.heads = append(lay.cols.heads, text)
		}
	}
	out = slices.DeleteFunc(out, func(l layout) bool { return len(l.figures) == 0 || len(l.label) == 0 })
	if n := len(out); n > 0 {
		out[n-1].to = g.Cols // rows may be shifted
	}
	for i := range out {
		out[i].cols = readColumns(out[i].cols.heads, year)
	}
	return end, out
}

// isListRow reports whether a row under the heading is one of the list: a label
// and something beside it that is no heading of a column, or letters.
func isListRow(r *row) bool {
	if hasLetters(r) {
		return true
	}
	_, values := r.split()
	return numbers(values) > 0 || len(r.cells) == 1
}

// hasLetters reports whether a row holds letters for the columns of words.
func hasLetters(r *row) bool {
	return slices.ContainsFunc(r.cells, func(c *cell) bool { return c.Row == r.n && slices.Contains(words.All().List.Letters, c.words()) })
}

// empty reports whether nothing is printed beside the label.
func (it *indicator) empty() bool { return it.torn == "" && it.figures() == "" }

// figures are the row's, as printed, each with a space behind it.
func (it *indicator) figures() (out string) {
	for _, f := range it.figs {
		if text := strings.TrimFunc(f.text, fold.IsSpace); text != "" {
			out += text + " "
		}
	}
	return out
}

// unheaded guesses the layout of a table without heading: the one column of
// figures is the year's. One with few of them is room for cells that tabs shifted.
func unheaded(x *index, table []row) layout {
	const few = 5 // times fewer than in the fullest
	g := table[0].grid
	lay := layout{to: g.Cols}
	most := 0
	for c := range g.Cols {
		figures, units, labels := 0, 0, 0
		for i := range table {
			cell := g.At(table[i].n, c)
			if cell == nil || cell.Col != c || !x.knows(&table[i]) {
				continue
			}
			key := fold.Label(cell.Text)
			switch {
			case slices.Contains(words.All().List.Units, key):
				units++
			case len(x.rows[readLabel(cell.Text).key]) > 0:
				labels++
			case figure.Read(cell.Text, nil, "").State != record.Unreadable:
				figures++
			}
		}
		switch {
		case labels > units && len(lay.figures) == 0: // a unit's column holds a label where tabs shifted a row
			lay.label = append(lay.label, c)
		case units > figures:
			lay.unit = append(lay.unit, c)
		case figures > 0 && len(lay.label) > 0 && figures*few >= most:
			most = max(most, figures)
			lay.figures = append(lay.figures, c)
			lay.cols.heads = append(lay.cols.heads, "")
		}
	}
	lay.cols = readColumns(lay.cols.heads, 0)
	return lay
}

// item reads a row of the list. Where its cells stand in the columns of the
// heading they are taken from there; where tabs or spaces shifted them, the unit
// tells which are figures.
func (l *layout) item(r *row) (indicator, bool) {
	it := indicator{pos: r.pos()}
	var cells []*cell
	for _, c := range r.cells {
		if c.Col >= l.from && c.Col < l.to {
			cells = append(cells, c)
		}
	}
	at := func(col int) *cell {
		for _, c := range cells {
			if c.Col <= col && col < c.Col+c.ColSpan {
				return c
			}
		}
		return nil
	}
	var label *cell
	for _, col := range l.label {
		if c := at(col); c != nil && c.label != nil && c.Row == r.n {
			label = c
		}
	}
	fits := label != nil
	for _, col := range l.unit {
		if c := at(col); c != nil {
			it.unit = fold.Label(c.Text)
			fits = fits && (c == label || it.unit == "" || c.value && !c.hasNumber() || slices.Contains(words.All().List.Units, it.unit))
		}
	}
	joined := false
	for _, col := range l.figures {
		c := at(col)
		fits = fits && c != label && (c == nil || c.value || c.state == record.Annotated || !c.known() && !slices.Contains(words.All().List.Units, c.words()))
		it.figs = append(it.figs, figOf(c, r))
		it.short = it.short || c == nil
		joined = joined || c != nil && c.state == record.Unreadable && len(c.runs()) > 0
	}
	if it.short && joined { // two figures in one cell, and cells missing: which is which?
		it.torn = strings.TrimSpace(it.figures())
	}
	for _, c := range cells {
		fits = fits && (c.Col <= l.figures[len(l.figures)-1] || !c.hasNumber() || c == at(l.figures[len(l.figures)-1]))
	}
	if !fits {
		label = l.shifted(&it, cells, r)
	}
	if label == nil || slices.Contains(words.All().List.Letters, label.words()) {
		return it, false
	}
	it.text, it.pos = strings.TrimFunc(label.Text, fold.IsSpace), label.Pos
	it.listLabel = readLabel(label.Text)
	past := false
	for _, c := range cells {
		if past = past || c == label; past {
			it.cells = append(it.cells, strings.TrimFunc(c.Text, fold.IsSpace))
		}
	}
	return it, true
}

// shifted reads a row whose cells do not stand under their headings: the label
// before the unit, the figures behind it. Figures that are not as many as the
// columns could be any.
func (l *layout) shifted(it *indicator, cells []*cell, r *row) (label *cell) {
	u := slices.IndexFunc(cells, func(c *cell) bool { return slices.Contains(words.All().List.Units, c.words()) })
	if u < 0 {
		u = 0
		for u < len(cells) && cells[u].value {
			u++
		}
		if u == len(cells) {
			return nil
		}
		it.unit, label = "", cells[u]
	} else {
		it.unit = cells[u].words()
		for _, c := range cells[:u] {
			if c.label != nil && !c.value {
				label = c
			}
		}
	}
	values := cells[u+1:]
	for len(values) > len(l.figures) && values[len(values)-1].isBlank() {
		values = values[:len(values)-1]
	}
	it.figs = nil
	for k := range l.figures {
		var c *cell
		if len(values) == len(l.figures) {
			c = values[k]
		}
		it.figs = append(it.figs, figOf(c, r))
	}
	if len(values) != len(l.figures) && numbers(values) > 0 {
		it.torn = joinTexts(values)
	}
	return label
}

func figOf(c *cell, r *row) listFig {
	if c == nil {
		return listFig{pos: r.pos()}
	}
	return listFig{text: c.Text, pos: c.Pos, box: c.Box, merged: c.RowSpan > 1}
}
