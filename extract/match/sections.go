package match

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/match/line"
	"gongkai/extract/match/words"
	"gongkai/record"
)

// heading is a place where a section may begin.
type heading struct {
	key    string
	number string
	text   string // as printed, with its ordinal
	line   int
	from   int // byte offset of the heading in the line
	to     int // … and of what follows
	score  float64
	digits bool // it is numbered in digits
	free   bool // it is known by its keywords only
}

// findHeadings returns the best place of each section, in document order.
func findHeadings(lines []line.Line, f *form.Form) []heading {
	titles := titlesOf()[f.Generation]
	var all []heading
	for i := range lines {
		if lines[i].Text == "" || isContents(lines[i].Text) {
			continue
		}
		all = appendHeadings(all, lines, i, titles)
	}
	return chooseHeadings(all, lines, titles.list)
}

// appendHeadings adds the headings that one line may hold: the line itself, or,
// in a long line, an ordinal and a title in the middle of it.
func appendHeadings(all []heading, lines []line.Line, i int, titles *titles) []heading {
	l := &lines[i]
	if line.AtMost(l.Text, 60) {
		if h, ok := lineHeading(l, titles); ok {
			h.line = i
			return append(all, h)
		}
	}
	if !mayHoldHeading(l.Text) {
		return all
	}
	var buf [16]wording
	found := titles.in(l.Key, buf[:0])
	if len(found) == 0 {
		return all
	}
	t := fold.NewText(l.Text)
	placed := -1 // title
	for _, w := range found {
		s := &titles.list[w.title]
		exact := s.exact[w.exact].runes
		if w.title == placed || len(exact) < 4 {
			continue
		}
		for at := 0; at+len(exact) <= len(t.Runes); {
			k := fold.IndexRunes(t.Runes[at:], exact)
			if k < 0 {
				break
			}
			k += at
			at = k + len(exact)
			from, number := ordinalBefore(l.Text, int(t.At[k]))
			if number == "" && !(k == 0 && len(exact) > 6) {
				continue
			}
			to := int(t.At[k+len(exact)-1])
			_, n := utf8.DecodeRuneInString(l.Text[to:])
			score := 2.0
			if ordinalOf(fold.Label(number)) == s.ordinal {
				score++
			}
			all = append(all, heading{key: s.key, number: number, text: l.Text[from : to+n], line: i, from: from, to: to + n, score: score})
			placed = w.title
		}
	}
	return all
}

// isContents reports whether a line is one of a table of contents: dots or
// dashes, and the number of a page at its end.
func isContents(text string) bool {
	if text == "" || !strings.Contains("0123456789 \t)\x80\x89", text[len(text)-1:]) { // the last two end U+3000 and U+FF09
		return false
	}
	t := strings.TrimRight(text, " 0123456789\u3000\t)\uFF09")
	return len(t) < len(text) && (strings.HasSuffix(t, "\u2026") || strings.HasSuffix(t, "...") || strings.HasSuffix(t, "\u00B7\u00B7") || strings.HasSuffix(t, "---") || strings.HasSuffix(t, "\u2014\u2014"))
}

// mayHoldHeading reports whether a long line holds an ordinal with a stop behind
// it, or begins as a section title does.
func mayHoldHeading(text string) bool {
	w, starts := words.All(), titleStarts()
	numeral := false
	for i, r := range fold.Runes(text) {
		switch {
		case w.IsNumeral(r) || numeral && fold.IsSpace(r):
			numeral = true
			continue
		case numeral && (r == '\u3001' || r == '.' || r == '\uFF0E' || r == ',' || r == '\uFF0C'):
			return true
		case i == 0 && starts.Has(r):
			return true
		}
		numeral = false
	}
	return false
}

