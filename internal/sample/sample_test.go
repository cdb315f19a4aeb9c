package sample

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"gongkai/extract/doc"
	"gongkai/extract/form"
	"gongkai/record"
)

// holds counts the identities of r's form that figures keep and break.
func holds(r *Report, figures map[string]record.Number) (kept, broken, undecided int) {
	f := form.Get(r.Generation)
	at := func(i int) record.Number { return figures[f.Cells[i].Path] }
	sum := func(ops []int) record.Number {
		n := record.Int(0)
		for _, i := range ops {
			n = n.Add(at(i))
		}
		return n
	}
	printed := func(i int) bool { _, ok := figures[f.Cells[i].Path]; return ok }
	for _, id := range f.IdentitiesFor(printed) {
		l, rr := sum(id.Left), sum(id.Right)
		switch {
		case l.IsNull() || rr.IsNull():
			undecided++
		case l.Equal(rr):
			kept++
		default:
			broken++
		}
	}
	return
}

func TestFiguresBalance(t *testing.T) {
	for seed := range uint64(200) {
		for _, gen := range []string{"2019", "2021"} {
			r := New(seed, Options{Generation: gen})
			require.Len(t, r.Values, map[string]int{"2019": 198, "2021": 200}[gen])
			kept, broken, undecided := holds(r, r.Values)
			require.Zero(t, broken, "seed %d", seed)
			require.Equal(t, map[string]int{"2019": 23, "2021": 25}[gen]+7+7+3, kept)
			// The form's optional rows have no figures, so their row sums stay open.
			require.Equal(t, map[string]int{"2019": 3, "2021": 1}[gen], undecided)
		}
	}
}

func TestTheSameSeedGivesTheSameBytes(t *testing.T) {
	for seed := range uint64(5) {
		for _, k := range Damages {
			a, b := New(seed, Options{Damage: []Damage{k.Damage}}), New(seed, Options{Damage: []Damage{k.Damage}})
			b.HTML() // the order of writers changes nothing
			for _, m := range Media {
				require.Equal(t, a.Write(m), b.Write(m))
			}
			require.Equal(t, a.Values, b.Values)
		}
	}
	require.NotEqual(t, New(1, Options{}).Text(), New(2, Options{}).Text())
}

// fields reads the cells of a DOCX or HTML file back, as far as a test needs.
func plain(t *testing.T, medium string, data []byte) string {
	var b strings.Builder
	switch medium {
	case "html":
		root, err := html.Parse(bytes.NewReader(data))
		require.NoError(t, err)
		var walk func(*html.Node)
		walk = func(n *html.Node) {
			if n.Type == html.TextNode {
				b.WriteString(n.Data)
			}
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				walk(c)
			}
			if n.Data == "td" || n.Data == "p" {
				b.WriteByte('\t')
			}
		}
		walk(root)
	case "docx":
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		require.NoError(t, err)
		for _, f := range z.File {
			rc, err := f.Open()
			require.NoError(t, err)
			d := xml.NewDecoder(rc)
			deleted := false
			for {
				tok, err := d.Token()
				if err == io.EOF {
					break
				}
				require.NoError(t, err, f.Name)
				switch e := tok.(type) {
				case xml.StartElement:
					deleted = e.Name.Local == "delText"
				case xml.CharData:
					if !deleted {
						b.Write(e)
					}
				case xml.EndElement:
					deleted = false
					if e.Name.Local == "p" {
						b.WriteByte('\t')
					}
				}
			}
		}
	case "doc":
		d, err := doc.Open(data)
		require.NoError(t, err)
		ps, err := d.Paragraphs(d.Main())
		require.NoError(t, err)
		for i := range ps {
			require.NoError(t, d.Runs(&ps[i], func(r *doc.Run) error {
				b.Write(r.Text)
				return nil
			}))
			b.WriteByte('\t')
		}
	default:
		return string(data)
	}
	return b.String()
}

func TestEveryValueIsPrinted(t *testing.T) {
	for seed := range uint64(40) {
		r := New(seed, Options{})
		for _, m := range Media {
			cells := map[string]int{}
			for _, c := range strings.FieldsFunc(plain(t, m, r.Write(m)), func(c rune) bool { return c == '\t' || c == '\n' || c == '|' }) {
				cells[strings.TrimSpace(c)]++
			}
			want := map[string]int{}
			for _, raw := range r.Raw {
				want[raw]++
			}
			for raw, n := range want {
				require.GreaterOrEqual(t, cells[raw], n, "seed %d, %s: %q", seed, m, raw)
			}
		}
	}
}

