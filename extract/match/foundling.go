package match

import (
	"slices"
	"strings"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/match/figure"
	"gongkai/record"
)

// foundling reports whether the figures behind label k may be those of a row whose
// label is lost, or of none: its own cells were blank, and a text that drops these
// puts what comes next right behind it.
func (x *blockText) foundling(k int, p *print) bool {
	switch {
	case x.z.onLine(x.chain[k].to, x.end(k), p):
		return false
	case x.missing(k) && !x.z.wordsBehind(p, x.chain[k].to, x.end(k)):
		return true
	case x.b.endsInYear(p.tokens):
		return true
	case !x.lined:
		return false
	case len(p.tokens) == 1 && mayCountPages(p.tokens[0]):
		return true
	}
	return strings.Contains(p.text, "\n") || x.noLonger(k)
}

// endsInYear reports whether the last of a row's cells is the year that the report is
// on, or the one in which it is made, where nothing tells it from a line between rows.
func (b *board) endsInYear(cells []string) bool {
	if len(cells) == 0 || b.year == 0 {
		return false
	}
	n, ok := figure.PlainInt(cells[len(cells)-1])
	return ok && (n == int64(b.year) || n == int64(b.year)+1)
}

// noLonger reports whether label k is no longer than another of its block whose
// figures stand behind it on its line: it is not for want of room that those of k
// do not.
func (x *blockText) noLonger(k int) bool {
	for i, f := range x.chain {
		to := x.places[f.entry]
		if to.row >= 0 && to.block == x.places[x.chain[k].entry].block && f.to-f.from >= x.chain[k].to-x.chain[k].from && x.hasOwn(i) {
			return true
		}
	}
	return false
}

// hasOwn reports whether figures stand behind label k on its line, and nothing else.
func (x *blockText) hasOwn(k int) bool {
	line, _, ended := strings.Cut(x.z.text[x.chain[k].to:x.end(k)], "\n")
	return ended && strings.ContainsAny(line, "0123456789")
}

// mayCountPages reports whether a figure may be a page's number, or a year.
func mayCountPages(s string) bool {
	n, ok := figure.PlainInt(s)
	return ok && (n > 0 && n < 100 || n > 1990 && n < 2100)
}

// onLine reports whether the figures behind a label are all that stands between it
// and the next on its line.
func (z *zone) onLine(from, to int, p *print) bool {
	line, _, ended := strings.Cut(z.text[from:to], "\n")
	return ended && strings.Contains(line, strings.TrimRightFunc(p.text, func(r rune) bool { return r > 0x7F })) // the unit was taken into the print
}

// wordsBehind reports whether words stand behind the figures between two labels: of
// a label in a wording of its own, or the rest of the first.
func (z *zone) wordsBehind(p *print, from, to int) bool {
	return strings.ContainsFunc(z.text[p.end(z.text[:to], from):to], func(r rune) bool {
		return r >= 0x2E80 && !isPunct(r) && !fold.IsSpace(r) && !isWideDigit(r)
	})
}

// isLined reports whether most rows of the table are lines of their own.
func (x *blockText) isLined() bool {
	own, rows := 0, 0
	for k := range x.entries {
		at := x.places[k]
		if at.row >= 0 && x.b.cells[x.t.Blocks[at.block].At(at.row, 0)].State != record.Absent {
			own, rows = own+1, rows+1 // read from a table already
		}
	}
	for k, f := range x.chain {
		if x.places[f.entry].row < 0 {
			continue
		}
		if strings.Contains(x.z.text[f.from:f.to], "\n") {
			return false // lines break within cells
		}
		rows++
		if x.hasOwn(k) {
			own++
		}
	}
	return own*2 > rows
}

// missing reports whether a row of the form is missing between label k and the next
// one: of its own block, or of others whose headings are not printed either.
func (x *blockText) missing(k int) bool {
	next, own := len(x.entries), true
	if k+1 < len(x.chain) {
		next = x.chain[k+1].entry
		own = x.places[next].row < 0
	}
	block := x.places[x.chain[k].entry].block
	for e := x.chain[k].entry + 1; e < next; e++ {
		at := x.places[e]
		if at.row < 0 || own && at.block != block {
			continue
		}
		if i := x.t.Blocks[at.block].At(at.row, 0); !x.b.form.Cells[i].Optional && x.b.cells[i].State == record.Absent {
			return true
		}
	}
	return false
}

