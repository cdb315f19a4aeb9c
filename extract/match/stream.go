package match

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"gongkai/extract/fold"
	"gongkai/extract/grid"
	"gongkai/extract/match/figure"
	"gongkai/extract/match/line"
	"gongkai/extract/match/words"
)

// stream is the document's running text, for tables that stand in it as lines
// or have lost their cells altogether.
type stream struct {
	lines []line.Line
	heads []heading
	taken []bool // lines that hold a table's figures, not narrative
}

func newStream(lines []line.Line, heads []heading) *stream {
	return &stream{lines: lines, heads: heads, taken: make([]bool, len(lines))}
}

// noText returns what tells the lines that are no text of a section: those that
// hold a table's figures, and rows of tables. Where a sheet holds the report,
// headings and all, only the rows of the form are none.
func (s *stream) noText(lex *lexicon) func(line int) bool {
	inSheet := func(i int) bool {
		in := len(s.heads) > 0 && i < s.heads[0].line && !s.lines[s.heads[0].line].Para
		for _, h := range s.heads {
			if h.line <= i {
				in = !s.lines[h.line].Para
			}
		}
		return in
	}
	return func(i int) bool {
		l := &s.lines[i]
		return s.taken[i] || !l.Para && (lex.labels[l.Key] != nil || line.IsPageNumber(strings.TrimFunc(l.Text, fold.IsSpace)) || !inSheet(i))
	}
}

// after returns the block that a section's heading stands in, or -1.
func (s *stream) after(key string) int {
	for _, h := range s.heads {
		if h.key == key {
			return s.lines[h.line].Block
		}
	}
	return -1
}

// leftLines notes the lines of text that look like rows of the form's tables,
// figure after figure, stand among its sections, and were read by none of them.
func (b *board) leftLines(s *stream) {
	if len(s.heads) == 0 {
		return
	}
	for i := s.heads[0].line; i < len(s.lines); i++ {
		l := &s.lines[i]
		if !l.Para || !manyDigits(l.Text) || s.taken[i] {
			continue
		}
		figures := 0
		fields := strings.FieldsFunc(l.Text, fold.IsSpace)
		for _, f := range fields {
			if _, ok := figure.PlainInt(f); ok {
				figures++
			}
		}
		if figures >= manyFigures {
			b.dropUnmapped(fields, l.Pos)
		}
	}
}

// A line of this many figures looks like a table's row.
const manyFigures = 5

// manyDigits reports whether a line has as many digits as such a row at least.
func manyDigits(s string) bool {
	n := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n >= manyFigures
}

// zone is a stretch of running text.
type zone struct {
	text   string
	folded fold.Text
	starts []int // byte offset in text of each line …
	lines  []int // … and its index in stream.lines
	from   int   // offset in its line where the zone begins
	stream *stream
	again  int // where the table is printed once more; 0: nowhere
}

// section returns the text of a section, from its heading to the next; nil
// where the heading is not printed or nothing follows.
func (s *stream) section(key string) *zone {
	k := slices.IndexFunc(s.heads, func(h heading) bool { return h.key == key })
	if k < 0 {
		return nil
	}
	h := s.heads[k]
	end, endAt := len(s.lines), 0
	if k+1 < len(s.heads) {
		end, endAt = s.heads[k+1].line, s.heads[k+1].from
	}
	return s.zone(h.line, h.to, end, endAt)
}

// zone joins paragraph lines from one place to another.
func (s *stream) zone(fromLine, from, toLine, to int) *zone {
	z := &zone{stream: s, from: from}
	n, paras := 0, 0
	for i := fromLine; i <= toLine && i < len(s.lines); i++ {
		if s.lines[i].Para {
			n += len(s.lines[i].Text) + 1
			paras++
		}
	}
	z.starts, z.lines = make([]int, 0, paras), make([]int, 0, paras)
	var b strings.Builder
	b.Grow(n)
	for i := fromLine; i <= toLine && i < len(s.lines); i++ {
		if !s.lines[i].Para {
			continue
		}
		t := s.lines[i].Text
		if i == toLine {
			t = t[:to]
		}
		if i == fromLine {
			t = t[min(from, len(t)):]
		}
		z.starts = append(z.starts, b.Len())
		z.lines = append(z.lines, i)
		b.WriteString(t)
		b.WriteByte('\n')
	}
	z.text = b.String()
	if strings.TrimSpace(z.text) == "" {
		return nil
	}
	z.folded = fold.NewText(z.text)
	return z
}

