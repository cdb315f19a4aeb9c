package figure

import (
	"strings"

	"gongkai/extract/fold"
	"gongkai/extract/form"
	"gongkai/extract/match/words"
	"gongkai/record"
)

// SignWord cuts off the word for a change up or down that a figure begins with.
func SignWord(s string) (sign, rest string) {
	w := words.All()
	for _, list := range [...]struct {
		sign  string
		words []string
	}{{"+", w.More}, {"-", w.Less}} {
		for _, p := range list.words {
			if t, ok := strings.CutPrefix(s, p); ok {
				t = strings.TrimLeftFunc(t, fold.IsSpace)
				if t != "" && t[0] >= '0' && t[0] <= '9' {
					return list.sign, t
				}
			}
		}
	}
	return "", s
}

// wordSigned reads a change whose sign is a word, where a column has signs.
func wordSigned(sign, rest string, col *form.Node) Figure {
	f := Read(rest, col, "")
	switch {
	case col != nil && !col.Signed || !f.HasNumber():
		return Figure{State: record.Unreadable, Doubt: "R01"}
	case sign == "-":
		f.Value = f.Value.Neg()
	}
	f.State = record.Annotated
	return f
}

// readSign reads cells that hold only a dash or a slash.
func readSign(s string) (Figure, bool) {
	dash, slash := true, true
	for _, r := range s {
		dash = dash && words.IsDash(r)
		slash = slash && (r == '/' || r == '\\' || r == 0x2215 || r == 0x2571)
	}
	switch {
	case dash:
		return Figure{State: record.Dash}, true
	case slash:
		return Figure{State: record.Slash}, true
	}
	return Figure{}, false
}

// cutDash takes a leading dash other than the ASCII hyphen off.
func cutDash(s string) (string, bool) {
	t := strings.TrimLeftFunc(s, words.IsDash)
	return t, t != s && t != ""
}
