package emit

import (
	"fmt"
	"path"
	"slices"

	"gongkai/extract/form"
)

// tables lists the tables that the options ask for, with their variables.
func (n *names) tables(opt Options) ([]*Table, error) {
	if opt.Generation != "" && form.Get(opt.Generation) == nil {
		return nil, fmt.Errorf("generation %q is none of the forms", opt.Generation)
	}
	var cells []Variable
	for _, v := range n.cells {
		if opt.Generation == "" || slices.Contains(v.Forms, opt.Generation) {
			cells = append(cells, v)
		}
	}
	id := n.Report
	wide := slices.Concat(id, n.Quality, cells, n.Derived)
	lined := slices.Concat(id, n.Quality, n.panelCells(), n.Derived)
	if err := matchAll(opt.Columns, slices.Concat(wide, lined)); err != nil {
		return nil, err
	}
	key := identity(id)
	list := []*Table{
		{Name: "wide", Variables: keep(opt.Columns, wide)},
		{Name: "panel", Variables: keep(opt.Columns, lined)},
		{Name: "long", Variables: slices.Concat(key, n.Long)},
		{Name: "findings", Variables: slices.Concat(key, n.Findings)},
		{Name: "failures", Variables: n.Failures},
		{Name: "sections", Variables: slices.Concat(key, n.Sections)},
	}
	list = slices.DeleteFunc(list, func(t *Table) bool {
		return t.Name == "findings" && !opt.Findings ||
			t.Name == "panel" && opt.Generation != "" && !slices.Contains(n.Panel.Generations, opt.Generation)
	})
	for _, t := range list {
		t.EN, t.ZH = n.Tables[t.Name].EN, n.Tables[t.Name].ZH
	}
	return list, nil
}

// identity is the variables that every table about reports begins with.
func identity(report []Variable) []Variable {
	var out []Variable
	for _, v := range report {
		if always(v.Name) {
			out = append(out, v)
		}
	}
	return out
}

// always reports whether a variable stays whatever columns are asked for.
func always(name string) bool {
	return slices.Contains([]string{"id", "organ", "year", "scope", "generation", "version"}, name)
}

// keep returns the variables that the patterns ask for.
func keep(patterns []string, list []Variable) []Variable {
	if len(patterns) == 0 {
		return list
	}
	var out []Variable
	for _, v := range list {
		if always(v.Name) || matches(patterns, v.Name) {
			out = append(out, v)
		}
	}
	return out
}

func matches(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		ok, err := path.Match(p, name)
		return err == nil && ok // matchAll has refused malformed patterns
	})
}

// matchAll refuses patterns that match no variable.
func matchAll(patterns []string, list []Variable) error {
	for _, p := range patterns {
		if _, err := path.Match(p, ""); err != nil {
			return fmt.Errorf("columns: pattern %q: %w", p, err)
		}
		if !slices.ContainsFunc(list, func(v Variable) bool { return matches([]string{p}, v.Name) }) {
			return fmt.Errorf("columns: %q names no variable: the codebook lists them (docs/codebook.md)", p)
		}
	}
	return nil
}
