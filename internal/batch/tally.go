package batch

import (
	"bytes"

	"gongkai/record"
)

// Findings counts findings by severity.
type Findings struct {
	Error   int `json:"error"`
	Warning int `json:"warning"`
	Info    int `json:"info"`
}

// CountFindings counts the findings of a finished line, whose list stands last.
// Quotes inside text are escaped, so these bytes can only be its key and a
// finding's severity.
func CountFindings(line []byte) Findings {
	at := bytes.Index(line, []byte(`,"findings":[`))
	if at < 0 {
		return Findings{}
	}
	line = line[at:]
	return Findings{
		bytes.Count(line, []byte(`"severity":"error"`)),
		bytes.Count(line, []byte(`"severity":"warning"`)),
		bytes.Count(line, []byte(`"severity":"info"`)),
	}
}

// AtLeast returns how many findings have the severity or a higher one.
func (f Findings) AtLeast(severity string) int {
	switch severity {
	case record.Error:
		return f.Error
	case record.Warning:
		return f.Error + f.Warning
	case record.Info:
		return f.Error + f.Warning + f.Info
	}
	return 0
}

// Tally counts what a run has done.
type Tally struct {
	Documents  int                 `json:"documents"`
	Records    int                 `json:"records"`
	Failures   map[record.Code]int `json:"failures"`
	Findings   Findings            `json:"findings"`
	Duplicates int                 `json:"duplicates"`
	Kept       int                 `json:"-"` // lines of an earlier run
}

// Add counts one document.
func (t *Tally) Add(d Done) {
	t.Documents++
	if d.Code == "" {
		t.Records++
	} else {
		if t.Failures == nil {
			t.Failures = map[record.Code]int{}
		}
		t.Failures[d.Code]++
	}
	if d.Duplicate {
		t.Duplicates++
	}
	var f Findings
	if d.Kept != nil {
		t.Kept++
		f = d.Kept.Found
	} else {
		f = CountFindings(d.Line)
	}
	t.Findings.Error += f.Error
	t.Findings.Warning += f.Warning
	t.Findings.Info += f.Info
}

// Failed returns the number of failures.
func (t *Tally) Failed() int { return t.Documents - t.Records }
