package narrative

// state says what a figure counts, by the words in the bag, and keeps it as a
// statement if that is something of the tables.
func (p *parser) state(b *bag, s statement, unit unitKind, after bool) {
	p.summed = p.summed || b.cumulates()
	if b.verbs[vNotice] && unit != noUnit {
		p.name("fee")
		p.fee(b, s, unit)
		return
	}
	if b.foreign {
		p.state2014(b, s)
		if !after || b.noun != "counted" && b.noun != "matter" {
			p.mentionBag(b)
		}
		p.labels = p.labels || !b.verbs[vReceive]
		return
	}
	if p.labels && !b.plainRequest && !b.weak && !b.verbSaid() && (b.request || p.topic == "foreign" || p.topic == "proactive") && len(b.disputes) == 0 {
		if b.request {
			s.soft = true
			p.keep(s, meaning{table: "requests", keys: []string{"handled"}})
			p.topic = "foreign"
			return
		}
	}
	if b.noun != "" && b.noun != "application" {
		p.name(b.noun)
	}
	s.soft = s.soft || p.loose(b)
	if len(b.outcomes) > 0 && !p.labels && b.noun == "" && len(b.results) == 0 && p.totalStated() {
		p.topic = "request" // whatever its subject, a request has this end
	}
	topic := p.topic
	switch {
	case topic == "fee":
		p.fee(b, s, unit)
	case len(b.disputes) > 0 || len(b.results) > 0 && (topic == "reconsideration" || topic == "litigation"):
		p.dispute(b, s, unit)
	case topic == "normative" || topic == "regulation":
		p.document(b, s, unit)
	case topic == "licensing" || topic == "penalty" || topic == "coercive" || topic == "other_service" || topic == "admin_fee" || topic == "procurement":
		p.business(b, s, unit)
	case topic != "foreign" && topic != "proactive" || b.weak:
		p.request(b, s, unit, after)
	}
}

// loose reports whether the words leave room for less than the whole of what
// the tables count: a part of the year, of the region, of the requests.
func (p *parser) loose(b *bag) bool {
	return b.gap > 1 || b.marks[mEvery] || b.marks[mAssist] || p.months || b.endsWithEtcetera ||
		p.own && p.regional() || p.whole && p.report.Scope == "organ" || b.marks[mPart] && p.regional() && !b.marks[mWhole] ||
		b.cumulates()
}

// cumulates reports whether the words count more than this year's.
func (b *bag) cumulates() bool {
	return b.marks[mCumulative] && !b.marks[mThisYear] && len(b.years) == 0
}

// regional reports whether the report is, or may be, of more than one organ.
func (p *parser) regional() bool { return p.report.Scope != "organ" }

// keep adds a statement, if the record's form has a cell for it or it is an
// item of a list.
func (p *parser) keep(s statement, ms ...meaning) {
	s.meanings, s.paragraph, s.bracketed = ms, p.paragraph, p.depth > 0
	p.semicolon = false
	p.out = append(p.out, s)
}

// state2014 keeps the one figure of proactive disclosure that has a place in a
// table: the lists of 2014 count it.
func (p *parser) state2014(b *bag, s statement) {
	if p.form.generation == "2014" && b.proactive && !b.verbs[vFinish] {
		s.soft = s.soft || b.marks[mAmong] || b.gap > 1 || b.lead > 8
		p.keep(s, meaning{table: "indicators", keys: []string{"proactive_total"}})
	}
}

// request reads a figure of requests for disclosure.
func (p *parser) request(b *bag, s statement, unit unitKind, after bool) {
	if unit == moneyUnit {
		return
	}
	named := b.request || p.topic == "request" || len(b.channels) > 0 && b.marks[mDisclosure] && b.verbs[vReceive]
	if !named {
		switch {
		case b.weak && (b.verbs[vReceive] || b.verbs[vNew] || b.verbs[vHandle] || b.verbs[vFinish]) && b.gap == 0 && p.disclosure:
			p.topic, p.age, p.vague = "request", 0, true
		default:
			return
		}
	}
	s.vague = p.vague && !b.carries()
	if p.vague && b.carries() { // only requests for disclosure are carried from year to year
		p.vague = false
		for i := len(p.out) - 1; i >= 0 && p.out[i].paragraph == p.paragraph; i-- {
			p.out[i].vague = false
		}
	}
	if p.age > 2 && !b.request && p.heading != "request" {
		s.soft = true
	} else {
		p.age = 0
	}
	s.about = "request"
	if (p.outcomes || b.marks[mAmong] && p.totalStated()) && len(b.outcomes) == 0 && b.verbs[vDisclose] && len(b.order) == 1 { // "disclosed" beside "partly disclosed"
		b.outcomes = add(b.outcomes, "granted")
		s.soft = s.soft || !p.outcomes || !p.totalStated()
	}
	switch {
	case b.carries() || b.marks[mNextYear] && (b.verbs[vHandle] || b.verbs[vFinish]):
		s.soft = s.soft || !b.carries()
		p.carry(b, s, after)
	case len(b.outcomes) > 0:
		p.outcome(b, s)
	case len(b.applicants) == 1 && len(b.channels) == 0:
		p.applicant(b, s, after)
	case len(b.channels) == 1, len(b.channels) > 1 && !b.request && (!b.verbs[vReceive] && !b.verbs[vNew] || p.totalStated()):
		s.role = channelItem
		s.nested = p.underItem(b)
		p.keep(s, meaning{table: "requests", keys: []string{b.channels[0]}})
	default:
		if after && !b.joined { // "for 2 requests": of how many?
			s.among, s.soft = b.verbs[vFinish] && !b.request && !s.soft, true
		}
		p.requestTotal(b, s)
	}
}

