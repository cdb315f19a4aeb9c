package pdf

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// cut is how a font's strings fall into codes.
type cut uint8

const (
	cutOne   cut = iota // one byte
	cutTwo              // two bytes
	cutEUC              // one byte below 0x80, else two
	cutGB18             // as EUC, or four
	cutUTF8             //
	cutUTF16            // two bytes, or a surrogate pair
	cutUTF32            //
	cutMap              // by an embedded map's code spaces
)

// predefined is what a predefined CMap's name says. The identifiers of its
// glyphs stay unknown but for ASCII's, whose widths differ from the em.
type predefined struct {
	cut      cut
	charset  encoding.Encoding // nil: the codes are Unicode
	ascii    uint32            // the identifier of the space
	identity bool              // codes are identifiers; they say nothing of text
}

// predefinedCMap reads a name such as GBK-EUC-H. Names it does not know are
// refused, so that their text is told as undecodable rather than guessed.
func predefinedCMap(name string) (p predefined, vertical, ok bool) {
	base, dir := name, ""
	if i := strings.LastIndexByte(name, '-'); i >= 0 {
		base, dir = name[:i], name[i+1:]
	}
	vertical = dir == "V"
	if base == "H" || base == "V" || dir != "H" && dir != "V" {
		return p, false, false
	}
	switch base {
	case "Identity":
		return predefined{cut: cutTwo, identity: true}, vertical, true
	case "GB-EUC", "GBK-EUC":
		return predefined{cut: cutEUC, charset: simplifiedchinese.GBK, ascii: 814}, vertical, true
	case "GBpc-EUC", "GBKp-EUC":
		return predefined{cut: cutEUC, charset: simplifiedchinese.GBK, ascii: 1}, vertical, true
	case "GBK2K":
		return predefined{cut: cutGB18, charset: simplifiedchinese.GB18030, ascii: 1}, vertical, true
	case "ETen-B5", "HKscs-B5":
		return predefined{cut: cutEUC, charset: traditionalchinese.Big5, ascii: 13648}, vertical, true
	case "B5pc", "ETenms-B5":
		return predefined{cut: cutEUC, charset: traditionalchinese.Big5, ascii: 1}, vertical, true
	}
	if !strings.HasPrefix(base, "Uni") {
		return p, false, false
	}
	p.ascii = 1
	switch {
	case strings.HasSuffix(base, "-UCS2"):
		p.cut = cutTwo
	case strings.HasSuffix(base, "-UTF16"):
		p.cut = cutUTF16
	case strings.HasSuffix(base, "-UTF8"):
		p.cut = cutUTF8
	case strings.HasSuffix(base, "-UTF32"):
		p.cut = cutUTF32
	default:
		return p, false, false
	}
	return p, vertical, true
}

// length is how many bytes the next code of s takes.
func (c cut) length(s []byte) int {
	n := 1
	switch c {
	case cutTwo:
		n = 2
	case cutEUC:
		if s[0] > 0x80 {
			n = 2
		}
	case cutGB18:
		if s[0] > 0x80 {
			n = 2
			if len(s) >= 4 && s[1] >= '0' && s[1] <= '9' {
				n = 4
			}
		}
	case cutUTF8:
		switch {
		case s[0] >= 0xf0:
			n = 4
		case s[0] >= 0xe0:
			n = 3
		case s[0] >= 0xc0:
			n = 2
		}
	case cutUTF16:
		n = 2
		if s[0] >= 0xd8 && s[0] < 0xdc {
			n = 4
		}
	case cutUTF32:
		n = 4
	}
	return min(n, len(s))
}

// text is what a code means.
func (p *predefined) text(c uint32, n int) string {
	var b [4]byte
	for i := range n {
		b[i] = byte(c >> (8 * (n - 1 - i)))
	}
	switch {
	case p.charset != nil:
		if s, err := p.charset.NewDecoder().Bytes(b[:n]); err == nil {
			return string(s)
		}
	case p.cut == cutUTF8:
		if r, k := utf8.DecodeRune(b[:n]); k == n {
			return string(r)
		}
	case p.cut == cutUTF32:
		if utf8.ValidRune(rune(c)) {
			return string(rune(c))
		}
	case n%2 == 0:
		return utf16Text(b[:n])
	}
	return unknownText
}
