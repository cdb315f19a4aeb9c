package extract_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/check"
	"gongkai/extract"
	"gongkai/extract/form"
	"gongkai/extract/medium"
	"gongkai/record"

	"github.com/stretchr/testify/require"
)

// fujian names the rows of the provincial list of the shared samples.
var fujian = map[string]string{
	"主动公开文件数": "proactive.total", "政府网站公开数": "channel.website", "政府公报公开数": "channel.gazette", "受理依申请公开信息总数": "requests.received",
	"当面申请数": "requests.in_person", "网上申请数": "requests.online", "信函、传真申请数": "requests.letter_fax", "对申请的答复总数": "replies.total",
	"同意公开答复数": "replies.granted", "同意部分公开答复数": "replies.partial", "不予公开答复数": "replies.refused", "其他类型答复数": "replies.other",
	"行政复议数": "reconsideration.total", "行政诉讼数": "litigation.total",
}

// TestSharedLists reads the real lists of indicators beside their gold values:
// each figure is right or not stated, and a row that the form lacks is kept.
func TestSharedLists(t *testing.T) {
	golds, err := filepath.Glob("../../shared/corpus/*.gold.json")
	require.NoError(t, err)
	if len(golds) == 0 {
		t.Skip("no gold values in ../shared/corpus")
	}
	right, missed := 0, 0
	for _, name := range golds {
		var gold struct {
			File       string
			Year       int
			Indicators []struct {
				Label            string
				Year, Cumulative record.Number
			}
		}
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(data, &gold))
		if len(gold.Indicators) == 0 {
			continue
		}
		data, err = os.ReadFile(filepath.Join(filepath.Dir(name), gold.File))
		require.NoError(t, err)
		rec, err := extract.Extract(context.Background(), gold.File, "", data, extract.Options{Limits: medium.DefaultLimits})
		require.NoError(t, err)
		require.Equal(t, []any{"2014", gold.Year}, []any{rec.Generation, rec.Report.Year})
		unmapped := ""
		for _, u := range rec.Unmapped {
			unmapped += strings.Join(u.Text, " ") + "\n"
		}
		for _, row := range gold.Indicators {
			label := strings.TrimLeft(strings.TrimPrefix(row.Label, "其中："), "0123456789、.")
			if fujian[label] == "" {
				require.Contains(t, unmapped, label)
				continue
			}
			for table, want := range map[string]record.Number{"indicators.": row.Year, "indicators_cumulative.": row.Cumulative} {
				c := rec.Cell(table + fujian[label])
				require.NotNil(t, c, label)
				if c.State == record.Unreadable {
					missed++
					continue
				}
				require.True(t, want.Equal(c.Value), "%s %s: want %v, have %v", gold.File, c.Path, want, c.Value)
				right++
			}
		}
	}
	t.Logf("right %d, unreadable %d", right, missed)
}

// written is a list of the official form with figures of its own.
type written struct {
	rows   [][3]string // label, unit, path; no path for a heading
	values map[string][2]int
}

func write(seed uint64) written {
	r := rand.New(rand.NewPCG(seed, 2014))
	w := written{values: map[string][2]int{}}
	var walk func(list []form.Node)
	walk = func(list []form.Node) {
		among := true
		for i := range list {
			n := &list[i]
			if n.Optional {
				continue
			}
			lead := n.Ordinal
			switch {
			case lead == "" && among: // the first of several
				lead, among = "其中：", false
			case lead != "" && lead[0] < 0x80:
				lead += "."
			case lead != "" && !strings.HasPrefix(lead, "（"):
				lead += "、"
			}
			if n.Key == "" {
				w.rows = append(w.rows, [3]string{lead + n.Label, "——", ""})
			} else {
				w.rows = append(w.rows, [3]string{lead + n.Label, n.Unit, n.Key})
				v := [...]int{0, r.IntN(10), r.IntN(400), r.IntN(20000)}[r.IntN(4)]
				w.values[n.Key] = [2]int{v, v + [...]int{0, r.IntN(100), r.IntN(30000)}[r.IntN(3)]}
			}
			walk(n.Children)
		}
	}
	walk(form.Get("2014").Table("indicators").Blocks[0].Rows)
	for _, id := range form.Get("2014").IdentitiesFor(func(i int) bool { return !form.Get("2014").Cells[i].Optional }) { // parts before the sums that they are parts of: refused, then replies
		w.sum(*id)
	}
	for _, id := range form.Get("2014").Identities {
		if id.ID == "T08" {
			w.sum(form.Identity{Left: id.Left, Right: id.Right})
			break
		}
	}
	return w
}

func (w *written) sum(id form.Identity) {
	f := form.Get("2014")
	var s [2]int
	for _, i := range id.Left {
		if f.Cells[i].Table.Repeats != nil || f.Cells[i].Optional && f.Cells[i].Row.Key == "requests.letter_fax" {
			return
		}
		v, ok := w.values[f.Cells[i].Row.Key]
		if !ok && !f.Cells[i].Optional {
			return
		}
		s[0], s[1] = s[0]+v[0], s[1]+v[1]
	}
	w.values[f.Cells[id.Right[0]].Row.Key] = s
}

