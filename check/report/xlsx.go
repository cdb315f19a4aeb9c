package report

import (
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"gongkai/check"
	"gongkai/record"
)

// Workbook writes an Excel file to send to an agency: a summary, the findings
// (number, rule, what is wrong, basis, place, printed figure, what it should be,
// remarks), and notes on reading. Every text is a text cell: nothing in a report
// can run as a formula. Dismissed findings are left out.
func Workbook(w io.Writer, r *Report) error {
	x := excelize.NewFile()
	defer x.Close() // nothing of it is on disk
	b := &book{x: x, r: r}
	if err := b.styles(); err != nil {
		return err
	}
	if err := x.SetSheetName("Sheet1", r.say("sheet.summary")); err != nil {
		return err
	}
	for _, s := range []struct {
		name  string
		write func(string) error
	}{{r.say("sheet.summary"), b.summary}, {r.say("sheet.findings"), b.findings}, {r.say("sheet.notes"), b.notes}} {
		if _, err := x.NewSheet(s.name); err != nil {
			return err
		}
		if err := s.write(s.name); err != nil {
			return err
		}
	}
	x.SetActiveSheet(0)
	if err := x.SetDocProps(&excelize.DocProperties{Creator: "gongkai", Title: r.say("name")}); err != nil {
		return err
	}
	return x.Write(w)
}

type book struct {
	x                        *excelize.File
	r                        *Report
	head, body, figure, note int
	red, amber               int
}

var thin = []excelize.Border{{Type: "left", Color: "BFBFBF", Style: 1}, {Type: "right", Color: "BFBFBF", Style: 1}, {Type: "top", Color: "BFBFBF", Style: 1}, {Type: "bottom", Color: "BFBFBF", Style: 1}}

func (b *book) styles() (err error) {
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	for _, s := range []struct {
		into  *int
		style excelize.Style
	}{
		{&b.head, excelize.Style{Border: thin, Font: &excelize.Font{Bold: true, Color: "FFFFFF"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"305496"}},
			Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}}},
		{&b.body, excelize.Style{Border: thin, Alignment: top}},
		{&b.figure, excelize.Style{Border: thin, Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "top"}}},
		{&b.red, excelize.Style{Border: thin, Alignment: top, Font: &excelize.Font{Bold: true, Color: "C00000"}}},
		{&b.amber, excelize.Style{Border: thin, Alignment: top, Font: &excelize.Font{Color: "9C5700"}}},
		{&b.note, excelize.Style{Alignment: top, Font: &excelize.Font{Color: "595959"}}},
	} {
		if *s.into, err = b.x.NewStyle(&s.style); err != nil {
			return err
		}
	}
	return nil
}

// sheet is one sheet being written, a row at a time.
type sheet struct {
	b      *book
	name   string
	row    int
	widths []float64
}

// begin writes the heading row and sets the widths; the sheet is printed
// sideways, as wide as a page, the heading on each.
func (b *book) begin(name string, headings []string, widths []float64) (*sheet, error) {
	x := b.x
	for i, w := range widths {
		col, _ := excelize.ColumnNumberToName(i + 1) // a small positive number
		if err := x.SetColWidth(name, col, col, w); err != nil {
			return nil, err
		}
	}
	s := &sheet{b: b, name: name, widths: widths}
	cells := make([]any, len(headings))
	for i, h := range headings {
		cells[i] = h
	}
	if err := s.put(b.head, cells...); err != nil {
		return nil, err
	}
	if err := x.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	sideways, one, zero, a4 := "landscape", 1, 0, 9
	if err := x.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &sideways, FitToWidth: &one, FitToHeight: &zero, Size: &a4}); err != nil {
		return nil, err
	}
	if err := b.fit(name); err != nil {
		return nil, err
	}
	quoted := "'" + strings.ReplaceAll(name, "'", "''") + "'"
	return s, x.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: quoted + "!$1:$1", Scope: name})
}

// fit makes the sheet one page wide in print.
func (b *book) fit(name string) error {
	fit := true
	return b.x.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit})
}

// lines estimates how many lines a text takes in a column: wide characters count
// two.
func lines(text string, width float64) (n int) {
	for line := range strings.SplitSeq(text, "\n") {
		units := 0.0
		for _, c := range line {
			units++
			if c >= 0x2E80 {
				units++
			}
		}
		n += int(units*1.08/width) + 1
	}
	return n
}

// put writes a row: texts as texts, numbers as numbers.
func (s *sheet) put(style int, cells ...any) error {
	s.row++
	tallest := 1
	for i, c := range cells {
		if text, ok := c.(string); ok && i < len(s.widths) {
			width := s.widths[i]
			if i == len(cells)-1 { // it may run over the columns that follow
				for _, more := range s.widths[i+1:] {
					width += more
				}
			}
			tallest = max(tallest, lines(text, width))
		}
		at, err := excelize.CoordinatesToCellName(i+1, s.row)
		if err != nil {
			return err
		}
		use := style
		switch v := c.(type) {
		case string:
			err = s.b.x.SetCellStr(s.name, at, clean(v))
		case record.Number:
			use = s.b.figure
			if !v.IsNull() {
				err = s.b.x.SetCellFloat(s.name, at, v.Float(), -1, 64)
			}
		case int:
			err = s.b.x.SetCellInt(s.name, at, int64(v))
		}
		if err != nil {
			return err
		}
		if err := s.b.x.SetCellStyle(s.name, at, at, use); err != nil {
			return err
		}
	}
	return s.b.x.SetRowHeight(s.name, s.row, min(409, 15*float64(tallest)+3)) // 409 is the tallest that Excel allows
}

