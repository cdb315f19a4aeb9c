package layout

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"gongkai/extract/grid"
	"gongkai/extract/pdf"
)

var edges = []float64{60, 160, 220, 280}

// A table over two pages is one grid: page numbers, running heads and the
// repeated header are left out, and said.
func TestTableOverPages(t *testing.T) {
	a, b := newPage(), newPage()
	for i, c := range []*canvas{a, b} {
		c.text(60, 40, 9, "某某局年度报告")
		c.centred(297, 815, 9, "- "+string(rune('1'+i))+" -")
	}
	a.text(60, 690, 12, "一、表")
	a.grid(edges, 700, 20, 10, []string{"项目", "甲", "乙"}, []string{"1.规章", "11", "12"}, []string{"2.许可", "21", "22"})
	b.grid(edges, 60, 20, 10, []string{"项目", "甲", "乙"}, []string{"3.处罚", "31", "32"})
	b.text(60, 130, 12, "后文")
	d := Doc(document(a, b))
	g := only(t, d)
	require.Equal(t, [][]string{{"项目", "甲", "乙"}, {"1.规章", "11", "12"}, {"2.许可", "21", "22"}, {"3.处罚", "31", "32"}}, texts(g))
	require.Equal(t, grid.Pos{Page: 2, Table: 1, Row: 4, Col: 2}, g.At(3, 1).Pos)
	require.Equal(t, []string{"一、表", "后文"}, paras(d))
	var said []string
	for _, n := range d.Notes {
		require.Equal(t, "running", n.Kind)
		said = append(said, n.Text)
	}
	require.Equal(t, []string{"header or footer: 某某局年度报告", "page number: - 1 -", "header or footer: 某某局年度报告", "page number: - 2 -",
		"repeated table header: 项目", "repeated table header: 甲", "repeated table header: 乙"}, said)
}

// Text between them, other edges, or a page between keep tables apart.
func TestTablesNotJoined(t *testing.T) {
	for name, change := range map[string]func(a, b *canvas) *pdf.Document{
		"text below":   func(a, b *canvas) *pdf.Document { a.text(60, 780, 12, "四、"); return document(a, b) },
		"text above":   func(a, b *canvas) *pdf.Document { b.text(60, 50, 12, "四、"); return document(a, b) },
		"page between": func(a, b *canvas) *pdf.Document { return document(a, newPage(), b) },
		"wider": func(a, b *canvas) *pdf.Document {
			c := newPage()
			c.grid([]float64{60, 160, 220, 400}, 60, 20, 10, []string{"3", "1", "2"})
			return document(a, c)
		},
		"ends high up": func(_, b *canvas) *pdf.Document {
			c := newPage()
			c.grid(edges, 60, 20, 10, []string{"0", "1", "2"})
			return document(c, b)
		},
		"other columns": func(a, _ *canvas) *pdf.Document {
			c := newPage()
			c.grid([]float64{60, 100, 130, 190, 250, 280}, 60, 20, 10, []string{"1", "2", "3", "4", "5"})
			return document(a, c)
		},
	} {
		t.Run(name, func(t *testing.T) {
			a, b := newPage(), newPage()
			a.grid(edges, 700, 20, 10, []string{"1", "11", "12"}, []string{"2", "21", "22"})
			b.grid(edges, 60, 20, 10, []string{"3", "31", "32"})
			require.Len(t, grids(Doc(change(a, b))), 2)
		})
	}
}

// open draws a row without a line above or below it.
func open(c *canvas, y0, y1 float64) {
	for _, x := range edges {
		c.v(x, y0, y1)
	}
}

