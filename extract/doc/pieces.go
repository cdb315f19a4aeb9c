package doc

// piece is a stretch of the text as it lies in the file.
type piece struct {
	from, to uint32 // characters
	at       uint32 // in the main stream
	wide     bool   // UTF-16; else a byte each
	change   uint16 // what is changed in its properties; 0 nothing
}

// place is where a character of the piece lies.
func (p *piece) place(cp uint32) uint32 {
	if p.wide {
		return p.at + 2*(cp-p.from)
	}
	return p.at + cp - p.from
}

// size is how many bytes a character takes.
func (p *piece) size() uint32 {
	if p.wide {
		return 2
	}
	return 1
}

// readPieces reads the piece table. It must cover the characters that the stories
// have.
func (d *Document) readPieces() error {
	b, err := d.part(partClx, "piece table")
	if err != nil {
		return err
	}
	for len(b) >= 3 && b[0] == 1 { // changes of whole pieces stand before it
		n := int(le.Uint16(b[1:]))
		if len(b) < 3+n {
			return damaged("piece table")
		}
		d.prcs = append(d.prcs, b[3:3+n])
		b = b[3+n:]
	}
	if len(b) < 5 || b[0] != 2 || uint64(le.Uint32(b[1:])) > uint64(len(b)-5) {
		return damaged("piece table")
	}
	at, entries, err := plc(b[5:5+le.Uint32(b[1:])], 8, "piece table")
	if err != nil {
		return err
	}
	var total uint64
	for _, n := range d.fib.ccp {
		total += uint64(n)
	}
	if len(at) < 2 || at[0] != 0 || uint64(at[len(at)-1]) < total || total == 0 { // a mark behind all belongs to no story
		return damaged("piece table")
	}
	d.pieces = make([]piece, len(at)-1)
	for i := range d.pieces {
		e := entries[8*i:]
		p := piece{from: at[i], to: at[i+1], at: le.Uint32(e[2:]), change: le.Uint16(e[6:])}
		if p.wide = p.at&(1<<30) == 0; !p.wide {
			p.at = p.at &^ (1 << 30) / 2
		}
		if uint64(p.at)+uint64(p.size())*uint64(p.to-p.from) > uint64(len(d.main)) {
			return damaged("piece table")
		}
		d.pieces[i] = p
	}
	return nil
}

// pieceAt is the index of the piece that holds a character.
func (d *Document) pieceAt(cp uint32) int {
	lo, hi := 0, len(d.pieces)
	for lo < hi {
		if mid := (lo + hi) / 2; d.pieces[mid].to <= cp {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// changes is the list of changes that a piece makes to the properties of all of
// its characters and paragraphs.
func (d *Document) changes(p *piece, buf *[3]byte) ([]byte, error) {
	switch {
	case p.change == 0:
		return nil, nil
	case p.change&1 != 0:
		i := int(p.change >> 1)
		if i >= len(d.prcs) {
			return nil, damaged("piece table")
		}
		return d.prcs[i], nil
	}
	op := shortChange(p.change >> 1 & 0x7F)
	if op == 0 {
		return nil, nil
	}
	le.PutUint16(buf[:], op)
	buf[2] = byte(p.change >> 8)
	return buf[:], nil
}

// shortChange is the operation of a change that a piece holds in two bytes: those
// that are read here.
func shortChange(i uint16) uint16 {
	switch i {
	case 0x0C:
		return opListLevel
	case 0x18:
		return opInTable
	case 0x19:
		return opRowEnd
	case 0x41:
		return opDeleted
	case 0x53:
		return opPlain
	case 0x57:
		return opStruck
	case 0x5C:
		return opHidden
	case 0x68:
		return opRaised
	case 0x73:
		return opStruckTwice
	case 0x75:
		return opSpecial
	case 0x78:
		return opOutline
	}
	return 0
}

// highBytes are the characters that a byte from 0x80 to 0x9F stands for where
// it is not its own number.
var highBytes = [32]rune{
	0x02: 0x201A, 0x03: 0x0192, 0x04: 0x201E, 0x05: 0x2026, 0x06: 0x2020, 0x07: 0x2021, 0x08: 0x02C6, 0x09: 0x2030, 0x0A: 0x0160, 0x0B: 0x2039, 0x0C: 0x0152,
	0x11: 0x2018, 0x12: 0x2019, 0x13: 0x201C, 0x14: 0x201D, 0x15: 0x2022, 0x16: 0x2013, 0x17: 0x2014, 0x18: 0x02DC, 0x19: 0x2122, 0x1A: 0x0161, 0x1B: 0x203A, 0x1C: 0x0153, 0x1F: 0x0178,
}
