package check

import (
	"strings"

	"gongkai/record"
)

// unitSlip looks for amounts that are plausible only in another unit: fees of
// ten billion yuan, of a hundred million in a township, items counted in
// hundreds of millions.
func unitSlip(p *Pass) {
	checked := false
	if p.Form != nil {
		for i := range p.Form.Cells {
			c := &p.Form.Cells[i]
			if !strings.HasSuffix(c.Path, "wan_yuan") || p.Value(i).IsNull() {
				continue
			}
			checked = true
			limit := record.Int(1_000_000)
			if kind(p.Record.Report.Organ) == township {
				limit = record.Int(10_000)
			}
			v := p.Value(i)
			if v.Cmp(limit) < 0 {
				p.Count(1, 0)
				continue
			}
			p.Broken(record.Finding{Paths: p.Paths(i), At: p.At(i), Left: v, Right: v.Shift(-4)}, "F14.amount", Label(c), v.String(), v.Shift(-4).String())
		}
	}
	for i := range p.Record.Sections {
		for _, m := range lexicon().Huge.findAll(p.Text(i)) {
			checked = true
			s := &p.Record.Sections[i]
			p.Broken(record.Finding{Paths: []string{path(s)}, At: at(s)}, "F14.items", m[1])
		}
	}
	if !checked {
		p.Count(0, 1)
	}
}
