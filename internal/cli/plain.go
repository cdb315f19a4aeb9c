package cli

import (
	"fmt"
	"io"
)

// plain writes text for people. Text that a document brought, or the name of its
// file, may hold control characters that a terminal would obey: all but ends of
// lines and tabs are shown, as \x1b.
type plain struct {
	w    io.Writer
	lead bool // the last byte was c1Lead, not written yet: writes may cut a character
}

// c1Lead begins the two bytes of each control character above U+007F, and of
// some that are none.
const c1Lead = 0xC2

func (p *plain) Write(b []byte) (int, error) {
	out := make([]byte, 0, len(b)+1)
	for _, c := range b {
		switch {
		case p.lead && c >= 0x80 && c < 0xA0:
			out = fmt.Appendf(out, `\x%02x`, c)
			p.lead = false
			continue
		case p.lead:
			out = append(out, c1Lead)
		}
		p.lead = c == c1Lead
		switch {
		case p.lead:
		case c < ' ' && c != '\n' && c != '\t', c == 0x7F:
			out = fmt.Appendf(out, `\x%02x`, c)
		default:
			out = append(out, c)
		}
	}
	if _, err := p.w.Write(out); err != nil {
		return 0, err
	}
	return len(b), nil
}
