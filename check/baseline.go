package check

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"gongkai/internal/strict"
	"gongkai/record"
)

// Baseline is a file of reviewed findings, which later runs respect: YAML, one
// entry a finding, to be read and edited by people.
//
//   - fingerprint: 5f0c…
//     status: dismissed
//     reason: the agency explained that …
type Baseline struct {
	Reviews []Review
	by      map[string]int
}

// Review is a person's judgement on one finding. The last four fields repeat the
// finding for those who read the file; only the fingerprint counts.
type Review struct {
	Fingerprint string `yaml:"fingerprint" json:"fingerprint"`
	Status      string `yaml:"status" json:"status"` // open, confirmed, dismissed
	Reason      string `yaml:"reason,omitempty" json:"reason,omitempty"`
	Rule        string `yaml:"rule,omitempty" json:"-"`
	Organ       string `yaml:"organ,omitempty" json:"-"`
	Year        int    `yaml:"year,omitempty" json:"-"`
	Message     string `yaml:"message,omitempty" json:"-"`
}

// What a review says of its finding.
const (
	Open      = "open"      // not judged yet
	Confirmed = "confirmed" // a fault of the report
	Dismissed = "dismissed" // none; a reason is required
)

// Fingerprint names a finding by what it says, not by where the document lay or
// how the message was worded: organ, year, scope, rule, cells and both numbers.
// It survives a re-run, and a version that finds the same in other words. A
// report without an organ goes by its document's name, and a finding without
// cells by its places.
func Fingerprint(r *record.Record, f record.Finding) string {
	who := Organ(r)
	if who == "" {
		who = "document " + r.Source.Name
	}
	parts := []string{who, fmt.Sprint(r.Report.Year), Scope(r), f.Rule, strings.Join(f.Paths, " "), f.Left.String(), f.Right.String()}
	if len(f.Paths) == 0 {
		parts = append(parts, strings.Join(f.At, ","))
	}
	h := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(h[:12])
}

// ReadBaseline reads a baseline and says which entry is wrong.
func ReadBaseline(r io.Reader) (*Baseline, error) {
	b := &Baseline{by: map[string]int{}}
	data, err := io.ReadAll(r)
	if err == nil {
		err = strict.YAML(data, &b.Reviews)
	}
	if err != nil {
		return nil, fmt.Errorf("baseline: %w", err)
	}
	for i, v := range b.Reviews {
		switch _, twice := b.by[v.Fingerprint]; {
		case v.Fingerprint == "":
			return nil, fmt.Errorf("baseline: entry %d has no fingerprint; copy it from the output of gongkai check --format json", i+1)
		case twice:
			return nil, fmt.Errorf("baseline: entry %d: fingerprint %s stands there twice; keep one", i+1, v.Fingerprint)
		case !slices.Contains([]string{Open, Confirmed, Dismissed}, v.Status):
			return nil, fmt.Errorf("baseline: entry %d: status is open, confirmed or dismissed, not %q", i+1, v.Status)
		case v.Status == Dismissed && strings.TrimSpace(v.Reason) == "":
			return nil, fmt.Errorf("baseline: entry %d: say in reason why %s was dismissed", i+1, v.Fingerprint)
		}
		b.by[v.Fingerprint] = i
	}
	return b, nil
}

// Of returns the review of a finding; Open where there is none. b may be nil.
func (b *Baseline) Of(r *record.Record, f record.Finding) Review {
	fp := Fingerprint(r, f)
	if b != nil {
		if i, ok := b.by[fp]; ok {
			return b.Reviews[i]
		}
	}
	return Review{Fingerprint: fp, Status: Open}
}

// Draft returns a baseline of all findings of the records: those of b as they
// were judged, the others open. Reviews whose finding is gone are kept at the end.
func (b *Baseline) Draft(records []*record.Record) *Baseline {
	out := &Baseline{by: map[string]int{}}
	for _, r := range records {
		for _, f := range r.Findings {
			v := b.Of(r, f)
			if _, twice := out.by[v.Fingerprint]; twice {
				continue
			}
			v.Rule, v.Organ, v.Year, v.Message = f.Rule, r.Report.Organ, r.Report.Year, f.Message
			out.by[v.Fingerprint] = len(out.Reviews)
			out.Reviews = append(out.Reviews, v)
		}
	}
	if b != nil {
		for _, v := range b.Reviews {
			if _, there := out.by[v.Fingerprint]; !there {
				out.by[v.Fingerprint] = len(out.Reviews)
				out.Reviews = append(out.Reviews, v)
			}
		}
	}
	return out
}

// Write writes the baseline as ReadBaseline reads it.
func (b *Baseline) Write(w io.Writer) error {
	if len(b.Reviews) == 0 {
		_, err := io.WriteString(w, "[]\n")
		return err
	}
	e := yaml.NewEncoder(w)
	e.SetIndent(2)
	if err := e.Encode(b.Reviews); err != nil {
		return err
	}
	return e.Close()
}
