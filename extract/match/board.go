package match

import (
	"slices"
	"strings"
	"sync"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/grid"
	"gongkai/extract/match/figure"
	"gongkai/extract/match/line"
	"gongkai/internal/message"
	"gongkai/record"
)

// board collects what was printed for each cell of the form, what print leaves
// open, and what there is to say about the reading.
type board struct {
	form     *form.Form
	year     int // that the report is on; 0: not told
	cells    []record.Cell
	groups   []openGroup
	findings []record.Finding
	places   strings.Builder // see at
	unmapped []record.Unmapped
	disputed [][]reprint  // figures printed again, otherwise
	clearer  []reprint    // figures printed again of cells that print leaves open at first
	second   bool         // another report follows in the same document
	more     map[int]bool // of a list: leaves of sums of which more parts are printed than the form knows
}

// boards are the cells of records that are done with.
var boards = sync.Pool{New: func() any { return new([]record.Cell) }}

func newBoard(lex *lexicon) *board {
	cells := boards.Get().(*[]record.Cell)
	return &board{form: lex.form, more: map[int]bool{}, cells: append((*cells)[:0], lex.blank...)}
}

// put writes a figure into a cell. A cell that is printed twice with different
// figures is no longer certain: see rule.
func (b *board) put(i int, f figure.Figure, raw string, pos grid.Pos, box *[4]float64) {
	c := &b.cells[i]
	raw = strings.TrimSpace(raw)
	if c.State != record.Absent {
		if f.State == record.Blank || f.Value == c.Value && (f.State == c.State || !f.Value.IsNull()) {
			return // a repeated header row or table says the same
		}
		if t := b.form.Cells[i].Table; c.State != record.Blank || c.Raw != "" || len(t.Blocks) > 1 || t.List { // no sums tell of which copy a figure is
			again := reprint{i, f.Value, raw, pos.String()}
			if c.State == record.Unreadable {
				b.clearer = append(b.clearer, again)
			} else {
				b.disputed = append(b.disputed, []reprint{again})
			}
			return
		}
	}
	*c = record.Cell{Path: c.Path, Value: f.Value, Raw: raw, State: f.State, At: b.at(pos), Note: f.Note}
	if box != nil {
		c.Box = (*record.Box)(box)
	}
	switch f.Doubt {
	case "":
	case "R01":
		b.find("R01", record.Warning, []int{i}, nil, b.label(i), raw)
	case "R13", "R20":
		b.find(f.Doubt, record.Warning, []int{i}, nil, b.label(i), raw, f.Value.String(), f.Note)
	default:
		b.find(f.Doubt, record.Info, []int{i}, nil, b.label(i), raw, f.Value.String(), f.Note)
	}
}

// at is a position as text. The texts of many lie in one string.
func (b *board) at(p grid.Pos) string {
	if b.places.Cap()-b.places.Len() < 64 {
		b.places.Reset() // what was handed out keeps its own
		b.places.Grow(4 << 10)
	}
	var buf [64]byte
	from := b.places.Len()
	b.places.Write(p.AppendTo(buf[:0]))
	return b.places.String()[from:]
}

// open leaves cells to arithmetic.
func (b *board) open(g openGroup) {
	for _, row := range g.rows {
		for _, i := range row {
			if b.cells[i].State != record.Absent {
				return // one reading of these cells is enough: the certain one, or the first
			}
		}
	}
	for _, row := range g.rows {
		for _, i := range row {
			b.cells[i].State = record.Unreadable
		}
	}
	b.groups = append(b.groups, g)
}

// find adds a finding about cells, with the places where they stand.
func (b *board) find(rule, severity string, cells []int, at []string, args ...any) {
	b.findAs(rule, rule, severity, cells, at, args...)
}

// findAs is find with the message of another key than the rule's.
func (b *board) findAs(key, rule, severity string, cells []int, at []string, args ...any) {
	f := record.Finding{Rule: rule, Verdict: record.Undecided, Severity: severity, At: at}
	f.Message, f.MessageZH = message.Both(key, args...)
	f.Paths = slices.Grow(f.Paths, len(cells))
	for _, i := range cells {
		f.Paths = append(f.Paths, b.cells[i].Path)
		if at == nil && b.cells[i].At != "" && !slices.Contains(f.At, b.cells[i].At) {
			f.At = append(f.At, b.cells[i].At)
		}
	}
	b.findings = append(b.findings, f)
}

// findAt adds a finding about a table, a section or the report.
func (b *board) findAt(rule, severity, path string, at grid.Pos, args ...any) {
	f := record.Finding{Rule: rule, Verdict: record.Undecided, Severity: severity, Paths: []string{path}}
	if s := at.String(); s != "" {
		f.At = []string{s}
	}
	f.Message, f.MessageZH = message.Both(rule, args...)
	b.findings = append(b.findings, f)
}

