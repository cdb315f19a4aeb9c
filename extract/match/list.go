package match

import (
	"slices"
	"strings"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/grid"
	"gongkai/extract/match/figure"
	"gongkai/extract/match/words"
	"gongkai/extract/solve"
	"gongkai/internal/message"
	"gongkai/record"
)

// A list of indicators is read in three steps: its rows are collected as indicators, from
// tables (listgrid.go) or from running text (listtext.go); assign finds the row
// of the form that each is; place puts their figures into cells.

// indicator is a printed row of a list.
type indicator struct {
	listLabel
	text  string // the label as printed
	pos   grid.Pos
	unit  string    // printed beside the label, folded
	torn  string    // figures that are not as many as the columns
	short bool      // cells are missing in its row
	figs  []listFig // one for each column of figures …
	print *print    // … or what stands behind the label in running text
	fused bool      // the next label's ordinal runs into the print
	apart bool      // the figures of most rows stand apart from each other
	cells []string  // as printed, for what is not mapped
	entry int       // row leaf, or aHeading, aStranger
	sum   int       // of a stranger: 1 + the leaf of the sum that it may be a part of
}

type listFig struct {
	text   string
	pos    grid.Pos
	box    *[4]float64
	merged bool // one cell over several rows
}

// printedList is a list as it stands in the document.
type printedList struct {
	items []indicator
	cols  columns
}

// columns are those of a list that hold figures.
type columns struct {
	heads            []string // as printed
	year, cumulative int      // which holds the year's figure, and that of all years; -1 for none
}

// readColumns tells the columns apart by their headings. A single column is the
// year's, unless it says otherwise, be it with another year; of several one must
// say that it is.
func readColumns(heads []string, year int) columns {
	w := &words.All().List
	c := columns{heads: heads, year: -1, cumulative: -1}
	var years, totals, sums []int
	other := false // a column of another year
	for i, h := range heads {
		key := fold.Label(h)
		said, rest := leadingYear(key)
		switch {
		case slices.Contains(w.Total, rest):
			totals = append(totals, i)
		case slices.Contains(w.Year, rest) || said > 0 && (rest == "" || strings.Contains(rest, w.Cumulative)):
			if said == 0 || said == year || year == 0 {
				years = append(years, i)
			} else {
				other = true
			}
		case strings.Contains(key, w.Cumulative):
			sums = append(sums, i)
		}
	}
	if len(totals) == 1 && len(heads) > 1 { // the parts of a region, and their sum
		years = totals
	}
	switch {
	case len(years) == 1:
		c.year = years[0]
	case len(years) == 0 && len(heads) == 1 && len(sums) == 0 && !other:
		c.year = 0
	}
	if len(sums) == 1 && (c.year >= 0 || len(heads) == 1 && fold.Label(heads[0]) != w.Cumulative) {
		c.cumulative = sums[0]
	}
	return c
}

// leadingYear takes a year off the front of a heading: 2016, 2016年, 2016年度.
func leadingYear(key string) (year int, rest string) {
	if len(key) < 4 || key[:2] != "20" && key[:2] != "19" {
		return 0, key
	}
	for _, c := range []byte(key[:4]) {
		if c < '0' || c > '9' {
			return 0, key
		}
		year = year*10 + int(c-'0')
	}
	rest = key[4:]
	if r, ok := strings.CutPrefix(rest, words.All().Year); ok {
		rest = strings.TrimPrefix(r, "\u5EA6")
	}
	return year, rest
}

// list reads the document's list of indicators into the table and the one that
// repeats it.
func (b *board) list(t *form.Table, rows []row, text *zone, year int) {
	_, x := listOf()
	lists := b.gridLists(x, rows, year)
	if len(lists) == 0 && text != nil {
		if l := textList(x, text, year); l != nil {
			lists = append(lists, *l)
		}
	}
	for k := range lists {
		l := &lists[k]
		x.assign(l.items)
		first, second := parted(l.items)
		b.place(t, &printedList{items: first, cols: l.cols})
		b.otherList(second)
	}
	if !b.printed(t) {
		b.findAt("R04", record.Warning, t.Key, grid.Pos{}, t.Blocks[0].Corner)
	}
}

