package medium

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"strings"
	"sync"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"gongkai/extract/fold"
	"gongkai/record"
)

// decoded is a file's text.
type decoded struct {
	text     string
	encoding string
	bad      int  // characters that could not be read; U+FFFD stands for each
	spelled  int  // readings of characters that were left out of it
	shared   bool // text lies in the caller's bytes: keep no part of it
}

// own is the text as one that may be kept.
func (d decoded) own() string {
	if d.shared {
		return strings.Clone(d.text)
	}
	return d.text
}

// decode turns bytes into text. What the bytes say goes before what a label
// says: byte order mark, valid UTF-8, the declared charset if it fits, GB18030
// and Big5 by how common the characters would be, UTF-16 without a mark. declared
// finds the label; nil where there is none.
func decode(data []byte, declared func([]byte) string) (decoded, error) {
	switch {
	case hasPrefix(data, "\xef\xbb\xbf"):
		data = data[3:]
	case hasPrefix(data, "\xff\xfe"):
		return decodeAs(data[2:], utf16LE)
	case hasPrefix(data, "\xfe\xff"):
		return decodeAs(data[2:], utf16BE)
	}
	if kind := utf16Kind(data); kind != "" {
		return decodeAs(data, kind)
	}
	if utf8.Valid(data) {
		return decoded{text: unsafe.String(unsafe.SliceData(data), len(data)), encoding: utf8Name, shared: true}, nil
	}
	if bad := invalidUTF8(data); bad.few() {
		return decoded{text: strings.ToValidUTF8(string(data), "\uFFFD"), encoding: utf8Name, bad: bad.bad}, nil
	}
	if declared == nil {
		declared = func([]byte) string { return "" }
	}
	if guess := canonical(declared(data)); guess == gb18030 || guess == big5 {
		if d, err := decodeAs(data, guess); err == nil && d.bad == 0 && familiar(d.text) >= plausible {
			return d, nil
		}
	}
	gb, gbErr := decodeAs(data, gb18030)
	bg, bgErr := decodeAs(data, big5)
	switch {
	case gbErr != nil && bgErr != nil:
		return decoded{}, record.Fail(record.Undecodable, "the text is in no known encoding (tried UTF-8, GB18030, Big5, UTF-16); save it as UTF-8")
	case gbErr != nil:
		return bg, nil
	case bgErr != nil:
		return gb, nil
	}
	if familiar(bg.text) > familiar(gb.text) {
		return bg, nil
	}
	return gb, nil
}

// Of a Chinese text this share of the ideographs, in thousandths, is familiar.
const plausible = 400

const (
	utf8Name = "utf-8"
	gb18030  = "gb18030"
	big5     = "big5"
	utf16LE  = "utf-16le"
	utf16BE  = "utf-16be"
)

func hasPrefix(data []byte, p string) bool { return len(data) >= len(p) && string(data[:len(p)]) == p }

// canonical is the encoding that a charset label means in practice, or "".
func canonical(label string) string {
	switch strings.ToLower(strings.Trim(label, " \t\r\n\"'")) {
	case "gb2312", "gbk", "gb18030", "gb_2312-80", "gb_2312", "x-gbk", "cp936", "ms936", "windows-936", "euc-cn", "hz-gb-2312", "chinese", "csgb2312":
		return gb18030
	case "big5", "big5-hkscs", "cp950", "x-x-big5", "csbig5", "cn-big5":
		return big5
	case "utf-8", "utf8", "unicode-1-1-utf-8":
		return utf8Name
	}
	return ""
}

