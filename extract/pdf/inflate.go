package pdf

import (
	"encoding/binary"
	"errors"
	"slices"
)

// inflation undoes DEFLATE (RFC 1951) from memory to memory. A reader of streams
// takes each byte for itself and copies it out of a window of its own; here what
// is unpacked is the window. Page contents are most of what a report's file holds.
type inflation struct {
	in   []byte
	pos  int    // what of in is not in bits yet
	bits uint64 // the next bits, the first one lowest. Above n of them, further ones may be set
	n    uint

	lit  [2048]uint32 // 286 codes of up to 15 bits need 1334, 30 need 402
	dist [512]uint32
	lens [288 + 32]uint8
}

const (
	litBits  = 10
	distBits = 8
	preBits  = 7

	longest = 258          // copy
	spill   = longest + 16 // what one may write, eight bytes at a time
)

var errInflate = errors.New("the stream is broken or cut short")

// unpack appends what in holds to out, and returns how much of in it did not
// need. It calls grown for every piece, with the size of all of them. On an error,
// out is as far as it came.
func (z *inflation) unpack(out, in []byte, grown func(n, all int)) ([]byte, int, error) {
	const piece = 1 << 16
	z.in, z.pos, z.bits, z.n = in, 0, 0, 0
	from := len(out)
	for {
		z.refill()
		kind, ok := z.take(3)
		was, done := len(out), false
		switch {
		case ok && kind>>1 == 0:
			out, ok = z.stored(out)
			done = true
		case ok && kind>>1 == 1:
			z.fixed()
		case ok:
			ok = kind>>1 == 2 && z.dynamic()
		}
		for {
			if ok && !done {
				if cap(out)-len(out) < 2*spill {
					out = slices.Grow(out, len(out)/2+4096)
				}
				out, done, ok = z.codes(out, from, min(cap(out), len(out)+piece))
			}
			grown(len(out)-was, len(out)-from)
			was = len(out)
			if !ok {
				return out, 0, errInflate
			}
			if done {
				break
			}
		}
		if kind&1 == 1 {
			return out, len(in) - z.pos + int(z.n>>3), nil
		}
	}
}

// refill makes sure of 56 bits, or of all that there are.
func (z *inflation) refill() {
	if z.pos+8 <= len(z.in) {
		z.bits |= binary.LittleEndian.Uint64(z.in[z.pos:]) << z.n
		z.pos += int(63-z.n) >> 3
		z.n |= 56
		return
	}
	for z.n < 56 && z.pos < len(z.in) {
		z.bits |= uint64(z.in[z.pos]) << z.n
		z.pos++
		z.n += 8
	}
}

// take reads n of the bits that refill made sure of.
func (z *inflation) take(n uint) (v int, ok bool) {
	if z.n < n {
		return 0, false
	}
	v = int(z.bits & (1<<n - 1))
	z.bits >>= n
	z.n -= n
	return v, true
}

// symbol reads a code, and the bits that belong to it.
func (z *inflation) symbol(table []uint32, bits uint) (e uint32, more int, ok bool) {
	z.refill()
	e = lookup(table, bits, z.bits)
	if _, ok = z.take(uint(e & 0xff)); !ok || e&noCode == noCode {
		return e, 0, false
	}
	more, ok = z.take(uint(e >> entryExtra & 31))
	return e, more, ok
}

// stored copies a block that is not packed.
func (z *inflation) stored(out []byte) ([]byte, bool) {
	rest := z.in[z.pos-int(z.n>>3):]
	z.bits, z.n = 0, 0
	if len(rest) < 4 || rest[0]^rest[2] != 0xff || rest[1]^rest[3] != 0xff {
		return out, false
	}
	n := int(rest[0]) | int(rest[1])<<8
	rest = rest[4:]
	k := min(n, len(rest))
	z.pos = len(z.in) - len(rest) + k
	return append(out, rest[:k]...), k == n
}

// fixed makes the tables of blocks that bring none.
func (z *inflation) fixed() {
	for i := range 288 {
		z.lens[i] = 8
		if i >= 144 && i < 256 {
			z.lens[i] = 9
		} else if i >= 256 && i < 280 {
			z.lens[i] = 7
		}
	}
	build(z.lit[:], litBits, z.lens[:288], litMeanings[:])
	for i := range 32 {
		z.lens[i] = 5
	}
	build(z.dist[:], distBits, z.lens[:32], distMeanings[:])
}

