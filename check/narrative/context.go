package narrative

import "unicode/utf8"

// noteTime notes at token i whether the sentence now speaks of another time
// than the report's year. A year that says from or to which year requests were
// carried does not.
func (p *parser) noteTime(s []token, i int) {
	k := &s[i]
	if k.kind == mark {
		switch k.id {
		case mThisYear:
			p.otherTime = false
		case mHistory, mPeriod:
			if i == 0 || k.gap > 0 || s[i-1].kind != mark && s[i-1].kind != year || p.otherTime || s[i-1].kind == mark && s[i-1].id != mThisYear {
				p.otherTime = true
			} else {
				k.word = thisYear // "since the year began"
			}
		case mLastYear:
			if !p.carryNear(s, i) && !compared(s, i) {
				p.otherTime = true
			}
		}
		return
	}
	n, _ := k.value.Int64()
	switch {
	case int(n) == p.report.Year:
		p.otherTime = false
	case p.carryNear(s, i) || compared(s, i):
	case p.report.Year == 0: // whose year is it?
		p.months = true
	default:
		p.otherTime = true
	}
}

// carryNear reports whether the words around token i are of carrying over.
func (p *parser) carryNear(s []token, i int) bool {
	for j := i + 1; j < len(s) && s[j].kind > percent && s[j].kind != noise; j++ {
		if s[j].kind == verb && (s[j].id == vCarry || s[j].id == vCarryIn || s[j].id == vCarryOut) {
			return true
		}
	}
	for j := i - 1; j >= 0; j-- {
		if s[j].kind == verb {
			return s[j].id == vCarry || s[j].id == vCarryIn || s[j].id == vCarryOut
		}
		if s[j].kind != mark && s[j].kind != year {
			break
		}
	}
	return false
}

// compared reports whether token i stands in a comparison.
func compared(s []token, i int) bool {
	for j := i - 1; j >= 0 && s[j].kind >= year && s[j].kind != noise; j-- {
		if s[j].kind == mark && (s[j].id == mCompare || s[j].id == mAnd) {
			return true
		}
	}
	for j := i + 1; j < len(s) && s[j].kind >= year && s[j].kind != noise; j++ {
		if s[j].kind == mark && s[j].id == mCompare {
			return true
		}
	}
	return false
}

// noteScope notes whose figures the words speak of.
func (p *parser) noteScope(k *token) {
	if k.kind != mark {
		return
	}
	switch k.id {
	case mOwn:
		word := p.t.src[p.t.at[k.from]:p.t.end(int(k.to)-1)]
		switch {
		case p.report.Scope == "organ":
		case p.report.Scope == "" && sameKind(p.report.Organ, word): // the organ itself
		default:
			p.own, p.whole = true, false
		}
	case mWhole:
		p.own, p.whole = false, true
	case mDisclosure:
		p.disclosure, p.named = true, true
	}
}

// sameKind reports whether an organ's name ends as a word does: the office in a
// report of an office is the reporting organ, in a government's it is not.
func sameKind(organ, word string) bool {
	o, _ := utf8.DecodeLastRuneInString(organ)
	w, _ := utf8.DecodeLastRuneInString(word)
	return o == w && organ != ""
}

// topicOf is the topic that a noun opens.
func topicOf(noun string) string {
	switch noun {
	case "counted", "matter":
		return "foreign"
	case "review":
		return "reconsideration"
	case "on_request":
		return "request"
	}
	return noun
}

// mention notes what a run of words without a figure of ours is about.
func (p *parser) mention(words []token, counted bool) {
	for i := range words {
		k := &words[i]
		if k.kind != noun || k.name == "application" || (k.name == "counted" || k.name == "matter") && (!counted || i < len(words)-3) {
			continue
		}
		p.name(k.name)
	}
}

// name sets the topic.
func (p *parser) name(noun string) {
	p.topic, p.age = topicOf(noun), 0
	if p.topic == "request" {
		p.disclosure, p.named = true, true
		p.vague = false
	}
}
