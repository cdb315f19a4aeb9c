// Package doc reads what a Word 97–2003 document (.doc, also WPS's .wps) prints:
// its paragraphs with their runs of text, the rows of its tables, its notes and
// text boxes. Its medium (package medium) makes a grid of them.
//
//	bytes ──compound file──▶ streams ──pieces──▶ text ──properties──▶ paragraphs
//
//	d, err := doc.Open(data)
//	ps, err := d.Paragraphs(d.Main())
//	err = d.Runs(&ps[0], func(r doc.Run) error { … })
//
// The format is [MS-DOC]'s. Characters are counted from the document's first
// (CP); where one lies in the file (FC) the piece table says. Properties are lists
// of changes to a style's. Whatever is out of range or contradicts itself, so that
// a figure might be lost or misplaced, is an error: record.CodedError with what
// to do next.
package doc

import "gongkai/record"

// Document is an opened document.
type Document struct {
	Info  []Property // what the file says of itself: title, created …
	Lists Lists

	main, table, data []byte // streams
	fib               fib
	pieces            []piece
	prcs              [][]byte // changes that pieces name
	paras, chars      []run    // properties by place in the file
	styles            []style
	refs              []noteRef
	fonts             []string
	drawn             drawn
	notes             [2][]uint32 // where footnotes, and endnotes, begin in their story
	cells, spent      int
	scratch           []byte
	run               Run // the one that is given out
	nearChar          int // the run that was last looked at
}

// Story is a stretch of the document's characters: its main text, a note, a text
// box.
type Story struct{ From, To uint32 }

// Open reads everything but the text itself.
func Open(file []byte) (*Document, error) {
	c, err := openCompound(file)
	if err != nil {
		return nil, err
	}
	d := &Document{}
	if d.main, err = c.stream("WordDocument"); err != nil {
		return nil, err
	}
	if err := d.readFIB(); err != nil {
		return nil, err
	}
	if d.table, err = c.stream(d.fib.tableName()); err != nil {
		return nil, err
	}
	if d.table == nil {
		return nil, damaged("table stream")
	}
	if d.data, err = c.stream("Data"); err != nil {
		return nil, err
	}
	for _, read := range [...]func() error{d.readPieces, d.readRuns, d.readStyles, d.readLists, d.readNotes, d.readDrawn} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	if info, err := c.stream("\x05SummaryInformation"); err == nil { // the text does not hang on it
		d.Info = readInfo(info)
	}
	return d, nil
}

// Main is the main text.
func (d *Document) Main() Story { return Story{0, d.fib.ccp[mainText]} }

func damaged(part string) error {
	return record.Fail(record.Damaged, "the Word file's "+part+" is cut or damaged; fetch it again, or open it in Word or WPS and save it as DOCX")
}

// Limits of one document: what costs nothing to write must cost little to read. A
// report has 2,000 paragraphs, 400 cells and 200 kB of formatting.
const (
	maxParagraphs = 400_000
	maxTableCells = 400_000
	maxFormatting = 256 << 20 // bytes, each time that they are applied
)

// spend counts bytes of formatting that are applied: one list may be named by
// every paragraph, and lead to others.
func (d *Document) spend(n int) error {
	if d.spent += n + 1; d.spent > maxFormatting {
		return tooLarge("formatting")
	}
	return nil
}

func tooLarge(what string) error {
	return record.Fail(record.TooLarge, "the Word file has more "+what+" than any report; it may be made to exhaust readers: save it as DOCX if it is a report")
}

func unsupported(what string) error {
	return record.Fail(record.Unsupported, what+"; open it in Word or WPS and save it as DOCX")
}

// part is a part of the table stream.
func (d *Document) part(i int, name string) ([]byte, error) {
	p := d.fib.parts[i]
	if p.size == 0 {
		return nil, nil
	}
	if uint64(p.at)+uint64(p.size) > uint64(len(d.table)) {
		return nil, damaged(name)
	}
	return d.table[p.at:][:p.size], nil
}

// plc cuts a list of n+1 places with n entries of a size behind it. Places must
// not go down.
func plc(b []byte, size int, name string) (at []uint32, entries []byte, err error) {
	if len(b) == 0 {
		return nil, nil, nil
	}
	if len(b) < 4 || (len(b)-4)%(4+size) != 0 {
		return nil, nil, damaged(name)
	}
	n := (len(b) - 4) / (4 + size)
	at = make([]uint32, n+1)
	for i := range at {
		at[i] = le.Uint32(b[4*i:])
		if i > 0 && at[i] < at[i-1] {
			return nil, nil, damaged(name)
		}
	}
	return at, b[4*(n+1):], nil
}
