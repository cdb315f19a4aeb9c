package doc

import "strings"

// Lists are the lists that number paragraphs, and their uses.
type Lists struct {
	Lists []List
	Uses  []ListUse // Paragraph.List counts them from 1
}

// List is one list; a simple one has one level.
type List struct {
	id     uint32
	Levels []Level
}

// Level is how one level of a list counts.
type Level struct {
	Start  int
	Format byte   // by its number in the format, which is the order of DOCX's names
	Text   string // %1 to %9 stand for the numbers of the levels
	Legal  bool   // all numbers in digits
}

// ListUse is a list as paragraphs name it.
type ListUse struct {
	List   int         // in Lists; -1 for none
	Starts map[int]int // level → where it begins anew
}

// readLists reads the lists and their uses. The levels lie behind the first part.
func (d *Document) readLists() error {
	b, err := d.part(partLists, "lists")
	if err != nil || len(b) == 0 {
		return err
	}
	rest := d.table[d.fib.parts[partLists].at:][len(b):]
	n := int(int16(le.Uint16(b)))
	if b = b[2:]; n < 0 || len(b) < 28*n {
		return damaged("lists")
	}
	for i := range n {
		l := List{id: le.Uint32(b[28*i:])}
		levels := 9
		if b[28*i+26]&1 != 0 {
			levels = 1
		}
		for range levels {
			level, n := readLevel(rest)
			if n < 0 {
				return damaged("lists")
			}
			l.Levels = append(l.Levels, level)
			rest = rest[n:]
		}
		d.Lists.Lists = append(d.Lists.Lists, l)
	}
	return d.readListUses()
}

// readLevel reads a level; n is its length, negative where it is cut.
func readLevel(b []byte) (l Level, n int) {
	const fixed = 28
	if len(b) < fixed {
		return l, -1
	}
	l = Level{Start: int(int32(le.Uint32(b))), Format: b[4], Legal: b[5]&4 != 0}
	at := fixed + int(b[24]) + int(b[25])
	if len(b) < at+2 || len(b) < at+2+2*int(le.Uint16(b[at:])) {
		return l, -1
	}
	n = at + 2 + 2*int(le.Uint16(b[at:]))
	var text strings.Builder
	for _, r := range utf16Text(b[at+2 : n]) {
		if r < 9 {
			text.WriteByte('%')
			r += '1'
		}
		text.WriteRune(r)
	}
	l.Text = text.String()
	return l, n
}

// readListUses reads which list each use names, and where it begins anew.
func (d *Document) readListUses() error {
	b, err := d.part(partListUses, "lists")
	if err != nil || len(b) == 0 {
		return err
	}
	if len(b) < 4 || uint64(len(b)-4) < 16*uint64(le.Uint32(b)) {
		return damaged("lists")
	}
	n := int(le.Uint32(b))
	if n > maxParagraphs {
		return tooLarge("lists")
	}
	byID := make(map[uint32]int, len(d.Lists.Lists))
	for i := range d.Lists.Lists {
		byID[d.Lists.Lists[i].id] = i
	}
	uses, rest := b[4:4+16*n], b[4+16*n:]
	for i := range n {
		use := ListUse{List: -1}
		if k, ok := byID[le.Uint32(uses[16*i:])]; ok {
			use.List = k
		}
		if len(rest) < 4 {
			return damaged("lists")
		}
		rest = rest[4:]
		for range uses[16*i+12] {
			if len(rest) < 8 {
				return damaged("lists")
			}
			start, flags := int(int32(le.Uint32(rest))), le.Uint32(rest[4:])
			rest = rest[8:]
			if flags&0x20 != 0 { // its own level follows
				level, n := readLevel(rest)
				if n < 0 {
					return damaged("lists")
				}
				rest, start = rest[n:], level.Start
			}
			if flags&0x10 != 0 {
				if use.Starts == nil {
					use.Starts = map[int]int{}
				}
				use.Starts[int(flags&15)] = start
			}
		}
		d.Lists.Uses = append(d.Lists.Uses, use)
	}
	return nil
}
