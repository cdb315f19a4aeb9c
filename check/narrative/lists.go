package narrative

import (
	"gongkai/internal/message"
	"gongkai/record"
)

// lists checks the breakdowns that a section states: a total, and after it
// what it divides into.
func (j *judge) lists(p *parser, sec *record.Section) {
	for i := range p.out {
		t := &p.out[i]
		if t.role != total || t.soft || t.zero || t.value.Sign() <= 0 {
			continue
		}
		for _, r := range []role{applicantItem, channelItem, outcomeItem, resultItem} {
			j.list(p, sec, i, r)
		}
	}
}

// list checks one breakdown of total i. It is broken where the items exceed
// the total, or name every case and fall short of it. Items may divide another
// total of the same sentence or table instead (received, or handled).
func (j *judge) list(p *parser, sec *record.Section, i int, r role) {
	t := &p.out[i]
	items, last := 0, i
	sumOf := record.Int(0)
	kinds := map[string]bool{}
	closing, all := false, false
	for k := i + 1; k < len(p.out) && p.out[k].sentence <= t.sentence+1; k++ {
		s := &p.out[k]
		if s.role == total && s.about == t.about && items > 0 {
			break
		}
		if s.role == total && r == resultItem && s.about != t.about && items > 0 {
			break
		}
		if s.role == total && r != resultItem && s.about != t.about {
			break
		}
		if s.role != r || s.nested {
			continue
		}
		if r == resultItem && s.about != t.about {
			return
		}
		key := s.meanings[0].column + s.meanings[0].result
		for _, q := range s.meanings[0].keys {
			if r == outcomeItem || r == channelItem {
				key += " " + q
			}
		}
		if kinds[key] {
			break // a second list
		}
		kinds[key] = true
		closing = closing || s.closing || key == " other_channel" || key == "pending" || key == " rest"
		all = all || key == "organisations"
		sumOf = sumOf.Add(s.value)
		items++
		last = k
	}
	if items < 2 || sumOf.IsNull() {
		return
	}
	switch sumOf.Cmp(t.value) {
	case 0:
		j.holds++
		return
	case -1:
		complete := r == applicantItem && kinds["natural_person"] && all || r == channelItem && (items >= 3 || closing) ||
			r == resultItem && items >= 4 || r == outcomeItem && closing && items >= 3
		if !complete {
			return
		}
	}
	if j.otherTotal(p, t, sumOf) {
		return
	}
	snippet := oneLine(p.t.src[p.t.at[t.from]:p.t.end(int(p.out[last].to)-1)])
	f := record.Finding{Rule: "N02", Verdict: record.Broken, Severity: record.Warning, Left: sumOf, Right: t.value, At: []string{}}
	f.Message, f.MessageZH = message.Both("N02", sumOf, t.value, snippet)
	f.Paths = j.pathsOf(p, t)
	if sec.At != "" {
		f.At = append(f.At, sec.At)
	}
	j.findings = append(j.findings, f)
}

// otherTotal reports whether the items sum to another total that they may
// divide: one that the text states nearby, or one of the tables.
func (j *judge) otherTotal(p *parser, t *statement, n record.Number) bool {
	stated := []record.Number{}
	for k := range p.out {
		s := &p.out[k]
		if s.about == t.about && s.role == total {
			if s.value.Equal(n) {
				return true
			}
			stated = append(stated, s.value)
		}
		if len(s.meanings) > 0 && len(s.meanings[0].keys) == 1 && (s.meanings[0].keys[0] == "carried_in" || s.meanings[0].keys[0] == "carried_out") {
			for _, v := range stated {
				if v.Add(s.value).Equal(n) || v.Sub(s.value).Equal(n) {
					return true
				}
			}
		}
	}
	var others []meaning
	if t.about == "request" {
		others = []meaning{{table: "requests", keys: []string{"handled"}}}
	} else {
		others = t.meanings
	}
	for _, m := range others {
		for _, r := range p.form.readings(m) {
			if v := j.cells.total(r); v.Equal(n) {
				return true
			}
		}
	}
	return false
}

// pathsOf are the cells of a statement's readings.
func (j *judge) pathsOf(p *parser, s *statement) []string {
	paths := []string{}
	for _, m := range s.meanings {
		for _, r := range p.form.readings(m) {
			for _, t := range r {
				paths = add(paths, t.path)
			}
		}
	}
	return paths
}

// shares recomputes the percentages beside the figures of a section, of every
// total that they could refer to.
func (j *judge) shares(p *parser, sec *record.Section) {
	for i := range p.shares {
		h := &p.shares[i]
		s := &p.out[h.statement]
		if s.role == plain || s.nested || s.role == total {
			continue
		}
		wholes := j.wholes(p, h.statement)
		if len(wholes) == 0 {
			continue
		}
		near := record.Number{}
		fits := false
		for _, w := range wholes {
			if w.Sign() <= 0 {
				continue
			}
			v := 100 * s.value.Float() / w.Float()
			if near.IsNull() {
				near = w
			}
			fits = fits || within(v, h.value.Float(), h.decimals)
			for k := h.statement - 1; k >= 0 && p.out[k].sentence == s.sentence && p.out[k].role == s.role; k-- {
				// a share of several items together
				n := s.value
				for q := k; q < h.statement; q++ {
					n = n.Add(p.out[q].value)
				}
				fits = fits || within(100*n.Float()/w.Float(), h.value.Float(), h.decimals)
			}
		}
		switch {
		case near.IsNull():
		case fits:
			j.holds++
		default:
			f := record.Finding{Rule: "N03", Verdict: record.Broken, Severity: record.Warning, Left: h.value, At: []string{}}
			f.Right = percentOf(s.value, near)
			f.Message, f.MessageZH = message.Both("N03", s.value, near, f.Right, h.value, oneLine(p.t.src[p.t.at[h.from]:p.t.end(int(h.to)-1)]))
			f.Paths = j.pathsOf(p, s)
			if sec.At != "" {
				f.At = append(f.At, sec.At)
			}
			j.findings = append(j.findings, f)
		}
	}
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
	for _, k := range []string{"finished", "received", "handled"} {
		for _, r := range p.form.readings(meaning{table: "requests", keys: []string{k}}) {
			v := j.cells.total(r)
			if v.IsNull() {
				return nil // a whole that is not known may be the one
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
