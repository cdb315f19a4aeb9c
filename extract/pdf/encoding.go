package pdf

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// textString decodes a PDF text string: UTF-16 or UTF-8 with its mark, else
// PDFDocEncoding, of which Windows-1252 is near enough for names and dates.
func textString(b []byte) string {
	switch {
	case len(b) >= 2 && b[0] == 0xfe && b[1] == 0xff:
		return utf16Text(b[2:])
	case len(b) >= 2 && b[0] == 0xff && b[1] == 0xfe: // against the standard, but WPS writes it
		swapped := bytes.Clone(b[2 : len(b)&^1])
		for i := 0; i+1 < len(swapped); i += 2 {
			swapped[i], swapped[i+1] = swapped[i+1], swapped[i]
		}
		return utf16Text(swapped)
	case len(b) >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf:
		return strings.ToValidUTF8(string(b[3:]), "\uFFFD")
	}
	s, _ := charmap.Windows1252.NewDecoder().Bytes(b) // every byte has a meaning
	return string(s)
}

// utf16Text decodes big-endian UTF-16; an odd last byte is left out.
func utf16Text(b []byte) string {
	if len(b) == 2 {
		if r := rune(b[0])<<8 | rune(b[1]); r < 0xd800 || r > 0xdfff {
			return string(r)
		}
	}
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return string(utf16.Decode(u))
}

// byteText is what one byte means in a named simple encoding.
func byteText(encoding string, c byte) rune {
	switch encoding {
	case "WinAnsiEncoding":
		if c == 0xad || c == 0xa0 {
			return rune(c)
		}
		return charmap.Windows1252.DecodeByte(c)
	case "MacRomanEncoding":
		return charmap.Macintosh.DecodeByte(c)
	}
	if n, ok := standardHigh[c]; ok {
		return n
	}
	if c >= 0x20 && c < 0x7f {
		return rune(c)
	}
	return utf8.RuneError
}

// standardHigh is where Adobe's StandardEncoding differs from ASCII.
var standardHigh = map[byte]rune{
	'\'': 0x2019, '`': 0x2018, 0xa1: 0xa1, 0xa2: 0xa2, 0xa3: 0xa3, 0xa4: 0x2044, 0xa5: 0xa5, 0xa6: 0x192, 0xa7: 0xa7,
	0xa8: 0xa4, 0xa9: '\'', 0xaa: 0x201c, 0xab: 0xab, 0xac: 0x2039, 0xad: 0x203a, 0xae: 0xfb01, 0xaf: 0xfb02,
	0xb1: 0x2013, 0xb2: 0x2020, 0xb3: 0x2021, 0xb4: 0xb7, 0xb6: 0xb6, 0xb7: 0x2022, 0xb8: 0x201a, 0xb9: 0x201e,
	0xba: 0x201d, 0xbb: 0xbb, 0xbc: 0x2026, 0xbd: 0x2030, 0xbf: 0xbf, 0xc1: 0x60, 0xc2: 0xb4, 0xc3: 0x2c6, 0xc4: 0x2dc,
	0xc5: 0xaf, 0xc6: 0x2d8, 0xc7: 0x2d9, 0xc8: 0xa8, 0xca: 0x2da, 0xcb: 0xb8, 0xcd: 0x2dd, 0xce: 0x2db, 0xcf: 0x2c7,
	0xd0: 0x2014, 0xe1: 0xc6, 0xe3: 0xaa, 0xe8: 0x141, 0xe9: 0xd8, 0xea: 0x152, 0xeb: 0xba, 0xf1: 0xe6, 0xf5: 0x131,
	0xf8: 0x142, 0xf9: 0xf8, 0xfa: 0x153, 0xfb: 0xdf,
}

// nameText is what a glyph's name says: Adobe's names for the Latin sets, and
// the systematic ones (uni4E00, u4E00). Other names say nothing: "".
func nameText(name string) string {
	base, _, _ := strings.Cut(name, ".")
	if r, ok := glyphNames[base]; ok {
		return string(r)
	}
	if len(base) == 1 && (base[0] >= 'A' && base[0] <= 'Z' || base[0] >= 'a' && base[0] <= 'z') {
		return base
	}
	if hex, ok := strings.CutPrefix(base, "uni"); ok && len(hex) >= 4 && len(hex)%4 == 0 {
		var b strings.Builder
		for ; len(hex) > 0; hex = hex[4:] {
			r, err := strconv.ParseUint(hex[:4], 16, 16)
			if err != nil || r >= 0xd800 && r < 0xe000 {
				return ""
			}
			b.WriteRune(rune(r))
		}
		return b.String()
	}
	if hex, ok := strings.CutPrefix(base, "u"); ok && len(hex) >= 4 && len(hex) <= 6 {
		if r, err := strconv.ParseUint(hex, 16, 32); err == nil && utf8.ValidRune(rune(r)) {
			return string(rune(r))
		}
	}
	return ""
}

