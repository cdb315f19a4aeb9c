package medium

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"gongkai/extract/grid"
	"gongkai/internal/sample"
)

// tricky are pieces of markup on which readers differ.
var tricky = []string{
	"<p>a<p>b</p>c", "<table><tr><td>1<td>2<tr><td>3</table>", "<table>x<tr><td>1</td></tr></table>", "a<br/>b</br>c",
	"<!-->a--><!--->b--><!-- c --!>d", "<![if !vml]>a<![endif]>", "<!--[if gte mso 9]><p>x</p><![endif]-->y", "<?xml:namespace prefix = o />z",
	"<script>if (a<b) '</scr'+'ipt>' </script>1", "<script><!--<script></script>--></script>2", "<title>a</b></title>t", "<textarea>\n<p>1</textarea>2",
	"<div title='a>b' x=1/>c</div>", "<a href=x/>y</a>", "<td>9</td>", "<b><p>1</b>2</p>3", "&nbsp;&#50;&#x32;&lt;&ampx;&notit;", "1 < 2 <3", "</>x</ p>y", "<", "</", "<!",
	"<li>1<li>2<dl><dt>3<dd>4</dl>", "<h1>a<h2>b</h1>c", "<table><caption>c</caption><tfoot><tr><th>f</tfoot><tbody><tr><td>b</table>",
	"<table><tr><td><table><tr><td>in</table>out</table>", "<table><table><tr><td>1</table>", "<option>1<option selected>2", "<select><option>1<p>2</select>3",
	"<pre>\n a\n\tb</pre>", "<plaintext><b>1", "<o:p></o:p><st1:d w:st=\"on\">5</st1:d>", "<p a=\"1\" A='2' b=>x", "<sup>1</sup>2", "<input value=3>",
	"<table><tr><td>1</div></td></tr></p></table>", "<table><form><tr><td>1</form>2</table>3", "<center><font><div>1</font>2</div>", "<xmp><b>1</b></xmp>",
}

func FuzzLexer(f *testing.F) {
	for _, s := range tricky {
		f.Add(s)
	}
	for seed := range uint64(4) {
		f.Add(string(sample.New(seed, sample.Options{}).HTML()))
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.NewReplacer("\r", "", "\x00", "").Replace(strings.ToValidUTF8(s, ""))
		require.Equal(t, netTokens(s), ourTokens(s))
	})
}

// netTokens writes the tokens of x/net/html, comments and doctypes left out,
// neighbouring text joined.
func netTokens(s string) string {
	var b, text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			b.WriteString("text " + text.String() + "\n")
			text.Reset()
		}
	}
	z := html.NewTokenizer(strings.NewReader(s))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		tok := z.Token()
		switch kind {
		case html.TextToken:
			text.WriteString(tok.Data)
		case html.StartTagToken, html.SelfClosingTagToken:
			flush()
			b.WriteString("start " + tok.Data)
			for _, a := range tok.Attr {
				b.WriteString(" " + a.Key + "=" + a.Val)
			}
			b.WriteByte('\n')
		case html.EndTagToken:
			flush()
			b.WriteString("end " + tok.Data + "\n")
		}
	}
	flush()
	return b.String()
}

func ourTokens(s string) string {
	var b, text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			b.WriteString("text " + text.String() + "\n")
			text.Reset()
		}
	}
	l := lexer{s: s}
	for kind := l.next(); kind != eof; kind = l.next() {
		name := string(lowerASCII([]byte(l.name())))
		switch kind {
		case textToken:
			if l.rest {
				text.WriteString(l.text)
			} else {
				text.WriteString(html.UnescapeString(l.text))
			}
		case startToken:
			flush()
			b.WriteString("start " + name)
			seen := map[string]bool{}
			for _, a := range l.attrs {
				if key := string(lowerASCII([]byte(l.in(a.name)))); !seen[key] { // the first of a name counts
					seen[key] = true
					b.WriteString(" " + key + "=" + html.UnescapeString(l.in(a.value)))
				}
			}
			b.WriteByte('\n')
			switch name {
			case "iframe", "noembed", "noframes", "noscript", "script", "style", "xmp", "title", "textarea":
				at := l.at
				raw := l.raw(name)
				if name == "title" || name == "textarea" {
					text.WriteString(html.UnescapeString(raw))
				} else {
					text.WriteString(raw)
				}
				if end := (lexer{s: s, at: at + len(raw)}); end.next() == endToken {
					flush()
					b.WriteString("end " + name + "\n")
				}
			case "plaintext":
				l.rest = true
			}
		case endToken:
			flush()
			b.WriteString("end " + name + "\n")
		}
	}
	flush()
	return b.String()
}

// FuzzHTML: what a browser shows as text is in the document, nothing twice.
func FuzzHTML(f *testing.F) {
	for _, s := range tricky {
		f.Add(s)
	}
	for seed := range uint64(8) {
		f.Add(string(sample.New(seed, sample.Options{}).HTML()))
	}
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "corpus", "*.html"))
	require.NoError(f, err)
	for _, name := range files {
		data, err := os.ReadFile(name)
		require.NoError(f, err)
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "")
		low := strings.ToLower(s)
		for _, odd := range []string{"svg", "math", "frame", "input", "image", "\x00"} {
			if strings.Contains(low, odd) {
				t.Skip("not what reports are made of")
			}
		}
		root, err := html.Parse(strings.NewReader(s))
		if err != nil {
			t.Skip("too deep for the oracle")
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		doc, err := newPage(&budget{ctx: ctx, lim: DefaultLimits}, s, showing{showHidden: true, showVeiled: true}).read()
		if err == errNesting {
			return
		}
		require.NoError(t, err)
		require.Equal(t, shows(domText(root)), shows(docText(doc)))
	})
}

// domText is the text of a tree but for what is never shown.
func domText(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	switch n.Data {
	case "script", "style", "iframe", "noembed", "noscript", "title":
		if n.Type == html.ElementNode {
			return ""
		}
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(domText(c))
	}
	return b.String()
}

func docText(doc *grid.Doc) string {
	var b strings.Builder
	for _, block := range doc.Blocks {
		if block.Para != nil {
			b.WriteString(block.Para.Text)
			continue
		}
		for _, c := range block.Grid.Cells {
			b.WriteString(c.Text)
		}
	}
	return b.String()
}

// shows is a text's visible characters, sorted: tables put their rows in order,
// and text between cells goes before its table. The mark of raised figures is
// left out.
func shows(s string) string {
	rs := slices.DeleteFunc([]rune(s), func(r rune) bool { return r < ' ' || r == 0x7F || r == '^' || r == '"' || blankRune(r) })
	slices.Sort(rs)
	return string(rs)
}
