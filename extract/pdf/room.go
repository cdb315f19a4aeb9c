package pdf

import (
	"bytes"
	"io"
	"sync"
)

// room is memory that one document after another uses, so that a reader of many
// is not busy with fetching and clearing it. Nothing in it outlives the reading
// of its document: what a Document holds is copied out.
type room struct {
	flate   io.ReadCloser // making a decompressor costs as much as a short stream
	rd      bytes.Reader
	streams []byte // of the document, but for pages' contents, unpacked one after another

	// Of the document's fonts.
	chars    slab[char]
	slots    slab[charSlot]
	mappings slab[mapping]

	// Of the page being read.
	content []byte // unpacked
	glyphs  []Glyph
	dirs    []direction // of glyphs
	rules   []Rule
	points  []point // of the path being drawn
	subs    []subpath
	saved   []gstate // by q
	areas   []area   // in the order of painting

	heads, next []int32 // of dropRepeats
}

var rooms = sync.Pool{New: func() any { return new(room) }}

// leave makes the room ready for the next document. What an unusual one made
// large is let go.
func (r *room) leave() {
	r.rd.Reset(nil)
	r.chars.empty()
	r.slots.empty()
	r.mappings.empty()
	r.content, r.streams = spare(r.content, 2<<20), spare(r.streams, 2<<20)
	r.glyphs, r.dirs, r.rules = spare(r.glyphs, 1<<15), spare(r.dirs, 1<<15), spare(r.rules, 1<<15)
	r.areas = spare(r.areas, 1<<12)
	r.heads, r.next = spare(r.heads, 1<<17), spare(r.next, 1<<17)
	r.points, r.subs, r.saved = spare(r.points, 1<<14), spare(r.subs, 1<<14), spare(r.saved, 256)
	rooms.Put(r)
}

// spare is s emptied, or nothing where it takes more than most elements.
func spare[T any](s []T, most int) []T {
	if cap(s) > most {
		return nil
	}
	return s[:0]
}

// slab hands out pieces of one block of memory.
type slab[T any] struct {
	block []T
	taken int
}

// take returns n elements with nothing in them. Where the block has no more, the
// next one is larger, and pieces of the old one stay good.
func (s *slab[T]) take(n int) []T {
	if s.taken+n > len(s.block) {
		s.block, s.taken = make([]T, max(n, min(2*len(s.block), 1<<14), 1<<10)), 0
	}
	s.taken += n
	out := s.block[s.taken-n : s.taken : s.taken]
	clear(out)
	return out
}

func (s *slab[T]) empty() {
	if s.taken = 0; len(s.block) > 1<<14 {
		s.block = nil
	}
}

// space is an empty slice with capacity for n bytes, for keep.
func (r *room) space(n int) []byte {
	if cap(r.streams)-len(r.streams) < n {
		r.streams = make([]byte, 0, max(n, min(2*cap(r.streams), 1<<20), 1<<16)) // what was kept in the old one stays
	}
	return r.streams[len(r.streams):len(r.streams):cap(r.streams)]
}

// keep is what was appended to space, safe from what comes after. What has
// outgrown the space has memory of its own.
func (r *room) keep(b []byte) []byte {
	if n := len(r.streams) + len(b); len(b) > 0 && n <= cap(r.streams) && &b[0] == &r.streams[:n][len(r.streams)] {
		r.streams = r.streams[:n]
	}
	return b[:len(b):len(b)]
}

// shelf is where a Document has its glyphs and rules, most of what it takes. It
// is used again once the Document is released.
type shelf struct {
	glyphs []Glyph
	rules  []Rule
}

var shelves = sync.Pool{New: func() any { return new(shelf) }}

// put returns a copy of s, on a shelf that may hold more already.
func put[T any](on *[]T, s []T) []T {
	from := len(*on)
	if cap(*on)-from < len(s) { // what the full shelf holds stays good
		*on, from = make([]T, 0, max(len(s), min(2*cap(*on), 1<<14), 1<<10)), 0
	}
	*on = append(*on, s...)
	to := len(*on)
	return (*on)[from:to:to]
}

// Release gives the memory of the pages back, for the next document. They must
// not be looked at any more; texts taken from them stay good.
func (d *Document) Release() {
	if s := d.shelf; s != nil {
		s.glyphs, s.rules = spare(s.glyphs, 1<<15), spare(s.rules, 1<<15)
		shelves.Put(s)
	}
	d.shelf, d.Pages = nil, nil
}
