package pdf

import (
	"unicode/utf8"

	lib "github.com/ledongthuc/pdf"
)

// mark is an open marked-content sequence.
type mark struct {
	off    bool   // optional content that is not shown
	water  bool   // a watermark
	actual string // what its glyphs are to be read as
	from   int    // the first of them
}

func (p *painter) beginMark(m mark) {
	if len(p.marks) >= maxSaved {
		p.lostMarks++
		return
	}
	m.from = len(p.page.Glyphs)
	if m.off {
		p.hiddenContent++
	}
	if m.water {
		p.watermarks++
	}
	p.marks = append(p.marks, m)
}

func (p *painter) endMark() {
	if p.lostMarks > 0 {
		p.lostMarks--
		return
	}
	k := len(p.marks)
	if k == 0 {
		return
	}
	m := p.marks[k-1]
	p.marks = p.marks[:k-1]
	if m.off {
		p.hiddenContent--
	}
	if m.water {
		p.watermarks--
	}
	if m.actual != "" && m.from < len(p.page.Glyphs) {
		p.respell(m.from, m.actual)
	}
}

// respell gives glyphs whose font tells nothing the text that the file says
// they stand for. Glyphs that are known keep what they show.
func (p *painter) respell(from int, actual string) {
	glyphs := p.page.Glyphs[from:]
	unknown := 0
	for i := range glyphs {
		if glyphs[i].Text == unknownText {
			unknown++
		}
	}
	if unknown == 0 || utf8.RuneCountInString(actual) != len(glyphs) {
		return
	}
	i := 0
	for _, r := range actual {
		if glyphs[i].Text == unknownText {
			glyphs[i].Text = clean(string(r))
		}
		i++
	}
}

// property reads what BDC says of its content.
func (p *painter) property(res *resources) (m mark) {
	o := &p.op
	if o.props {
		m.actual, m.water = textString(o.actual), o.mark && string(o.name(0)) == "Artifact"
		return m
	}
	if string(o.name(0)) != "OC" && o.nnames < 2 {
		return m
	}
	v := p.key(p.resource(res, "Properties"), string(o.name(1)))
	if string(o.name(0)) == "OC" {
		m.off = p.isOff(v)
		return m
	}
	if a := p.key(v, "ActualText"); a.Kind() == lib.String {
		m.actual = p.text(a)
	}
	return m
}
