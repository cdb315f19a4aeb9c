package sample

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/extract/form"
	"gongkai/record"
)

// Damage is a way in which a report, or the file that holds it, goes wrong.
type Damage string

// The damages; Damages describes them.
const (
	BlankZeros       Damage = "blank_zeros"
	DashZeros        Damage = "dash_zeros"
	FullWidth        Damage = "full_width"
	Annotated        Damage = "annotated"
	PrintedFault     Damage = "printed_fault"
	PrintedLeafFault Damage = "printed_leaf_fault"
	OtherOneRow      Damage = "other_one_row"
	MissingSection   Damage = "missing_section"
	WrongOrdinals    Damage = "wrong_ordinals"
	LabelTypos       Damage = "label_typos"
	WrappedLabels    Damage = "wrapped_labels"
	VerticalLabels   Damage = "vertical_labels"
	Traditional      Damage = "traditional"
	Radicals         Damage = "radicals"
	PageBreak        Damage = "page_break"
	SplitNumber      Damage = "split_number"
	JoinedNumbers    Damage = "joined_numbers"
	CollapsedBlanks  Damage = "collapsed_blanks"
	OrphanRows       Damage = "orphan_rows"
	MisalignedHeader Damage = "misaligned_header"
	ShiftedTabs      Damage = "shifted_tabs"
	LostBorders      Damage = "lost_borders"
	GBK              Damage = "gbk"
	UTF16            Damage = "utf16"
	Big5             Damage = "big5"
)

// Kind describes a damage. Where a report has nothing that the damage could
// touch (no number of two digits to split), or in a medium that it does not
// name, it does nothing.
type Kind struct {
	Damage Damage
	Media  []string // in which it shows; nil is all
	Doc    string   // what it does
	Values string   // what it does to Values, if anything
}

// Damages lists every damage, in the order in which they are done.
var Damages = []Kind{
	{BlankZeros, nil, "two zeros of three are printed as an empty cell", "those cells are null"},
	{DashZeros, nil, "zeros are printed as -, / or \u2014, one mark a report", "those cells are null"},
	{FullWidth, nil, "some figures are printed in full-width digits", ""},
	{Annotated, nil, "a count of documents has words behind it in its cell", ""},
	{PrintedFault, nil, "one printed total is wrong", "the wrong total, as printed; Meant has the right one"},
	{PrintedLeafFault, nil, "one printed leaf of section three is wrong, which breaks one row and one column", "the wrong figure, as printed; Meant has the right one"},
	{OtherOneRow, nil, "the row of other outcomes stands without its three children, also in the form of 2021", "requests.other.* in place of requests.other_*.*"},
	{MissingSection, nil, "one section is left out with its table", "the table's cells have no entry"},
	{WrongOrdinals, nil, "section headings carry wrong, missing or dirty ordinals", ""},
	{LabelTypos, nil, "some labels carry a typo as seen in reports, or lack a character", ""},
	{WrappedLabels, []string{"text", "html", "docx", "doc"}, "long labels are broken over lines; in text the figures stand on the middle line", ""},
	{VerticalLabels, nil, "group labels are cut into pieces over the rows that they span", ""},
	{Traditional, nil, "the whole report is in traditional characters", ""},
	{Radicals, nil, "some characters are code points of the radical blocks that look the same", ""},
	{PageBreak, nil, "section three's table is cut by a page: page number, repeated header, group label again", ""},
	{SplitNumber, nil, "one number of section three is split over two cells, its row one cell longer", ""},
	{JoinedNumbers, nil, "two neighbours of section three stand in one cell without a gap, their row one cell shorter", ""},
	{CollapsedBlanks, []string{"text", "markdown", "html"}, "in some rows of section three zeros are blank and their cells gone, the row that much shorter", "those cells are null"},
	{OrphanRows, nil, "some rows of section three stand without label in a table of their own, their labels before it", ""},
	{MisalignedHeader, []string{"html", "docx", "doc"}, "section three's header does not line up: the first applicant column has a wide header with an empty cell below it", ""},
	{ShiftedTabs, []string{"text"}, "rows with a tab more or less before, between label and figures, or at the end", ""},
	{LostBorders, []string{"text"}, "the whole report is one line without any cell border", ""},
	{GBK, []string{"text", "markdown", "html"}, "the bytes are GB18030; a page says gb2312", ""},
	{UTF16, []string{"text", "markdown", "html"}, "the bytes are UTF-16 with a byte order mark", ""},
	{Big5, []string{"text", "markdown", "html"}, "traditional characters in Big5; a page says so", ""},
}

