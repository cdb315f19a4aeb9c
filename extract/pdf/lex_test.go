package pdf

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// tokens spells out what the lexer sees.
func tokens(s string) string {
	l := lexer{b: []byte(s)}
	var out []string
	for {
		switch l.next() {
		case tokEOF:
			return strings.Join(out, " ")
		case tokNumber:
			out = append(out, fmt.Sprint(l.num))
		case tokString:
			out = append(out, fmt.Sprintf("(%s)", l.raw))
		case tokName:
			out = append(out, "/"+string(l.raw))
		case tokWord:
			out = append(out, string(l.raw))
		case tokArray:
			out = append(out, "[")
		case tokArrayEnd:
			out = append(out, "]")
		case tokDict:
			out = append(out, "<<")
		case tokDictEnd:
			out = append(out, ">>")
		}
	}
}

func TestLexer(t *testing.T) {
	for in, want := range map[string]string{
		"1 0 0 1 72.5 -.5 cm":             "1 0 0 1 72.5 -0.5 cm",
		"+3 --4 5-6 1.2.3 0.000001":       "3 -4 5 1.2 1e-06",
		"12345678901234567890":            "1.2345678901234568e+17",
		"(a(b)c)Tj(d":                     "(a(b)c) Tj (d)",
		`(\(\)\\\101\7\60x\n)`:            "(()\\A\a0x\n)",
		"(a\\\r\nb\rc\r\nd)":              "(ab\nc\nd)",
		"<48 65 6c6C 6F7>":                "(Hellop)",
		"<zz41>":                          "(A)",
		"/A#20B/C/D#zz":                   "/A B /C /D#zz",
		"[1(a)/b]TJ<</K[1 2]/S<</T 1>>>>": "[ 1 (a) /b ] TJ << /K [ 1 2 ] /S << /T 1 >> >>",
		"q%comment\nQ":                    "q Q",
		") } > { f*":                      "f*",
		"":                                "",
		"\x00\t\f \r\n":                   "",
	} {
		require.Equal(t, want, tokens(in), "%q", in)
	}
}

// The lexer allocates nothing for plain operators, names and strings.
func TestLexerAllocs(t *testing.T) {
	content := []byte(strings.Repeat("BT /F1 10.5 Tf 1 0 0 1 72 700 Tm [(Hello)-250(World)]TJ ET 0 0 100 .5 re f\n", 50))
	require.Zero(t, testing.AllocsPerRun(10, func() {
		l := lexer{b: content}
		for l.next() != tokEOF {
		}
	}))
}

func TestValue(t *testing.T) {
	l := lexer{b: []byte("<</A 12 0 R/B[1 2 R]/C<</D(>>)>>/E/F/G 3/H 4 5/I true>>rest")}
	require.Equal(t, tokDict, l.next())
	d := l.dict()
	require.Equal(t, "12 0 R", string(d["A"]))
	require.Equal(t, "[1 2 R]", string(d["B"]))
	require.Equal(t, "<</D(>>)>>", string(d["C"]))
	require.Equal(t, "F", d.name("E"))
	require.Equal(t, 3, d.int("G", 0))
	require.Equal(t, "4", string(d["H"]))
	id, ok := d.ref("A")
	require.True(t, ok)
	require.EqualValues(t, 12, id)
	require.Equal(t, "rest", string(l.b[l.pos:]))
}

// FuzzLexer: the lexer always moves on, and stays within its input.
func FuzzLexer(f *testing.F) {
	for _, s := range []string{"BT /F1 12 Tf (a\\(b) Tj ET", "<</A[1 2(", "BI /W 1 ID \x00\xff EI Q", "<48<65>(\\", "1 0 R"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		l := lexer{b: b}
		for steps := 0; ; steps++ {
			at := l.pos
			tok := l.next()
			if tok == tokEOF {
				break
			}
			if l.pos <= at || l.pos > len(b) || l.from < at || l.from >= l.pos || steps > len(b) {
				t.Fatalf("at %d: token %d from %d to %d", at, tok, l.from, l.pos)
			}
		}
		l = lexer{b: b}
		for l.pos < len(b) {
			at := l.pos
			if tok, raw := l.value(); tok == tokEOF && raw == nil && l.pos == at {
				break
			}
		}
	})
}
