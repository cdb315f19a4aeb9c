package emit

import (
	"math"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"gongkai/record"
)

func TestWorkbook(t *testing.T) {
	list := lines(5)
	dir, _ := export1(t, list, Options{Formats: []string{"xlsx", "csv"}, Findings: true})
	f, err := excelize.OpenFile(filepath.Join(dir, xlsxName))
	require.NoError(t, err)
	defer f.Close()
	require.Equal(t, []string{"wide", "panel", "long", "findings", "failures", "codebook"}, f.GetSheetList())
	want := readCSV(t, dir, "wide")
	rows, err := f.GetRows("wide", excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	require.Len(t, rows, 5+2)
	require.Equal(t, "行政机关", rows[1][1])
	for i, w := range want {
		for k, name := range rows[0] {
			got := ""
			if k < len(rows[i+2]) {
				got = rows[i+2][k]
			}
			if g, err := strconv.ParseFloat(got, 64); err == nil && w[name] != "" {
				x, err := strconv.ParseFloat(w[name], 64)
				require.NoError(t, err)
				require.InDelta(t, x, g, 1e-12*math.Max(1, math.Abs(x)), name)
				continue
			}
			require.Equal(t, w[name], got, name)
		}
	}
	formula, err := f.GetCellFormula("long", "N6")
	require.NoError(t, err)
	require.Empty(t, formula)
	text, err := f.GetCellValue("long", "N6")
	require.NoError(t, err)
	require.Equal(t, "=HYPERLINK(\"x\")", text)
	panes, err := f.GetPanes("wide")
	require.NoError(t, err)
	require.True(t, panes.Freeze)
	require.Equal(t, 2, panes.YSplit)
}

func TestALongTableGoesOnInAnotherSheet(t *testing.T) {
	n := load()
	tables, err := n.tables(Options{})
	require.NoError(t, err)
	x := &export{names: n, tables: tables}
	dir := t.TempDir()
	s, err := openXLSX(dir, x)
	require.NoError(t, err)
	s.(*xlsxSink).rows = 10
	row := make([]Value, len(x.table("failures").Variables))
	for i := range 20 {
		row[0] = intValue(i)
		require.NoError(t, s.row(x.table("failures"), row))
	}
	_, err = s.close()
	require.NoError(t, err)
	f, err := excelize.OpenFile(filepath.Join(dir, xlsxName))
	require.NoError(t, err)
	defer f.Close()
	seen := 0
	for _, sheet := range []string{"failures", "failures_2", "failures_3"} {
		rows, err := f.GetRows(sheet)
		require.NoError(t, err)
		require.LessOrEqual(t, len(rows), 10)
		for _, r := range rows[2:] {
			require.Equal(t, strconv.Itoa(seen), r[0])
			seen++
		}
	}
	require.Equal(t, 20, seen)
}

func TestNumbersBeyondFifteenDigitsAreTextInTheWorkbook(t *testing.T) {
	n, err := record.ParseNumber("1234567890123456")
	require.NoError(t, err)
	require.Equal(t, "1234567890123456", xlsxNumber(numberValue(n)))
	require.Equal(t, int64(123456789012345), xlsxNumber(intValue(123456789012345)))
	require.Equal(t, 0.5, xlsxNumber(floatValue(.5)))
}
