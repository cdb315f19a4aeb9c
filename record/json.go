package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// wire is a Record as it stands on the line: tables and cells beside the rest.
type wire struct {
	Schema     string          `json:"schema"`
	Tool       Tool            `json:"tool"`
	Source     Source          `json:"source"`
	Report     Report          `json:"report"`
	Generation string          `json:"generation"`
	Sections   []Section       `json:"sections"`
	Tables     json.RawMessage `json:"tables"`
	Cells      json.RawMessage `json:"cells"`
	Claims     []Claim         `json:"claims"`
	Unmapped   []Unmapped      `json:"unmapped"`
	Summary    Summary         `json:"summary"`
	Findings   []Finding       `json:"findings"`
}

// MarshalJSON writes the record with its tables nested and its cells keyed by
// path, both in form order. AppendTo does the same without a copy.
func (r *Record) MarshalJSON() ([]byte, error) { return r.AppendTo(nil), nil }

// appendTables nests the values by the parts of their paths. Cells that are
// absent are left out; the paths of one parent stand together.
func (r *Record) appendTables(b []byte) []byte {
	open := "" // the path of the tables that are open, with its last point
	b = append(b, '{')
	first := true
	for i := range r.Cells {
		c := &r.Cells[i]
		if c.State == Absent {
			continue
		}
		leaf := strings.LastIndexByte(c.Path, '.') + 1
		if c.Path[:leaf] != open {
			same := 0
			for k := 0; k < min(len(open), leaf) && open[k] == c.Path[k]; k++ {
				if open[k] == '.' {
					same = k + 1
				}
			}
			for range strings.Count(open[same:], ".") {
				b = append(b, '}')
				first = false
			}
			open = c.Path[:leaf]
			for rest := open[same:]; rest != ""; {
				var name string
				name, rest, _ = strings.Cut(rest, ".")
				if !first {
					b = append(b, ',')
				}
				b = append(quote(b, name), ':', '{')
				first = true
			}
		}
		if !first {
			b = append(b, ',')
		}
		b = c.Value.AppendTo(append(quote(b, c.Path[leaf:]), ':'))
		first = false
	}
	for range strings.Count(open, ".") {
		b = append(b, '}')
	}
	return append(b, '}')
}

func (r *Record) appendCells(b []byte) []byte {
	b = append(b, '{')
	for i := range r.Cells {
		c := &r.Cells[i]
		if i > 0 {
			b = append(b, ',')
		}
		b = quote(b, c.Path)
		b = append(b, `:{"raw":`...)
		b = quote(b, c.Raw)
		b = append(b, `,"state":`...)
		b = quote(b, string(c.State))
		if c.At != "" {
			b = append(b, `,"at":`...)
			b = quote(b, c.At)
		}
		if c.Box != nil {
			b = append(b, `,"box":[`...)
			for k, v := range c.Box {
				if k > 0 {
					b = append(b, ',')
				}
				b = tenths(b, v)
			}
			b = append(b, ']')
		}
		if c.Note != "" {
			b = append(b, `,"note":`...)
			b = quote(b, c.Note)
		}
		b = append(b, '}')
	}
	return append(b, '}')
}

// tenths appends a number with one digit behind the point, as %.1f does. Nearly
// all are not near the middle between two tenths, where only exact arithmetic
// tells which is closer.
func tenths(b []byte, v float64) []byte {
	if t := math.Abs(v) * 10; t < 1e9 {
		n := int64(t)
		if rest := t - float64(n); math.Abs(rest-0.5) > 1e-6 {
			if rest > 0.5 {
				n++
			}
			if math.Signbit(v) {
				b = append(b, '-')
			}
			b = strconv.AppendInt(b, n/10, 10)
			return append(b, '.', '0'+byte(n%10))
		}
	}
	return strconv.AppendFloat(b, v, 'f', 1, 64)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (r *Record) UnmarshalJSON(data []byte) error {
	var w wire
	if err := json.Unmarshal(data, &w); err != nil {
		return err
	}
	*r = Record{
		Schema: w.Schema, Tool: w.Tool, Source: w.Source, Report: w.Report, Generation: w.Generation, Sections: w.Sections,
		Claims: w.Claims, Unmapped: w.Unmapped, Summary: w.Summary, Findings: w.Findings,
	}
	values := map[string]Number{}
	if err := flatten(w.Tables, "", values); err != nil {
		return fmt.Errorf("tables: %w", err)
	}
	if len(w.Cells) == 0 {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(w.Cells))
	if _, err := d.Token(); err != nil {
		return fmt.Errorf("cells: %w", err)
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return fmt.Errorf("cells: %w", err)
		}
		var c Cell
		if err := d.Decode(&c); err != nil {
			return fmt.Errorf("cells: %v: %w", key, err)
		}
		c.Path, _ = key.(string)
		c.Value = values[c.Path]
		r.Cells = append(r.Cells, c)
	}
	return nil
}

func flatten(raw json.RawMessage, prefix string, into map[string]Number) error {
	if len(raw) == 0 {
		return nil
	}
	var m map[string]json.RawMessage
	if err := json.Unmarshal(raw, &m); err != nil {
		return err
	}
	for k, v := range m {
		if len(v) > 0 && v[0] == '{' {
			if err := flatten(v, prefix+k+".", into); err != nil {
				return err
			}
			continue
		}
		var n Number
		if err := json.Unmarshal(v, &n); err != nil {
			return fmt.Errorf("%s%s: %w", prefix, k, err)
		}
		into[prefix+k] = n
	}
	return nil
}
