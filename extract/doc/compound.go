package doc

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// magic begins every compound file (OLE2).
const magic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// IsCompound reports whether the bytes begin as a compound file does.
func IsCompound(data []byte) bool { return bytes.HasPrefix(data, []byte(magic)) }

// compound is a compound file: streams cut into sectors that a table chains. It
// is read here and not by richardlehane/mscfb because that follows a chain that
// runs in a circle without a word, so that text stands twice, and because a
// nested directory takes it memory without bound. Every sector may stand in one
// chain only, so every loop ends.
type compound struct {
	data    []byte
	sector  int      // bytes
	fat     []uint32 // the sectors that hold the table
	entries []entry  // what lies in the root
	used    bitmap   // sectors that are in a chain

	miniStart, miniFAT, miniFATSectors uint32
	miniSize                           int64
	mini, miniTable                    []byte
	miniUsed                           bitmap
}

// entry is a stream or a folder of the root.
type entry struct {
	name  string
	start uint32
	size  int64
}

const (
	endOfChain = 0xFFFFFFFE
	noEntry    = 0xFFFFFFFF
	miniSector = 64
	miniCutoff = 4096
	headerFATs = 109 // table sectors that the header names
	entryBytes = 128
)

var le = binary.LittleEndian

// Names are the names of what lies in the root of a compound file.
func Names(data []byte) ([]string, error) {
	c, err := openCompound(data)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(c.entries))
	for i := range c.entries {
		names[i] = c.entries[i].name
	}
	return names, nil
}

func openCompound(data []byte) (*compound, error) {
	if !IsCompound(data) || len(data) < 512 {
		return nil, damaged("header")
	}
	c := &compound{data: data}
	switch version, shift := le.Uint16(data[26:]), le.Uint16(data[30:]); {
	case shift == 9 && version <= 3:
		c.sector = 512
	case shift == 12 && version == 4:
		c.sector = 4096
	default:
		return nil, damaged("header")
	}
	if le.Uint16(data[28:]) != 0xFFFE || le.Uint16(data[32:]) != 6 || le.Uint32(data[56:]) != miniCutoff {
		return nil, damaged("header")
	}
	c.used = newBitmap(c.sectors())
	if err := c.readFAT(); err != nil {
		return nil, err
	}
	c.miniFAT, c.miniFATSectors = le.Uint32(data[60:]), le.Uint32(data[64:])
	return c, c.readDirectory(le.Uint32(data[48:]))
}

// sectors is how many there are; the last may be cut short.
func (c *compound) sectors() int { return (len(c.data) - 1) / c.sector }

// at is a sector's bytes.
func (c *compound) at(n uint32) []byte {
	if int64(n) >= int64(c.sectors()) {
		return nil
	}
	from := (int(n) + 1) * c.sector
	return c.data[from:min(from+c.sector, len(c.data))]
}

// readFAT finds the sectors of the table: the header names the first, a chain of
// sectors the others.
func (c *compound) readFAT() error {
	n := le.Uint32(c.data[44:])
	if int64(n) > int64(c.sectors()) {
		return damaged("sector table")
	}
	take := func(list []byte) error {
		for ; len(list) >= 4 && len(c.fat) < int(n); list = list[4:] {
			s := le.Uint32(list)
			if len(c.at(s)) == 0 || !c.used.set(s) {
				return damaged("sector table")
			}
			c.fat = append(c.fat, s)
		}
		return nil
	}
	if err := take(c.data[76 : 76+4*headerFATs]); err != nil {
		return err
	}
	for next := le.Uint32(c.data[68:]); len(c.fat) < int(n); {
		s := c.at(next)
		if len(s) < c.sector || !c.used.set(next) {
			return damaged("sector table")
		}
		if err := take(s[:c.sector-4]); err != nil {
			return err
		}
		next = le.Uint32(s[c.sector-4:])
	}
	return nil
}

// next is the sector behind another in its chain.
func (c *compound) next(n uint32) (uint32, error) {
	per := uint32(c.sector / 4)
	if int64(n/per) < int64(len(c.fat)) {
		if s := c.at(c.fat[n/per]); int(n%per*4+4) <= len(s) {
			return le.Uint32(s[n%per*4:]), nil
		}
	}
	return 0, damaged("sector table")
}