// chooseHeadings takes for each section the place that fits best. A contents
// page loses against headings with text behind them.
func chooseHeadings(all []heading, lines []line.Line, titles []title) []heading {
	for i := range all {
		h := &all[i]
		crowded := 0
		for _, o := range []int{i - 1, i + 1} {
			if o >= 0 && o < len(all) && all[o].key != h.key && near(&all[o], h, lines) {
				crowded++
			}
		}
		if crowded > 0 {
			h.score -= 1.2 * float64(crowded)
		}
	}
	chapters := map[string]bool{}
	for i := range all {
		if all[i].number != "" {
			chapters[all[i].key] = true
		}
	}
	if len(chapters) >= 3 { // what is numbered in digits stands within one of these
		all = slices.DeleteFunc(all, func(h heading) bool { return h.digits && h.free })
		for i := range all {
			if all[i].digits {
				all[i].score--
			}
		}
	}
	// What is numbered in digits before a chapter that comes earlier stands within
	// the one before that.
	last := make([]int, len(titles)) // line where a chapter's heading is printed last
	for i := range all {
		if all[i].number != "" {
			k := slices.IndexFunc(titles, func(t title) bool { return t.key == all[i].key })
			last[k] = max(last[k], all[i].line)
		}
	}
	all = slices.DeleteFunc(all, func(h heading) bool {
		k := slices.IndexFunc(titles, func(t title) bool { return t.key == h.key })
		return h.digits && slices.ContainsFunc(last[:k], func(line int) bool { return line > h.line })
	})
	var out []heading
	for _, t := range titles {
		best := -1
		for i := range all {
			if all[i].key == t.key && (best < 0 || all[i].score > all[best].score) {
				best = i
			}
		}
		if best >= 0 {
			out = append(out, all[best])
		}
	}
	slices.SortFunc(out, func(a, b heading) int {
		if a.line != b.line {
			return a.line - b.line
		}
		return a.from - b.from
	})
	return out
}

// near reports whether hardly anything stands between two headings: no table,
// and less than a sentence.
func near(a, b *heading, lines []line.Line) bool {
	if a.line > b.line || a.line == b.line && a.from > b.from {
		a, b = b, a
	}
	if lines[a.line].Block != lines[b.line].Block && lines[b.line].Block-lines[a.line].Block > b.line-a.line {
		return false // a table stands between
	}
	gap := 0
	for i := a.line; i <= b.line; i++ {
		n := len(lines[i].Text)
		if i == b.line {
			n = b.from
		}
		if i == a.line {
			n -= a.to
		}
		gap += n
	}
	return gap < 12
}

// cutSections makes the sections from their headings: each holds the text up to
// the next. What stands before the first is the preamble; where no heading of
// section one is printed, the preamble stands for it.
func cutSections(lines []line.Line, heads []heading, skip func(line int) bool) (out []record.Section) {
	text := func(fromLine, from, toLine, to int) string {
		var own []int
		n := 0
		for i := fromLine; i <= toLine && i < len(lines); i++ {
			if skip(i) && (i != fromLine || !lines[i].Para) || isContents(lines[i].Text) {
				continue
			}
			own = append(own, i)
			n += len(lines[i].Text) + 1
		}
		var b strings.Builder
		b.Grow(n)
		for _, i := range own {
			t := lines[i].Text
			if i == toLine {
				t = t[:to]
			}
			if i == fromLine {
				t = t[min(from, len(t)):]
			}
			if i == fromLine {
				t = strings.TrimLeft(t, ":\uFF1A\u3002")
			}
			if t = strings.TrimFunc(t, fold.IsSpace); t != "" {
				if b.Len() > 0 {
					b.WriteByte('\n')
				}
				b.WriteString(t)
			}
		}
		return b.String()
	}
	if len(lines) == 0 {
		return nil
	}
	endLine, endAt := len(lines)-1, len(lines[len(lines)-1].Text)
	if len(heads) > 0 {
		endLine, endAt = heads[0].line, heads[0].from
	}
	if pre := text(0, 0, endLine, endAt); pre != "" {
		key := Preamble
		if !slices.ContainsFunc(heads, func(h heading) bool { return h.key == "overview" }) {
			key = "overview"
		}
		out = append(out, record.Section{Key: key, At: lines[0].Pos.String(), Text: pre})
	}
	for i, h := range heads {
		toLine, to := len(lines)-1, len(lines[len(lines)-1].Text)
		if i+1 < len(heads) {
			toLine, to = heads[i+1].line, heads[i+1].from
		}
		out = append(out, record.Section{Key: h.key, Number: h.number, Heading: h.text, At: lines[h.line].Pos.String(), Text: text(h.line, h.to, toLine, to)})
	}
	return out
}

// Preamble is the key of the text before section one.
const Preamble = "preamble"
