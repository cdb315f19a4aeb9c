package emit

import (
	"slices"
	"strings"
)

// panelCells are the variables that the panel lines up.
func (n *names) panelCells() []Variable {
	var out []Variable
	done := map[string]bool{}
	for _, v := range n.cells {
		parts := strings.Split(v.Path, ".")
		if a := n.alignedRow(parts); a != nil {
			p := parts[0] + "." + a.Name + "." + parts[2]
			if !done[p] {
				done[p] = true
				out = append(out, n.alignedCell(a, p, parts[2], v))
			}
			continue
		}
		if slices.Contains(n.Panel.Tables, parts[0]) && n.apart(v.Path) < 0 && containsAll(v.Forms, n.Panel.Generations) {
			out = append(out, v)
		}
	}
	return out
}

func containsAll(have, want []string) bool {
	return !slices.ContainsFunc(want, func(w string) bool { return !slices.Contains(have, w) })
}

// apart returns the number of the panel's remark on a path, or -1.
func (n *names) apart(p string) int {
	return slices.IndexFunc(n.Panel.Apart, func(a struct{ Paths, EN, ZH string }) bool {
		return slices.ContainsFunc(strings.Fields(a.Paths), func(q string) bool { return p == q || strings.HasPrefix(p, q+".") })
	})
}

// alignedRow returns the aligned row that a cell of section three belongs to, or nil.
func (n *names) alignedRow(parts []string) *aligned {
	if parts[0] != "requests" || len(parts) != 3 {
		return nil
	}
	for i := range n.Aligned {
		if slices.ContainsFunc(n.Aligned[i].Alternatives, func(rows []string) bool { return slices.Contains(rows, parts[1]) }) {
			return &n.Aligned[i]
		}
	}
	return nil
}

func (n *names) alignedCell(a *aligned, p, col string, like Variable) Variable {
	lex := n.lexicon["requests"]
	_, column, _ := strings.Cut(like.ZH, "\u00b7")
	return Variable{Name: lex.Short + "_" + a.Short + "_" + lex.Parts[col][0], Type: Number, Path: p, Forms: n.Panel.Generations,
		Unit: like.Unit, UnitEN: like.UnitEN, EN: lex.EN + " \u2013 " + a.EN + " \u2013 " + lex.Parts[col][1], ZH: a.ZH + "\u00b7" + column,
		MoreEN: a.MoreEN, MoreZH: a.MoreZH}
}
