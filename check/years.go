package check

import (
	"strconv"
	"strings"

	"gongkai/record"
)

// yearRules compare a report with that of the same organ and scope on the year
// before. All are warnings at most: a clean-up or a reorganisation may explain them.
var yearRules = []Rule{
	{ID: "Y01", Since: "0.1.0", Severity: record.Warning, Needs: Many, Should: Left, Run: carried},
	{ID: "Y02", Since: "0.1.0", Severity: record.Warning, Needs: Many, Should: Left, Run: stock},
	{ID: "Y03", Since: "0.1.0", Severity: record.Warning, Needs: Many, Should: Left, Run: items},
	{ID: "Y04", Since: "0.1.0", Severity: record.Info, Needs: Many, Run: jump},
	{ID: "Y05", Since: "0.1.0", Severity: record.Info, Needs: Many, Run: moneySlip},
	{ID: "Y06", Since: "0.1.0", Severity: record.Info, Needs: Many, Run: border},
}

// balance is one comparison across years: the sum of the earlier report's cells
// (subtracted where the path begins with -), and those of this one's.
type balance struct {
	earlier, flows []string // flows are this year's, added to the earlier ones
	now            string
}

// weighYears reports each balance that does not hold; those that lack an operand
// are told in one finding.
func (p *Pass) weighYears(list []balance, key string, severity string) {
	if p.earlier.none() || p.Form == nil {
		p.Count(0, 1)
		return
	}
	before := p.Record.Report.Year - 1
	var openPaths []string
	open := 0
	for _, b := range list {
		i := p.Form.Index(b.now)
		known := i >= 0 && p.Printed(i)
		sum := record.Int(0)
		var paths, at, terms []string
		lacking, there := !known || p.Value(i).IsNull(), true // of the cells: without a number; printed in both reports
		for _, path := range b.earlier {
			v, from, c := p.earlier.cell(path)
			sum = sum.Add(v)
			paths = append(paths, yearPath(before, path))
			lacking = lacking || v.IsNull()
			there = there && p.earlier.print(path)
			if c != nil {
				at = append(at, place(from, c))
			}
			terms = append(terms, strconv.Itoa(before)+" "+p.nameOf(path)+" "+v.String())
		}
		for _, path := range b.flows {
			name := strings.TrimPrefix(path, "-")
			var v record.Number
			if j := p.Form.Index(name); j >= 0 {
				v = p.Value(j)
				paths, at = append(paths, name), append(at, p.At(j)...)
			}
			lacking = lacking || v.IsNull()
			sign := " + "
			if name != path {
				v, sign = v.Neg(), " - "
			}
			sum = sum.Add(v)
			terms = append(terms, sign+p.nameOf(name)+" "+strings.TrimPrefix(v.String(), "-"))
		}
		switch {
		case !known || !there:
			p.Count(0, 1)
		case lacking:
			open++
			openPaths = append(append(openPaths, paths...), b.now)
		case sum.Equal(p.Value(i)):
			p.Count(1, 0)
		default:
			paths, at = append(paths, b.now), append(at, p.At(i)...)
			left := terms[0]
			for _, t := range terms[1:] {
				if !strings.HasPrefix(t, " ") {
					t = " + " + t
				}
				left += t
			}
			if len(terms) > 1 {
				left += " = " + sum.String()
			}
			p.Broken(record.Finding{Severity: severity, Paths: paths, At: at, Left: sum, Right: p.Value(i)}, key,
				left, p.Record.Report.Year, Label(&p.Form.Cells[i]), p.Value(i).String(), abs(sum.Sub(p.Value(i))).String())
		}
	}
	if open > 0 {
		p.Undecided(open, record.Finding{Severity: record.Info, Paths: openPaths}, "Y.open", before, open)
	}
}

// nameOf is a cell's printed label, for a path of this form or another's.
func (p *Pass) nameOf(path string) string {
	if i := p.Form.Index(path); i >= 0 {
		return Label(&p.Form.Cells[i])
	}
	for _, r := range p.earlier.records {
		q := newPass(r)
		if q.Form == nil {
			continue
		}
		if i := q.Form.Index(path); i >= 0 {
			return Label(&q.Form.Cells[i])
		}
	}
	return path
}

// applicants are the columns of section three.
var applicants = []string{"natural_person", "commercial_enterprise", "research_institution", "public_welfare_org", "legal_service_org", "other_org", "total"}

// carried compares what a year carried out with what the next carried in.
func carried(p *Pass) {
	var list []balance
	for _, a := range applicants {
		list = append(list, balance{earlier: []string{"requests.carried_out." + a}, now: "requests.carried_in." + a})
	}
	p.weighYears(list, "Y.broken", "")
}

