package narrative

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/record"
)

// A narrative of some 3,000 characters with the figures that a city's report states.
var typical = "（一）主动公开情况。坚持以公开为常态、不公开为例外，围绕中心工作和群众关切，及时发布财政预决算、重大建设项目、公共资源配置等重点领域信息，全年通过政府网站主动公开信息5500条，制作政策解读21篇，召开新闻发布会12场。健全信息发布审核机制，落实先审后发、三审三校制度，定期开展栏目检查，组织业务培训，不断提高工作人员的能力和水平。\n" +
	strings.Repeat("聚焦群众关心的热点问题，持续推进重点领域信息公开，优化公开目录，规范文件公开属性源头认定，推动政府信息资源集约共享，一是细化公开事项，二是拓宽公开渠道，方便公众查询、获取和使用，切实保障公众的知情权、参与权、表达权和监督权。\n", 8) +
	"（二）依申请公开情况。2023年，共受理政府信息公开申请3119件，答复3050件（含上年度结转申请34件，另有103件顺延到下年度答复），其中予以公开1362件，占44.66%；部分公开454件，占14.89%；不予公开172件，无法提供781件，不予处理88件，其他处理187件。政府信息公开行政复议351件，其中结果维持72件，结果纠正64件，其他结果178件，尚未审结37件；政府信息公开行政诉讼46件，其中结果维持25件，结果纠正5件，其他结果9件，尚未审结7件。\n" +
	strings.Repeat("（三）政府信息管理情况。严格执行保密审查制度，加强政府信息全生命周期管理，对失效、废止的文件及时清理并向社会公布，规范文件公开属性源头认定，优化检索和分类。截至年底，全市在运维政务新媒体共计95个，组织4次全覆盖检查，合格率均为100%。\n", 4) +
	strings.Repeat("（四）政府信息公开平台建设情况。进一步优化政务公开专栏设置，在日常读网巡查的基础上，定期对政府信息公开栏目进行检查，将栏目不更新、政策解读不通俗易懂、互动咨询不回应等问题列入重点检查范围，针对突出问题和日常共性问题，及时督促整改，着力提升解读的针对性和通俗化。\n", 7)

func BenchmarkCheck(b *testing.B) {
	r := full("2021", "overview", typical)
	figures := map[string]int64{"new_received": 3119, "carried_in": 34, "granted": 1362, "partial": 454, "processed_total": 3050, "carried_out": 103,
		"refused_state_secret": 172, "unable_not_held": 781, "unprocessed_repeat": 88, "other_other": 187}
	disputes := map[string]int64{"reconsideration.upheld": 72, "reconsideration.corrected": 64, "reconsideration.other": 178, "reconsideration.pending": 37,
		"reconsideration.total": 351, "litigation_direct.upheld": 25, "litigation_direct.corrected": 5, "litigation_direct.other": 9,
		"litigation_direct.pending": 7, "litigation_direct.total": 46}
	for i := range r.Cells {
		r.Cells[i].Value = record.Int(0)
	}
	for row, n := range figures {
		r.Cell("requests." + row + ".total").Value = record.Int(n)
	}
	for cell, n := range disputes {
		r.Cell("disputes." + cell).Value = record.Int(n)
	}
	findings, _, _ := Check(r)
	require.Empty(b, findings)
	b.SetBytes(int64(len(typical)))
	b.ReportAllocs()
	for b.Loop() {
		Check(r)
	}
}
