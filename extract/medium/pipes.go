package medium

import "strings"

// pipes counts the pipes of a line that part cells: escaped ones do not.
func pipes(s string) int {
	n := 0
	if strings.IndexByte(s, '|') < 0 { // nearly every line
		return 0
	}
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '|':
			n++
		}
	}
	return n
}

// isRule is a table's rule: cells of three dashes and more, with colons or
// without. A row of single dashes is a row of blank values.
func isRule(s string) bool { return ruled(s, 3) }

// shortRule is a rule too, if it stands below a header and above data.
func shortRule(s string) bool { return ruled(s, 1) && strings.Contains(s, "|") }

func ruled(s string, least int) bool {
	if s == "" || s[0] != '|' && s[0] != '-' && s[0] != ':' {
		return false
	}
	dashes, cells := 0, 0
	for i := range len(s) {
		switch s[i] {
		case '-':
			dashes++
		case '|':
			if i > 0 && dashes < least {
				return false
			}
			if i > 0 {
				cells++
			}
			dashes = 0
		case ':', ' ', '\t':
		default:
			return false
		}
	}
	if s[len(s)-1] != '|' {
		if dashes < least {
			return false
		}
		cells++
	}
	return cells > 0 && strings.Contains(s, "|")
}

// splitPipes cuts a row into cells. Outer pipes are none of them.
func splitPipes(s string) []string { return appendPipes(make([]string, 0, 16), s) }

// appendPipes appends what splitPipes returns.
func appendPipes(dst []string, s string) []string {
	dst = appendBare(dst, strings.TrimPrefix(s, "|"))
	if n := len(dst); n > 0 && dst[n-1] == "" { // what ends with a pipe, or is empty
		dst = dst[:n-1]
	}
	return dst
}

// appendBare cuts a row without outer pipes into cells: what stands before its
// first pipe and behind its last are cells, blank ones too.
func appendBare(dst []string, s string) []string {
	from := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '|':
			dst = append(dst, strings.TrimSpace(s[from:i]))
			from = i + 1
		}
	}
	return append(dst, strings.TrimSpace(s[from:]))
}

// isBare reports whether the rows of a table have no outer pipes: its header,
// the first line, has none, or as many as the rule below it, which has none.
func isBare(lines []line) bool {
	t := strings.TrimSpace(lines[0].text)
	if len(lines) > 1 {
		if rule := strings.TrimSpace(lines[1].text); isRule(rule) {
			return rule[0] != '|' && rule[len(rule)-1] != '|' && pipes(rule) == pipes(t)
		}
	}
	return t[0] != '|' && t[len(t)-1] != '|'
}

// padding is the number of cells that only fill a row up to its table's width:
// bars without a space between them, behind a cell's own bar and a space, as
// crawlers write them.
func padding(s string) int {
	t := strings.TrimRight(s, "|")
	n := len(s) - len(t)
	if cell := strings.TrimRight(t, " "); n < 2 || cell == t || !strings.HasSuffix(cell, "|") {
		return 0
	}
	return n
}

// joinRows puts the lines together that a line end within a cell made of one row
// between outer pipes: it has as many cells as the row before or behind it.
func joinRows(lines []line) []line {
	const most = 4 // lines that a cell goes on for
	out := lines[:0]
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		text := strings.TrimSpace(l.text)
		if strings.HasPrefix(text, "|") && !strings.HasSuffix(text, "|") {
			for k := i + 1; k < len(lines) && k <= i+most; k++ {
				t := strings.TrimSpace(lines[k].text)
				if t == "" || t[0] == '|' {
					break
				}
				text += "\n" + t
				if t[len(t)-1] != '|' {
					continue
				}
				n := pipes(text)
				if len(out) > 0 && outerPipes(out[len(out)-1].text) == n || k+1 < len(lines) && outerPipes(lines[k+1].text) == n {
					l.text, l.fields, i = text, nil, k
				}
				break
			}
		}
		out = append(out, l)
	}
	return out
}

// outerPipes counts the pipes of a row that begins and ends with one; 0 for others.
func outerPipes(s string) int {
	if s = strings.TrimSpace(s); len(s) < 2 || s[0] != '|' || s[len(s)-1] != '|' {
		return 0
	}
	return pipes(s)
}

// pipeRun is the number of lines that make a run of pipe rows. A line between
// outer pipes is a row by itself; one without them needs a rule or another row
// beside it, and rows of two cells a figure behind the pipe.
func pipeRun(lines []line) int {
	n, rows := 0, 0
	sure, figures := false, false
	for i := range lines {
		t := strings.TrimSpace(lines[i].text)
		p := pipes(t)
		if p == 0 {
			break
		}
		figures = figures || p > 1 || numeric(strings.TrimSpace(t[strings.LastIndexByte(t, '|')+1:]))
		outer := p >= 2 && t[0] == '|' && t[len(t)-1] == '|'
		rule := isRule(t)
		if !outer && !rule && p < 2 && !sure && (t[0] == '|' || t[len(t)-1] == '|') && !(i+1 < len(lines) && isRule(strings.TrimSpace(lines[i+1].text))) {
			break
		}
		sure = sure || outer || rule
		n = i + 1
		rows++
	}
	if !sure && (rows < 2 || !figures) {
		return 0
	}
	return n
}
