package report

import (
	"encoding/json"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gongkai/check"
	"gongkai/record"
)

// The parts of SARIF 2.1.0 that are used (OASIS, sarif-schema-2.1.0.json).
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool struct {
			Driver sarifDriver `json:"driver"`
		} `json:"tool"`
		Invocations []sarifInvocation `json:"invocations"`
		Results     []sarifResult     `json:"results"`
		ColumnKind  string            `json:"columnKind"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID            string        `json:"id"`
		Short         sarifText     `json:"shortDescription"`
		Full          sarifText     `json:"fullDescription"`
		Configuration sarifSeverity `json:"defaultConfiguration"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifSeverity struct {
		Level string `json:"level"`
	}
	sarifInvocation struct {
		Successful    bool                `json:"executionSuccessful"`
		Notifications []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotification struct {
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
	sarifResult struct {
		RuleID       string             `json:"ruleId"`
		RuleIndex    int                `json:"ruleIndex"`
		Kind         string             `json:"kind"`
		Level        string             `json:"level"`
		Message      sarifText          `json:"message"`
		Locations    []sarifLocation    `json:"locations"`
		Fingerprints map[string]string  `json:"partialFingerprints"`
		Suppressions []sarifSuppression `json:"suppressions,omitempty"`
		Properties   map[string]any     `json:"properties,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
		Message  *sarifText     `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region *sarifRegion `json:"region,omitempty"`
	}
	sarifRegion struct {
		StartLine int `json:"startLine"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Justification string `json:"justification"`
	}
)

// SARIF writes the findings as a SARIF 2.1.0 log. Undecided ones are of kind
// "open"; dismissed ones are suppressed with their reason; a document that could
// not be read is a notification.
func SARIF(w io.Writer, r *Report) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "gongkai", Version: r.Version}
	index := map[string]int{}
	run.Tool.Driver.Rules = []sarifRule{}
	for i := range check.Rules {
		rule := &check.Rules[i]
		if !r.found(rule.ID) {
			continue
		}
		index[rule.ID] = len(run.Tool.Driver.Rules)
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{rule.ID, sarifText{rule.Title(r.Lang)}, sarifText{rule.Why(r.Lang)},
			sarifSeverity{level(rule.Severity)}})
	}
	for k := range r.Docs {
		d := &r.Docs[k]
		for i := range d.Items {
			run.Results = append(run.Results, r.result(d, &d.Items[i], index))
		}
	}
	inv := sarifInvocation{Successful: true}
	for _, f := range r.Failures {
		inv.Notifications = append(inv.Notifications, sarifNotification{"error", sarifText{string(f.Error.Code) + ": " + f.Error.Message},
			[]sarifLocation{{Physical: physical(f.Source, "")}}})
	}
	run.Invocations = []sarifInvocation{inv}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

// found reports whether there is a finding of a rule.
func (r *Report) found(id string) bool {
	return slices.ContainsFunc(r.Docs, func(d Doc) bool {
		return slices.ContainsFunc(d.Items, func(i Item) bool { return i.Rule == id })
	})
}

func (r *Report) result(d *Doc, i *Item, index map[string]int) sarifResult {
	out := sarifResult{RuleID: i.Rule, RuleIndex: -1, Kind: "fail", Level: level(i.Severity), Message: sarifText{r.words(i)},
		Fingerprints: map[string]string{"gongkai/v1": i.Review.Fingerprint}}
	if n, ok := index[i.Rule]; ok {
		out.RuleIndex = n
	}
	if i.Verdict == record.Undecided {
		out.Kind, out.Level = "open", "none" // SARIF 2.1.0, 3.27.10: a level is for kind "fail" only
	}
	at := ""
	if len(i.At) > 0 {
		at = i.At[0]
	}
	loc := sarifLocation{Physical: physical(d.Source, at)}
	for _, p := range i.Paths {
		loc.Logical = append(loc.Logical, sarifLogical{p})
	}
	if len(i.At) > 0 {
		loc.Message = &sarifText{r.places(i.At)}
	}
	out.Locations = []sarifLocation{loc}
	if i.Dismissed() {
		out.Suppressions = []sarifSuppression{{"external", i.Review.Reason}}
	}
	if !i.Left.IsNull() || !i.Right.IsNull() {
		out.Properties = map[string]any{"left": i.Left, "right": i.Right}
	}
	return out
}

// physical is a document and, for text, the line.
func physical(s record.Source, at string) (p sarifPhysical) {
	p.Artifact.URI = (&url.URL{Path: strings.ReplaceAll(name(s), "\\", "/")}).String()
	first, _, _ := strings.Cut(at, " ")
	if strings.HasPrefix(first, "l") {
		if n, err := strconv.Atoi(first[1:]); err == nil && n > 0 {
			p.Region = &sarifRegion{n}
		}
	}
	return p
}

func level(severity string) string {
	if severity == record.Info {
		return "note"
	}
	return severity
}