func TestCutRows(t *testing.T) {
	head := []string{"项目", "甲", "乙"}
	join := func(above func(a *canvas), below func(b *canvas)) [][]string {
		a, b := newPage(), newPage()
		a.grid(edges, 700, 20, 10, head)
		above(a)
		below(b)
		return texts(only(t, Doc(document(a, b))))
	}
	// The label goes on, its figures stand above; all lines are drawn.
	require.Equal(t, [][]string{head, {"1.申请人无正当理由逾期\n不补正", "1", "2"}, {"2.其他", "3", "4"}}, join(
		func(a *canvas) { a.grid(edges, 720, 20, 9, []string{"1.申请人无正当理由逾期", "1", "2"}) },
		func(b *canvas) {
			b.grid(edges, 60, 20, 9, []string{"不补正", "", ""}, []string{"2.其他", "3", "4"})
		}))
	// The figures stand below; no line closes the row.
	require.Equal(t, [][]string{head, {"1.申请人无正当理由逾期\n不补正", "1", "2"}, {"2.其他", "3", "4"}}, join(
		func(a *canvas) { open(a, 720, 740); a.centred(110, 735, 9, "1.申请人无正当理由逾期") },
		func(b *canvas) {
			open(b, 60, 80)
			b.centred(110, 74, 9, "不补正")
			b.centred(190, 74, 9, "1")
			b.centred(250, 74, 9, "2")
			b.grid(edges, 80, 20, 9, []string{"2.其他", "3", "4"})
		}))
	// A row of its own stays one.
	require.Equal(t, [][]string{head, {"1.规章", "1", "2"}, {"2.许可", "", ""}, {"3.其他", "3", "4"}}, join(
		func(a *canvas) { a.grid(edges, 720, 20, 9, []string{"1.规章", "1", "2"}) },
		func(b *canvas) {
			b.grid(edges, 60, 20, 9, []string{"2.许可", "", ""}, []string{"3.其他", "3", "4"})
		}))
	require.Equal(t, [][]string{head, {"甲", "1", ""}, {"乙", "", "2"}}, join(
		func(a *canvas) { a.grid(edges, 720, 20, 9, []string{"甲", "1", ""}) },
		func(b *canvas) { b.grid(edges, 60, 20, 9, []string{"乙", "", "2"}) }))
	// An empty remainder of a row is none.
	require.Equal(t, [][]string{head, {"1.规章", "1", "2"}}, join(
		func(a *canvas) { a.grid(edges, 720, 20, 9, []string{"", "", ""}) },
		func(b *canvas) { b.grid(edges, 60, 20, 9, []string{"1.规章", "1", "2"}) }))
}

// A merged label that the page cuts is one cell over all its rows.
func TestCutGroup(t *testing.T) {
	xs := []float64{60, 100, 200, 260}
	group := func(c *canvas, top float64, label string, rows ...[]string) {
		c.box(60, top, 100, top+20*float64(len(rows)))
		for k, line := range strings.Split(label, "\n") {
			c.centred(80, top+18+12*float64(k), 9, line)
		}
		c.grid(xs[1:], top, 20, 9, rows...)
	}
	for name, labels := range map[string][3]string{
		"halves":        {"本年度办", "理结果", "本年度办\n理结果"},
		"second empty":  {"本年度", "", "本年度"},
		"first empty":   {"", "（三）", "（三）"},
		"printed again": {"（三）", "（三）", "（三）"},
	} {
		t.Run(name, func(t *testing.T) {
			a, b := newPage(), newPage()
			group(a, 700, labels[0], []string{"1.公开", "1"}, []string{"2.部分", "2"})
			group(b, 60, labels[1], []string{"3.不予", "3"}, []string{"4.无法", "4"})
			g := only(t, Doc(document(a, b)))
			require.Equal(t, [][]string{{labels[2], "1.公开", "1"}, {"2.部分", "2"}, {"3.不予", "3"}, {"4.无法", "4"}}, texts(g))
			require.Equal(t, 4, g.At(0, 0).RowSpan)
		})
	}
	a, b := newPage(), newPage()
	group(a, 700, "（三）", []string{"1.公开", "1"}, []string{"2.部分", "2"})
	group(b, 60, "（四）", []string{"1.不予", "3"}, []string{"2.无法", "4"})
	require.Equal(t, 2, only(t, Doc(document(a, b))).At(0, 0).RowSpan)
}

func TestPageNumbers(t *testing.T) {
	for name, c := range map[string]struct {
		foot []string // one a page
		gone bool
	}{
		"dashes":        {[]string{"- 3 -"}, true},
		"plain":         {[]string{"1", "2", "3"}, true},
		"from another":  {[]string{"17", "18"}, true},
		"words":         {[]string{"第3页 共5页"}, true},
		"english":       {[]string{"Page 1 of 2", "Page 2 of 2"}, true},
		"of":            {[]string{"1/2", "2/2"}, true},
		"a figure":      {[]string{"265"}, false},
		"no sequence":   {[]string{"265", "35"}, false},
		"a sentence":    {[]string{"共收到3件。"}, false},
		"a decimal":     {[]string{"0.5"}, false},
		"many figures":  {[]string{"1 2 3", "1 2 3"}, false},
		"words between": {[]string{"共1件", "共2件"}, true}, // a footer by its repetition
	} {
		t.Run(name, func(t *testing.T) {
			var pages []*canvas
			for _, foot := range c.foot {
				p := newPage()
				for k := range 5 {
					p.text(60, 200+20*float64(k), 12, "正文到此还没有完，下面还有一些字要写在这一行里，写满了")
				}
				p.text(60, 300, 12, "完了。")
				p.centred(297, 800, 9, foot)
				pages = append(pages, p)
			}
			d := Doc(document(pages...))
			for _, foot := range c.foot {
				require.Equal(t, !c.gone, slices.Contains(paras(d), foot))
			}
			if c.gone {
				require.Len(t, d.Notes, len(c.foot))
			}
		})
	}
}