// parted parts a list that is printed twice, for an organ and for its region,
// from the second one: where rows that were read before begin again. A row right
// below its twin is one that a page's end repeats.
func parted(items []indicator) (first, second []indicator) {
	seen, again, at, last := map[int]bool{}, 0, len(items), -1
	for i := range items {
		e := items[i].entry
		if e < 0 {
			continue
		}
		twin := e == last
		if last = e; seen[e] && !twin {
			if again++; again == 1 {
				at = i
			}
		}
		seen[e] = true
	}
	if again < 3 {
		return items, nil
	}
	return items[:at], items[at:]
}

// otherList keeps the rows of a further list with what is not mapped.
func (b *board) otherList(items []indicator) {
	if len(items) == 0 {
		return
	}
	for i := range items {
		if items[i].entry != aHeading {
			b.unmapped = append(b.unmapped, record.Unmapped{At: items[i].pos.String(), Text: items[i].cells})
		}
	}
	var paths []string
	for i := range b.cells {
		if b.cells[i].State != record.Absent {
			paths = append(paths, b.cells[i].Path)
		}
	}
	f := record.Finding{Rule: "R09", Verdict: record.Undecided, Severity: record.Warning, Paths: paths, At: []string{items[0].pos.String()}}
	f.Message, f.MessageZH = message.Both("R09.list", len(items))
	b.findings = append(b.findings, f)
}

// place puts the figures of a list into their cells.
func (b *board) place(t *form.Table, l *printedList) {
	block := &t.Blocks[0]
	first, n := b.form.Span(t)
	further := first + len(block.RowLeaves) // the cells of the table that repeats this one
	var open []int                          // cells of which no column tells the figure
	var extra []record.Unmapped
	for i := range l.items {
		it := &l.items[i]
		switch {
		case it.entry == aStranger:
			b.stranger(block, it)
			continue
		case it.entry == aHeading:
			continue
		}
		cells := make([]int, len(l.cols.heads)) // by column; -1 for one that is neither
		for c := range cells {
			cells[c] = -1
		}
		if c := l.cols.year; c >= 0 {
			cells[c] = block.At(it.entry, 0)
		}
		if c := l.cols.cumulative; c >= 0 && further < first+n {
			cells[c] = further + it.entry
		}
		node := block.RowLeaves[it.entry]
		if l.cols.year < 0 && l.cols.cumulative < 0 {
			c := &b.cells[block.At(it.entry, 0)]
			if c.State == record.Absent {
				c.State, c.Raw, c.At = record.Unreadable, strings.Join(it.cells[1:], " | "), it.pos.String()
				open = append(open, block.At(it.entry, 0))
			}
			continue
		}
		if it.torn == "" {
			it.torn = it.besideNothing()
		}
		if it.torn != "" {
			b.unreadable(slices.DeleteFunc(slices.Clone(cells), func(i int) bool { return i < 0 }), it.torn, it.pos)
			continue
		}
		if it.print != nil {
			b.listText(t, cells, node, it)
			continue
		}
		var rest []string
		for c, cell := range cells {
			if cell < 0 {
				if strings.TrimFunc(it.figs[c].text, fold.IsSpace) != "" {
					rest = append(rest, l.cols.heads[c]+" "+strings.TrimFunc(it.figs[c].text, fold.IsSpace))
				}
				continue
			}
			fig := &it.figs[c]
			f := readIndicator(fig.text, node, it.unitText())
			if fig.merged && f.HasNumber() {
				f = noFigure
			}
			b.put(cell, f, fig.text, fig.pos, fig.box)
		}
		if rest != nil {
			extra = append(extra, record.Unmapped{At: it.pos.String(), Text: append([]string{it.text}, rest...)})
		}
	}
	if len(open) > 0 {
		b.find("R15", record.Warning, open, nil, strings.Join(l.cols.heads, " | "))
		f := &b.findings[len(b.findings)-1]
		f.Message, f.MessageZH = message.Both("R15.columns", strings.Join(l.cols.heads, " | "))
	}
	if len(extra) > 0 {
		b.unmapped = append(b.unmapped, extra...)
		f := record.Finding{Rule: "R03", Verdict: record.Undecided, Severity: record.Info, At: []string{extra[0].At}}
		f.Message, f.MessageZH = message.Both("R03.columns", strings.Join(l.cols.heads, " | "))
		b.findings = append(b.findings, f)
	}
}

