package doc

// Paragraph is one, with its place among tables.
type Paragraph struct {
	From, To uint32 // its characters; the last is its mark
	Depth    int    // how many tables are around it
	CellEnd  bool   // it is the last of a cell
	RowEnd   bool   // it ends a row, and has no text
	Row      *Row   // the row that it ends
	List     int    // the use of a list that numbers it, from 1; 0 for none
	Level    int    // in the list, from 0
	Outline  int    // the level of a heading, from 0; others are negative or 9
	OldList  bool   // a list of Word 95 numbers it, which is not read
	Deleted  bool   // its mark is deleted, so that the next goes on in it
	style    int
}

// Characters that end paragraphs.
const (
	cellMark  = 0x07
	pageMark  = 0x0C // the end of a section, or a page break in a paragraph
	paraMark  = 0x0D
	maxDepth  = 64
	maxWithin = 4 // lists of changes that lead to another
)

// Paragraphs are those of a story, in order.
func (d *Document) Paragraphs(s Story) ([]Paragraph, error) {
	if s.From >= s.To {
		return nil, nil
	}
	if s.To > d.pieces[len(d.pieces)-1].to {
		return nil, damaged("text")
	}
	var out []Paragraph
	cp, near := s.From, 0
	for i := d.pieceAt(cp); cp < s.To; i++ {
		p := &d.pieces[i]
		to := min(p.to, s.To)
		at := p.place(cp)
		for ; cp < to; cp, at = cp+1, at+p.size() {
			c := d.main[at]
			if c != paraMark && c != cellMark && c != pageMark || p.wide && d.main[at+1] != 0 {
				continue
			}
			near = find(d.paras, near, at)
			if near == len(d.paras) || d.paras[near].gap {
				return nil, damaged("formatting")
			}
			if c == pageMark && d.paras[near].end != at+p.size() {
				continue
			}
			par, err := d.paragraph(p, near, c)
			if err != nil {
				return nil, err
			}
			par.From, par.To = s.From, cp+1
			s.From = cp + 1
			look, err := d.look(p, at, par.style)
			if err != nil {
				return nil, err
			}
			par.Deleted = look.Deleted
			if out = append(out, par); len(out) > maxParagraphs {
				return nil, tooLarge("paragraphs")
			}
		}
	}
	if s.From != s.To { // text without a mark at its end
		return nil, damaged("text")
	}
	return out, nil
}

// paragraph reads the properties of one that ends with a mark.
func (d *Document) paragraph(in *piece, run int, mark byte) (Paragraph, error) {
	r := d.paras[run]
	list := d.main[r.at:][:r.size]
	p := Paragraph{}
	if len(list) >= 2 {
		p.style = int(le.Uint16(list))
		list = list[2:]
	}
	pap := d.styleAt(p.style).pap
	var buf [3]byte
	change, err := d.changes(in, &buf)
	if err != nil {
		return p, err
	}
	for _, l := range [...][]byte{list, change} {
		if err := d.applyParas(l, &p, &pap); err != nil {
			return p, err
		}
	}
	p.List, p.Level, p.Outline, p.Depth = pap.list, pap.level, pap.outline, pap.depth
	p.OldList = pap.oldNumber && p.List <= 0
	if p.Depth == 0 && pap.inTable {
		p.Depth = 1
	}
	if p.Depth < 0 || p.Depth > maxDepth || mark == cellMark && p.Depth != 1 {
		return p, damaged("table")
	}
	if p.Depth > 1 {
		p.CellEnd, p.RowEnd = pap.innerCell && !pap.innerRow, pap.innerRow
	} else if mark == cellMark {
		p.CellEnd, p.RowEnd = !pap.rowEnd, pap.rowEnd
	}
	if p.RowEnd {
		p.Row = &Row{}
		for _, l := range [...][]byte{list, change} {
			if err := d.applyRow(l, p.Row); err != nil {
				return p, err
			}
		}
		p.Row.settle()
		if d.cells += len(p.Row.Cells); d.cells > maxTableCells {
			return p, tooLarge("table cells")
		}
	}
	return p, nil
}

// follow calls f for each change of a list and of those that it leads to.
func (d *Document) follow(list []byte, within int, f func(op uint16, arg []byte) error) error {
	if err := d.spend(len(list)); err != nil {
		return err
	}
	return each(list, func(op uint16, arg []byte) error {
		switch op {
		case opHuge, opHugeOld, opTable:
			more, err := d.elsewhere(arg, within)
			if err != nil {
				return err
			}
			return d.follow(more, within+1, f)
		}
		return f(op, arg)
	})
}

// applyParas applies a list of changes to a paragraph.
func (d *Document) applyParas(list []byte, p *Paragraph, pap *pap) error {
	return d.follow(list, 0, func(op uint16, arg []byte) error {
		switch op {
		case opParaStyle:
			p.style = int(le.Uint16(arg))
			s := d.styleAt(p.style).pap
			pap.list, pap.level, pap.outline, pap.oldNumber = s.list, s.level, s.outline, s.oldNumber
		default:
			pap.change(op, arg)
		}
		return nil
	})
}

// elsewhere is a list of changes in the data stream.
func (d *Document) elsewhere(arg []byte, within int) ([]byte, error) {
	at := uint64(le.Uint32(arg))
	if within >= maxWithin || at+2 > uint64(len(d.data)) {
		return nil, damaged("formatting")
	}
	n := uint64(le.Uint16(d.data[at:]))
	if at+2+n > uint64(len(d.data)) {
		return nil, damaged("formatting")
	}
	return d.data[at+2 : at+2+n], nil
}

// look is what a paragraph's mark looks like. LibreOffice leaves the last mark
// without properties.
func (d *Document) look(in *piece, at uint32, style int) (Look, error) {
	i := find(d.chars, d.nearChar, at)
	d.nearChar = i
	switch {
	case i == len(d.chars) && i > 0 && at < d.chars[i-1].end+2:
		return Look{}, nil
	case i == len(d.chars) || d.chars[i].gap:
		return Look{}, damaged("formatting")
	}
	return d.lookOf(in, i, style)
}

// lookOf is what a run of characters looks like.
func (d *Document) lookOf(in *piece, run, style int) (Look, error) {
	base := d.styleAt(style).look
	r := d.chars[run]
	if r.size == 0 && in.change == 0 {
		return base, nil
	}
	l := base
	var buf [3]byte
	change, err := d.changes(in, &buf)
	if err != nil {
		return l, err
	}
	for _, list := range [...][]byte{d.main[r.at:][:r.size], change} {
		if err := d.spend(len(list)); err != nil {
			return l, err
		}
		err := each(list, func(op uint16, arg []byte) error {
			if op != opCharStyle {
				l.change(op, arg, &base)
				return nil
			}
			if i := int(le.Uint16(arg)); i < len(d.styles) && d.styles[i].kind == charStyle {
				base.add(&d.styles[i].look)
				l.add(&d.styles[i].look)
			}
			return nil
		})
		if err != nil {
			return l, err
		}
	}
	return l, nil
}

// add puts what a character style says over what the paragraph's says.
func (l *Look) add(s *Look) {
	l.Raised, l.Hidden, l.Deleted, l.Struck = l.Raised || s.Raised, l.Hidden || s.Hidden, l.Deleted || s.Deleted, l.Struck || s.Struck
	l.struckOnce, l.struckTwice = l.struckOnce || s.struckOnce, l.struckTwice || s.struckTwice
	l.script, l.position = l.script || s.script, l.position || s.position
}
