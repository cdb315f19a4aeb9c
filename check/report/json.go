package report

import (
	"encoding/json"
	"io"

	"gongkai/check"
	"gongkai/record"
)

// line is a finding as one JSON line.
type line struct {
	Source      record.Source `json:"source"`
	Report      record.Report `json:"report"`
	Fingerprint string        `json:"fingerprint"`
	Status      string        `json:"status"`
	Reason      string        `json:"reason,omitempty"`
	record.Finding
}

// JSON writes one line a finding, dismissed ones too, with its fingerprint and
// status; then the failures, as they stand in the output of extract.
func JSON(w io.Writer, r *Report) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, d := range r.Docs {
		for _, i := range d.Items {
			if err := e.Encode(line{d.Source, d.Report, i.Review.Fingerprint, status(&i), i.Review.Reason, i.Finding}); err != nil {
				return err
			}
		}
	}
	for _, f := range r.Failures {
		if err := e.Encode(f); err != nil {
			return err
		}
	}
	return nil
}

func status(i *Item) string {
	if i.Review.Status == "" {
		return check.Open
	}
	return i.Review.Status
}
