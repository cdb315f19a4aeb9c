package doc

// style is what a style says, those that it is based on included.
type style struct {
	kind, base int
	paras      []byte // changes to a paragraph
	chars      []byte // and to its characters
	pap        pap
	look       Look
	state      int8 // 1 being resolved, 2 resolved
}

const (
	paraStyle = 1
	charStyle = 2
	noStyle   = 0xFFF
)

// Look is what a run's properties do to its text.
type Look struct {
	Raised                    bool // or lowered
	Hidden                    bool
	Deleted                   bool // by a revision
	Struck                    bool // once or twice
	struckOnce, struckTwice   bool
	special, binary, isSymbol bool
	symbolFont, symbol        uint16
	script, position          bool
}

// pap are a paragraph's properties as far as they are read.
type pap struct {
	inTable, rowEnd, innerCell, innerRow bool
	depth                                int
	list, level, outline                 int
	oldNumber                            bool
}

// readStyles reads the style sheet.
func (d *Document) readStyles() error {
	b, err := d.part(partStyles, "style sheet")
	if err != nil {
		return err
	}
	if len(b) < 6 || len(b) < 2+int(le.Uint16(b)) || le.Uint16(b) < 4 {
		return damaged("style sheet")
	}
	n, base := int(le.Uint16(b[2:])), int(le.Uint16(b[4:]))
	if n > 0x0FFE || base < 10 {
		return damaged("style sheet")
	}
	b = b[2+le.Uint16(b):]
	d.styles = make([]style, n)
	for i := range d.styles {
		if len(b) < 2 || len(b) < 2+int(le.Uint16(b)) {
			return damaged("style sheet")
		}
		size := int(le.Uint16(b))
		if size > 0 {
			if err := d.styles[i].read(b[2:2+size], base); err != nil {
				return err
			}
		}
		b = b[2+size:]
		if size&1 != 0 && len(b) > 0 {
			b = b[1:]
		}
	}
	for i := range d.styles {
		if err := d.resolve(i); err != nil {
			return err
		}
	}
	return nil
}

// read reads one style: a fixed part, its name, and lists of changes.
func (s *style) read(b []byte, fixed int) error {
	if len(b) < fixed+2 {
		return damaged("style sheet")
	}
	s.kind, s.base = int(le.Uint16(b[2:])&15), int(le.Uint16(b[2:])>>4)
	lists := int(le.Uint16(b[4:]) & 15)
	at := fixed + 2 + 2*int(le.Uint16(b[fixed:])) + 2 // the name ends with a zero
	next := func() (list []byte, ok bool) {
		at += at & 1
		if at+2 > len(b) || at+2+int(le.Uint16(b[at:])) > len(b) {
			return nil, false
		}
		n := int(le.Uint16(b[at:]))
		list = b[at+2 : at+2+n]
		at += 2 + n
		return list, true
	}
	ok := true
	switch {
	case s.kind == paraStyle && lists >= 2:
		if s.paras, ok = next(); ok {
			s.paras = s.paras[min(2, len(s.paras)):]
			s.chars, ok = next()
		}
	case s.kind == charStyle && lists >= 1:
		s.chars, ok = next()
	}
	if !ok {
		return damaged("style sheet")
	}
	return nil
}

// resolve fills in what a style has from those that it is based on.
func (d *Document) resolve(i int) error {
	s := &d.styles[i]
	if s.state != 0 {
		if s.state == 1 { // based on each other in a circle
			return damaged("style sheet")
		}
		return nil
	}
	s.state = 1
	s.pap = pap{outline: -1}
	if s.base < len(d.styles) && s.kind != 0 {
		if err := d.resolve(s.base); err != nil {
			return err
		}
		if base := &d.styles[s.base]; base.kind == s.kind {
			s.pap, s.look = base.pap, base.look
		}
	}
	if s.kind == paraStyle && i >= 1 && i <= 9 { // the headings have their places
		s.pap.outline = i - 1
	}
	above := s.look
	if err := each(s.chars, func(op uint16, arg []byte) error { s.look.change(op, arg, &above); return nil }); err != nil {
		return err
	}
	err := each(s.paras, func(op uint16, arg []byte) error { s.pap.change(op, arg); return nil })
	s.state = 2
	return err
}

// styleAt is a paragraph style by its number; an unknown one is the first.
func (d *Document) styleAt(i int) *style {
	if i >= len(d.styles) {
		i = 0
	}
	if i >= len(d.styles) {
		return &style{pap: pap{outline: -1}}
	}
	return &d.styles[i]
}

// toggle reads a property that is on, off, as the style has it, or not as the
// style has it.
func toggle(v byte, style bool) bool {
	switch v {
	case 0x80:
		return style
	case 0x81:
		return !style
	}
	return v != 0
}

// change applies one operation; base is what the style says.
func (l *Look) change(op uint16, arg []byte, base *Look) {
	switch op {
	case opDeleted:
		l.Deleted = toggle(arg[0], base.Deleted)
	case opHidden:
		l.Hidden = toggle(arg[0], base.Hidden)
	case opStruck:
		l.struckOnce = toggle(arg[0], base.struckOnce)
	case opStruckTwice:
		l.struckTwice = toggle(arg[0], base.struckTwice)
	case opRaised:
		l.script = arg[0] == 1 || arg[0] == 2
	case opPosition: // in half points
		n := int16(le.Uint16(arg))
		l.position = n >= 6 || n <= -6
	case opSpecial:
		l.special = arg[0] != 0
	case opBinary:
		l.binary = arg[0] != 0
	case opPicture:
		l.special = true
	case opSymbol:
		l.special, l.isSymbol, l.symbolFont, l.symbol = true, true, le.Uint16(arg), le.Uint16(arg[2:])
	case opPlain:
		special, deleted := *l, l.Deleted
		*l = *base
		l.special, l.binary, l.isSymbol, l.symbolFont, l.symbol = special.special, special.binary, special.isSymbol, special.symbolFont, special.symbol
		l.Deleted = deleted
	default:
		return
	}
	l.Struck, l.Raised = l.struckOnce || l.struckTwice, l.script || l.position
}

// change applies one operation.
func (p *pap) change(op uint16, arg []byte) {
	switch op {
	case opInTable:
		p.inTable = arg[0] != 0
	case opRowEnd:
		p.rowEnd = arg[0] != 0
	case opInnerCell:
		p.innerCell = arg[0] != 0
	case opInnerRow:
		p.innerRow = arg[0] != 0
	case opDepth:
		p.depth = int(int32(le.Uint32(arg)))
	case opDeeper:
		p.depth += int(int32(le.Uint32(arg)))
	case opList:
		p.list = int(int16(le.Uint16(arg)))
	case opListLevel:
		p.level = int(arg[0])
	case opOldNumber:
		p.oldNumber = arg[0] >= 1 && arg[0] <= 10 // 11 is a bullet
	case opOutline:
		p.outline = int(arg[0])
	}
}
