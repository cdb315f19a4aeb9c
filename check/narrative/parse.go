package narrative

import "gongkai/record"

// role is the part that a figure plays among its neighbours.
type role uint8

const (
	plain role = iota
	total      // of what the following items may divide
	applicantItem
	channelItem
	outcomeItem
	resultItem
)

// statement is one figure that the text states.
type statement struct {
	from, to  int32 // runes of the text
	value     record.Number
	decimals  int    // printed after the point
	unit      string // as printed
	meanings  []meaning
	soft      bool // the words leave room for another meaning: it can agree, not contradict
	among     bool // soft for no other reason than that it is told as a part
	zero      bool // said in words: none was received
	role      role
	about     string // of totals and results: request, or the kind of dispute
	sentence  int
	paragraph int
	vague     bool // that requests for disclosure are meant is only likely
	nested    bool // an item of an item
	inner     bool // … by the brackets that it stands in
	bracketed bool // it stands in brackets
	closing   bool // the list says that it is complete
}

// share is a percentage beside a figure.
type share struct {
	from, to  int32
	value     record.Number
	decimals  int
	statement int       // index of the figure that it belongs to, or -1
	meanings  []meaning // then: of what it is the share
}

// parser reads one section. The fields below `section` say what was spoken of
// so far, in the paragraph or in the sentence.
type parser struct {
	t       text
	x       *lexicon
	tokens  []token
	report  *record.Report
	form    edition
	section string

	memo readingsMemo
	hint *hints

	out    []statement
	shares []share

	// the paragraph
	heading    string // what the last heading is about
	topic      string // the last thing named that requests, disputes, documents or others can be
	age        int    // sentences since then
	disclosure bool   // disclosure of information was spoken of
	vague      bool   // that requests for disclosure are meant is only likely
	own        bool   // the organ's own share of a region's figures
	whole      bool   // the region or system as a whole

	// the sentence
	number    int // of the sentence
	paragraph int
	depth     int  // of brackets
	semicolon bool // stood behind the last figure kept
	ofSome    bool // that there was none is said of so many, perhaps not of all
	going     bool // "of these": it goes on with the last one
	otherTime bool
	decided   bool // decisions are counted, not cases
	extended  bool // some answers are told apart: in time, late, on the spot
	amended   bool // documents were amended
	summed    bool // more than this year's was counted
	labels    bool // documents were counted by label: disclosed, on request, not
	months    bool // only part of the year
	outcomes  bool // an outcome is named
	partial   bool // partial disclosure is named beside disclosure
	named     bool // disclosure of information, or requests for it, are spoken of
	disputes  []string
	doubtful  bool // they may be none of ours, and so their results
	listed    bool // the disputes above were divided by result already
	inner     bool // in brackets behind an outcome: what it divides into
	parent    string
	queue     []token // what "respectively" refers to, still without a figure

	left, right, back bag
}

// read collects the statements of one section. Of the one before, which may be
// another document's, it keeps nothing but room.
func (p *parser) read(key, src string) {
	*p = parser{
		t: p.t, x: p.x, tokens: p.tokens[:0], report: p.report, form: p.form, section: key,
		memo: p.memo, hint: p.hint, out: p.out[:0], shares: p.shares[:0],
		disputes: p.disputes[:0], queue: p.queue[:0], left: p.left, right: p.right, back: p.back,
	}
	p.t.ready(src, p.x)
	p.tokens = lex(&p.t, p.x, p.tokens)
	p.newParagraph()
	first := 0 // of the paragraph
	for start := 0; start < len(p.tokens); {
		end := start
		for end < len(p.tokens) && p.tokens[end].kind != stop {
			end++
		}
		p.newSentence(p.tokens[start:end])
		p.sentence(p.tokens[start:end])
		if end < len(p.tokens) && p.t.runes[p.tokens[end].from] == '\n' {
			p.endParagraph(p.tokens[first : end+1])
			first = end + 1
		}
		start = end + 1
	}
}

// newParagraph forgets what the last one spoke of.
func (p *parser) newParagraph() {
	p.topic, p.age, p.own, p.whole, p.vague, p.parent = p.heading, 0, false, false, false, ""
	p.paragraph++
	p.disclosure = p.section == "requests" || p.section == "disputes" || p.heading == "request"
	if p.topic == "" && p.section == "requests" {
		p.topic = "request"
	}
	p.disputes, p.listed, p.doubtful = p.disputes[:0], false, false
}

// endParagraph keeps what a heading is about for the paragraphs under it; the
// paragraph's tokens are given.
func (p *parser) endParagraph(tokens []token) {
	begin := int(tokens[0].from)
	for begin > 0 && p.t.runes[begin-1] != '\n' {
		begin--
	}
	if startsItem(p.t.runes[begin:]) {
		p.heading = ""
		for i := range tokens {
			k := &tokens[i]
			if int(k.from) > begin+headingRunes || k.kind == stop || k.kind == comma {
				break
			}
			if k.kind == noun && k.name != "counted" && k.name != "matter" && k.name != "application" {
				p.heading = topicOf(k.name)
			}
		}
	}
	p.newParagraph()
}

// newSentence forgets what only the last sentence said. One that begins with
// "of these" goes on with it.
func (p *parser) newSentence(s []token) {
	p.outcomes, p.partial, p.extended, p.amended, p.summed, p.decided, p.named = false, false, false, false, false, false, p.topic == "request"
	least, most := int64(13), int64(0)
	for i := range s {
		k := &s[i]
		switch k.kind {
		case outcome:
			p.outcomes = p.outcomes || k.name != "rest"
			if k.name == "partial" && (i == 0 || s[i-1].kind != mark || s[i-1].id != mAmong && s[i-1].id != mIncluding) {
				p.partial = true
			}
		case mark:
			switch k.id {
			case mExtended:
				p.extended = p.extended || i == 0 || s[i-1].kind != mark || s[i-1].id != mNone
			case mAmend:
				p.amended = true
			}
		case month:
			n, _ := k.value.Int64()
			least, most = min(least, n), max(most, n)
		}
	}
	p.queue = p.queue[:0]
	if p.going = len(s) > 0 && s[0].kind == mark && s[0].id == mAmong; p.going {
		return
	}
	p.number++
	p.age++
	p.otherTime, p.labels = false, false
	p.months = most != 0 && most != 12
}

// documents reports whether the last thing named is a kind of document that the
// tables count.
func (p *parser) documents(words []token) bool {
	last := p.topic
	for i := range words {
		if k := &words[i]; k.kind == noun {
			last = k.name
		}
	}
	return last == "normative" || last == "regulation"
}

// ends reports whether a token ends the words that belong to the number before it.
func ends(k kind) bool {
	return k >= stop && k <= percent || k == noise
}

func joined(a, b []token) []token {
	if len(a) == 0 {
		return b
	}
	if len(b) == 0 {
		return a
	}
	return append(a[:len(a):len(a)], b...)
}

func containsMark(s []token, id uint8) bool {
	for i := range s {
		if s[i].kind == mark && s[i].id == id {
			return true
		}
	}
	return false
}