func TestNarrativeStatesTheFigures(t *testing.T) {
	claims := 0
	for seed := range uint64(100) {
		r := New(seed, Options{})
		require.NotContains(t, string(r.Text()), "{")
		for _, c := range r.Claims {
			claims++
			sum := record.Int(0)
			for _, p := range c.Paths {
				sum = sum.Add(r.Values[p])
			}
			require.True(t, sum.Equal(c.Value))
			require.Contains(t, string(r.Text()), c.Sentence)
			if c.Value.Sign() > 0 {
				require.Contains(t, c.Sentence, c.Value.String())
			}
		}
	}
	require.Greater(t, claims, 300)
}

func TestEachDamageDoesSomethingAndKeepsTheTruth(t *testing.T) {
	for _, k := range Damages {
		t.Run(string(k.Damage), func(t *testing.T) {
			require.NotEmpty(t, k.Doc)
			changed := map[string]bool{}
			for seed := range uint64(25) {
				r, whole := New(seed, Options{Size: Middle, Damage: []Damage{k.Damage}}), New(seed, Options{Size: Middle})
				for _, m := range Media {
					if !bytes.Equal(r.Write(m), whole.Write(m)) {
						changed[m] = true
					}
				}
				_, broken, _ := holds(r, r.Meant)
				require.Zero(t, broken)
				if k.Values == "" {
					require.Equal(t, r.Meant, r.Values)
				}
				for p, n := range r.Values {
					if _, err := record.ParseNumber(r.Raw[p]); err == nil {
						require.False(t, n.IsNull(), p)
					} else if n.IsNull() {
						require.NotContains(t, r.Raw[p], "0")
					}
				}
			}
			media := k.Media
			if media == nil {
				media = Media
			}
			for _, m := range media {
				require.True(t, changed[m], m)
			}
		})
	}
}

func TestPrintedFaultsBreakTheSums(t *testing.T) {
	for seed := range uint64(100) {
		r := New(seed, Options{Damage: []Damage{PrintedFault}})
		_, broken, _ := holds(r, r.Values)
		require.Positive(t, broken, "seed %d", seed)
		r = New(seed, Options{Damage: []Damage{PrintedLeafFault}})
		_, broken, _ = holds(r, r.Values)
		require.Equal(t, 2, broken, "seed %d: one row and one column", seed)
	}
}

func TestEncodingsLoseNothing(t *testing.T) {
	for seed := range uint64(60) {
		gbk, err := simplifiedchinese.GB18030.NewDecoder().Bytes(New(seed, Options{Damage: []Damage{GBK}}).Text())
		require.NoError(t, err)
		require.Equal(t, string(New(seed, Options{}).Text()), string(gbk))
		b5, err := traditionalchinese.Big5.NewDecoder().Bytes(New(seed, Options{Damage: []Damage{Big5}}).Text())
		require.NoError(t, err)
		want := string(New(seed, Options{Damage: []Damage{Traditional}}).Text())
		require.Equal(t, want, string(b5))
	}
}

func TestSpansFillTheTable(t *testing.T) {
	for _, gen := range []string{"2019", "2021"} {
		for seed := range uint64(30) {
			r := New(seed, Options{Generation: gen, Damage: []Damage{PageBreak, VerticalLabels}[seed%2 : 1+seed%2]})
			for _, b := range r.blocks {
				if b.table == nil {
					continue
				}
				used := map[string]bool{}
				for i, row := range b.table.rows {
					for _, c := range row {
						for y := range c.rowSpan {
							for x := range c.colSpan {
								slot := fmt.Sprint(i+y, c.col+x)
								require.False(t, used[slot], "two cells in slot %s", slot)
								used[slot] = true
							}
						}
					}
				}
				require.Len(t, used, len(b.table.rows)*b.table.cols)
			}
		}
	}
}

func BenchmarkNewAndHTML(b *testing.B) {
	b.ReportAllocs()
	seed := uint64(0)
	for b.Loop() {
		seed++
		b.SetBytes(int64(len(New(seed, Options{}).HTML())))
	}
}
