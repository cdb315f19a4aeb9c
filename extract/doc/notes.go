package doc

import (
	"cmp"
	"slices"
)

// Note is a footnote or an endnote by its number.
type Note struct {
	Ends  bool // an endnote
	Index int
}

// noteRef is where one hangs in the main text.
type noteRef struct {
	at   uint32
	note Note
}

func (d *Document) readNotes() error {
	for _, part := range [...]int{partFootnoteRefs, partEndnoteRefs} {
		b, err := d.part(part, "notes")
		if err != nil {
			return err
		}
		at, _, err := plc(b, 2, "notes")
		if err != nil {
			return err
		}
		for i := range max(len(at)-1, 0) {
			d.refs = append(d.refs, noteRef{at[i], Note{part == partEndnoteRefs, i}})
		}
	}
	for i, part := range [...]int{partFootnotes, partEndnotes} {
		b, err := d.part(part, "notes")
		if err != nil {
			return err
		}
		if d.notes[i], _, err = plc(b, 0, "notes"); err != nil {
			return err
		}
	}
	slices.SortFunc(d.refs, func(a, b noteRef) int { return cmp.Compare(a.at, b.at) })
	return nil
}

// refAt is the first reference from a character of the main text on.
func (d *Document) refAt(cp uint32) int {
	if cp >= d.fib.ccp[mainText] {
		return len(d.refs) // notes hang in the main text only
	}
	i, _ := slices.BinarySearchFunc(d.refs, cp, func(r noteRef, cp uint32) int { return cmp.Compare(r.at, cp) })
	return i
}

// Note is the text of a note.
func (d *Document) Note(n Note) (Story, error) {
	at, story := d.notes[0], footnotes
	if n.Ends {
		at, story = d.notes[1], endnotes
	}
	if n.Index+1 >= len(at) || at[n.Index+1] > d.fib.ccp[story] {
		return Story{}, damaged("notes")
	}
	begin := d.begin(story)
	return Story{begin + at[n.Index], begin + at[n.Index+1]}, nil
}
