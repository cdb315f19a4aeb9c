package narrative

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"gongkai/internal/strict"
)

//go:embed readings.yaml
var readingsYAML []byte

// term is one cell of a sum.
type term struct {
	minus bool
	path  string
}

// sum is one reading: cells that add up to the figure.
type sum []term

func (s sum) String() string {
	n := 0
	for _, t := range s {
		n += len(t.path) + 1
	}
	var b strings.Builder
	b.Grow(n)
	for i, t := range s {
		switch {
		case t.minus:
			b.WriteByte('-')
		case i > 0:
			b.WriteByte('+')
		}
		b.WriteString(t.path)
	}
	return b.String()
}

// meaning is what a figure of the text counts.
type meaning struct {
	table  string   // requests disputes proactive fees
	keys   []string // what is counted; several are added up
	column string   // whose requests; empty for everybody's
	result string   // how disputes ended; empty for all of them
}

func (m meaning) same(o meaning) bool {
	return m.table == o.table && m.column == o.column && m.result == o.result && slices.Equal(m.keys, o.keys)
}

// readingsFile is readings.yaml.
type readingsFile struct {
	Groups     map[string][]string
	Columns    map[string][][]string
	Requests   map[string][]string
	Excuses    map[string][]string
	Disputes   map[string][]string
	Results    map[string][]string
	Proactive  map[string]map[string][]string
	Indicators map[string][]string
	Fees       map[string][]string
}

var readingsData = sync.OnceValue(func() *readingsFile {
	f := &readingsFile{}
	if err := strict.YAML(readingsYAML, f); err != nil {
		panic("readings.yaml: " + err.Error())
	}
	return f
})

// reading is a sum and how it is written.
type reading struct {
	sum
	text string
}

// readingsMemo keeps what meanings were found to mean.
type readingsMemo map[readingKey][]reading

type readingKey struct {
	edition
	table, key, column, result string
	excuses                    bool
}

// readings returns every reading of a meaning, the plainest first; none where
// the form has no such cell. The result is shared: do not change it.
func (p *parser) readings(m meaning) []reading { return p.remember(m, false) }

// excuses returns sums that a figure may be although its words do not say so.
func (p *parser) excuses(m meaning) []reading { return p.remember(m, true) }

func (p *parser) remember(m meaning, excuses bool) []reading {
	k := readingKey{p.form, m.table, "", m.column, m.result, excuses}
	if len(m.keys) == 1 {
		k.key = m.keys[0]
	} else {
		k.key = strings.Join(m.keys, "+")
	}
	if out, ok := p.memo[k]; ok {
		return out
	}
	if p.memo == nil || len(p.memo) > 1000 {
		p.memo = readingsMemo{}
	}
	sums := p.form.readings(m)
	if excuses {
		sums = p.form.excuses(m)
	}
	var out []reading
	for _, s := range sums {
		out = append(out, reading{s, s.String()})
	}
	p.memo[k] = out
	return out
}

// edition says which cells a record has where forms differ.
type edition struct {
	generation string
	otherRow   bool // the row other is printed, not its three children
}

// readings returns every reading of a meaning, the plainest first; none where
// the form has no such cell.
func (f edition) readings(m meaning) []sum {
	d := readingsData()
	if f.generation == "2014" {
		if m.column != "" {
			return nil
		}
		return f.product(m, "indicators.", d.Indicators)
	}
	switch m.table {
	case "requests":
		return f.product(m, "requests.", d.Requests)
	case "disputes":
		return f.product(m, "disputes.", d.Disputes)
	case "proactive":
		if f.generation == "2019" {
			return f.product(m, "proactive.", d.Proactive["2019"])
		}
		return f.product(m, "proactive.", d.Proactive["2021"])
	case "fees":
		return f.product(m, "", d.Fees)
	}
	return nil
}

// excuses returns sums that a figure may be although its words do not say so.
func (f edition) excuses(m meaning) []sum {
	if m.table != "requests" || f.generation == "2014" || len(m.keys) != 1 {
		return nil
	}
	return f.product(m, "requests.", readingsData().Excuses)
}

// product adds up the alternatives of each key, over those of the column.
func (f edition) product(m meaning, prefix string, of map[string][]string) []sum {
	all := []sum{nil}
	for _, k := range m.keys {
		alternatives, ok := of[k]
		if !ok {
			return nil
		}
		if n := len(alternatives); len(m.keys) > 1 && m.table == "disputes" {
			alternatives = alternatives[n-1:] // the most inclusive
		} else if len(m.keys) > 1 {
			alternatives = alternatives[:1]
		}
		var next []sum
		for _, have := range all {
			for _, a := range alternatives {
				next = append(next, f.expand(slices.Clip(have), a, prefix, m)...)
			}
		}
		if all = next; len(all) > 12 {
			return nil
		}
	}
	return all
}

// expand appends to have the cells of one alternative, once for each way that
// its column or result can be meant.
func (f edition) expand(have sum, alternative, prefix string, m meaning) []sum {
	d := readingsData()
	if strings.Contains(alternative, "$r") {
		result := m.result
		if result == "" {
			result = "total"
		}
		var out []sum
		for _, r := range d.Results[result] {
			s := slices.Clone(have)
			for part := range strings.SplitSeq(alternative, "+") {
				for name := range strings.SplitSeq(r, "+") {
					s = append(s, term{path: prefix + strings.Replace(part, "$r", name, 1)})
				}
			}
			out = append(out, s)
		}
		return out
	}
	columns := [][]string{nil}
	if prefix == "requests." {
		columns = [][]string{{"total"}}
		if m.column != "" {
			columns = d.Columns[m.column]
		}
	}
	var out []sum
	for _, column := range columns {
		s := slices.Clone(have)
		for rest, minus := alternative, false; rest != ""; {
			i := strings.IndexAny(rest, "+-")
			part, next := rest, false
			if i >= 0 {
				part, next, rest = rest[:i], rest[i] == '-', rest[i+1:]
			} else {
				rest = ""
			}
			for _, row := range f.rows(part) {
				if column == nil {
					s = append(s, term{minus, prefix + row})
				}
				for _, c := range column {
					s = append(s, term{minus, prefix + row + "." + c})
				}
			}
			minus = next
		}
		out = append(out, s)
	}
	return out
}

// rows are the printed rows that a name stands for.
func (f edition) rows(name string) []string {
	if name == "other" && f.otherRow {
		return []string{name}
	}
	if g, ok := readingsData().Groups[name]; ok {
		return g
	}
	return []string{name}
}
