package figure

import (
	"testing"

	"gongkai/extract/form"
	"gongkai/record"

	"github.com/stretchr/testify/require"
)

func TestReadFigure(t *testing.T) {
	count, signed, money := &form.Node{}, &form.Node{Signed: true}, &form.Node{Unit: "万元"}
	for _, c := range []struct {
		raw, head string
		col       *form.Node
		state     record.State
		value     string
		doubt     string
	}{
		{"0", "", count, record.Printed, "0", ""},
		{" 11398889\n", "", count, record.Printed, "11398889", ""},
		{"8,863", "", count, record.Printed, "8863", ""},
		{"８，８６３", "", count, record.Printed, "8863", ""},
		{"1,2", "", count, record.Unreadable, "null", "R01"},
		{"12.0", "", count, record.Printed, "12", ""},
		{"12.5", "", count, record.Printed, "12.5", "R13"},
		{"", "", count, record.Blank, "null", ""},
		{"\u00a0\u3000", "", count, record.Blank, "null", ""},
		{"/", "", count, record.Slash, "null", ""},
		{"—", "", count, record.Dash, "null", ""},
		{"--", "", count, record.Dash, "null", ""},
		{"无", "", count, record.Word, "null", ""},
		{"不适用", "", count, record.Word, "null", ""},
		{"6件", "", count, record.Annotated, "6", ""},
		{"22（其中修订16件）", "", count, record.Annotated, "22", "R06"},
		{"55件（含自然失效29件）", "", count, record.Annotated, "55", "R06"},
		{"共22件", "", count, record.Annotated, "22", "R06"},
		{"22，另16件", "", count, record.Unreadable, "null", "R01"},
		{"12\uFFFD", "", count, record.Unreadable, "null", "R01"},
		{"\uFFFD12件", "", count, record.Unreadable, "null", "R01"},
		{"\uFFFD", "", count, record.Unreadable, "null", "R01"},
		{"1 2", "", count, record.Unreadable, "null", "R01"},
		{"/ 1", "", count, record.Unreadable, "null", "R01"}, // a mark of a note, not a figure
		{"l29", "", count, record.Unreadable, "null", "R01"}, // letters where digits were
		{"5l", "", count, record.Unreadable, "null", "R01"},
		{"减4", "", signed, record.Annotated, "-4", ""},
		{"增加 12", "", signed, record.Annotated, "12", ""},
		{"下降4", "", signed, record.Unreadable, "null", "R01"}, // 4 less is not 4
		{"↓4", "", signed, record.Unreadable, "null", "R01"},
		{"-4（取消4项）", "", signed, record.Annotated, "-4", "R06"},
		{"1.2万", "", count, record.Annotated, "12000", "R07"},
		{"3万条", "", count, record.Annotated, "30000", "R07"},
		{"4523", "本年收费金额（单位：千元）", money, record.Printed, "452.3", "R07"},
		{"减4", "", count, record.Unreadable, "null", "R01"},
		{"1\u200b2\ufeff", "", count, record.Printed, "12", ""},
		{"-8", "", count, record.Unreadable, "null", "R01"},
		{"-8", "", signed, record.Printed, "-8", ""},
		{"- 8", "", signed, record.Printed, "-8", "R07"},
		{"+3", "", signed, record.Printed, "3", ""},
		{"--253", "", signed, record.Printed, "-253", "R07"},
		{"－8", "", signed, record.Printed, "-8", ""},
		{"18.8710", "", money, record.Printed, "18.871", "R14"},
		{"18.8710", "本年收费金额（单位：万元）", money, record.Printed, "18.871", ""},
		{"160.5964万元", "", money, record.Annotated, "160.5964", ""},
		{"251000元", "", money, record.Annotated, "25.1", "R07"},
		{"251000元（含税）", "", money, record.Annotated, "25.1", "R07"},
		{"251000（单位：元）", "", money, record.Annotated, "25.1", "R07"},
		{"251000元①", "", money, record.Annotated, "25.1", "R07"},
		{"75394432.52元", "", money, record.Annotated, "7539.443252", "R07"},
		{"251000", "收费金额（元）", money, record.Printed, "25.1", "R07"},
		{"0", "", money, record.Printed, "0", ""},
		{"1234567890123456789012", "", count, record.Unreadable, "null", "R01"},
	} {
		f := Read(c.raw, c.col, c.head)
		require.Equal(t, c.state, f.State, "%q", c.raw)
		require.Equal(t, c.value, f.Value.String(), "%q", c.raw)
		require.Equal(t, c.doubt, f.Doubt, "%q", c.raw)
	}
}

func FuzzReadFigure(f *testing.F) {
	for _, s := range []string{"0", "８，８６３", "22（其中修订16件）", "--253", "251000元", "1 2", "无"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := Read(s, &form.Node{Signed: true}, "")
		if a.State == record.Printed { // what was read as a plain number is read the same when written plainly
			b := Read(a.Value.String(), &form.Node{Signed: true}, "")
			if b.State != record.Printed || !b.Value.Equal(a.Value) {
				t.Fatalf("%q reads as %v, which reads as %v", s, a.Value, b.Value)
			}
		}
		if a.State == record.Unreadable && a.Doubt == "" {
			t.Fatalf("%q is unreadable without a finding", s)
		}
	})
}