// damageValues changes what is printed in the cells.
func (r *Report) damageValues() {
	if r.has(MissingSection) {
		for path := range r.Values {
			if table, _, _ := strings.Cut(path, "."); r.form.Table(table).Section == r.missing() {
				delete(r.Values, path)
				delete(r.Raw, path)
			}
		}
	}
	if r.has(PrintedFault) {
		r.fault(PrintedFault, func(c *form.Cell) bool {
			return c.Col.Key == "total" || c.Row.Key == "processed_total"
		})
	}
	if r.has(PrintedLeafFault) {
		r.fault(PrintedLeafFault, func(c *form.Cell) bool {
			return c.Table.Key == "requests" && c.Col.Key != "total" && c.Row.Key != "processed_total"
		})
	}
	mark := pick(r.rng, []string{"-", "/", "\u2014", "--"})
	for _, path := range r.Paths() {
		if n, whole := r.Values[path].Int64(); whole && n == 0 {
			switch {
			case r.has(DashZeros):
				r.print(DashZeros, path, mark)
			case r.has(BlankZeros) && r.rng.IntN(3) > 0:
				r.print(BlankZeros, path, "")
			}
		} else if r.has(FullWidth) && r.rng.IntN(2) == 0 {
			r.Raw[path] = fullWidth(r.Raw[path])
			r.Marks = append(r.Marks, Mark{FullWidth, []string{path}, r.Raw[path]})
		}
	}
	if r.has(Annotated) {
		for _, path := range r.Paths() {
			if n, whole := r.Values[path].Int64(); whole && n > 0 && strings.HasPrefix(path, "proactive.normative_documents.") {
				r.Raw[path] = fmt.Sprintf(words().Annotated, r.Raw[path], 1+r.rng.Int64N(n))
				r.Marks = append(r.Marks, Mark{Annotated, []string{path}, r.Raw[path]})
				break
			}
		}
	}
	if r.has(CollapsedBlanks) {
		r.collapse()
	}
}

// print prints something that is no number.
func (r *Report) print(d Damage, path, raw string) {
	r.Values[path], r.Raw[path] = record.Number{}, raw
	r.Marks = append(r.Marks, Mark{d, []string{path}, raw})
}

// fault prints a wrong number in one of the cells that fit.
func (r *Report) fault(d Damage, fits func(*form.Cell) bool) {
	var list []string
	for i := range r.form.Cells {
		if _, ok := r.Values[r.form.Cells[i].Path]; ok && fits(&r.form.Cells[i]) {
			list = append(list, r.form.Cells[i].Path)
		}
	}
	if len(list) == 0 {
		return
	}
	path := pick(r.rng, list)
	n := r.Values[path].Add(record.Int(1 + r.rng.Int64N(9)))
	if r.Values[path].Sign() > 0 && r.rng.IntN(2) == 0 {
		n = record.Int(0)
	}
	r.Values[path], r.Raw[path] = n, n.String()
	r.Marks = append(r.Marks, Mark{d, []string{path}, n.String()})
}

// collapse blanks one or two zeros in about a third of section three's rows
// that have figures; layout then drops their cells.
func (r *Report) collapse() {
	for _, row := range r.form.Table("requests").Blocks[0].RowLeaves {
		var zeros []string
		for _, col := range append(slices.Clone(applicants), "total") {
			path := "requests." + row.Key + "." + col
			if n, ok := r.Values[path]; ok && !n.IsNull() && n.Sign() == 0 {
				zeros = append(zeros, path)
			}
		}
		if len(zeros) == 0 || len(zeros) == 7 || r.rng.IntN(3) > 0 {
			continue
		}
		for range 1 + r.rng.IntN(min(2, len(zeros))) {
			k := r.rng.IntN(len(zeros))
			r.print(CollapsedBlanks, zeros[k], "")
			if zeros = slices.Delete(zeros, k, k+1); len(zeros) == 0 {
				break
			}
		}
	}
}

func fullWidth(s string) string {
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' || c == '.' {
			return c - 0x20 + 0xff00
		}
		return c
	}, s)
}