// decodeAs decodes with a named encoding. More than one bad character in a
// thousand means that the encoding is another.
func decodeAs(data []byte, name string) (decoded, error) {
	var e encoding.Encoding
	switch name {
	case gb18030:
		e = simplifiedchinese.GB18030
	case big5:
		e = traditionalchinese.Big5
	case utf16LE:
		e = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	default:
		e = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	b := make([]byte, 0, len(data)+len(data)/2+utf8.UTFMax)
	whole := false
	if name == gb18030 || name == big5 {
		b, whole = decodeStretches(b, e.NewDecoder(), data)
	}
	if !whole {
		var err error
		if b, _, err = transform.Append(e.NewDecoder(), b[:0], data); err != nil {
			return decoded{}, err
		}
	}
	text := unsafe.String(unsafe.SliceData(b), len(b)) // b is not written to from here on
	bad := strings.Count(text, "\uFFFD")
	if bad > 0 && !(tally{runes: utf8.RuneCountInString(text), bad: bad}).few() {
		return decoded{}, record.Fail(record.Undecodable, "the text is not "+name+", though its first bytes say so; save it as UTF-8")
	}
	return decoded{text: text, encoding: name, bad: bad}, nil
}

// decodeStretches appends data decoded from an encoding of one byte for ASCII and
// of pairs of bytes, the first beyond ASCII, for the rest. It decodes only what is
// not ASCII, which of a page is the smaller part. It reports false where
// something is not well-formed: then it may have parted what belongs together.
func decodeStretches(b []byte, d transform.Transformer, data []byte) ([]byte, bool) {
	for len(data) > 0 {
		n := ascii(data)
		if len(b)+n > cap(b) {
			return b, false
		}
		b, data = append(b, data[:n]...), data[n:]
		end := 0
		for end < len(data) && data[end] >= utf8.RuneSelf {
			if end++; data[end-1] != 0x80 { // in GB18030 a character by itself
				end++
			}
		}
		if end > len(data) {
			return b, false
		}
		from := len(b)
		n, read, err := d.Transform(b[from:cap(b)], data[:end], true)
		if err != nil || read < end {
			return b, false
		}
		b, data = b[:from+n], data[end:]
	}
	return b, !bytes.Contains(b, []byte("\uFFFD"))
}

// ascii is the number of ASCII characters at the start.
func ascii(data []byte) (n int) {
	for n+8 <= len(data) && binary.LittleEndian.Uint64(data[n:])&tops == 0 {
		n += 8
	}
	for n < len(data) && data[n] < utf8.RuneSelf {
		n++
	}
	return n
}

// tally counts characters and those among them that could not be read.
type tally struct{ runes, bad int }

// few allows for a cut end and a mangled character in a long page.
func (t tally) few() bool { return t.bad <= 2+t.runes/1000 && t.bad*20 <= t.runes }

// invalidUTF8 counts what would be bad if the bytes were UTF-8. Only characters
// beyond ASCII count: they are what tells UTF-8 from other encodings.
func invalidUTF8(data []byte) tally {
	var t tally
	for len(data) > 0 {
		if data[0] < utf8.RuneSelf {
			data = data[1:]
			continue
		}
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			t.bad++
			if t.bad > 100 && !t.few() {
				return t
			}
		}
		t.runes++
		data = data[n:]
	}
	return t
}

// utf16Kind tells UTF-16 without a byte order mark: in Chinese text the high
// bytes of nearly all characters are those of ideographs, ASCII or CJK marks.
// It returns "" for anything else.
func utf16Kind(data []byte) string {
	head := data[:min(len(data), 4096)&^1]
	if len(head) < 8 || bytes.IndexByte(head, 0) < 0 {
		return ""
	}
	var high [2]int
	var zero [2]int
	for i, c := range head {
		if c == 0 {
			zero[i&1]++
		}
		if c == 0 || c >= 0x4E && c <= 0x9F || c == 0x30 || c == 0xFF || c == 0x20 {
			high[i&1]++
		}
	}
	n := len(head) / 2
	for i, name := range [...]string{utf16BE, utf16LE} {
		if zero[i] > 0 && zero[i] >= 8*zero[1-i] && high[i]*20 >= n*19 {
			return name
		}
	}
	return ""
}

// declaredCharset finds the charset that a page claims: <meta charset>, the
// http-equiv form, an XML declaration.
func declaredCharset(data []byte) string {
	head := string(lowerASCII(data[:min(len(data), 4096)]))
	for {
		_, rest, ok := cutAny(head, "charset", "encoding")
		if !ok {
			return ""
		}
		head = rest
		rest = strings.TrimLeft(rest, " \t\r\n")
		if !strings.HasPrefix(rest, "=") {
			continue
		}
		rest = strings.TrimLeft(rest[1:], " \t\r\n\"'")
		end := strings.IndexAny(rest, " \t\r\n\"';/>?")
		if end > 0 {
			return rest[:end]
		}
	}
}

// cutAny cuts s after the first of two words.
func cutAny(s, a, b string) (word, rest string, ok bool) {
	i, j := strings.Index(s, a), strings.Index(s, b)
	switch {
	case i < 0 && j < 0:
		return "", "", false
	case j < 0 || i >= 0 && i < j:
		return a, s[i+len(a):], true
	}
	return b, s[j+len(b):], true
}

//go:embed familiar.txt
var familiarText string

var familiarSet = sync.OnceValue(func() *fold.Set {
	s := new(fold.Set)
	for _, r := range familiarText {
		if r >= 0x3000 {
			s.Add(r)
		}
	}
	return s
})

// familiar is the share of a text's ideographs, in thousandths, that are among
// the commonest: wrongly decoded text is made of rare ones.
func familiar(s string) int {
	set := familiarSet()
	n, hit := 0, 0
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf { // most of a page
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if r < 0x2E80 {
			continue
		}
		n++
		if set.Has(r) {
			hit++
		}
		if n >= 5000 {
			break
		}
	}
	if n == 0 {
		return 0
	}
	return hit * 1000 / n
}
