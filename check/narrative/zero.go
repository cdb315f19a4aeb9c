package narrative

import "gongkai/record"

// clauseWithout reads a clause that has no number: it may say in words that
// there was none, or that all of what was counted before was upheld.
func (p *parser) clauseWithout(words, clause []token) {
	if p.disown(words, false) {
		return
	}
	at, last := -1, -1
	var only *token // the one thing said
	things := 0
	for i := range words {
		k := &words[i]
		if at < 0 && k.none() {
			at = i
		}
		if k.result == "all_upheld" {
			p.allUpheld(k.to)
		}
		if k.kind != mark && k.kind != year {
			last = i
			things++
			only = k
		}
	}
	if at < 0 && things == 1 {
		p.ofAll(only, containsMark(words, mAll))
	}
	if at < 0 || len(words) == 0 || p.otherTime {
		p.mention(words, false)
		return
	}
	b := &p.left
	after := ours(words[at+1:])
	from, to := words[at].from, words[len(words)-1].to
	if words[at].id != mZero && said(after) {
		b.fill(after)
		b.verbs[vIssue] = b.verbs[vIssue] || words[at].id == mNoneIssued
		b.verbs[vRepeal] = b.verbs[vRepeal] || words[at].id == mNoneRepealed
		if after[0].gap > 6 {
			p.mention(words, false)
			return
		}
		b.gap += int(after[0].gap)
	} else if at > last { // what was not is said before
		b.fill(words[:at])
		from, to = words[0].from, words[at].to
	} else {
		p.mention(words, false)
		return
	}
	if !b.semantic || b.marks[mEvery] || b.marks[mPlan] || containsMark(words[:at], mEvery) || b.marks[mHistory] || containsMark(words, mCompare) || containsMark(words, mRate) {
		p.mention(words, false)
		return
	}
	if p.unknownAfter(to) > 3 {
		p.mention(words, false)
		return
	}
	if b.noun == "" && !b.carries() && len(b.outcomes) == 0 { // nothing is named
		return
	}
	if len(b.applicants) == 1 && !lists(after, applicant) || len(b.channels) > 0 && len(b.disputes) == 0 {
		p.mention(words, false)
		return
	}
	b.applicants = b.applicants[:0]
	b.marks[mBecause] = b.marks[mBecause] || containsMark(words[:at], mBecause)
	s := statement{from: from, to: to, value: record.Int(0), zero: true, sentence: p.number}
	s.soft = p.ofSome || b.gap > 1
	b.listsRequest = listsRequest(after)
	p.state(b, s, noUnit, false)
}

// ours leaves out the last things of a list that are none of the tables':
// "requests, lawsuits and complaints".
func ours(words []token) []token {
	for n := len(words); ; {
		i := n - 1
		for i > 0 && (words[i].kind == mark || words[i].kind == verb && words[i].id == vCase) {
			i--
		}
		if i < 1 || words[i].kind != noun || words[i].name != "foreign" || words[i].gap > 0 {
			return words[:n]
		}
		j := i - 1
		for j > 0 && words[j].kind == mark && words[j].id == mNeutral {
			j--
		}
		switch k := &words[j]; {
		case k.kind == pause, k.kind == mark && k.id == mAnd:
			n = j
		case k.kind == noun && isCase(k.name):
			n = j + 1
		default:
			return words[:n]
		}
		words = words[:n]
	}
}

// ofAll reads a clause that says nothing but what all of the cases counted
// before it are: of natural persons, upheld.
func (p *parser) ofAll(k *token, all bool) {
	switch {
	case k.result != "":
		p.ended(k, all)
	case k.kind == applicant && all && k.gap == 0:
		n := len(p.out)
		if n == 0 {
			return
		}
		s := p.out[n-1]
		if s.sentence == p.number && s.role == total && s.about == "request" && len(s.meanings) == 1 && s.meanings[0].column == "" && s.value.Sign() > 0 {
			m := s.meanings[0]
			m.column = k.name
			s.to, s.role = k.to, plain
			p.keep(s, m)
		}
	}
}

// zeroRequest keeps the half of "no requests, reconsiderations or lawsuits"
// that is about requests.
func (p *parser) zeroRequest(s statement) {
	s.role, s.about = total, "request"
	p.keep(s, meaning{table: "requests", keys: []string{"received"}})
}

// lists reports whether a word of a kind stands in a list, behind another thing.
func lists(words []token, k kind) bool {
	for i := range words {
		if words[i].kind == k {
			return i > 0 && (words[i-1].kind == pause || words[i-1].kind == mark && words[i-1].id == mAnd)
		}
	}
	return false
}

// listsRequest reports whether a request stands as a thing of its own in a
// list: before a conjunction, not as what a dispute is about.
func listsRequest(words []token) bool {
	for i := range words {
		if words[i].kind == noun && words[i].name == "request" {
			return i+1 < len(words) && (words[i+1].kind == pause || words[i+1].kind == mark && words[i+1].id == mAnd) && words[i+1].gap == 0
		}
	}
	return false
}

// unknownAfter counts the characters between rune i and the end of its clause.
func (p *parser) unknownAfter(i int32) int {
	n := 0
	for _, r := range p.t.runes[i:] {
		if punctuation(r) != none {
			break
		}
		if isHan(r) {
			n++
		}
	}
	return n
}

// disown reads words that say of the disputes just counted that they are not
// about disclosure: those are none of ours. In brackets they speak of the last
// figure, in a clause of all of the sentence.
func (p *parser) disown(words []token, bracket bool) bool {
	if n := len(p.out); n == 0 || p.out[n-1].sentence != p.number {
		return false
	}
	at, named := -1, false
	for i := range words {
		k := &words[i]
		switch {
		case k.kind == mark && (k.id == mNone || k.id == mUnrelated || k.id == mDenied || k.id == mOtherKind):
			if at < 0 {
				at = i
			}
			named = named || k.id == mOtherKind
		case k.kind == mark && k.id == mDisclosure, k.kind == noun && (k.name == "request" || k.name == "on_request"):
			named = true
			if at >= 0 && words[at].id == mNone && k.kind == noun {
				return false // no requests: that is no word of the disputes
			}
		case k.kind == mark, k.kind == year, k.kind == verb && k.id == vCase:
		case bracket && k.kind == noun && (k.name == "reconsideration" || k.name == "litigation"):
		default:
			return false
		}
	}
	if at < 0 || !named {
		return false
	}
	did := false
	for i := len(p.out) - 1; i >= 0 && p.out[i].sentence == p.number; i-- {
		if s := &p.out[i]; len(s.meanings) > 0 && s.meanings[0].table == "disputes" && s.value.Sign() > 0 {
			s.meanings, s.role = nil, plain
			did = true
		}
		if bracket {
			break
		}
	}
	p.doubtful = p.doubtful || did
	return did
}
