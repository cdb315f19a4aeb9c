package form

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

func count(f *Form, table string, optional bool) (n int) {
	for _, c := range f.Cells {
		if c.Table.Key == table && c.Optional == optional {
			n++
		}
	}
	return n
}

func TestFormsHaveTheCellsOfTheOfficialForms(t *testing.T) {
	f := Get("2021")
	require.Equal(t, 10, count(f, "proactive", false))
	require.Equal(t, 175, count(f, "requests", false))
	require.Equal(t, 15, count(f, "disputes", false))
	g := Get("2019")
	require.Equal(t, 22, count(g, "proactive", false))
	require.Equal(t, 161, count(g, "requests", false))
	require.Equal(t, 15, count(g, "disputes", false))
	l := Get("2014")
	require.Equal(t, 58, count(l, "indicators", false))
	require.Equal(t, 4, count(l, "indicators", true), "rows of provincial lists")
	require.Equal(t, 58+4, count(l, "indicators_cumulative", true), "only where the column is printed")
}

func TestAListIsBoundByTheRowsThatItPrints(t *testing.T) {
	f := Get("2014")
	first, n := f.Span(f.Table("indicators"))
	require.Equal(t, [2]int{0, len(f.Cells)}, [2]int{first, n})
	none := f.IdentitiesFor(func(i int) bool { return !f.Cells[i].Optional })
	require.Equal(t, "T06", none[0].ID)
	require.Len(t, none[0].Left, 4)
	email := f.IdentitiesFor(func(i int) bool { return !f.Cells[i].Optional || f.Cells[i].Row.Key == "requests.email" })
	require.Len(t, email[0].Left, 5)
}

func TestIdentitiesFollowThePrintedRows(t *testing.T) {
	f := Get("2021")
	all := func(int) bool { return true }
	require.Len(t, f.IdentitiesFor(all), 26+7+7+3)
	noOther := func(i int) bool { return f.Cells[i].Row.Key != "other" }
	for _, id := range f.IdentitiesFor(noOther) {
		if id.ID == "T03" {
			require.Len(t, id.Left, 21) // 18 leaves of （一）–（五）, 3 of （六）
		}
	}
}

func TestLoadRefusesAnIdentityOverAnUnknownRow(t *testing.T) {
	_, err := Load(fstest.MapFS{"9.yaml": {Data: []byte(`generation: "9"
tables:
  - key: t
    blocks:
      - columns: [{key: a, label: A}]
        rows: [{key: r, label: R}]
        identities: [{id: X, over: rows, left: [r], right: [s]}]
`)}})
	require.ErrorContains(t, err, "no cell t.s.a")
}
