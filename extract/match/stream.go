package match

// stream is the document's running text, for tables that stand in it as lines.
type stream struct {
	lines []line
	heads []heading
	taken map[int]bool // lines that hold a table's figures, not narrative
}

func newStream(lines []line, heads []heading) *stream {
	return &stream{lines: lines, heads: heads, taken: map[int]bool{}}
}

func (s *stream) used(line int) bool { return s.taken[line] }
