package fold

// Set is a set of characters of the first plane, as nearly all of Chinese is.
type Set [0x10000 / 64]uint64

// Add takes a character into the set; those of other planes it does not hold.
func (s *Set) Add(r rune) {
	if r < 0x10000 {
		s[r/64] |= 1 << (r % 64)
	}
}

// Has reports whether a character is in the set.
func (s *Set) Has(r rune) bool { return r < 0x10000 && s[r/64]&(1<<(r%64)) != 0 }
