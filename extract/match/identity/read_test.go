package identity_test

import (
	"context"
	"testing"

	"gongkai/extract/match"
	"gongkai/extract/medium"
	"gongkai/record"

	"github.com/stretchr/testify/require"
)

// body is a report's text below its title.
const body = "\n一、总体情况\n稳步推进。\n二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t3\n三、收到和处理政府信息公开申请情况\n"

// read reads a document whole: what is tested here it tells of the report itself.
func read(t testing.TB, data []byte) *record.Record {
	t.Helper()
	doc, err := medium.Read(context.Background(), data, medium.DefaultLimits)
	require.NoError(t, err)
	rec, err := match.Record(context.Background(), doc)
	require.NoError(t, err)
	return rec
}
