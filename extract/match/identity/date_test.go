package identity_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// However far from the beginning a date stands, it is read whole or not at all.
func TestADateWhereTheHeadEndsIsNotCut(t *testing.T) {
	for date, want := range map[string]string{"2024-02-23": "2024-02-23", "2024年12月23日": "2024-12-23", "二〇二四年二月二十三日": "2024-02-23"} {
		found := 0
		for n := range 180 {
			text := "石桥镇人民政府2023年政府信息公开工作年度报告 " + strings.Repeat("网站地图 ", 30) + strings.Repeat("a", n) + " 发布时间：" + date + " 根据《条例》要求编制" +
				strings.Repeat("本报告", 40) + "。一、总体情况稳步推进。二、主动公开政府信息情况规章000行政规范性文件103行政许可5"
			if got := read(t, []byte(text)).Report.Published; got != "" {
				require.Equal(t, want, got, n)
				found++
			}
		}
		require.NotZero(t, found)
		require.NotEqual(t, 180, found, "the head ends behind all of them")
	}
}

// A date is year, month and day with nothing but their signs and spaces between them.
func TestADateIsReadWholeOrNotAtAll(t *testing.T) {
	for printed, want := range map[string]string{
		"2024 年 1 月 23 日 来源：本站":  "2024-01-23",
		"2024 年 12 月 23 日 10:35": "2024-12-23",
		"2024-01-23 15:30:22":    "2024-01-23",
		"2024.1.23 星期二":          "2024-01-23",
		"2024年1月 共3件事项":          "",
		"2024年第3期 1月23日":         "",
	} {
		text := "石桥镇人民政府2023年政府信息公开工作年度报告\n" + printed + "\n一、总体情况\n稳步推进。\n二、主动公开政府信息情况\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t3\n"
		require.Equal(t, want, read(t, []byte(text)).Report.Published, printed)
	}
}

// Where the year of the report is not known, a date among words may be a period's.
func TestAPeriodIsNoDateOfPublication(t *testing.T) {
	for line, want := range map[string]string{
		"2019 年 1 月 1 日起至 2019 年 12 月 31 日止。": "",
		"截至2019年12月31日":                       "",
		"2020年1月7日":                           "2020-01-07",
	} {
		for _, at := range []string{"石桥镇人民政府政府信息公开工作年度报告\n" + line + "\n一、总体情况\n稳步推进。\n", "石桥镇人民政府政府信息公开工作年度报告\n一、总体情况\n稳步推进。\n" + line} {
			rec := read(t, []byte(strings.Replace(at, "稳步推进。", "稳步推进。\n二、主动公开政府信息情况\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t3", 1)))
			require.Equal(t, want, rec.Report.Published, at)
		}
	}
}
