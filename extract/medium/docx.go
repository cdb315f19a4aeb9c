package medium

import (
	"context"

	"gongkai/extract/grid"
	"gongkai/record"
)

// DOCX reads docx files.
var DOCX = Medium{Name: "docx", Detect: func([]byte) bool { return false }, Read: func(context.Context, []byte, Limits) (*grid.Doc, error) {
	return nil, record.Fail(record.Unsupported, "not built yet")
}}
