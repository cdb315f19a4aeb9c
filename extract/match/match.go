// Package match finds a report's sections, tables, rows and columns in a
// grid.Doc by their printed labels, and puts each number into its cell.
package match

import (
	"context"

	"gongkai/extract/grid"
	"gongkai/record"
)

// Record makes the record of a document: everything but the source, the tool
// and the checks. The error is record.NotAReport where no section and no table
// of any form is found.
func Record(ctx context.Context, doc *grid.Doc) (*record.Record, error) {
	return nil, record.Fail(record.NotAReport, "not built yet")
}
