package pdf

import (
	"slices"
	"sort"
)

// cmap is a character map read from a stream: codes to Unicode text (ToUnicode)
// or to character identifiers (an embedded Encoding). Entries are kept as they
// stand in the stream and looked at when a code is first used.
type cmap struct {
	in       *inflater
	spaces   []codespace
	entries  []mapping
	texts    []byte // of the entries
	vertical bool
	base     string // the predefined map that it extends
}

type codespace struct {
	n      int // bytes of a code
	lo, hi uint32
}

// mapping sends the code lo and the more codes after it to UTF-16 text whose
// last unit counts up, or to identifiers that count up. There may be tens of
// thousands; without pointers they are quick to sort and nothing to the collector.
type mapping struct {
	lo   uint64 // length << 32 | code
	more uint32
	to   uint32 // where its text begins in texts, or the first identifier
	n    int32  // length of the text, -1 for an identifier
}

func (e *mapping) holds(key uint64) bool { return key-e.lo <= uint64(e.more) }

func codeKey(code uint32, n int) uint64 { return uint64(n)<<32 | uint64(code) }

func readCMap(in *inflater, data []byte) *cmap {
	m := &cmap{in: in}
	l := &lexer{b: data, tmp: in.space(len(data) / 4)}
	wmode := false
	count := 0.0 // the number before "beginbfchar": how many follow
	for {
		switch l.next() {
		case tokEOF:
			m.texts = in.keep(l.tmp)
			m.sort()
			return m
		case tokName:
			switch string(l.raw) {
			case "WMode":
				wmode = true
				continue
			case "CMapName", "Registry", "Ordering", "CIDSystemInfo", "Identity":
			default:
				name, end := l.raw, l.pos
				if l.next() == tokWord && string(l.raw) == "usecmap" {
					m.base = string(name)
				} else {
					l.pos = end
				}
			}
		case tokNumber:
			if wmode {
				m.vertical = l.num == 1
			}
			count = max(0, min(l.num, float64(len(data)/8)))
		case tokWord:
			m.grow(int(count))
			count = 0
			switch string(l.raw) {
			case "begincodespacerange":
				m.readSpaces(l)
			case "beginbfchar":
				m.readChars(l, false)
			case "begincidchar":
				m.readChars(l, true)
			case "beginbfrange":
				m.readRanges(l, false)
			case "begincidrange":
				m.readRanges(l, true)
			}
		}
		wmode = false
		m.in.tick()
	}
}

// grow makes room for n more entries.
func (m *cmap) grow(n int) {
	if all := len(m.entries) + n; all > cap(m.entries) {
		m.entries = append(m.in.mappings.take(max(all, 2*cap(m.entries)))[:0], m.entries...)
	}
}

// code reads a code string's number and key; false at the end of a list.
func code(l *lexer) (uint32, int, bool) {
	from := len(l.tmp)
	if l.next() != tokString || len(l.raw) == 0 || len(l.raw) > 4 {
		return 0, 0, false
	}
	l.tmp = l.tmp[:from] // the number is all that is wanted
	return uint32(bigEndian(l.raw)), len(l.raw), true
}

// say gives the mapping the text last read. In tmp it stays.
func (e *mapping) say(l *lexer, from int) {
	if len(l.tmp) == from {
		l.tmp = append(l.tmp, l.raw...) // it needed no decoding
	}
	e.to, e.n = uint32(from), int32(len(l.tmp)-from)
}

func (m *cmap) readSpaces(l *lexer) {
	for {
		lo, n, ok := code(l)
		if !ok {
			return
		}
		hi, k, ok := code(l)
		if !ok {
			return
		}
		if k == n {
			m.spaces = append(m.spaces, codespace{n, lo, hi})
		}
	}
}

func (m *cmap) readChars(l *lexer, cid bool) {
	for {
		c, n, ok := code(l)
		if !ok {
			return
		}
		e := mapping{lo: codeKey(c, n)}
		from := len(l.tmp)
		tok := l.next()
		switch {
		case cid && tok == tokNumber:
			e.to, e.n = clampCID(l.num), -1
		case !cid && tok == tokString:
			e.say(l, from)
		case !cid && tok == tokName:
			if r := []rune(nameText(string(l.raw))); len(r) == 1 && r[0] < 0x10000 {
				l.tmp = append(l.tmp[:from], byte(r[0]>>8), byte(r[0]))
				e.say(l, from)
			}
		default:
			return
		}
		m.put(e)
	}
}

