package check

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/extract/form"
	"gongkai/record"
)

// Options of a check across records.
type Options struct {
	// Parts lists the organs whose reports a region's report sums up, by the
	// region's name.
	Parts map[string][]string
}

// across runs the rules that need several records; cells are those of kept
// ones, packed. It returns the regions that none of the records is of.
func across(records []*record.Record, cells []string, o Options) (strangers []string) {
	s := newSet(records, o)
	s.cells = cells
	for i, r := range records {
		if r == nil {
			continue
		}
		p := newPass(s.open(i))
		p.set, p.number = s, i
		p.earlier = s.earlier(r)
		for k := range Rules {
			if Rules[k].Needs == Many && Rules[k].Run != nil {
				p.rule = &Rules[k]
				p.rule.Run(p)
			}
		}
		s.close()
	}
	return s.strangers
}

// set is what the rules across records look things up in.
type set struct {
	records []*record.Record
	cells   []string // of kept records, packed
	opened  []opened
	groups  map[group][]int // in the order of records
	short   map[string]string
	parts   map[string][]string
	names   map[string]string // an organ's name as printed, by its key
	alike   []twin            // by record: the one whose text is nearest

	strangers []string // regions that none of the records is of
}

// group is the records of one organ on one year.
type group struct {
	organ string
	year  int
}

func newSet(records []*record.Record, o Options) *set {
	s := &set{records: records, groups: map[group][]int{}, parts: map[string][]string{}, names: map[string]string{}}
	years := map[string]map[int]bool{}
	for _, r := range records {
		if r == nil {
			continue
		}
		k := Organ(r)
		if k == "" {
			continue
		}
		if years[k] == nil {
			years[k] = map[int]bool{}
		}
		years[k][r.Report.Year] = true
	}
	s.short = shortNames(years)
	for i, r := range records {
		if r == nil || Organ(r) == "" || r.Report.Year == 0 {
			continue
		}
		k := group{s.organ(Organ(r)), r.Report.Year}
		s.groups[k] = append(s.groups[k], i)
	}
	organs := map[string]bool{}
	for g := range s.groups {
		organs[g.organ] = true
	}
	for region, parts := range o.Parts {
		key := s.organ(organKey(region))
		if !organs[key] {
			s.strangers = append(s.strangers, region)
		}
		for _, p := range parts {
			pk := s.organ(organKey(p))
			s.parts[key] = append(s.parts[key], pk)
			s.names[pk] = p
		}
		slices.Sort(s.parts[key])
		s.parts[key] = slices.Compact(s.parts[key])
	}
	slices.Sort(s.strangers)
	s.alike = twins(s)
	return s
}

// organ returns the full name for a key that is a short one.
func (s *set) organ(key string) string {
	if full := s.short[key]; full != "" {
		return full
	}
	return key
}

// peers are records of one organ, year and scope: usually one, several where
// the same report was collected twice.
type peers struct {
	records []*record.Record
}

// earlier returns the reports of the same organ and scope on the year before.
func (s *set) earlier(r *record.Record) peers {
	if Organ(r) == "" || r.Report.Year == 0 {
		return peers{}
	}
	return s.peers(group{s.organ(Organ(r)), r.Report.Year - 1}, Scope(r))
}

// peers returns the records of a group with the given scope, or else those
// without any, or, for a record without scope, those of the one scope there is.
func (s *set) peers(g group, scope string) peers {
	by := map[string][]*record.Record{}
	for _, i := range s.groups[g] {
		r := s.open(i)
		by[Scope(r)] = append(by[Scope(r)], r)
	}
	switch {
	case len(by[scope]) > 0:
		return peers{by[scope]}
	case scope != "":
		return peers{by[""]}
	case len(by) == 1:
		for _, rs := range by {
			return peers{rs}
		}
	}
	return peers{}
}

func (ps peers) none() bool { return len(ps.records) == 0 }

// cell returns the number at a path, if those records that print one agree,
// and the record that it was taken from.
func (ps peers) cell(path string) (record.Number, *record.Record, *record.Cell) {
	var v record.Number
	var from *record.Record
	var at *record.Cell
	for _, r := range ps.records {
		c := cellAt(r, path)
		if c == nil || c.Value.IsNull() {
			continue
		}
		if from != nil && !v.Equal(c.Value) {
			return record.Number{}, nil, nil
		}
		if from == nil {
			v, from, at = c.Value, r, c
		}
	}
	return v, from, at
}

// print reports whether any of the records prints a cell at the path.
func (ps peers) print(path string) bool {
	for _, r := range ps.records {
		if c := cellAt(r, path); c != nil && c.State != record.Absent {
			return true
		}
	}
	return false
}

// cellAt is Record.Cell by way of the form's order.
func cellAt(r *record.Record, path string) *record.Cell {
	if f := form.Get(r.Generation); f != nil {
		if i := f.Index(path); i >= 0 && i < len(r.Cells) && r.Cells[i].Path == path {
			return &r.Cells[i]
		}
	}
	return r.Cell(path)
}

// place names a cell of another record: its document and the place in it.
func place(r *record.Record, c *record.Cell) string {
	return strings.TrimSpace(r.Source.Name + " " + c.At)
}

// yearPath names a cell of another year's report: 2022:requests.carried_out.total.
func yearPath(year int, path string) string { return strconv.Itoa(year) + ":" + path }
