package pdf

import (
	"math"
	"slices"
	"sort"
	"strings"
)

// ems turns thousandths into ems, and what no font has into nothing.
func ems(v float64) float32 {
	if !(math.Abs(v) < 1e6) {
		return 0
	}
	return float32(v / 1000)
}

const maxCID = 1<<16 - 1

// widthRun is the widths of the codes first…last: one each, or one for all.
type widthRun struct {
	first, last uint32
	each        []float32
	all         float32
}

func (f *font) addWidths(r widthRun) {
	if r.first <= r.last && r.first <= maxCID {
		f.widths = append(f.widths, r)
	}
}

func (f *font) sortWidths() {
	slices.SortStableFunc(f.widths, func(a, b widthRun) int { return int(a.first) - int(b.first) })
}

// given is the width that the file gives for a code.
func (f *font) given(c uint32) (float32, bool) {
	i := sort.Search(len(f.widths), func(i int) bool { return f.widths[i].first > c })
	// Runs that hold others are rare: a short walk back finds them.
	for k := i - 1; k >= 0 && k >= i-256; k-- {
		if r := &f.widths[k]; c <= r.last {
			if r.each != nil {
				return r.each[c-r.first], true
			}
			return r.all, true
		}
	}
	return f.width, false
}

// floats reads the rest of an array of numbers, in ems.
func (d *document) floats(l *lexer, limit int) (out []float32) {
	for {
		switch tok := l.next(); tok {
		case tokNumber:
			if len(out) < limit {
				out = append(out, ems(l.num))
			}
		case tokWord: // a reference, which hardly any writer puts here
			if n := len(out); string(l.raw) == "R" && n >= 2 {
				v, _ := d.numbersOf(appendRef(nil, uint32(max(0, out[n-2]*1000+.5)), 0), 1)
				out = append(out[:n-2], 0)
				if len(v) == 1 {
					out[n-2] = ems(v[0])
				}
			}
		case tokArrayEnd, tokEOF:
			return out
		default:
			l.skip(tok)
		}
	}
}

// clampCode keeps a code or identifier within what a font can have, and one
// beyond.
func clampCode(v float64) uint32 { return uint32(max(0, min(v, maxCID+1))) }

// cidWidths reads W: "c [w …]" and "first last w".
func (d *document) cidWidths(f *font, raw []byte) {
	l := &lexer{b: raw}
	if l.next() != tokArray {
		return
	}
	for l.next() == tokNumber {
		d.in.tick()
		first := clampCode(l.num)
		switch l.next() {
		case tokArray:
			if each := d.floats(l, maxCID+1); len(each) > 0 {
				f.addWidths(widthRun{first: first, last: first + uint32(len(each)) - 1, each: each})
			}
		case tokNumber:
			last := min(clampCode(l.num), maxCID)
			if l.next() != tokNumber {
				return
			}
			f.addWidths(widthRun{first: first, last: last, all: ems(l.num)})
		default:
			return
		}
	}
	f.sortWidths()
}

// cidVertical reads W2: "c [w1 vx vy …]" and "first last w1 vx vy".
func (d *document) cidVertical(f *font, raw []byte) {
	l := &lexer{b: raw}
	if l.next() != tokArray {
		return
	}
	f.vert = map[uint32][3]float32{}
	for l.next() == tokNumber {
		d.in.tick()
		first := clampCode(l.num)
		switch l.next() {
		case tokArray:
			m := d.floats(l, 3*maxCID)
			for k := 0; k+2 < len(m); k += 3 {
				f.vert[first+uint32(k/3)] = [3]float32(m[k:])
			}
		case tokNumber:
			last := min(clampCode(l.num), maxCID)
			var m [3]float32
			for i := range m {
				if l.next() != tokNumber {
					return
				}
				m[i] = ems(l.num)
			}
			d.in.unpacked(int(max(last, first)-first) * 16)
			for c := first; c <= last; c++ {
				f.vert[c] = m
			}
		default:
			return
		}
	}
}

// standardWidths are the widths of ASCII from the space on, in ems, of the
// fonts that a file need not describe: Courier, Times and Helvetica (Adobe's
// metrics of their plain cuts; the bold ones differ little).
func standardWidths(name string) []float32 {
	var table string
	switch {
	case strings.Contains(name, "Courier"):
		out := make([]float32, 95)
		for i := range out {
			out[i] = .6
		}
		return out
	case strings.Contains(name, "Times"):
		table = "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541"
	default:
		table = "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
	}
	l := lexer{b: []byte(table)}
	var out []float32
	for l.next() == tokNumber {
		out = append(out, ems(l.num))
	}
	return out
}
