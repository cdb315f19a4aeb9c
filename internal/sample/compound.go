package sample

// compound packs streams into a compound file.
func compound(backwards bool, list ...[]byte) []byte {
	const sector = 512
	sectors := func(b []byte) []byte {
		n := max(len(b), 4096) // smaller ones lie elsewhere
		return append(b, make([]byte, (n+sector-1)/sector*sector-len(b))...)
	}
	names := [...]string{"WordDocument", "1Table", "Data"}
	var streams [len(names)][]byte
	n := 1 // the directory first
	for i, b := range list {
		streams[i] = sectors(b)
		n += len(streams[i]) / sector
	}
	fats := 1
	for fats*sector/4 < n+fats {
		fats++
	}
	head := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, sector-8)...)
	for _, f := range []struct{ at, v uint32 }{{24, 0x3E | 3<<16}, {28, 0xFFFE | 9<<16}, {32, 6}, {44, uint32(fats)}, {48, uint32(fats)}, {56, 4096}, {60, 0xFFFFFFFE}, {68, 0xFFFFFFFE}} {
		le.PutUint32(head[f.at:], f.v)
	}
	fat := make([]uint32, fats*sector/4)
	for i := range fat {
		fat[i] = 0xFFFFFFFF
	}
	for i := range 109 {
		v := uint32(0xFFFFFFFF)
		if i < fats {
			v, fat[i] = uint32(i), 0xFFFFFFFD
		}
		le.PutUint32(head[76+4*i:], v)
	}
	fat[fats] = 0xFFFFFFFE
	dir := make([]byte, sector)
	entry := func(i int, name string, kind byte, left, right, child, start uint32, size int) {
		e := dir[128*i:]
		for k, c := range []byte(name) {
			e[2*k] = c
		}
		e[64], e[66], e[67] = byte(2*len(name)+2), kind, 1
		for k, v := range [...]uint32{left, right, child} {
			le.PutUint32(e[68+4*k:], v)
		}
		le.PutUint32(e[116:], start)
		le.PutUint32(e[120:], uint32(size))
	}
	const none = 0xFFFFFFFF
	entry(0, "Root Entry", 5, none, none, 1, 0xFFFFFFFE, 0)
	out := make([]byte, (fats+1)*sector)
	at := uint32(fats + 1)
	for i, s := range streams {
		n := uint32(len(s) / sector)
		start := at
		if backwards {
			start = at + n - 1
		}
		for k := range n {
			here, next := at+k, at+k+1
			part := s[k*sector:][:sector]
			if backwards {
				here, next = at+n-1-k, at+n-2-k
			}
			if k == n-1 {
				next = 0xFFFFFFFE
			}
			fat[here] = next
			out = append(out, make([]byte, int(here+1)*sector-min(len(out), int(here+1)*sector))...)
			copy(out[int(here)*sector:], part)
		}
		at += n
		left := uint32(i + 2) // the next
		if i == len(streams)-1 {
			left = none
		}
		entry(i+1, names[i], 2, left, none, none, start, max(len(list[i]), 4096))
	}
	for i, v := range fat {
		le.PutUint32(out[4*i:], v)
	}
	copy(out[fats*sector:], dir)
	return append(head, out...)
}
