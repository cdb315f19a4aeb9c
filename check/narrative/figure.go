package narrative

// figure reads one number: what the words around it say that it counts. It
// reports whether the words after it belong to it.
func (p *parser) figure(k *token, left, right, before, rest []token) (usedRight bool) {
	if n := len(left); n > 0 && k.gap == 0 && left[n-1].kind == mark {
		switch left[n-1].id {
		case mApproximate, mEvery, mOrdinal:
			p.mention(left, true)
			return false
		}
	}
	if len(p.queue) > 0 && !said(left) {
		left = joined(p.queue[:1], left)
		p.queue = p.queue[1:]
	}
	b := &p.left
	b.fill(left)
	from, to := k.from, k.to
	if n := len(left); n > 2 && left[0].kind == mark && left[0].id == mAmong && (left[1].kind == comma || left[1].kind == colon) {
		from = left[2].from // without "of these," before it
	} else if n > 0 {
		from = left[0].from
	}
	soft := k.shaky
	if b.marks[mRespectively] && len(b.order) == 1 && b.respectivelyFirst { // "respectively granted 4, partly 2": of what was said before
		b.marks[mRespectively], b.marks[mAmong] = false, true
	}
	if b.marks[mRespectively] {
		if len(b.order) < 2 || !p.respectively(b, rest) {
			return false
		}
		first := b.order[0]
		b.semantic = false
		b.keepOnly(&first)
	}
	p.right.fill(right)
	switch r := &p.right; {
	case !b.semantic && r.semantic && r.lead <= 4:
		marks := b.marks
		years := b.years
		r.marks = merged(r.marks, marks)
		r.years = append(r.years, years...)
		b, usedRight = r, true
		soft = soft || r.lead > 1 || k.numeralOne && !b.verbSaid()
	case !b.semantic && len(before) > 0:
		p.back.fill(before)
		marks := b.marks
		b = &p.back
		b.marks = merged(b.marks, marks)
		if !b.semantic {
			return false
		}
		if !(b.request && b.verbs[vReceive]) && len(b.disputes) == 0 || b.gap > 2 {
			soft = true
		}
		from = before[0].from
	case !b.semantic:
		return p.inAll(b, statement{from: from, to: to, value: k.value, soft: soft, sentence: p.number, unit: p.unitText(k)})
	case b.noun == "" && len(b.outcomes)+len(b.results)+len(b.applicants) == 0 && !b.carries() && r.semantic && r.lead <= 2 && r.noun != "":
		soft = soft || r.lead > 1
		b.join(r)
		usedRight = true
	default:
		b.gap += int(k.gap)
		soft = soft || k.gap > 0
	}
	if usedRight && len(right) > 0 {
		to = right[len(right)-1].to
	}
	if b.marks[mDenied] || b.marks[mOtherKind] {
		return usedRight
	}
	if b.marks[mCompare] || b.marks[mHistory] || b.marks[mPeriod] || b.marks[mPlan] || b.marks[mRate] || b.marks[mShare] || b.marks[mLastYear] && !b.carries() || p.otherTime {
		p.mentionBag(b)
		return usedRight
	}
	if k.unit == noUnit && (usedRight || !p.endsAt(k.to)) {
		p.mentionBag(b)
		return usedRight
	}
	s := statement{from: from, to: to, value: k.value, soft: soft, sentence: p.number, unit: p.unitText(k), decimals: p.decimals(k)}
	if k.unit == noUnit {
		s.unit = ""
	}
	n := len(p.out)
	p.state(b, s, k.unit, usedRight)
	if !usedRight && len(p.out) == n+1 {
		p.resultBehind(right, rest)
	}
	return usedRight
}

// inAll reads "in all 6" after so many new requests and so many carried in.
func (p *parser) inAll(b *bag, s statement) bool {
	n := len(p.out)
	if b.marks[mSum] && p.topic == "request" && !p.otherTime && n > 0 && p.out[n-1].sentence == p.number && len(p.out[n-1].meanings) == 1 && p.out[n-1].meanings[0].keys[0] == "carried_in" {
		s.about = "request"
		p.keep(s, meaning{table: "requests", keys: []string{"in_all"}})
	}
	return false
}

// said reports whether words say anything, marks apart.
func said(words []token) bool {
	for i := range words {
		if k := words[i].kind; k != mark && k != year && k != month && k > percent {
			return true
		}
	}
	return false
}

