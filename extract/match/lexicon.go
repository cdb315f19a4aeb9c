package match

import (
	"slices"
	"strings"
	"sync"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/record"
)

// lexicon is a form's labels, spelled once.
type lexicon struct {
	form   *form.Form
	blank  []record.Cell // the form's cells, none of them printed
	blocks map[*form.Block]*blockLabels
	labels map[string]*label // every label of the form to the letter, rows' with and without ordinal
	heads  []string          // labels of headings over rows, with their ordinals
	header string            // of a table of one row: the labels of a group's columns
}

type blockLabels struct {
	rows   []entry // rows and their headings, in printed order (a heading before its rows)
	row    []int   // for each entry its row leaf, or -1 for a heading
	cols   []entry // column leaves
	label  spelling
	groups []group          // of a table of one row: the headings over its columns
	exact  map[string][]int // entries of rows by their spelling, with and without ordinal
}

var lexicons = sync.OnceValue(func() map[string]*lexicon {
	m := map[string]*lexicon{}
	for _, f := range form.All() {
		l := &lexicon{form: f, blank: make([]record.Cell, len(f.Cells)), blocks: map[*form.Block]*blockLabels{}, labels: map[string]*label{}}
		for i := range f.Tables {
			for j := range f.Tables[i].Blocks {
				b := &f.Tables[i].Blocks[j]
				l.blocks[b] = labelsOf(b, l.labels)
				l.heads = appendHeads(l.heads, b.Rows)
				if lab := l.blocks[b]; len(lab.groups) > 0 {
					for _, j := range lab.groups[0].leaves {
						l.header += fold.Label(b.ColLeaves[j].Label)
					}
				}
			}
		}
		for i := range l.blank {
			l.blank[i] = record.Cell{Path: f.Cells[i].Path, State: record.Absent}
		}
		m[f.Generation] = l
	}
	return m
})

func appendHeads(to []string, list []form.Node) []string {
	for i := range list {
		if n := &list[i]; len(n.Children) > 0 {
			for _, l := range n.Labels() {
				to = append(to, fold.Label(n.Ordinal)+fold.Label(l))
			}
			to = appendHeads(to, n.Children)
		}
	}
	return to
}

func labelsOf(b *form.Block, labels map[string]*label) *blockLabels {
	l := &blockLabels{label: spell(fold.Label(b.Label)), exact: map[string][]int{}}
	note := func(text string, row bool) {
		if labels[text] == nil && text != "" {
			labels[text] = newLabel(text)
		}
		if row {
			labels[text].known = true
		}
	}
	note(string(l.label.runes), false)
	leaf := map[*form.Node]int{}
	for i, n := range b.RowLeaves {
		leaf[n] = i
	}
	var walk func(list []form.Node)
	walk = func(list []form.Node) {
		for i := range list {
			n := &list[i]
			e := newEntry(n)
			at, ok := leaf[n]
			if !ok {
				at = -1
			}
			l.rows, l.row = append(l.rows, e), append(l.row, at)
			for _, x := range e.exact {
				for _, k := range [...]string{x, fold.Label(n.Ordinal) + x} {
					note(k, true)
					if at := l.exact[k]; len(at) == 0 || at[len(at)-1] != len(l.rows)-1 {
						l.exact[k] = append(at, len(l.rows)-1)
					}
				}
			}
			walk(n.Children)
		}
	}
	walk(b.Rows)
	for _, n := range b.ColLeaves {
		e := newEntry(n)
		l.cols = append(l.cols, e)
		for _, x := range e.exact {
			note(x, false)
		}
	}
	if len(b.Rows) == 0 {
		l.groups = groupsOf(b)
	}
	return l
}

// exactly returns the row leaf whose label is printed to the letter, or -1.
func (l *blockLabels) exactly(label *label) int {
	for j := range l.rows {
		if l.row[j] >= 0 && l.rows[j].likeness(label) >= 0.99 {
			return l.row[j]
		}
	}
	return -1
}

// begins reports whether a printed label is an entry's or the beginning of it: its
// ordinal, behind that of a heading or not, and two characters at least.
func (l *blockLabels) begins(entry int, printed *label) bool {
	if printed == nil || printed.ordinal == 0 || l.row[entry] < 0 {
		return false
	}
	e := &l.rows[entry]
	n, bare := printed.ordinal, printed.bare.runes
	for {
		if n == e.ordinal && len(bare) >= 2 {
			for i := range e.spell {
				if s := e.spell[i].runes; len(bare) <= len(s) && equalRunes(bare, s[:len(bare)]) {
					return true
				}
			}
		}
		if n, bare = leadingOrdinal(bare); n == 0 {
			return false
		}
	}
}

// torn reports whether a printed label is the beginning of some row's.
func (l *blockLabels) torn(printed *label) bool {
	for j := range l.rows {
		if l.begins(j, printed) {
			return true
		}
	}
	return false
}

// overRows reports whether a label is a heading's that has no figures itself.
func (l *blockLabels) overRows(printed *label) bool {
	return slices.ContainsFunc(l.rows, func(e entry) bool {
		return len(e.node.Children) > 0 && !e.node.Value && e.likeness(printed) > 0.9
	})
}

// heads reports whether a label is a heading's.
func (l *blockLabels) heads(printed *label) bool {
	return slices.ContainsFunc(l.rows, func(e entry) bool { return len(e.node.Children) > 0 && e.likeness(printed) > 0.9 })
}

// holds reports whether words are a piece of an entry's label, or of a heading
// of the table.
func (l *blockLabels) holds(entry int, words []rune) bool {
	if len(words) == 0 {
		return true
	}
	for j := range l.rows {
		if (j == entry || len(l.rows[j].node.Children) > 0) && slices.ContainsFunc(l.rows[j].spell, func(s spelling) bool { return fold.IndexRunes(s.runes, words) >= 0 }) {
			return true
		}
	}
	return false
}

// others is what is left of the text behind a row when the pieces of its label
// and of headings are taken off its start.
func (l *blockLabels) others(entry int, text string) string {
	for text != "" {
		end := strings.IndexFunc(text, fold.IsSpace)
		if end < 0 {
			end = len(text)
		}
		if !l.holds(entry, []rune(fold.Label(text[:end]))) {
			return text
		}
		text = strings.TrimLeftFunc(text[end:], fold.IsSpace)
	}
	return ""
}
