package medium

import (
	"context"

	"gongkai/extract/grid"
	"gongkai/record"
)

// Text reads text files.
var Text = Medium{Name: "text", Detect: func([]byte) bool { return false }, Read: func(context.Context, []byte, Limits) (*grid.Doc, error) {
	return nil, record.Fail(record.Unsupported, "not built yet")
}}
