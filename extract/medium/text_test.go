package medium_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gongkai/extract/medium"
)

// A document on one line is no row of a table, whatever stands between its
// words.
func TestAWholeTextOnALineIsNoRow(t *testing.T) {
	text := strings.Repeat("本局按照条例的要求公开信息", 40)
	for _, gap := range []string{"\t", "   ", "\u3000\u3000"} {
		doc, err := medium.Read(context.Background(), []byte("石门县统计局2023年年报"+gap+text+gap+"0"+gap+"0"+gap+"0\n"), medium.DefaultLimits)
		require.NoError(t, err)
		require.Len(t, doc.Blocks, 1)
		require.NotNil(t, doc.Blocks[0].Para, "%q", gap)
	}
}

// Words that stand in a border of dashes, above which there is no row, are kept.
func TestWordsInABorderAreKept(t *testing.T) {
	doc, err := medium.Read(context.Background(), []byte("+--+--+\n+--罚+-+\n+--+--+\n|制|0|\n"), medium.DefaultLimits)
	require.NoError(t, err)
	text := visible(doc)
	for _, word := range []string{"罚", "制", "0"} {
		require.Contains(t, text, word)
	}
}

// Mirrors write readings in brackets behind characters.
func TestReadingsBehindCharactersAreLeftOut(t *testing.T) {
	text := func(s string) (string, int) {
		doc, err := medium.Read(context.Background(), []byte(s), medium.DefaultLimits)
		require.NoError(t, err)
		return doc.Blocks[0].Para.Text, len(doc.Notes)
	}
	s, notes := text("一(an)二（二）" + strings.Repeat("報(bào)告準(zhǔn)確，規(guī)章發(fā)布。", 3) + "附(a)件(B)，表(1)見(jiàn)")
	require.Equal(t, "一二（二）"+strings.Repeat("報告準確，規章發布。", 3)+"附件(B)，表(1)見", s)
	require.Equal(t, 1, notes)
	const few = "銀行(háng)業，數據(a)"
	s, notes = text(few)
	require.Equal(t, few, s)
	require.Zero(t, notes)
}

// A line of a drawn table that has a character where others have a rule loses
// nothing of it.
func TestACharacterInARulesPlaceIsKept(t *testing.T) {
	for _, text := range []string{
		"+---+------+------+\n| a | 12   | 3    |\n|   | 4 567890 12 |\n+---+------+------+\n",
		"┌───┬────┬────┐\n│ a │ 12 │ 3  │\n│   │45678901 │\n└───┴────┴────┘\n",
	} {
		doc, err := medium.Read(context.Background(), []byte(text), medium.DefaultLimits)
		require.NoError(t, err)
		require.Contains(t, visible(doc), "567890", "%s", text)
	}
}

// Words that stand where a wiki table has its marks and attributes are kept.
func TestWordsBesideWikiMarksAreKept(t *testing.T) {
	for text, want := range map[string]string{
		"{|收0\n|}\n结": "{|收0|}结", "{| class=\"a\"\n|-\n| 收 || 7\n|- 又3\n| 办 || 8\n|} 结": "收7办8又3结", "{|\n|}\n结": "结",
	} {
		doc, err := medium.Read(context.Background(), []byte("# 题\n\n"+text+"\n"), medium.DefaultLimits)
		require.NoError(t, err)
		require.ElementsMatch(t, []rune("题"+want), []rune(visible(doc)), "%s: %s", text, visible(doc))
	}
}