// requestTotal reads a figure of all requests received, handled or answered.
func (p *parser) requestTotal(b *bag, s statement) {
	v := &b.verbs
	key := ""
	switch {
	case v[vNew]:
		key = "new"
	case v[vReceive] && (v[vFinish] || v[vHandle]):
		key = "handled"
	case v[vReceive]:
		key = "received"
	case v[vFinish]:
		key = "finished"
	case v[vHandle]:
		key = "handled"
	case s.zero && b.request:
		key = "received"
	case b.request:
		key = "handled"
		s.soft = s.soft || b.marks[mAmong] || b.verbSaid()
	case b.weak:
		key = "received"
		s.soft = true
	default:
		return
	}
	if key == "finished" && p.extended || p.counted(key) || key != "received" && key != "new" && p.behindPart() || key == "handled" && p.stated("withdrawn") {
		s.soft, s.among = true, false
	}
	if v[vIssue] || v[vDisclose] || v[vCollect] || v[vWaive] || v[vNotice] || b.marks[mAmong] && key != "new" || b.marks[mAlso] && key != "new" {
		s.among = (s.among || !s.soft) && key == "finished"
		s.soft = true
	}
	if !b.request && !b.weak && key != "finished" && p.section == "problems" {
		s.soft = true
	}
	s.role = total
	p.parent = key
	p.keep(s, meaning{table: "requests", keys: []string{key}})
}

// behindPart reports whether the sentence gave figures of a part of the requests
// and none of all: what is said next may be of that part.
func (p *parser) behindPart() bool {
	part := false
	for i := len(p.out) - 1; i >= 0 && p.out[i].sentence == p.number; i-- {
		switch p.out[i].role {
		case channelItem, applicantItem:
			part = true
		case total:
			return false
		}
	}
	return part
}

// counted reports whether the paragraph gave this total before: a second one
// is of a part.
func (p *parser) counted(key string) bool {
	for i := len(p.out) - 1; i >= 0 && p.out[i].paragraph == p.paragraph; i-- {
		if s := &p.out[i]; s.role == total && s.about == "request" && !s.soft && s.meanings[0].keys[0] == key {
			return true
		}
	}
	return false
}

// carry reads a figure of requests taken over from the year before, or left to
// the next.
func (p *parser) carry(b *bag, s statement, after bool) {
	v := &b.verbs
	in, out := v[vCarryIn] || b.marks[mLastYear], v[vCarryOut] || b.marks[mNextYear]
	if !in && !out && p.report.Year != 0 {
		for _, y := range b.years {
			in = in || int(y) < p.report.Year
		}
		for _, y := range b.years {
			out = out || !in && int(y) > p.report.Year
		}
	}
	both := b.marks[mIncluding] || b.marks[mPlus]
	key := "carried"
	switch {
	case in && v[vNew]:
		key = "in_all"
	case in && both && v[vFinish]:
		key = "finished"
		s.role = total
	case in && both && (v[vReceive] || v[vHandle]):
		key = "in_all"
		if v[vHandle] && !v[vReceive] {
			s.soft = true
		}
	case b.marks[mMinus] && !after && (v[vReceive] || v[vFinish] || v[vHandle]):
		return
	case in && out:
		s.soft = true
	case in:
		key = "carried_in"
		s.soft = s.soft || v[vFinish] || v[vReceive]
	case out:
		key = "carried_out"
	default:
		s.soft = true
	}
	p.keep(s, meaning{table: "requests", keys: []string{key}})
}

// applicant reads a figure of the requests of one kind of applicant.
func (p *parser) applicant(b *bag, s statement, after bool) {
	column := b.applicants[0]
	var keys []string
	switch p.parent {
	case "new":
		keys = []string{"new"}
	case "finished", "handled":
		keys = []string{"handled"}
	default:
		keys = []string{"received"}
	}
	if b.verbs[vFinish] || b.verbs[vHandle] {
		keys, s.soft = []string{"handled"}, true
	}
	s.nested = p.underItem(b)
	s.soft = s.soft || s.nested
	ms := []meaning{{table: "requests", keys: keys, column: column}}
	if (after || b.joined) && (b.request || b.weak) {
		ms = append(ms, meaning{table: "requests", keys: keys})
		s.role = total
	} else {
		s.role = applicantItem
	}
	p.keep(s, ms...)
}
