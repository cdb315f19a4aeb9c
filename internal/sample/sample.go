// Package sample makes reports of invented organs: random, balanced and
// realistic, with their true values beside them, for property tests, fuzz
// seeds, benchmarks and load tests.
//
//	r := sample.New(7, sample.Options{Generation: "2021", Damage: []sample.Damage{sample.SplitNumber}})
//	page := r.HTML()                                    // or Text, Markdown, DOCX, Write("html")
//	n := r.Values["requests.new_received.total"]        // what a perfect reader reads
//
// The same seed and options give the same bytes. Labels come from the forms
// (extract/form), sentences from words.yaml. Amounts are in ten thousand yuan.
package sample

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"gongkai/extract/form"
	"gongkai/record"
)

// Size is how many requests an organ deals with; it sets the scale of every figure.
type Size int

// The sizes. Any is drawn by the seed.
const (
	Any    Size = iota
	Silent      // every cell 0
	Small       // a handful of requests
	Middle      // dozens
	Large       // thousands
)

// Options choose what is not left to the seed.
type Options struct {
	Generation string // "2019" or "2021"; drawn if empty
	Year       int    // drawn from the generation's years if 0
	Organ      string // invented if empty
	Scope      string // organ or region; drawn if empty
	Size       Size
	Markup     Markup // of HTML; drawn if AnyMarkup
	Damage     []Damage
}

// Report is one generated report.
type Report struct {
	Seed       uint64
	Generation string
	Organ      string
	Year       int
	Scope      string // organ or region
	Title      string // without the line end that it may be printed with
	Published  string // yyyy-mm-dd
	Sections   []Section

	// Values holds what a perfect reader reads, by path: null where the cell
	// holds no number, no entry where the report lacks the cell.
	Values map[string]record.Number
	// Raw holds the text as printed for each entry of Values.
	Raw map[string]string
	// Meant holds the organ's own figures, balanced, before any damage.
	Meant map[string]record.Number
	// Claims are the figures that the narrative states.
	Claims []Claim
	// Marks say what the damage did, in the order in which it was done.
	Marks []Mark

	form   *form.Form
	opt    Options
	blocks []block
	rng    *rand.Rand
}

// Section is a chapter as printed.
type Section struct {
	Key, Number, Heading string // overview, "", the whole heading line
	Paragraphs           []string
}

// Claim is a figure of the narrative: the sum of Paths is Value (in Meant).
type Claim struct {
	Sentence string
	Paths    []string
	Value    record.Number
}

// Mark is one thing that damage did.
type Mark struct {
	Damage Damage
	Paths  []string // cells that it touches
	Text   string   // as printed now
}

// New makes a report. It panics if the options name a generation, size or
// damage that does not exist: they are constants of a test.
func New(seed uint64, opt Options) *Report {
	r := &Report{Seed: seed, opt: opt, rng: rand.New(rand.NewPCG(seed, 0x676f6e676b6169))}
	for _, d := range opt.Damage {
		if !slices.ContainsFunc(Damages, func(k Kind) bool { return k.Damage == d }) {
			panic("no damage " + string(d))
		}
	}
	r.Generation = opt.Generation
	if r.Generation == "" {
		r.Generation = pick(r.rng, []string{"2019", "2021", "2021"})
	}
	if r.form = form.Get(r.Generation); r.form == nil || r.form.Table("requests") == nil {
		panic("no sample of generation " + r.Generation)
	}
	r.identity()
	r.fill()
	r.damageValues()
	r.write()
	r.damageLayout()
	return r
}

// identity decides whose report it is.
func (r *Report) identity() {
	w := words()
	from, to := r.form.Years[0], r.form.Years[1]
	if to == 0 {
		to = from + 4
	}
	r.Year = from + r.rng.IntN(to-from+1)
	if r.opt.Year != 0 {
		r.Year = r.opt.Year
	}
	r.Scope = pick(r.rng, []string{"organ", "organ", "organ", "region"})
	if r.opt.Scope != "" {
		r.Scope = r.opt.Scope
	}
	r.Organ = pick(r.rng, w.Places) + pick(r.rng, w.Offices[r.Scope])
	if r.opt.Organ != "" {
		r.Organ = r.opt.Organ
	}
	r.Title = r.words(pick(r.rng, w.Titles))
	r.Published = fmt.Sprintf("%d-%02d-%02d", r.Year+1, 1+r.rng.IntN(3), 1+r.rng.IntN(28))
}

// has reports whether a damage was asked for.
func (r *Report) has(d Damage) bool { return slices.Contains(r.opt.Damage, d) }

// words fills the words of a text: organ, we, years.
func (r *Report) words(s string) string {
	return strings.NewReplacer("{organ}", r.Organ, "{we}", words().We[r.Scope], "{year}", strconv.Itoa(r.Year),
		"{prior}", strconv.Itoa(r.Year-1), "{next}", strconv.Itoa(r.Year+1)).Replace(s)
}

// date prints Published as reports do.
func (r *Report) date() string {
	var y, m, d int
	fmt.Sscanf(r.Published, "%d-%d-%d", &y, &m, &d) // it was made by identity
	return strings.NewReplacer("{y}", strconv.Itoa(y), "{m}", strconv.Itoa(m), "{d}", strconv.Itoa(d)).Replace(words().Date)
}

// Paths returns the paths of Values in form order.
func (r *Report) Paths() []string {
	var out []string
	for i := range r.form.Cells {
		if _, ok := r.Values[r.form.Cells[i].Path]; ok {
			out = append(out, r.form.Cells[i].Path)
		}
	}
	return out
}

func pick[T any](rng *rand.Rand, list []T) T { return list[rng.IntN(len(list))] }

// fork returns a generator of its own for a writer, so that the order in which
// writers are called changes nothing.
func (r *Report) fork(name string) *rand.Rand {
	var h uint64 = 14695981039346656037
	for i := 0; i < len(name); i++ {
		h = (h ^ uint64(name[i])) * 1099511628211
	}
	return rand.New(rand.NewPCG(r.Seed, h))
}
