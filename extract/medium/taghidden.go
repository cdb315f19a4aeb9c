package medium

import (
	"strings"

	"gongkai/extract/grid"
)

// withoutHidden is a markdown text without what the tags of HTML in it hide; line
// ends stay. A page that hides nearly all of itself shows it by a script: then it
// stays. A figure in a cell that some readers may not see gets the sign of a
// character that could not be read, as on a page.
func withoutHidden(s string) (string, []grid.Note) {
	if !strings.Contains(s, "style") && !strings.Contains(s, "hidden") && !strings.Contains(s, "color=") {
		return s, nil
	}
	var b strings.Builder
	var notes []grid.Note
	p := &page{}
	room := 20 * len(s)         // tags within tags, or never closed, are not searched for ever
	kept, cut, lines := 0, 0, 1 // what is written up to, how much is left out, and the line that is written next
	write := func(to int) {
		lines += strings.Count(s[kept:to], "\n")
		b.WriteString(s[kept:to])
		kept = to
	}
	for at := 0; ; {
		n := strings.IndexByte(s[at:], '<')
		if n < 0 || at+n+1 == len(s) {
			break
		}
		from := at + n
		if at = from + 1; !letter(s[at]) {
			continue
		}
		p.lexer = lexer{s: s, at: from, attrs: p.attrs[:0]}
		if tag := s[from:min(len(s), from+2000)]; strings.IndexByte(tag, '>') < 0 || p.next() != startToken || len(p.attrs) == 0 {
			continue
		}
		e := p.effects()
		if e.set&(none|unseen|tiny|faint) == 0 || p.empty || tagOf(strings.ToLower(p.name())) == tagVoid {
			continue
		}
		end, next := closing(s[p.at:], p.name())
		if room -= end; next == 0 {
			room -= len(s) - p.at
		}
		if room < 0 {
			return s, nil
		}
		inner := s[p.at : p.at+end]
		figure := numeric(strings.TrimSpace(inner))
		switch {
		case next == 0:
		case e.set&(none|unseen|tiny) != 0 && !strings.Contains(inner, "<table"):
			write(from)
			notes = append(notes, grid.Note{Kind: "dropped", Text: "not shown by the page: " + cutText(strings.TrimSpace(inner)), Pos: grid.Pos{Line: lines}})
			b.WriteString(strings.Repeat("\n", strings.Count(inner, "\n")))
			lines += strings.Count(inner, "\n")
			kept, cut = p.at+next, cut+end
			at = kept
		case e.set&(faint|dark) == faint && figure && ofCells(s, from):
			write(p.at)
			b.WriteString("\uFFFD")
		}
	}
	if kept == 0 || cut > len(s)/2 {
		return s, nil
	}
	write(len(s))
	return b.String(), notes
}

// closing finds the end tag of an element: where it begins, and what follows it;
// 0 where there is none.
func closing(s, name string) (end, next int) {
	l := lexer{s: s}
	for depth := 1; ; {
		from := l.at
		switch l.next() {
		case eof:
			return 0, 0
		case startToken:
			if strings.EqualFold(l.name(), name) && !l.empty {
				depth++
			}
		case endToken:
			if strings.EqualFold(l.name(), name) {
				if depth--; depth == 0 {
					return from + strings.LastIndex(s[from:l.at], "</"), l.at
				}
			}
		}
	}
}

// ofCells reports whether the line around a place holds a row's cells.
func ofCells(s string, at int) bool {
	l := s[max(0, at-200):min(len(s), at+200)]
	l = l[1+strings.LastIndexByte(l[:min(at, 200)], '\n'):]
	end, _ := lineEnd(l)
	l = l[:end]
	return strings.IndexByte(l, '|') >= 0 || hasTag(l, "<td")
}
