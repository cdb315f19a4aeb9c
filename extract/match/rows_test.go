package match

import (
	"strings"
	"testing"

	"gongkai/internal/sample"
	"gongkai/record"

	"github.com/stretchr/testify/require"
)

// A form's corner may hold nothing but brackets.
func TestASignInTheHeaderIsNoLabel(t *testing.T) {
	for _, sign := range []string{"（）", "：", "，", "("} {
		rec := read(t, []byte("<p>汀州市残联2023年政府信息公开工作年度报告</p><p>三、收到和处理政府信息公开申请情况</p><table><tr><td>"+sign+"</td><td>自然人</td><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td><td></td></tr>"+
			"<tr><td>一、本年新收政府信息公开申请数量</td><td>3</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>4</td></tr></table>"))
		require.Equal(t, "4", rec.Cell("requests.new_received.total").Value.String(), sign)
	}
}

// Words that stand where a figure should make that cell unreadable, not the row
// unknown.
func TestWordsAmongFiguresAreNoLabel(t *testing.T) {
	r := sample.New(3, sample.Options{Generation: "2019"})
	text := string(r.Text())
	row := func(label string) (from, to int) {
		from = strings.Index(text, label+"\t")
		return from, from + strings.Index(text[from:], "\n")
	}
	for _, c := range []struct{ label, words, path, before, behind string }{
		{"行政许可", "新增2项", "proactive.licensing.items_change", "proactive.licensing.items_prior_year", "proactive.licensing.decisions"},
		{"行政许可", "下降3", "proactive.licensing.items_change", "proactive.licensing.items_prior_year", "proactive.licensing.decisions"},
		{"（一）予以公开", "一", "requests.granted.commercial_enterprise", "requests.granted.natural_person", "requests.granted.total"},
		{"（一）予以公开", "〇", "requests.granted.commercial_enterprise", "requests.granted.natural_person", "requests.granted.total"},
	} {
		from, to := row(c.label)
		cells := strings.Split(text[from:to], "\t")
		cells[2] = c.words
		rec := read(t, []byte(text[:from]+strings.Join(cells, "\t")+text[to:]))
		require.Equal(t, record.Unreadable, rec.Cell(c.path).State, c.words)
		require.True(t, named(rec, c.path), c.words)
		for _, path := range []string{c.before, c.behind} {
			require.Equal(t, r.Values[path].String(), rec.Cell(path).Value.String(), c.words)
		}
	}
}

func TestWordsInTheFirstFiguresCell(t *testing.T) {
	r := sample.New(3, sample.Options{Generation: "2021"})
	text := string(r.Text())
	label := "一、本年新收政府信息公开申请数量\t"
	at := strings.Index(text, label) + len(label)
	rec := read(t, []byte(text[:at]+"约"+text[at:]))
	require.Equal(t, record.Annotated, rec.Cell("requests.new_received.natural_person").State)
	require.True(t, named(rec, "requests.new_received.natural_person"))
	require.Equal(t, r.Values["requests.new_received.total"].String(), rec.Cell("requests.new_received.total").Value.String())
}

func TestASignedFigureWithARemarkIsNoLabel(t *testing.T) {
	r := sample.New(3, sample.Options{Generation: "2019"})
	text := string(r.Text())
	from := strings.Index(text, "行政许可\t")
	to := from + strings.Index(text[from:], "\n")
	cells := strings.Split(text[from:to], "\t")
	cells[2] = "-3（取消3项）"
	rec := read(t, []byte(text[:from]+strings.Join(cells, "\t")+text[to:]))
	require.Equal(t, "-3", rec.Cell("proactive.licensing.items_change").Value.String())
	require.Equal(t, r.Values["proactive.licensing.decisions"].String(), rec.Cell("proactive.licensing.decisions").Value.String())
}
