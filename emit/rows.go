package emit

import (
	"hash/maphash"
	"strconv"
	"strings"

	"gongkai/record"
)

// line turns one line of the stream into rows.
func (x *export) line(l Line) error {
	if l.Failure != nil {
		x.result.Failures++
		f := l.Failure
		return x.send("failures", []Value{textValue(sourceName(&f.Source)), textValue(f.Source.SHA256), textValue(string(f.Error.Code)), textValue(f.Error.Message)})
	}
	r := l.Record
	if x.opt.Generation != "" && r.Generation != x.opt.Generation {
		x.result.Other++
		return nil
	}
	x.result.Records++
	clear(x.values)
	for i := range r.Cells {
		x.values[r.Cells[i].Path] = r.Cells[i].Value
	}
	x.align()
	head := x.report(r)
	for _, t := range x.tables {
		var err error
		switch t.Name {
		case "wide":
			err = x.wide(t, r, head)
		case "panel":
			for _, g := range x.names.Panel.Generations {
				if g == r.Generation {
					err = x.wide(t, r, head)
				}
			}
		case "long":
			err = x.long(r, head)
		case "findings":
			err = x.findings(r, head)
		case "sections":
			err = x.sections(r, head)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// seed makes the hashes of one process; they never leave it.
var seed = maphash.MakeSeed()

// report is the values of the report and quality variables, by name.
func (x *export) report(r *record.Record) map[string]Value {
	given := r.Source.Given
	if given == nil {
		given = &record.Given{}
	}
	or := func(a, b string) string {
		if a != "" {
			return a
		}
		return b
	}
	organ, scope := or(r.Report.Organ, given.Organ), or(r.Report.Scope, given.Scope)
	var year Value
	if r.Report.Year != 0 {
		year = intValue(r.Report.Year)
	}
	key := maphash.String(seed, organ+"\x00"+scope+"\x00"+strconv.Itoa(r.Report.Year))
	x.seen[key]++
	states := map[record.State]int{}
	for i := range r.Cells {
		states[r.Cells[i].State]++
	}
	severities := map[string]int{}
	for i := range r.Findings {
		severities[r.Findings[i].Severity]++
	}
	return map[string]Value{
		"id": intValue(x.result.Records), "organ": textValue(organ), "year": year, "scope": textValue(scope), "generation": textValue(r.Generation),
		"version": intValue(int(x.seen[key])), "published": textValue(or(r.Report.Published, given.Published)), "region_code": textValue(given.RegionCode),
		"title": textValue(r.Report.Title), "url": textValue(given.URL), "captured": textValue(given.Captured), "source": textValue(sourceName(&r.Source)),
		"sha256": textValue(r.Source.SHA256), "duplicate_of": textValue(r.Source.DuplicateOf), "medium": textValue(r.Source.Medium),
		"n_printed": intValue(states[record.Printed]), "n_annotated": intValue(states[record.Annotated]), "n_inferred": intValue(states[record.Inferred]),
		"n_blank":      intValue(states[record.Blank] + states[record.Dash] + states[record.Slash] + states[record.Word]),
		"n_unreadable": intValue(states[record.Unreadable]), "n_absent": intValue(states[record.Absent]),
		"n_errors": intValue(severities[record.Error]), "n_warnings": intValue(severities[record.Warning]),
		"rules_hold": intValue(r.Summary.Holds), "rules_broken": intValue(r.Summary.Broken), "rules_undecided": intValue(r.Summary.Undecided),
	}
}

func sourceName(s *record.Source) string {
	if s.Path != "" {
		return s.Path
	}
	return s.Name
}

// align adds the aligned rows to the record's values.
func (x *export) align() {
	for i := range x.names.Aligned {
		a := &x.names.Aligned[i]
		for col := range x.names.lexicon["requests"].Parts {
			for _, rows := range a.Alternatives {
				sum := record.Int(0)
				for _, row := range rows {
					sum = sum.Add(x.values["requests."+row+"."+col])
				}
				if !sum.IsNull() {
					x.values["requests."+a.Name+"."+col] = sum
					break
				}
			}
		}
	}
}

// wide sends the record's row of wide or panel.
func (x *export) wide(t *Table, r *record.Record, head map[string]Value) error {
	row := t.values[:0]
	for i := range t.Variables {
		v := &t.Variables[i]
		switch {
		case v.Path != "":
			row = append(row, numberValue(x.values[v.Path]))
		case v.Num != nil:
			row = append(row, x.derive(v))
		default:
			row = append(row, head[v.Name])
		}
	}
	t.values = row
	return x.send(t.Name, row)
}

// derive computes a derived variable; a missing term makes it missing.
func (x *export) derive(v *Variable) Value {
	num := x.sum(v.Num)
	if v.Den == nil || num.IsNull() {
		return numberValue(num)
	}
	den := x.sum(v.Den)
	if den.IsNull() || den.Sign() == 0 {
		return Value{}
	}
	return floatValue(num.Float() / den.Float())
}

func (x *export) sum(terms []string) record.Number {
	out := record.Int(0)
	for _, t := range terms {
		if path, minus := strings.CutPrefix(t, "-"); minus {
			out = out.Sub(x.values[path])
		} else {
			out = out.Add(x.values[t])
		}
	}
	return out
}

// key is the values that every table about reports begins with.
func (x *export) key(row []Value, head map[string]Value) []Value {
	for _, v := range x.names.Report {
		if always(v.Name) {
			row = append(row, head[v.Name])
		}
	}
	return row
}

func (x *export) long(r *record.Record, head map[string]Value) error {
	var row []Value
	for i := range r.Cells {
		c := &r.Cells[i]
		v := x.names.byPath[c.Path]
		if v == nil {
			x.unknown[c.Path] = true
			v = &Variable{Name: x.names.short(c.Path), EN: x.names.label(c.Path)}
		}
		if len(x.opt.Columns) > 0 && !matches(x.opt.Columns, v.Name) {
			continue
		}
		table, rest, _ := strings.Cut(c.Path, ".")
		line, column := "", rest
		if k := strings.LastIndexByte(rest, '.'); v.List {
			line, column = rest, ""
		} else if k >= 0 {
			line, column = rest[:k], rest[k+1:]
		}
		row = x.key(row[:0], head)
		row = append(row, textValue(table), textValue(line), textValue(column), textValue(c.Path), textValue(v.Name), numberValue(c.Value),
			textValue(v.Unit), textValue(c.Raw), textValue(string(c.State)), textValue(c.At), textValue(c.Note), textValue(v.EN), textValue(v.ZH))
		if err := x.send("long", row); err != nil {
			return err
		}
	}
	return nil
}

func (x *export) findings(r *record.Record, head map[string]Value) error {
	for i := range r.Findings {
		f := &r.Findings[i]
		row := append(x.key(nil, head), textValue(f.Rule), textValue(f.Verdict), textValue(f.Severity), textValue(f.Message), textValue(f.MessageZH),
			numberValue(f.Left), numberValue(f.Right), textValue(strings.Join(f.Paths, "; ")), textValue(strings.Join(f.At, "; ")))
		if err := x.send("findings", row); err != nil {
			return err
		}
	}
	return nil
}

func (x *export) sections(r *record.Record, head map[string]Value) error {
	for i := range r.Sections {
		s := &r.Sections[i]
		row := append(x.key(nil, head), textValue(s.Key), textValue(s.Number), textValue(s.Heading), textValue(s.At), textValue(s.Text))
		if err := x.send("sections", row); err != nil {
			return err
		}
	}
	return nil
}
