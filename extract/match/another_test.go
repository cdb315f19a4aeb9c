package match

import (
	"strings"
	"testing"

	"gongkai/internal/sample"

	"github.com/stretchr/testify/require"
)

// A text that holds two reports, a cell a line, is read as the first of them.
func TestAnotherReportBehindTheFirst(t *testing.T) {
	first, second := sample.New(3, sample.Options{Generation: "2021"}), sample.New(4, sample.Options{Generation: "2021"})
	lines := func(r *sample.Report) string { return strings.ReplaceAll(string(r.Text()), "\t", "\n") }
	alone := read(t, []byte(lines(first)))
	both := read(t, []byte(lines(first)+"\n"+lines(second)))
	require.False(t, has(alone, "R09"))
	require.True(t, has(both, "R09"))
	require.Equal(t, alone.Report, both.Report)
	require.Equal(t, alone.Sections, both.Sections)
	require.Equal(t, alone.Cells, both.Cells)
}

func TestALinkToAnotherReportIsNone(t *testing.T) {
	text := string(sample.New(3, sample.Options{Generation: "2021"}).Text())
	require.False(t, has(read(t, []byte(text+"\n上一篇：汀州市残联2022年政府信息公开工作年度报告\n汀州市残联2021年政府信息公开工作年度报告\n")), "R09"))
}
