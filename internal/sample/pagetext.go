package sample

import (
	"strings"
)

// PageTexts are the ways in which crawlers write a page's tables as text, as
// seen in stored pages. PageText writes each.
var PageTexts = []string{"bars", "padded", "bar_lines", "cell_bars", "lone_pads", "open_bars", "gaps"}

// PageText returns the report as a crawler writes it. Every style drops spans:
// a cell that spans rows stands in its first only. Brackets, colons and commas
// are of half width.
//
//	bars       a | b | c |
//	padded     a | b | c | ||     padded with bars to the table's width
//	cell_bars  a |\nb |\nc | ||   the same, each cell on a line of its own
//	lone_pads  a |\nb |\nc |\n||  … and the bars that pad a row on one, too
//	bar_lines  a\n|\nb\n|\nc\n|   each cell and each bar on a line of its own
//	open_bars  | \n a  | \n b  | \n
//	gaps       a\n\nb\n\nc        a blank line between cells; blank cells leave no trace
func (r *Report) PageText(style string) []byte {
	out := r.text(func(t *table) []string {
		width := 0
		for _, row := range t.rows {
			width = max(width, len(row))
		}
		var b strings.Builder
		for _, row := range t.rows {
			pad := width - len(row)
			if style == "open_bars" {
				b.WriteString("| ")
			}
			for k, c := range row {
				last := k == len(row)-1
				text := strings.ReplaceAll(c.text, "\n", " ")
				switch style {
				case "bars", "padded":
					b.WriteString(text + " |")
					if !last {
						b.WriteByte(' ')
					}
				case "cell_bars", "lone_pads":
					b.WriteString(text + " |")
					if !last {
						b.WriteByte('\n')
					}
				case "bar_lines":
					b.WriteString(text + "\n|\n")
				case "open_bars":
					b.WriteString("\n " + text + "  | ")
				case "gaps":
					if strings.TrimSpace(text) != "" {
						b.WriteString(text + "\n\n")
					}
				}
			}
			switch style {
			case "lone_pads":
				b.WriteString("\n" + strings.Repeat("|", pad))
				if pad > 0 {
					b.WriteByte('\n')
				}
			case "padded", "cell_bars", "open_bars":
				if pad > 0 {
					b.WriteString(" " + strings.Repeat("|", pad))
				}
				fallthrough
			case "bars":
				b.WriteByte('\n')
			}
		}
		return strings.Split(strings.TrimRight(b.String(), "\n"), "\n")
	})
	return []byte(strings.NewReplacer("\uFF08", "(", "\uFF09", ")", "\uFF1A", ":", "\uFF0C", ",").Replace(string(out)))
}

// DrawnText is Text with its tables drawn by borders of dashes, as converters
// write them; long cells take two lines.
func (r *Report) DrawnText() []byte {
	return r.text(func(t *table) []string {
		border := "+" + strings.Repeat("-----+", t.cols)
		out := []string{border}
		for _, row := range r.tabs(t, true) {
			first, second := strings.Split(row, "\t"), make([]string, t.cols)
			long := false
			for k, c := range first {
				if runes := []rune(strings.ReplaceAll(c, "\n", "")); len(runes) > 14 && k < t.cols {
					first[k], second[k], long = string(runes[:12]), string(runes[12:]), true
				}
			}
			out = append(out, "| "+strings.Join(first, " | ")+" |")
			if long {
				out = append(out, "| "+strings.Join(second, " | ")+" |")
			}
			out = append(out, border)
		}
		return out
	})
}
