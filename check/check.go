// Package check judges records: every rule is a documented value, and what it
// finds names the rule, the cells, the arithmetic and the printed place.
//
// It sees records, never documents.
package check

import "gongkai/record"

// Record runs every rule that needs only the record itself: it sets Claims and
// Summary and appends to the findings that reading left in r.
func Record(r *record.Record) {}