// fill puts words in an empty bag.
func (b *bag) fill(words []token) {
	b.reset()
	for i := range words {
		b.put(&words[i])
	}
}

// keepOnly leaves one thing said.
func (b *bag) keepOnly(k *token) {
	marks, years := b.marks, b.years
	b.reset()
	b.marks, b.years = marks, years
	b.marks[mRespectively], b.marks[mEach] = false, false
	b.put(k)
	b.gap = 0
}

// join adds what the words after the number name to the verbs before it.
func (b *bag) join(r *bag) {
	b.noun, b.foreign = r.noun, r.foreign
	b.request, b.weak = b.request || r.request, b.weak || r.weak
	for _, d := range r.disputes {
		b.disputes = add(b.disputes, d)
	}
	for _, a := range r.applicants {
		b.applicants = add(b.applicants, a)
	}
	for _, c := range r.channels {
		b.channels = add(b.channels, c)
	}
	b.gap += r.lead + r.gap
	b.joined = true
}

func merged(a, b [nMarks]bool) [nMarks]bool {
	for i, v := range b {
		a[i] = a[i] || v
	}
	return a
}

// verbSaid reports whether anything is done.
func (b *bag) verbSaid() bool {
	for _, v := range b.verbs {
		if v {
			return true
		}
	}
	return false
}

// respectively lines up "A and B are 1 and 2 respectively". It reports whether
// there are as many figures as things; what follows is then in the queue.
func (p *parser) respectively(b *bag, rest []token) bool {
	figures := 1
	for i := range rest {
		k := &rest[i]
		if k.kind == number {
			figures++
		} else if k.kind != pause && k.kind != comma && k.kind != mark {
			break
		}
	}
	var things []token
	for _, k := range b.order {
		if k.kind != verb && !(k.kind == noun && k.name == "request" && len(b.disputes) > 0) {
			things = append(things, k)
		}
	}
	if figures != len(things) {
		p.mentionBag(b)
		return false
	}
	b.order = things
	p.queue = append(p.queue[:0], things[1:]...)
	return true
}

// endsAt reports whether nothing but a mark of punctuation follows rune i.
func (p *parser) endsAt(i int32) bool {
	return int(i) >= len(p.t.runes) || punctuation(p.t.runes[i]) != none
}

// unitText is the unit as printed.
func (p *parser) unitText(k *token) string {
	if k.unitFrom >= k.to {
		return ""
	}
	return p.t.src[p.t.at[k.unitFrom]:p.t.end(int(k.to)-1)]
}

// decimals counts the digits printed after the point.
func (p *parser) decimals(k *token) int {
	n, point := 0, false
	for _, r := range p.t.runes[k.from:k.to] {
		if r == '.' {
			point = true
		} else if point && isDigit(r) {
			n++
		} else if point {
			break
		}
	}
	return n
}

// mentionBag notes what a figure that is none of ours counts.
func (p *parser) mentionBag(b *bag) {
	if b.noun != "" && b.noun != "application" {
		p.name(b.noun)
	}
}

// share notes a percentage that stands beside a figure, or beside an outcome
// that no figure is given for.
func (p *parser) share(k *token, left []token) {
	if k.shaky || p.otherTime {
		return
	}
	beside := false
	for i := range left {
		w := &left[i]
		if w.kind != mark {
			continue
		}
		switch w.id {
		case mShare:
			beside = true
		case mCompare, mRate, mLastYear, mEvery, mApproximate, mHistory, mPeriod:
			return
		}
	}
	h := share{from: k.from, to: k.to, value: k.value, decimals: p.decimals(k), statement: -1}
	if said(left) {
		b := &p.left
		b.fill(left)
		if beside && p.topic == "request" && !b.foreign && len(b.outcomes) > 0 && len(b.applicants) == 0 && b.gap == 0 && !p.loose(b) {
			n := len(p.out)
			p.outcome(b, statement{sentence: p.number})
			if len(p.out) == n+1 && !p.out[n].soft {
				h.meanings, h.from = p.out[n].meanings, left[0].from
				p.shares = append(p.shares, h)
			}
			p.out = p.out[:n]
		}
		return
	}
	n := len(p.out)
	if n == 0 || p.out[n-1].sentence != p.number {
		return
	}
	between := p.t.runes[p.out[n-1].to:k.from]
	if !beside && (len(between) != 1 || between[0] != '(') || len(between) > 10 || has(between, ';') {
		return
	}
	h.from, h.statement = p.out[n-1].from, n-1
	p.shares = append(p.shares, h)
}
