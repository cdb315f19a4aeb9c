package pdf

// Tables that tell what the next bits of a DEFLATE stream mean. An entry holds,
// from its lowest bit, 8 bits for how many bits its code has, 5 for how many more
// belong to it, three flags, and 16 for a literal, the least length or distance,
// or where the table of the longer codes is.
const (
	entryExtra   = 8
	entryLiteral = 1 << 13
	entryEnd     = 1 << 14 // of the block; where it has no bits, no code at all
	entryTable   = 1 << 15
	entryValue   = 16
)

// litMeanings, distMeanings and preMeanings are the entries of all symbols, but
// for the bits of their codes.
var litMeanings, distMeanings, preMeanings = func() (lit [288]uint32, dist [32]uint32, pre [19]uint32) {
	for i := range uint32(256) {
		lit[i] = entryLiteral | i<<entryValue
	}
	lit[256] = entryEnd
	base := uint32(3)
	for i := range uint32(28) {
		extra := max(i/4, 1) - 1
		lit[257+i] = base<<entryValue | extra<<entryExtra
		base += 1 << extra
	}
	lit[285] = longest << entryValue
	lit[286], lit[287] = noCode, noCode
	base = 1
	for i := range uint32(30) {
		extra := max(i/2, 1) - 1
		dist[i] = base<<entryValue | extra<<entryExtra
		base += 1 << extra
	}
	dist[30], dist[31] = noCode, noCode
	for i := range uint32(19) {
		pre[i] = i << entryValue
	}
	return lit, dist, pre
}()

// noCode is what a stream must not hold.
const noCode = entryEnd | 1<<entryValue

// build fills a table for codes of the given lengths, those of up to bits bits to
// be found at once and longer ones by a second step. It reports false where they
// are no code: all bits must mean something, unless there is one code of one bit,
// or none.
func build(table []uint32, bits int, lens []uint8, meanings []uint32) bool {
	var count, next [16]int
	for _, n := range lens {
		count[n]++
	}
	count[0] = 0
	used, codes := 0, 0
	for n := 1; n < 16; n++ {
		next[n] = codes
		codes += count[n]
		if used = used<<1 + count[n]; used > 1<<n {
			return false
		}
	}
	if used != 1<<15 {
		if codes > 1 || codes != count[1] {
			return false
		}
		for i := range table[:1<<bits] {
			table[i] = noCode
		}
	}
	var sorted [288]uint16
	for i, n := range lens {
		if n > 0 {
			sorted[next[n]] = uint16(i)
			next[n]++
		}
	}
	if used != 1<<15 {
		for i := 0; i < codes<<bits; i += 2 {
			table[i] = meanings[sorted[0]] | 1
		}
		return true
	}
	symbols, code := sorted[:codes], 0 // the code's first bit is its lowest
	whole, mask := 1<<bits, 1<<bits-1
	start, size, first := whole, 0, -1
	for n := 1; n < 16; n++ {
		for ; count[n] > 0; count[n]-- {
			e := meanings[symbols[0]] | uint32(n)
			symbols = symbols[1:]
			if n <= bits {
				table[code] = e
			} else {
				if code&mask != first { // the codes that begin so have a table
					first = code & mask
					start += size
					more := n - bits
					for room := count[n]; room < 1<<more && bits+more < 15; {
						more++
						room = room<<1 + count[bits+more]
					}
					size = 1 << more
					table[first] = entryTable | uint32(more)<<entryExtra | uint32(start)<<entryValue
				}
				for i := code >> bits; i < size; i += 1 << (n - bits) {
					table[start+i] = e
				}
			}
			bit := 1 << (n - 1)
			for code&bit != 0 {
				code ^= bit
				bit >>= 1
			}
			code |= bit
		}
		if n < bits {
			copy(table[1<<n:2<<n], table[:1<<n])
		}
	}
	return true
}

// lookup finds what the next bits mean in a table.
func lookup(table []uint32, first uint, bits uint64) uint32 {
	e := table[bits&(1<<first-1)]
	if e&entryTable != 0 {
		e = table[e>>entryValue+uint32(bits>>first)&(1<<(e>>entryExtra&15)-1)]
	}
	return e
}
