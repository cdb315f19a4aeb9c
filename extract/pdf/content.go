package pdf

// gstate is the graphics state that q saves, as far as it matters here.
type gstate struct {
	ctm                  matrix // user space to page
	font                 *font
	size, hscale         float64
	charSpace, wordSpace float64
	leading, rise        float64
	lineWidth            float64
	mode                 int
	clip                 clip
	ink                  ink
}

// painter follows a page's operators and notes the glyphs and lines they draw.
type painter struct {
	*document
	*budget
	*room
	page    *Page
	unknown *font

	gs      gstate
	lost    int // q beyond what is kept
	tm, tlm matrix

	active        []uint32 // forms being drawn, against loops
	marks         []mark
	lostMarks     int
	hiddenContent int  // marked content, now open, that is switched off
	watermarks    int  // marked content, now open, that is called a watermark
	runFrom       int  // the first glyph of the string or strings being shown
	cut           int  // how many of them the clip hides
	marked        bool // some glyph is slanted or faint
	clipping      bool // the path being drawn will clip
	over          bool // an annotation is being drawn: what it covers is still there

	op operands
}

// maxSaved is how deep q may nest; the deepest page seen had 40.
const maxSaved = 4096

// operands are what stands before an operator.
type operands struct {
	nums   [6]float64
	n      int
	names  [2][]byte
	nnames int
	str    []byte
	array  []element
	actual []byte // the ActualText of a property list
	props  bool
	mark   bool // its Subtype is Watermark
}

// element is a number or string of an array.
type element struct {
	str []byte // nil for a number
	num float64
}

const maxElements = 1 << 18

func (o *operands) reset() {
	o.n, o.nnames, o.array, o.props, o.mark = 0, 0, o.array[:0], false, false
	if o.str != nil || o.actual != nil { // hardly any operator has them
		o.str, o.actual = nil, nil
	}
}

func (o *operands) name(i int) []byte {
	if i < o.nnames {
		return o.names[i]
	}
	return nil
}

// run follows one content stream.
func (p *painter) run(content []byte, res *resources) {
	l := &lexer{b: content}
	o := &p.op
	o.reset()
	depth, marks := len(p.saved), len(p.marks)
	for {
		switch l.next() {
		case tokNumber:
			if o.n == len(o.nums) { // keep the last ones
				copy(o.nums[:], o.nums[1:])
				o.n--
			}
			o.nums[o.n] = l.num
			o.n++
		case tokString:
			o.str = l.raw
		case tokName:
			if o.nnames < len(o.names) {
				o.names[o.nnames] = l.raw
				o.nnames++
			}
		case tokArray:
			p.readArray(l)
		case tokDict:
			p.readProperties(l)
		case tokWord:
			p.take(&p.lim.Operators, "drawing operators")
			p.tick()
			p.operator(l, res)
			o.reset()
			l.tmp = l.tmp[:0]
		case tokEOF:
			// What a stream leaves open ends with it.
			if len(p.saved) > depth {
				p.gs = p.saved[depth]
				p.saved = p.saved[:depth]
			}
			for len(p.marks) > marks {
				p.endMark()
			}
			p.lost = 0
			return
		}
	}
}

func (p *painter) readArray(l *lexer) {
	o := &p.op
	o.array = o.array[:0]
	for {
		switch l.next() {
		case tokNumber:
			if len(o.array) < maxElements {
				o.array = append(o.array, element{num: l.num})
			}
		case tokString:
			if len(o.array) < maxElements {
				o.array = append(o.array, element{str: l.raw})
			}
		case tokWord: // an array that was never closed
			if op := string(l.raw); op == "TJ" || op == "ET" || op == "BT" || op == "Q" {
				l.pos = l.from
				return
			}
		case tokArrayEnd, tokEOF:
			return
		}
	}
}

// readProperties reads a property list in place, for its ActualText.
func (p *painter) readProperties(l *lexer) {
	p.op.props = true
	for depth := 1; depth > 0; {
		switch l.next() {
		case tokDict, tokArray:
			depth++
		case tokDictEnd, tokArrayEnd:
			depth--
		case tokName:
			switch {
			case depth > 1:
			case string(l.raw) == "ActualText":
				if l.next() == tokString {
					p.op.actual = l.raw
				}
			case string(l.raw) == "Subtype":
				p.op.mark = l.next() == tokName && string(l.raw) == "Watermark"
			}
		case tokEOF:
			return
		}
	}
}

