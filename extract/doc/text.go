package doc

import (
	"unicode/utf16"
	"unicode/utf8"
)

// Run is a piece of a paragraph: text, or a mark of another kind.
type Run struct {
	Kind Kind
	Look Look
	Text []byte // valid until the next run
	Note Note   // of a NoteRef
	Font string // of a Symbol, whose code is Code
	Code uint16
}

// Kind says what a run is.
type Kind uint8

// The kinds of runs.
const (
	Text Kind = iota
	LineBreak
	FieldBegin // what follows is an instruction,
	FieldResult
	FieldEnd
	NoteRef // a footnote or endnote hangs here
	Picture
	Symbol
)

// Characters that stand for something; those from pictureMark to anchorMark, the
// field marks, and the last three only where the run says that it is special.
const (
	pictureMark = 0x01
	lineMark    = 0x0B
	columnMark  = 0x0E
	fieldBegin  = 0x13
	fieldResult = 0x14
	fieldEnd    = 0x15
	hardHyphen  = 0x1E
	softHyphen  = 0x1F
	symbolMark  = '('
	tagBegin    = '<'
	tagEnd      = '>'
)

// longRun is where a long run of text is cut into several: a caller looks at
// limits between them.
const longRun = 32 << 10

// Runs calls f with each run of a paragraph, its mark left out, and text that a
// revision deleted.
func (d *Document) Runs(p *Paragraph, f func(*Run) error) error {
	end := p.To - 1
	ref := d.refAt(p.From)
	var high uint16 // the first half of a character, from the run before
	for cp, i := p.From, d.pieceAt(p.From); cp < end; i++ {
		in := &d.pieces[i]
		for to := min(in.to, end); cp < to; {
			at := in.place(cp)
			k := find(d.chars, d.nearChar, at)
			d.nearChar = k
			if k == len(d.chars) || d.chars[k].gap {
				return damaged("formatting")
			}
			stop := min(to, in.from+(d.chars[k].end-in.at+in.size()-1)/in.size())
			look, err := d.lookOf(in, k, p.style)
			if err != nil {
				return err
			}
			if !look.Deleted {
				if err := d.text(in, cp, stop, &look, &high, f); err != nil {
					return err
				}
			}
			for ; ref < len(d.refs) && d.refs[ref].at < stop; ref++ {
				if look.Deleted {
					continue
				}
				if err := f(&Run{Kind: NoteRef, Look: look, Note: d.refs[ref].note}); err != nil {
					return err
				}
			}
			cp = stop
		}
	}
	return nil
}

// text reads the characters of one look.
func (d *Document) text(in *piece, from, to uint32, look *Look, high *uint16, f func(*Run) error) error {
	run, buf := &d.run, d.scratch[:0]
	*run = Run{Look: *look}
	flush := func() error {
		d.scratch = buf
		if len(buf) == 0 {
			return nil
		}
		run.Kind, run.Text = Text, buf
		err := f(run)
		buf = buf[:0]
		return err
	}
	special := func(k Kind) error {
		if err := flush(); err != nil {
			return err
		}
		run.Kind, run.Text = k, nil
		return f(run)
	}
	at, size := in.place(from), in.size()
	for n := to - from; n > 0; n, at = n-1, at+size {
		c := uint16(d.main[at])
		if in.wide {
			c |= uint16(d.main[at+1]) << 8
		} else if c >= 0x80 && c < 0xA0 {
			if r := highBytes[c-0x80]; r != 0 {
				c = uint16(r)
			}
		}
		if len(buf) >= longRun {
			if err := flush(); err != nil {
				return err
			}
		}
		if *high != 0 {
			r := utf16.DecodeRune(rune(*high), rune(c)) // U+FFFD if they do not belong together
			buf = utf8.AppendRune(buf, r)
			*high = 0
			if r != utf8.RuneError {
				continue
			}
		}
		if c >= ' ' && !look.special {
			switch {
			case c < utf8.RuneSelf:
				buf = append(buf, byte(c))
			case utf16.IsSurrogate(rune(c)) && c < 0xDC00:
				*high = c
			default:
				buf = utf8.AppendRune(buf, rune(c))
			}
			continue
		}
		kind, shown := marked(c, look)
		switch {
		case shown != 0:
			buf = utf8.AppendRune(buf, shown)
		case kind == Symbol:
			run.Code, run.Font = look.symbol, ""
			if int(look.symbolFont) < len(d.fonts) {
				run.Font = d.fonts[look.symbolFont]
			}
			fallthrough
		case kind != Text:
			if err := special(kind); err != nil {
				return err
			}
		}
	}
	return flush()
}

// marked is what a control character, or a special one, stands for: a mark, or a
// character that is shown, or nothing.
func marked(c uint16, look *Look) (kind Kind, shown rune) {
	switch c {
	case '\t':
		return Text, '\t'
	case lineMark, pageMark, columnMark:
		return LineBreak, 0
	case hardHyphen:
		return Text, '-'
	case softHyphen:
		return Text, 0
	}
	if !look.special {
		return Text, 0 // a control character without a meaning
	}
	switch {
	case c == pictureMark && !look.binary:
		return Picture, 0
	case c == fieldBegin:
		return FieldBegin, 0
	case c == fieldResult:
		return FieldResult, 0
	case c == fieldEnd:
		return FieldEnd, 0
	case look.isSymbol && c >= ' ':
		return Symbol, 0
	case c < ' ', c == tagBegin, c == tagEnd:
		return Text, 0
	}
	return Text, rune(c)
}
