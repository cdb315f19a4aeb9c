package pdf

import (
	"bytes"
	"compress/lzw"
	"encoding/ascii85"
	"encoding/binary"
	"hash/adler32"
	"io"

	"github.com/klauspost/compress/flate"
)

// filter is one step of a stream's decoding.
type filter struct {
	name                            string
	predictor, columns, colors, bpc int
	early                           bool // LZW widens its codes one code early
}

// inflater undoes filters, against the budget.
type inflater struct {
	*budget
	*room
}

// decode undoes the filters in turn. What can be read of a broken stream is
// returned, with ok false. A filter of pictures (DCTDecode …) ends it, also
// with ok false.
func (in *inflater) decode(data []byte, filters []filter) (out []byte, ok bool) {
	ok = true
	for i := range filters {
		f := &filters[i]
		whole := true
		switch f.name {
		case "FlateDecode", "Fl":
			data, whole = in.inflate(in.space(min(max(len(data)*8, 512), 1<<20)), data)
			data = in.keep(data)
		case "LZWDecode", "LZW":
			data, whole = in.unlzw(data, f.early)
		case "ASCII85Decode", "A85":
			data, whole = in.unascii85(data)
		case "ASCIIHexDecode", "AHx":
			l := lexer{b: data}
			l.hex()
			data = l.raw
			in.unpacked(len(data))
		case "RunLengthDecode", "RL":
			data = in.unrun(data)
		case "Crypt":
		default:
			return nil, false
		}
		if f.predictor > 1 {
			data = unpredict(data, f)
		}
		ok = ok && whole
	}
	return data, ok
}

// inflate appends the inflated data to out.
func (in *inflater) inflate(out, data []byte) ([]byte, bool) {
	if len(data) < 2 {
		return out, false
	}
	from, body := len(out), data
	if data[0]&0x0f == 8 && (int(data[0])<<8|int(data[1]))%31 == 0 {
		body = data[2:]
	}
	in.rd.Reset(body)
	if in.flate == nil {
		in.flate = flate.NewReader(&in.rd)
	} else {
		in.flate.(flate.Resetter).Reset(&in.rd, nil) // reading from memory cannot fail
	}
	out, err := in.readAll(out, in.flate)
	if err != nil {
		return out, false
	}
	// The check sum tells a flipped bit that still inflates to something. Some
	// writers leave it out; then there is nothing to tell by.
	if rest := in.rd.Len(); rest >= 4 && len(body) != len(data) {
		sum := body[len(body)-rest:]
		return out, binary.BigEndian.Uint32(sum) == adler32.Checksum(out[from:])
	}
	return out, true
}

// readAll appends all that r reads to out, against the budget.
func (in *inflater) readAll(out []byte, r io.Reader) ([]byte, error) {
	from := len(out)
	for {
		if len(out) == cap(out) {
			out = append(out, 0)[:len(out)]
		}
		n, err := r.Read(out[len(out):min(cap(out), len(out)+1<<16)])
		out = out[:len(out)+n]
		in.unpacked(n)
		if int64(len(out)-from) > in.single {
			panic(tooMuch("bytes in one stream"))
		}
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return out, err
		}
	}
}

