package main

import (
	"bytes"
	"os"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
)

// TestEveryLineIsValid reads every document that there is and validates each
// line against the schema that the tool prints.
func TestEveryLineIsValid(t *testing.T) {
	printed, err := gongkai(t.Context(), t, "schema").Output()
	require.NoError(t, err)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(printed))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("line.json", doc))
	schema, err := c.Compile("line.json")
	require.NoError(t, err)

	folders := []string{many(t, 80)}
	for _, f := range []string{"../../corpus", "../../../shared/corpus", "../../../shared/pdf"} {
		if _, err := os.Stat(f); err == nil {
			folders = append(folders, f)
		}
	}
	out, _ := gongkai(t.Context(), t, append([]string{"extract", "-q"}, folders...)...).Output() // some are no reports
	lines := bytes.Split(bytes.TrimSuffix(out, []byte("\n")), []byte("\n"))
	require.GreaterOrEqual(t, len(lines), 80)
	for _, line := range lines {
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
		require.NoError(t, err)
		require.NoError(t, schema.Validate(v), "%.300s", line)
	}
}
