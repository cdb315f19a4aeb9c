package doc

import "gongkai/record"

// fib is the file information block: what kind of file it is, how long each
// story, and where the parts of the table stream lie.
type fib struct {
	flags uint16
	ccp   [stories]uint32
	parts [partsRead]struct{ at, size uint32 }
}

// The stories in the order of their text. The fourth is of no use today.
const (
	mainText = iota
	footnotes
	headers
	macros
	comments
	endnotes
	textBoxes
	headerBoxes
	stories
)

// Parts by their place in the block.
const (
	partStyles       = 1
	partFootnoteRefs = 2
	partFootnotes    = 3
	partChars        = 12
	partParas        = 13
	partFonts        = 15
	partClx          = 33
	partAnchors      = 40
	partEndnoteRefs  = 46
	partEndnotes     = 47
	partDrawings     = 50
	partBoxes        = 56
	partLists        = 73
	partListUses     = 74
	partsRead        = 75
)

const (
	wordMagic   = 0xA5EC // Word 97 and later
	firstWord97 = 0x6A   // nFib is below in Word 6 and 95
	fibBase     = 32
	fEncrypted  = 1 << 8
	fTableOne   = 1 << 9
	fObfuscated = 1 << 15
)

func (f *fib) tableName() string {
	if f.flags&fTableOne != 0 {
		return "1Table"
	}
	return "0Table"
}

// readFIB reads the block at the beginning of the main stream. It has four
// arrays, each behind the count of its entries.
func (d *Document) readFIB() error {
	b := d.main
	if len(b) < fibBase+2 {
		return damaged("header")
	}
	if magic, version := le.Uint16(b), le.Uint16(b[2:]); magic != wordMagic || version < firstWord97 {
		switch {
		case magic == wordMagic, magic == 0xA5DC, magic == 0xA5DB, magic == 0xA699, magic == 0xA697:
			return unsupported("a document of Word 95 or earlier")
		}
		return damaged("header")
	}
	f := &d.fib
	f.flags = le.Uint16(b[10:])
	if f.flags&(fEncrypted|fObfuscated) != 0 {
		return record.Fail(record.Encrypted, "the Word file has a password; open it with the password and save it without one, as DOCX")
	}
	b = b[fibBase:]
	array := func(size int) (out []byte) {
		if len(b) < 2 || len(b) < 2+size*int(le.Uint16(b)) {
			b = nil
			return nil
		}
		n := size * int(le.Uint16(b))
		out, b = b[2:2+n], b[2+n:]
		return out
	}
	array(2)
	longs, parts := array(4), array(8)
	if len(longs) < 4*(3+stories) || len(parts) < 8*partsRead {
		return damaged("header")
	}
	for i := range f.ccp {
		f.ccp[i] = le.Uint32(longs[4*(3+i):])
	}
	f.ccp[macros] = 0 // undefined, and no longer written
	for i := range f.parts {
		f.parts[i].at, f.parts[i].size = le.Uint32(parts[8*i:]), le.Uint32(parts[8*i+4:])
	}
	return nil
}

// begin is where a story begins.
func (d *Document) begin(story int) (at uint32) {
	for _, n := range d.fib.ccp[:story] {
		at += n
	}
	return at
}
