package medium

import (
	"context"

	"gongkai/extract/grid"
	"gongkai/record"
)

// PDF reads pdf files.
var PDF = Medium{Name: "pdf", Detect: func([]byte) bool { return false }, Read: func(context.Context, []byte, Limits) (*grid.Doc, error) {
	return nil, record.Fail(record.Unsupported, "not built yet")
}}
