package check

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"gongkai/record"
)

// aggregateRules compare a region's report with the sum of its parts.
var aggregateRules = []Rule{
	{ID: "A01", Since: "0.1.0", Severity: record.Warning, Needs: Many, Should: Left, Run: sumOfParts},
}

// ReadParts reads a list of regions and their parts: CSV with the region in the
// first column and one part in the second. A first line without a part, or with
// the words region and part, is a heading.
func ReadParts(r io.Reader) (map[string][]string, error) {
	c := csv.NewReader(r)
	c.FieldsPerRecord = -1
	c.TrimLeadingSpace = true
	out := map[string][]string{}
	for line := 1; ; line++ {
		row, err := c.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("list of parts: %w", err)
		}
		row[0] = strings.TrimPrefix(row[0], "\ufeff")
		if line == 1 && (len(row) < 2 || strings.EqualFold(row[0], "region")) {
			continue
		}
		if len(row) < 2 || row[0] == "" || row[1] == "" {
			return nil, fmt.Errorf("list of parts: line %d: write the region in the first column and one of its parts in the second", line)
		}
		out[row[0]] = append(out[row[0]], row[1])
	}
}

// sumOfParts compares each row's total of section three, each result of section
// four and the decisions of section two with the sum over the region's parts.
// Documents are left out: organs issue them jointly.
func sumOfParts(p *Pass) {
	var parts []string
	if p.set != nil && Scope(p.Record) != "organ" {
		parts = p.set.parts[p.set.organ(Organ(p.Record))]
	}
	if len(parts) == 0 || p.Form == nil {
		p.Count(0, 1)
		return
	}
	year := p.Record.Report.Year
	var lacking []string
	found := make([]peers, 0, len(parts))
	for _, key := range parts {
		ps := p.set.peers(group{key, year}, "organ")
		if ps.none() {
			ps = p.set.peers(group{key, year}, "region") // a county within a city
		}
		if ps.none() {
			lacking = append(lacking, p.set.names[key])
			continue
		}
		found = append(found, ps)
	}
	if len(lacking) > 0 {
		more := ""
		if len(lacking) > 5 {
			more = "…"
		}
		p.Undecided(1, record.Finding{Severity: record.Info, Paths: []string{"report.organ"}}, "A01.lacking", len(lacking), len(parts), year,
			strings.Join(lacking[:min(5, len(lacking))], comma)+more)
		return
	}
	for i := range p.Form.Cells {
		c := &p.Form.Cells[i]
		if !summed(c.Path) || !p.Printed(i) {
			continue
		}
		sum := record.Int(0)
		for _, ps := range found {
			v, _, _ := ps.cell(c.Path)
			sum = sum.Add(v)
		}
		switch v := p.Value(i); {
		case v.IsNull() || sum.IsNull():
			p.Count(0, 1)
		case v.Equal(sum):
			p.Count(1, 0)
		default:
			p.Broken(record.Finding{Paths: []string{c.Path}, At: p.At(i), Left: sum, Right: v}, "A01.broken",
				Label(c), v.String(), len(found), sum.String(), abs(sum.Sub(v)).String())
		}
	}
}

func summed(path string) bool {
	switch table, _, _ := strings.Cut(path, "."); table {
	case "requests":
		return strings.HasSuffix(path, ".total")
	case "disputes":
		return true
	}
	return strings.HasSuffix(path, ".decisions")
}
