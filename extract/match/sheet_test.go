package match

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// A sheet saved with commas between its cells has lines of one cell, padded.
func TestLinesPaddedWithCommas(t *testing.T) {
	rec := read(t, []byte("汀州市残联2023年政府信息公开工作年度报告,,,\n一、总体情况,,,\n\"收到申请3件, 都已答复。\",,,\n二、主动公开政府信息情况,,,\n信息内容,本年制发件数,本年废止件数,现行有效件数\n规章,0,0,0\n行政规范性文件,1,0,3\n五、存在的主要问题及改进情况,,,\n更新不及时,,,\n2024年1月20日,,,\n"))
	require.Equal(t, "汀州市残联2023年政府信息公开工作年度报告", rec.Report.Title)
	require.Equal(t, "2024-01-20", rec.Report.Published)
	texts := map[string]string{}
	for _, s := range rec.Sections {
		texts[s.Key] = s.Text
	}
	require.Equal(t, "收到申请3件, 都已答复。", texts["overview"])
	require.Equal(t, "更新不及时\n2024年1月20日", texts["problems"])
}