// pos is the place of a byte of the zone.
func (z *zone) pos(at int) grid.Pos {
	k := sort.SearchInts(z.starts, at+1) - 1
	if k < 0 {
		return grid.Pos{}
	}
	return z.stream.lines[z.lines[k]].Pos
}

// take marks the lines up to a place as a table's, but for sentences before it:
// lines with a stop, a comma or a figure with its unit, that are no piece of the
// table's corner.
func (z *zone) take(from, to int, corner string) {
	for k, start := range z.starts {
		end := len(z.text)
		if k+1 < len(z.starts) {
			end = z.starts[k+1]
		}
		header := func() bool {
			return !strings.ContainsAny(z.text[start:end], "\u3002\uFF0C") && !countsSomething(z.line(k)) || strings.Contains(corner, fold.Label(line.First(z.line(k), 6))) && corner != ""
		}
		if start < to && (end > from || k > 0 && header()) {
			z.stream.taken[z.lines[k]] = true
		}
	}
}

// countsSomething reports whether a line has a figure behind other words, and a
// unit right behind it.
func countsSomething(line string) bool {
	for i := 1; i < len(line); i++ {
		if line[i-1] < '0' || line[i-1] > '9' || line[i] < 0x80 {
			continue
		}
		if strings.TrimLeft(line[:i], "0123456789") != "" && slices.ContainsFunc(words.All().Units, func(u string) bool { return strings.HasPrefix(line[i:], u) }) {
			return true
		}
	}
	return false
}

// line is the zone's line k without the space around it.
func (z *zone) line(k int) string {
	end := len(z.text)
	if k+1 < len(z.starts) {
		end = z.starts[k+1]
	}
	return strings.TrimFunc(z.text[z.starts[k]:end], fold.IsSpace)
}

// bracketed reports whether a place stands in brackets that its line opens after
// other words.
func (z *zone) bracketed(at int) bool {
	line := z.text[strings.LastIndexByte(z.text[:at], '\n')+1 : at]
	if len(line) > 600 {
		return false // a text without line ends
	}
	opened := max(strings.LastIndexByte(line, '('), strings.LastIndex(line, "\uFF08"))
	return opened > 0 && opened > max(strings.LastIndexByte(line, ')'), strings.LastIndex(line, "\uFF09"))
}

// withinWords reports whether other words run up to a place on its line: a label
// there is the end of another row's.
func (z *zone) withinWords(at int) bool {
	r, _ := utf8.DecodeLastRuneInString(z.text[:at])
	return r >= 0x4E00 && fold.Keep(fold.Rune(r)) && !isWideDigit(r)
}

// pastGuidance is the place behind brackets that stand right behind a label and
// explain it, as some provinces' forms do.
func (z *zone) pastGuidance(at int) int {
	rest := strings.TrimLeft(z.text[at:], " \t\u3000")
	r, n := utf8.DecodeRuneInString(rest)
	if r != '(' && r != 0xFF08 {
		return at
	}
	depth := 0
	for i, c := range rest[:min(len(rest), 600)] {
		switch c {
		case '(', 0xFF08:
			depth++
		case ')', 0xFF09:
			if depth--; depth == 0 {
				if words := fold.Label(rest[n:i]); utf8.RuneCountInString(words) >= 4 && strings.ContainsFunc(words, func(r rune) bool { return r >= 0x4E00 }) {
					return len(z.text) - len(rest) + i + utf8.RuneLen(c)
				}
				return at
			}
		}
	}
	return at
}

// endOf is the byte behind folded rune k.
func (z *zone) endOf(k int) int {
	at := int(z.folded.At[k])
	for i := range z.text[at:] {
		if i > 0 {
			return at + i
		}
	}
	return len(z.text)
}

// withOrdinal returns the folded rune that a label at k begins with when its
// ordinal, if it is printed in front, belongs to it.
func (z *zone) withOrdinal(k, ordinal int) (first int, numbered bool) {
	if ordinal == 0 {
		return k, false
	}
	w := words.All()
	i := k
	for i > 0 && k-i < 2 {
		r := z.folded.Runes[i-1]
		if r >= '0' && r <= '9' {
			if i < k {
				break // digits before a Chinese ordinal are figures
			}
			if int(r-'0') == ordinal {
				return i - 1, true
			}
			return k, false
		}
		if !w.IsNumeral(r) {
			break
		}
		i--
	}
	if i < k {
		if n, rest := leadingOrdinal(z.folded.Runes[i:k]); n == ordinal && len(rest) == 0 {
			return i, true
		}
	}
	return k, false
}
