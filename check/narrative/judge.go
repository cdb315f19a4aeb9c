package narrative

import (
	"slices"
	"strings"

	"gongkai/internal/message"
	"gongkai/record"
)

// judge compares statements with the tables.
type judge struct {
	rec              *record.Record
	cells            cells
	findings         []record.Finding
	holds, undecided int
}

// section turns the statements of one section into claims, and the
// contradictions among them into findings.
func (j *judge) section(p *parser, sec *record.Section) {
	for i := range p.out {
		s := &p.out[i]
		var readings []reading
		if len(s.meanings) == 1 {
			readings = p.readings(s.meanings[0])
		} else {
			for _, m := range s.meanings {
				for _, r := range p.readings(m) {
					if !slices.ContainsFunc(readings, func(o reading) bool { return o.text == r.text }) {
						readings = append(readings, r)
					}
				}
			}
		}
		if len(readings) == 0 {
			continue
		}
		c := record.Claim{Text: p.text(s), At: sec.At, Value: s.value, Unit: s.unit, Readings: make([]string, len(readings))}
		best := record.Number{}
		bestSum := sum(nil)
		unknown := false
		c.Verdict = contradicts
		for k, r := range readings {
			c.Readings[k] = r.text
			v := j.cells.total(r.sum)
			switch {
			case v.IsNull():
				unknown = true
			case s.fits(v, r.sum):
				c.Verdict = agrees
			case best.IsNull() || nearer(v, best, s.value):
				best, bestSum = v, r.sum
			}
		}
		if c.Verdict == contradicts && (unknown || s.soft || s.vague || j.excused(p, s)) {
			c.Verdict = open
		}
		j.rec.Claims = append(j.rec.Claims, c)
		switch c.Verdict {
		case agrees:
			j.holds++
		case open:
			j.undecided++
		default:
			j.contradiction(s, &c, readings, best, bestSum)
		}
	}
}

// text is the snippet of a statement, as printed.
func (p *parser) text(s *statement) string {
	return p.t.src[p.t.at[s.from]:p.t.end(int(s.to)-1)]
}

// fits reports whether a figure is that of the tables; money at the digits and
// in the unit that the text prints.
func (s *statement) fits(v record.Number, r sum) bool {
	shift := 0
	if s.unit != "" {
		shift = moneyShift(s.unit, r)
	}
	if shift == 0 && s.decimals == 0 && !isMoney(r) {
		return s.value.Equal(v)
	}
	claimed, step := s.value.Shift(shift), record.Int(1).Shift(shift-s.decimals)
	if claimed.Equal(v) {
		return true
	}
	d := claimed.Sub(v)
	if d.Sign() < 0 {
		d = d.Neg()
	}
	return isMoney(r) && !d.IsNull() && d.Cmp(step) < 0
}

func isMoney(r sum) bool {
	return strings.HasSuffix(r[0].path, "_yuan")
}

// moneyShift is the power of ten that takes an amount from the unit printed to
// that of the cell.
func moneyShift(unit string, r sum) int {
	if !isMoney(r) {
		return 0
	}
	shift := 0
	for _, u := range unit {
		switch vocabulary().numerals[u] {
		case 10000:
			shift += 4
		case 1e8:
			shift += 8
		}
	}
	if strings.HasSuffix(r[0].path, "_wan_yuan") {
		shift -= 4
	}
	return shift
}

// nearer reports whether a is nearer to n than b is.
func nearer(a, b, n record.Number) bool {
	abs := func(x record.Number) record.Number {
		if x.Sign() < 0 {
			return x.Neg()
		}
		return x
	}
	return abs(a.Sub(n)).Cmp(abs(b.Sub(n))) < 0
}

// excused reports whether a figure is a sum that its words do not name but its
// writer may have counted.
func (j *judge) excused(p *parser, s *statement) bool {
	for _, m := range s.meanings {
		for _, e := range p.excuses(m) {
			if v := j.cells.total(e.sum); v.IsNull() || v.Equal(s.value) {
				return true
			}
		}
	}
	return false
}

// contradiction reports a claim that no reading bears out.
func (j *judge) contradiction(s *statement, c *record.Claim, readings []reading, best record.Number, bestSum sum) {
	f := record.Finding{Rule: "N01", Verdict: record.Broken, Severity: record.Warning, Left: s.value, Right: best, At: []string{}}
	arithmetic := j.arithmetic(bestSum, best)
	snippet := oneLine(c.Text)
	if s.zero {
		f.Rule = "N04"
		f.Message, f.MessageZH = message.Both("N04", snippet, arithmetic)
	} else {
		f.Message, f.MessageZH = message.Both("N01", s.value, snippet, arithmetic)
	}
	if c.At != "" {
		f.At = append(f.At, c.At)
	}
	for _, r := range readings {
		for _, t := range r.sum {
			if slices.Contains(f.Paths, t.path) {
				continue
			}
			f.Paths = append(f.Paths, t.path)
			if k := j.cells.at(t.path); k != nil && k.At != "" && !slices.Contains(f.At, k.At) {
				f.At = append(f.At, k.At)
			}
		}
	}
	j.findings = append(j.findings, f)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), "") }
