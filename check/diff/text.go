package diff

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"gongkai/internal/message"
	"gongkai/record"
)

// around is how many characters of common text are shown beside a change.
const around = 12

// Text writes the differences for people, in "zh" or else English.
func (d *Diff) Text(w io.Writer, lang string) error {
	say := func(key string, args ...any) string { return message.In(lang, "diff."+key, args...) }
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "- %s\n+ %s\n", name(d.Left), name(d.Right))
	for _, f := range d.Facts {
		fmt.Fprintf(b, "\n%s\n  - %s\n  + %s\n", say(f.Name), f.Left, f.Right)
	}
	fmt.Fprintf(b, "\n%s\n", say("figures", len(d.Figures), d.Same))
	for _, f := range d.Figures {
		line := fmt.Sprintf("  %s: %s → %s", f.Label, cell(f.Left, say), cell(f.Right, say))
		if !f.Diff.IsNull() {
			sign := ""
			if f.Diff.Sign() > 0 {
				sign = "+"
			}
			line += " (" + sign + f.Diff.String() + ")"
		}
		fmt.Fprintln(b, line)
	}
	for _, s := range d.Sections {
		heading := s.LeftHeading
		switch {
		case s.LeftHeading == "" && s.RightHeading == "":
			heading = s.Key
		case s.LeftHeading == "":
			heading = say("only_right", s.RightHeading)
		case s.RightHeading == "":
			heading = say("only_left", s.LeftHeading)
		case s.LeftHeading != s.RightHeading:
			heading += " → " + s.RightHeading
		}
		fmt.Fprintf(b, "\n%s\n", heading)
		for i, e := range s.Edits {
			switch e.Kind {
			case Both:
				continue
			case Left:
				fmt.Fprintf(b, "  - %s[%s]%s\n", before(s.Edits, i), oneLine(e.Text), after(s.Edits, i))
			case Right:
				fmt.Fprintf(b, "  + %s[%s]%s\n", before(s.Edits, i), oneLine(e.Text), after(s.Edits, i))
			}
		}
	}
	return b.Flush() // the first error of the writes above
}

// JSON writes the differences as one object.
func (d *Diff) JSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(d)
}

func name(s Side) string {
	return strings.TrimSpace(s.Source.Name + "  " + s.Report.Title)
}

func cell(c Cell, say func(string, ...any) string) string {
	switch {
	case !c.Value.IsNull():
		return c.Value.String()
	case c.State == "" || c.State == record.Absent:
		return say("absent")
	}
	return say("state." + string(c.State))
}

// before and after return the common text beside a change.
func before(list []Edit, i int) string {
	for i--; i >= 0; i-- {
		if list[i].Kind == Both {
			r := []rune(list[i].Text)
			if len(r) > around {
				return "…" + oneLine(string(r[len(r)-around:]))
			}
			return oneLine(string(r))
		}
	}
	return ""
}

func after(list []Edit, i int) string {
	for i++; i < len(list); i++ {
		if list[i].Kind == Both {
			r := []rune(list[i].Text)
			if len(r) > around {
				return oneLine(string(r[:around])) + "…"
			}
			return oneLine(string(r))
		}
	}
	return ""
}

func oneLine(s string) string { return strings.ReplaceAll(s, "\n", "⏎") }
