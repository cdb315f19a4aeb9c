package narrative

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"gongkai/record"
)

// sound asserts what holds of every text: claims are of the text, the same each
// time, and tables that say nothing contradict nothing.
func sound(t require.TestingT, r *record.Record) {
	findings, holds, undecided := Check(r)
	claims := r.Claims
	for _, c := range claims {
		require.NotEmpty(t, c.Readings, c.Text)
		require.Contains(t, []string{agrees, contradicts, open}, c.Verdict)
		require.False(t, c.Value.IsNull())
		require.Contains(t, r.Sections[0].Text, c.Text)
		require.Contains(t, c.Text, c.Unit)
		require.True(t, shows(c.Text, c.Value), "%q does not show %s", c.Text, c.Value)
	}
	for _, f := range findings {
		require.NotEmpty(t, f.Paths, f.Message)
		require.NotEmpty(t, f.Message)
		require.NotEmpty(t, f.MessageZH)
		require.Equal(t, record.Broken, f.Verdict)
	}
	again, holds2, undecided2 := Check(r)
	require.Equal(t, findings, again)
	require.Equal(t, claims, r.Claims)
	require.Equal(t, []int{holds, undecided}, []int{holds2, undecided2})
	for i := range r.Cells {
		r.Cells[i].Value, r.Cells[i].State = record.Number{}, record.Blank
	}
	findings, _, _ = Check(r)
	for _, f := range findings {
		require.NotContains(t, []string{"N01", "N04"}, f.Rule)
	}
	feesOf(r)
}

// shows reports whether a figure stands in a text, in digits or Chinese
// numerals, or none is said in words.
func shows(text string, n record.Number) bool {
	var x lexed
	for _, k := range x.lex(text) {
		if (k.kind == number || k.unit.ofDocuments()) && k.value.Equal(n) || n.Sign() == 0 && k.none() {
			return true
		}
	}
	return false
}

func sentences(t require.TestingT) []string {
	raw, err := os.ReadFile("testdata/sentences.txt")
	require.NoError(t, err)
	var out []string
	for line := range strings.Lines(string(raw)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' && !isDigit(rune(line[0])) && line != "nothing" && line[0] != 'N' {
			out = append(out, line)
		}
	}
	return out
}

func FuzzCheck(f *testing.F) {
	for _, s := range sentences(f) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 4000 {
			t.Skip()
		}
		r := full("2021", "overview", text)
		sound(t, r)
	})
}

// Sentences made of the vocabulary's own words in any order.
func TestAnyWords(t *testing.T) {
	words := []string{"政府信息公开申请", "申请", "行政复议", "行政诉讼", "规范性文件", "信息处理费", "收到", "受理", "新收", "办结", "答复", "上年结转", "结转下年度", "结转",
		"予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理", "维持", "纠正", "尚未审结", "均获维持", "自然人", "企业", "网络", "信函", "其中", "含", "另有", "分别为",
		"各", "均", "未收到", "没有", "为零", "比", "上年", "2022年", "2023年", "2024年度", "全市", "本机关", "约", "占", "，", "。", "；", "、", "：", "（", "）", "\n", " ", "共", "和",
		"12件", "３件", "两件", "一百零五件", "0件", "33.9%", "1,234", "7", "400元", "1.5万元", "条", "第", "（二）依申请公开。", "主动公开", "建议", "等", "现行有效", "废止", "制发"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 30).Draw(t, "words"), "")
		r := full(rapid.SampledFrom([]string{"2019", "2021"}).Draw(t, "generation"), rapid.SampledFrom([]string{"overview", "disputes", "requests", "other"}).Draw(t, "section"), text)
		r.Report.Scope = rapid.SampledFrom([]string{"", "organ", "region"}).Draw(t, "scope")
		sound(t, r)
	})
}
