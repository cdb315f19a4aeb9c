package match

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/record"
)

// A saved text that ends within section three's table, a figure a line: its first
// rows are read, and what is missing is said.
func TestATextThatEndsWithinItsTable(t *testing.T) {
	page := func(rows string) []byte {
		return []byte("汀州市残联2023年政府信息公开工作年度报告" + body + "自然人\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n总计\n" + strings.ReplaceAll(rows, ",", "\n\n"))
	}
	const two = "一、本年新收政府信息公开申请数量,5,0,0,1,0,0,6,二、上年结转政府信息公开申请数量,2,0,0,0,0,0,2,三、本年度办理结果,（一）予以公开,4,1"
	r := read(t, page(two))
	require.Equal(t, "5", r.Cell("requests.new_received.natural_person").Raw)
	require.Equal(t, "2", r.Cell("requests.carried_in.total").Raw)
	require.Equal(t, record.Unreadable, r.Cell("requests.granted.total").State)
	require.True(t, has(r, "R04"))
	// no table: a row is missing before, a figure is, or the text goes on
	for _, rows := range []string{
		"二、上年结转政府信息公开申请数量,2,0,0,0,0,0,2,三、本年度办理结果,（一）予以公开,4,1",
		strings.Replace(two, "1,0,0,6", "1,0,6", 1),
		two + ",四、政府信息公开行政复议、行政诉讼情况,无",
	} {
		require.NotEqual(t, record.Printed, read(t, page(rows)).Cell("requests.carried_in.total").State, rows)
	}
}