// stranger notes a row that is none of the form's. The finding names the sum
// that it may be a part of.
func (b *board) stranger(block *form.Block, it *indicator) {
	if !slices.ContainsFunc(it.cells[1:], func(s string) bool { return strings.ContainsFunc(s, words.IsDigit) }) && it.besideNothing() == "" {
		return // no figure: a heading of its own, a line of names
	}
	b.dropUnmapped(it.cells, it.pos)
	if it.sum > 0 {
		b.more[it.sum-1] = true
		b.findings[len(b.findings)-1].Paths = []string{b.cells[block.At(it.sum-1, 0)].Path}
	}
}

// unitText is the unit beside the label, or that in brackets behind it.
func (it *indicator) unitText() string {
	if it.unit == "" {
		return it.listLabel.unit
	}
	return it.unit
}

// readIndicator reads a figure as the row's unit wants it. Counts in ten
// thousands become counts.
func readIndicator(text string, node *form.Node, unit string) figure.Figure {
	f := figure.Read(text, node, unit)
	w := &words.All().List
	if rest, ok := strings.CutPrefix(unit, w.Myriad); ok && rest != "" && !figure.IsMoney(node) && f.HasNumber() && f.Note == "" {
		state := f.State
		if f = f.InMyriads(unit); f.HasNumber() {
			f.State, f.Note = state, f.Note+" "+rest
		}
	}
	return f
}

// listText puts the figures that stand behind a label in running text into
// their cells: apart from each other as they stand; run together as arithmetic
// decides.
func (b *board) listText(t *form.Table, cells []int, node *form.Node, it *indicator) {
	known := cells
	if slices.Contains(cells, -1) {
		known = slices.DeleteFunc(slices.Clone(cells), func(i int) bool { return i < 0 })
	}
	p := it.print
	switch {
	case p.text == "":
		for _, i := range known {
			b.put(i, figure.Figure{State: record.Blank}, "", p.pos, nil)
		}
	case len(p.tokens) == len(cells) && it.apart && !it.fused:
		for c, tok := range p.tokens {
			if cells[c] >= 0 {
				b.put(cells[c], readIndicator(tok, node, it.unitText()), tok, p.pos, nil)
			}
		}
		if len(known) < len(cells) {
			b.unmapped = append(b.unmapped, record.Unmapped{At: it.pos.String(), Text: it.cells})
		}
	case !p.plain || len(p.tokens) > len(cells) || len(known) < len(cells) || strings.Trim(p.text, "0 ") != "" && (figure.IsMoney(node) || strings.HasPrefix(it.unit, words.All().List.Myriad)):
		b.unreadable(known, p.text, p.pos)
	default:
		// Where figures stand apart, one that is missing was blank, or joined to the
		// other; where they run on, a blank leaves no trace: 908 is 90 and 8, or 908
		// beside nothing.
		g := solve.Group{Runs: []solve.Run{p.run(solve.Maybe, solve.Maybe)}, Blanks: true}
		switch {
		case it.apart && len(p.tokens) == len(cells):
			g = solve.Group{Runs: []solve.Run{p.run(solve.Cut, solve.Joined)}}
		case it.apart:
			g.Runs = []solve.Run{p.run(solve.Cut, solve.Maybe)}
		}
		b.open(openGroup{table: t, rows: [][]int{cells}, raw: []string{p.text}, at: []grid.Pos{p.pos}, group: g})
	}
}

// binds reports whether a sum holds of this document: of a list only if all its
// rows are printed, and no further parts of it that the form does not know.
func (b *board) binds(id *form.Identity) bool {
	c := &b.form.Cells[id.Right[0]]
	if !c.Table.List {
		return true
	}
	absent := func(i int) bool { return b.cells[i].State == record.Absent }
	return !b.more[id.Right[0]-c.Block.FirstCell] && !slices.ContainsFunc(id.Left, absent) && !absent(id.Right[0])
}
