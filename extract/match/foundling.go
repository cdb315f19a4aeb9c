package match

import (
	"strings"

	"gongkai/extract/fold"
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
	case !x.lined:
		return false
	case len(p.tokens) == 1:
		return mayCountPages(p.tokens[0])
	}
	return strings.Contains(p.text, "\n")
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
	return ended && strings.Contains(line, p.text)
}

// wordsBehind reports whether words stand behind the figures between two labels: of
// a label in a wording of its own, or the rest of the first.
func (z *zone) wordsBehind(p *print, from, to int) bool {
	return strings.ContainsFunc(z.text[p.end(z.text[:to], from):to], func(r rune) bool {
		return r >= 0x2E80 && !isPunct(r) && !fold.IsSpace(r) && !isWideDigit(r)
	})
}

// isLined reports whether most rows of the table are a line of their own.
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
		if line, _, ended := strings.Cut(x.z.text[f.to:x.end(k)], "\n"); ended && strings.ContainsAny(line, "0123456789") {
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
	for e := f.entry + 1; e < next; e++ {
		if n := x.lab.rows[e].node; x.lab.row[e] >= 0 && !n.Optional && n.Parent != x.lab.rows[f.entry].node {
			return true
		}
	}
	return false
}
