package medium

import (
	"context"

	"gongkai/extract/grid"
	"gongkai/record"
)

// HTML reads html files.
var HTML = Medium{Name: "html", Detect: func([]byte) bool { return false }, Read: func(context.Context, []byte, Limits) (*grid.Doc, error) {
	return nil, record.Fail(record.Unsupported, "not built yet")
}}
