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
		if t.role != total || t.soft || t.vague || t.zero || t.value.Sign() <= 0 {
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
	for k := i + 1; k < len(p.out) && p.out[k].sentence == t.sentence; k++ {
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
	for k := i + 1; k <= last; k++ {
		if s := &p.out[k]; s.role == r && s.soft && !s.closing && r != channelItem {
			return // an item may be of something else
		}
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
		for _, r := range p.readings(m) {
			if v := j.cells.total(r.sum); v.Equal(n) {
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
		for _, r := range p.readings(m) {
			for _, t := range r.sum {
				paths = add(paths, t.path)
			}
		}
	}
	return paths
}