// preOrder is the order in which the lengths of the lengths' codes stand.
var preOrder = [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// dynamic reads a block's own tables.
func (z *inflation) dynamic() bool {
	z.refill()
	v, ok := z.take(14)
	lits, dists, pres := v&31+257, v>>5&31+1, v>>10+4
	if !ok || lits > 286 || dists > 30 {
		return false
	}
	lens := z.lens[:lits+dists]
	clear(z.lens[:19])
	for _, i := range preOrder[:pres] {
		z.refill()
		v, ok := z.take(3)
		if !ok {
			return false
		}
		z.lens[i] = uint8(v)
	}
	if !build(z.lit[:], preBits, z.lens[:19], preMeanings[:]) {
		return false
	}
	for i := 0; i < len(lens); {
		e, _, ok := z.symbol(z.lit[:], preBits)
		if !ok {
			return false
		}
		n := uint8(e >> entryValue)
		if n < 16 {
			lens[i] = n
			i++
			continue
		}
		if n == 16 && i == 0 {
			return false
		}
		repeated := [...]struct {
			least int
			bits  uint
		}{{3, 2}, {3, 3}, {11, 7}}[n-16]
		more, ok := z.take(repeated.bits)
		k := repeated.least + more
		if !ok || i+k > len(lens) {
			return false
		}
		n = 0
		if repeated.bits == 2 {
			n = lens[i-1]
		}
		for ; k > 0; k-- {
			lens[i] = n
			i++
		}
	}
	return build(z.lit[:], litBits, lens[:lits], litMeanings[:]) && build(z.dist[:], distBits, lens[lits:], distMeanings[:])
}

// codes goes on with a block of codes, until it is done or out is nearly as long
// as most. What is unpacked begins at from.
func (z *inflation) codes(out []byte, from, most int) (_ []byte, done, ok bool) {
	const litMask, distMask = 1<<litBits - 1, 1<<distBits - 1
	buf, o := out[:most], len(out)
	for o+spill <= most {
		if z.pos+8 > len(z.in) { // the last few
			if o, done, ok = z.code(buf, o, from); done || !ok {
				return buf[:o], done, ok
			}
			continue
		}
		in, pos, bits, n := z.in, z.pos, z.bits, z.n
		for o+spill <= most && pos+8 <= len(in) {
			bits |= binary.LittleEndian.Uint64(in[pos:]) << (n & 63)
			pos += int(63-n) >> 3
			n |= 56
			e := z.lit[bits&litMask]
			if e&entryLiteral != 0 {
				bits, n = bits>>(e&63), n-uint(e&63)
				buf[o] = byte(e >> entryValue)
				o++
				e = z.lit[bits&litMask]
				if e&entryLiteral != 0 {
					bits, n = bits>>(e&63), n-uint(e&63)
					buf[o] = byte(e >> entryValue)
					o++
					continue
				}
				if pos+8 > len(in) {
					break
				}
				bits |= binary.LittleEndian.Uint64(in[pos:]) << (n & 63)
				pos += int(63-n) >> 3
				n |= 56
			}
			if e&(entryTable|entryEnd) != 0 {
				if e&entryTable != 0 {
					e = z.lit[(e>>entryValue+uint32(bits>>litBits)&(1<<(e>>entryExtra&15)-1))&(uint32(len(z.lit))-1)]
				}
				if e&entryLiteral != 0 {
					bits, n = bits>>(e&63), n-uint(e&63)
					buf[o] = byte(e >> entryValue)
					o++
					continue
				}
				if e&entryEnd != 0 {
					z.pos, z.bits, z.n = pos, bits>>(e&63), n-uint(e&63)
					return buf[:o], true, e&noCode != noCode
				}
			}
			c, x := uint(e&63), uint(e>>entryExtra&31)
			length := int(e>>entryValue) + int(bits>>(c&63)&(1<<(x&63)-1))
			bits, n = bits>>((c+x)&63), n-c-x
			e = z.dist[bits&distMask]
			if e&entryTable != 0 {
				e = z.dist[(e>>entryValue+uint32(bits>>distBits)&(1<<(e>>entryExtra&15)-1))&(uint32(len(z.dist))-1)]
			}
			c, x = uint(e&63), uint(e>>entryExtra&31)
			distance := int(e>>entryValue) + int(bits>>(c&63)&(1<<(x&63)-1))
			bits, n = bits>>((c+x)&63), n-c-x
			if distance > o-from || e&entryEnd != 0 {
				return buf[:o], false, false
			}
			o = again(buf, o, distance, length)
		}
		z.pos, z.bits, z.n = pos, bits, n
	}
	return buf[:o], false, true
}

// code does the same for one code, where there may be no more bits.
func (z *inflation) code(buf []byte, o, from int) (_ int, done, ok bool) {
	e, more, ok := z.symbol(z.lit[:], litBits)
	if !ok || e&entryEnd != 0 {
		return o, ok, ok
	}
	if e&entryLiteral != 0 {
		buf[o] = byte(e >> entryValue)
		return o + 1, false, true
	}
	length := int(e>>entryValue) + more
	e, more, ok = z.symbol(z.dist[:], distBits)
	distance := int(e>>entryValue) + more
	if !ok || distance > o-from {
		return o, false, false
	}
	return again(buf, o, distance, length), false, true
}

// again repeats what was unpacked some way back. It may write beyond the end.
func again(buf []byte, o, distance, length int) int {
	end := o + length
	switch {
	case distance >= 8:
		to, what := buf[o:o+longest+8], buf[o-distance:]
		for i := 0; i < length; i += 8 {
			binary.LittleEndian.PutUint64(to[i:], binary.LittleEndian.Uint64(what[i:]))
		}
	default:
		for ; o < end; o++ {
			buf[o] = buf[o-distance]
		}
	}
	return end
}
