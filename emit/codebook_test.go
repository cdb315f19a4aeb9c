package emit

import (
	"encoding/csv"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"gongkai/internal/message"
)

var update = flag.Bool("update", false, "write the documents that are made from the data")

func TestDescriptorFitsTheStandard(t *testing.T) {
	b, err := os.ReadFile("testdata/datapackage.schema.json")
	require.NoError(t, err)
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(b)))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("datapackage.schema.json", doc))
	schema, err := c.Compile("datapackage.schema.json")
	require.NoError(t, err)
	dir, res := export1(t, lines(4), Options{Findings: true})
	b, err = os.ReadFile(filepath.Join(dir, descriptorName))
	require.NoError(t, err)
	inst, err := jsonschema.UnmarshalJSON(strings.NewReader(string(b)))
	require.NoError(t, err)
	require.NoError(t, schema.Validate(inst))

	var p dataPackage
	require.NoError(t, json.Unmarshal(b, &p))
	require.Len(t, p.Resources, len(res.Files))
	for _, r := range p.Resources {
		info, err := os.Stat(filepath.Join(dir, r.Path))
		require.NoError(t, err)
		require.Equal(t, info.Size(), r.Bytes)
		if r.Schema != nil { // the header of the file is the schema's fields
			f, err := os.Open(filepath.Join(dir, r.Path))
			require.NoError(t, err)
			head, err := csv.NewReader(f).Read()
			require.NoError(t, err)
			require.NoError(t, f.Close())
			var fields []string
			for _, f := range r.Schema.Fields {
				fields = append(fields, f.Name)
			}
			require.Equal(t, head, fields)
		}
	}
	bad := strings.Replace(string(b), `"type": "number"`, `"type": "money"`, 1)
	inst, err = jsonschema.UnmarshalJSON(strings.NewReader(bad))
	require.NoError(t, err)
	require.Error(t, schema.Validate(inst))
}

func TestCodebookInTheDocsIsTheOneMadeFromTheData(t *testing.T) {
	for lang, file := range map[string]string{"en": "../docs/codebook.md", "zh": "../docs/codebook.zh.md"} {
		text := Codebook(lang)
		if *update {
			require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
		}
		b, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, string(b), text, "%s: write it anew with go test ./emit -update", file)
		for _, v := range slices.Concat(load().Report, load().cells, load().Derived) {
			require.Contains(t, text, "`"+v.Name+"`")
		}
	}
	require.Contains(t, Codebook("en"), "(req_granted_total + req_partial_total) / req_processed_total")
	require.Contains(t, Codebook("zh"), "政府信息公开")
	require.NotEmpty(t, message.In("zh", "emit.codebook.title"))
}
