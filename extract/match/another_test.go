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

func TestAnAnnexUnderTheSameTitleIsNoOtherReport(t *testing.T) {
	r := sample.New(3, sample.Options{Generation: "2021"})
	tables := strings.ReplaceAll(string(r.Text()), "\t", "\n")
	title, _, _ := strings.Cut(tables, "\n")
	narrative := title + "\n一、总体情况\n好。\n二、主动公开政府信息情况\n好。\n三、收到和处理政府信息公开申请情况\n好。\n四、政府信息公开行政复议、行政诉讼情况\n好。\n五、存在的主要问题及改进情况\n少。\n六、其他需要报告的事项\n无。\n"
	require.False(t, has(read(t, []byte(narrative+tables)), "R09"))
}