// clean takes out what XML cannot hold.
func clean(s string) string {
	return strings.Map(func(c rune) rune {
		if c < 0x20 && c != '\n' && c != '\t' || c == 0xFFFE || c == 0xFFFF {
			return -1
		}
		return c
	}, s)
}

func (b *book) headings(keys ...string) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = b.r.say("col." + k)
	}
	return out
}

func (b *book) summary(name string) error {
	s, err := b.begin(name, b.headings("no", "document", "organ", "year", "error", "warning", "info", "holds", "broken", "undecided", "dismissed"),
		[]float64{6, 34, 28, 8, 8, 8, 8, 8, 8, 10, 10})
	if err != nil {
		return err
	}
	for i, d := range b.r.Docs {
		c := d.Count
		var year any // none where none is printed
		if d.Report.Year > 0 {
			year = d.Report.Year
		}
		if err := s.put(b.body, i+1, d.Source.Name, d.Report.Organ, year, c[record.Error], c[record.Warning], c[record.Info],
			d.Summary.Holds, d.Summary.Broken, d.Summary.Undecided, d.Dismissed); err != nil {
			return err
		}
	}
	for i, f := range b.r.Failures {
		if err := s.put(b.body, len(b.r.Docs)+i+1, f.Source.Name, b.r.say("failed", string(f.Error.Code), f.Error.Message)); err != nil {
			return err
		}
		if err := b.x.MergeCell(name, cell(3, s.row), cell(11, s.row)); err != nil {
			return err
		}
	}
	s.row++
	for _, k := range []string{"legend.severity", "legend.summary", "legend.quote"} {
		s.row++
		if err := b.x.SetCellStr(name, cell(1, s.row), b.r.say(k)); err != nil {
			return err
		}
		if err := b.x.MergeCell(name, cell(1, s.row), cell(11, s.row)); err != nil {
			return err
		}
		if err := b.x.SetCellStyle(name, cell(1, s.row), cell(11, s.row), b.note); err != nil {
			return err
		}
		if err := b.x.SetRowHeight(name, s.row, 32); err != nil {
			return err
		}
	}
	return nil
}

func cell(col, row int) string {
	at, _ := excelize.CoordinatesToCellName(col, row) // both positive
	return at
}

func (b *book) findings(name string) error {
	s, err := b.begin(name, b.headings("no", "rule", "problem", "basis", "place", "printed", "should", "remark"), []float64{6, 18, 48, 36, 24, 11, 11, 20})
	if err != nil {
		return err
	}
	n := 0
	for k := range b.r.Docs {
		d := &b.r.Docs[k]
		for i := range d.Items {
			f := &d.Items[i]
			if f.Dismissed() || f.Ours {
				continue
			}
			n++
			style := map[string]int{record.Error: b.red, record.Warning: b.amber}[f.Severity]
			if style == 0 {
				style = b.body
			}
			printed, should := check.Sides(f.Finding)
			if err := s.put(b.body, n, f.Rule+" "+b.r.title(f.Rule), b.r.words(f), b.r.why(f.Rule), b.r.located(d, f), printed, should, b.r.remark(f)); err != nil {
				return err
			}
			if err := b.x.SetCellStyle(name, cell(8, s.row), cell(8, s.row), style); err != nil {
				return err
			}
		}
	}
	if n > 0 {
		if err := b.x.AutoFilter(name, "A1:"+cell(8, s.row), nil); err != nil {
			return err
		}
		return b.fit(name) // AutoFilter forgets it
	}
	return s.put(b.body, "", "", b.r.say("nothing"))
}

func (b *book) notes(name string) error {
	s, err := b.begin(name, b.headings("no", "rule", "problem", "place"), []float64{6, 30, 80, 36})
	if err != nil {
		return err
	}
	n := 0
	for k := range b.r.Docs {
		d := &b.r.Docs[k]
		for i := range d.Items {
			if f := &d.Items[i]; f.Ours && !f.Dismissed() {
				n++
				if err := s.put(b.body, n, f.Rule+" "+b.r.title(f.Rule), b.r.words(f), b.r.located(d, f)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// located names the report and the place in it.
func (r *Report) located(d *Doc, f *Item) string {
	if at := r.places(f.At); at != "" {
		return heading(d) + "\n" + at
	}
	return heading(d)
}

// remark is how grave the finding is, and what a reviewer said.
func (r *Report) remark(f *Item) string {
	out := r.say("severity." + f.Severity)
	if f.Verdict == record.Undecided {
		out = r.say("undecided")
	}
	if f.Review.Status == check.Confirmed {
		out += "\n" + r.say("status.confirmed")
	}
	if f.Review.Reason != "" {
		out += "\n" + f.Review.Reason
	}
	return out
}
