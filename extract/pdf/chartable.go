package pdf

// charTable is a hash table from codes to chars. A report looks up a code for
// every glyph, and its codes lie far apart: this is several times as fast as a
// map, and smaller than an array.
type charTable struct {
	keys  []uint64 // 0 is free: no key is
	chars []*char
	n     int
	spare []char
}

// find returns the char of a key; where there was none, an empty one.
func (t *charTable) find(key uint64) (c *char, found bool) {
	if t.n*2 >= len(t.keys) {
		t.grow()
	}
	i := t.slot(key)
	if t.keys[i] == key {
		return t.chars[i], true
	}
	if len(t.spare) == 0 {
		t.spare = make([]char, max(8, min(t.n, 64)))
	}
	c, t.spare = &t.spare[0], t.spare[1:]
	t.keys[i], t.chars[i] = key, c
	t.n++
	return c, false
}

func (t *charTable) slot(key uint64) int {
	mask := len(t.keys) - 1
	i := int(key*0x9e3779b97f4a7c15>>40) & mask
	for t.keys[i] != 0 && t.keys[i] != key {
		i = (i + 1) & mask
	}
	return i
}

func (t *charTable) grow() {
	old := *t
	t.keys, t.chars = make([]uint64, max(16, 2*len(old.keys))), make([]*char, max(16, 2*len(old.keys)))
	for i, k := range old.keys {
		if k != 0 {
			j := t.slot(k)
			t.keys[j], t.chars[j] = k, old.chars[i]
		}
	}
}
