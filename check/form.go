package check

import "gongkai/record"

// formRules ask whether the report keeps to its form and to the law.
var formRules = []Rule{
	{ID: "F01", Since: "0.1.0", Severity: record.Error, Needs: One, Run: missingSection},
	{ID: "F02", Since: "0.1.0", Severity: record.Warning, Needs: One, Run: misnumbered},
	{ID: "F03", Since: "0.1.0", Severity: record.Warning, Needs: One, Run: disordered},
	{ID: "F04", Since: "0.1.0", Severity: record.Error, Needs: One, Run: otherForm},
	{ID: "F05", Since: "0.1.0", Severity: record.Warning, Needs: One, Should: Left, Run: announced},
	{ID: "F06", Since: "0.1.0", Severity: record.Warning, Needs: One, Should: Right, Run: otherYear},
	{ID: "F07", Since: "0.1.0", Severity: record.Warning, Needs: One, Run: templateWords},
	{ID: "F08", Since: "0.1.0", Severity: record.Warning, Needs: One, Run: noProblems},
	{ID: "F09", Since: "0.1.0", Severity: record.Info, Needs: One, Run: silentOnFees},
	{ID: "F10", Since: "0.1.0", Severity: record.Warning, Needs: One, Run: notice},
	{ID: "F11", Since: "0.1.0", Severity: record.Warning, Needs: One, Run: late},
	{ID: "F12", Since: "0.1.0", Severity: record.Warning, Needs: One, Should: Right, Run: regulations},
	{ID: "F13", Since: "0.1.0", Severity: record.Info, Needs: One, Run: supervision},
	{ID: "F14", Since: "0.1.0", Severity: record.Info, Needs: One, Should: Right, Run: unitSlip},
	{ID: "F15", Since: "0.1.0", Severity: record.Info, Needs: One, Should: Right, Run: longOverview},
}
