package doc

import (
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// Property is a name and value from the file's description of itself, under the
// names that DOCX gives them.
type Property struct{ Name, Value string }

// infoNames are properties by their numbers.
var infoNames = [...]string{2: "title", 3: "subject", 4: "creator", 5: "keywords", 6: "description", 8: "lastModifiedBy", 12: "created", 13: "modified"}

const (
	valueShort  = 2
	valueBytes  = 30
	valueWide   = 31
	valueTime   = 64
	codePage    = 1
	setHeader   = 28
	windowsUnix = 11644473600 // seconds from 1601 to 1970
)

// readInfo reads the summary, as far as it can be read: nothing hangs on it.
func readInfo(b []byte) (out []Property) {
	if len(b) < setHeader+20 || le.Uint16(b) != 0xFFFE {
		return nil
	}
	at := uint64(le.Uint32(b[setHeader+16:]))
	if at+8 > uint64(len(b)) {
		return nil
	}
	set := b[at:]
	n := min(uint64(le.Uint32(set[4:])), uint64(len(set)-8)/8, 64)
	page := uint16(1252)
	for i := range 2 * n { // the code page first
		id, value := le.Uint32(set[8+8*(i%n):]), uint64(le.Uint32(set[8+8*(i%n)+4:]))
		if value+8 > uint64(len(set)) {
			continue
		}
		v := set[value:]
		switch kind := le.Uint16(v); {
		case i < n:
			if id == codePage && kind == valueShort {
				page = le.Uint16(v[4:])
			}
		case int(id) < len(infoNames) && infoNames[id] != "":
			if s := infoValue(v, kind, page); s != "" {
				out = append(out, Property{infoNames[id], s})
			}
		}
	}
	return out
}

func infoValue(v []byte, kind, page uint16) string {
	size := uint64(le.Uint32(v[4:]))
	v = v[8:]
	switch kind {
	case valueTime:
		if len(v) < 4 {
			return ""
		}
		ticks := size | uint64(le.Uint32(v))<<32
		if t := time.Unix(int64(ticks/1e7)-windowsUnix, 0).UTC(); ticks > 0 && t.Year() > 1980 && t.Year() < 2200 {
			return t.Format(time.RFC3339)
		}
	case valueBytes:
		return strings.TrimSpace(strings.TrimRight(decodePage(v[:min(size, uint64(len(v)))], page), "\x00"))
	case valueWide:
		return strings.TrimSpace(strings.TrimRight(utf16Text(v[:min(2*size, uint64(len(v)))]), "\x00"))
	}
	return ""
}

func decodePage(b []byte, page uint16) string {
	var e encoding.Encoding = charmap.Windows1252
	switch page {
	case 1200:
		return utf16Text(b)
	case 65001:
		if utf8.Valid(b) {
			return string(b)
		}
		return ""
	case 936, 54936, 20936:
		e = simplifiedchinese.GB18030
	case 950:
		e = traditionalchinese.Big5
	}
	s, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return ""
	}
	return string(s)
}
