package check

import "gongkai/record"

// readingRules document what reading leaves in a record's findings. They are
// found where the print is seen (package match); here they have their words.
var readingRules = []Rule{
	{ID: "R01", Since: "0.1.0", Severity: record.Warning, Needs: Reading, Ours: true},
	{ID: "R02", Since: "0.1.0", Severity: record.Info, Needs: Reading, Ours: true},
	{ID: "R03", Since: "0.1.0", Severity: record.Info, Needs: Reading, Ours: true},
	{ID: "R04", Since: "0.1.0", Severity: record.Warning, Needs: Reading, Ours: true},
	{ID: "R05", Since: "0.1.0", Severity: record.Warning, Needs: Reading},
	{ID: "R06", Since: "0.1.0", Severity: record.Info, Needs: Reading},
	{ID: "R07", Since: "0.1.0", Severity: record.Info, Needs: Reading, Ours: true},
	{ID: "R08", Since: "0.1.0", Severity: record.Warning, Needs: Reading, Ours: true},
	{ID: "R09", Since: "0.1.0", Severity: record.Warning, Needs: Reading},
	{ID: "R10", Since: "0.1.0", Severity: record.Warning, Needs: Reading},
	{ID: "R11", Since: "0.1.0", Severity: record.Info, Needs: Reading, Ours: true},
	{ID: "R12", Since: "0.1.0", Severity: record.Warning, Needs: Reading}, // package given
	{ID: "R13", Since: "0.1.0", Severity: record.Warning, Needs: Reading},
	{ID: "R14", Since: "0.1.0", Severity: record.Info, Needs: Reading},
	{ID: "R15", Since: "0.1.0", Severity: record.Warning, Needs: Reading, Ours: true},
	{ID: "R16", Since: "0.1.0", Severity: record.Info, Needs: Reading, Ours: true},
	{ID: "R17", Since: "0.1.0", Severity: record.Warning, Needs: Reading},
	{ID: "R18", Since: "0.1.0", Severity: record.Info, Needs: Reading, Ours: true},
	{ID: "R19", Since: "0.1.0", Severity: record.Info, Needs: Reading, Ours: true},
	{ID: "R20", Since: "0.1.0", Severity: record.Warning, Needs: Reading},
	{ID: "R21", Since: "0.1.0", Severity: record.Warning, Needs: Reading, Ours: true},
}