// glyphNames are the names of Adobe's standard Latin character set, and the
// few signs beyond it that reports use.
var glyphNames = map[string]rune{
	"space": ' ', "nbspace": 0xa0, "exclam": '!', "quotedbl": '"', "numbersign": '#', "dollar": '$', "percent": '%',
	"ampersand": '&', "quotesingle": '\'', "quoteright": 0x2019, "parenleft": '(', "parenright": ')', "asterisk": '*',
	"plus": '+', "comma": ',', "hyphen": '-', "minus": 0x2212, "period": '.', "slash": '/',
	"zero": '0', "one": '1', "two": '2', "three": '3', "four": '4', "five": '5', "six": '6', "seven": '7', "eight": '8',
	"nine": '9', "colon": ':', "semicolon": ';', "less": '<', "equal": '=', "greater": '>', "question": '?', "at": '@',
	"bracketleft": '[', "backslash": '\\', "bracketright": ']', "asciicircum": '^', "underscore": '_', "grave": '`',
	"quoteleft": 0x2018, "braceleft": '{', "bar": '|', "braceright": '}', "asciitilde": '~',
	"exclamdown": 0xa1, "cent": 0xa2, "sterling": 0xa3, "fraction": 0x2044, "yen": 0xa5, "florin": 0x192, "section": 0xa7,
	"currency": 0xa4, "quotedblleft": 0x201c, "quotedblright": 0x201d, "guillemotleft": 0xab, "guillemotright": 0xbb,
	"guilsinglleft": 0x2039, "guilsinglright": 0x203a, "fi": 0xfb01, "fl": 0xfb02, "ff": 0xfb00, "ffi": 0xfb03, "ffl": 0xfb04,
	"endash": 0x2013, "emdash": 0x2014, "dagger": 0x2020, "daggerdbl": 0x2021, "periodcentered": 0xb7, "middot": 0xb7,
	"paragraph": 0xb6, "bullet": 0x2022, "quotesinglbase": 0x201a, "quotedblbase": 0x201e, "ellipsis": 0x2026,
	"perthousand": 0x2030, "questiondown": 0xbf, "acute": 0xb4, "circumflex": 0x2c6, "tilde": 0x2dc, "macron": 0xaf,
	"breve": 0x2d8, "dotaccent": 0x2d9, "dieresis": 0xa8, "ring": 0x2da, "cedilla": 0xb8, "hungarumlaut": 0x2dd,
	"ogonek": 0x2db, "caron": 0x2c7, "AE": 0xc6, "ordfeminine": 0xaa, "Lslash": 0x141, "Oslash": 0xd8, "OE": 0x152,
	"ordmasculine": 0xba, "ae": 0xe6, "dotlessi": 0x131, "lslash": 0x142, "oslash": 0xf8, "oe": 0x153, "germandbls": 0xdf,
	"multiply": 0xd7, "divide": 0xf7, "plusminus": 0xb1, "degree": 0xb0, "mu": 0xb5, "copyright": 0xa9, "registered": 0xae,
	"trademark": 0x2122, "onehalf": 0xbd, "onequarter": 0xbc, "threequarters": 0xbe, "onesuperior": 0xb9,
	"twosuperior": 0xb2, "threesuperior": 0xb3, "brokenbar": 0xa6, "logicalnot": 0xac, "Euro": 0x20ac,
	"sfthyphen": 0xad, "softhyphen": 0xad, "infinity": 0x221e, "notequal": 0x2260, "lessequal": 0x2264, "greaterequal": 0x2265,
	"Agrave": 0xc0, "Aacute": 0xc1, "Acircumflex": 0xc2, "Atilde": 0xc3, "Adieresis": 0xc4, "Aring": 0xc5, "Ccedilla": 0xc7,
	"Egrave": 0xc8, "Eacute": 0xc9, "Ecircumflex": 0xca, "Edieresis": 0xcb, "Igrave": 0xcc, "Iacute": 0xcd,
	"Icircumflex": 0xce, "Idieresis": 0xcf, "Eth": 0xd0, "Ntilde": 0xd1, "Ograve": 0xd2, "Oacute": 0xd3, "Ocircumflex": 0xd4,
	"Otilde": 0xd5, "Odieresis": 0xd6, "Ugrave": 0xd9, "Uacute": 0xda, "Ucircumflex": 0xdb, "Udieresis": 0xdc,
	"Yacute": 0xdd, "Thorn": 0xde, "agrave": 0xe0, "aacute": 0xe1, "acircumflex": 0xe2, "atilde": 0xe3, "adieresis": 0xe4,
	"aring": 0xe5, "ccedilla": 0xe7, "egrave": 0xe8, "eacute": 0xe9, "ecircumflex": 0xea, "edieresis": 0xeb, "igrave": 0xec,
	"iacute": 0xed, "icircumflex": 0xee, "idieresis": 0xef, "eth": 0xf0, "ntilde": 0xf1, "ograve": 0xf2, "oacute": 0xf3,
	"ocircumflex": 0xf4, "otilde": 0xf5, "odieresis": 0xf6, "ugrave": 0xf9, "uacute": 0xfa, "ucircumflex": 0xfb,
	"udieresis": 0xfc, "yacute": 0xfd, "thorn": 0xfe, "ydieresis": 0xff, "Ydieresis": 0x178, "Scaron": 0x160, "scaron": 0x161,
	"Zcaron": 0x17d, "zcaron": 0x17e,
}
