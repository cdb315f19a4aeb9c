package narrative

import (
	"slices"

	"gongkai/record"
)

// dispute reads a figure of reconsiderations or lawsuits.
func (p *parser) dispute(b *bag, s statement, unit unitKind) {
	if unit == moneyUnit {
		return
	}
	kinds := b.disputes
	if slices.Contains(kinds, "direct") || slices.Contains(kinds, "after") {
		kinds = slices.DeleteFunc(slices.Clone(kinds), func(k string) bool { return k == "litigation" || k == "reconsideration" })
	}
	if b.review && !b.request && !b.marks[mDisclosure] && !b.marks[mBecause] {
		s.soft = true
	}
	if !p.named && !b.request && p.section != "disputes" && p.heading != "request" && p.heading != "reconsideration" && p.heading != "litigation" && !p.disputing() {
		s.soft = true
	}
	v := &b.verbs
	result := ""
	switch {
	case len(b.results) == 1:
		result = b.results[0]
		s.role = resultItem
	case len(b.results) > 1:
		return
	default:
		s.role = total
		s.soft = s.soft || v[vFinish] || v[vCase] && !s.zero || v[vDecide] || len(b.outcomes) > 0
	}
	if s.zero && b.request && len(kinds) > 0 && !b.marks[mBecause] && b.listsRequest {
		p.zeroRequest(s)
	}
	if len(kinds) == 0 { // a result of what was named before
		if len(p.disputes) == 0 {
			return
		}
		p.listed = true
		s.about = p.disputes[len(p.disputes)-1]
		var ms []meaning
		for _, k := range p.disputes {
			ms = append(ms, disputeMeaning(k, result, &s))
		}
		if len(p.disputes) > 1 {
			ms = append(ms, meaning{table: "disputes", keys: slices.Clone(p.disputes), result: result})
			s.about = "both"
		}
		s.soft = s.soft || p.doubtful || b.marks[mAlso] || len(b.outcomes) > 0 && result != "pending" || v[vFinish]
		p.keep(s, ms...)
		return
	}
	p.doubtful = s.soft && result == ""
	if p.listed {
		p.disputes, p.listed = p.disputes[:0], false
	}
	for _, k := range kinds {
		p.disputes = add(p.disputes, k)
	}
	if result != "" { // what follows divides these
		p.disputes, p.listed = append(p.disputes[:0], kinds...), true
	}
	if len(kinds) == 1 {
		s.about = kinds[0]
		p.sharedResult(result, s.from)
		p.keep(s, disputeMeaning(kinds[0], result, &s))
		return
	}
	if b.marks[mEach] || b.marks[mAll] || s.zero || s.value.Sign() == 0 {
		for _, k := range kinds {
			t := s
			t.about = k
			p.keep(t, disputeMeaning(k, result, &s))
		}
		return
	}
	s.about = "both"
	p.keep(s, meaning{table: "disputes", keys: slices.Clone(kinds), result: result})
}

// resultBehind reads how disputes ended from the words right behind their number:
// "lawsuits 49 upheld" may count those, or all. It is none where the next number
// is what the words count.
func (p *parser) resultBehind(right, rest []token) {
	if len(right) == 0 || right[0].result == "" || right[0].gap > 0 || len(right) < len(rest) && rest[len(right)].kind == number {
		return
	}
	o := &p.out[len(p.out)-1]
	switch result := right[0].result; result {
	case "upheld", "corrected", "pending", "dismissed":
		if o.role != total || len(o.meanings) != 1 || o.meanings[0].table != "disputes" {
			return
		}
		m := o.meanings[0]
		m.result = result
		o.meanings = append(o.meanings, m)
		last := *o
		p.out = p.out[:len(p.out)-1]
		p.sharedResult(result, last.from)
		p.out = append(p.out, last)
	}
}

// sharedResult gives the total that stands right before an item of a list its
// result too: "140 reconsiderations, 49 lawsuits upheld" may say it of both.
func (p *parser) sharedResult(result string, from int32) {
	n := len(p.out)
	if result == "" || n == 0 {
		return
	}
	o := &p.out[n-1]
	if o.sentence != p.number || o.role != total || len(o.meanings) != 1 || o.meanings[0].table != "disputes" || from != o.to+1 || p.t.runes[o.to] != ideographicComma {
		return
	}
	m := o.meanings[0]
	m.result = result
	o.meanings = append(o.meanings, m)
}

// disputing reports whether the paragraph last counted disputes about disclosure,
// which the text goes on to count.
func (p *parser) disputing() bool {
	for i := len(p.out) - 1; i >= 0 && p.out[i].paragraph == p.paragraph; i-- {
		if s := &p.out[i]; len(s.meanings) == 0 || s.meanings[0].table != "disputes" {
			return false
		} else if s.role == total {
			return !s.soft
		}
	}
	return false
}

// disputeMeaning is what a figure of one kind of dispute counts.
func disputeMeaning(kind, result string, s *statement) meaning {
	if kind == "litigation" && s.value.Sign() == 0 {
		kind = "no_litigation"
	}
	return meaning{table: "disputes", keys: []string{kind}, result: result}
}