func (m *cmap) readRanges(l *lexer, cid bool) {
	for {
		lo, n, ok := code(l)
		if !ok {
			return
		}
		hi, _, ok := code(l)
		if !ok {
			return
		}
		e := mapping{lo: codeKey(lo, n), more: max(lo, hi) - lo}
		from := len(l.tmp)
		tok := l.next()
		switch {
		case cid && tok == tokNumber:
			e.to, e.n = clampCID(l.num), -1
		case !cid && tok == tokString:
			e.say(l, from)
		case !cid && tok == tokArray:
			e.more = 0
			for ; l.next() == tokString; e.lo++ { // one text each
				e.say(l, from)
				m.put(e)
				from = len(l.tmp)
			}
			continue
		default:
			return
		}
		m.put(e)
	}
}

func clampCID(v float64) uint32 { return uint32(max(0, min(v, 1<<20))) }

func (m *cmap) put(e mapping) {
	m.in.tick()
	m.entries = append(m.entries, e)
}

func (m *cmap) sort() {
	byLo := func(a, b mapping) int {
		switch {
		case a.lo < b.lo:
			return -1
		case a.lo > b.lo:
			return 1
		}
		return 0
	}
	if !slices.IsSortedFunc(m.entries, byLo) {
		slices.SortStableFunc(m.entries, byLo)
	}
}

// find returns the entry of a code, the last one that holds it.
func (m *cmap) find(key uint64) *mapping {
	i := sort.Search(len(m.entries), func(i int) bool { return m.entries[i].lo > key })
	// Ranges that hold others are rare: a short walk back finds them.
	for k := i - 1; k >= 0 && k >= i-256; k-- {
		if m.entries[k].holds(key) {
			return &m.entries[k]
		}
	}
	return nil
}

// text is what a ToUnicode map says of a code; false where it says nothing.
// Maps written with another code length than the font's are common.
func (m *cmap) text(c uint32, n int) (string, bool) {
	if m == nil {
		return "", false
	}
	for _, k := range [...]int{n, 2, 1} {
		key := codeKey(c, k)
		e := m.find(key)
		if e == nil {
			continue
		}
		off := int(key - e.lo)
		if e.n <= 0 {
			return "", true
		}
		to := m.texts[e.to:][:e.n]
		if len(to) == 1 { // against the rules: a code of Latin-1
			return string(rune(to[0]) + rune(off)), true
		}
		if off > 0 {
			to = slices.Clone(to)
			last := uint32(bigEndian(to[len(to)-2:])) + uint32(off)
			to[len(to)-2], to[len(to)-1] = byte(last>>8), byte(last)
		}
		return utf16Text(to), true
	}
	return "", false
}

// next cuts the next code from s by the code space ranges.
func (m *cmap) next(s []byte) (uint32, int) {
	var c uint32
	for n := 1; n <= min(4, len(s)); n++ {
		c = c<<8 | uint32(s[n-1])
		for i := range m.spaces {
			if sp := &m.spaces[i]; sp.n == n && within(c, sp) {
				return c, n
			}
		}
	}
	n := 1
	if len(m.spaces) == 0 || m.spaces[0].n == 2 && len(s) >= 2 {
		n = min(2, len(s))
	}
	return uint32(bigEndian(s[:n])), n
}

// within compares byte by byte, as code spaces are rectangles.
func within(c uint32, s *codespace) bool {
	for shift := 0; shift < 8*s.n; shift += 8 {
		b := c >> shift & 0xff
		if b < s.lo>>shift&0xff || b > s.hi>>shift&0xff {
			return false
		}
	}
	return true
}

func (m *cmap) cid(c uint32, n int) (uint32, bool) {
	e := m.find(codeKey(c, n))
	if e == nil {
		return 0, false
	}
	id := uint32(codeKey(c, n) - e.lo)
	if e.n < 0 {
		id += e.to
	}
	return id, true
}
