package emit

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/require"

	"gongkai/record"
)

func TestFormulasAreHarmlessInCSV(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "@x": "'@x", "\tx": "'\tx", "-1+2": "'-1+2", "--253": "'--253", "+cmd|x": "'+cmd|x", "＝1": "'＝1", "\xff": "\xff",
		"-": "-", "--": "--", "+": "+", "-.5": "'-.5", "-8": "-8", "+3": "+3", "-1,234.5": "-1,234.5", "0": "0", "": "", "一": "一", "—": "—",
	} {
		require.Equal(t, want, harmless(in), in)
	}
	dir, _ := export1(t, lines(1), Options{Findings: true, BOM: true})
	require.Equal(t, "'=1+1", readCSV(t, dir, "findings")[0]["message"])
	require.Equal(t, "'=HYPERLINK(\"x\")", readCSV(t, dir, "long")[3]["raw"])
	b, err := os.ReadFile(filepath.Join(dir, "wide.csv"))
	require.NoError(t, err)
	require.Equal(t, "\ufeff", string(b[:3]))
}

func TestParquet(t *testing.T) {
	list := lines(8)
	dir, _ := export1(t, list, Options{Formats: []string{"parquet", "csv"}, Findings: true})
	for _, table := range []string{"wide", "panel", "long", "findings", "failures"} {
		want := readCSV(t, dir, table)
		f, err := os.Open(filepath.Join(dir, table+".parquet"))
		require.NoError(t, err)
		info, err := f.Stat()
		require.NoError(t, err)
		p, err := parquet.OpenFile(f, info.Size())
		require.NoError(t, err)
		require.EqualValues(t, len(want), p.NumRows(), table)
		i := 0
		for _, g := range p.RowGroups() {
			rows := g.Rows()
			buf := make([]parquet.Row, 64)
			for {
				n, err := rows.ReadRows(buf)
				for _, row := range buf[:n] {
					for _, v := range row {
						name := p.Schema().Columns()[v.Column()][0]
						w := strings.TrimPrefix(want[i][name], "'")
						switch {
						case v.IsNull():
							require.Empty(t, w, name)
						case v.Kind() == parquet.Double:
							x, err := strconv.ParseFloat(w, 64)
							require.NoError(t, err, name)
							require.Equal(t, x, v.Double(), name)
						default:
							require.Equal(t, w, v.String(), name)
						}
					}
					i++
				}
				if errors.Is(err, io.EOF) {
					break
				}
				require.NoError(t, err)
			}
			require.NoError(t, rows.Close())
		}
		require.Equal(t, len(want), i)
		require.NoError(t, f.Close())
	}
}

func TestSQLite(t *testing.T) {
	list := lines(12)
	dir, _ := export1(t, list, Options{Formats: []string{"sqlite", "csv"}, Findings: true})
	db, err := sql.Open("sqlite", filepath.Join(dir, sqliteName))
	require.NoError(t, err)
	defer db.Close()
	count := func(query string, args ...any) (n int) {
		require.NoError(t, db.QueryRow(query, args...).Scan(&n), query)
		return n
	}
	long := readCSV(t, dir, "long")
	nulls := 0
	for _, r := range long {
		nulls += btoi(r["value"] == "")
	}
	require.Positive(t, nulls)
	require.Equal(t, len(long), count("SELECT count(*) FROM cells"))
	require.Equal(t, nulls, count("SELECT count(*) FROM cells WHERE value IS NULL"))
	require.Equal(t, 12, count("SELECT count(*) FROM reports"))
	require.Equal(t, 1, count("SELECT count(*) FROM failures WHERE source = '扫描件.pdf'"))
	require.Equal(t, 1, count("SELECT count(*) FROM findings"))
	for _, r := range records(list) {
		sum := record.Int(0)
		for _, c := range r.Cells {
			if n, whole := c.Value.Int64(); whole {
				sum = sum.Add(record.Int(n))
			}
		}
		want, _ := sum.Int64()
		require.EqualValues(t, want, count("SELECT sum(value) FROM cells WHERE typeof(value) = 'integer' AND id = (SELECT id FROM reports WHERE source = ?)", r.Source.Name))
	}
	have := func(word string) (n int) {
		for _, r := range records(list) {
			for _, s := range r.Sections {
				n += btoi(strings.Contains(s.Heading+"\n"+s.Text, word))
			}
		}
		require.Positive(t, n, word)
		return n
	}
	for _, word := range []string{"申请", "公开", "网站"} { // two characters: pairs of neighbours
		require.Equal(t, have(word), count("SELECT count(*) FROM sections_pairs WHERE sections_pairs MATCH ?", word), word)
	}
	for _, word := range []string{"行政复议", "政务新媒体", "申请办"} { // three and more: trigrams
		require.Equal(t, have(word), count("SELECT count(*) FROM sections_fts WHERE sections_fts MATCH ?", `"`+word+`"`), word)
	}
	require.Equal(t, have("公开"), count("SELECT count(*) FROM sections s JOIN sections_pairs p ON p.rowid = s.rowid WHERE p.pairs MATCH '公开'"))
	require.Zero(t, count("SELECT count(*) FROM sections_pairs WHERE sections_pairs MATCH '开公'"))
}

func TestStataChoosesTypes(t *testing.T) {
	c := &stataColumn{Variable: Variable{Type: Number}, whole: true}
	c.number(100)
	require.EqualValues(t, dtaByte, c.dtaType())
	c.number(101) // 101 is a missing value of a byte
	require.EqualValues(t, dtaInt, c.dtaType())
	c.number(32741)
	require.EqualValues(t, dtaLong, c.dtaType())
	c.number(2147483621)
	require.EqualValues(t, dtaDouble, c.dtaType())
	c = &stataColumn{Variable: Variable{Type: Number}, whole: true}
	c.number(math.Pi)
	require.EqualValues(t, dtaDouble, c.dtaType())
	require.Equal(t, "年", cutBytes("年年", 5))
}

// TestIndependentReaders has pandas and sqlite3 read the files back: see
// testdata/readback.py, which compares every cell of every format.
func TestIndependentReaders(t *testing.T) {
	python := "/usr/bin/python3"
	if out, err := exec.Command(python, "-c", "import pandas, openpyxl").CombinedOutput(); err != nil {
		t.Skipf("pandas is missing: apt-get install python3-pandas python3-openpyxl (%s)", strings.TrimSpace(string(out)))
	}
	list := lines(8)
	r := list[0].Record
	r.Sections[0].Text = strings.Repeat("长", 3000)
	r.Cells[5].Note = strings.Repeat("很长的说明", 700) // beyond 2045 bytes: strL
	dir, _ := export1(t, list, Options{Findings: true})
	f, err := os.Create(filepath.Join(dir, "records.jsonl"))
	require.NoError(t, err)
	for _, r := range records(list) {
		b, err := json.Marshal(r)
		require.NoError(t, err)
		_, err = fmt.Fprintf(f, "%s\n", b)
		require.NoError(t, err)
	}
	require.NoError(t, f.Close())
	out, err := exec.Command(python, "testdata/readback.py", dir).CombinedOutput()
	require.NoError(t, err, string(out))
	t.Log(string(out))
}