// unlzw decodes LZW. The standard library's reader has GIF's and the TIFF
// specification's late code change; PDF writers change one code early.
func (in *inflater) unlzw(data []byte, early bool) ([]byte, bool) {
	if !early {
		r := lzw.NewReader(bytes.NewReader(data), lzw.MSB, 8)
		out, err := in.readAll(nil, r)
		return out, err == nil
	}
	type entry struct {
		prefix int16
		last   byte
		n      int32
	}
	var table [4096]entry
	for i := range 256 {
		table[i] = entry{-1, byte(i), 1}
	}
	var out []byte
	next, width, prev := 258, uint(9), -1
	var acc uint32
	var bits uint
	counted := 0
	for _, b := range data {
		acc, bits = acc<<8|uint32(b), bits+8
		for bits >= width {
			bits -= width
			code := int(acc>>bits) & (1<<width - 1)
			switch {
			case code == 256:
				next, width, prev = 258, 9, -1
				continue
			case code == 257:
				in.unpacked(len(out) - counted)
				return out, true
			case prev < 0 && code > 255 || code > next || code == next && next > 4095:
				return out, false
			}
			first := code
			if code == next { // the one case of a code used before it is known
				first = prev
			}
			n := int(table[first].n)
			at := len(out)
			for range n {
				out = append(out, 0)
			}
			for c, k := first, n-1; k >= 0; k-- {
				out[at+k] = table[c].last
				c = int(table[c].prefix)
			}
			if code == next {
				out = append(out, out[at])
			}
			if prev >= 0 && next < 4096 {
				table[next] = entry{int16(prev), out[at], table[prev].n + 1}
				next++
			}
			prev = code
			if next+1 >= 1<<width && width < 12 {
				width++
			}
			if len(out)-counted > 1<<16 {
				in.unpacked(len(out) - counted)
				counted = len(out)
			}
		}
	}
	in.unpacked(len(out) - counted)
	return out, true // no end marker: taken as complete, as viewers do
}

func (in *inflater) unascii85(data []byte) ([]byte, bool) {
	clean := make([]byte, 0, len(data))
	for _, c := range bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~")) {
		if c == '~' {
			break
		}
		if c >= '!' && c <= 'u' || c == 'z' {
			clean = append(clean, c)
		}
	}
	out := make([]byte, len(clean)*4+4)
	n, _, err := ascii85.Decode(out, clean, true)
	in.unpacked(n)
	return out[:n], err == nil
}

func (in *inflater) unrun(data []byte) []byte {
	var out []byte
	for i := 0; i < len(data) && data[i] != 128; {
		n := int(data[i])
		i++
		if n < 128 {
			n = min(n+1, len(data)-i)
			out = append(out, data[i:i+n]...)
			i += n
		} else if i < len(data) {
			for range 257 - n {
				out = append(out, data[i])
			}
			i++
		}
	}
	in.unpacked(len(out))
	return out
}

// unpredict undoes a PNG or TIFF predictor in place.
func unpredict(data []byte, f *filter) []byte {
	if f.columns < 1 || f.columns > 1<<20 || f.colors < 1 || f.colors > 64 || f.bpc < 1 || f.bpc > 16 {
		return data
	}
	bpp := max(1, f.colors*f.bpc/8)
	row := (f.columns*f.colors*f.bpc + 7) / 8
	if row > len(data) {
		return data
	}
	if f.predictor == 2 {
		if f.bpc == 8 {
			for at := 0; at+row <= len(data); at += row {
				for i := at + bpp; i < at+row; i++ {
					data[i] += data[i-bpp]
				}
			}
		}
		return data
	}
	out := data[:0]
	var up []byte
	for at := 0; at < len(data); at += row + 1 {
		kind, line := data[at], data[at+1:min(len(data), at+1+row)]
		for i := range line {
			var a, b, c byte // left, above, above left
			if i >= bpp {
				a = line[i-bpp]
			}
			if i < len(up) {
				b = up[i]
				if i >= bpp {
					c = up[i-bpp]
				}
			}
			switch kind {
			case 1:
				line[i] += a
			case 2:
				line[i] += b
			case 3:
				line[i] += byte((int(a) + int(b)) / 2)
			case 4:
				line[i] += paeth(a, b, c)
			}
		}
		// The output never reaches the row being read: it is one byte a row shorter.
		n := len(out)
		out = append(out, line...)
		up = out[n:]
	}
	return out
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	if pa <= pb && pa <= pc {
		return a
	}
	if pb <= pc {
		return b
	}
	return c
}

func abs(n int) int { return max(n, -n) }