// chain is the first size bytes of the sectors chained from start: a part of the
// file where they lie in a row. WPS leaves out sectors at a file's end that the
// size still counts: the stream is what there is, and what it lacks is missed
// where it is asked for.
func (c *compound) chain(start uint32, size int64) ([]byte, error) {
	var out []byte
	from, to := 0, 0 // what lies in a row, in the file
	left := int(max(0, min(size, int64(len(c.data)))))
	for n := start; left > 0; {
		s := c.at(n)
		if len(s) == 0 {
			break
		}
		if !c.used.set(n) {
			return nil, damaged("sector table")
		}
		if at := (int(n) + 1) * c.sector; at != to {
			out = append(out, c.data[from:to]...)
			from, to = at, at
		}
		want := min(left, c.sector)
		to += min(want, len(s))
		if left -= want; left == 0 || len(s) < want {
			break
		}
		next, err := c.next(n)
		if err != nil {
			return nil, err
		}
		n = next
	}
	if out == nil {
		return c.data[from:to], nil
	}
	return append(out, c.data[from:to]...), nil
}

// readDirectory lists what lies in the root.
func (c *compound) readDirectory(start uint32) error {
	var dir []byte
	for n := start; n != endOfChain; { // no size is given
		s := c.at(n)
		if len(s) == 0 || !c.used.set(n) {
			return damaged("directory")
		}
		dir = append(dir, s...)
		next, err := c.next(n)
		if err != nil {
			return err
		}
		n = next
	}
	if len(dir) < entryBytes || dir[66] != 5 {
		return damaged("directory")
	}
	size := func(e []byte) int64 {
		if c.sector == 512 { // the upper half is of no account
			return int64(le.Uint32(e[120:]))
		}
		return int64(le.Uint64(e[120:]))
	}
	c.miniStart, c.miniSize = le.Uint32(dir[116:]), size(dir)
	seen := newBitmap(len(dir) / entryBytes)
	stack := []uint32{le.Uint32(dir[76:])}
	for len(stack) > 0 {
		id := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if id == noEntry {
			continue
		}
		if int64(id) >= int64(len(dir)/entryBytes) || !seen.set(id) {
			return damaged("directory")
		}
		e := dir[int(id)*entryBytes:][:entryBytes]
		stack = append(stack, le.Uint32(e[68:]), le.Uint32(e[72:])) // left and right of it
		n := int(le.Uint16(e[64:]))
		if n < 2 || n > 64 {
			return damaged("directory")
		}
		entry := entry{name: utf16Text(e[:n-2])}
		if e[66] == 2 {
			entry.start, entry.size = le.Uint32(e[116:]), size(e)
		}
		c.entries = append(c.entries, entry)
	}
	return nil
}

// stream is a stream of the root; nil where there is none, or it is empty. Each
// is read once.
func (c *compound) stream(name string) ([]byte, error) {
	for _, e := range c.entries {
		if !strings.EqualFold(e.name, name) {
			continue
		}
		if e.size >= miniCutoff {
			return c.chain(e.start, e.size)
		}
		return c.miniChain(e.start, e.size)
	}
	return nil, nil
}

// miniChain is a small stream: it lies in sectors of 64 bytes of the root's own.
func (c *compound) miniChain(start uint32, size int64) (out []byte, err error) {
	if size <= 0 {
		return nil, nil
	}
	if c.mini == nil {
		if c.mini, err = c.chain(c.miniStart, c.miniSize); err != nil {
			return nil, err
		}
		if c.miniTable, err = c.chain(c.miniFAT, int64(c.miniFATSectors)*int64(c.sector)); err != nil {
			return nil, err
		}
		c.miniUsed = newBitmap(len(c.mini)/miniSector + 1)
	}
	out = make([]byte, 0, size)
	for n := start; ; {
		from := int64(n) * miniSector
		want := min(size-int64(len(out)), miniSector)
		if from+want > int64(len(c.mini)) {
			return append(out, c.mini[min(from, int64(len(c.mini))):]...), nil // as of other streams
		}
		if !c.miniUsed.set(n) {
			return nil, damaged("sector table")
		}
		out = append(out, c.mini[from:from+want]...)
		if int64(len(out)) == size {
			return out, nil
		}
		if int64(n)*4+4 > int64(len(c.miniTable)) {
			return nil, damaged("sector table")
		}
		n = le.Uint32(c.miniTable[n*4:])
	}
}

// bitmap is a set of small numbers.
type bitmap []uint64

func newBitmap(n int) bitmap { return make(bitmap, n/64+1) }

// set puts a number in; false if it was there, or is too large.
func (b bitmap) set(n uint32) bool {
	if int64(n/64) >= int64(len(b)) || b[n/64]>>(n%64)&1 != 0 {
		return false
	}
	b[n/64] |= 1 << (n % 64)
	return true
}

// utf16Text is text as the file holds it.
func utf16Text(b []byte) string {
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = le.Uint16(b[2*i:])
	}
	return string(utf16.Decode(u))
}
