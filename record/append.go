package record

import (
	"strconv"
	"unicode/utf8"
)

// AppendTo appends the record's line: its tables nested and its cells keyed by
// path, both in form order; lists are never null. It is written out by hand
// since it is done for every document of a batch: encoding/json takes four times
// as long.
func (r *Record) AppendTo(b []byte) []byte {
	b = append(b, `{"schema":`...)
	b = quote(b, r.Schema)
	b = append(b, `,"tool":{"version":`...)
	b = quote(b, r.Tool.Version)
	b = append(b, `,"forms":`...)
	b = quote(b, r.Tool.Forms)
	b = append(b, `},"source":`...)
	b = r.Source.appendTo(b)
	b = append(b, `,"report":{"title":`...)
	b = quote(b, r.Report.Title)
	b = append(b, `,"organ":`...)
	b = quote(b, r.Report.Organ)
	b = append(b, `,"year":`...)
	b = strconv.AppendInt(b, int64(r.Report.Year), 10)
	b = append(b, `,"scope":`...)
	b = quote(b, r.Report.Scope)
	b = append(b, `,"published":`...)
	b = quote(b, r.Report.Published)
	b = append(b, `},"generation":`...)
	b = quote(b, r.Generation)
	b = append(b, `,"sections":`...)
	b = list(b, r.Sections, func(b []byte, s *Section) []byte {
		b = field(append(b, '{'), `"key":`, s.Key)
		b = field(b, `,"number":`, s.Number)
		b = field(b, `,"heading":`, s.Heading)
		b = field(b, `,"at":`, s.At)
		return append(field(b, `,"text":`, s.Text), '}')
	})
	b = append(b, `,"tables":`...)
	b = r.appendTables(b)
	b = append(b, `,"cells":`...)
	b = r.appendCells(b)
	b = append(b, `,"claims":`...)
	b = list(b, r.Claims, func(b []byte, c *Claim) []byte {
		b = field(append(b, '{'), `"text":`, c.Text)
		b = field(b, `,"at":`, c.At)
		b = c.Value.AppendTo(append(b, `,"value":`...))
		if c.Unit != "" {
			b = field(b, `,"unit":`, c.Unit)
		}
		b = stringList(append(b, `,"readings":`...), c.Readings)
		return append(field(b, `,"verdict":`, c.Verdict), '}')
	})
	b = append(b, `,"unmapped":`...)
	b = list(b, r.Unmapped, func(b []byte, u *Unmapped) []byte {
		b = field(append(b, '{'), `"at":`, u.At)
		return append(stringList(append(b, `,"text":`...), u.Text), '}')
	})
	b = append(b, `,"summary":{"holds":`...)
	b = strconv.AppendInt(b, int64(r.Summary.Holds), 10)
	b = append(b, `,"broken":`...)
	b = strconv.AppendInt(b, int64(r.Summary.Broken), 10)
	b = append(b, `,"undecided":`...)
	b = strconv.AppendInt(b, int64(r.Summary.Undecided), 10)
	b = append(b, `,"not_applicable":`...)
	b = strconv.AppendInt(b, int64(r.Summary.NotApplicable), 10)
	b = append(b, `},"findings":`...)
	b = list(b, r.Findings, func(b []byte, f *Finding) []byte {
		b = field(append(b, '{'), `"rule":`, f.Rule)
		b = field(b, `,"verdict":`, f.Verdict)
		b = field(b, `,"severity":`, f.Severity)
		b = field(b, `,"message":`, f.Message)
		b = field(b, `,"message_zh":`, f.MessageZH)
		b = stringList(append(b, `,"paths":`...), f.Paths)
		b = f.Left.AppendTo(append(b, `,"left":`...))
		b = f.Right.AppendTo(append(b, `,"right":`...))
		return append(stringList(append(b, `,"at":`...), f.At), '}')
	})
	return append(b, '}')
}

