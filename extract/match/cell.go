package match

import (
	"slices"
	"strings"

	"gongkai/extract/fold"
	"gongkai/extract/grid"
	"gongkai/extract/match/figure"
	"gongkai/extract/match/words"
	"gongkai/record"
)

// cell is one cell as a row shows it.
type cell struct {
	*grid.Cell
	label *label // nil where no words are
	value bool   // it holds a figure, or nothing, or only signs: not a label

	// Read as a count: what nearly all cells need of it, and all of it where
	// there is more.
	state  record.State
	number record.Number
	more   *figure.Figure
}

// set keeps what a cell was read as.
func (c *cell) set(f figure.Figure) {
	c.state, c.number = f.State, f.Value
	if f.Note != "" || f.Doubt != "" || f.Runs != nil {
		all := f // f itself stays off the heap
		c.more = &all
	}
}

// setWords makes a cell one of words.
func (c *cell) setWords(l *label) {
	c.label, c.state, c.more = l, noFigure.State, &noFigure
}

func (c *cell) figure() figure.Figure {
	if c.more != nil {
		return *c.more
	}
	return figure.Figure{State: c.state, Value: c.number}
}

func (c *cell) hasNumber() bool { return !c.number.IsNull() }

// runs are the strings of digits printed in a cell that is not one number.
func (c *cell) runs() []string {
	if c.more == nil {
		return nil
	}
	return c.more.Runs
}

// known reports whether the cell's words are those of a row of the form.
func (c *cell) known() bool { return c.label != nil && c.label.known }

// isBlank reports whether nothing is printed in the cell.
func (c *cell) isBlank() bool { return c.state == record.Blank }

// cellReader reads cells; most labels are the form's own, which it shares.
type cellReader struct {
	lex *lexicon
	buf []byte
}

func (r *cellReader) cell(out *cell, c *grid.Cell) {
	out.Cell = c
	if n, ok := figure.PlainInt(c.Text); ok {
		out.value, out.state, out.number = true, record.Printed, record.Int(n)
		return
	}
	if c.Text == "" {
		out.value, out.state = true, record.Blank
		return
	}
	own := r.spelled(c.Text)
	if own != nil && own.known {
		out.setWords(own)
		return
	}
	if isWords(c.Text) {
		if l := r.label(c.Text, own); l != nil && !slices.Contains(words.All().None, l.text) {
			out.setWords(l)
			return
		}
	}
	fig := figure.Read(c.Text, nil, "")
	out.set(fig)
	switch fig.State {
	case record.Printed, record.Blank, record.Dash, record.Slash, record.Word:
		out.value = true
		return
	}
	out.label = r.label(c.Text, own)
	out.value = !isLabel(c.Text, out.label, fig, r.lex)
}

// spelled folds a text, and returns the form's label that it is to the letter, or nil.
func (r *cellReader) spelled(text string) *label {
	r.buf = fold.AppendLabel(r.buf[:0], text)
	return r.lex.labels[string(r.buf)]
}

// label is a text that was just folded as a label, its own the form's that it is
// spelled as; nil if nothing is left of it.
func (r *cellReader) label(text string, own *label) *label {
	if own != nil || len(r.buf) == 0 {
		return own
	}
	whole := string(r.buf)
	if l := r.behindHeads(whole); l != nil {
		return l
	}
	for i, c := range text { // a label of the form, with guidance in brackets behind it
		if i > 0 && (c == '(' || c == 0xFF08) {
			if l := r.lex.labels[fold.Label(text[:i])]; l != nil && l.known && !wordsBehind(text) {
				return l
			}
		}
	}
	return newLabel(whole)
}

// wordsBehind reports whether words stand behind the last brackets of a text.
func wordsBehind(text string) bool {
	i := strings.LastIndexAny(text, ")\uFF09")
	return i >= 0 && fold.Label(strings.TrimLeft(text[i:], ")\uFF09")) != ""
}

// behindHeads is the label of a row that is printed with its headings' labels
// before it, all in one cell; nil if it is none.
func (r *cellReader) behindHeads(whole string) *label {
	key := whole
	for range 2 {
		k := slices.IndexFunc(r.lex.heads, func(h string) bool { return len(h) < len(key) && strings.HasPrefix(key, h) })
		if k < 0 {
			break
		}
		key = key[len(r.lex.heads[k]):]
		if l := r.lex.labels[key]; l != nil && l.known {
			return l
		}
	}
	return nil
}

// isWords reports whether a text begins with an ideograph and holds no digit, as
// most labels do.
func isWords(text string) bool {
	start := true
	for _, r := range fold.Runes(text) {
		if start && fold.IsSpace(r) {
			continue
		}
		if start && (r < 0x4E00 || r == 0xFFFD) || r >= '0' && r <= '9' || r >= 0xFF10 && r <= 0xFF19 {
			return false
		}
		start = false
	}
	return !start
}

// isLabel tells a label ("1.属于国家秘密") from a figure with words ("22（其中修订16件）").
func isLabel(text string, l *label, fig figure.Figure, lex *lexicon) bool {
	if l == nil || !slices.ContainsFunc(l.runes, func(r rune) bool { return r >= 0x2E80 }) {
		return false
	}
	t := strings.TrimLeftFunc(fold.Width(text), func(r rune) bool { return fold.IsSpace(r) || words.IsDash(r) || r == '+' })
	if fig.State == record.Unreadable && !l.known { // its digits set apart, or with a sign: "5 . 6 万元", "-3（取消3项）"
		fig = figure.Read(unspaced(t), nil, "")
	}
	if fig.State != record.Annotated || l.known {
		return true
	}
	d := strings.TrimLeft(t, "0123456789")
	if len(d) == len(t) { // words before the number
		sign, _ := figure.SignWord(t)
		return sign == ""
	}
	for _, p := range []string{".", ")", "\u3001", "\uFF0E", "\uFF61"} {
		if strings.HasPrefix(d, p) && (len(d) == len(p) || d[len(p)] < '0' || d[len(p)] > '9') {
			return true
		}
	}
	return lex.resembles(l)
}

// resembles reports whether a label is nearly that of a row of the form.
func (l *lexicon) resembles(label *label) bool {
	bare := &label.spelling
	if label.ordinal > 0 {
		bare = &label.bare
	}
	for _, b := range l.blocks {
		for i := range b.rows {
			for k := range b.rows[i].spell {
				if len(bare.runes) > 3 && alike(bare, &b.rows[i].spell[k]) >= 0.6 {
					return true
				}
			}
		}
	}
	return false
}

// unspaced is a text without white space.
func unspaced(s string) string {
	return strings.Map(func(r rune) rune {
		if fold.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
