package report

import (
	_ "embed"
	"html/template"
	"io"

	"gongkai/check"
	"gongkai/record"
)

//go:embed report.html.tmpl
var page string

// HTML writes one self-contained page, made to be printed: no script, no font or
// picture from elsewhere. Dismissed findings are counted, not shown.
func HTML(w io.Writer, r *Report) error {
	t, err := template.New("report").Funcs(template.FuncMap{
		"say":      r.say,
		"words":    func(i Item) string { return r.words(&i) },
		"title":    r.title,
		"places":   r.places,
		"heading":  func(d Doc) string { return heading(&d) },
		"name":     name,
		"remark":   func(i Item) string { return r.remark(&i) },
		"printed":  func(i Item) string { n, _ := check.Sides(i.Finding); return number(n) },
		"should":   func(i Item) string { _, n := check.Sides(i.Finding); return number(n) },
		"count":    func(d Doc, s string) int { return d.Count[s] },
		"severity": func() []string { return []string{record.Error, record.Warning, record.Info} },
	}).Parse(page)
	if err != nil {
		return err
	}
	return t.Execute(w, r)
}