// stock follows the documents in force. Where the text tells of a clean-up, the
// stock may have been counted anew.
func stock(p *Pass) {
	severity := ""
	for i := range p.Record.Sections {
		if p.Text(i).says(lexicon().Cleanup) {
			severity = record.Info
		}
	}
	var list []balance
	for _, k := range []string{"proactive.regulations.", "proactive.normative_documents."} {
		list = append(list, balance{earlier: []string{k + "in_force"}, flows: []string{k + "issued", "-" + k + "repealed"}, now: k + "in_force"})
	}
	p.weighYears(list, "Y.broken", severity)
}

// items follows the items of the form of 2019: last year's and its change are
// this year's "last year".
func items(p *Pass) {
	var list []balance
	for _, k := range []string{"licensing", "other_services", "penalties", "coercive_measures", "admin_fees"} {
		k = "proactive." + k + "."
		list = append(list, balance{earlier: []string{k + "items_prior_year", k + "items_change"}, now: k + "items_prior_year"})
	}
	p.weighYears(list, "Y.broken", "")
}

// watched are the counts whose jumps are worth a look.
var watched = []string{"requests.new_received.total", "requests.processed_total.total", "proactive.licensing.decisions", "proactive.penalties.decisions",
	"proactive.coercive_measures.decisions", "proactive.normative_documents.in_force"}

// jump looks for counts that grew or fell tenfold.
func jump(p *Pass) {
	p.compare(watched, "Y04.broken", func(was, now record.Number) bool {
		low, high := was, now
		if low.Cmp(high) > 0 {
			low, high = high, low
		}
		return low.Cmp(record.Int(10)) >= 0 && high.Cmp(record.Int(100)) >= 0 && high.Cmp(low.Shift(1)) >= 0
	})
}

// moneySlip looks for amounts that differ as yuan and ten thousand yuan do.
func moneySlip(p *Pass) {
	p.compare([]string{"proactive.admin_fees.amount_wan_yuan", "proactive.central_procurement.amount_wan_yuan"}, "Y05.broken", func(was, now record.Number) bool {
		low, high := was, now
		if low.Cmp(high) > 0 {
			low, high = high, low
		}
		ten := low.Shift(4)
		third := ten.Shift(-1).Add(ten.Shift(-1)).Add(ten.Shift(-1)) // 0.3 of it
		return low.Sign() > 0 && high.Cmp(third) >= 0 && high.Cmp(ten.Shift(1)) < 0 && high.Cmp(ten.Add(ten).Add(ten)) <= 0
	})
}

// compare reports the cells whose values of two years differ oddly.
func (p *Pass) compare(paths []string, key string, odd func(was, now record.Number) bool) {
	if p.earlier.none() || p.Form == nil {
		p.Count(0, 1)
		return
	}
	before := p.Record.Report.Year - 1
	for _, path := range paths {
		i := p.Form.Index(path)
		if i < 0 {
			continue
		}
		was, from, c := p.earlier.cell(path)
		now := p.Value(i)
		if was.IsNull() || now.IsNull() {
			p.Count(0, 1)
			continue
		}
		if !odd(was, now) {
			p.Count(1, 0)
			continue
		}
		p.Broken(record.Finding{Paths: []string{yearPath(before, path), path}, At: append([]string{place(from, c)}, p.At(i)...), Left: was, Right: now},
			key, Label(&p.Form.Cells[i]), before, was.String(), p.Record.Report.Year, now.String())
	}
}

// border looks at the change of forms: 2019's count of fee items that was
// carried over into 2021's amount of money.
func border(p *Pass) {
	const path = "proactive.admin_fees.amount_wan_yuan"
	prior, from, c := p.earlier.cell("proactive.admin_fees.items_prior_year")
	change, _, _ := p.earlier.cell("proactive.admin_fees.items_change")
	i := -1
	if p.Form != nil {
		i = p.Form.Index(path)
	}
	count := prior.Add(change)
	if i < 0 || p.Value(i).IsNull() || count.IsNull() {
		p.Count(0, 1)
		return
	}
	if count.Sign() <= 0 || !count.Equal(p.Value(i)) {
		p.Count(1, 0)
		return
	}
	before := p.Record.Report.Year - 1
	p.Broken(record.Finding{Paths: []string{yearPath(before, "proactive.admin_fees.items_prior_year"), yearPath(before, "proactive.admin_fees.items_change"), path},
		At: append([]string{place(from, c)}, p.At(i)...), Left: count, Right: p.Value(i)}, "Y06.broken", before, count.String(), Label(&p.Form.Cells[i]), p.Value(i).String())
}
