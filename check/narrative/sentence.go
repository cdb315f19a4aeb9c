package narrative

// walk goes through the tokens of one sentence: each number with the words before
// it in its clause, the words after it, and the clause before that had no number.
type walk struct {
	*parser
	s            []token
	at           int
	left, clause int     // first token of the words before the next number, of the clause
	kept         []token // words before a bracket, where it had no number
	before       []token // the clause before, where that had no number
	seen         bool    // a number in this clause
	denied       int     // where, behind its number, a clause says of what there was none; or -1
	outer        []bracket
}

// bracket is an open bracket, with what was so before it.
type bracket struct {
	left      int // s[left:at] are the words before it
	at        int
	number    bool
	otherTime bool
	inner     bool
}

// sentence reads one sentence.
func (p *parser) sentence(s []token) {
	p.inner, p.depth = false, 0
	w := walk{parser: p, s: s, denied: -1}
	for ; w.at < len(s); w.at++ {
		w.token(&s[w.at])
	}
	w.boundary(false)
	p.repeated()
	p.remainder()
}

func (w *walk) token(k *token) {
	switch k.kind {
	case year, mark:
		w.noteTime(w.s, w.at)
		w.noteScope(k)
	case noise:
		w.noise(k)
	case percent:
		w.share(k, w.s[w.left:w.at])
		w.passed()
	case number:
		w.counted(k)
	case comma:
		if !w.among() { // "of these," belongs to what follows
			w.boundary(true)
		}
	case semicolon:
		w.boundary(false)
		w.before = nil
		w.semicolon = true
	case colon:
		if (w.at+1 == len(w.s) || w.s[w.at+1].kind != number) && !w.among() {
			w.boundary(true)
		}
	case pause:
		if w.seen && w.denied < 0 {
			w.boundary(false)
			w.seen, w.before = true, nil
		}
	case opening:
		w.open()
	case closing:
		w.close()
	}
}

// among reports whether "of these" is all of the clause so far.
func (w *walk) among() bool {
	return w.at == w.clause+1 && w.s[w.clause].kind == mark && w.s[w.clause].id == mAmong
}

// words are those before the place, with the ones before a bracket.
func (w *walk) words() []token { return joined(w.kept, w.s[w.left:w.at]) }

// passed begins the words before the next number behind this place.
func (w *walk) passed() {
	w.left, w.kept, w.before, w.seen = w.at+1, nil, nil, true
}

// boundary ends a clause. One without a number may be kept for the next.
func (w *walk) boundary(keep bool) {
	if !w.seen && w.at > w.clause {
		words := w.words()
		w.clauseWithout(words, w.s[w.clause:w.at])
		if keep {
			w.before = words
		}
	} else {
		w.before = nil
	}
	if w.denied >= w.clause && !containsMark(w.s[w.clause:w.denied], mAmong) {
		w.ofSome = true
		w.clauseWithout(w.s[w.denied:w.at], w.s[w.denied:w.at])
		w.ofSome = false
	}
	w.denied = -1
	w.left, w.clause, w.seen, w.kept = w.at+1, w.at+1, false, nil
}

// noise reads a number of things that the tables do not count; documents may be
// ones that they do.
func (w *walk) noise(k *token) {
	switch {
	case k.unit.ofDocuments() && w.documents(w.s[w.left:w.at]):
		k.kind = number
		w.counted(k)
	case k.unit == otherUnit || k.unit.ofDocuments():
		w.mention(w.words(), true)
		w.passed()
	}
}

// counted reads a figure with the words around it.
func (w *walk) counted(k *token) {
	s, i := w.s, w.at
	end := i + 1
	for end < len(s) && !ends(s[end].kind) && !s[end].none() {
		end++
	}
	w.denied = -1
	if end < len(s) && s[end].none() {
		w.denied = end
	}
	used := w.figure(k, w.words(), s[i+1:end], w.before, s[i+1:])
	w.passed()
	if used {
		for j := i + 1; j < end; j++ {
			w.noteScope(&s[j])
		}
		w.left, w.at = end, end-1
	}
}

// open goes into a bracket. One that begins with a number has the words before it.
func (w *walk) open() {
	w.outer = append(w.outer, bracket{w.left, w.at, w.seen, w.otherTime, w.inner})
	w.depth++
	if n := len(w.out); w.seen && n > 0 && w.out[n-1].sentence == w.number && w.out[n-1].role == outcomeItem {
		w.inner = true
	}
	if w.at+1 < len(w.s) && w.s[w.at+1].kind == number && !w.seen {
		w.kept = w.words()
	} else {
		w.kept, w.before, w.seen = nil, nil, false
	}
	w.left, w.clause = w.at+1, w.at+1
}

// close comes out of a bracket.
func (w *walk) close() {
	if len(w.outer) == 0 {
		w.left = w.at + 1
		return
	}
	o := w.outer[len(w.outer)-1]
	w.outer = w.outer[:len(w.outer)-1]
	w.depth--
	w.otherTime, w.inner = o.otherTime, o.inner
	words := w.s[w.left:w.at]
	if !w.seen && o.number {
		w.disown(words, true)
		if last := len(words) - 1; last > 0 && words[0].kind == mark && words[0].id == mAll && words[last].kind == applicant && len(w.out) > 0 {
			w.ofAll(&words[last], last == 1 || words[1].kind == mark && last == 2)
		}
	}
	if w.seen || o.number {
		w.kept, w.seen = nil, true
	} else { // the bracket only explains what was said
		w.kept = w.s[o.left:o.at]
		if containsMark(words, mIncluding) {
			w.kept = joined(w.kept, words)
		}
	}
	w.left = w.at + 1
}