// On a low page with wide margins headers and footers stand farther in; there one
// that looks like a line of the text is kept unless it comes again.
func TestRunningFarIn(t *testing.T) {
	page := func(lines ...string) *canvas {
		c := newPage()
		c.Width, c.Height = 842, 595
		for i, s := range lines {
			c.centred(421, []float64{85, 300, 516}[i], 10, s)
		}
		return c
	}
	dropped := func(d *grid.Doc) (out []string) {
		for _, n := range d.Notes {
			out = append(out, n.Text)
		}
		return out
	}
	require.Equal(t, []string{"header or footer: 年度报告", "page number: 1", "header or footer: 年度报告", "page number: 2", "header or footer: 年度报告", "page number: 3"},
		dropped(Doc(document(page("年度报告", "甲。", "1"), page("年度报告", "乙。", "2"), page("年度报告", "丙。", "3")))))
	require.Equal(t, []string{"page number: - 1 -", "page number: - 2 -"}, dropped(Doc(document(page("年度报告", "甲。", "- 1 -"), page("年度报告", "乙。", "- 2 -")))))
	require.Empty(t, dropped(Doc(document(page("题", "甲。", "1"), page("题", "乙。", "2")))))
}

func TestParagraphs(t *testing.T) {
	c := newPage()
	c.centred(297, 80, 22, "某某市人民政府")
	c.centred(297, 112, 22, "2024年度报告")
	y := 160.0
	line := func(x float64, s string) { c.text(x, y, 16, s); y += 28 }
	line(92, "一、总体情况")
	line(92, "某某市坚持公开为常态不公开为例外共收到申请")    // 21 characters to x = 428
	line(60, "21件，办结的有2件。某某市某某市某某市某某市某") // full
	line(60, "某某市。")
	line(92, "新的一段也是满满的一整行文字某某市某某市某某")
	line(92, "又是一段。")
	d := Doc(document(c))
	require.Equal(t, []string{"某某市人民政府", "2024年度报告", "一、总体情况",
		"某某市坚持公开为常态不公开为例外共收到申请21件，办结的有2件。某某市某某市某某市某某市某某某市。",
		"新的一段也是满满的一整行文字某某市某某市某某", "又是一段。"}, paras(d))
	require.Equal(t, 1, d.Blocks[0].Para.Heading)
	require.Equal(t, 1, d.Blocks[1].Para.Heading)
	require.Equal(t, 0, d.Blocks[2].Para.Heading)
}

// Paragraphs go on over a page, English words keep their spaces, and two numbers
// over a line end stay two.
func TestParagraphOverPages(t *testing.T) {
	a, b := newPage(), newPage()
	a.text(92, 700, 12, "公开条例公开条例公开条例公开条例公开条例公开条")
	a.text(60, 720, 12, "公开条例公开条例公开条例公开条例公开条例公开条例12 34")
	a.centred(297, 815, 9, "1")
	b.text(60, 60, 12, "56 件。")
	b.text(92, 80, 12, "Open government information law of China has been")
	b.centred(297, 815, 9, "2")
	d := Doc(document(a, b))
	require.Equal(t, "公开条例公开条例公开条例公开条例公开条例公开条公开条例公开条例公开条例公开条例公开条例公开条例12 34 56 件。", paras(d)[0])
	require.Equal(t, "Open government information law of China has been", paras(d)[1])
	require.Equal(t, "p1 b1", d.Blocks[0].Para.Pos.String())
}

func TestTwoColumns(t *testing.T) {
	c := newPage()
	c.centred(297, 60, 12, "两栏文字")
	for i := range 8 {
		y := 100 + 18*float64(i)
		c.text(60, y, 12, "左"+strings.Repeat("左栏文字某某市", 3)[:45])
		c.text(320, y, 12, "右"+strings.Repeat("右栏文字某某市", 3)[:45])
	}
	p := paras(Doc(document(c)))
	require.Len(t, p, 2)
	require.Equal(t, "两栏文字", p[0])
	require.Equal(t, strings.Repeat("左"+strings.Repeat("左栏文字某某市", 3)[:45], 8)+strings.Repeat("右"+strings.Repeat("右栏文字某某市", 3)[:45], 8), p[1])
}

