package narrative

import (
	"gongkai/internal/message"
	"gongkai/record"
)

// fees are the figures of the fee that the section states, in yuan.
func (p *parser) fees() (out [3][]record.Number) {
	for i := range p.out {
		s := &p.out[i]
		if len(s.meanings) != 1 || s.meanings[0].table != "fees" {
			continue
		}
		k := map[string]int{"notices": 0, "billed": 1, "collected": 2}[s.meanings[0].keys[0]]
		v := s.value
		if r := p.readings(s.meanings[0]); len(r) > 0 {
			v = v.Shift(moneyShift(s.unit, r[0].sum))
		}
		out[k] = append(out[k], v)
	}
	return out
}

// fees checks what section six says of the fee against itself.
func (j *judge) fees(p *parser, sec *record.Section) {
	f := p.fees()
	report := func(a, b record.Number, m meaning) {
		n := record.Finding{Rule: "N05", Verdict: record.Broken, Severity: record.Warning, Left: a, Right: b, At: []string{}}
		n.Message, n.MessageZH = message.Both("N05", a, b)
		n.Paths = j.pathsOf(p, &statement{meanings: []meaning{m}})
		if sec.At != "" {
			n.At = append(n.At, sec.At)
		}
		j.findings = append(j.findings, n)
	}
	names := [3]string{"notices", "billed", "collected"}
	for k, ns := range f {
		for _, n := range ns {
			if !n.Equal(ns[0]) {
				report(ns[0], n, meaning{table: "fees", keys: []string{names[k]}})
				return
			}
		}
	}
	if len(f[1]) == 0 || len(f[2]) == 0 {
		return
	}
	if f[2][0].Cmp(f[1][0]) > 0 {
		report(f[1][0], f[2][0], meaning{table: "fees", keys: []string{"collected"}})
		return
	}
	j.holds++
}
