package fold

import "math/bits"

// Map holds a value for some characters of the first plane. That it holds none
// for the others, as for most of a text, it tells without looking for it.
type Map[T any] struct {
	Keys   Set
	before [len(Set{})]uint16 // how many keys stand before each word of the set
	values []T                // in the order of their characters
}

// NewMap makes a Map of from; characters of other planes are left out.
func NewMap[T any](from map[rune]T) *Map[T] {
	m := new(Map[T])
	for r := range from {
		m.Keys.Add(r)
	}
	n := 0
	for i, word := range m.Keys {
		m.before[i] = uint16(n)
		n += bits.OnesCount64(word)
	}
	m.values = make([]T, n)
	for r, v := range from {
		if m.Keys.Has(r) {
			m.values[m.place(r)] = v
		}
	}
	return m
}

// Get returns a character's value; the zero value where there is none.
func (m *Map[T]) Get(r rune) (v T) {
	if m.Keys.Has(r) {
		v = m.values[m.place(r)]
	}
	return v
}

func (m *Map[T]) place(r rune) int {
	return int(m.before[r/64]) + bits.OnesCount64(m.Keys[r/64]&(1<<(r%64)-1))
}
