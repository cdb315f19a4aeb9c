package fold

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

func TestLabelIsOneSpellingOfManyPrints(t *testing.T) {
	for _, s := range []string{"（七）总 计", "(七)總計", "（七）总\u00a0计", "(七) 总\n计", "\ufeff（七）\u200b总计"} {
		require.Equal(t, "七总计", Label(s), s)
	}
	require.Equal(t, "1属于国家秘密", Label("１．屬於國家秘密"))
}

func TestRadicalsFoldToTheIdeographTheyLookLike(t *testing.T) {
	require.Equal(t, "方面齐民户一", Radicals("⽅⾯⻬⺠⼾⼀"))
	require.Equal(t, "方面齐民户一", Label("⽅⾯⻬⺠⼾⼀"))
	require.Equal(t, "plain 文", Radicals("plain 文"))
}

func TestTextKnowsWhereEachRuneCameFrom(t *testing.T) {
	s := "总 計：12"
	x := NewText(s)
	require.Equal(t, "总计12", string(x.Runes))
	require.Equal(t, "計：12", s[x.At[1]:])
	require.Equal(t, len(s), int(x.At[len(x.At)-1]))
}

func FuzzLabelIsIdempotent(f *testing.F) {
	f.Add("（七）總 计１２")
	f.Fuzz(func(t *testing.T, s string) {
		once := Label(s)
		if twice := Label(once); twice != once {
			t.Fatalf("%q folds to %q, then to %q", s, once, twice)
		}
	})
}

func TestMapHoldsWhatItWasMadeOf(t *testing.T) {
	from := map[rune]string{'a': "A", '?': "Q", '@': "at", '一': "1", '\uffff': "last", '𠀀': "of another plane"}
	m := NewMap(from)
	for r := range rune(0x20100) {
		want := from[r]
		if r >= 0x10000 {
			want = ""
		}
		require.Equal(t, want, m.Get(r), r)
	}
}

// The plain way to fold, one character after the other.
func plainLabel(s string) string {
	return strings.Map(func(r rune) rune {
		if r = Rune(r); !Keep(r) {
			return -1
		}
		return r
	}, s)
}

func plainWidth(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E:
			return r - 0xFEE0
		case invisible(r):
			return -1
		case IsSpace(r):
			return ' '
		}
		return r
	}, s)
}

func FuzzFoldingInStretches(f *testing.F) {
	for _, s := range []string{"（七）總 计１２", "a\tb", "总\t计\u200b。", "\x00总\x00", "总\xe4\xb8", "\xff１\ufffd", "\u9fff\ua000\u4000", "ａＢ\u00a0𠀀"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		require.Equal(t, plainLabel(s), Label(s))
		require.Equal(t, plainWidth(s), Width(s))
		var want, got []int32
		for i, r := range s {
			want = append(want, int32(i), r)
		}
		for i, r := range Runes(s) {
			got = append(got, int32(i), r)
		}
		require.Equal(t, want, got)
	})
}