// foundling is blockText's: the label of a row is lost, and no words of it are left.
func (x *matrixLines) foundling(k int, p *print, to int) bool {
	f := x.chain[k]
	if x.lab.row[f.entry] < 0 || p.text == "" || x.z.onLine(f.to, to, p) || x.z.wordsBehind(p, f.to, to) {
		return false
	}
	next := len(x.lab.rows)
	if k+1 < len(x.chain) {
		next = x.chain[k+1].entry
	} else if x.z.lines[len(x.z.lines)-1] == len(x.z.stream.lines)-1 { // the text breaks off
		return false
	}
	return x.lab.missing(f.entry, next, nil)
}

// missing reports whether a row of the form stands between two entries, but for parts
// of the first and those whose label is one of others.
func (lab *blockLabels) missing(entry, next int, others []*label) bool {
	for e := entry + 1; e < next; e++ {
		n := lab.rows[e].node
		if lab.row[e] >= 0 && !n.Optional && n.Parent != lab.rows[entry].node && !slices.ContainsFunc(others, func(l *label) bool { return slices.Contains(lab.exact[l.text], e) }) {
			return true
		}
	}
	return false
}

// foundling is the same of item i, in a grid where a row ends only where the words
// of the next begin.
func foundling(items []item, i int, lab *blockLabels) bool {
	if i+1 == len(items) {
		return items[i].entry+2 == len(lab.rows) // where more are missing, the text goes on otherwise
	}
	next := &items[i+1]
	return next.row.grid == items[i].row.grid && next.entry > items[i].entry && lab.missing(items[i].entry, next.entry, next.above)
}

// foundlings takes back the figures of rows whose end only the words of the next row
// tell, where the row that the form has behind them is missing: its label may be
// lost, and the figures be its own.
func (s *blockRows) foundlings(rows []row) {
	for _, r := range s.worded {
		k := slices.IndexFunc(rows, func(o row) bool { return o.grid == r.grid && o.n == r.n })
		if s.missing(r.node) && (k+1 == len(rows) || !rows[k+1].isStrangers()) {
			_, figures := r.split()
			s.b.unread(r.cells)
			s.b.unreadable(r.cells, joinTexts(figures), r.pos())
		}
	}
}

// missing reports whether the row behind one in its block was not found.
func (s *blockRows) missing(node *form.Node) bool {
	for k := range s.t.Blocks {
		leaves := s.t.Blocks[k].RowLeaves
		if i := slices.Index(leaves, node) + 1; i > 0 && i < len(leaves) {
			return !leaves[i].Optional && !s.seen[leaves[i]]
		}
	}
	return false
}

// isStrangers reports whether a row has figures beside a label that is not the form's.
func (r *row) isStrangers() bool {
	labels, values := r.split()
	return len(labels) > 0 && numbers(values) > 0 && !labels[len(labels)-1].known()
}

// wholes doubts the figures beside a heading of which some parts are found, and some
// are not: they may be those of a part whose label is lost.
func (b *board) wholes(block *form.Block) {
	for r, n := range block.RowLeaves {
		if !n.Value || len(n.Children) == 0 || b.doubtful(block.At(r, 0)) {
			continue
		}
		found, lost := false, false
		for k, part := range block.RowLeaves {
			if part.Parent == n {
				i := block.At(k, 0)
				found, lost = found || b.cells[i].State != record.Absent, lost || b.doubtful(i)
			}
		}
		if !found || !lost {
			continue
		}
		cells := b.rowCells(block, r)
		var raw []string
		for _, i := range cells {
			c := &b.cells[i]
			raw = append(raw, c.Raw)
			c.State, c.Value, c.Note = record.Unreadable, record.Number{}, ""
		}
		b.doubt(cells, strings.Join(raw, " "), nil)
	}
}

// doubtful reports whether no figure was read for a cell, nor that it has none.
func (b *board) doubtful(i int) bool {
	return b.cells[i].State == record.Absent || b.cells[i].State == record.Unreadable
}