// page writes the list with the given ends of cells and rows around it.
func (w *written) page(columns int, open, cell, row, end string) []byte {
	var b strings.Builder
	b.WriteString("某县人民政府2016年政府信息公开工作年度报告\n\n一、概述\n\n2016年，我县推进政府信息公开。\n\n" + open)
	head := []string{"指标名称", "计量单位", "2016年度", "历年累计"}[:2+columns]
	b.WriteString(strings.Join(head, cell) + row)
	if open == "" && cell == "|" {
		b.WriteString(strings.Repeat("---|", 1+columns) + "---" + row)
	}
	for _, r := range w.rows {
		b.WriteString(r[0] + cell + r[1])
		for k := range columns {
			if r[2] == "" {
				b.WriteString(cell + "——")
			} else {
				fmt.Fprintf(&b, "%s%d", cell, w.values[r[2]][k])
			}
		}
		b.WriteString(row)
	}
	return []byte(b.String() + end)
}

// TestAListInEveryMedium: the same list as a page, tabbed, spaced, a line for
// each cell and without any gap gives the same figures; without gaps some may
// be said to be unreadable, and none may be wrong.
func TestAListInEveryMedium(t *testing.T) {
	for seed := range uint64(12) {
		w := write(seed)
		for _, columns := range []int{1, 2} {
			for name, data := range map[string][]byte{
				"html":     w.page(columns, "<html><body><table><tr><td>", "</td><td>", "</td></tr><tr><td>", "</td></tr></table>"),
				"tabs":     w.page(columns, "", "\t", "\n", ""),
				"spaces":   w.page(columns, "", " ", "\n", ""),
				"one line": w.page(columns, "", " ", " ", ""),
				"lines":    w.page(columns, "", "\n", "\n", ""),
				"fused":    w.page(columns, "", "", "", ""),
			} {
				rec, err := extract.Extract(context.Background(), "list", "", data, extract.Options{Limits: medium.DefaultLimits})
				require.NoError(t, err)
				check.Record(rec)
				at := fmt.Sprintf("seed %d, %s, %d columns", seed, name, columns)
				require.Equal(t, "2014", rec.Generation, at)
				for _, row := range w.rows {
					for k, table := range []string{"indicators.", "indicators_cumulative."}[:columns] {
						if row[2] == "" {
							continue
						}
						c := rec.Cell(table + row[2])
						require.NotNil(t, c, "%s: %s", at, row[0])
						if name == "fused" && c.State == record.Unreadable {
							continue
						}
						require.Equal(t, fmt.Sprint(w.values[row[2]][k]), c.Value.String(), "%s: %s", at, c.Path)
						require.Contains(t, []record.State{record.Printed, record.Inferred}, c.State)
						require.True(t, name == "fused" || c.State == record.Printed, at)
					}
				}
				require.Empty(t, rec.Unmapped, at)
				for _, f := range rec.Findings {
					require.False(t, f.Verdict == record.Broken && f.Rule[0] == 'T', "%s: %s", at, f.Message)
				}
			}
		}
	}
}

// TestFusedListsThatLackFigures: in a list without any gap a figure that was not
// printed leaves no trace. What is read is right all the same, or unreadable.
func TestFusedListsThatLackFigures(t *testing.T) {
	type place struct {
		key    string
		column int
	}
	for _, c := range []struct {
		name  string
		least int // of 27,840 figures, how many are read
		lost  func(v, other int) bool
	}{
		{"none", 6000, func(_, _ int) bool { return false }},
		{"a zero", 6000, func(v, other int) bool { return v == 0 && other > 9 }}, // what is left adds up, cut so that the sums are wrong
		{"a figure", 6000, func(v, _ int) bool { return v > 0 }},
	} {
		right := 0
		for seed := range uint64(240) {
			w := write(seed)
			rng := rand.New(rand.NewPCG(seed, 1))
			var may []place
			for _, row := range w.rows {
				for k, v := range w.values[row[2]] {
					if c.lost(v, w.values[row[2]][1-k]) {
						may = append(may, place{row[2], k})
					}
				}
			}
			var gone place
			if len(may) > 0 {
				gone = may[rng.IntN(len(may))]
			}
			var b strings.Builder
			for _, row := range w.rows {
				b.WriteString(row[0] + row[1])
				for k := range 2 {
					if row[2] != "" && (place{row[2], k}) != gone {
						fmt.Fprint(&b, w.values[row[2]][k])
					}
				}
			}
			data := []byte("某县人民政府2016年政府信息公开工作年度报告\n\n指标名称计量单位2016年度历年累计" + b.String())
			rec, err := extract.Extract(context.Background(), "list", "", data, extract.Options{Limits: medium.DefaultLimits})
			require.NoError(t, err)
			for key, v := range w.values {
				for k, table := range []string{"indicators.", "indicators_cumulative."} {
					cell := rec.Cell(table + key)
					if cell == nil || cell.Value.IsNull() {
						continue
					}
					require.NotEqual(t, gone, place{key, k}, "%s, seed %d, %s: nothing is printed, have %v", c.name, seed, cell.Path, cell.Value)
					require.Equal(t, fmt.Sprint(v[k]), cell.Value.String(), "%s, seed %d, %s", c.name, seed, cell.Path)
					right++
				}
			}
		}
		require.Greater(t, right, c.least, c.name)
		t.Logf("%s lost: %d figures right", c.name, right)
	}
}