func (s *Source) appendTo(b []byte) []byte {
	optional := func(key, value string) {
		if value != "" {
			b = field(b, key, value)
		}
	}
	b = field(append(b, '{'), `"name":`, s.Name)
	optional(`,"path":`, s.Path)
	b = field(b, `,"sha256":`, s.SHA256)
	b = strconv.AppendInt(append(b, `,"bytes":`...), s.Bytes, 10)
	optional(`,"medium":`, s.Medium)
	optional(`,"encoding":`, s.Encoding)
	optional(`,"engine":`, s.Engine)
	if s.Pages != 0 {
		b = strconv.AppendInt(append(b, `,"pages":`...), int64(s.Pages), 10)
	}
	optional(`,"duplicate_of":`, s.DuplicateOf)
	if g := s.Given; g != nil {
		b = append(b, `,"given":{`...)
		first := len(b)
		optional(`,"url":`, g.URL)
		optional(`,"captured":`, g.Captured)
		optional(`,"organ":`, g.Organ)
		optional(`,"region_code":`, g.RegionCode)
		optional(`,"scope":`, g.Scope)
		optional(`,"published":`, g.Published)
		if len(b) > first { // without the comma before the first of them
			b = append(b[:first], b[first+1:]...)
		}
		b = append(b, '}')
	}
	return append(b, '}')
}

func field(b []byte, key, value string) []byte { return quote(append(b, key...), value) }

func list[T any](b []byte, items []T, each func([]byte, *T) []byte) []byte {
	b = append(b, '[')
	for i := range items {
		if i > 0 {
			b = append(b, ',')
		}
		b = each(b, &items[i])
	}
	return append(b, ']')
}

func stringList(b []byte, items []string) []byte {
	return list(b, items, func(b []byte, s *string) []byte { return quote(b, *s) })
}

const hex = "0123456789abcdef"

// special marks the bytes of valid UTF-8 that may need an escape: control
// characters, quote, backslash, and the first byte of U+2028 and U+2029, which
// end a line in JavaScript.
var special = func() (t [256]bool) {
	for c := range byte(0x20) {
		t[c] = true
	}
	t['"'], t['\\'], t[0xE2] = true, true, true
	return t
}()

// plain reports whether nothing but ASCII that needs no escape stands in s, as
// in most of a record's strings.
func plain(s string) bool {
	if len(s) < 8 {
		for i := range len(s) {
			if c := s[i]; c >= utf8.RuneSelf || special[c] {
				return false
			}
		}
		return true
	}
	for i := 0; i+8 < len(s); i += 8 {
		if x := eight(s[i:]); x&tops != 0 || anySpecial(x) {
			return false
		}
	}
	x := eight(s[len(s)-8:]) // some of them for the second time
	return x&tops == 0 && !anySpecial(x)
}

// quote appends a JSON string, escaped as encoding/json does without HTML.
func quote(b []byte, s string) []byte {
	b = append(b, '"')
	if len(s) < 64 && plain(s) {
		return append(append(b, s...), '"')
	}
	if utf8.ValidString(s) {
		return append(escape(b, s), '"')
	}
	for len(s) > 0 {
		valid := 0
		for valid < len(s) {
			r, size := utf8.DecodeRuneInString(s[valid:])
			if r == utf8.RuneError && size == 1 {
				break
			}
			valid += size
		}
		if b = escape(b, s[:valid]); valid < len(s) {
			b = append(b, `\ufffd`...)
			valid++
		}
		s = s[valid:]
	}
	return append(b, '"')
}

const ones, tops = 0x0101010101010101, 0x8080808080808080

// eight are the first eight bytes of s as one number.
func eight(s string) uint64 {
	s = s[:8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// anySpecial reports whether one of eight bytes may be special. It asks all of
// them at once: a byte below n leaves a carry in its top bit when n is taken off.
func anySpecial(x uint64) bool {
	zero := func(y uint64) uint64 { return (y - ones) &^ y }
	return (zero(x^ones*'"')|zero(x^ones*'\\')|zero(x^ones*0xE2)|(x-ones*0x20)&^x)&tops != 0
}

// escape appends what stands between the quotes of a JSON string; s is valid UTF-8.
func escape(b []byte, s string) []byte {
	start := 0
	for i := 0; i < len(s); i++ {
		for i+8 <= len(s) && !anySpecial(eight(s[i:])) {
			i += 8
		}
		if i == len(s) {
			break
		}
		c := s[i]
		if !special[c] {
			continue
		}
		if c == 0xE2 {
			if s[i+1] == 0x80 && s[i+2]&^1 == 0xA8 {
				b = append(append(b, s[start:i]...), '\\', 'u', '2', '0', '2', hex[s[i+2]&15])
				start = i + 3
			}
			i += 2
			continue
		}
		b = append(b, s[start:i]...)
		start = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\b':
			b = append(b, '\\', 'b')
		case '\f':
			b = append(b, '\\', 'f')
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	return append(b, s[start:]...)
}