func (p *painter) operator(l *lexer, res *resources) {
	o, g := &p.op, &p.gs
	n := &o.nums
	switch string(l.raw) {
	case "q":
		if len(p.saved) < maxSaved {
			p.saved = append(p.saved, *g)
		} else {
			p.lost++
		}
	case "Q":
		if p.lost > 0 {
			p.lost--
		} else if k := len(p.saved); k > 0 {
			*g, p.saved = p.saved[k-1], p.saved[:k-1]
		}
	case "cm":
		if o.n == 6 {
			m := matrix(*n)
			g.ctm = m.mul(&g.ctm)
		}
	case "w":
		g.lineWidth = n[0]
	case "gs":
		if s := p.extState(res, o.name(0)); s != nil {
			if s.hasWidth {
				g.lineWidth = s.width
			}
			if s.font != nil {
				g.font, g.size = s.font, s.size
			}
			if s.hasAlpha {
				g.ink.alpha = s.alpha
			}
			if s.hasMix {
				g.ink.mixes = s.mixes
			}
		}
	case "g":
		g.ink.set(coloursGrey, n[:o.n])
	case "rg":
		if n[0] > 0 && n[1] > 0 && n[2] > 0 {
			g.ink.set(coloursRGB, n[:o.n])
		} else { // most of them black
			g.ink.colour, g.ink.light = coloursRGB, 0
		}
	case "k":
		g.ink.set(coloursCMYK, n[:o.n])
	case "cs":
		g.ink.colour, g.ink.light = p.colourSpace(res, o.name(0)), 0
	case "sc", "scn":
		g.ink.set(g.ink.colour, n[:o.n])
	case "sh":
		p.area(box{0, 0, p.page.Width, p.page.Height}, false, false)
	case "W", "W*":
		p.clipping = true

	case "m":
		if o.n >= 2 {
			p.moveTo(n[o.n-2], n[o.n-1])
		}
	case "l":
		if o.n >= 2 {
			p.lineTo(n[o.n-2], n[o.n-1], false)
		}
	case "c", "v", "y":
		if o.n >= 4 {
			p.lineTo(n[o.n-2], n[o.n-1], true)
		}
	case "h":
		p.closePath()
	case "re":
		if o.n >= 4 {
			p.rectangle(n[o.n-4], n[o.n-3], n[o.n-2], n[o.n-1])
		}
	case "S":
		p.paint(true, false)
	case "s":
		p.closePath()
		p.paint(true, false)
	case "f", "F", "f*":
		p.paint(false, true)
	case "B", "B*", "b", "b*":
		if l.raw[0] == 'b' {
			p.closePath()
		}
		p.paint(true, true)
	case "n":
		p.paint(false, false)

	case "BT":
		p.tm, p.tlm = identity, identity
	case "Tf":
		g.font = p.font(res, o.name(0))
		if o.n > 0 {
			g.size = n[o.n-1]
		}
	case "Tc":
		g.charSpace = n[0]
	case "Tw":
		g.wordSpace = n[0]
	case "Tz":
		g.hscale = n[0] / 100
	case "TL":
		g.leading = n[0]
	case "Ts":
		g.rise = n[0]
	case "Tr":
		g.mode = int(max(0, min(n[0], 7)))
	case "Td":
		if o.n >= 2 {
			p.nextLine(n[0], n[1])
		}
	case "TD":
		if o.n >= 2 {
			g.leading = -n[1]
			p.nextLine(n[0], n[1])
		}
	case "Tm":
		if o.n == 6 {
			p.tlm = matrix(*n)
			p.tm = p.tlm
		}
	case "T*":
		p.nextLine(0, -g.leading)
	case "Tj":
		p.show(o.str)
		p.endRun()
	case "'":
		p.nextLine(0, -g.leading)
		p.show(o.str)
		p.endRun()
	case "\"":
		if o.n >= 2 {
			g.wordSpace, g.charSpace = n[0], n[1]
		}
		p.nextLine(0, -g.leading)
		p.show(o.str)
		p.endRun()
	case "TJ":
		for _, e := range o.array {
			if e.str != nil {
				p.show(e.str)
			} else {
				p.adjust(e.num)
			}
		}
		p.endRun()

	case "Do":
		p.do(res, o.name(0))
	case "BI":
		p.inlineImage(l)
	case "BMC":
		p.beginMark(mark{})
	case "BDC":
		p.beginMark(p.property(res))
	case "EMC":
		p.endMark()
	}
	// Numbers left over from a shorter operator must not be taken for this one's.
	*n = [6]float64{}
}

func (p *painter) nextLine(x, y float64) {
	p.tlm.move(x, y)
	p.tm = p.tlm
}
