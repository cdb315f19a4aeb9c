package schema

import (
	"encoding/json"
	"strings"
	"testing"

	validator "github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"gongkai/record"
)

// compile makes a validator of the schema of a line.
func compile(t *testing.T) *validator.Schema {
	t.Helper()
	b, err := json.Marshal(Line())
	require.NoError(t, err)
	doc, err := validator.UnmarshalJSON(strings.NewReader(string(b)))
	require.NoError(t, err)
	c := validator.NewCompiler()
	require.NoError(t, c.AddResource("line.json", doc))
	s, err := c.Compile("line.json")
	require.NoError(t, err)
	return s
}

func validate(t *testing.T, s *validator.Schema, line string) error {
	t.Helper()
	v, err := validator.UnmarshalJSON(strings.NewReader(line))
	require.NoError(t, err)
	return s.Validate(v)
}

func full(t *testing.T) string {
	t.Helper()
	n, err := record.ParseNumber("160.5964")
	require.NoError(t, err)
	r := &record.Record{
		Schema: record.Schema, Source: record.Source{Name: "a", SHA256: "b", Given: &record.Given{URL: "c"}},
		Sections: []record.Section{{Key: "overview"}}, Claims: []record.Claim{{Readings: []string{"a.b"}, Value: n}},
		Unmapped: []record.Unmapped{{At: "p1", Text: []string{"x"}}},
		Findings: []record.Finding{{Rule: "T01", Paths: []string{}, At: []string{}, Left: n}},
		Cells: []record.Cell{
			{Path: "proactive.admin_fees.amount_wan_yuan", Value: n, Raw: "160.5964万元", State: record.Annotated, At: "t1", Box: &record.Box{1, 2, 3, 4}, Note: "n"},
			{Path: "requests.new_received.total", State: record.Blank},
			{Path: "requests.carried_in.total", State: record.Absent},
		},
	}
	b, err := r.MarshalJSON()
	require.NoError(t, err)
	return string(b)
}

func TestLinesAreValid(t *testing.T) {
	s := compile(t)
	require.NoError(t, validate(t, s, full(t)))
	f, err := json.Marshal(record.Failure{Schema: record.FailureSchema, Source: record.Source{Name: "a"}, Error: record.FailureError{Code: record.Scanned}})
	require.NoError(t, err)
	require.NoError(t, validate(t, s, string(f)))
}

func TestWrongLinesAreNot(t *testing.T) {
	s := compile(t)
	line := full(t)
	for _, c := range [][2]string{
		{`"state":"blank"`, `"state":"empty"`},
		{`"amount_wan_yuan":160.5964`, `"amount_wan_yuan":"160.5964"`},
		{`"schema":"gongkai.record/1"`, `"schema":"gongkai.record/2"`},
		{`"cells":`, `"cell":`},
		{`"box":[1.0,2.0,`, `"box":[2.0,`},
		{`"generation":""`, `"generation":2021`},
	} {
		require.Contains(t, line, c[0])
		require.Error(t, validate(t, s, strings.Replace(line, c[0], c[1], 1)), c[1])
	}
}
