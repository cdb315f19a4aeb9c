package sample

// formatted writes pages of properties behind the main stream. Each entry takes
// its place, the given number of bytes, and its list from the page's end.
func formatted(main []byte, list []changed, entry int) (out, plc []byte) {
	main = append(main, make([]byte, (fkpSize-len(main)%fkpSize)%fkpSize)...)
	starts, pages := []uint32{fibSize}, []uint32{}
	for from := uint32(fibSize); len(list) > 0; {
		page := make([]byte, fkpSize)
		n, low := 0, fkpSize-1
		for n < len(list) {
			l := list[n].list
			packed := l
			switch {
			case entry == 1 && len(l) > 0:
				packed = append([]byte{byte(len(l))}, l...)
			case entry > 1 && len(l)%2 == 1:
				packed = append([]byte{byte(len(l)/2 + 1)}, l...)
			case entry > 1:
				packed = append([]byte{0, byte(len(l) / 2)}, l...)
			}
			at := (low - len(packed)) &^ 1
			if 4*(n+2)+entry*(n+1) > at {
				break
			}
			if len(packed) > 0 {
				copy(page[at:], packed)
				low = at
			}
			n++
		}
		at := low
		le.PutUint32(page, from)
		for i := range n {
			from = list[i].end
			le.PutUint32(page[4*(i+1):], from)
		}
		// A second time, for the entries stand behind all places.
		low = fkpSize - 1
		for i := range n {
			l := len(list[i].list)
			switch {
			case entry == 1 && l > 0:
				l++
			case entry > 1 && l%2 == 1:
				l++
			case entry > 1:
				l += 2
			}
			if l > 0 {
				low = (low - l) &^ 1
				page[4*(n+1)+entry*i] = byte(low / 2)
			}
		}
		if low != at {
			panic("pages of properties")
		}
		page[fkpSize-1] = byte(n)
		pages = append(pages, uint32(len(main)/fkpSize))
		starts = append(starts, from)
		main = append(main, page...)
		list = list[n:]
	}
	for _, s := range append(starts, pages...) {
		plc = le.AppendUint32(plc, s)
	}
	return main, plc
}

// styles are the style of text and that of a heading.
func styles() []byte {
	out := append([]byte{18, 0, 15, 0, 10, 0}, make([]byte, 14)...)
	for i, name := range [...]string{"Normal", "heading 1"} {
		std := []byte{byte(i), 0, 0xF1, 0xFF, 2, 0, 0, 0, 0, 0}
		std = le.AppendUint16(std, uint16(len(name)))
		for _, c := range []byte(name) {
			std = append(std, c, 0)
		}
		std = append(std, 0, 0, 2, 0, byte(i), 0, 0, 0)
		out = append(le.AppendUint16(out, uint16(len(std))), std...)
	}
	return append(out, make([]byte, 2*13)...)
}
