package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// fill sets every field to something, so that a field which AppendTo does not
// know shows as a difference.
func fill(v reflect.Value, rng *rand.Rand, full bool) {
	switch v.Kind() {
	case reflect.String:
		if full || rng.IntN(3) > 0 {
			v.SetString(word(rng))
		}
	case reflect.Int, reflect.Int64:
		v.SetInt(rng.Int64N(1000) + 1)
	case reflect.Float64:
		v.SetFloat(float64(rng.IntN(10000)) / 10)
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), rng, full)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), rng.IntN(4), 4))
		for i := range v.Len() {
			fill(v.Index(i), rng, full)
		}
	case reflect.Pointer:
		if full || rng.IntN(2) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem(), rng, full)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[Number]() {
			v.Set(reflect.ValueOf(Int(rng.Int64N(100))))
			return
		}
		for i := range v.NumField() {
			fill(v.Field(i), rng, full)
		}
	}
}

func word(rng *rand.Rand) string {
	letters := []string{"a", "\"", "\\", "\n", "\t", "\x01", "\x7f", "<", "&", "政", "\u2028", "\u2029", "\xff", "\xe6\x94", "\ufffd", "😀", "\b", "\f", "\r"}
	s := "x"
	for range rng.IntN(40) {
		s += letters[rng.IntN(len(letters))]
	}
	return s
}

// oracle is the line as encoding/json writes it from the types' tags.
func oracle(t *testing.T, r *Record) string {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	require.NoError(t, e.Encode(wire{
		Schema: r.Schema, Tool: r.Tool, Source: r.Source, Report: r.Report, Generation: r.Generation, Sections: r.Sections,
		Tables: r.appendTables(nil), Cells: r.appendCells(nil), Claims: r.Claims, Unmapped: r.Unmapped, Summary: r.Summary, Findings: r.Findings,
	}))
	return strings.TrimSuffix(b.String(), "\n")
}

func TestAppendToIsWhatTheTagsSay(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range 500 {
		r := new(Record)
		fill(reflect.ValueOf(r).Elem(), rng, i == 0)
		for k := range r.Cells {
			r.Cells[k].Path = string(rune('a'+k)) + ".b.c"
		}
		require.Equal(t, oracle(t, r), string(r.AppendTo(nil)))
		back := new(Record)
		require.NoError(t, json.Unmarshal(r.AppendTo(nil), back))
		require.Equal(t, strings.ReplaceAll(string(r.AppendTo(nil)), `\ufffd`, "\ufffd"), string(back.AppendTo(nil)))
	}
}

func TestTenthsAreRoundedAsByFmt(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 100_000 {
		v := (rng.Float64() - 0.3) * 2000
		switch rng.IntN(4) {
		case 0:
			v = float64(rng.IntN(40000)-20000) / 20 // a middle, as near as floats come
		case 1:
			v *= math.Pow(10, float64(rng.IntN(20)-8))
		}
		require.Equal(t, fmt.Sprintf("%.1f", v), string(tenths(nil, v)))
	}
}

func TestListsAreNeverNull(t *testing.T) {
	r := &Record{Claims: []Claim{{}}, Findings: []Finding{{}}, Unmapped: []Unmapped{{}}, Source: Source{Given: &Given{}}}
	line := string(r.AppendTo(nil))
	for _, list := range []string{`"sections":[]`, `"readings":[]`, `"text":[]`, `"paths":[]`, `"at":[]`, `"given":{}`} {
		require.Contains(t, line, list)
	}
	require.Equal(t, 3, strings.Count(line, "null"), "the three numbers")
}

func BenchmarkAppendTo(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	r := new(Record)
	fill(reflect.ValueOf(r).Elem(), rng, true)
	for i := range 193 {
		r.Cells = append(r.Cells, Cell{Path: "requests.row" + string(rune('a'+i/7)) + ".column" + string(rune('a'+i%7)), Raw: "12", State: Printed, At: "t3 r4 c5"})
	}
	buf := r.AppendTo(nil)
	b.SetBytes(int64(len(buf)))
	b.ReportAllocs()
	for b.Loop() {
		buf = r.AppendTo(buf[:0])
	}
}
