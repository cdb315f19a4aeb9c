package narrative

import (
	"gongkai/internal/message"
	"gongkai/record"
)

// shares recomputes the percentages of a section, of every total that they
// could refer to. One of a figure that the text gives is of that figure; one
// without is of what the tables count.
func (j *judge) shares(p *parser, sec *record.Section) {
	for i := range p.shares {
		h := &p.shares[i]
		var parts, wholes []record.Number
		var subject *statement
		if h.statement < 0 {
			subject = &statement{meanings: h.meanings, role: outcomeItem}
			for _, m := range h.meanings {
				for _, r := range p.readings(m) {
					parts = append(parts, j.cells.total(r.sum))
				}
			}
			wholes = j.tableWholes(p)
		} else {
			subject = &p.out[h.statement]
			if subject.role == plain || subject.role == total || subject.nested {
				continue
			}
			parts = j.parts(p, h.statement)
			wholes = j.wholes(p, h.statement)
		}
		if len(wholes) == 0 || len(parts) == 0 {
			continue
		}
		fits, known := false, true
		for _, part := range parts {
			known = known && !part.IsNull()
			for _, whole := range wholes {
				fits = fits || !part.IsNull() && whole.Sign() > 0 && within(100*part.Float()/whole.Float(), h.value.Float(), h.decimals)
			}
		}
		if fits {
			j.holds++
			continue
		}
		if !known || wholes[0].Sign() <= 0 {
			continue
		}
		f := record.Finding{Rule: "N03", Verdict: record.Broken, Severity: record.Warning, Left: h.value, At: []string{}}
		f.Right = percentOf(parts[0], wholes[0])
		f.Message, f.MessageZH = message.Both("N03", parts[0], wholes[0], f.Right, h.value, oneLine(p.t.src[p.t.at[h.from]:p.t.end(int(h.to)-1)]))
		if f.Paths = j.pathsOf(p, subject); len(f.Paths) == 0 { // of a channel: the tables have its whole only
			f.Paths = j.pathsOf(p, &statement{meanings: []meaning{{table: "requests", keys: []string{"new"}}}})
		}
		if sec.At != "" {
			f.At = append(f.At, sec.At)
		}
		j.findings = append(j.findings, f)
	}
}

// parts are what a share may be the share of: its figure, or that and the
// items just before it together.
func (j *judge) parts(p *parser, at int) []record.Number {
	s := &p.out[at]
	n := s.value
	out := []record.Number{n}
	for k := at - 1; k >= 0 && p.out[k].sentence == s.sentence && p.out[k].role == s.role; k-- {
		n = n.Add(p.out[k].value)
		out = append(out, n)
	}
	return out
}

// within reports whether v, rounded or cut off at so many decimals, is printed.
func within(v, printed float64, decimals int) bool {
	step := 1.0
	for range decimals {
		step /= 10
	}
	d := v - printed
	return d < step*1.000001 && d > -step*1.000001
}

// wholes are the totals that a share may refer to: what the text states in the
// paragraph, what the items of its list sum to, what the tables count. The
// nearest total before it comes first.
func (j *judge) wholes(p *parser, at int) []record.Number {
	var out []record.Number
	s := &p.out[at]
	disputes := s.role == resultItem
	for k := at - 1; k >= 0; k-- {
		if t := &p.out[k]; t.role == total && (disputes == (t.about != "request")) && t.value.Sign() > 0 {
			out = append(out, t.value)
		}
	}
	list := record.Int(0)
	for k := range p.out {
		if t := &p.out[k]; t.role == s.role && t.sentence == s.sentence {
			list = list.Add(t.value)
		}
	}
	out = append(out, list)
	if disputes {
		return out
	}
	tables := j.tableWholes(p)
	if tables == nil {
		return nil
	}
	return append(out, tables...)
}

// tableWholes are the totals of section three; none if one of them is not
// known, since that may be the one.
func (j *judge) tableWholes(p *parser) []record.Number {
	var out []record.Number
	for _, k := range []string{"finished", "handled"} {
		for _, r := range p.readings(meaning{table: "requests", keys: []string{k}}) {
			v := j.cells.total(r.sum)
			if v.IsNull() {
				return nil
			}
			out = append(out, v)
		}
	}
	return out
}

// percentOf is part/whole in percent, to two decimals.
func percentOf(part, whole record.Number) record.Number {
	cents := int64(10000*part.Float()/whole.Float() + 0.5)
	return record.Int(cents).Shift(-2)
}