// visible is what a page shows, as a sorted string of its characters, and so is
// said: every glyph ends in one block or one note.
func visible(d *pdf.Document) string {
	var out []rune
	for _, p := range d.Pages {
		for _, g := range p.Glyphs {
			if !blank(g.Text) {
				out = append(out, []rune(g.Text)...)
			}
		}
	}
	return sorted(out)
}

func said(d *grid.Doc) string {
	var out []rune
	add := func(s string) {
		for _, r := range s {
			if !unicode.IsSpace(r) {
				out = append(out, r)
			}
		}
	}
	for _, b := range d.Blocks {
		if b.Para != nil {
			add(b.Para.Text)
			continue
		}
		for _, c := range b.Grid.Cells {
			if c.Text != unread { // its text is struck out, and in a note
				add(c.Text)
			}
		}
	}
	for _, n := range d.Notes {
		if _, text, ok := strings.Cut(n.Text, ": "); ok && (n.Kind == "running" || n.Kind == "dropped") {
			add(text)
		}
	}
	return sorted(out)
}

// same says briefly how two sorted strings differ.
func same(t *testing.T, want, have string) {
	for i := 0; i < len(want) || i < len(have); i++ {
		if i >= len(want) || i >= len(have) || want[i] != have[i] {
			t.Fatalf("%d bytes shown, %d said; they part at %q and %q", len(want), len(have), want[i:min(i+30, len(want))], have[i:min(i+30, len(have))])
		}
	}
}

func sorted(r []rune) string {
	r = slices.DeleteFunc(r, unicode.IsSpace)
	slices.Sort(r)
	return string(r)
}

func TestNothingIsLost(t *testing.T) {
	for _, name := range samples(t) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			d := read(t, name)
			same(t, visible(d), said(Doc(d)))
		})
	}
}

// The order in which a page draws its glyphs and rules does not matter, as long
// as no text overruns a border.
func TestOrderDoesNotMatter(t *testing.T) {
	for _, name := range samples(t) {
		if strings.Contains(name, "GBKEUCH") { // its numbers overrun theirs
			continue
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			d := read(t, name)
			want := Doc(d)
			for i := range d.Pages {
				p := &d.Pages[i]
				rand.Shuffle(len(p.Glyphs), func(i, j int) { p.Glyphs[i], p.Glyphs[j] = p.Glyphs[j], p.Glyphs[i] })
				rand.Shuffle(len(p.Rules), func(i, j int) { p.Rules[i], p.Rules[j] = p.Rules[j], p.Rules[i] })
			}
			require.Equal(t, want, Doc(d))
		})
	}
}

// Any page at all ends in a document that says each of its characters once.
func TestAnyPage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var pages []*canvas
		for range rapid.IntRange(1, 3).Draw(t, "pages") {
			c := newPage()
			at := rapid.IntRange(0, 40)
			for range rapid.IntRange(0, 30).Draw(t, "rules") {
				x, y := 40+float64(at.Draw(t, "x"))*12, 40+float64(at.Draw(t, "y"))*18
				if to := 12 * float64(at.Draw(t, "to")); rapid.Bool().Draw(t, "h") {
					c.h(y, x, x+to)
				} else {
					c.v(x, y, y+to)
				}
			}
			for i := range rapid.IntRange(0, 40).Draw(t, "texts") {
				s := rapid.SampledFrom([]string{"1", "23 4", "其他", "- 3 -", "一、总体情况", "（三）不予", "0", "—", "abc def"}).Draw(t, "s")
				// Apart, so that no glyph counts as another drawn again.
				c.text(40+float64(at.Draw(t, "tx"))*12, 40+float64(i)*19+float64(rapid.IntRange(0, 4).Draw(t, "dy")), 10, s)
			}
			pages = append(pages, c)
		}
		d := document(pages...)
		doc := Doc(d)
		if visible(d) != said(doc) {
			t.Fatalf("shown %q\nsaid  %q", visible(d), said(doc))
		}
		for _, b := range doc.Blocks {
			if (b.Para == nil) == (b.Grid == nil) {
				t.Fatal("a block is a paragraph or a table")
			}
			if b.Grid == nil {
				continue
			}
			for r := range b.Grid.Rows {
				for k := range b.Grid.Cols {
					if b.Grid.At(r, k) == nil && !b.Grid.Loose && len(pages) == 1 {
						t.Fatalf("no cell at %d, %d", r, k)
					}
				}
			}
		}
	})
}
