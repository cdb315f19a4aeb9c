package match

import (
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/record"
)

// A text that prints nothing for a blank cell, and the figures of a row without
// a space: as many digits as cells are not one figure each.
func TestFusedRowsBesideDroppedBlanks(t *testing.T) {
	text := "石桥镇人民政府2023年政府信息公开工作年度报告 根据条例编制。一、总体情况稳步推进。" +
		"二、主动公开政府信息情况第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章行政规范性文件712第二十条第（五）项信息内容本年处理决定数量行政许可51" +
		"三、收到和处理政府信息公开申请情况申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他" +
		"一、本年新收政府信息公开申请数量44283525二、上年结转政府信息公开申请数量三、本年度办理结果（一）予以公开41983502（二）部分公开（区分处理的，只计这一情形，不计其他情形）" +
		"（三）不予公开1.属于国家秘密2.其他法律行政法规禁止公开3.危及“三安全一稳定”4.保护第三方合法权益5.属于三类内部事务信息6.属于四类过程性信息7.属于行政执法案卷8.属于行政查询事项" +
		"（四）无法提供1.本机关不掌握相关政府信息23232.没有现成信息需要另行制作3.补正后申请内容仍不明确（五）不予处理1.信访举报投诉类申请2.重复申请3.要求提供公开出版物4.无正当理由大量反复申请5.要求行政机关确认或重新出具已获取信息" +
		"（六）其他处理1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请3.其他" +
		"（七）总计44283525四、结转下年度继续办理四、政府信息公开行政复议、行政诉讼情况五、存在的主要问题及改进情况无。"
	r := read(t, []byte(text))
	cells := map[string]record.Cell{}
	for _, c := range r.Cells {
		cells[c.Path] = c
	}
	for _, p := range []string{"proactive.normative_documents.repealed", "proactive.normative_documents.in_force", "requests.granted.total", "requests.new_received.total"} {
		require.Equal(t, record.Unreadable, cells[p].State, p)
	}
	require.Equal(t, record.Printed, cells["proactive.licensing.decisions"].State)
}