// allUpheld reads "all upheld", which states for each kind of dispute named in
// the sentence that so many were.
func (p *parser) allUpheld(to int32) {
	for i, n := 0, len(p.out); i < n; i++ {
		s := p.out[i]
		if s.sentence != p.number || s.role != total || len(s.meanings) != 1 || s.meanings[0].table != "disputes" || s.value.Sign() == 0 {
			continue
		}
		s.to, s.role = to, plain
		m := s.meanings[0]
		m.result = "all_upheld"
		p.keep(s, m)
	}
}

// ended reads a clause that says nothing but how the disputes counted before it
// ended: it is the end of the one, or of all.
func (p *parser) ended(k *token, all bool) {
	n := len(p.out)
	if n == 0 || k.gap > 0 {
		return
	}
	s := p.out[n-1]
	if s.sentence != p.number || s.role != total || len(s.meanings) != 1 || s.meanings[0].table != "disputes" || len(s.meanings[0].keys) != 1 || s.value.Sign() == 0 {
		return
	}
	switch k.result {
	case "upheld", "corrected", "pending", "dismissed":
	default:
		return
	}
	m := s.meanings[0]
	m.result = k.result
	s.to, s.role = k.to, plain
	s.soft = s.soft || !all && !s.value.Equal(record.Int(1))
	p.keep(s, m)
}

// document reads a figure of normative documents or regulations.
func (p *parser) document(b *bag, s statement, unit unitKind) {
	if unit == moneyUnit || len(b.outcomes) > 0 {
		return
	}
	v := &b.verbs
	named := b.noun == p.topic
	s.soft = s.soft || unit == postUnit
	verb := ""
	switch {
	case v[vReceive] || v[vHandle] || v[vFinish] || v[vCase]:
		return
	case v[vInForce]:
		verb = "in_force"
	case v[vRepeal]:
		verb = "repeal"
	case v[vIssue] && !v[vDisclose]:
		verb = "issue"
	case named:
		verb = "disclose"
		s.soft = true
	default:
		return
	}
	if !named && p.age > 0 || b.marks[mAmong] && !named || p.regional() && !p.whole || b.marks[mIncluding] && (b.lead > 0 || !named) || verb == "issue" && p.amended {
		s.soft = true
	}
	s.soft = s.soft || p.summed // it divides them
	names := 0
	for i := range b.order {
		if k := &b.order[i]; k.kind == noun && (k.name == "normative" || k.name == "regulation") && k.name != p.topic {
			names++
		}
	}
	if names > 0 {
		if !s.zero && s.value.Sign() != 0 {
			return
		}
		t := s
		t.soft = s.soft || !s.zero || verb != "issue"
		for _, n := range []string{"normative", "regulation"} {
			p.keep(t, meaning{table: "proactive", keys: []string{n + "_" + verb}})
		}
		return
	}
	m := meaning{table: "proactive", keys: []string{p.topic + "_" + verb}}
	for i := len(p.out) - 1; i >= 0 && p.out[i].sentence == p.number; i-- { // twice the same: each is of a part
		if o := &p.out[i]; len(o.meanings) == 1 && o.meanings[0].same(m) && !o.value.Equal(s.value) {
			s.soft, o.soft = true, true
		}
	}
	p.keep(s, m)
}

// business reads a figure of licences, penalties, coercive measures, fees or
// purchases.
func (p *parser) business(b *bag, s statement, unit unitKind) {
	if b.noun != p.topic || len(b.outcomes) > 0 || b.request {
		return
	}
	for i := range b.order {
		if k := &b.order[i]; k.kind == noun && k.name != p.topic {
			return // several things at once
		}
	}
	key := p.topic
	switch money := key == "admin_fee" || key == "procurement"; {
	case money && unit == moneyUnit:
		key += "_money"
		s.soft = s.soft || p.regional() && !p.whole || b.verbs[vWaive]
	case unit == moneyUnit || key == "admin_fee":
		return
	default:
		p.decided = !b.verbs[vDisclose] && (b.verbs[vDecide] || p.decided && !b.verbSaid())
		s.soft = s.soft || !p.decided || p.regional() && !p.whole && p.report.Scope != ""
	}
	if s.zero {
		s.soft = true
	}
	p.keep(s, meaning{table: "proactive", keys: []string{key}})
}

// fee reads a figure of the fee for processing information.
func (p *parser) fee(b *bag, s statement, unit unitKind) {
	v := &b.verbs
	key := ""
	switch {
	case v[vWaive]:
		return
	case unit == moneyUnit && v[vBill] && !v[vCollect], unit == moneyUnit && v[vNotice] && !v[vCollect]:
		key = "billed"
	case unit == moneyUnit && (v[vCollect] || b.noun == "fee"):
		key = "collected"
	case unit == countUnit && v[vNotice]:
		key = "notices"
	case s.zero && v[vNotice]:
		key = "notices"
	case s.zero:
		key = "collected"
	default:
		return
	}
	p.keep(s, meaning{table: "fees", keys: []string{key}})
}
