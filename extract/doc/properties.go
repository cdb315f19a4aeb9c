package doc

// Operations on properties that are read here, by their numbers. The upper three
// bits of a number tell how long its operand is.
const (
	opDeleted     = 0x0800
	opBinary      = 0x0806 // the picture character is none
	opStruck      = 0x0837
	opHidden      = 0x083C
	opSpecial     = 0x0855
	opPlain       = 0x2A33
	opRaised      = 0x2A48
	opStruckTwice = 0x2A53
	opPosition    = 0x4845
	opCharStyle   = 0x4A30
	opPicture     = 0x6A03
	opSymbol      = 0x6A09

	opInTable   = 0x2416
	opRowEnd    = 0x2417
	opInnerCell = 0x244B
	opInnerRow  = 0x244C
	opListLevel = 0x260A
	opOutline   = 0x2640
	opParaStyle = 0x4600
	opList      = 0x460B
	opHugeOld   = 0x6645
	opHuge      = 0x6646
	opDepth     = 0x6649
	opDeeper    = 0x664A
	opTable     = 0x646B
	opOldNumber = 0x2625

	opTabs     = 0xC615
	opDefTable = 0xD608
	opDefOld   = 0xD606
)

// operand is how many bytes an operation's operand takes, the count before it
// included; negative where the list is cut.
func operand(op uint16, rest []byte) int {
	switch op >> 13 {
	case 0, 1:
		return 1
	case 2, 4, 5:
		return 2
	case 3:
		return 4
	case 7:
		return 3
	}
	switch {
	case op == opDefTable || op == opDefOld:
		if len(rest) < 2 {
			return -1
		}
		return 1 + int(le.Uint16(rest)) // the count is one too many
	case len(rest) < 1:
		return -1
	case op == opTabs && rest[0] == 255: // it counts itself
		if len(rest) < 2 {
			return -1
		}
		n := 2 + 4*int(rest[1])
		if len(rest) <= n {
			return -1
		}
		return n + 1 + 3*int(rest[n])
	}
	return 1 + int(rest[0])
}

// each calls f with every operation of a list and its operand. A list may end
// with a byte of padding.
func each(list []byte, f func(op uint16, arg []byte) error) error {
	for len(list) >= 2 {
		op := le.Uint16(list)
		list = list[2:]
		n := operand(op, list)
		if op == 0 && onlyZero(list) {
			return nil
		}
		if n < 0 || n > len(list) {
			return damaged("formatting")
		}
		if err := f(op, list[:n]); err != nil {
			return err
		}
		list = list[n:]
	}
	return nil
}

func onlyZero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}

// run is a stretch of the main stream with its list of changes.
type run struct {
	end  uint32 // place in the main stream; it begins where the one before ends
	at   uint32 // of the list
	size uint16
	gap  bool // no properties are given here
}

const page = 512

// readRuns reads where each stretch of characters, and each paragraph, has its
// properties: two lists of pages in the main stream.
func (d *Document) readRuns() (err error) {
	if d.chars, err = d.pages(partChars, 1, d.charList); err != nil {
		return err
	}
	d.paras, err = d.pages(partParas, 13, d.paraList)
	return err
}

// pages reads a list of pages. Each has the places where stretches begin, an
// entry of the given size for each, and their count in its last byte.
func (d *Document) pages(part, size int, list func(page int, entry []byte) (at, n int)) ([]run, error) {
	b, err := d.part(part, "formatting")
	if err != nil {
		return nil, err
	}
	at, entries, err := plc(b, 4, "formatting")
	if err != nil {
		return nil, err
	}
	if len(at) < 2 {
		return nil, damaged("formatting")
	}
	runs := make([]run, 0, 16*(len(at)-1)+1)
	runs = append(runs, run{end: at[0], gap: true})
	for i := range len(at) - 1 {
		from := int(le.Uint32(entries[4*i:])&0x3FFFFF) * page
		if from+page > len(d.main) {
			return nil, damaged("formatting")
		}
		p := d.main[from : from+page]
		n := int(p[page-1])
		if n == 0 || 4*(n+1)+size*n > page-1 {
			return nil, damaged("formatting")
		}
		before := at[i]
		if first := min(le.Uint32(p), at[i+1]); first > before {
			runs = append(runs, run{end: first, gap: true})
			before = first
		}
		for k := range n {
			end := le.Uint32(p[4*(k+1):])
			if end < le.Uint32(p[4*k:]) {
				return nil, damaged("formatting")
			}
			if end = min(end, at[i+1], uint32(len(d.main))); end <= before {
				continue
			}
			before = end
			at, length := list(from, p[4*(n+1)+size*k:])
			if length < 0 || at+length > from+page {
				return nil, damaged("formatting")
			}
			runs = append(runs, run{end: end, at: uint32(at), size: uint16(length)})
		}
		if before < at[i+1] {
			runs = append(runs, run{end: at[i+1], gap: true})
		}
	}
	return runs, nil
}

// charList is the list of a stretch of characters: a byte says where in the
// page, a byte there how long it is.
func (d *Document) charList(page int, entry []byte) (at, n int) {
	at = int(entry[0]) * 2
	if at == 0 {
		return page, 0
	}
	return page + at + 1, int(d.main[page+at])
}

// paraList is the list of a paragraph, its style before it: the count is of
// words, less a byte, or follows a zero.
func (d *Document) paraList(page int, entry []byte) (at, n int) {
	at = int(entry[0]) * 2
	if at == 0 {
		return page, 0
	}
	at += page
	if n = int(d.main[at]); n > 0 {
		return at + 1, 2*n - 1
	}
	if at+1 == len(d.main) {
		return at, -1
	}
	return at + 2, 2 * int(d.main[at+1])
}

// find is the index of the run that holds a place; behind the last if none does.
// near is where to look first.
func find(runs []run, near int, at uint32) int {
	for i := near; i < len(runs) && i < near+4; i++ {
		if runs[i].end > at {
			if i == 0 || runs[i-1].end <= at {
				return i
			}
			break
		}
	}
	lo, hi := 0, len(runs)
	for lo < hi {
		if mid := (lo + hi) / 2; runs[mid].end <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
