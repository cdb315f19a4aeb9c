package pdf

// charTable is a hash table from codes to chars. A report looks up a code for
// every glyph, and its codes lie far apart: this is several times as fast as a
// map, and smaller than an array.
type charTable struct {
	slots []charSlot
	n     int
	spare []char
}

// charSlot is free where its key is 0: no key is.
type charSlot struct {
	key  uint64
	char *char
}

// find returns the char of a key; where there was none, an empty one.
func (t *charTable) find(r *room, key uint64) (c *char, found bool) {
	if t.n*2 >= len(t.slots) {
		t.grow(r)
	}
	s := t.slot(key)
	if s.key == key {
		return s.char, true
	}
	if len(t.spare) == 0 {
		t.spare = r.chars.take(max(8, min(t.n, 64)))
	}
	c, t.spare = &t.spare[0], t.spare[1:]
	*s = charSlot{key, c}
	t.n++
	return c, false
}

func (t *charTable) slot(key uint64) *charSlot {
	mask := len(t.slots) - 1
	i := int(key*0x9e3779b97f4a7c15>>40) & mask
	for t.slots[i].key != 0 && t.slots[i].key != key {
		i = (i + 1) & mask
	}
	return &t.slots[i]
}

func (t *charTable) grow(r *room) {
	old := t.slots
	t.slots = r.slots.take(max(16, 4*len(old)))
	for _, s := range old {
		if s.key != 0 {
			*t.slot(s.key) = s
		}
	}
}
