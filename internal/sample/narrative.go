package sample

import (
	"regexp"
	"strings"

	"gongkai/record"
)

var hole = regexp.MustCompile(`\{[A-Za-z_]+\}`)

// write lays the report out: title, date, six sections, tables.
func (r *Report) write() {
	w := words()
	printed := r.Title
	if r.rng.IntN(5) == 0 {
		r.Title = strings.ReplaceAll(r.words(w.TitleTwo), "\n", "")
		printed = r.words(w.TitleTwo)
	}
	r.add(block{kind: title, text: printed})
	atTop := r.rng.IntN(2) == 0
	if atTop {
		r.add(block{kind: date, text: strings.ReplaceAll(w.Published, "{date}", r.Published)})
	}
	for _, s := range w.Intro[:1+r.rng.IntN(2)] {
		r.add(block{kind: para, text: r.words(s)})
	}
	for i := range r.form.Sections {
		n := &r.form.Sections[i]
		if r.has(MissingSection) && n.Key == r.missing() {
			r.Marks = append(r.Marks, Mark{Damage: MissingSection, Text: n.Label})
			continue
		}
		h := block{kind: heading, text: ordinal(n) + n.Label, auto: n.Label}
		number := n.Ordinal
		if r.has(WrongOrdinals) {
			h.text, number = r.wrongOrdinal(i)
		}
		r.add(h)
		s := Section{Key: n.Key, Number: number, Heading: h.text, Paragraphs: r.narrate(n.Key)}
		r.Sections = append(r.Sections, s)
		for _, p := range s.Paragraphs {
			k := para
			if strings.HasPrefix(p, "\uff08") && len([]rune(p)) < 16 {
				k = subheading
			}
			r.add(block{kind: k, text: p})
		}
		for k := range r.form.Tables {
			if t := &r.form.Tables[k]; t.Section == n.Key {
				r.add(block{kind: tableBlock, table: r.layTable(t)})
			}
		}
	}
	if !atTop {
		r.add(block{kind: para, text: r.Organ})
		r.add(block{kind: date, text: r.date()})
	}
}

func (r *Report) add(b block) { r.blocks = append(r.blocks, b) }

// missing is the section that MissingSection leaves out.
func (r *Report) missing() string {
	return r.form.Sections[r.Seed%uint64(len(r.form.Sections))].Key
}

// narrate writes a section's paragraphs.
func (r *Report) narrate(key string) []string {
	f := &words().Filler
	switch key {
	case "overview":
		var out []string
		for i, head := range words().Subheadings {
			out = append(out, head)
			text := pick(r.rng, f.Overview[i%len(f.Overview)])
			switch i {
			case 0:
				text += r.sentences("proactive", 1)
			case 1:
				text += r.sentences("requests", 1+r.rng.IntN(3))
			case 4:
				text += r.sentences("disputes", 1)
			}
			out = append(out, text)
		}
		return out
	case "problems":
		return []string{pick(r.rng, f.Problems)}
	case "other":
		return []string{r.words(pick(r.rng, f.Other))}
	}
	return nil
}

// sentences returns up to n sentences on a topic that are true of the figures.
func (r *Report) sentences(topic string, n int) string {
	var out strings.Builder
	list := words().Sentences
	for _, i := range r.rng.Perm(len(list)) {
		s := &list[i]
		if n == 0 {
			break
		}
		if s.Topic == topic && r.fits(s) {
			out.WriteString(r.state(s))
			n--
		}
	}
	return out.String()
}

func (r *Report) fits(s *sentence) bool {
	for _, name := range s.Positive {
		if n, _ := r.figure(name); n.Sign() <= 0 {
			return false
		}
	}
	for _, name := range s.Zero {
		if n, _ := r.figure(name); n.IsNull() || n.Sign() != 0 {
			return false
		}
	}
	for _, h := range hole.FindAllString(s.Text, -1) {
		name := h[1 : len(h)-1]
		if _, isFigure := words().Figures[name]; isFigure {
			if n, _ := r.figure(name); n.IsNull() {
				return false
			}
		}
	}
	return true
}

// state fills a sentence's figures and words and notes what it claims.
func (r *Report) state(s *sentence) string {
	text := r.words(s.Text)
	for _, h := range hole.FindAllString(text, -1) {
		n, _ := r.figure(h[1 : len(h)-1])
		text = strings.Replace(text, h, n.String(), 1)
	}
	for _, h := range append(hole.FindAllString(s.Text, -1), s.Zero...) {
		if n, paths := r.figure(strings.Trim(h, "{}")); paths != nil {
			r.Claims = append(r.Claims, Claim{Sentence: text, Paths: paths, Value: n})
		}
	}
	return text
}

// figure returns a named figure, the sum of its paths; null where a path is not in the report.
func (r *Report) figure(name string) (record.Number, []string) {
	sum, ok := words().Figures[name]
	if !ok {
		return record.Number{}, nil
	}
	paths := strings.Split(sum, "+")
	n := record.Int(0)
	for _, p := range paths {
		n = n.Add(r.Meant[p])
	}
	return n, paths
}