// reordered says, once for a table, that its columns were read by their labels.
func (b *board) reordered(t *form.Table, g *grid.Grid) {
	for i := range b.findings {
		if f := &b.findings[i]; f.Rule == "R18" && f.Paths[0] == t.Key && slices.Equal(f.At, []string{g.Pos.String()}) {
			return
		}
	}
	b.findAt("R18", record.Info, t.Key, g.Pos)
}

// label is a cell's row and column as the form prints them.
func (b *board) label(i int) string {
	c := &b.form.Cells[i]
	var parts []string
	if c.Row != nil && c.Row.Label != "" {
		parts = append(parts, c.Row.Label)
	} else if c.Col.Parent != nil {
		parts = append(parts, c.Col.Parent.Label)
	}
	return strings.Join(append(parts, c.Col.Label), " / ")
}

// leftOver notes the rows that hold figures, stand among the rows of the form's
// tables, and were read by none of them.
func (b *board) leftOver(rows []row) {
	lo, hi := -1, -1
	for i := range rows {
		if rows[i].read {
			if lo < 0 {
				lo = i
			}
			hi = i
		}
	}
	for i := lo; i >= 0 && i <= hi; i++ {
		r := &rows[i]
		if !r.read && slices.ContainsFunc(r.cells, func(c *cell) bool { return c.value && c.hasNumber() || r.grid.Loose && c.holdsRows() }) {
			b.dropUnmapped(r.texts(), r.pos())
		}
	}
}

// holdsRows reports whether lines of a cell are rows of their own: a word and a
// figure, as "行政许可 12".
func (c *cell) holdsRows() bool {
	if !strings.Contains(c.Text, "\n") {
		return false
	}
	for line := range strings.SplitSeq(c.Text, "\n") {
		if f := strings.Fields(fold.Width(line)); len(f) == 2 && strings.Trim(f[1], "0123456789.") == "" && strings.Trim(f[0], "0123456789.") != "" {
			return true
		}
	}
	return false
}

// doubtBlanks takes back that cells of a row are blank where a line right beside it
// holds figures that found no place: what is one row of a table without rules may
// be read as two. The finding about that line names them.
func (b *board) doubtBlanks(rows []row, lines []line.Line) {
	for k := range b.findings {
		f := &b.findings[k]
		if f.Rule != "R03" || len(f.At) != 1 {
			continue
		}
		block := -1 // of a line between two tables
		if i := slices.IndexFunc(lines, func(l line.Line) bool { return l.Para && l.Pos.String() == f.At[0] }); i >= 0 {
			block = lines[i].Block
		}
		for i := range rows {
			r := &rows[i]
			if !r.grid.Loose || !r.read {
				continue
			}
			first, last := i == 0 || rows[i-1].grid != r.grid, i+1 == len(rows) || rows[i+1].grid != r.grid
			if !first && rows[i-1].pos().String() == f.At[0] || !last && rows[i+1].pos().String() == f.At[0] ||
				block >= 0 && (last && r.block == block-1 || first && r.block == block+1) {
				b.takeBackBlanks(r.pos().String()+" ", f)
			}
		}
	}
}

func (b *board) takeBackBlanks(at string, f *record.Finding) {
	for i := range b.cells {
		if c := &b.cells[i]; c.State == record.Blank && strings.HasPrefix(c.At+" ", at) {
			c.State = record.Unreadable
			f.Paths, f.Severity = append(f.Paths, c.Path), record.Warning
		}
	}
}

// oneLine is what a message quotes of several lines.
func oneLine(s string) string { return strings.ReplaceAll(s, "\n", " ") }

// dropUnmapped notes a printed row that has no place in the form.
func (b *board) dropUnmapped(texts []string, at grid.Pos) {
	b.unmapped = append(b.unmapped, record.Unmapped{At: at.String(), Text: texts})
	f := record.Finding{Rule: "R03", Verdict: record.Undecided, Severity: record.Info, At: []string{at.String()}}
	f.Message, f.MessageZH = message.Both("R03", oneLine(strings.Join(texts, " | ")))
	b.findings = append(b.findings, f)
}

// bareRow notes a printed row of figures that no label stands beside: whose they
// are is not told, and the labels of the rows next to it, whose cells these are,
// may have moved with it.
func (b *board) bareRow(texts []string, at grid.Pos, beside []int) {
	b.dropUnmapped(texts, at)
	f := &b.findings[len(b.findings)-1]
	for _, i := range beside {
		f.Paths = append(f.Paths, b.cells[i].Path)
	}
	if len(beside) > 0 {
		f.Severity = record.Warning
	}
}
