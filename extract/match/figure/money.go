package figure

import (
	"strings"

	"gongkai/extract/form"
	"gongkai/extract/match/words"
	"gongkai/record"
)

// IsMoney reports whether a column holds amounts of money.
func IsMoney(col *form.Node) bool { _, ok := words.All().MoneyShift(col.Unit); return ok }

// moneyFigure brings an amount to 万元. The unit stands in the cell, or in the
// header; where neither says, the form's own unit is taken, and said.
func moneyFigure(f Figure, unit, head string) Figure {
	w := words.All()
	for _, u := range w.List.Unit {
		unit = strings.TrimPrefix(unit, u)
	}
	for _, m := range w.Money {
		if strings.HasPrefix(unit, m.Unit) { // a remark may stand behind it
			return shifted(f, m.Shift, m.Unit)
		}
	}
	for _, m := range w.Money {
		if at := strings.Index(head, m.Unit); at >= 0 {
			if strings.Contains(head[:at], w.Money[len(w.Money)-1].Unit) {
				break // the header's lines were parted, and its unit with them
			}
			return shifted(f, m.Shift, m.Unit)
		}
	}
	if f.Value.Sign() != 0 {
		f.Note, f.Doubt = "no unit printed", "R14"
	}
	return f
}

func shifted(f Figure, shift int, unit string) Figure {
	if shift == 0 {
		return f
	}
	from := f.Value
	f.Value = from.Shift(shift)
	f.Note = from.String() + " " + unit + " = " + f.Value.String() + " " + words.All().Money[0].Unit
	if f.Value.IsNull() {
		return Figure{State: record.Unreadable, Doubt: "R01"}
	}
	if f.Value.Sign() != 0 {
		f.Doubt = "R07"
	}
	return f
}

// InMyriads is a count that is printed in ten thousands.
func (f Figure) InMyriads(unit string) Figure {
	from := f.Value
	f.State, f.Doubt, f.Value = record.Annotated, "R07", from.Shift(4)
	if f.Value.IsNull() {
		return Figure{State: record.Unreadable, Doubt: "R01"}
	}
	f.Note = from.String() + " " + unit + " = " + f.Value.String()
	return f
}
