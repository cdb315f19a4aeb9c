package medium

import (
	"context"

	"gongkai/extract/grid"
	"gongkai/record"
)

// Markdown reads markdown files.
var Markdown = Medium{Name: "markdown", Detect: func([]byte) bool { return false }, Read: func(context.Context, []byte, Limits) (*grid.Doc, error) {
	return nil, record.Fail(record.Unsupported, "not built yet")
}}
