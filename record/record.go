// Package record is the wire contract: what gongkai emits for one document, a
// Record or a Failure, one JSON object a line.
//
// Keys of tables and cells are the field's English names (docs/codebook); every
// figure carries the text as printed, how sure its reading is, and its place.
// The package knows nothing of how a record is made.
package record

// Schemas of the two kinds of line.
const (
	Schema        = "gongkai.record/1"
	FailureSchema = "gongkai.failure/1"
)

// State says what stands in a cell and how sure its reading is.
type State string

// The states of a cell.
const (
	Printed    State = "printed"    // a number stands there, alone, and its cell is certain
	Annotated  State = "annotated"  // a number with words
	Blank      State = "blank"      // nothing, or only space
	Dash       State = "dash"       // - — --
	Slash      State = "slash"      // /
	Word       State = "word"       // a word that says "none" or "not applicable"
	Absent     State = "absent"     // the document lacks the cell
	Unreadable State = "unreadable" // something stands there that could not be read or placed
	Inferred   State = "inferred"   // printed, but its cell was decided by the table's arithmetic
)

// Record is one report.
type Record struct {
	Schema     string     `json:"schema"`
	Tool       Tool       `json:"tool"`
	Source     Source     `json:"source"`
	Report     Report     `json:"report"`
	Generation string     `json:"generation"`
	Sections   []Section  `json:"sections"`
	Cells      []Cell     `json:"-"` // written as "tables" (numbers) and "cells" (print), in form order
	Claims     []Claim    `json:"claims"`
	Unmapped   []Unmapped `json:"unmapped"`
	Summary    Summary    `json:"summary"`
	Findings   []Finding  `json:"findings"`
}

// Tool names what made the record.
type Tool struct {
	Version string `json:"version"`
	Forms   string `json:"forms"` // sha256 of the form data
}

// Source is the document that was read.
type Source struct {
	Name        string `json:"name"`
	Path        string `json:"path,omitempty"`
	SHA256      string `json:"sha256"`
	Bytes       int64  `json:"bytes"`
	Medium      string `json:"medium,omitempty"`   // text, markdown, html, docx, doc, pdf
	Encoding    string `json:"encoding,omitempty"` // utf-8, gb18030, big5, utf-16le …; empty where it means nothing
	Engine      string `json:"engine,omitempty"`   // what read a PDF's pages: native or pdfium
	Pages       int    `json:"pages,omitempty"`
	DuplicateOf string `json:"duplicate_of,omitempty"` // path of the first document with the same content
	Given       *Given `json:"given,omitempty"`        // what the collector knew (--meta)
}

// Given is what the collector of a document said about it, not what is printed.
type Given struct {
	URL        string `json:"url,omitempty"`
	Captured   string `json:"captured,omitempty"`
	Organ      string `json:"organ,omitempty"`
	RegionCode string `json:"region_code,omitempty"`
	Scope      string `json:"scope,omitempty"`
	Published  string `json:"published,omitempty"`
}

// Report says whose report it is, as printed.
type Report struct {
	Title     string `json:"title"`
	Organ     string `json:"organ"`
	Year      int    `json:"year"`      // the year reported on; 0 where none is printed
	Scope     string `json:"scope"`     // organ, region, system; empty where print does not say
	Published string `json:"published"` // yyyy-mm-dd
}

// Section is one of the six chapters.
type Section struct {
	Key     string `json:"key"`    // overview proactive requests disputes problems other; empty for a chapter that is none of the six
	Number  string `json:"number"` // the ordinal as printed
	Heading string `json:"heading"`
	At      string `json:"at"`
	Text    string `json:"text"` // paragraphs, one a line; tables left out
}

// Cell is one cell of the form, printed or absent.
type Cell struct {
	Path  string `json:"-"` // requests.new_received.total
	Value Number `json:"-"`
	Raw   string `json:"raw"`
	State State  `json:"state"`
	At    string `json:"at,omitempty"`
	Box   *Box   `json:"box,omitempty"`
	Note  string `json:"note,omitempty"` // how raw became value, where that is not plain; of a cell printed twice, both places
}

// Box is x0, y0, x1, y1 in points from the page's top left.
type Box [4]float64

// Claim is a figure that the narrative states about the tables.
type Claim struct {
	Text     string   `json:"text"`
	At       string   `json:"at"`
	Value    Number   `json:"value"`
	Unit     string   `json:"unit,omitempty"`
	Readings []string `json:"readings"` // paths, or sums written a+b
	Verdict  string   `json:"verdict"`  // agrees, contradicts, open
}

// Unmapped is a printed table row that matches nothing in the form.
type Unmapped struct {
	At   string   `json:"at"`
	Text []string `json:"text"`
}

// Summary counts the rules by outcome.
type Summary struct {
	Holds         int `json:"holds"`
	Broken        int `json:"broken"`
	Undecided     int `json:"undecided"`
	NotApplicable int `json:"not_applicable"`
}

// Verdicts of a finding, and severities.
const (
	Broken    = "broken"
	Undecided = "undecided"

	Error   = "error"
	Warning = "warning"
	Info    = "info"
)

// Finding is a reading problem or a rule that does not hold.
type Finding struct {
	Rule      string   `json:"rule"`
	Verdict   string   `json:"verdict"`
	Severity  string   `json:"severity"`
	Message   string   `json:"message"`
	MessageZH string   `json:"message_zh"`
	Paths     []string `json:"paths"`
	Left      Number   `json:"left"`
	Right     Number   `json:"right"`
	At        []string `json:"at"`
}

// Failure is a document that could not become a record.
type Failure struct {
	Schema string       `json:"schema"`
	Tool   Tool         `json:"tool,omitzero"` // a later version may read what this one could not
	Source Source       `json:"source"`
	Error  FailureError `json:"error"`
}

// FailureError says what is wrong and what to do next.
type FailureError struct {
	Code    Code   `json:"code"`
	Message string `json:"message"`
}

// Code is the kind of a failure.
type Code string

// The failure codes.
const (
	NotAReport  Code = "not_a_report" // no section or table of any form found
	Empty       Code = "empty"
	Unsupported Code = "unsupported"
	Encrypted   Code = "encrypted"
	Scanned     Code = "scanned"     // pictures only
	Undecodable Code = "undecodable" // text without a usable encoding
	Damaged     Code = "damaged"
	TooLarge    Code = "too_large"
	Timeout     Code = "timeout"
	Crashed     Code = "crashed"
	IO          Code = "io"
)

// CodedError is an error that ends a document, with its failure code.
type CodedError struct {
	Code    Code
	Message string // what is wrong, and what to do next
}

func (e *CodedError) Error() string { return e.Message }

// Fail returns a CodedError.
func Fail(code Code, message string) error { return &CodedError{code, message} }

// Cell returns the cell with the given path, or nil.
func (r *Record) Cell(path string) *Cell {
	for i := range r.Cells {
		if r.Cells[i].Path == path {
			return &r.Cells[i]
		}
	}
	return nil
}
