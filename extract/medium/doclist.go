package medium

import (
	"strconv"

	"gongkai/extract/doc"
)

// oldLists are the document's lists as DOCX has them.
func oldLists(from *doc.Lists) lists {
	defs := make([]*list, len(from.Lists))
	for i := range from.Lists {
		l := &list{}
		for k := range l.levels {
			l.levels[k].start = 1
		}
		for k, v := range from.Lists[i].Levels {
			l.levels[k] = listLevel{start: v.Start, text: v.Text, legal: v.Legal, format: "decimal"}
			if v.Format == noNumber {
				l.levels[k].format = "none"
			} else if int(v.Format) < len(listFormats) {
				l.levels[k].format = listFormats[v.Format]
			}
		}
		defs[i] = l
	}
	out := make(lists, len(from.Uses))
	for i, u := range from.Uses {
		use := &listUse{override: u.Starts}
		if u.List >= 0 {
			use.list = defs[u.List]
		}
		out[strconv.Itoa(i+1)] = use
	}
	return out
}

const noNumber = 0xFF

// listFormats are DOCX's names of number formats in the order of the binary
// format's numbers.
var listFormats = [...]string{
	"decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText", "hex", "chicago",
	"ideographDigital", "japaneseCounting", "aiueo", "iroha", "decimalFullWidth", "decimalHalfWidth", "japaneseLegal", "japaneseDigitalTenThousand",
	"decimalEnclosedCircle", "decimalFullWidth2", "aiueoFullWidth", "irohaFullWidth", "decimalZero", "bullet", "ganada", "chosung",
	"decimalEnclosedFullstop", "decimalEnclosedParen", "decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional",
	"ideographZodiac", "ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional", "taiwaneseCountingThousand", "taiwaneseDigital",
	"chineseCounting", "chineseLegalSimplified", "chineseCountingThousand", "ideographDigital",
}
