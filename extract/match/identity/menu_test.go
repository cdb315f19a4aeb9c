package identity_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/record"
)

// A page without line ends runs its menus, its title, its date and its text
// together.
func TestMenusBeforeTheTitleAreNoPartOfTheOrgan(t *testing.T) {
	for _, c := range []struct{ top, title, organ, date string }{
		{"当前位置： 首页>政务公开>政府信息公开年报 石桥镇人民政府2023年政府信息公开工作年度报告 来源：石桥镇人民政府 发布时间：2024-01-13 16:05 浏览次数：128 【字体：大 中 小】 ",
			"石桥镇人民政府2023年政府信息公开工作年度报告", "石桥镇人民政府", "2024-01-13"},
		{"English | 无障碍 松涧区卫生健康局2023年度政府信息公开工作年度报告 日期：2024年3月5日 来源：本站 访问量：56 ",
			"松涧区卫生健康局2023年度政府信息公开工作年度报告", "松涧区卫生健康局", "2024-03-05"},
		{"白鹿县 2023年政府信息公开工作年度报告 信息来源：县政府办 数据时间：2023-12-31 ",
			"白鹿县 2023年政府信息公开工作年度报告", "白鹿县", ""},
		{"汀州市 林业局2023年政府信息公开工作年度报告 ", "汀州市 林业局2023年政府信息公开工作年度报告", "汀州市林业局", ""},
	} {
		text := c.top + strings.Repeat("根据《中华人民共和国政府信息公开条例》要求编制。", 12) + "一、总体情况稳步推进。二、主动公开政府信息情况规章000行政规范性文件103行政许可5"
		r := read(t, []byte(text)).Report
		require.Equal(t, record.Report{Title: c.title, Organ: c.organ, Year: 2023, Scope: r.Scope, Published: c.date}, r, c.top)
	}
}
