package medium

// noteRef is where the text refers to a footnote or endnote.
type noteRef struct {
	ends bool // an endnote
	id   string
}

// notePart is the part of the file that holds footnotes, or endnotes.
type notePart struct {
	text  string
	at    map[string]int // where each note's content begins; nil until it is asked for
	block string         // the name of a note's element
}

// find is where a note's content begins. Each is found once: it prints once.
func (n *notePart) find(id string) (at int, ok bool) {
	if n.at == nil {
		n.at = map[string]int{}
		w := word{lexer: lexer{s: n.text, xml: true}, prefixes: map[string]string{"w": "w"}}
		for t := w.next(); t != eof; t = w.next() {
			if t == startToken && !w.empty && w.local() == n.block {
				if id, ok := w.val("id"); ok {
					n.at[id] = w.at
				}
			}
		}
	}
	at, ok = n.at[id]
	delete(n.at, id)
	return at, ok
}

// notesBelow writes the notes that the block just read refers to, as paragraphs
// behind it.
func (w *word) notesBelow(depth int) error {
	refs := w.refs
	w.refs = nil
	for _, ref := range refs {
		part := &w.foot
		if ref.ends {
			part = &w.end
		}
		at, ok := part.find(ref.id)
		if !ok {
			continue
		}
		lexer, fields, join := w.lexer, w.fields, w.join
		w.lexer, w.fields, w.join = part.lexer(at), nil, false
		w.part(parGap)
		err := w.content(part.block, depth+1)
		w.lexer, w.fields, w.join = lexer, fields, join
		if err != nil {
			return err
		}
	}
	return nil
}

func (n *notePart) lexer(at int) lexer { return lexer{s: n.text, at: at, xml: true} }
